"""Overlap (dobbeltbooking): one person cannot work two shifts at once."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.judging import Judging


# follows from aml. § 10-1 (1): working time is time at the employer's disposal
def overlapping(judging: Judging) -> Iterator[Finding]:
    """Two shifts of the same person that share time."""
    last = None
    for work in judging.index.works:
        if last is not None and work.start < last.end and (work.judged or last.judged):
            shared = min(work.end, last.end) - work.start
            yield judging.finding("OVERLAP", Severity.ILLEGAL, work.start, shared, 0, works=(last, work))
        if last is None or work.end > last.end:
            last = work
