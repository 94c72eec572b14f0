"""The clock (klokke): instants as whole minutes, local days, and the windows of Sundays and holidays.

Everything is turned into minutes since 1970 once; days and weeks begin at local midnights that
are looked up in a table, so the two nights when the clock changes need no special case.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Span
from selvstyrt.core.law import holidays
from selvstyrt.core.worktime.values import HoursBasis, Settings

DAY = 24 * 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_MINUTE = timedelta(minutes=1)
_DAYS_KEPT = 65536


@lru_cache(maxsize=65536)
def _local_minute(timezone: str, day: int, minute: int) -> int:
    """UTC minutes since 1970 of a local wall time on day number `day`."""
    wall = datetime(1970, 1, 1) + timedelta(days=day, minutes=minute)  # noqa: DTZ001
    return (wall.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC) - _EPOCH) // _MINUTE


@lru_cache(maxsize=4096)
def repeated_hour(year: int, timezone: str) -> tuple[int, int] | None:
    """The minutes that are lived twice on the wall in autumn, as UTC minutes: the second time round."""
    day = (date(year, 7, 1).toordinal()) - _EPOCH_ORDINAL
    for number in range(day, day + 184):
        extra = _local_minute(timezone, number + 1, 0) - _local_minute(timezone, number, 0) - DAY
        if extra > 0:
            start = _local_minute(timezone, number, 2 * 60) + 60
            return start, start + extra
    return None


class _Midnights(dict[int, int]):
    """The minute at which each local day begins, by day number; worked out once for each day."""

    def __init__(self, timezone: str | None) -> None:
        super().__init__()
        self.timezone = timezone

    def __missing__(self, day: int) -> int:
        if len(self) >= _DAYS_KEPT:
            self.clear()
        found = day * DAY if self.timezone is None else _local_minute(self.timezone, day, 0)
        self[day] = found
        return found


_midnights = lru_cache(maxsize=64)(_Midnights)


class Clock:
    """Local time to minutes and back (klokke), on elapsed time or on the clock on the wall.

    `midnights` has the minute at which each local day begins.
    """

    __slots__ = ("midnights", "timezone", "wall", "zone")

    def __init__(self, settings: Settings) -> None:
        self.timezone = settings.timezone
        self.wall = settings.hours_basis is HoursBasis.CLOCK
        self.zone = ZoneInfo(settings.timezone)
        self.midnights = _midnights(None if self.wall else settings.timezone)

    def of_instant(self, instant: datetime) -> int:
        """Minutes of a UTC instant."""
        if self.wall:
            instant = instant.astimezone(self.zone)
        return (instant.toordinal() - _EPOCH_ORDINAL) * DAY + instant.hour * 60 + instant.minute

    def minutes_of(self, span: Span) -> tuple[int, int]:
        """First and last minute of a stretch of work.

        On the wall, work that ends inside the hour that October repeats may seem to end before it began. It is
        then as long as it was lived, at most that hour.
        """
        start, end = self.of_instant(span.start), self.of_instant(span.end)
        if self.wall and (again := span.minutes - (end - start)) > 0:
            end = max(end, start + min(span.minutes, again))
        return start, end

    def of_local(self, day: int, minute: int) -> int:
        """Minutes of a local wall time."""
        if not minute:
            return self.midnights[day]
        return day * DAY + minute if self.wall else _local_minute(self.timezone, day, minute)

    def day_of(self, moment: int) -> int:
        """The day number of the local date that `moment` falls on."""
        day = moment // DAY
        midnights = self.midnights
        if moment >= midnights[day + 1]:
            return day + 1
        return day if moment >= midnights[day] else day - 1

    def instant(self, moment: int) -> datetime:
        """Minutes back to a UTC instant."""
        found = _EPOCH + _MINUTE * moment
        return found.replace(tzinfo=self.zone).astimezone(UTC) if self.wall else found


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH_ORDINAL


@lru_cache(maxsize=_DAYS_KEPT)
def date_of(day: int) -> date:
    """The date of a day number."""
    return date.fromordinal(day + _EPOCH_ORDINAL)


def red_windows(clock: Clock, first: int, last: int) -> list[tuple[int, int, int]]:
    """(start, end, day) of the red days from day `first` to `last`, both included."""
    return [
        (clock.of_local(start_day, start), clock.of_local(end_day, end), day)
        for day, start_day, start, end_day, end in _red_table(first, last)
    ]


@lru_cache(maxsize=1024)
def _red_table(first: int, last: int) -> tuple[tuple[int, int, int, int, int], ...]:
    found = []
    for day in range(first, last + 1):
        this = date_of(day)
        if holidays.is_red_day(this):
            start_day, start = holidays.window_start(this)
            end_day, end = holidays.window_end(this)
            found.append((day, day_number(start_day), start, day_number(end_day), end))
    return tuple(found)
