"""Breaks that are planned too short for the working day (pauser).

A shift without a planned break leaves it open and fits anywhere; only a main work period whose
breaks are all planned, and too short, is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selvstyrt.core.roster.evaluation import break_is_open
from selvstyrt.core.worktime import Limits
from selvstyrt.core.worktime.counting import Work
from selvstyrt.engine.model import Model

MIRRORS = ("AML-10-9-1", "HOME-13-3")

LONGEST_LIST = 3


def add(model: Model) -> None:
    """Forbid lists of shifts in one main period whose planned breaks are too short together."""
    limits = model.evaluator.limits
    for member in model.members.values():
        works = [work for work in member.judging.index.works if not break_is_open(work.shift)]
        for chain in too_short(works, member.bounds.main_period, limits):
            model.forbid_all(member.items[member.place_of[id(work.shift)]] for work in chain)


def too_short(works: Sequence[Work], main_period: int, limits: Limits) -> Iterator[tuple[Work, ...]]:
    """Lists of shifts that make one main period with too short breaks."""
    for number, first in enumerate(works):
        chains: list[tuple[Work, ...]] = [(first,)]
        while chains:
            chain = chains.pop()
            if any(work.judged for work in chain) and not _pauses_enough(chain, limits):
                yield chain
                continue
            if len(chain) < LONGEST_LIST:
                chains.extend(
                    (*chain, work)
                    for work in works[number + 1 :]
                    if work.start >= chain[-1].end and work.end - first.start <= main_period
                )


def _pauses_enough(chain: tuple[Work, ...], limits: Limits) -> bool:
    worked = sum(work.worked for work in chain)
    if worked <= limits.break_after:
        return True
    unpaid = sum(work.unpaid for work in chain)
    pause = sum(work.breaks for work in chain) + max(0, chain[-1].end - chain[0].start - worked - unpaid)
    return pause >= limits.break_minutes if worked >= limits.break_full_from else pause > 0
