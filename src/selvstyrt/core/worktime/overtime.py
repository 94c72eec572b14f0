"""Overtime (overtid): how many hours in a week, in four weeks and in a year."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Sums
from selvstyrt.core.worktime.judging import Judging

_WINDOWS = (("7D", 1), ("26W", 26), ("4W", 4), ("52W", 52))


# aml. § 10-6 (4), (5), (6); forskrift om arbeid i arbeidsgivers hjem § 11
def windows(judging: Judging) -> Iterator[Finding]:
    """Overtime in 7 days, 4 consecutive weeks and 52 weeks; with permission from Arbeidstilsynet 7 days and 26 weeks.

    The windows slide by the week.
    """
    if not any(week.overtime for week in judging.weeks):
        return
    for suffix, length in _WINDOWS:
        if judging.varies or _limit(judging.bounds, suffix) is not None:
            yield from _sliding(judging, suffix, length)


def _limit(bounds: Bounds, suffix: str) -> tuple[int, int] | None:
    """The limit of a window, and as far as a permission could reach; None where the window does not bind."""
    week, month, year = bounds.overtime_ceilings
    half_year = bounds.overtime_26_weeks
    found: dict[str, tuple[int | None, int]] = {
        "7D": (bounds.overtime_week, week),
        "4W": (bounds.overtime_4_weeks if half_year is None else None, month),
        "26W": (half_year, half_year or 0),
        "52W": (bounds.overtime_52_weeks if half_year is None else None, year),
    }
    limit, ceiling = found[suffix]
    return None if limit is None or bounds.overtime_open else (limit, ceiling)


def _sliding(judging: Judging, suffix: str, length: int) -> Iterator[Finding]:
    """Each run of weeks that goes over is told once, at its first window."""
    weeks = judging.weeks
    running, over = 0, False
    for position, week in enumerate(weeks):
        running += week.overtime
        if position >= length:
            running -= weeks[position - length].overtime
        first = max(0, position - length + 1)
        bounds = judging.bounds
        if judging.varies:
            bounds = judging.bounds_on(weeks[first].start, judging.index.week_after(week.start))
        limit = _limit(bounds, suffix)
        if limit is None or running <= limit[0]:
            over = False
            continue
        if over and length > 1:
            continue
        window = weeks[first : position + 1]
        if not any(item.judged for item in window):
            continue
        over = True
        yield _finding(judging, bounds, suffix, window, running, limit, length)


def _finding(
    judging: Judging,
    bounds: Bounds,
    suffix: str,
    window: list[Sums],
    minutes: int,
    limit: tuple[int, int],
    length: int,
) -> Finding:
    base = bounds.overtime_rule == "AML-10-6-4" or (bounds.overtime_rule == "HOME-11" and not bounds.overtime_26_weeks)
    severity = Severity.NEEDS_AGREEMENT if base and minutes <= limit[1] else Severity.ILLEGAL
    local = ("overtime_union_local",) if bounds.tariff_bound else ()
    return judging.finding(
        f"{bounds.overtime_rule}-{suffix}",
        severity,
        window[0].start,
        minutes,
        limit[0],
        works=[work for week in window for work in week.works if work.kind == "overtime"],
        cure=(*local, "overtime_arbeidstilsynet") if severity is Severity.NEEDS_AGREEMENT else (),
        per="overtime",
        weeks=length,
    )
