"""Overlap (dobbeltbooking): one person cannot work two shifts at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import CALLOUT, Index, Work
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import HoursBasis

MOST = 3
"""Shifts at once that a further one is compared with, those that end last, so that heaps of them are told in time."""

_end = attrgetter("end")


# follows from aml. § 10-1 (1): working time is time at the employer's disposal
def overlapping(judging: Judging) -> Iterator[Finding]:
    """Two shifts of the same person that share time, each pair of them; also where the clock on the wall counts."""
    if judging.index.clock.wall:
        judging = _on_time_lived(judging)
    going: list[Work] = []
    until = None
    for work in judging.index.works:
        if until is None or work.start >= until:
            going, until = [work], work.end
            continue
        until = max(until, work.end)
        going = [other for other in going if other.end > work.start]
        for other in going:
            if work.judged or other.judged:
                shared = min(work.end, other.end) - work.start
                yield judging.finding("OVERLAP", Severity.ILLEGAL, work.start, shared, 0, works=(other, work))
        going.append(work)
        if len(going) > MOST:
            going.remove(min(going, key=_end))


def _on_time_lived(judging: Judging) -> Judging:
    """The same work on elapsed time: the wall shows one hour of October twice."""
    settings = replace(judging.assessed.settings, hours_basis=HoursBasis.ELAPSED)
    assessed = replace(judging.assessed, settings=settings)
    index = Index(assessed, [])
    shifts = [work for work in judging.index.taken if work.kind != CALLOUT]
    taken = [part for work in shifts for part in index.take((work.shift,), work.judged)]
    return Judging(assessed, judging.limits, Index(assessed, taken))
