"""Two solvers race on one model (kappløp): the best roster of either, the highest bound of either, the first proof.

With one worker they take turns, so that the same seed gives the same roster when there is time to prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selvstyrt.core.roster import Assignments
from selvstyrt.engine.arms import Arm, Holders
from selvstyrt.engine.cpsat import CpSat
from selvstyrt.engine.highs import Highs
from selvstyrt.engine.model import Model
from selvstyrt.engine.progress import Search
from selvstyrt.engine.totals import bound_by_totals

POLL_SECONDS = 0.03
TELL_SECONDS = 0.5

HIGHS_PART = 0.6
"""With one worker HiGHS goes first and has at most this part of the time; CP-SAT takes the rest."""


@dataclass
class Run:
    """What one race gave."""

    is_proven: bool
    holders: Holders | None
    points: int | None
    bound: int | None


def race(search: Search, model: Model, seconds: float, start: Assignments | None) -> Run:
    """Solve within the time from the roster to start from; the best so far is kept when it ends early."""
    hint(model, start)
    until = search.seconds() + seconds
    search.take_bound(bound_by_totals(model, seconds, search.seed))
    seconds = max(until - search.seconds(), POLL_SECONDS)
    if search.workers > 1:
        arms: list[Arm] = [
            CpSat(model, search.seed, seconds, search.workers - 1),
            Highs(model, search.seed, seconds),
        ]
        _run_together(search, arms)
        return _outcome(search, arms)
    return _take_turns(search, model, seconds)


def _take_turns(search: Search, model: Model, seconds: float) -> Run:
    until = search.seconds() + seconds
    highs = Highs(model, search.seed, seconds * HIGHS_PART)
    _run_together(search, [highs])
    run = _outcome(search, [highs])
    left = until - search.seconds()
    if run.is_proven or highs.is_impossible or search.stopped or left <= 0:
        return run
    if run.holders is not None:
        hint(model, run.holders)
    cpsat = CpSat(model, search.seed, left, 1)
    _run_together(search, [cpsat])
    return _outcome(search, [highs, cpsat])


def hint(model: Model, holders: Assignments | None) -> None:
    """Tell CP-SAT of a roster to start from."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    if holders is None:
        return
    for (person_id, shift_id), literal in model.has.items():
        model.cp.add_hint(literal, holders[shift_id] == person_id)
    for shift_id, empty in model.empty.items():
        model.cp.add_hint(empty, holders[shift_id] is None)


def _run_together(search: Search, arms: Sequence[Arm]) -> None:
    for arm in arms:
        arm.start()
    told = 0.0
    while any(arm.is_running for arm in arms):
        try:
            next(arm for arm in arms if arm.is_running).join(POLL_SECONDS)
            stop = search.asked_to_stop()
        except StopIteration:
            break
        except KeyboardInterrupt:
            search.stopped = stop = True
        fresh = _look(search, arms)
        if stop or _is_decided(search, arms):
            for arm in arms:
                arm.stop()
        if fresh or search.seconds() - told >= TELL_SECONDS:
            told = search.seconds()
            search.tell()
    for arm in arms:
        arm.join()
    _look(search, arms)


def _look(search: Search, arms: Sequence[Arm]) -> bool:
    fresh = False
    for arm in arms:
        search.take_bound(arm.bound)
        if arm.best is not None:
            fresh |= search.take_roster(arm.best.points, arm.best.covered)
    return fresh


def _is_decided(search: Search, arms: Sequence[Arm]) -> bool:
    run = _outcome(search, arms)
    return run.is_proven or any(arm.is_impossible for arm in arms)


def _outcome(search: Search, arms: Sequence[Arm]) -> Run:
    found = [arm.best for arm in arms if arm.best is not None]
    best = min(found, key=lambda each: each.points, default=None)
    bound = search.bound
    proven = any(arm.is_proven for arm in arms) or (best is not None and bound is not None and bound >= best.points)
    if best is None:
        return Run(proven, None, None, bound)
    return Run(proven, best.holders, best.points, bound)
