"""Kinds of shifts that are shared fairly (helg, natt, røde dager, kort varsel)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Span
from selvstyrt.core.law import minutes
from selvstyrt.core.law.holidays import is_public_holiday
from selvstyrt.core.roster.problem import Problem

SATURDAY = 5


class ShareKind(StrEnum):
    """What is counted when burdens are shared."""

    WEEKENDS = "weekends"
    NIGHTS = "nights"
    RED_DAYS = "red_days"
    SHORT_NOTICE = "short_notice"


CALENDAR_KINDS = (ShareKind.WEEKENDS, ShareKind.NIGHTS, ShareKind.RED_DAYS)
"""The kinds that the time of a shift decides, whoever has it; what is short notice depends on who had it before."""


@dataclass(frozen=True, slots=True)
class Sorting:
    """Tells which kinds a span of work belongs to; night hours as in aml. § 10-11."""

    zone: ZoneInfo
    night_from: int
    night_to: int
    night_over: int

    @classmethod
    def of(cls, problem: Problem) -> Sorting:
        """The sorting for one problem, with the law of its first day."""
        return cls.at(problem.first_day, problem.zone)

    @classmethod
    def at(cls, day: date, zone: ZoneInfo) -> Sorting:
        """The sorting by the law of a day."""
        return cls(
            zone=zone,
            night_from=minutes("aml.night_from", day),
            night_to=minutes("aml.night_to", day),
            night_over=minutes("aml.night_regular_over", day),
        )

    def belongs(self, span: Span, kind: ShareKind) -> bool:
        """True when the work counts as a weekend shift, a night or a red day; short notice is asked of `Targets`."""
        if kind is ShareKind.WEEKENDS:
            return bool(self.weekends(span))
        if kind is ShareKind.NIGHTS:
            return self.night_minutes(span) > self.night_over
        return kind is ShareKind.RED_DAYS and any(is_public_holiday(day) for day in days_touched(span, self.zone))

    def night_minutes(self, span: Span) -> int:
        """Minutes of the span inside the night hours."""
        return _night_minutes(span, self.zone, self.night_from, self.night_to)

    def weekends(self, span: Span) -> frozenset[date]:
        """The Saturdays of the weekends that the span touches."""
        return frozenset(
            day - timedelta(days=day.weekday() - SATURDAY)
            for day in days_touched(span, self.zone)
            if day.weekday() >= SATURDAY
        )


@lru_cache(maxsize=4096)
def _night_minutes(span: Span, zone: ZoneInfo, night_from: int, night_to: int) -> int:
    midnight = time()
    total = 0
    for day in days_touched(Span(span.start - timedelta(days=1), span.end), zone):
        evening = datetime.combine(day, midnight) + timedelta(minutes=night_from)
        morning = datetime.combine(day + timedelta(days=1), midnight) + timedelta(minutes=night_to)
        total += span.overlap_minutes(Span.of_local(evening, morning, zone))
    return total


def days_touched(span: Span, zone: ZoneInfo) -> Iterator[date]:
    """The local days that the span has any time in."""
    day = span.start_day(zone)
    last = (span.end - timedelta(minutes=1)).astimezone(zone).date()
    while day <= last:
        yield day
        day += timedelta(days=1)
