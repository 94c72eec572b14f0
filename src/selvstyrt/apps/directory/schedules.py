"""When a source should be asked again (tidsplan): plain rules on Oslo's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from selvstyrt.core.base import OSLO

SSB_QUIET = (time(7, 55), time(8, 15))
"""Statistics Norway publishes at 08:00 and asks to be left alone around it."""


class Schedule(Protocol):
    """A rule for when a new reply can be expected."""

    def last_due(self, now: datetime) -> datetime | None:
        """The latest moment, not after `now`, at which the source should have been asked; None: on demand only."""

    def describe(self) -> str:
        """The rule in few English words, for the operator's list."""


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=OSLO)


@dataclass(frozen=True, slots=True)
class Nightly:
    """Every night at a time (hver natt)."""

    at: time

    def last_due(self, now: datetime) -> datetime:
        """Today's moment, or yesterday's before it."""
        today = _at(now.astimezone(OSLO).date(), self.at)
        return today if today <= now else _at(today.date() - timedelta(days=1), self.at)

    def describe(self) -> str:
        """Such as "every night at 03:20"."""
        return f"every night at {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Hourly:
    """Every hour at a minute (hver time)."""

    minute: int

    def last_due(self, now: datetime) -> datetime:
        """This hour's moment, or the hour before's."""
        due = now.replace(minute=self.minute, second=0, microsecond=0)
        return due if due <= now else due - timedelta(hours=1)

    def describe(self) -> str:
        """Such as "every hour, 12 minutes past"."""
        return f"every hour, {self.minute} minutes past"


@dataclass(frozen=True, slots=True)
class Monthly:
    """One day of each month (en dag i måneden), from 1 to 28."""

    day: int
    at: time

    def last_due(self, now: datetime) -> datetime:
        """This month's moment, or the month before's."""
        today = now.astimezone(OSLO).date()
        due = _at(today.replace(day=self.day), self.at)
        if due <= now:
            return due
        return _at((today.replace(day=1) - timedelta(days=1)).replace(day=self.day), self.at)

    def describe(self) -> str:
        """Such as "day 13 of each month at 09:00"."""
        return f"day {self.day} of each month at {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Yearly:
    """One day of each year (en dag i året)."""

    month: int
    day: int
    at: time

    def last_due(self, now: datetime) -> datetime:
        """This year's moment, or the year before's."""
        today = now.astimezone(OSLO).date()
        due = _at(date(today.year, self.month, self.day), self.at)
        return due if due <= now else _at(date(today.year - 1, self.month, self.day), self.at)

    def describe(self) -> str:
        """Such as "each year on 02-15 at 08:30"."""
        return f"each year on {self.month:02}-{self.day:02} at {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class OnDemand:
    """Only when somebody asks (ved behov)."""

    def last_due(self, now: datetime) -> None:
        """Never due by itself."""
        return

    def describe(self) -> str:
        """The words "on demand"."""
        return "on demand"
