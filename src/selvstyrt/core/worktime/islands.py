"""Islands of work (adskilte arbeidsperioder): work so far from other work that most rules never look across."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Work

APART = 28 * 60
"""Minutes: longer than any day, the 25 hours of autumn included, and than any bound on a working day."""

_start = attrgetter("start")


def apart(bounds: Bounds) -> int:
    """How long everybody's pause must be for the work on each side of it to be judged alone (minutes).

    No 24 hours, main period or stretch reaches across it, and it holds the daily rest twice: once for
    itself, and once to give back.
    """
    return max(APART, 2 * max(bounds.daily_rest, bounds.daily_rest_full), bounds.main_period)


def islands(taken: Sequence[Work], pause: int) -> list[tuple[Work, ...]]:
    """Work and standby in order of time, parted where there is a pause that long."""
    found: list[tuple[Work, ...]] = []
    island: list[Work] = []
    until = 0
    for work in sorted(taken, key=_start):
        if island and work.start - until >= pause:
            found.append(tuple(island))
            island = []
        if not island or work.end > until:
            until = work.end
        island.append(work)
    if island:
        found.append(tuple(island))
    return found
