"""Sundays and holidays (søn- og helgedager): which are worked, and which must be free."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import SundayMode
from selvstyrt.core.worktime.clock import red_windows
from selvstyrt.core.worktime.counting import Work
from selvstyrt.core.worktime.judging import Judging
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
        if row > 1 and (red.judged or before.judged):
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


# aml. § 10-8 (4), third sentence
def half_free_on_average(judging: Judging) -> Iterator[Finding]:
    """By written agreement every second Sunday and holiday is free on average, over at most 26 weeks."""
    bounds, index = judging.bounds, judging.index
    for fault in bounds.faults:
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
    if bounds.sunday_mode is not SundayMode.AVERAGING or index.period is None:
        return
    start = judging.plan_start
    while start < index.period[1]:
        end = index.week_after(start, bounds.sunday_weeks)
        reds = red_days(judging, start, end)
        worked = [red for red in reds if red.works]
        if 2 * len(worked) > len(reds) and any(red.judged for red in worked):
            yield judging.finding(
                "AML-10-8-4-AVG",
                Severity.ILLEGAL,
                start,
                len(worked),
                len(reds) // 2,
                unit="sundays",
                works=[work for red in worked for work in red.works],
                weeks=bounds.sunday_weeks,
                all=len(reds),
            )
        start = end


# aml. § 10-8 (4), third sentence, last part
def every_fourth_week(judging: Judging) -> Iterator[Finding]:
    """Under the same agreement a weekly rest falls on a Sunday or holiday at least every fourth week."""
    bounds = judging.bounds
    if bounds.sunday_mode is not SundayMode.AVERAGING:
        return
    weeks = whole_weeks(judging)
    count = bounds.sunday_rest_every_weeks
    clock = judging.index.clock
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
        if not any(rested[position : position + count]):
            yield judging.finding(
                "AML-10-8-4-FOURTH", Severity.ILLEGAL, weeks[position][0], 0, 1, unit="sundays", weeks=count
            )


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
