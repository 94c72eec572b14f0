"""Total hours (samlet arbeidstid): ordinary hours and overtime together."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import Sums, extra_autumn_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import Regime


# aml. § 10-6 (8) and (9); forskrift om arbeid i arbeidsgivers hjem § 12
def per_day(judging: Judging) -> Iterator[Finding]:
    """All work in 24 hours."""
    bounds = judging.bounds
    limit = bounds.total_daily
    if limit is None:
        return
    rule = "HOME-12-D" if bounds.regime is Regime.HOME else "AML-10-6-8-D"
    for day in judging.days:
        if day.total <= limit or not day.judged:
            continue
        severity = Severity.NEEDS_AGREEMENT if day.total <= bounds.total_daily_ceiling else Severity.ILLEGAL
        if day.total - extra_autumn_minutes(judging.index, day.works) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            rule,
            severity,
            day.start,
            day.total,
            limit,
            works=day.works,
            mode=judging.mode,
            cure=("total_16h_union_local",) if severity is Severity.NEEDS_AGREEMENT else (),
            per="24h",
        )


# aml. § 10-6 (8); forskrift om arbeid i arbeidsgivers hjem § 12
def eight_weeks(judging: Judging) -> Iterator[Finding]:
    """All work averaged over eight weeks; a shorter stretch only when the eight weeks' hours are already used."""
    bounds = judging.bounds
    if bounds.total_week_average is None:
        return
    rule = "HOME-12-W" if bounds.regime is Regime.HOME else "AML-10-6-8-W"
    count = bounds.week_average_weeks
    breached = False
    for block in judging.week_blocks(count, judging.plan_start):
        total = sum(week.total for week in block)
        if total > bounds.total_week_average * count and any(week.judged for week in block):
            breached = True
            yield _over_average(judging, rule, block, total, Severity.ILLEGAL, "")
    if not breached:
        yield from _worst_sliding(judging, rule)


def _worst_sliding(judging: Judging, rule: str) -> Iterator[Finding]:
    """The worst eight weeks that no block starts with: where the block begins is not in the text."""
    bounds = judging.bounds
    count, weeks = bounds.week_average_weeks, judging.weeks
    worst, at = 0, 0
    running = 0
    for position, week in enumerate(weeks):
        running += week.total - (weeks[position - count].total if position >= count else 0)
        if position >= count - 1 and running > worst and week.judged:
            worst, at = running, position - count + 1
    if bounds.total_week_average is not None and worst > bounds.total_week_average * count:
        yield _over_average(judging, rule, weeks[at : at + count], worst, Severity.WARNING, "sliding")


def _over_average(judging: Judging, rule: str, block: list[Sums], total: int, severity: Severity, mode: str) -> Finding:
    weeks = judging.bounds.week_average_weeks
    return judging.finding(
        rule,
        severity,
        block[0].start,
        total // weeks,
        judging.bounds.total_week_average or 0,
        works=[work for week in block for work in week.works],
        mode=mode,
        per="average",
        weeks=weeks,
    )


# aml. § 10-6 (8), last sentence
def single_week(judging: Judging) -> Iterator[Finding]:
    """No week above 69 hours where both local agreements (§§ 10-5 (2) and 10-6 (5)) are used."""
    cap = judging.bounds.total_week_cap
    if cap is None:
        return
    for week in judging.judged_weeks:
        if week.total > cap:
            yield judging.finding(
                "AML-10-6-8-69",
                Severity.ILLEGAL,
                week.start,
                week.total,
                cap,
                works=week.works,
                per="one_week_total",
            )
