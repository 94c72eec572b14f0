"""CP-SAT at work on the model (løser 1): quick rosters, and proof where rules collide more than hours add up."""

from __future__ import annotations

from ortools.sat.python import cp_model

from selvstyrt.engine.arms import Arm, whole
from selvstyrt.engine.model import Model


class _Watch(cp_model.CpSolverSolutionCallback):
    """Takes each better roster out of the solver as soon as it is found, and stops it when asked."""

    def __init__(self, arm: Arm) -> None:
        super().__init__()
        self.arm = arm

    def on_solution_callback(self) -> None:
        """Keep the roster just found."""
        self.arm.found(self.boolean_value, self.objective_value)


class CpSat(Arm):
    """One run of CP-SAT."""

    def __init__(self, model: Model, seed: int, seconds: float, workers: int = 1, effort: float | None = None) -> None:
        super().__init__(model, seed, seconds)
        self.solver = cp_model.CpSolver()
        parameters = self.solver.parameters
        parameters.num_workers = workers
        parameters.random_seed = seed
        parameters.max_time_in_seconds = seconds
        parameters.catch_sigint_signal = False
        parameters.linearization_level = 2
        if effort is not None:
            parameters.max_deterministic_time = effort

    def stop(self) -> None:
        """Ask it to end."""
        super().stop()
        self.solver.stop_search()

    def work(self) -> None:
        """Search until proof, time or stop."""
        self.solver.best_bound_callback = self._take_bound
        status = self.solver.solve(self.model.cp, _Watch(self))
        self.is_impossible = status == cp_model.INFEASIBLE
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self.found(self.solver.boolean_value, self.solver.objective_value)
        if not self.is_impossible:
            self._take_bound(self.solver.best_objective_bound)
        self.is_proven = status == cp_model.OPTIMAL

    def _take_bound(self, bound: float) -> None:
        points = whole(bound)
        if points is not None and (self.bound is None or points > self.bound):
            self.bound = points
