"""The roster problem as data (turnusproblem): period, team, shifts that must be filled, weights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Span, minutes_between
from selvstyrt.core.roster.ledger import Balance
from selvstyrt.core.roster.pay_basis import PayBasis
from selvstyrt.core.roster.weights import Weights
from selvstyrt.core.worktime.values import Agreement, Contract, Settings, WorkShift

Assignments = Mapping[str, str | None]
"""Who has which shift: shift id -> assistant id, or None for an empty shift."""


class Priority(StrEnum):
    """How much it matters that a shift is filled, for readers; the file holds 1, 2, 3."""

    NICE_TO_HAVE = "nice_to_have"
    NORMAL = "normal"
    NEVER_EMPTY = "never_empty"


@dataclass(frozen=True, slots=True)
class Frame:
    """The hours that the decision gives (ramme): minutes a week, and whether they may be passed."""

    minutes_per_week: int
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish about a stretch of time (ønske): -3 please not, 3 please."""

    span: Span
    weight: int


@dataclass(frozen=True, slots=True)
class Person:
    """One assistant as the roster sees them: contract, agreements, skills, absence, wishes, earlier work.

    `history` is work that counts but is not planned here: before the period, or in another scheme of
    the same employer. `balance` is what earlier periods left over or short; `pay` or else `hourly_cost` prices a shift.
    """

    id: str
    weekly_minutes: int
    contract: Contract = field(default_factory=Contract)
    agreements: tuple[Agreement, ...] = ()
    min_weekly_minutes: int = 0
    max_weekly_minutes: int | None = None
    skills: frozenset[str] = frozenset()
    unavailable: tuple[Span, ...] = ()
    wishes: tuple[Wish, ...] = ()
    history: tuple[WorkShift, ...] = ()
    hourly_cost: Decimal | None = None
    balance: Balance | None = None
    pay: PayBasis | None = None


@dataclass(frozen=True, slots=True)
class NeedShift:
    """One shift that should be filled by one assistant (behov).

    `priority` 1 nice to have, 2 normal, 3 must never be empty; `fixed` an assistant who must have it.
    """

    id: str
    span: Span
    break_minutes: int = 0
    break_counts_as_work: bool = True
    passive_minutes: int = 0
    skills: frozenset[str] = frozenset()
    priority: int = 2
    fixed: str | None = None

    @property
    def minutes(self) -> int:
        """Working minutes: elapsed time less a break that is not working time."""
        return self.span.minutes - (0 if self.break_counts_as_work else self.break_minutes)

    def minutes_in(self, span: Span) -> int:
        """Working minutes inside a span, in proportion where the span cuts the shift; the parts add up."""
        inside = self.span.cut(span)
        if inside is None:
            return 0
        whole = self.span.minutes
        before = minutes_between(self.span.start, inside.start)
        return self.minutes * (before + inside.minutes) // whole - self.minutes * before // whole

    def at(self, span: Span) -> NeedShift:
        """The same shift at another time; rest that has no room there beside the break is left out."""
        room = max(0, span.minutes - self.break_minutes)
        return replace(self, span=span, passive_minutes=min(self.passive_minutes, room))

    def as_work(self) -> WorkShift:
        """The shift as the working-time rules see it."""
        return WorkShift(
            id=self.id,
            span=self.span,
            break_minutes=self.break_minutes,
            break_counts_as_work=self.break_counts_as_work,
            passive_minutes=self.passive_minutes,
        )


@dataclass(frozen=True)
class Problem:
    """Everything that decides a roster: the period, the team, the shifts, the frame and the weights.

    `current` is the published roster that changes are counted against; None when there is none. Whoever gets a shift
    that starts before `notice_until`, and did not have it in `current`, gets it at short notice.
    """

    first_day: date
    last_day: date
    people: tuple[Person, ...]
    shifts: tuple[NeedShift, ...]
    settings: Settings = field(default_factory=Settings)
    frame: Frame | None = None
    current: Assignments | None = None
    weights: Weights = field(default_factory=Weights)
    notice_until: datetime | None = None

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone in which days and weeks are counted."""
        return ZoneInfo(self.settings.timezone)

    @cached_property
    def period(self) -> Span:
        """The judged stretch: from the first day 00:00 to the end of the last day, local time."""
        return Span(Span.of_day(self.first_day, self.zone).start, Span.of_day(self.last_day, self.zone).end)

    @cached_property
    def day_count(self) -> int:
        """Number of days in the period."""
        return (self.last_day - self.first_day).days + 1

    @cached_property
    def person_by_id(self) -> dict[str, Person]:
        """The team by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def shift_by_id(self) -> dict[str, NeedShift]:
        """The shifts by id."""
        return {shift.id: shift for shift in self.shifts}

    def days(self) -> Iterator[date]:
        """Each day of the period in order."""
        for number in range(self.day_count):
            yield self.first_day + timedelta(days=number)

    def midnight(self, day: date) -> datetime:
        """The instant at which a local day begins."""
        return Span.of_day(day, self.zone).start


@dataclass(frozen=True, slots=True)
class Week:
    """One calendar week of the period, cut at the period's ends (uke)."""

    first_day: date
    span: Span
    day_count: int

    @property
    def is_whole(self) -> bool:
        """True when all seven days lie in the period."""
        return self.day_count == 7


def weeks_of(problem: Problem) -> tuple[Week, ...]:
    """The calendar weeks that touch the period, each cut at its ends."""
    weeks: list[Week] = []
    first = problem.first_day
    while first <= problem.last_day:
        to_next = 7 - (first.weekday() - problem.settings.week_start) % 7
        last = min(first + timedelta(days=to_next - 1), problem.last_day)
        span = Span(problem.midnight(first), problem.midnight(last + timedelta(days=1)))
        weeks.append(Week(first, span, (last - first).days + 1))
        first = last + timedelta(days=1)
    return tuple(weeks)


def minutes_within(shifts: Iterable[NeedShift], span: Span) -> int:
    """Working minutes of the shifts that fall inside the span, cut at its ends."""
    return sum(shift.minutes_in(span) for shift in shifts)


def can_have(person: Person, shift: NeedShift) -> bool:
    """True when the assistant has the skills and is not away."""
    return shift.skills <= person.skills and not overlaps_any(shift.span, person.unavailable)


def may_have(person: Person, shift: NeedShift) -> bool:
    """True when neither skills, absence nor somebody's fixed shift keeps the assistant from the shift."""
    return shift.fixed in (None, person.id) and can_have(person, shift)


def overlaps_any(span: Span, others: Iterable[Span]) -> bool:
    """True when the span shares time with any of the others."""
    return any(span.overlaps(other) for other in others)
