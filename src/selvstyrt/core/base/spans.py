"""Spans of time (tidsrom): aware instants, UTC inside, half-open.

Subtract instants only here: two Europe/Oslo datetimes give wall-clock differences, which are
wrong on the two nights when the clock changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from selvstyrt.core.base.errors import WrongInput

OSLO = ZoneInfo("Europe/Oslo")


def local_instant(wall: datetime, zone: ZoneInfo = OSLO, *, fold: int | None = None) -> datetime:
    """The UTC instant of a local wall time.

    A wall time that does not exist (spring) or exists twice (autumn, unless `fold` 0 or 1 says
    which) is refused.

    Raises: WrongInput `time_does_not_exist`, `time_exists_twice`, `time_has_offset`.
    """
    if wall.tzinfo is not None:
        raise WrongInput("time_has_offset", f"{wall} already has an offset; give local time.", wall=wall)
    first = wall.replace(tzinfo=zone, fold=0)
    second = wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
        raise WrongInput(
            "time_does_not_exist",
            f"{wall:%Y-%m-%d %H:%M} does not exist: the clock goes forward that night. Choose another time.",
            wall=wall,
        )
    if fold is None:
        raise WrongInput(
            "time_exists_twice",
            f"{wall:%Y-%m-%d %H:%M} exists twice: the clock goes back that night. Say which one (first or second).",
            wall=wall,
        )
    return (second if fold else first).astimezone(UTC)


def minutes_between(earlier: datetime, later: datetime) -> int:
    """Whole elapsed minutes from `earlier` to `later`; negative when `later` is before `earlier`.

    Raises: WrongInput `naive_time`.
    """
    _refuse_naive(earlier)
    _refuse_naive(later)
    return int((later.astimezone(UTC) - earlier.astimezone(UTC)) // timedelta(minutes=1))


def _refuse_naive(moment: datetime) -> None:
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise WrongInput("naive_time", f"{moment} has no time zone; use local_instant first.", moment=moment)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of time [start, end) in UTC.

    >>> night = Span.of_local(datetime(2026, 10, 24, 23), datetime(2026, 10, 25, 7))
    >>> night.minutes
    540

    Raises: WrongInput `naive_time`, `end_not_after_start`.
    """

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        _refuse_naive(self.start)
        _refuse_naive(self.end)
        object.__setattr__(self, "start", self.start.astimezone(UTC))
        object.__setattr__(self, "end", self.end.astimezone(UTC))
        if self.end <= self.start:
            raise WrongInput(
                "end_not_after_start",
                f"The end ({self.end}) must be after the start ({self.start}).",
                start=self.start,
                end=self.end,
            )

    @classmethod
    def of_local(cls, start: datetime, end: datetime, zone: ZoneInfo = OSLO) -> Self:
        """The span between two local wall times."""
        return cls(local_instant(start, zone), local_instant(end, zone))

    @classmethod
    def of_day(cls, day: date, zone: ZoneInfo = OSLO) -> Self:
        """The local calendar day: 23, 24 or 25 hours."""
        return cls.of_local(datetime.combine(day, time()), datetime.combine(day + timedelta(days=1), time()), zone)

    @property
    def minutes(self) -> int:
        """Elapsed whole minutes."""
        return minutes_between(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        """True when the two share any time; touching ends do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def cut(self, other: Span) -> Span | None:
        """The common part, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start < end else None

    def overlap_minutes(self, other: Span) -> int:
        """Elapsed minutes that the two share."""
        common = self.cut(other)
        return common.minutes if common else 0

    def local_start(self, zone: ZoneInfo = OSLO) -> datetime:
        """Start as aware local time, for showing."""
        return self.start.astimezone(zone)

    def local_end(self, zone: ZoneInfo = OSLO) -> datetime:
        """End as aware local time, for showing."""
        return self.end.astimezone(zone)

    def start_day(self, zone: ZoneInfo = OSLO) -> date:
        """The local date on which the span starts."""
        return self.local_start(zone).date()
