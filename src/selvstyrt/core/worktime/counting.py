"""Counting (telling): work in order, and the sums per day, week and main work period that the rules read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selvstyrt.core.worktime.clock import DAY as DAY
from selvstyrt.core.worktime.clock import Clock, date_of, repeated_hour
from selvstyrt.core.worktime.clock import red_windows as red_windows
from selvstyrt.core.worktime.values import Assessed, CountingMode, ShiftKind, WorkShift

WEEK_DAYS = 7
_FIRST_MONDAY = 4  # day number of 5 January 1970


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

    def __init__(self, shift: WorkShift, start: int, end: int, kind: str, judged: bool) -> None:
        self.shift = shift
        self.start = start
        self.end = end
        self.kind = kind
        self.judged = judged
        self.breaks = shift.break_minutes
        self.passive = shift.passive_minutes
        self.overtime_breaks = shift.overtime_break_minutes
        self.worked = end - start if shift.break_counts_as_work else max(0, end - start - shift.break_minutes)
        self.counted = self.worked
        self.bucket = 0

    @property
    def unpaid(self) -> int:
        """Minutes of break that are not working time."""
        return self.end - self.start - self.worked


ORDINARY, OVERTIME, CALLOUT, STANDBY = "ordinary", "overtime", "callout", "standby"
_KINDS = {ShiftKind.ORDINARY: ORDINARY, ShiftKind.MERTID: ORDINARY, ShiftKind.OVERTIME: OVERTIME}


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

    def add(self, work: Work, worked: int, passive: int) -> None:
        """Count a stretch of work, or the part of it that falls here."""
        if work.kind == ORDINARY:
            self.ordinary += worked
        elif work.kind == OVERTIME:
            self.overtime += worked if worked < work.counted else work.counted
        self.total += worked
        self.passive += passive
        self.judged = self.judged or work.judged
        self.works.append(work)


@dataclass(slots=True)
class Block:
    """Work without a real rest inside (sammenhengende arbeid eller hovedarbeidsperiode)."""

    start: int
    end: int
    works: list[Work]
    judged: bool


class Index:
    """One assistant's work in order (vakter i rekkefølge), with the period and the clock."""

    __slots__ = ("assessed", "clock", "known_from", "period", "settings", "standby", "works")

    def __init__(self, assessed: Assessed) -> None:
        self.assessed = assessed
        self.settings = assessed.settings
        self.clock = Clock(assessed.settings)
        clock = self.clock
        self.period: tuple[int, int] | None = None
        if assessed.period is not None:
            self.period = (clock.of_instant(assessed.period.start), clock.of_instant(assessed.period.end))
        self.works: list[Work] = []
        self.standby: list[Work] = []
        for shift in assessed.history:
            self._take(shift, False)
        for shift in assessed.shifts:
            self._take(shift, True)
        self.works.sort(key=_start)
        self.known_from = self._known_from()
        boundary = self.settings.day_boundary_minutes
        for work in self.works:
            work.bucket = self.bucket_of(work.start, boundary)

    def _take(self, shift: WorkShift, judged: bool) -> None:
        clock = self.clock
        start, end = clock.of_instant(shift.span.start), clock.of_instant(shift.span.end)
        if judged and self.period is not None and not self.period[0] <= start < self.period[1]:
            judged = False
        if shift.kind is not ShiftKind.STANDBY:
            work = Work(shift, start, end, _KINDS[shift.kind], judged)
            if work.kind == OVERTIME and shift.overtime_break_inside:
                work.counted = max(0, work.worked - shift.overtime_break_minutes)
            self.works.append(work)
            return
        self.standby.append(Work(shift, start, end, STANDBY, judged))
        for call in shift.callouts:
            work = Work(shift, clock.of_instant(call.start), clock.of_instant(call.end), CALLOUT, judged)
            work.worked = work.counted = work.end - work.start
            work.breaks = work.passive = 0
            self.works.append(work)

    def _known_from(self) -> int | None:
        if self.period is None:
            return None
        first = min((work.start for work in self.works), default=self.period[0])
        return self.period[0] if first >= self.period[0] else self.week_of(first)

    def bucket_of(self, moment: int, boundary: int) -> int:
        """The day number of the 24-hour period that `moment` falls in."""
        day = self.clock.day_of(moment)
        return day - 1 if boundary and moment < self.clock.of_local(day, boundary) else day

    def week_of(self, moment: int) -> int:
        """The minute at which the week of `moment` starts."""
        day = self.clock.day_of(moment)
        return self.clock.of_local(day - (day - _FIRST_MONDAY - self.settings.week_start) % WEEK_DAYS, 0)

    def week_after(self, start: int, count: int = 1) -> int:
        """The minute at which the week `count` weeks later starts."""
        return self.clock.of_local(self.clock.day_of(start) + WEEK_DAYS * count, 0)

    def local_day(self, moment: int) -> date:
        """The local date of a moment."""
        return date_of(self.clock.day_of(moment))


def _start(work: Work) -> int:
    return work.start


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
            sums.add(work, work.worked, work.passive)
            continue
        for day, worked, passive in _cut(index, work, bucket, boundary):
            sums = found.get(day)
            if sums is None:
                sums = found[day] = Sums(clock.of_local(day, boundary))
            sums.add(work, worked, passive)
    return [found[day] for day in sorted(found)]


def _cut(index: Index, work: Work, bucket: int, boundary: int) -> list[tuple[int, int, int]]:
    """A shift cut at the day boundaries: (day, worked, passive) with break and passive time in proportion."""
    parts: list[tuple[int, int, int]] = []
    start = work.start
    while start < work.end:
        end = min(work.end, index.clock.of_local(bucket + 1, boundary))
        parts.append((bucket, share(work, end - start, work.worked), share(work, end - start, work.passive)))
        start, bucket = end, bucket + 1
    return parts


def share(work: Work, length: int, of: int) -> int:
    """The part of `of` minutes that falls in `length` minutes of a shift, in proportion, whole minutes downward."""
    whole = work.end - work.start
    return of if length == whole else of * length // whole


def _rolling_sums(index: Index) -> list[Sums]:
    works = index.works
    found: list[Sums] = []
    for position, first in enumerate(works):
        sums = Sums(first.start)
        edge = first.start + DAY
        for work in works[position:]:
            if work.start >= edge:
                break
            length = min(work.end, edge) - work.start
            sums.add(work, share(work, length, work.worked), share(work, length, work.passive))
        found.append(sums)
    return found


def week_sums(index: Index) -> list[Sums]:
    """Sums per week in order, empty weeks of the period included; shifts are cut at the boundary (CNT-7D)."""
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
            _week(found, start).add(work, work.worked, work.passive)
            continue
        _add_cut(index, found, work, start, following)
    return [found[key] for key in sorted(found)]


def _week(found: dict[int, Sums], start: int) -> Sums:
    sums = found.get(start)
    if sums is None:
        sums = found[start] = Sums(start)
    return sums


def _add_cut(index: Index, found: dict[int, Sums], work: Work, week: int, following: int) -> None:
    start = work.start
    while start < work.end:
        length = min(work.end, following) - start
        _week(found, week).add(work, share(work, length, work.worked), share(work, length, work.passive))
        start, week = following, following
        following = index.week_after(week)


def add_standby(index: Index, days: list[Sums], weeks: list[Sums], divisor: int) -> None:
    """Count standby at home as ordinary time, one hour for each `divisor`, call-outs taken out (aml. § 10-4 (3))."""
    for standby in index.standby:
        called = sum(call.minutes for call in standby.shift.callouts)
        length = standby.end - standby.start
        for sums, next_start in (*_with_next(index, days, DAY), *_with_next(index, weeks, WEEK_DAYS * DAY)):
            inside = min(standby.end, next_start) - max(standby.start, sums.start)
            if inside > 0:
                sums.ordinary += (inside - called * inside // length) // divisor


def _with_next(index: Index, sums: list[Sums], length: int) -> list[tuple[Sums, int]]:
    days = length // DAY
    return [(item, index.clock.of_local(index.clock.day_of(item.start) + days, 0)) for item in sums]


def stretches(works: list[Work]) -> list[Block]:
    """Work that touches or overlaps, joined."""
    found: list[Block] = []
    for work in works:
        if found and work.start <= found[-1].end:
            last = found[-1]
            last.end = max(last.end, work.end)
            last.works.append(work)
            last.judged = last.judged or work.judged
        else:
            found.append(Block(work.start, work.end, [work], work.judged))
    return found


def main_periods(blocks: list[Block], longest: int) -> list[Block]:
    """Main work periods (hovedarbeidsperioder): stretches joined while the whole is within `longest` (CNT-MP)."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is not None and block.end - last.start <= longest:
            last.end = block.end
            last.works = last.works + block.works
            last.judged = last.judged or block.judged
        else:
            found.append(Block(block.start, block.end, block.works, block.judged))
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


def extra_autumn_minutes(index: Index, works: list[Work]) -> int:
    """Minutes worked in the hour that the clock repeats in autumn."""
    if index.clock.wall:
        return 0
    total = 0
    for work in works:
        repeated = repeated_hour(index.local_day(work.start).year, index.settings.timezone)
        if repeated is not None:
            total += max(0, min(work.end, repeated[1]) - max(work.start, repeated[0]))
    return total
