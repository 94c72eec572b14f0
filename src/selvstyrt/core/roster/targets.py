"""Targets: what each assistant should have in the period (mål for timer, helger, netter).

The search and the evaluator read the same targets; each turns them into points in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from selvstyrt.core.base import Span
from selvstyrt.core.roster.kinds import ShareKind, Sorting
from selvstyrt.core.roster.problem import NeedShift, Person, Problem, Week, weeks_of

LEAVE_DAYS = 7
"""So many whole days in a row unavailable count as leave: they carry no contract hours and no share."""


@dataclass(frozen=True, slots=True)
class HoursTarget:
    """Minutes that a contract asks for in the period, and how far off costs nothing."""

    minutes: int
    tolerance: int


@dataclass(frozen=True, slots=True)
class ShareTarget:
    """How many shifts of a kind are a fair share, earlier ones (`carried`) counted in."""

    carried: int
    lowest: int
    highest: int


@dataclass(frozen=True)
class Targets:
    """The targets of every assistant in one problem."""

    problem: Problem
    sorting: Sorting

    @classmethod
    def of(cls, problem: Problem) -> Targets:
        """Work out the targets."""
        return cls(problem, Sorting.of(problem))

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """The calendar weeks of the period."""
        return weeks_of(self.problem)

    @cached_property
    def leave_days(self) -> dict[str, frozenset[date]]:
        """Days on leave, per assistant."""
        return {person.id: _leave_days(self.problem, person) for person in self.problem.people}

    @cached_property
    def tolerance(self) -> int:
        """Half the median shift: no roster of whole shifts can promise to come closer."""
        lengths = sorted(shift.minutes for shift in self.problem.shifts)
        return lengths[len(lengths) // 2] // 2 if lengths else 0

    @cached_property
    def hours(self) -> dict[str, HoursTarget]:
        """Contract minutes in the period, leave taken off."""
        return {
            person.id: HoursTarget(person.weekly_minutes * self._days_at_work(person) // 7, self.tolerance)
            for person in self.problem.people
        }

    @cached_property
    def of_kind(self) -> dict[ShareKind, tuple[NeedShift, ...]]:
        """The shifts of each kind."""
        return {
            kind: tuple(shift for shift in self.problem.shifts if self.sorting.belongs(shift.span, kind))
            for kind in ShareKind
        }

    @cached_property
    def shares(self) -> dict[ShareKind, dict[str, ShareTarget]]:
        """The fair share of each kind, per assistant who can have any of it."""
        return {kind: self._shares_of(kind) for kind in ShareKind}

    def carried(self, person: Person, kind: ShareKind) -> int:
        """Shifts of a kind that the assistant had before the period."""
        start = self.problem.period.start
        return sum(work.span.start < start and self.sorting.belongs(work.span, kind) for work in person.history)

    def minimum_of(self, person: Person, week: Week) -> int:
        """The contract's least minutes in a week, leave taken off; 0 for a week that the period cuts."""
        if not week.is_whole or not person.min_weekly_minutes:
            return 0
        days = [week.first_day + timedelta(days=n) for n in range(7)]
        free = sum(day in self.leave_days[person.id] for day in days)
        return person.min_weekly_minutes * (7 - free) // 7

    def _days_at_work(self, person: Person) -> int:
        return self.problem.day_count - len(self.leave_days[person.id])

    def _shares_of(self, kind: ShareKind) -> dict[str, ShareTarget]:
        shifts = self.of_kind[kind]
        able = [p for p in self.problem.people if any(can_have(p, shift) for shift in shifts)]
        parts = {p.id: p.weekly_minutes * self._days_at_work(p) for p in able}
        if not any(parts.values()):
            parts = dict.fromkeys(parts, 1)
        carried = {p.id: self.carried(p, kind) for p in able}
        total, whole = len(shifts) + sum(carried.values()), sum(parts.values())
        return {
            who: ShareTarget(carried[who], total * part // whole, -(-total * part // whole))
            for who, part in parts.items()
        }


def can_have(person: Person, shift: NeedShift) -> bool:
    """True when the assistant has the skills and is not away."""
    return shift.skills <= person.skills and not overlaps_any(shift.span, person.unavailable)


def may_have(person: Person, shift: NeedShift) -> bool:
    """True when neither skills, absence nor somebody's fixed shift keeps the assistant from the shift."""
    return shift.fixed in (None, person.id) and can_have(person, shift)


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """True when the span shares time with any of the others."""
    return any(span.overlaps(other) for other in others)


def _leave_days(problem: Problem, person: Person) -> frozenset[date]:
    away = sorted({day for span in person.unavailable for day in _whole_days(span, problem)})
    leave: list[date] = []
    run: list[date] = []
    for day in away:
        if run and day - run[-1] > timedelta(days=1):
            run = []
        run.append(day)
        if len(run) == LEAVE_DAYS:
            leave.extend(run)
        elif len(run) > LEAVE_DAYS:
            leave.append(day)
    return frozenset(day for day in leave if problem.first_day <= day <= problem.last_day)


def _whole_days(span: Span, problem: Problem) -> Iterator[date]:
    margin = timedelta(days=LEAVE_DAYS)
    day = max(span.start_day(problem.zone), problem.first_day - margin)
    last = min(span.local_end(problem.zone).date(), problem.last_day + margin)
    while day <= last:
        if span.contains(Span.of_day(day, problem.zone)):
            yield day
        day += timedelta(days=1)
