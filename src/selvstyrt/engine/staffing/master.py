"""The master problem (hovedproblemet): choose one row per person, at the least cost of wishes and cover.

A column is one person's whole lawful row. HiGHS solves the linear program; its duals price the needs. Branching adds
rows over the columns for too few and too many, so that pricing never changes by them.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from selvstyrt.engine.staffing.problem import Flags, Floats, Ints, Problem, Row

INFINITE = highspy.kHighsInf
PRIMAL_SIMPLEX = 4
LONG = 1e6
GRACE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """One lawful row of one person (kolonne), what its wishes cost and which needs it meets."""

    person: int
    cost: float
    row: Row
    met: Ints


@dataclass(frozen=True, slots=True)
class Share:
    """A column and how much of it the linear program takes."""

    column: Column
    part: float


@dataclass(frozen=True, slots=True)
class Chosen:
    """A whole choice among columns, or none; `is_certain` when no better one is among them."""

    rows: dict[int, Row] | None
    is_certain: bool


def column_of(problem: Problem, person: int, row: Row) -> Column:
    """The row as a column."""
    return Column(person, problem.wishes_cost(person, row), row, problem.needs_met(row))


def quiet_highs() -> highspy.Highs:
    """HiGHS with one thread and no text."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


class Packed:
    """Columns as arrays, for questions about all of them at once."""

    def __init__(self, columns: list[Column]) -> None:
        self.count = len(columns)
        self.costs: Floats = np.array([column.cost for column in columns])
        self.people: Ints = np.array([column.person for column in columns], dtype=np.int64)
        self.rows = np.array([column.row for column in columns])
        lengths = np.array([len(column.met) for column in columns], dtype=np.int64)
        met: list[Ints] = [np.zeros(0, dtype=np.int64), *(column.met for column in columns)]
        self.met: Ints = np.concatenate(met)
        self.owner: Ints = np.repeat(np.arange(self.count), lengths)

    def worth(self, duals: Floats) -> Floats:
        """For each column the sum of the duals of the needs that it meets."""
        return np.bincount(self.owner, weights=duals[self.met], minlength=self.count).astype(np.float64)


class Master:
    """The restricted linear program over some people and the cover that is left to them.

    Columns stand in this order: a dear stand-in for each person, too few and too many for each need, two dear
    loosenings for each spare row, then the rows of people.
    """

    def __init__(self, problem: Problem, people: Iterable[int], need: Floats, spare: int = 0) -> None:
        self.problem, self.need, self.spare = problem, need, spare
        self.people = [int(person) for person in people]
        self.place = {person: number for number, person in enumerate(self.people)}
        self.columns: list[Column] = []
        self.deadline = math.inf
        """Of time.monotonic; set by those who search against the clock."""
        self.dear = 1000.0 + 2.0 * float(problem.under.max(initial=0)) * problem.days
        self.effort = 0.0
        """Simplex iterations so far, each times the rows that it works on."""
        self._known: set[tuple[int, bytes]] = set()
        self._packed = Packed([])
        self.base = len(self.people) + 2 * len(need) + 2 * spare
        self.highs = quiet_highs()
        self.highs.setOptionValue("simplex_strategy", PRIMAL_SIMPLEX)
        self.highs.setOptionValue("presolve", "off")
        self.highs.passModel(self._empty(spare))
        self.objective = 0.0
        self.values: Floats = np.zeros(0)
        self.person_duals: Floats = np.zeros(0)
        self.need_duals: Floats = np.zeros(0)
        self.spare_duals: Floats = np.zeros(spare)
        self._members: dict[int, tuple[Ints, Ints]] = {}
        self._limits: dict[int, tuple[float, float]] = {}

    def _empty(self, spare: int) -> highspy.HighsLp:
        people, needs, problem = len(self.people), len(self.need), self.problem
        columns = people + 2 * needs + 2 * spare
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = people + needs + spare, columns
        fixed = np.concatenate([np.ones(people), self.need])
        program.row_lower_ = np.concatenate([fixed, np.full(spare, -INFINITE)])
        program.row_upper_ = np.concatenate([fixed, np.full(spare, INFINITE)])
        program.col_cost_ = np.concatenate(
            [np.full(people, self.dear), problem.under, problem.over, np.full(2 * spare, self.dear)]
        )
        program.col_lower_ = np.zeros(columns)
        program.col_upper_ = np.full(columns, INFINITE)
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.arange(columns + 1, dtype=np.int32)
        rows, spares = np.arange(people, people + needs), np.arange(people + needs, people + needs + spare)
        program.a_matrix_.index_ = np.concatenate([np.arange(people), rows, rows, spares, spares]).astype(np.int32)
        signs = [np.ones(people + needs), -np.ones(needs), np.ones(spare), -np.ones(spare)]
        program.a_matrix_.value_ = np.concatenate(signs)
        return program

    @property
    def under(self) -> Floats:
        """How many are missing on each need."""
        return self.values[len(self.people) : len(self.people) + len(self.need)]

    @property
    def over(self) -> Floats:
        """How many are too many on each need."""
        return self.values[len(self.people) + len(self.need) : len(self.people) + 2 * len(self.need)]

    @property
    def is_whole(self) -> bool:
        """True when no person has a stand-in for a row, and no spare row is loosened."""
        loose = self.values[self.base - 2 * self.spare : self.base]
        return bool(self.values[: len(self.people)].max(initial=0) < 1e-6 and loose.max(initial=0) < 1e-6)

    def make_dearer(self) -> None:
        """Ten times the price for stand-ins and loosenings."""
        self.dear *= 10
        places = [*range(len(self.people)), *range(self.base - 2 * self.spare, self.base)]
        count = len(places)
        self.highs.changeColsCost(count, np.array(places, dtype=np.int32), np.full(count, self.dear))

    def add(self, columns: Iterable[Column]) -> int:
        """Add the columns that are new; how many they were."""
        fresh = []
        for column in columns:
            key = (column.person, column.row.tobytes())
            if key not in self._known:
                self._known.add(key)
                fresh.append(column)
        if fresh:
            count = len(fresh)
            costs, starts, index = self._matrix(fresh, len(self.people))
            self.highs.addCols(
                count, costs, np.zeros(count), np.full(count, INFINITE), len(index), starts, index, np.ones(len(index))
            )
            self.columns += fresh
        return len(fresh)

    def _matrix(self, columns: list[Column], first_need: int) -> tuple[Floats, Any, Any]:
        entries = [np.concatenate([[self.place[column.person]], column.met + first_need]) for column in columns]
        starts = np.cumsum([0, *(len(entry) for entry in entries)])[:-1].astype(np.int32)
        costs = np.array([column.cost for column in columns])
        return costs, starts, np.concatenate(entries).astype(np.int32)

    def solve(self) -> float:
        """Solve the linear program; its value. Values and duals are kept; at the deadline they are what there is."""
        left = min(max(self.deadline - time.monotonic(), 0.0), LONG)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + left + GRACE_SECONDS)
        self.highs.run()
        solution = self.highs.getSolution()
        people = len(self.people)
        duals = np.array(solution.row_dual)
        self.values = np.array(solution.col_value)
        self.person_duals, self.need_duals = duals[:people], duals[people : people + len(self.need)]
        self.spare_duals = duals[people + len(self.need) :]
        info = self.highs.getInfo()
        self.objective = float(info.objective_function_value)
        self.effort += max(info.simplex_iteration_count, 0) * self.highs.getNumRow()
        return self.objective

    def packed(self) -> Packed:
        """The columns as arrays."""
        if self._packed.count != len(self.columns):
            self._packed = Packed(self.columns)
        return self._packed

    def reduced_costs(self) -> Floats:
        """What each column would cost more than what the duals allow."""
        people = np.zeros(max(self.people, default=0) + 1)
        people[self.people] = self.person_duals
        packed = self.packed()
        return packed.costs - packed.worth(self.need_duals) - people[packed.people]

    def reduced_cost(self, column: Column) -> float:
        """What the column costs more than what the duals allow."""
        place = self.place[column.person]
        return column.cost - float(self.need_duals[column.met].sum()) - float(self.person_duals[place])

    def shares(self) -> dict[int, list[Share]]:
        """For each person the columns that the solution takes part of."""
        found: dict[int, list[Share]] = {person: [] for person in self.people}
        parts = self.values[self.base : self.base + len(self.columns)]
        for number in np.flatnonzero(parts > 1e-6):
            column = self.columns[number]
            found[column.person].append(Share(column, float(parts[number])))
        return found

    def restrict(self, masks: Mapping[int, Flags], shut: Flags | None = None) -> None:
        """Shut each column that leaves its person's mask, and those that are told; open all others."""
        count = len(self.columns)
        if count == 0:
            return
        most = np.full(count, INFINITE)
        if shut is not None:
            most[shut] = 0.0
        packed, days = self.packed(), self.problem.every_day
        for person, mask in masks.items():
            mine = np.flatnonzero(packed.people == person)
            most[mine[~mask[days, packed.rows[mine]].all(axis=1)]] = 0.0
        places = np.arange(self.base, self.base + count, dtype=np.int32)
        self.highs.changeColsBounds(count, places, np.zeros(count), most)

    def forget(self, keep: int) -> None:
        """Drop the columns of highest reduced cost when there are twice as many as `keep`; those in use stay."""
        if len(self.columns) <= 2 * keep:
            return
        costs = self.reduced_costs()
        costs[self.values[self.base :][: len(costs)] > 1e-9] = -np.inf
        gone = np.sort(np.argsort(costs)[keep:])
        gone = gone[costs[gone] > 1e-6]
        if len(gone) == 0:
            return
        self.highs.deleteCols(len(gone), (gone + self.base).astype(np.int32))
        dropped = set(gone.tolist())
        for number in dropped:
            column = self.columns[number]
            self._known.discard((column.person, column.row.tobytes()))
        self.columns = [column for number, column in enumerate(self.columns) if number not in dropped]
        self._packed = Packed(self.columns)

    def fill_spare(self, row: int, under: Ints, over: Ints) -> None:
        """Make the spare row the sum of too few on some needs less too many on some."""
        self._members[row] = under, over
        place = len(self.people) + len(self.need) + row
        for need in under:
            self.highs.changeCoeff(place, len(self.people) + int(need), 1.0)
        for need in over:
            self.highs.changeCoeff(place, len(self.people) + len(self.need) + int(need), -1.0)

    def bind_spare(self, row: int, least: float, most: float) -> None:
        """Set the limits of a spare row."""
        self._limits[row] = least, most
        self.highs.changeRowBounds(len(self.people) + len(self.need) + row, least, most)

    def safe_duals(self) -> tuple[Floats, float]:
        """Duals of the needs at which no too few and no too many pays, and the worth of needs and spare rows at them.

        With the sum of the cheapest rows at these duals the worth is a lower bound, however the linear program ended.
        """
        low, high, worth = -self.problem.over, self.problem.under.copy(), 0.0
        for row, (under, over) in self._members.items():
            least, most = self._limits.get(row, (-INFINITE, INFINITE))
            dual = float(self.spare_duals[row])
            limit = least if dual > 0 else most
            if abs(limit) >= INFINITE:
                continue
            worth += dual * limit
            high[under] -= dual
            low[over] -= dual
        duals: Floats = np.minimum(np.maximum(self.need_duals, low), high)
        if (duals < low - 1e-9).any():
            return duals, -math.inf
        return duals, worth + float(self.need @ duals)

    def best_choice(
        self,
        cutoff: float,
        most_columns: int,
        nodes: int,
        seconds: float,
        is_over: Callable[[], bool] = lambda: False,
    ) -> dict[int, Row] | None:
        """The best whole choice among columns that can beat the cutoff, by a small integer program."""
        costs = self.reduced_costs()
        picked = np.argsort(costs, kind="stable")[:most_columns]
        picked = picked[costs[picked] <= cutoff - self.objective + 1e-6]
        columns = [self.columns[number] for number in picked]
        if {column.person for column in columns} != set(self.people):
            return None
        return self.choose(columns, cutoff, nodes, seconds, is_over).rows

    def choose(
        self,
        columns: list[Column],
        cutoff: float,
        nodes: int,
        seconds: float,
        is_over: Callable[[], bool] = lambda: False,
    ) -> Chosen:
        """The best whole choice among these columns; those dearer than the cutoff are hardly looked at."""
        highs = quiet_highs()

        def end_when_over(event: Any) -> None:
            if is_over():
                event.interrupt()

        highs.cbMipInterrupt.subscribe(end_when_over)
        highs.cbSimplexInterrupt.subscribe(end_when_over)
        for name, value in (
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.99),
            ("mip_max_nodes", nodes),
            ("objective_bound", cutoff + 0.5),
            ("time_limit", max(seconds, 0.0)),
        ):
            highs.setOptionValue(name, value)
        program = self._empty(0)
        program.col_upper_ = np.concatenate([np.zeros(len(self.people)), np.full(2 * len(self.need), INFINITE)])
        highs.passModel(program)
        count = len(columns)
        costs, starts, index = self._matrix(columns, len(self.people))
        highs.addCols(count, costs, np.zeros(count), np.ones(count), len(index), starts, index, np.ones(len(index)))
        first = len(self.people) + 2 * len(self.need)
        places = np.arange(first, first + count, dtype=np.int32)
        highs.changeColsIntegrality(count, places, np.full(count, highspy.HighsVarType.kInteger))
        highs.run()
        self.effort += max(highs.getInfo().simplex_iteration_count, 0) * highs.getNumRow()
        if highs.getInfo().primal_solution_status != highspy.kSolutionStatusFeasible:
            return Chosen(None, highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible)
        taken = np.array(highs.getSolution().col_value)[first:]
        rows = {columns[number].person: columns[number].row for number in np.flatnonzero(taken > 0.5)}
        return Chosen(rows, highs.getModelStatus() == highspy.HighsModelStatus.kOptimal)
