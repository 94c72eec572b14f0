"""Ranges of calendar days: half-open inside, shown inclusive ("til og med") outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selvstyrt.core.base.errors import WrongInput


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` up to, not including, `end`; `end` None means without end.

    Raises: WrongInput `range_ends_before_start`.
    """

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise WrongInput(
                "range_ends_before_start",
                f"The range ends ({self.end}) before it starts ({self.start}).",
                start=self.start,
                end=self.end,
            )

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def cut(self, other: DateRange) -> DateRange | None:
        """The common days, or None."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends) if ends else None
        if end is not None and end <= start:
            return None
        return DateRange(start, end)

    def days(self) -> Iterator[date]:
        """Each day in order.

        Raises: WrongInput `range_without_end`.
        """
        if self.end is None:
            raise WrongInput("range_without_end", "A range without end has no last day.", start=self.start)
        day = self.start
        while day < self.end:
            yield day
            day += timedelta(days=1)

    @property
    def day_count(self) -> int:
        """Number of days."""
        return sum(1 for _ in self.days()) if self.end is None else (self.end - self.start).days


def days_between(first: date, last: date) -> int:
    """Number of days from and including `first` to and including `last`."""
    return (last - first).days + 1


def month_range(year: int, month: int) -> DateRange:
    """The days of a calendar month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return DateRange(date(year, month, 1), following)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, earlier when negative; the last day where that day is missing.

    Source: domstolloven § 148 counts weeks, months and years in this way.

    >>> months_after(date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    last = month_range(count // 12, count % 12 + 1)
    return min(last.start + timedelta(days=day.day - 1), last.start + timedelta(days=last.day_count - 1))


def year_range(year: int) -> DateRange:
    """The days of a calendar year."""
    return DateRange(date(year, 1, 1), date(year + 1, 1, 1))
