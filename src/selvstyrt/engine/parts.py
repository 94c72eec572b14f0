"""A roster held fast but for a part, which CP-SAT solves again (del av turnus)."""

from __future__ import annotations

from ortools.sat.python import cp_model

from selvstyrt.engine.arms import Holders
from selvstyrt.engine.model import Model
from selvstyrt.engine.neighbourhoods import Key

STEP_EFFORT = 0.05
"""Work on one part at most, as CP-SAT counts it: the same on every machine."""

LAWFUL = (cp_model.OPTIMAL, cp_model.FEASIBLE)


class Parts:
    """A copy of the model of which all but a part is held fast."""

    def __init__(self, model: Model, effort: float = STEP_EFFORT) -> None:
        self.model = model
        self.cp = model.cp.clone()
        variables = self.cp.proto.variables
        self.literal = {key: self.cp.get_bool_var_from_proto_index(has.index) for key, has in model.has.items()}
        self.domain = {key: variables[has.index].domain for key, has in model.has.items()}
        self.is_fixed = {key: domain[0] == domain[1] for key, domain in self.domain.items()}
        self.held: dict[Key, bool | None] = dict.fromkeys(model.has)
        self.effort = 0.0
        self.solver = cp_model.CpSolver()
        parameters = self.solver.parameters
        parameters.num_workers = 1
        parameters.max_deterministic_time = effort
        parameters.catch_sigint_signal = False
        parameters.cp_model_probing_level = 0
        parameters.symmetry_level = 0
        parameters.max_presolve_iterations = 1

    def solve(self, holders: Holders, free: list[Key], seed: int) -> tuple[object, int | None, Holders | None]:
        """Status, points and roster when these variables are free and the others hold."""
        loose = set(free)
        for key in self.literal:
            self._hold(key, None if key in loose else holders[key[1]] == key[0])
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for key in free:
            self.cp.add_hint(self.literal[key], holders[key[1]] == key[0])
        self.solver.parameters.random_seed = seed % (2**31 - 1)
        status = self.solver.solve(self.cp)
        self.effort = self.solver.response_proto.deterministic_time
        if status not in LAWFUL:
            return status, None, None
        found = dict(holders)
        found.update({shift: None for person, shift in free if found[shift] == person})
        found.update({key[1]: key[0] for key in free if self.solver.boolean_value(self.literal[key])})
        return status, round(self.solver.objective_value), found

    def _hold(self, key: Key, value: bool | None) -> None:
        if self.held[key] is value or self.is_fixed[key]:
            return
        self.held[key] = value
        domain = self.domain[key]
        domain.clear()
        domain.extend([0, 1] if value is None else [int(value), int(value)])
