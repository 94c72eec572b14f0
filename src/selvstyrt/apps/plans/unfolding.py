"""From weekly patterns and single dates to the needs of each day (utfolding av behov). No rows, no clock.

An occurrence belongs to the local day on which it starts. Its key names the day, the need and the
seat, and stays the same however often the needs are unfolded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Span, WrongInput, local_instant

FIRST, SECOND = "first", "second"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A need that comes back on weekdays (ukesmønster); an end at or before the start is on the next day."""

    id: str
    name: str
    type: str
    weekdays: frozenset[int]
    starts_at: time
    ends_at: time
    first_day: date
    last_day: date | None = None
    assistants: int = 1
    passive_minutes: int = 0
    break_minutes: int = 0
    break_counts_as_work: bool = True
    priority: int = 2
    every_weeks: int = 1
    skills: tuple[str, ...] = ()

    def falls_on(self, day: date) -> bool:
        """True on the weekdays of its weeks, counted in calendar weeks from that of its first day."""
        if day < self.first_day or (self.last_day is not None and day > self.last_day):
            return False
        weeks = (_monday(day) - _monday(self.first_day)).days // 7
        return day.weekday() in self.weekdays and weeks % self.every_weeks == 0


@dataclass(frozen=True, slots=True)
class Dates:
    """Days that differ from the pattern (enkeltdager).

    `adds` False takes away the pattern's needs (those of all patterns when `pattern` is empty).
    `adds` True puts one need on each day, in place of `pattern` where one is named. `which` tells
    first or second when a time exists twice.
    """

    id: str
    name: str
    adds: bool
    first_day: date
    last_day: date
    pattern: str = ""
    type: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    assistants: int = 1
    passive_minutes: int = 0
    priority: int = 2
    skills: tuple[str, ...] = ()
    which: str = ""

    def holds(self, day: date) -> bool:
        """True on its days."""
        return self.first_day <= day <= self.last_day

    def clears(self, pattern: Pattern, day: date) -> bool:
        """True when the pattern gives nothing on the day because of this."""
        if not self.holds(day):
            return False
        return self.pattern == pattern.id or (not self.adds and not self.pattern)


@dataclass(frozen=True, slots=True)
class NeedOccurrence:
    """One shift that somebody has to take (behov på en dag)."""

    key: str
    name: str
    type: str
    day: date
    span: Span
    break_minutes: int = 0
    break_counts_as_work: bool = True
    passive_minutes: int = 0
    priority: int = 2
    skills: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ClockTrouble:
    """A start or end that the clock change makes impossible to read (klokkeskifte)."""

    need: str
    name: str
    day: date
    wall: datetime
    exists_twice: bool


def unfold(
    patterns: Sequence[Pattern],
    dates: Sequence[Dates],
    first_day: date,
    last_day: date,
    zone: ZoneInfo = OSLO,
) -> list[NeedOccurrence]:
    """Every need that starts on the days, both included, in order of start.

    Raises: WrongInput `need_time_does_not_exist`, `need_time_exists_twice`.
    """
    found, troubles = unfold_readable(patterns, dates, first_day, last_day, zone)
    if troubles:
        raise _refusal(troubles[0])
    return found


def unfold_readable(
    patterns: Sequence[Pattern],
    dates: Sequence[Dates],
    first_day: date,
    last_day: date,
    zone: ZoneInfo = OSLO,
) -> tuple[list[NeedOccurrence], list[ClockTrouble]]:
    """Like `unfold`, but what the clock change makes impossible to read is told beside the rest."""
    found: list[NeedOccurrence] = []
    troubles: list[ClockTrouble] = []
    for day, need in _falling(patterns, dates, first_day, last_day):
        outcome = _occurrences(day, need, zone)
        if isinstance(outcome, ClockTrouble):
            troubles.append(outcome)
        else:
            found.extend(outcome)
    return sorted(found, key=lambda occurrence: (occurrence.span, occurrence.key)), troubles


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _falling(
    patterns: Sequence[Pattern], dates: Sequence[Dates], first_day: date, last_day: date
) -> Iterator[tuple[date, Pattern | Dates]]:
    day = first_day
    while day <= last_day:
        todays = [entry for entry in dates if entry.holds(day)]
        for pattern in patterns:
            if pattern.falls_on(day) and not any(entry.clears(pattern, day) for entry in todays):
                yield day, pattern
        for entry in todays:
            if entry.adds:
                yield day, entry
        day += timedelta(days=1)


def _occurrences(day: date, need: Pattern | Dates, zone: ZoneInfo) -> list[NeedOccurrence] | ClockTrouble:
    if need.starts_at is None or need.ends_at is None:
        raise WrongInput("added_need_without_times", f"The need {need.name!r} on {day} has no times. Give both.")
    start = datetime.combine(day, need.starts_at)
    end = datetime.combine(day + timedelta(days=need.ends_at <= need.starts_at), need.ends_at)
    which = need.which if isinstance(need, Dates) else ""
    fold = {FIRST: 0, SECOND: 1}.get(which)
    moments = []
    for wall in (start, end):
        try:
            moments.append(local_instant(wall, zone, fold=fold))
        except WrongInput as error:
            return ClockTrouble(need.id, need.name, day, wall, error.code == "time_exists_twice")
    span = Span(moments[0], moments[1])
    passive = _passive_minutes(need.passive_minutes, span, end - start)
    return [
        NeedOccurrence(
            key=f"{day.isoformat()}:{need.id}:{seat}",
            name=need.name,
            type=need.type,
            day=day,
            span=span,
            break_minutes=need.break_minutes if isinstance(need, Pattern) else 0,
            break_counts_as_work=need.break_counts_as_work if isinstance(need, Pattern) else True,
            passive_minutes=passive,
            priority=need.priority,
            skills=need.skills,
        )
        for seat in range(1, need.assistants + 1)
    ]


def _passive_minutes(passive: int, span: Span, wall: timedelta) -> int:
    """Rest on the night that the clock changes: the hour that goes or comes is an hour of rest."""
    if not passive:
        return 0
    changed = span.minutes - int(wall // timedelta(minutes=1))
    return min(max(passive + changed, 0), span.minutes)


def _refusal(trouble: ClockTrouble) -> WrongInput:
    if trouble.exists_twice:
        return WrongInput(
            "need_time_exists_twice",
            f"{trouble.name}: {trouble.wall:%Y-%m-%d %H:%M} exists twice, because the clock goes back that night. "
            "Set a single date for that night and say first or second.",
            name=trouble.name,
            day=trouble.day,
            wall=trouble.wall,
            need=trouble.need,
        )
    return WrongInput(
        "need_time_does_not_exist",
        f"{trouble.name}: {trouble.wall:%Y-%m-%d %H:%M} does not exist, because the clock goes forward that night. "
        "Set a single date with other times for that night.",
        name=trouble.name,
        day=trouble.day,
        wall=trouble.wall,
        need=trouble.need,
    )
