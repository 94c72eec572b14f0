"""Targets: what each assistant should have in the period (mål for timer, helger, netter).

The search and the evaluator read the same targets; each turns them into points in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from selvstyrt.core.base import Span
from selvstyrt.core.roster.costs import Costs
from selvstyrt.core.roster.kinds import CALENDAR_KINDS, ShareKind, Sorting
from selvstyrt.core.roster.ledger import HUNDRED, wish_percent
from selvstyrt.core.roster.levels import empty_points
from selvstyrt.core.roster.problem import NeedShift, Person, Problem, Week, Wish, can_have, may_have, weeks_of
from selvstyrt.core.roster.terms import WISH_POINTS

LEAVE_DAYS = 7
"""So many whole days in a row unavailable count as leave: they carry no contract hours and no share."""


@dataclass(frozen=True, slots=True)
class HoursTarget:
    """Minutes that a contract asks for in the period, and how far off costs nothing."""

    minutes: int
    tolerance: int


@dataclass(frozen=True, slots=True)
class ShareTarget:
    """How many shifts of a kind are a fair share, what is `carried` from earlier counted in.

    Carried is earlier shifts, or whole shifts of the balance of earlier periods; that may be below zero.
    """

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
        return {kind: tuple(shift for shift in self.problem.shifts if self._may_be(shift, kind)) for kind in ShareKind}

    @cached_property
    def shares(self) -> dict[ShareKind, dict[str, ShareTarget]]:
        """The fair share of each kind, per assistant who can have any of it."""
        return {kind: self._shares_of(kind) for kind in ShareKind}

    @cached_property
    def costs(self) -> Costs:
        """What each shift costs with each assistant."""
        return Costs(self.problem)

    @cached_property
    def empty_points(self) -> dict[int, int]:
        """Points for an empty shift, by priority."""
        return empty_points(self.problem, self.sorting, self.costs)

    def start_day(self, shift: NeedShift) -> date:
        """The local day on which a shift starts."""
        return shift.span.start_day(self.problem.zone)

    def counts(self, person: Person, shift: NeedShift, kind: ShareKind) -> bool:
        """True when the shift counts as one of the kind for this assistant."""
        if kind is not ShareKind.SHORT_NOTICE:
            return self.sorting.belongs(shift.span, kind)
        return self._is_near(shift) and (self.problem.current or {}).get(shift.id) != person.id

    def wish_units(self, person: Person, wish: Wish) -> int:
        """Points of a wish that is not met, more for those whose wishes were seldom met before."""
        return -(-WISH_POINTS[abs(wish.weight)] * wish_percent(person.balance) // HUNDRED)

    def carried_hundredths(self, person: Person, kind: ShareKind) -> int:
        """Hundredths of a shift of the kind that weigh on the assistant from before the period.

        The balance of earlier periods where the problem has one for anybody, else the shifts of the history.
        """
        if any(each.balance is not None for each in self.problem.people):
            return person.balance.of(kind) if person.balance is not None else 0
        start = self.problem.period.start
        had = sum(work.span.start < start and self.sorting.belongs(work.span, kind) for work in person.history)
        return HUNDRED * had

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
        if kind is ShareKind.SHORT_NOTICE and not shifts:
            return {}
        able = [p for p in self.problem.people if any(can_have(p, shift) for shift in shifts)]
        parts = {p.id: p.weekly_minutes * self._days_at_work(p) for p in able}
        if not any(parts.values()):
            parts = dict.fromkeys(parts, 1)
        carried = {p.id: self.carried_hundredths(p, kind) for p in able}
        new = len(shifts) if kind in CALENDAR_KINDS else sum(self._needs_somebody_new(shift) for shift in shifts)
        total, whole = HUNDRED * new + sum(carried.values()), sum(parts.values())
        return {who: _share(kind, carried[who], total * part, whole) for who, part in parts.items()}

    def _is_near(self, shift: NeedShift) -> bool:
        return self.problem.notice_until is not None and shift.span.start < self.problem.notice_until

    def _may_be(self, shift: NeedShift, kind: ShareKind) -> bool:
        return self._is_near(shift) if kind is ShareKind.SHORT_NOTICE else self.sorting.belongs(shift.span, kind)

    def _needs_somebody_new(self, shift: NeedShift) -> bool:
        """True when nobody has the shift in the published roster, or whoever does can no longer have it."""
        before = self.problem.person_by_id.get((self.problem.current or {}).get(shift.id) or "")
        return before is None or not may_have(before, shift)


def _share(kind: ShareKind, carried: int, share: int, whole: int) -> ShareTarget:
    """The share (a fraction of hundredths) to whole shifts.

    Nobody is charged for what they carried before, only for more of it; of short notice nobody can have too little.
    """
    shifts, rest = divmod(carried, HUNDRED)
    lowest, highest = (share - rest * whole) // (HUNDRED * whole), -(-(share - rest * whole) // (HUNDRED * whole))
    return ShareTarget(shifts, min(lowest, shifts) if kind is ShareKind.SHORT_NOTICE else lowest, max(highest, shifts))


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
