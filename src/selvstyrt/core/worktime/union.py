"""Agreements with a national union (tariffavtale med innstillingsrett): what they must still keep."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.judging import Judging, Run

RULE = "AML-10-12-4"


# aml. § 10-12 (4): compensatory rest, and consent above 48 hours on average over a year
def conditions(judging: Judging) -> Iterator[Finding]:
    """Compensatory rest is secured, and long years have consent."""
    if not judging.bounds.union and not judging.varies:
        return
    for run in judging.runs(_union):
        if run.bounds.union:
            yield from _of_run(judging, run)


# aml. § 10-12 (4)
def agreed_hours(judging: Judging) -> Iterator[Finding]:
    """The agreement's own hours in 24 are kept."""
    if not judging.bounds.union and not judging.varies:
        return
    for day in judging.days:
        most = judging.bounds_on(day.start).union_max_24h
        if most is not None and day.total > most and day.judged:
            yield judging.finding(RULE, Severity.ILLEGAL, day.start, day.total, most, works=day.works, per="24h")


def _union(bounds: Bounds) -> object:
    return bounds.union, bounds.union_compensation, bounds.union_consent


def _of_run(judging: Judging, run: Run) -> Iterator[Finding]:
    if not run.bounds.union_compensation:
        yield judging.finding(RULE, Severity.ILLEGAL, run.start, 0, 1, unit="kinds", missing="rest")
    if run.bounds.union_consent:
        return
    limit = judging.limits.union_average_weekly
    for block in run.blocks(52):
        total = sum(week.total for week in block)
        if total > 52 * limit:
            yield judging.finding(
                RULE, Severity.ILLEGAL, block[0].start, total // 52, limit, per="average", weeks=52, missing="consent"
            )
