"""Solve a roster problem (lag turnus): first draft, search, judgement."""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from datetime import date

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, Problem, Roster, Status
from selvstyrt.engine.breaches import Difference
from selvstyrt.engine.explain import explain_roster
from selvstyrt.engine.fixed_conflicts import explain_impossible
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.progress import OnProgress, Search, ShouldStop

IMPROVE = "selvstyrt.engine.improve"
"""Loaded only when there is something to search for: the solvers take longer to load than the first draft to make."""


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
        self._keep(first_draft(self.evaluator, search=self.search))
        if self.best is None:
            self._keep(fixed)
        if time_limit_s > 0 and not self.search.asked_to_stop():
            self._search(time_limit_s)
        return self._result()

    def _search(self, time_limit_s: float) -> None:
        assert self.best is not None
        improve = importlib.import_module(IMPROVE).improve
        improved = improve(self.evaluator, self.search, time_limit_s, self.best[0])
        self.bound, self.proven = max(self.bound, improved.bound), improved.is_proven
        self.differences.extend(improved.differences)
        for holders, judged in improved.rosters:
            self._keep(holders, judged)

    def _keep(self, holders: Assignments, judged: Evaluation | None = None) -> None:
        judged = judged or self.evaluator.judge(holders)
        if not judged.is_sound or (self.best is not None and self.best[1].objective <= judged.objective):
            return
        self.best = (holders, judged)
        if self.first_seconds is None:
            self.first_seconds = self.search.seconds()
        if self.search.take_roster(judged.objective, self.search.total - len(judged.uncovered)):
            self.search.tell()

    def _result(self) -> Result:
        seconds = self.search.seconds()
        if self.best is None:
            return self._empty_handed(Status.UNKNOWN)
        holders, judged = self.best
        objective = judged.objective
        bound = objective if self.proven else min(self.bound, objective)
        status = Status.OPTIMAL if bound == objective else Status.FEASIBLE
        reasons, notes = explain_roster(self.evaluator, holders, judged, is_out=self.search.has_waited)
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
        is_impossible = status is Status.INFEASIBLE
        notes = explain_impossible(self.evaluator, self.search.asked_to_stop) if is_impossible else ()
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
