"""Sundays and holidays (søn- og helgedager): which are worked, and which must be free."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds, SundayMode
from selvstyrt.core.worktime.clock import day_number, red_windows
from selvstyrt.core.worktime.counting import Work
from selvstyrt.core.worktime.judging import Judging, Run
from selvstyrt.core.worktime.rest import free_when_known, known_weeks

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


def known_range(judging: Judging) -> tuple[int, int] | None:
    """From the first that is known to the end of the period, or of the last work that goes on after it."""
    index = judging.index
    if index.period is None or index.known_from is None:
        return None
    return index.known_from, max([index.period[1], *(work.end for work in index.works)])


# aml. § 10-8 (4), first and second sentence
def next_one_free(judging: Judging) -> Iterator[Finding]:
    """After work on a Sunday or holiday the next Sunday or holiday must be free."""
    known = known_range(judging)
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
    for run in judging.runs(sunday_rule):
        if run.bounds.sunday_mode is SundayMode.AVERAGING:
            yield from _half_free(judging, run)


def _averages(judging: Judging) -> bool:
    return judging.bounds.sunday_mode is SundayMode.AVERAGING or judging.varies


def sunday_rule(bounds: Bounds) -> object:
    """What a run of weeks under one agreement has in common."""
    return bounds.sunday_mode, bounds.sunday_weeks, bounds.sunday_from


def averaged_blocks(judging: Judging, run: Run) -> Iterator[tuple[int, int]]:
    """From and to of the agreed periods, from the agreement's first day, or else from where the run starts."""
    index, weeks, first = judging.index, run.bounds.sunday_weeks, run.bounds.sunday_from
    assert index.period is not None
    stop = index.period[1] if run.lasts else index.week_after(run.weeks[-1].start)
    start = run.start if first is None else judging.period_origin(first, weeks)
    while start < stop:
        end = index.week_after(start, weeks)
        if end > index.period[0]:
            yield start, end if run.lasts else min(end, stop)
        start = end


def _half_free(judging: Judging, run: Run) -> Iterator[Finding]:
    for start, end in averaged_blocks(judging, run):
        reds = red_days(judging, start, end)
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
                weeks=run.bounds.sunday_weeks,
                all=len(reds),
            )


# aml. § 10-8 (4), third sentence, last part
def every_fourth_week(judging: Judging) -> Iterator[Finding]:
    """Under the same agreement a weekly rest falls on a Sunday or holiday at least every fourth week."""
    if not _averages(judging):
        return
    bounds, clock = judging.bounds, judging.index.clock
    weeks = known_weeks(judging)
    count = bounds.sunday_rest_every_weeks
    free = [item for item in free_when_known(judging) if item[1] - item[0] >= bounds.weekly_rest_full]
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
        if owes_sunday_rest(judging, first, last):
            yield judging.finding("AML-10-8-4-FOURTH", Severity.ILLEGAL, first, 0, 1, unit="sundays", weeks=count)


def owes_sunday_rest(judging: Judging, first: int, last: int) -> bool:
    """True when a rest on a Sunday is due in these weeks: they reach into the period, under one agreement."""
    index = judging.index
    held = judging.bounds_on(first, last)
    if held.sunday_mode is not SundayMode.AVERAGING or index.period is None or last <= index.period[0]:
        return False
    return held.sunday_from is None or first >= index.week_of(index.clock.of_local(day_number(held.sunday_from), 0))


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
