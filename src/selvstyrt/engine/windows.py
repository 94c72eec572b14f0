"""A large problem as some weeks at a time (tidsvindu): the rest of the roster stands as work already given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Problem
from selvstyrt.core.roster.problem import Week, weeks_of
from selvstyrt.core.roster.targets import Targets

MOST_VARIABLES = 40_000
"""Assistants times shifts that are modelled at once; building a larger model takes longer than anybody waits."""

WINDOW_VARIABLES = 4_000


@dataclass(frozen=True, slots=True)
class Window:
    """Some weeks in a row and the shifts that start in them."""

    weeks: tuple[Week, ...]
    shifts: tuple[NeedShift, ...]


def is_large(problem: Problem) -> bool:
    """True when the problem is better searched some weeks at a time."""
    return len(problem.people) * len(problem.shifts) > MOST_VARIABLES


def windows_of(problem: Problem, most: int = WINDOW_VARIABLES) -> Iterator[Window]:
    """The period cut into weeks in a row, each part with at most so many assistants times shifts, or one week."""
    weeks: list[Week] = []
    shifts: list[NeedShift] = []
    for week in weeks_of(problem):
        inside = [shift for shift in problem.shifts if week.span.start <= shift.span.start < week.span.end]
        if weeks and (len(shifts) + len(inside)) * len(problem.people) > most:
            yield Window(tuple(weeks), tuple(shifts))
            weeks, shifts = [], []
        weeks.append(week)
        shifts.extend(inside)
    if weeks:
        yield Window(tuple(weeks), tuple(shifts))


def part_of(evaluator: Evaluator, window: Window, holders: Assignments) -> Evaluator:
    """The problem of one window; what the roster gives outside it is earlier and later work."""
    problem = evaluator.problem
    inside = {shift.id for shift in window.shifts}
    outside = [shift for shift in problem.shifts if shift.id not in inside]
    people = tuple(
        replace(
            person,
            history=(*person.history, *(shift.as_work() for shift in outside if holders[shift.id] == person.id)),
        )
        for person in problem.people
    )
    current = None if problem.current is None else {k: v for k, v in problem.current.items() if k in inside}
    last = window.weeks[-1]
    part = replace(
        problem,
        first_day=window.weeks[0].first_day,
        last_day=last.first_day + timedelta(days=last.day_count - 1),
        people=people,
        shifts=window.shifts,
        current=current,
    )
    return replace(evaluator, problem=part, targets=Targets.of(part), _breaks={}, _standing_by_person={})
