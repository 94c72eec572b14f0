"""Made-up problems with a known answer (plantede svar): what a search must reach at least.

A problem with a lawful roster where nothing is empty, judged by the evaluator; and needs as a curve that is the sum of
known shifts. Made up, never real people; the same recipe gives the same problem.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import time
from itertools import groupby
from typing import Any

from selvstyrt.core.needs import DAY_QUARTERS, NEEDS_FORMAT, QUARTER
from selvstyrt.core.roster import Evaluator, NeedShift, read_problem
from selvstyrt.core.roster.problem import may_have
from selvstyrt.core.roster.reading import WEEKDAYS
from selvstyrt.engine.generator import Recipe, Template, generate, week_of
from selvstyrt.engine.lawful import Lawful, start_of

Shifts = tuple[tuple[int, Template], ...]
"""Weekday, 0 is Monday, and shift."""


@dataclass(frozen=True, slots=True)
class PlantedRoster:
    """A problem (`selvstyrt-roster-problem/1`), who has each shift in a lawful roster of it, and the points of that."""

    problem: dict[str, Any]
    holders: dict[str, str]
    points: int


@dataclass(frozen=True, slots=True)
class PlantedNeeds:
    """Needs (`selvstyrt-needs/1`) and the shifts of a week that cover them and no more."""

    needs: dict[str, Any]
    shifts: Shifts


def planted_roster(recipe: Recipe) -> PlantedRoster:
    """The recipe's shifts dealt out by chance, as far as that is lawful; those that nobody got are left out.

    No search has a part in it: what it leaves empty can be filled, and its points are an upper bound.

    Raises: WrongInput `recipe_out_of_range`, AssertionError when the evaluator finds the roster unlawful.
    """
    data = generate(recipe)
    holders = _dealt(Evaluator.of(read_problem(data)), random.Random(recipe.seed))
    kept = {**data, "shifts": [shift for shift in data["shifts"] if shift["id"] in holders]}
    judged = Evaluator.of(read_problem(kept)).judge(holders)
    assert judged.is_sound, judged.breaches
    assert not judged.uncovered
    return PlantedRoster(kept, holders, judged.objective)


def _dealt(evaluator: Evaluator, dice: random.Random) -> dict[str, str]:
    """Who has which shift: in order of time the first of the assistants, in an order drawn anew, who lawfully can."""
    problem, lawful = evaluator.problem, Lawful(evaluator)
    own: dict[str, list[NeedShift]] = {person.id: [] for person in problem.people}
    holders: dict[str, str] = {}
    for shift in sorted(problem.shifts, key=lambda each: (each.span, each.id)):
        for person in dice.sample(problem.people, len(problem.people)):
            mine = own[person.id]
            if not may_have(person, shift) or lawful.collides(person, mine, shift):
                continue
            together = sorted([*mine, shift], key=start_of)
            if lawful.whole(person, together):
                own[person.id], holders[shift.id] = together, person.id
                break
    return holders


def planted_needs(recipe: Recipe) -> PlantedNeeds:
    """The recipe's week as a curve: how many of its shifts are there in each quarter; resting nights as such.

    Raises: WrongInput `recipe_out_of_range`.
    """
    data = generate(recipe)
    shifts = tuple((day, each) for each in week_of(recipe) for day in each.days)
    needs = {
        "format": NEEDS_FORMAT,
        **{key: data[key] for key in ("timezone", "from", "to", "settings", "assistants")},
        "week": [*_counted(shifts), *_resting_and_skilled(shifts)],
    }
    return PlantedNeeds(needs, shifts)


def _counted(shifts: Shifts) -> list[dict[str, Any]]:
    """A line for each stretch of a day in which equally many are awake."""
    lines = []
    for weekday, name in enumerate(WEEKDAYS):
        count = [0] * DAY_QUARTERS
        for day, each in shifts:
            if day == weekday and not each.passive_minutes:
                first = _quarter(each.start)
                for quarter in range(first, first + each.hours * 60 // QUARTER):
                    count[quarter] += 1
        place = 0
        for assistants, run in groupby(count):
            begun, place = place, place + len(list(run))
            if assistants:
                lines.append({"days": [name], "from": _clock(begun), "to": _clock(place), "assistants": assistants})
    return lines


def _resting_and_skilled(shifts: Shifts) -> list[dict[str, Any]]:
    """A line for each resting night, and for each shift that asks for a skill."""
    lines = []
    for day, each in shifts:
        first = _quarter(each.start)
        line = {"days": [WEEKDAYS[day]], "from": _clock(first), "to": _clock(first + each.hours * 60 // QUARTER)}
        if each.passive_minutes:
            lines.append({**line, "duty": "resting"})
        elif each.skill:
            lines.append({**line, "skills": [each.skill]})
    return lines


def _quarter(at: time) -> int:
    return (at.hour * 60 + at.minute) // QUARTER


def _clock(quarter: int) -> str:
    minutes = quarter * QUARTER % (24 * 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
