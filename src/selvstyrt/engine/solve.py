"""Solve a roster problem (lag turnus): first draft, search, judgement."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from datetime import date

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, Problem, Roster, Status
from selvstyrt.engine.breaches import Difference, smallest_breaches, without_breaches
from selvstyrt.engine.constraints import CONSTRAINTS
from selvstyrt.engine.explain import explain_impossible, explain_roster
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.model import Model, build_members
from selvstyrt.engine.objective import add_objective
from selvstyrt.engine.search import OnProgress, Search, ShouldStop

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Result:
    """What a search gave: the roster with its judgement, and how good it is proven to be.

    `gap` is (objective - bound) / objective, 0 when proven best, None without a bound. `differences`
    are rosters that the model allowed and the evaluator refused; each is a fault in one of the two.
    """

    status: Status
    objective: int | None
    bound: int | None
    gap: float | None
    seconds: float
    seed: int
    roster: Roster
    evaluation: Evaluation | None
    first_seconds: float | None
    stopped: bool
    differences: tuple[Difference, ...] = ()


def build_model(evaluator: Evaluator) -> Model:
    """The whole model of a problem: variables, every rule, the objective."""
    fixed = {shift.id: shift.fixed for shift in evaluator.problem.shifts}
    doubts = evaluator.judge(fixed).doubts
    model = Model(evaluator, doubted=frozenset((finding.who, finding.rule) for finding in doubts))
    build_members(model)
    for constraint in CONSTRAINTS:
        constraint.add(model)
    add_objective(model)
    return model


def solve(
    problem: Problem,
    *,
    time_limit_s: float = 60,
    workers: int | None = None,
    seed: int = 0,
    on_progress: OnProgress | None = None,
    should_stop: ShouldStop | None = None,
    known_on: date | None = None,
) -> Result:
    """The best lawful roster found within the time.

    Fixed shifts that break a rule make a problem impossible; everything else can be left empty. A time
    limit of 0 gives the first draft. With one worker, and time enough to prove the best, the same seed
    gives the same roster.

    Raises: WrongInput `time_limit_out_of_range`, `workers_out_of_range`; NoAnswer for a day without law.
    """
    if not 0 <= time_limit_s <= 86_400:
        raise WrongInput(
            "time_limit_out_of_range", f"A time limit of {time_limit_s} s: use 0 to 86400.", value=time_limit_s
        )
    if workers is not None and not 1 <= workers <= 256:
        raise WrongInput("workers_out_of_range", f"{workers} workers: use 1 to 256.", value=workers)
    evaluator = Evaluator.of(problem, known_on)
    search = Search(workers or os.cpu_count() or 1, seed, on_progress, should_stop, total=len(problem.shifts))
    return _Solving(evaluator, search).solve(time_limit_s)


class _Solving:
    """One solution under way."""

    def __init__(self, evaluator: Evaluator, search: Search) -> None:
        self.evaluator = evaluator
        self.search = search
        self.best: tuple[Assignments, Evaluation] | None = None
        self.proven = False
        self.bound = 0
        self.first_seconds: float | None = None
        self.differences: list[Difference] = []

    def solve(self, time_limit_s: float) -> Result:
        fixed = {shift.id: shift.fixed for shift in self.evaluator.problem.shifts}
        if not self.evaluator.judge(fixed).is_sound:
            return self._empty_handed(Status.INFEASIBLE)
        self._keep(first_draft(self.evaluator))
        if time_limit_s > 0 and not self.search.asked_to_stop():
            self._search(time_limit_s)
        return self._result()

    def _search(self, time_limit_s: float) -> None:
        model = build_model(self.evaluator)
        while not self.search.asked_to_stop() and (left := time_limit_s - self.search.seconds()) > 0:
            self._hint(model)
            run = self.search.run(model, left)
            if run.bound is not None:
                self.bound = max(self.bound, run.bound)
            if run.holders is None:
                return
            judged = self.evaluator.judge(run.holders)
            if judged.is_sound:
                self._keep(run.holders, judged)
                self.proven = run.status == "OPTIMAL" and judged.objective == run.objective
                # Ended early, the model's helping variables may stand higher than they need; never lower.
                dearer = run.objective is not None and judged.objective > run.objective
                if dearer or (run.status == "OPTIMAL" and not self.proven):
                    self._note(Difference("OBJECTIVE", "", (), run.objective, judged.objective))
                return
            for difference in smallest_breaches(self.evaluator, run.holders):
                self._note(difference)
                model.cp.add_bool_or([model.has[difference.assistant, shift].negated() for shift in difference.shifts])
            self._keep(without_breaches(self.evaluator, run.holders))
            if run.stopped:
                return

    def _note(self, difference: Difference) -> None:
        self.differences.append(difference)
        log.warning("model and evaluator differ: %s", difference)

    def _hint(self, model: Model) -> None:
        model.cp.clear_hints()  # type: ignore[no-untyped-call]
        if self.best is None:
            return
        holders = self.best[0]
        for (person_id, shift_id), literal in model.has.items():
            model.cp.add_hint(literal, holders[shift_id] == person_id)
        for shift_id, empty in model.empty.items():
            model.cp.add_hint(empty, holders[shift_id] is None)

    def _keep(self, holders: Assignments, judged: Evaluation | None = None) -> None:
        judged = judged or self.evaluator.judge(holders)
        if not judged.is_sound or (self.best is not None and self.best[1].objective <= judged.objective):
            return
        self.best = (holders, judged)
        if self.first_seconds is None:
            self.first_seconds = self.search.seconds()
        self.search.best = judged.objective
        self.search.covered = self.search.total - len(judged.uncovered)
        self.search.tell()

    def _result(self) -> Result:
        seconds = self.search.seconds()
        if self.best is None:
            return self._empty_handed(Status.UNKNOWN)
        holders, judged = self.best
        objective = judged.objective
        bound = objective if self.proven else min(self.bound, objective)
        status = Status.OPTIMAL if bound == objective else Status.FEASIBLE
        reasons, notes = explain_roster(self.evaluator, holders, judged)
        roster = Roster(
            status=status,
            assignments=holders,
            objective=objective,
            bound=bound,
            milliseconds=round(seconds * 1000),
            seed=self.search.seed,
            findings=judged.findings,
            uncovered=reasons,
            explanation=notes,
        )
        gap = 0.0 if not objective else (objective - bound) / objective
        return Result(
            status=status,
            objective=objective,
            bound=bound,
            gap=gap,
            seconds=seconds,
            seed=self.search.seed,
            roster=roster,
            evaluation=judged,
            first_seconds=self.first_seconds,
            stopped=self.search.stopped,
            differences=tuple(self.differences),
        )

    def _empty_handed(self, status: Status) -> Result:
        seconds = self.search.seconds()
        notes = explain_impossible(self.evaluator) if status is Status.INFEASIBLE else ()
        roster = Roster(
            status=status,
            assignments={shift.id: None for shift in self.evaluator.problem.shifts},
            milliseconds=round(seconds * 1000),
            seed=self.search.seed,
            explanation=notes,
        )
        return Result(
            status=status,
            objective=None,
            bound=None,
            gap=None,
            seconds=seconds,
            seed=self.search.seed,
            roster=roster,
            evaluation=None,
            first_seconds=None,
            stopped=self.search.stopped,
            differences=tuple(self.differences),
        )
