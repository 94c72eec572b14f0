"""Agreements with a national union (tariffavtale med innstillingsrett): what they must still keep."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.judging import Judging


# aml. § 10-12 (4): compensatory rest, and consent above 48 hours on average over a year
def conditions(judging: Judging) -> Iterator[Finding]:
    """Compensatory rest is secured, the agreement's own hours are kept, and long years have consent."""
    bounds = judging.bounds
    if not bounds.union:
        return
    rule = "AML-10-12-4"
    if not bounds.union_compensation:
        yield judging.finding(rule, Severity.ILLEGAL, judging.plan_start, 0, 1, unit="kinds", missing="rest")
    if bounds.union_max_24h is not None:
        for day in judging.days:
            if day.total > bounds.union_max_24h and day.judged:
                yield judging.finding(
                    rule, Severity.ILLEGAL, day.start, day.total, bounds.union_max_24h, works=day.works, per="24h"
                )
    if bounds.union_consent:
        return
    limit = judging.limits.union_average_weekly
    for block in judging.week_blocks(52, judging.plan_start):
        total = sum(week.total for week in block)
        if total > 52 * limit:
            yield judging.finding(
                rule, Severity.ILLEGAL, block[0].start, total // 52, limit, per="average", weeks=52, missing="consent"
            )
