"""Total hours (samlet arbeidstid): ordinary hours and overtime together."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Sums, extra_in_day
from selvstyrt.core.worktime.judging import Judging, Run
from selvstyrt.core.worktime.values import Regime


# aml. § 10-6 (8) and (9); forskrift om arbeid i arbeidsgivers hjem § 12
def per_day(judging: Judging) -> Iterator[Finding]:
    """All work in 24 hours."""
    narrowest = judging.bounds.total_daily
    if narrowest is None:
        return
    rule = "HOME-12-D" if judging.bounds.regime is Regime.HOME else "AML-10-6-8-D"
    for day in judging.days:
        if day.total <= narrowest or not day.judged:
            continue
        bounds = judging.bounds_on(day.start)
        limit = bounds.total_daily
        if limit is None or day.total <= limit:
            continue
        severity = Severity.NEEDS_AGREEMENT if day.total <= bounds.total_daily_ceiling else Severity.ILLEGAL
        if day.total - extra_in_day(judging.index, day) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            rule,
            severity,
            day.start,
            day.total,
            limit,
            works=day.works,
            mode="elapsed" if severity is Severity.WARNING else judging.mode_of(day),
            cure=("total_16h_union_local",) if severity is Severity.NEEDS_AGREEMENT else (),
            per="24h",
        )


# aml. § 10-6 (8); forskrift om arbeid i arbeidsgivers hjem § 12
def eight_weeks(judging: Judging) -> Iterator[Finding]:
    """All work averaged over eight weeks; a shorter stretch only when the eight weeks' hours are already used."""
    for run in judging.runs(_average_limit):
        limit, count = run.bounds.total_week_average, run.bounds.week_average_weeks
        if limit is None:
            continue
        breached = False
        for block in run.blocks(count):
            total = sum(week.total for week in block)
            if total > limit * count and any(week.judged for week in block):
                breached = True
                yield _over_average(judging, block, total, limit, Severity.ILLEGAL)
        if not breached:
            yield from _worst_sliding(judging, run, limit)


def _average_limit(bounds: Bounds) -> object:
    return bounds.total_week_average


def _worst_sliding(judging: Judging, run: Run, limit: int) -> Iterator[Finding]:
    """The worst eight weeks that no block starts with: where the block begins is not in the text."""
    count, weeks = run.bounds.week_average_weeks, run.weeks
    worst, at = 0, 0
    running = 0
    for position, week in enumerate(weeks):
        running += week.total - (weeks[position - count].total if position >= count else 0)
        if position >= count - 1 and running > worst and week.judged:
            worst, at = running, position - count + 1
    if worst > limit * count:
        yield _over_average(judging, weeks[at : at + count], worst, limit, Severity.WARNING)


def _over_average(judging: Judging, block: list[Sums], total: int, limit: int, severity: Severity) -> Finding:
    weeks = judging.bounds.week_average_weeks
    return judging.finding(
        "HOME-12-W" if judging.bounds.regime is Regime.HOME else "AML-10-6-8-W",
        severity,
        block[0].start,
        total // weeks,
        limit,
        works=[work for week in block for work in week.works],
        mode="sliding" if severity is Severity.WARNING else "blocks",
        per="average",
        weeks=weeks,
    )


# aml. § 10-6 (8), last sentence
def single_week(judging: Judging) -> Iterator[Finding]:
    """No week above 69 hours where both local agreements (§§ 10-5 (2) and 10-6 (5)) are used."""
    if judging.bounds.total_week_cap is None and not judging.varies:
        return
    for week in judging.judged_weeks:
        cap = judging.bounds_in(week).total_week_cap
        if cap is not None and week.total > cap:
            yield judging.finding(
                "AML-10-6-8-69",
                Severity.ILLEGAL,
                week.start,
                week.total,
                cap,
                works=week.works,
                per="one_week_total",
            )
