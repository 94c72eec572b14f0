"""Rest (arbeidsfri): between main work periods, in each week, and given back when it was short."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Block, extra_autumn_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import Regime


# aml. § 10-8 (1) and (3); forskrift om arbeid i arbeidsgivers hjem § 13
def daily(judging: Judging) -> Iterator[Finding]:
    """Eleven hours free between main work periods, or what is agreed; lost rest comes back in the next one."""
    rule = "HOME-13-1" if judging.bounds.regime is Regime.HOME else "AML-10-8-1"
    full = max(judging.bounds.daily_rest, judging.bounds.daily_rest_full)
    owed = 0
    for before, after in pairwise(judging.main_periods):
        rest = after.start - before.end
        if rest >= full and not owed:
            continue
        bounds = judging.bounds_on(before.end, after.start)
        told = before.judged or after.judged
        if bounds.respite:
            owed = 0
            continue
        if rest < bounds.daily_rest and told:
            needs = rest >= bounds.daily_rest_ceiling
            yield judging.finding(
                rule,
                Severity.NEEDS_AGREEMENT if needs else Severity.ILLEGAL,
                before.end,
                rest,
                bounds.daily_rest,
                works=(before.works[-1], after.works[0]),
                cure=("rest_8h_28h_union_local",) if needs else (),
                next_start=judging.index.clock.instant(after.start),
            )
        if owed and told and rest < bounds.daily_rest_full + owed:
            yield _not_given_back(judging, before, after, rest, bounds.daily_rest_full + owed)
        owed = max(0, bounds.daily_rest_full - rest) if bounds.compensate else 0


def _not_given_back(judging: Judging, before: Block, after: Block, rest: int, limit: int) -> Finding:
    return judging.finding(
        "AML-10-8-3-COMP",
        Severity.ILLEGAL,
        before.end,
        rest,
        limit,
        works=(before.works[-1], after.works[0]),
        mode="next_rest",
        next_start=judging.index.clock.instant(after.start),
    )


# aml. § 10-8 (1): a period longer than 13 hours leaves less than 11 of its own 24
def long_period(judging: Judging) -> Iterator[Finding]:
    """Work in one stretch that is too long to leave the daily rest inside 24 hours."""
    narrowest = judging.bounds.span_limit
    if narrowest is None:
        return
    rule = "HOME-13-1-SPAN" if judging.bounds.regime is Regime.HOME else "AML-10-8-1-SPAN"
    for block in judging.main_periods:
        length = block.end - block.start
        if length <= narrowest or not block.judged:
            continue
        limit = judging.bounds_on(block.start).span_limit
        if limit is not None and length - extra_autumn_minutes(judging.index, block.works) > limit:
            yield judging.finding(rule, Severity.WARNING, block.start, length, limit, works=block.works)


# aml. § 10-8 (2) and (3); forskrift om arbeid i arbeidsgivers hjem § 13
def weekly(judging: Judging) -> Iterator[Finding]:
    """Thirty-five hours free in one stretch inside each week; what is unknown of a week that is cut is free."""
    free = free_in_weeks(judging)
    owed = 0
    for start, end in touched_weeks(judging):
        longest, straddling = longest_free(free, start, end)
        bounds = judging.bounds_on(start, end)
        rule = "AVL-11" if bounds.respite else "HOME-13-2" if bounds.regime is Regime.HOME else "AML-10-8-2"
        if owed and longest < bounds.weekly_rest_full + owed:
            yield judging.finding(
                "AML-10-8-3-COMP",
                Severity.ILLEGAL,
                start,
                longest,
                bounds.weekly_rest_full + owed,
                mode="next_rest",
                weekly=True,
            )
        owed = max(0, bounds.weekly_rest_full - longest) if bounds.compensate else 0
        if longest >= bounds.weekly_rest:
            continue
        severity = Severity.ILLEGAL
        if straddling >= bounds.weekly_rest:
            severity = Severity.WARNING
        elif longest >= bounds.weekly_rest_ceiling:
            severity = Severity.NEEDS_AGREEMENT
        yield judging.finding(
            rule,
            severity,
            start,
            longest,
            bounds.weekly_rest,
            cure=_weekly_cure(bounds) if severity is Severity.NEEDS_AGREEMENT else (),
            mode="inside_week" if severity is Severity.WARNING else "",
            straddles=severity is Severity.WARNING,
        )


def _weekly_cure(bounds: Bounds) -> tuple[str, ...]:
    return ("respite_individual",) if bounds.respite else ("rest_8h_28h_union_local",)


def whole_weeks(judging: Judging) -> list[tuple[int, int]]:
    """The weeks that lie wholly inside the period."""
    return [] if judging.index.period is None else _weeks_from(judging, judging.index.period[0])


def known_weeks(judging: Judging) -> list[tuple[int, int]]:
    """The same, and the weeks before them that earlier work is known of."""
    return [] if judging.index.known_from is None else _weeks_from(judging, judging.index.known_from)


def _weeks_from(judging: Judging, first: int) -> list[tuple[int, int]]:
    index = judging.index
    assert index.period is not None
    found: list[tuple[int, int]] = []
    start = index.week_of(first)
    if start < first:
        start = index.week_after(start)
    while (end := index.week_after(start)) <= index.period[1]:
        found.append((start, end))
        start = end
    return found


def touched_weeks(judging: Judging) -> list[tuple[int, int]]:
    """The weeks that the period touches, those that it cuts included."""
    index = judging.index
    if index.period is None:
        return []
    found: list[tuple[int, int]] = []
    start = index.week_of(index.period[0])
    while start < index.period[1]:
        found.append((start, index.week_after(start)))
        start = found[-1][1]
    return found


def free_when_known(judging: Judging) -> list[tuple[int, int]]:
    """Time free between work, from the first week that is known to the end of the period; standby until called."""
    index = judging.index
    if index.period is None or index.known_from is None:
        return []
    return _free_between(judging, index.known_from, index.period[1])


def free_in_weeks(judging: Judging) -> list[tuple[int, int]]:
    """Time that may be free between work, from and to the edges of the weeks that the period touches.

    What is not known of a week that the period cuts counts as free: a week is never short of rest for want of facts.
    """
    weeks = touched_weeks(judging)
    return _free_between(judging, weeks[0][0], weeks[-1][1]) if weeks else []


def _free_between(judging: Judging, first: int, last: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = first
    blocks = judging.stretches
    if blocks and blocks[0].end <= start:
        start = blocks[0].end
    for block in blocks:
        if block.start > start:
            found.append((start, block.start))
        start = max(start, block.end)
    if start < last:
        found.append((start, last))
    return found


def longest_free(free: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The longest free stretch inside a week, and the longest that merely touches it."""
    inside = touching = 0
    for position in range(bisect_right(free, start, key=_free_end), len(free)):
        free_start, free_end = free[position]
        if free_start >= end:
            break
        if free_end - free_start > touching:
            touching = free_end - free_start
        within = (free_end if free_end < end else end) - (free_start if free_start > start else start)
        if within > inside:
            inside = within
    return inside, touching


_free_end = itemgetter(1)
