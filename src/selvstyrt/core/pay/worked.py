"""What is paid: worked time and the terms it was worked on (arbeidet tid, ansettelsesvilkår)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from selvstyrt.core.base import Span, WrongInput
from selvstyrt.core.pay.tariff import Work


class WorkedKind(StrEnum):
    """What the time was used for (timetype)."""

    ACTIVE = "active"
    TRAINING = "training"
    MEETING = "meeting"
    OVERLAP = "overlap"
    OVERTIME = "overtime"


@dataclass(frozen=True, slots=True)
class WorkedTime:
    """One time entry as pay sees it (timeregistrering); stored once, never cut at midnight.

    `resting` are stretches of resting duty on site, `calls` the work inside them. A break of
    `break_minutes` is unpaid unless `break_paid`; where in the entry it lay is not known.
    `travel` marks time on a journey with the decision owner: it is paid as any other time.

    Raises: WrongInput `not_whole_minutes`, `rest_outside_entry`, `rests_overlap`, `call_outside_rest`, `calls_overlap`,
    `break_too_long`.
    """

    id: str
    span: Span
    kind: WorkedKind = WorkedKind.ACTIVE
    break_minutes: int = 0
    break_paid: bool = True
    resting: tuple[Span, ...] = ()
    calls: tuple[Span, ...] = ()
    travel: bool = False

    def __post_init__(self) -> None:
        for span in (self.span, *self.resting, *self.calls):
            if span.start.second or span.start.microsecond or span.end.second or span.end.microsecond:
                raise self._wrong("not_whole_minutes", "Times are given in whole minutes.")
        for rest in self.resting:
            if not self.span.contains(rest):
                raise self._wrong("rest_outside_entry", "A resting stretch lies outside the entry.")
        if _any_overlap(self.resting):
            raise self._wrong("rests_overlap", "Two resting stretches overlap; join them.")
        for call in self.calls:
            if not any(rest.contains(call) for rest in self.resting):
                raise self._wrong("call_outside_rest", "A call lies outside the resting time; correct its times.")
        if _any_overlap(self.calls):
            raise self._wrong("calls_overlap", "Two calls overlap; register them as one.")
        active = self.span.minutes - sum(rest.minutes for rest in self.resting)
        if not 0 <= self.unpaid_break <= active:
            raise self._wrong("break_too_long", "The unpaid break is longer than the active time of the entry.")

    def _wrong(self, code: str, message: str) -> WrongInput:
        return WrongInput(code, f"Entry {self.id}: {message}", entry=self.id)

    @property
    def unpaid_break(self) -> int:
        """Minutes to take out of the pay."""
        return 0 if self.break_paid else self.break_minutes

    @property
    def work(self) -> Work:
        """Which supplements the time can earn."""
        return Work.OVERTIME if self.kind is WorkedKind.OVERTIME else Work.ORDINARY

    @property
    def active_stretches(self) -> tuple[Span, ...]:
        """The entry without its resting stretches."""
        stretches = []
        start = self.span.start
        for rest in sorted(self.resting):
            if start < rest.start:
                stretches.append(Span(start, rest.start))
            start = rest.end
        if start < self.span.end:
            stretches.append(Span(start, self.span.end))
        return tuple(stretches)


def resting_night(entry_id: str, span: Span, calls: tuple[Span, ...] = ()) -> WorkedTime:
    """An entry that is resting duty from start to end (hvilende natt)."""
    return WorkedTime(entry_id, span, resting=(span,), calls=calls)


def _any_overlap(spans: tuple[Span, ...]) -> bool:
    ordered = sorted(spans)
    return any(one.overlaps(other) for one, other in pairwise(ordered))


@dataclass(frozen=True, slots=True)
class Employment:
    """The terms that decide an assistant's pay (lønnsvilkår).

    `seniority` is the day from which service counts, or a fixed number of whole years. An own wage, by
    the hour or the year, is used when it is at least the lowest wage of the agreement. `rota` tells
    which evening and night supplements apply where an agreement has two sets. `started` is the first
    day of the employment.
    """

    seniority: date | int
    weekly_minutes: int
    own_hourly: Decimal | None = None
    own_annual: Decimal | None = None
    rota: bool = True
    started: date | None = None

    def years_on(self, day: date) -> int:
        """Whole years of service on a day; never below zero."""
        if isinstance(self.seniority, int):
            return self.seniority
        since = self.seniority
        years = day.year - since.year - ((day.month, day.day) < (since.month, since.day))
        return max(years, 0)
