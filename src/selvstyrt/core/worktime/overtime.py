"""Overtime (overtid): how many hours in a week, in four weeks and in a year."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import Sums
from selvstyrt.core.worktime.judging import Judging


# aml. § 10-6 (4), (5), (6); forskrift om arbeid i arbeidsgivers hjem § 11
def windows(judging: Judging) -> Iterator[Finding]:
    """Overtime in 7 days, 4 consecutive weeks and 52 weeks; with permission from Arbeidstilsynet 7 days and 26 weeks.

    The windows slide by the week.
    """
    bounds = judging.bounds
    if bounds.overtime_open or not any(week.overtime for week in judging.weeks):
        return
    week, month, year = bounds.overtime_ceilings
    windows_of_weeks = [("7D", 1, bounds.overtime_week, week)]
    if bounds.overtime_26_weeks is not None:
        windows_of_weeks.append(("26W", 26, bounds.overtime_26_weeks, bounds.overtime_26_weeks))
    else:
        windows_of_weeks.append(("4W", 4, bounds.overtime_4_weeks, month))
        windows_of_weeks.append(("52W", 52, bounds.overtime_52_weeks, year))
    for suffix, length, limit, ceiling in windows_of_weeks:
        yield from _sliding(judging, f"{bounds.overtime_rule}-{suffix}", length, limit, ceiling)


def _sliding(judging: Judging, rule: str, length: int, limit: int, ceiling: int) -> Iterator[Finding]:
    """Each run of weeks that goes over is told once, at its first window."""
    weeks = judging.weeks
    running, over = 0, False
    for position, week in enumerate(weeks):
        running += week.overtime
        if position >= length:
            running -= weeks[position - length].overtime
        if running <= limit:
            over = False
            continue
        if over and length > 1:
            continue
        window = weeks[max(0, position - length + 1) : position + 1]
        if not any(item.judged for item in window):
            continue
        over = True
        yield _finding(judging, rule, window, running, limit, ceiling, length)


def _finding(
    judging: Judging, rule: str, window: list[Sums], minutes: int, limit: int, ceiling: int, length: int
) -> Finding:
    bounds = judging.bounds
    base = bounds.overtime_rule == "AML-10-6-4" or (bounds.overtime_rule == "HOME-11" and not bounds.overtime_26_weeks)
    severity = Severity.NEEDS_AGREEMENT if base and limit < minutes <= ceiling else Severity.ILLEGAL
    local = ("overtime_union_local",) if bounds.tariff_bound else ()
    return judging.finding(
        rule,
        severity,
        window[0].start,
        minutes,
        limit,
        works=[work for week in window for work in week.works if work.kind == "overtime"],
        cure=(*local, "overtime_arbeidstilsynet") if severity is Severity.NEEDS_AGREEMENT else (),
        per="overtime",
        weeks=length,
    )
