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
from selvstyrt.engine.lns import Lns
from selvstyrt.engine.model import Model
from selvstyrt.engine.progress import Search
from selvstyrt.engine.totals import bound_by_totals

POLL_SECONDS = 0.03
TELL_SECONDS = 0.5

LARGE = 2_500
"""With more variables than this HiGHS hardly gets through its first linear program: two search part by part."""

MOST_BARREN = 60
"""With one worker the search part by part ends after so many steps in a row without a better roster."""

HIGHS_PART = 0.6
"""With one worker HiGHS then has at most this part of what is left of the time; CP-SAT takes the rest."""


@dataclass(frozen=True)
class Start:
    """The roster to start from, and its points by the model."""

    holders: Assignments
    points: int


@dataclass
class Run:
    """What one race gave."""

    is_proven: bool
    holders: Holders | None
    points: int | None
    bound: int | None


def race(search: Search, model: Model, seconds: float, start: Start) -> Run:
    """Solve within the time from the roster to start from; the best so far is kept when it ends early."""
    hint(model, start.holders)
    until = search.seconds() + seconds
    search.take_bound(bound_by_totals(model, seconds, search.seed))
    seconds = max(until - search.seconds(), POLL_SECONDS)
    lns = Lns(model, search.seed, seconds, start.holders, start.points)
    if search.workers == 1:
        return _take_turns(search, model, until, lns)
    is_large = len(model.has) > LARGE
    other = Lns(model, search.seed + 1, seconds, start.holders, start.points)
    arms: list[Arm] = [lns, other if is_large else Highs(model, search.seed, seconds)]
    if search.workers > 2:
        arms.append(CpSat(model, search.seed, seconds, search.workers - 2))
    _run_together(search, arms)
    return _outcome(search, arms)


def _take_turns(search: Search, model: Model, until: float, lns: Lns) -> Run:
    lns.most_barren = MOST_BARREN
    arms: list[Arm] = [lns]
    _run_together(search, arms)
    for solver, part in ((Highs, HIGHS_PART), (CpSat, 1.0)):
        run, left = _outcome(search, arms), until - search.seconds()
        if run.is_proven or search.stopped or left <= 0 or any(arm.is_impossible for arm in arms):
            break
        hint(model, run.holders)
        arm = solver(model, search.seed, left * part)
        arms.append(arm)
        _run_together(search, [arm])
    return _outcome(search, arms)


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
    best = min((arm.best for arm in arms if arm.best is not None), key=lambda each: each.points, default=None)
    for arm in arms:
        if best is not None and isinstance(arm, Lns):
            arm.offer(best)
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
