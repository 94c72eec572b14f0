"""Counting (telling): work in order, and the sums per day, week and main work period that the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter

from selvstyrt.core.worktime.clock import DAY as DAY
from selvstyrt.core.worktime.clock import Clock, date_of, repeated_hour
from selvstyrt.core.worktime.clock import red_windows as red_windows
from selvstyrt.core.worktime.values import Assessed, CountingMode, ShiftKind, WorkShift

WEEK_DAYS = 7
_FIRST_MONDAY = 4  # day number of 5 January 1970
_start = attrgetter("start")


class Work:
    """One stretch of work in minutes (arbeidsøkt): a shift, or a call-out from standby."""

    __slots__ = (
        "breaks",
        "bucket",
        "counted",
        "end",
        "judged",
        "kind",
        "overtime_breaks",
        "passive",
        "shift",
        "start",
        "worked",
    )

    def __init__(self, shift: WorkShift, start: int, end: int, kind: str, judged: bool, bucket: int) -> None:
        self.shift = shift
        self.start = start
        self.end = end
        self.kind = kind
        self.judged = judged
        self.bucket = bucket
        self.breaks = pause = shift.break_minutes
        self.passive = shift.passive_minutes
        self.overtime_breaks = shift.overtime_break_minutes
        length = end - start
        self.worked = self.counted = length if shift.break_counts_as_work else max(0, length - pause)

    @property
    def unpaid(self) -> int:
        """Minutes of break that are not working time."""
        return self.end - self.start - self.worked


ORDINARY, OVERTIME, CALLOUT, STANDBY = "ordinary", "overtime", "callout", "standby"
_KINDS = {
    ShiftKind.ORDINARY: ORDINARY,
    ShiftKind.MERTID: ORDINARY,
    ShiftKind.OVERTIME: OVERTIME,
    ShiftKind.STANDBY: STANDBY,
}


class Sums:
    """What one day or week holds (sum): minutes of each sort, and whether a judged shift is in it."""

    __slots__ = ("judged", "ordinary", "overtime", "passive", "start", "total", "works")

    def __init__(self, start: int) -> None:
        self.start = start
        self.ordinary = 0
        self.overtime = 0
        self.total = 0
        self.passive = 0
        self.judged = False
        self.works: list[Work] = []

    def add(self, work: Work, length: int | None = None) -> None:
        """Count a stretch of work, or only `length` minutes of it, with breaks and passive time in proportion."""
        part = length is not None and length != work.end - work.start
        worked = share(work, length or 0, work.worked) if part else work.worked
        if work.kind == ORDINARY:
            self.ordinary += worked
        elif work.kind == OVERTIME:
            self.overtime += share(work, length or 0, work.counted) if part else work.counted
        self.total += worked
        self.passive += share(work, length or 0, work.passive) if part else work.passive
        if work.judged:
            self.judged = True
        self.works.append(work)


@dataclass(slots=True)
class Block:
    """Work without a real rest inside (sammenhengende arbeid eller hovedarbeidsperiode)."""

    start: int
    end: int
    works: list[Work]
    judged: bool


class Index:
    """One assistant's work in order (vakter i rekkefølge), with the period and the clock.

    `taken` is all of it as it was given, history first: what one changed shift leaves as it is need
    not be taken again.
    """

    def __init__(self, assessed: Assessed, taken: list[Work] | None = None) -> None:
        self.assessed = assessed
        self.settings = assessed.settings
        self.clock = clock = Clock(assessed.settings)
        self.period: tuple[int, int] | None = None
        if assessed.period is not None:
            self.period = (clock.of_instant(assessed.period.start), clock.of_instant(assessed.period.end))
        if taken is None:
            taken = [*self.take(assessed.history, False), *self.take(assessed.shifts, True)]
        self.taken = taken
        self.works = [work for work in self.taken if work.kind != STANDBY]
        self.works.sort(key=_start)
        self.known_from = self._known_from()

    def take(self, shifts: Iterable[WorkShift], judged: bool) -> Iterator[Work]:
        """The stretches of work and standby of some shifts, in the order given."""
        minutes_of = self.clock.minutes_of
        first, last = self.period or (0, 0)
        inside = self.period is None
        boundary = self.settings.day_boundary_minutes
        for shift in shifts:
            start, end = minutes_of(shift.span)
            told = judged and (inside or first <= start < last)
            kind = _KINDS[shift.kind]
            work = Work(shift, start, end, kind, told, self.bucket_of(start, boundary))
            if kind == OVERTIME and shift.overtime_break_inside:
                work.counted = max(0, work.worked - shift.overtime_break_minutes)
            yield work
            if kind == STANDBY:
                yield from self._called_out(shift, told, boundary)

    def _called_out(self, shift: WorkShift, judged: bool, boundary: int) -> Iterator[Work]:
        for call in shift.callouts:
            start, end = self.clock.minutes_of(call)
            work = Work(shift, start, end, CALLOUT, judged, self.bucket_of(start, boundary))
            work.worked = work.counted = end - start
            work.breaks = work.passive = 0
            yield work

    def _known_from(self) -> int | None:
        if self.period is None:
            return None
        first = self.works[0].start if self.works else self.period[0]
        return self.period[0] if first >= self.period[0] else self.week_of(first)

    @cached_property
    def standby(self) -> list[Work]:
        """Standby at home, in the order given."""
        return [work for work in self.taken if work.kind == STANDBY]

    @cached_property
    def repeated_hours(self) -> list[tuple[int, int]]:
        """The hours that the clock repeats in the autumns of the work, none when the clock on the wall counts."""
        if self.clock.wall or not self.works:
            return []
        years = range(self.local_day(self.works[0].start).year, self.local_day(self.works[-1].start).year + 1)
        found = (repeated_hour(year, self.settings.timezone) for year in years)
        return [hour for hour in found if hour is not None]

    def bucket_of(self, moment: int, boundary: int) -> int:
        """The day number of the 24-hour period that `moment` falls in."""
        day = self.clock.day_of(moment)
        return day - 1 if boundary and moment < self.clock.of_local(day, boundary) else day

    def week_of(self, moment: int) -> int:
        """The minute at which the week of `moment` starts."""
        day = self.clock.day_of(moment)
        return self.clock.midnights[day - (day - _FIRST_MONDAY - self.settings.week_start) % WEEK_DAYS]

    def week_after(self, start: int, count: int = 1) -> int:
        """The minute at which the week `count` weeks later starts."""
        return self.clock.midnights[self.clock.day_of(start) + WEEK_DAYS * count]

    def local_day(self, moment: int) -> date:
        """The local date of a moment."""
        return date_of(self.clock.day_of(moment))


def day_sums(index: Index) -> list[Sums]:
    """Sums per 24 hours in the chosen counting mode (CNT-24H)."""
    if index.settings.h24_mode is CountingMode.ROLLING:
        return _rolling_sums(index)
    boundary = index.settings.day_boundary_minutes
    split = index.settings.h24_mode is CountingMode.FIXED_SPLIT
    found: dict[int, Sums] = {}
    clock = index.clock
    for work in index.works:
        bucket = work.bucket
        if not split or work.end <= clock.of_local(bucket + 1, boundary):
            sums = found.get(bucket)
            if sums is None:
                sums = found[bucket] = Sums(clock.of_local(bucket, boundary))
            sums.add(work)
            continue
        for day, length in _cut(index, work, bucket, boundary):
            sums = found.get(day)
            if sums is None:
                sums = found[day] = Sums(clock.of_local(day, boundary))
            sums.add(work, length)
    return [found[day] for day in sorted(found)]


def _cut(index: Index, work: Work, bucket: int, boundary: int) -> list[tuple[int, int]]:
    """A shift cut at the day boundaries: (day, minutes)."""
    parts: list[tuple[int, int]] = []
    start = work.start
    while start < work.end:
        end = min(work.end, index.clock.of_local(bucket + 1, boundary))
        parts.append((bucket, end - start))
        start, bucket = end, bucket + 1
    return parts


def share(work: Work, length: int, of: int) -> int:
    """The part of `of` minutes that falls in `length` minutes of a shift, in proportion, whole minutes downward."""
    return of * length // (work.end - work.start)


def _rolling_sums(index: Index) -> list[Sums]:
    works = index.works
    found: list[Sums] = []
    for position, first in enumerate(works):
        sums = Sums(first.start)
        edge = first.start + DAY
        for work in works[position:]:
            if work.start >= edge:
                break
            sums.add(work, min(work.end, edge) - work.start)
        found.append(sums)
    return found


def week_sums(index: Index) -> list[Sums]:
    """Sums per week in order, empty weeks included; shifts are cut at the boundary (CNT-7D)."""
    found: dict[int, Sums] = {}
    if index.period is not None:
        start = index.week_of(index.known_from if index.known_from is not None else index.period[0])
        while start < index.period[1]:
            found[start] = Sums(start)
            start = index.week_after(start)
    start, following = 0, -1
    for work in index.works:
        if not start <= work.start < following:
            start = index.week_of(work.start)
            following = index.week_after(start)
        if work.end <= following:
            _week(found, start).add(work)
            continue
        _add_cut(index, found, work, start, following)
    start, last = min(found, default=0), max(found, default=0)
    while start < last:
        start = index.week_after(start)
        _week(found, start)
    return [found[key] for key in sorted(found)]


def _week(found: dict[int, Sums], start: int) -> Sums:
    sums = found.get(start)
    if sums is None:
        sums = found[start] = Sums(start)
    return sums


def _add_cut(index: Index, found: dict[int, Sums], work: Work, week: int, following: int) -> None:
    start = work.start
    while start < work.end:
        _week(found, week).add(work, min(work.end, following) - start)
        start, week = following, following
        following = index.week_after(week)


def add_standby(index: Index, until: list[tuple[Sums, int]], divisor: int) -> None:
    """Count standby at home as ordinary time in days or weeks, each given with its end (aml. § 10-4 (3)).

    One hour for each `divisor`, call-outs taken out.
    """
    for standby in index.standby:
        waiting = list(_waiting(index, standby))
        for sums, end in until:
            minutes = sum(max(0, min(last, end) - max(first, sums.start)) for first, last in waiting)
            sums.ordinary += minutes // divisor


def _waiting(index: Index, standby: Work) -> Iterator[tuple[int, int]]:
    """The stretches of one standby between its call-outs."""
    at = standby.start
    for start, end in sorted(index.clock.minutes_of(call) for call in standby.shift.callouts):
        if start > at:
            yield at, min(start, standby.end)
        at = max(at, end)
    if at < standby.end:
        yield at, standby.end


def day_end(index: Index, start: int) -> int:
    """Where the 24 hours end that begin at `start`."""
    if index.settings.h24_mode is CountingMode.ROLLING:
        return start + DAY
    return index.clock.of_local(index.clock.day_of(start) + 1, index.settings.day_boundary_minutes)


def stretches(works: list[Work]) -> list[Block]:
    """Work that touches or overlaps, joined."""
    found: list[Block] = []
    last: Block | None = None
    for work in works:
        if last is not None and work.start <= last.end:
            last.end = max(last.end, work.end)
            last.works.append(work)
            last.judged = last.judged or work.judged
        else:
            last = Block(work.start, work.end, [work], work.judged)
            found.append(last)
    return found


def main_periods(blocks: list[Block], longest: int) -> list[Block]:
    """Main work periods (hovedarbeidsperioder): stretches joined while the whole is within `longest` (CNT-MP)."""
    found: list[Block] = []
    last: Block | None = None
    for block in blocks:
        if last is not None and block.end - last.start <= longest:
            block = Block(last.start, block.end, last.works + block.works, last.judged or block.judged)
            found[-1] = block
        else:
            found.append(block)
        last = block
    return found


def night_minutes(index: Index, work: Work, night_from: int, night_to: int) -> int:
    """Minutes of a shift inside the night, from `night_from` to `night_to` o'clock the next morning."""
    clock = index.clock
    day = clock.day_of(work.start)
    total = 0
    start = clock.of_local(day - 1, night_from)
    while start < work.end:
        end = clock.of_local(day, night_to)
        total += max(0, min(work.end, end) - max(work.start, start))
        start, day = clock.of_local(day, night_from), day + 1
    return total


def sunday_minutes(index: Index, work: Work) -> int:
    """Minutes of a shift that are Sunday and holiday work (aml. § 10-10 (1))."""
    first, last = index.clock.day_of(work.start), index.clock.day_of(work.end) + 1
    total = 0
    for start, end, _ in red_windows(index.clock, first, last):
        total += max(0, min(work.end, end) - max(work.start, start))
    return total


def extra_in_day(index: Index, day: Sums) -> int:
    """Minutes of 24 hours that were worked in the hour that the clock repeats in autumn."""
    if index.settings.h24_mode is CountingMode.START_DAY:
        return extra_autumn_minutes(index, day.works)
    return extra_autumn_minutes(index, day.works, (day.start, day_end(index, day.start)))


def extra_in_week(index: Index, week: Sums) -> int:
    """Minutes of a week that were worked in the hour that the clock repeats in autumn."""
    return extra_autumn_minutes(index, week.works, (week.start, index.week_after(week.start)))


def extra_autumn_minutes(index: Index, works: list[Work], inside: tuple[int, int] | None = None) -> int:
    """Minutes worked in the hour that the clock repeats in autumn, of those `inside` two moments."""
    total = 0
    for start, end in index.repeated_hours:
        if inside is not None:
            start, end = max(start, inside[0]), min(end, inside[1])
            if start >= end:
                continue
        for work in works:
            total += max(0, min(work.end, end) - max(work.start, start))
    return total
