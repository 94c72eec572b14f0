"""Sundays and holidays (søn- og helgedager): which are worked, and which must be free."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds, SundayMode
from selvstyrt.core.worktime.clock import red_windows
from selvstyrt.core.worktime.counting import Work
from selvstyrt.core.worktime.judging import Judging, Run
from selvstyrt.core.worktime.rest import free_intervals, whole_weeks

_free_start = itemgetter(0)


class RedDay:
    """One Sunday or holiday (rød dag) with the work in its window."""

    __slots__ = ("day", "end", "judged", "start", "works")

    def __init__(self, start: int, end: int, day: int) -> None:
        self.start, self.end, self.day = start, end, day
        self.works: list[Work] = []
        self.judged = False


def red_days(judging: Judging, first: int, last: int) -> list[RedDay]:
    """The Sundays and holidays from minute `first` to `last`, with the work that overlaps each window."""
    clock = judging.index.clock
    found = [RedDay(*window) for window in red_windows(clock, clock.day_of(first), clock.day_of(last - 1))]
    ends = [red.end for red in found]
    for work in judging.index.works:
        position = bisect_left(ends, work.start + 1)
        while position < len(found) and found[position].start < work.end:
            found[position].works.append(work)
            found[position].judged = found[position].judged or work.judged
            position += 1
    return found


def _range(judging: Judging) -> tuple[int, int] | None:
    index = judging.index
    if index.period is None or index.known_from is None:
        return None
    return index.known_from, index.period[1]


# aml. § 10-8 (4), first and second sentence
def next_one_free(judging: Judging) -> Iterator[Finding]:
    """After work on a Sunday or holiday the next Sunday or holiday must be free."""
    known = _range(judging)
    if judging.bounds.sunday_mode is not SundayMode.NEXT or known is None:
        return
    row = 1
    for before, red in pairwise(red_days(judging, *known)):
        row = row + 1 if before.works and red.works else 1
        if row > 1 and (red.judged or before.judged) and _next_must_be_free(judging, before, red):
            yield judging.finding(
                "AML-10-8-4-NEXT",
                Severity.NEEDS_AGREEMENT,
                judging.index.clock.of_local(red.day, 0),
                2,
                1,
                unit="sundays",
                works=[*before.works, *red.works],
                cure=("sunday_averaging_individual",),
                in_a_row=row,
            )


def _next_must_be_free(judging: Judging, before: RedDay, red: RedDay) -> bool:
    """True unless an agreement holds from the one day to the other."""
    of_local = judging.index.clock.of_local
    return judging.bounds_on(of_local(before.day, 0), of_local(red.day + 1, 0)).sunday_mode is SundayMode.NEXT


# aml. § 10-8 (4), third sentence
def half_free_on_average(judging: Judging) -> Iterator[Finding]:
    """By written agreement every second Sunday and holiday is free on average, over at most 26 weeks."""
    for fault in judging.faults:
        if fault.rule == "AML-10-8-4-AVG":
            yield judging.finding(
                fault.rule,
                Severity.ILLEGAL,
                judging.plan_start,
                fault.weeks,
                fault.max_weeks,
                unit="weeks",
                agreement=fault.type.value,
            )
    if not _averages(judging) or judging.index.period is None:
        return
    for run in judging.runs(_sunday_rule):
        if run.bounds.sunday_mode is SundayMode.AVERAGING:
            yield from _half_free(judging, run, judging.index.period[1])


def _averages(judging: Judging) -> bool:
    return judging.bounds.sunday_mode is SundayMode.AVERAGING or judging.varies


def _sunday_rule(bounds: Bounds) -> object:
    return bounds.sunday_mode, bounds.sunday_weeks


def _half_free(judging: Judging, run: Run, period_end: int) -> Iterator[Finding]:
    index, weeks = judging.index, run.bounds.sunday_weeks
    start = run.start
    stop = period_end if run.lasts else index.week_after(run.weeks[-1].start)
    while start < stop:
        end = index.week_after(start, weeks)
        reds = red_days(judging, start, end if run.lasts else min(end, stop))
        worked = [red for red in reds if red.works]
        if not run.lasts and not any(before.works and red.works for before, red in pairwise(reds)):
            worked = []  # the next one was always free: no agreement was needed
        if 2 * len(worked) > len(reds) and any(red.judged for red in worked):
            yield judging.finding(
                "AML-10-8-4-AVG",
                Severity.ILLEGAL,
                start,
                len(worked),
                len(reds) // 2,
                unit="sundays",
                works=[work for red in worked for work in red.works],
                weeks=weeks,
                all=len(reds),
            )
        start = end


# aml. § 10-8 (4), third sentence, last part
def every_fourth_week(judging: Judging) -> Iterator[Finding]:
    """Under the same agreement a weekly rest falls on a Sunday or holiday at least every fourth week."""
    if not _averages(judging):
        return
    bounds, clock = judging.bounds, judging.index.clock
    weeks = whole_weeks(judging)
    count = bounds.sunday_rest_every_weeks
    free = [item for item in free_intervals(judging) if item[1] - item[0] >= bounds.weekly_rest_full]
    rested = [0] * len(weeks)
    for position, (start, end) in enumerate(weeks):
        for _, _, day in red_windows(clock, clock.day_of(start), clock.day_of(end - 1)):
            midnight, next_midnight = clock.of_local(day, 0), clock.of_local(day + 1, 0)
            at = bisect_right(free, midnight, key=_free_start) - 1
            if at >= 0 and free[at][1] >= next_midnight:
                rested[position] = 1
                break
    for position in range(len(weeks) - count + 1):
        if any(rested[position : position + count]):
            continue
        first, last = weeks[position][0], weeks[position + count - 1][1]
        if judging.bounds_on(first, last).sunday_mode is SundayMode.AVERAGING:
            yield judging.finding("AML-10-8-4-FOURTH", Severity.ILLEGAL, first, 0, 1, unit="sundays", weeks=count)


# aml. § 10-10 (2) and (3)
def justified(judging: Judging) -> Iterator[Finding]:
    """Sunday and holiday work needs a reason in the nature of the work; told once, at the first such shift."""
    if judging.contract.sunday_work_justified or judging.bounds.sunday_mode is SundayMode.FREE:
        return
    works = judging.index.works
    if not works:
        return
    for red in red_days(judging, works[0].start, max(work.end for work in works)):
        judged = [work for work in red.works if work.judged]
        if judged:
            yield judging.finding(
                "AML-10-10-2", Severity.WARNING, judged[0].start, 1, 0, unit="shifts", works=judged[:1]
            )
            return
