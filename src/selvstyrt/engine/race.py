"""Two solvers race on one model (kappløp): the best roster of either, the highest bound of either, the first proof.

With one worker they take turns, so that the same seed gives the same roster when there is time to prove it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selvstyrt.core.roster import Assignments
from selvstyrt.engine.arms import Arm, Holders
from selvstyrt.engine.burdens import BurdenPlans
from selvstyrt.engine.completing import Completing
from selvstyrt.engine.cpsat import CpSat
from selvstyrt.engine.highs import Highs
from selvstyrt.engine.lns import Lns
from selvstyrt.engine.model import Model
from selvstyrt.engine.progress import Search
from selvstyrt.engine.totals import Totals

POLL_SECONDS = 0.03
TELL_SECONDS = 0.5

LARGE = 2_500
"""With more variables than this HiGHS hardly gets through its first linear program: two search part by part."""

TINY = 200
TINY_SECONDS = 60.0
TINY_EFFORT = 0.5
"""A problem of so few variables is solved at once, whatever the clock says; CP-SAT counts the effort its own way."""

MOST_BARREN = 60
"""With one worker the search part by part ends after so many steps in a row without a better roster."""

FIRST_PARTS = (0.5, 1.0, 0.5)
"""With one worker whole plans of burdens have at most this part of the time, then the bound, then the parts."""

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
    if len(model.has) <= TINY:
        tiny = CpSat(model, search.seed, max(seconds, TINY_SECONDS), effort=TINY_EFFORT)
        run = _run_together(search, [tiny])
        if run.is_proven or search.stopped or tiny.is_impossible:
            return run
    seconds = max(until - search.seconds(), POLL_SECONDS)
    lns = Lns(model, search.seed, seconds, start.holders, start.points)
    burdens = BurdenPlans(model, search.seed, seconds, start.holders, Completing(model, search.seed).complete)
    totals = Totals(model, search.seed, seconds)
    if search.workers == 1:
        return _take_turns(search, model, until, [burdens, totals, lns])
    is_large = len(model.has) > LARGE
    last = Lns(model, search.seed + 1, seconds, start.holders, start.points)
    arms: list[Arm] = [lns]
    if search.workers > 2:
        arms.append(CpSat(model, search.seed, seconds, search.workers - 2))
    after = [burdens, totals, last if is_large else Highs(model, search.seed, seconds)]
    return _run_together(search, arms, after, until=until)


def _take_turns(search: Search, model: Model, until: float, first: Sequence[Arm]) -> Run:
    """One after another: with time enough the same seed gives the same roster."""
    arms: list[Arm] = []
    run = _outcome(search, arms)
    left = until - search.seconds()
    for arm, part in zip(first, FIRST_PARTS, strict=True):
        arm.seconds = max(min(left * part, until - search.seconds()), POLL_SECONDS)
        if isinstance(arm, Lns):
            arm.most_barren = MOST_BARREN
        arms.append(arm)
        run = _run_together(search, [arm], done=arms)
        if run.is_proven or search.stopped or until <= search.seconds():
            return run
    for solver, part in ((Highs, HIGHS_PART), (CpSat, 1.0)):
        hint(model, run.holders)
        arm = solver(model, search.seed, (until - search.seconds()) * part)
        arms.append(arm)
        run = _run_together(search, [arm], done=arms)
        if run.is_proven or search.stopped or until <= search.seconds() or arm.is_impossible:
            return run
    return run


def hint(model: Model, holders: Assignments | None) -> None:
    """Tell CP-SAT of a roster to start from."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]
    if holders is None:
        return
    for (person_id, shift_id), literal in model.has.items():
        model.cp.add_hint(literal, holders[shift_id] == person_id)
    for shift_id, empty in model.empty.items():
        model.cp.add_hint(empty, holders[shift_id] is None)


def _run_together(
    search: Search, arms: Sequence[Arm], after: Sequence[Arm] = (), done: Sequence[Arm] = (), until: float = 0
) -> Run:
    """Run at the same time, and beside them those of `after` one by one `until` then; `done` ran before."""
    running, waiting = list(arms), list(after)
    everybody = [*done, *arms]
    for arm in running:
        arm.start()
    told = 0.0
    beside: list[Arm] = []
    while True:
        beside.extend(_start_first(waiting, beside, until - search.seconds()))
        running, everybody = [*arms, *beside], [*done, *arms, *beside]
        try:
            next(arm for arm in running if arm.is_running).join(POLL_SECONDS)
            stop = search.asked_to_stop()
        except StopIteration:
            if waiting:
                continue
            break
        except KeyboardInterrupt:
            search.stopped = stop = True
        fresh = _look(search, everybody)
        if stop or _is_decided(search, everybody):
            waiting.clear()
            for arm in running:
                arm.stop()
        if fresh or search.seconds() - told >= TELL_SECONDS:
            told = search.seconds()
            search.tell()
    for arm in running:
        arm.join()
    _look(search, everybody)
    return _outcome(search, everybody)


def _start_first(waiting: list[Arm], before: Sequence[Arm], seconds: float) -> list[Arm]:
    """Start the first that waits when the one before has ended; with no time left nobody waits any longer."""
    if not waiting or any(arm.is_running for arm in before):
        return []
    if seconds <= 0:
        waiting.clear()
        return []
    arm = waiting.pop(0)
    arm.seconds = seconds
    arm.start()
    return [arm]


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
