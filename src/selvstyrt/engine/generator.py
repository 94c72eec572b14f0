"""A seeded generator of BPA roster problems (testproblemer): plausible schemes, made up, never real people."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster.reading import PROBLEM_FORMAT

NAMES = (
    *("amal", "jonas", "ingrid", "sara", "mikkel", "fatima", "tor", "elin", "ahmed", "marit", "lars"),
    *("nora", "piotr", "aisha", "henrik", "solveig", "daniel", "karin", "omar", "silje", "even", "hanna"),
)
WEEKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
ALL_DAYS = (*WEEKDAYS, *WEEKEND)


@dataclass(frozen=True, slots=True)
class Template:
    """One shift that comes back on some days of the week."""

    name: str
    days: tuple[int, ...]
    start: time
    hours: int
    passive_minutes: int = 0
    skill: str = ""
    priority: int = 2


NEEDS = (
    Template("morning", WEEKDAYS, time(7), 3, priority=3),
    Template("weekend-day", WEEKEND, time(10), 4),
    Template("resting-night", (5,), time(23), 8, passive_minutes=360, priority=3),
    Template("activity", (1, 3), time(16), 4, skill="driving"),
    Template("evening", (0, 2, 4), time(16), 4),
    Template("resting-night", (4,), time(23), 8, passive_minutes=360, priority=3),
    Template("day", WEEKDAYS, time(10), 5),
    Template("resting-night", (6, 0, 1, 2, 3), time(23), 8, passive_minutes=360, priority=3),
    Template("late", ALL_DAYS, time(20), 3),
    Template("second-person", WEEKDAYS, time(12), 4, skill="lifting"),
    Template("weekend-evening", WEEKEND, time(16), 4),
    Template("second-evening", ALL_DAYS, time(17), 4, priority=1),
)
"""A week's needs in the order in which a larger scheme gets them."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What to generate: `hours_per_week` None means five and a half hours an assistant."""

    assistants: int = 7
    weeks: int = 8
    seed: int = 0
    hours_per_week: int | None = None
    nights: bool = True
    first_day: date = date(2027, 3, 1)


def generate(recipe: Recipe) -> dict[str, Any]:
    """A problem in the format `selvstyrt-roster-problem/1`; the same recipe gives the same problem.

    Raises: WrongInput `recipe_out_of_range`.
    """
    if not (1 <= recipe.assistants <= len(NAMES) and 1 <= recipe.weeks <= 57):
        raise WrongInput(
            "recipe_out_of_range",
            f"{recipe.assistants} assistants in {recipe.weeks} weeks: "
            f"use 1 to {len(NAMES)} assistants and 1 to 57 weeks.",
            assistants=recipe.assistants,
            weeks=recipe.weeks,
        )
    dice = random.Random(recipe.seed)
    week = week_of(recipe)
    shifts = [shift for number in range(recipe.weeks) for shift in _unfold(week, _monday(recipe, number))]
    planned = sum(template.hours for template in _flat(week)) * 60
    return {
        "format": PROBLEM_FORMAT,
        "timezone": "Europe/Oslo",
        "from": recipe.first_day.isoformat(),
        "to": (recipe.first_day + timedelta(days=7 * recipe.weeks - 1)).isoformat(),
        "frame": {"minutes_per_week": planned, "hard": False},
        "settings": {"h24_mode": "start_day", "day_boundary": "00:00", "week_start": "MON"},
        "assistants": _team(recipe, dice, planned, week),
        "shifts": shifts,
        "weights": {},
    }


def week_of(recipe: Recipe) -> list[Template]:
    """The shifts of one week of the recipe's needs."""
    chosen: list[Template] = []
    left = recipe.hours_per_week or round(recipe.assistants * 5.5)
    for template in NEEDS:
        if template.name == "resting-night" and not recipe.nights:
            continue
        days = template.days[: max(0, left // template.hours)]
        if days:
            chosen.append(
                Template(
                    template.name,
                    days,
                    template.start,
                    template.hours,
                    template.passive_minutes,
                    template.skill,
                    template.priority,
                )
            )
            left -= len(days) * template.hours
    return chosen


def _flat(week: list[Template]) -> list[Template]:
    return [template for template in week for _ in template.days]


def _monday(recipe: Recipe, number: int) -> date:
    return recipe.first_day - timedelta(days=recipe.first_day.weekday()) + timedelta(weeks=number)


def _unfold(week: list[Template], monday: date) -> list[dict[str, Any]]:
    shifts = []
    for template in week:
        for weekday in template.days:
            start = datetime.combine(monday + timedelta(days=weekday), template.start)
            shifts.append(
                {
                    "id": f"{start:%Y-%m-%d}-{template.name}",
                    **_times(start, template.hours),
                    "passive_min": template.passive_minutes,
                    "skills": [template.skill] if template.skill else [],
                    "priority": template.priority,
                }
            )
    return sorted(shifts, key=lambda shift: (shift["start"], shift["id"]))


def _times(start: datetime, hours: int) -> dict[str, str]:
    return {"start": f"{start:%Y-%m-%dT%H:%M}", "end": f"{start + timedelta(hours=hours):%Y-%m-%dT%H:%M}"}


def _team(recipe: Recipe, dice: random.Random, planned: int, week: list[Template]) -> list[dict[str, Any]]:
    parts = [dice.uniform(0.5, 1.6) for _ in range(recipe.assistants)]
    whole = sum(parts)
    team = []
    tariff_bound = dice.random() < 0.7
    for number, part in enumerate(parts):
        weekly = min(max(round(planned * 1.02 * part / whole / 15) * 15, 120), 2130)
        team.append(_assistant(recipe, dice, number, weekly, tariff_bound))
    _give_history(recipe, dice, team, week)
    return team


def _assistant(recipe: Recipe, dice: random.Random, number: int, weekly: int, tariff_bound: bool) -> dict[str, Any]:
    agreements: list[dict[str, Any]] = []
    if dice.random() < 0.75:
        agreements.append({"type": "averaging_individual", "written": True, "period_weeks": min(recipe.weeks, 52)})
    if dice.random() < 0.5:
        agreements.append(
            {"type": "sunday_averaging_individual", "written": True, "period_weeks": min(recipe.weeks, 26)}
        )
    skills = [skill for skill, chance in (("driving", 0.6), ("lifting", 0.6)) if dice.random() < chance]
    return {
        "id": NAMES[number],
        "weekly_minutes": weekly,
        "min_weekly_minutes": 0,
        "max_weekly_minutes": min(2 * weekly + 480, 2400),
        "contract": {"regime": "AML", "tariff_bound": tariff_bound, "weekly_limit_h": 35.5 if tariff_bound else 38},
        "agreements": agreements,
        "skills": ["driving", "lifting"] if number == 0 else skills,
        "unavailable": _absences(recipe, dice, on_leave=number == 2),
        "wishes": _wishes(recipe, dice),
        "history": [],
        "hourly_cost": f"{dice.uniform(260, 320):.2f}",
    }


def _absences(recipe: Recipe, dice: random.Random, *, on_leave: bool) -> list[dict[str, str]]:
    days = 7 * recipe.weeks
    absences = []
    if on_leave and recipe.weeks >= 4:
        first = recipe.first_day + timedelta(days=7 * dice.randrange(recipe.weeks - 2))
        absences.append(_whole_days(first, 14))
    if dice.random() < 0.4:
        weekday, monday = dice.choice(WEEKDAYS), _monday(recipe, 0)
        for number in range(recipe.weeks):
            start = datetime.combine(monday + timedelta(days=7 * number + weekday), time(8))
            absences.append(_times(start, 8))
    absences.extend(
        _whole_days(recipe.first_day + timedelta(days=dice.randrange(days)), 1)
        for _ in range(dice.randrange(1 + recipe.weeks // 4))
    )
    return absences


def _whole_days(first: date, count: int) -> dict[str, str]:
    return {"start": f"{first}T00:00", "end": f"{first + timedelta(days=count)}T00:00"}


def _wishes(recipe: Recipe, dice: random.Random) -> list[dict[str, Any]]:
    wishes: list[dict[str, Any]] = []
    popular = (
        recipe.first_day - timedelta(days=recipe.first_day.weekday()) + timedelta(days=26 if recipe.weeks > 4 else 5)
    )
    if dice.random() < 0.5:
        wishes.append({**_whole_days(popular, 2), "weight": -3})
    for _ in range(dice.randrange(1, 4)):
        first = recipe.first_day + timedelta(days=dice.randrange(7 * recipe.weeks))
        wishes.append({**_whole_days(first, dice.choice((1, 1, 2, 3))), "weight": dice.choice((-3, -2, -1, -1, 1, 2))})
    return wishes


def _give_history(recipe: Recipe, dice: random.Random, team: list[dict[str, Any]], week: list[Template]) -> None:
    """Two weeks before the period dealt out in turn, and a second scheme for the second assistant."""
    for back in (2, 1):
        for shift in _unfold(week, _monday(recipe, 0) - timedelta(weeks=back)):
            who = dice.choice(team)
            busy = {line["start"][:10] for line in who["history"]} | {line["end"][:10] for line in who["history"]}
            if shift["start"][:10] not in busy and len(who["history"]) < 4 * (3 - back):
                who["history"].append({"start": shift["start"], "end": shift["end"]})
    if len(team) > 1:
        for number in range(recipe.weeks):
            start = datetime.combine(_monday(recipe, number) + timedelta(days=2), time(9))
            team[1]["history"].append(_times(start, 6))
