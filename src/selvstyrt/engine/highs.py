"""HiGHS at work on the model as a mixed-integer program (løser 2): strong bounds where hours and shares add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import highspy
import numpy as np

from selvstyrt.engine.arms import Arm, whole
from selvstyrt.engine.model import Literal, Model

ROUNDING = 0.01
"""HiGHS counts in floating point: a bound must pass a whole number of points by this much to be the next one."""

Term = tuple[int, int]
"""A variable of CP-SAT (below 0: the negation of a true-or-false one) and its factor."""


@dataclass
class Rows:
    """Linear rows, low <= sum <= high, over the variables of the model."""

    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def add(self, terms: Iterable[Term], low: float, high: float) -> None:
        """Add a row."""
        factors, constant = plain(terms)
        self.lows.append(low - constant)
        self.highs.append(high - constant)
        self.columns.extend(factors)
        self.factors.extend(factors.values())
        self.starts.append(len(self.columns))


def plain(terms: Iterable[Term]) -> tuple[dict[int, float], int]:
    """Factors per variable and the constant, with negations written out as 1 - x."""
    factors: dict[int, float] = {}
    constant = 0
    for variable, factor in terms:
        if variable < 0:
            constant += factor
            variable, factor = -variable - 1, -factor
        factors[variable] = factors.get(variable, 0) + factor
    return factors, constant


class Highs(Arm):
    """One run of HiGHS.

    It gets no roster to start from: while it completes one, it reports that roster's price as its bound.
    With `held` shifts it searches only rosters in which these assistants have them, and its bound is of those alone.
    """

    def __init__(self, model: Model, seed: int, seconds: float, held: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(model, seed, seconds)
        self.held = held
        """Assistant by shift."""

    def work(self) -> None:
        """Search until proof, time or stop."""
        highs = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", self.seed),
            ("time_limit", self.seconds),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
        ):
            highs.setOptionValue(name, value)
        highs.passModel(linear_program(self.model, self.held))
        highs.cbMipImprovingSolution.subscribe(self._take_roster)
        highs.cbMipInterrupt.subscribe(self._look)
        highs.cbSimplexInterrupt.subscribe(self._end_when_asked)
        highs.run()
        status, info = highs.getModelStatus(), highs.getInfo()
        self.is_impossible = status == highspy.HighsModelStatus.kInfeasible
        if not self.is_impossible:
            self._take_bound(info.mip_dual_bound)
        if status == highspy.HighsModelStatus.kOptimal:
            values = highs.getSolution().col_value
            self.found(lambda literal: values[literal.index] > 0.5, info.objective_function_value)
            self.is_proven = True

    def _take_roster(self, event: Any) -> None:
        values = event.data_out.mip_solution

        def is_true(literal: Literal) -> bool:
            return bool(values[literal.index] > 0.5)

        self.found(is_true, event.data_out.objective_function_value)
        self._take_bound(event.data_out.mip_dual_bound)

    def _look(self, event: Any) -> None:
        self._take_bound(event.data_out.mip_dual_bound)
        self._end_when_asked(event)

    def _end_when_asked(self, event: Any) -> None:
        if self._stop.is_set():
            event.interrupt()

    def _take_bound(self, bound: float) -> None:
        points = whole(bound, ROUNDING)
        if points is not None and (self.bound is None or points > self.bound):
            self.bound = points


def linear_program(model: Model, held: Mapping[str, str] = MappingProxyType({})) -> highspy.HighsLp:
    """The model as rows and columns of whole numbers; `held` shifts belong to these assistants."""
    proto = model.cp.proto
    bounds = [tuple(variable.domain) for variable in proto.variables]
    for (person_id, shift_id), literal in model.has.items():
        if shift_id in held:
            bounds[literal.index] = (1, 1) if held[shift_id] == person_id else (0, 0)
    rows = Rows()
    for constraint in proto.constraints:
        _add_rows(rows, constraint, bounds)
    costs, constant = plain(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(bounds), len(rows.lows)
    program.offset_ = proto.objective.offset + constant
    program.col_cost_ = np.array([costs.get(column, 0) for column in range(len(bounds))], dtype=np.float64)
    program.col_lower_ = np.array([low for low, _ in bounds], dtype=np.float64)
    program.col_upper_ = np.array([high for _, high in bounds], dtype=np.float64)
    program.row_lower_ = np.array(rows.lows, dtype=np.float64)
    program.row_upper_ = np.array(rows.highs, dtype=np.float64)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = np.array(rows.starts, dtype=np.int32)
    program.a_matrix_.index_ = np.array(rows.columns, dtype=np.int32)
    program.a_matrix_.value_ = np.array(rows.factors, dtype=np.float64)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(bounds)
    return program


def _add_rows(rows: Rows, constraint: Any, bounds: list[tuple[int, ...]]) -> None:
    """One constraint of CP-SAT as rows; one that only counts under conditions is switched off by them."""
    conditions = list(constraint.enforcement_literal)
    unless = [(-literal - 1, 1) for literal in conditions]
    if constraint.has_bool_or():
        rows.add([*((literal, 1) for literal in constraint.bool_or.literals), *unless], 1, highspy.kHighsInf)
    elif constraint.has_bool_and():
        for literal in constraint.bool_and.literals:
            rows.add([(literal, 1), *unless], 1, highspy.kHighsInf)
    elif constraint.has_at_most_one():
        rows.add([(literal, 1) for literal in constraint.at_most_one.literals], -highspy.kHighsInf, 1)
    elif constraint.has_exactly_one():
        rows.add([(literal, 1) for literal in constraint.exactly_one.literals], 1, 1)
    elif constraint.has_linear():
        _add_linear(rows, constraint.linear, conditions, bounds)
    else:
        raise NotImplementedError(f"a constraint that is not linear: {constraint}")


def _add_linear(rows: Rows, linear: Any, conditions: list[int], bounds: list[tuple[int, ...]]) -> None:
    terms = list(zip(linear.vars, linear.coeffs, strict=True))
    low, high = linear.domain
    least = sum(min(factor * bound for bound in bounds[variable]) for variable, factor in terms)
    most = sum(max(factor * bound for bound in bounds[variable]) for variable, factor in terms)
    if high < most:
        slack = [(-literal - 1, high - most) for literal in conditions]
        rows.add([*terms, *slack], -highspy.kHighsInf, high)
    if low > least:
        slack = [(-literal - 1, low - least) for literal in conditions]
        rows.add([*terms, *slack], low, highspy.kHighsInf)
