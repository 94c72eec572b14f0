"""The search for the best roster (forbedring): build the model, let the solvers race, have the evaluator judge.

Only this module's imports load the solvers; `engine.solve` calls it after the first draft is told.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from selvstyrt.core.roster import Assignments, Evaluation, Evaluator
from selvstyrt.engine.breaches import Difference, smallest_breaches, without_breaches
from selvstyrt.engine.constraints import CONSTRAINTS
from selvstyrt.engine.doubts import doubted_by_fixed
from selvstyrt.engine.model import Model, build_members
from selvstyrt.engine.objective import add_objective
from selvstyrt.engine.progress import Search
from selvstyrt.engine.race import Run, Start, race
from selvstyrt.engine.windows import WINDOW_VARIABLES, is_large, part_of, windows_of

log = logging.getLogger(__name__)


def build_model(evaluator: Evaluator) -> Model:
    """The whole model of a problem: variables, every rule, the objective."""
    model = Model(evaluator, doubted=doubted_by_fixed(evaluator))
    build_members(model)
    for constraint in CONSTRAINTS:
        constraint.add(model)
    add_objective(model)
    return model


@dataclass
class Improved:
    """What the search gave: judged rosters, each better than the one before, and what is proven."""

    rosters: list[tuple[Assignments, Evaluation]] = field(default_factory=list)
    bound: int = 0
    is_proven: bool = False
    differences: list[Difference] = field(default_factory=list)

    def note(self, difference: Difference) -> None:
        """Keep a difference between model and evaluator, and log it."""
        self.differences.append(difference)
        log.warning("model and evaluator differ: %s", difference)


def improve(evaluator: Evaluator, search: Search, time_limit_s: float, start: Assignments) -> Improved:
    """The best roster that the solvers find within the time, from the draft to start from."""
    if is_large(evaluator.problem):
        return improve_in_windows(evaluator, search, time_limit_s, start)
    return improve_whole(evaluator, search, time_limit_s, start)


def improve_in_windows(
    evaluator: Evaluator, search: Search, time_limit_s: float, start: Assignments, most: int = WINDOW_VARIABLES
) -> Improved:
    """Some weeks at a time, each with its share of the time; a window that makes the whole no better is left."""
    improved = Improved()
    holders, judged = dict(start), evaluator.judge(start)
    windows = list(windows_of(evaluator.problem, most))
    for number, window in enumerate(windows):
        seconds = (time_limit_s - search.seconds()) / (len(windows) - number)
        if seconds <= 0 or search.asked_to_stop():
            break
        inside = {shift.id: holders[shift.id] for shift in window.shifts}
        small = Search(search.workers, search.seed, None, search.should_stop, total=len(inside))
        for found, _ in improve_whole(part_of(evaluator, window, holders), small, seconds, inside).rosters:
            tried = {**holders, **found}
            again = evaluator.judge(tried)
            if again.is_sound and again.objective < judged.objective:
                holders, judged = tried, again
                improved.rosters.append((tried, again))
        if search.take_roster(judged.objective, search.total - len(judged.uncovered)):
            search.tell()
    return improved


def improve_whole(evaluator: Evaluator, search: Search, time_limit_s: float, start: Assignments) -> Improved:
    """The whole problem in one model."""
    improved = Improved()
    model = build_model(evaluator)
    while not search.asked_to_stop() and (left := time_limit_s - search.seconds()) > 0:
        run = race(search, model, left, Start(start, evaluator.judge(start).objective))
        if run.bound is not None:
            improved.bound = max(improved.bound, run.bound)
        if run.holders is None:
            break
        judged = evaluator.judge(run.holders)
        if judged.is_sound:
            improved.rosters.append((run.holders, judged))
            improved.is_proven = run.is_proven and judged.objective == run.points
            _compare_points(improved, run, judged)
            break
        for difference in smallest_breaches(evaluator, run.holders):
            improved.note(difference)
            model.cp.add_bool_or([model.has[difference.assistant, shift].negated() for shift in difference.shifts])
        start = without_breaches(evaluator, run.holders)
        improved.rosters.append((start, evaluator.judge(start)))
        if search.stopped:
            break
    return improved


def _compare_points(improved: Improved, run: Run, judged: Evaluation) -> None:
    """Ended early, the model's helping variables may stand higher than they need; never lower."""
    dearer = run.points is not None and judged.objective > run.points
    if dearer or (run.is_proven and judged.objective != run.points):
        improved.note(Difference("OBJECTIVE", "", (), run.points, judged.objective))
