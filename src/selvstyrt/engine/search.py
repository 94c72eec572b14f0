"""One run of the solver in its own thread: progress while it runs, and a stop that keeps the best (søk)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from selvstyrt.engine.model import Literal, Model

POLL_SECONDS = 0.05
PAIR = ("max_lp", "default_lp")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search has come: best and bound in points, lower is better."""

    seconds: float
    best: int | None
    bound: int | None
    covered: int
    total: int


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]


class _Watch(cp_model.CpSolverSolutionCallback):
    """Takes each better roster out of the solver as soon as it is found."""

    def __init__(self, model: Model, started: float) -> None:
        super().__init__()
        self.model = model
        self.started = started
        self.lock = threading.Lock()
        self.holders: dict[str, str | None] | None = None
        self.best: int | None = None
        self.fresh = False

    def on_solution_callback(self) -> None:
        """Keep the roster just found."""
        holders = holders_of(self.model, self.boolean_value)
        with self.lock:
            self.holders = holders
            self.best = round(self.objective_value)
            self.fresh = True


def holders_of(model: Model, is_true: Callable[[Literal], bool]) -> dict[str, str | None]:
    """Who has which shift under one solution."""
    holders: dict[str, str | None] = {shift.id: None for shift in model.problem.shifts}
    for (person_id, shift_id), literal in model.has.items():
        if is_true(literal):
            holders[shift_id] = person_id
    return holders


@dataclass
class Run:
    """What one run gave."""

    status: str
    holders: dict[str, str | None] | None
    objective: int | None
    bound: int | None
    stopped: bool = False


@dataclass
class Search:
    """How to search: time, threads and seed, and whom to tell."""

    workers: int
    seed: int
    on_progress: OnProgress | None = None
    should_stop: ShouldStop | None = None
    started: float = field(default_factory=time.monotonic)
    best: int | None = None
    bound: int | None = None
    covered: int = 0
    total: int = 0
    stopped: bool = False

    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.started

    def tell(self) -> None:
        """Report how far it has come."""
        if self.on_progress is not None:
            self.on_progress(Progress(self.seconds(), self.best, self.bound, self.covered, self.total))

    def asked_to_stop(self) -> bool:
        """True once somebody asked to stop."""
        if not self.stopped and self.should_stop is not None:
            self.stopped = self.should_stop()
        return self.stopped

    def run(self, model: Model, seconds: float) -> Run:
        """Solve within the time; the best so far is kept when it ends early."""
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = self.workers
        parameters.random_seed = self.seed
        parameters.max_time_in_seconds = seconds
        parameters.catch_sigint_signal = False
        parameters.linearization_level = 2
        if self.workers == 2:  # the default pair proves nothing here; these two do
            parameters.subsolvers.extend(PAIR)
        watch = _Watch(model, self.started)
        bounds: list[float] = []
        solver.best_bound_callback = bounds.append
        statuses: list[cp_model.CpSolverStatus] = []
        failures: list[BaseException] = []

        def work() -> None:
            try:
                statuses.append(solver.solve(model.cp, watch))
            except BaseException as error:  # handed to the waiting thread
                failures.append(error)

        thread = threading.Thread(target=work, name="roster-search", daemon=True)
        thread.start()
        self._wait(thread, solver, watch, bounds)
        if failures:
            raise failures[0]
        status = solver.status_name(statuses[0])
        proven = status in {"OPTIMAL", "FEASIBLE"}
        return Run(
            status=status,
            holders=holders_of(model, solver.boolean_value) if proven else watch.holders,
            objective=round(solver.objective_value) if proven else None,
            bound=_whole(solver.best_objective_bound) if status != "INFEASIBLE" else None,
            stopped=self.stopped,
        )

    def _wait(self, thread: threading.Thread, solver: cp_model.CpSolver, watch: _Watch, bounds: list[float]) -> None:
        told = 0.0
        while thread.is_alive():
            try:
                thread.join(POLL_SECONDS)
                stop = self.asked_to_stop()
            except KeyboardInterrupt:
                self.stopped = stop = True
            if stop:
                solver.stop_search()
            fresh = self._take(watch, bounds)
            if fresh or self.seconds() - told >= 0.5:
                told = self.seconds()
                self.tell()
        self._take(watch, bounds)

    def _take(self, watch: _Watch, bounds: list[float]) -> bool:
        if bounds:
            bound = _whole(bounds[-1])
            self.bound = bound if self.bound is None or bound is None else max(self.bound, bound)
        with watch.lock:
            fresh, watch.fresh = watch.fresh, False
            if (
                fresh
                and watch.holders is not None
                and (self.best is None or watch.best is None or watch.best <= self.best)
            ):
                self.best = watch.best
                self.covered = sum(who is not None for who in watch.holders.values())
        return fresh


def _whole(bound: float) -> int | None:
    """A bound of whole points: rounded up, as no roster costs half a point."""
    if abs(bound) > 1e15:
        return None
    return -int(-(bound - 1e-6) // 1)
