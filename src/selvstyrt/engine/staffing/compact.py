"""The compact model (kompakt modell): one yes or no for each person, day and shift type, solved by HiGHS.

For schemes of a few people with one person per shift its linear program is nearly whole. What the program has decided
is kept and the rest searched; then some weeks at a time; at last all that reduced costs do not bar from a better
roster, which proves the best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from selvstyrt.engine.staffing.instance import weekend_of
from selvstyrt.engine.staffing.master import INFINITE, quiet_highs
from selvstyrt.engine.staffing.problem import FREE, Flags, Floats, Limits, Problem, Row
from selvstyrt.engine.staffing.search import Search

MOST_CHOICES, FEW_CHOICES = 14_000, 1000
NODES = 30
WINDOW_DAYS = 56
WINDOW_STEP = 42
NEAR = 1.05
"""Worth going on when the best roster costs at most this much more than the linear program, and 5."""


@dataclass
class Program:
    """Columns and rows of the model."""

    costs: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    is_choice: list[bool] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    index: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)
    offset: float = 0.0

    def column(self, cost: float, most: float, is_choice: bool = False) -> int:
        """Add a column; its number."""
        self.costs.append(cost)
        self.most.append(most)
        self.is_choice.append(is_choice)
        return len(self.costs) - 1

    def row(self, columns: Sequence[int], factors: Sequence[float] | float, low: float, high: float) -> None:
        """Add low <= sum <= high."""
        self.index.extend(columns)
        self.factors.extend([factors] * len(columns) if isinstance(factors, int | float) else factors)
        self.starts.append(len(self.index))
        self.lows.append(low)
        self.highs.append(high)

    def as_highs(self, least: Floats, most: Floats, is_whole: bool) -> highspy.HighsLp:
        """The model with these limits on its columns, as a linear or an integer program."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_, program.offset_ = len(self.costs), len(self.lows), self.offset
        program.col_cost_, program.col_lower_, program.col_upper_ = np.array(self.costs), least, most
        program.row_lower_, program.row_upper_ = np.array(self.lows), np.array(self.highs)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array(self.starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(self.index, dtype=np.int32)
        program.a_matrix_.value_ = np.array(self.factors, dtype=np.float64)
        if is_whole:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            program.integrality_ = [kinds[each] for each in self.is_choice]
        return program

    def bound_at(self, duals: Floats, least: Floats, most: Floats) -> tuple[float, Floats]:
        """A lower bound that holds whatever the duals are, and what each column costs beyond them.

        No solver's word is taken: each row is worth its dual at one of its ends, each column the cheaper of its ends.
        """
        lows, highs = np.array(self.lows), np.array(self.highs)
        ends = np.where(duals > 0, lows, highs)
        duals = np.where(np.isfinite(ends) & (np.abs(ends) < INFINITE), duals, 0.0)
        lengths = np.diff(np.array(self.starts))
        worth = np.array(self.factors, dtype=np.float64) * np.repeat(duals, lengths)
        index = np.array(self.index, dtype=np.int64)
        reduced: Floats = np.array(self.costs) - np.bincount(index, weights=worth, minlength=len(self.costs))
        rows = float((duals * np.where(duals == 0, 0.0, ends)).sum())
        columns = float(np.where(reduced > 0, reduced * least, reduced * most).sum())
        return self.offset + rows + columns, reduced


Choices = dict[tuple[int, int, int], int]
"""The column of each person, day and shift type."""


def compact_program(problem: Problem) -> tuple[Program, Choices]:
    """The whole model, and where its choices stand."""
    program, choices = Program(), Choices()
    for person in range(problem.people):
        _add_person(program, choices, problem, person)
    for number in range(len(problem.need)):
        day, shift = int(problem.day_of[number]), int(problem.shift_of[number])
        able = [choices[key] for person in range(problem.people) if (key := (person, day, shift)) in choices]
        need = float(problem.need[number])
        under = program.column(float(problem.under[number]), need)
        over = program.column(float(problem.over[number]), float(problem.people))
        program.row([*able, under, over], [*[1.0] * len(able), 1.0, -1.0], need, need)
    return program, choices


def _add_person(program: Program, choices: Choices, problem: Problem, person: int) -> None:
    choice, limits = problem.choice[person], problem.limits[person]
    program.offset += float(choice[:, -1].sum())
    able: list[list[int]] = []
    works: list[int] = []
    for day in range(problem.days):
        kinds = np.flatnonzero(np.isfinite(choice[day, :-1])).tolist()
        columns = [program.column(float(choice[day, kind] - choice[day, -1]), 1.0, True) for kind in kinds]
        choices.update({(person, day, kind): column for kind, column in zip(kinds, columns, strict=True)})
        works.append(program.column(0.0, 1.0 if columns else 0.0))
        program.row([*columns, works[day]], [*[1.0] * len(columns), -1.0], 0, 0)
        able.append(columns)
    mine = {
        (day, kind): choices[person, day, kind]
        for day in range(problem.days)
        for kind in range(problem.types)
        if (person, day, kind) in choices
    }
    _add_sequences(program, problem, mine)
    _add_amounts(program, problem, limits, mine)
    _add_runs(program, limits, works)
    _add_weekends(program, limits, works)


def _add_sequences(program: Program, problem: Problem, mine: dict[tuple[int, int], int]) -> None:
    """What must not follow; types that bar as much or more stand in one row."""
    barred = ~problem.may_follow
    for day, kind in mine:
        after = [mine[day + 1, other] for other in np.flatnonzero(barred[kind]).tolist() if (day + 1, other) in mine]
        if after:
            before = [
                mine[day, other]
                for other in range(problem.types)
                if (day, other) in mine and barred[other][barred[kind]].all()
            ]
            program.row([*before, *after], 1.0, -INFINITE, 1)


def _add_amounts(program: Program, problem: Problem, limits: Limits, mine: dict[tuple[int, int], int]) -> None:
    for kind in range(problem.types):
        columns = [column for (_, each), column in mine.items() if each == kind]
        if columns and limits.most_of[kind] < min(problem.days, limits.most_minutes // problem.minutes[kind]):
            program.row(columns, 1.0, -INFINITE, limits.most_of[kind])
    minutes = [float(problem.minutes[kind]) for _, kind in mine]
    program.row(list(mine.values()), minutes, limits.least_minutes, limits.most_minutes)


def _add_runs(program: Program, limits: Limits, works: list[int]) -> None:
    days = len(works)
    for first in range(days - limits.most_in_row):
        program.row(works[first : first + limits.most_in_row + 1], 1.0, -INFINITE, limits.most_in_row)
    for length in range(1, limits.least_in_row):
        for first in range(days - length - 1):
            window = works[first : first + length + 2]
            program.row(window, [1.0, *[-1.0] * length, 1.0], 1 - length, INFINITE)
    for length in range(1, limits.least_off):
        for first in range(days - length - 1):
            window = works[first : first + length + 2]
            program.row(window, [-1.0, *[1.0] * length, -1.0], -1, INFINITE)


def _add_weekends(program: Program, limits: Limits, works: list[int]) -> None:
    weekends: dict[int, int] = {}
    for day, works_that_day in enumerate(works):
        weekend = weekend_of(day)
        if weekend is not None:
            column = weekends.setdefault(weekend, -1)
            if column < 0:
                column = weekends[weekend] = program.column(0.0, 1.0)
            program.row([works_that_day, column], [1.0, -1.0], -INFINITE, 0)
    if limits.most_weekends < len(weekends):
        program.row(list(weekends.values()), 1.0, -INFINITE, limits.most_weekends)


class Compact:
    """The compact model at work on one search."""

    def __init__(self, search: Search) -> None:
        self.search, self.problem = search, search.problem
        self.program, self.choices = compact_program(search.problem)
        self.least = np.zeros(len(self.program.costs))
        self.most: Floats = np.array(self.program.most)
        self.is_choice: Flags = np.array(self.program.is_choice)
        self.value = 0.0
        self.parts: Floats = np.zeros(0)
        self.reduced: Floats = np.zeros(0)
        self.day = np.full(len(self.most), -1)
        for (_, day, _), column in self.choices.items():
            self.day[column] = day

    def run(self) -> None:
        """A bound, rosters near the linear program, proof; ends early where that program is far from any roster."""
        if not self._relax():
            return
        for part in (0.7, 0.999):
            if not self.search.is_over and not self._is_near():
                self._search(self.is_choice & (self.parts > part))
        while self._is_near() and not self.search.is_over:
            if not self._improve_windows():
                self._prove()
                return

    def _is_near(self) -> bool:
        return self.search.cost is not None and self.search.cost <= self._near

    @property
    def _near(self) -> float:
        return NEAR * self.value + 5

    def _relax(self) -> bool:
        highs = quiet_highs()
        highs.passModel(self.program.as_highs(self.least, self.most, is_whole=False))
        _run(highs, self.search)
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        solution = highs.getSolution()
        self.parts = np.array(solution.col_value)
        self.value, self.reduced = self.program.bound_at(np.array(solution.row_dual), self.least, self.most)
        self.search.raise_bound(self.value)
        return True

    def _limits(self, cost: float) -> tuple[Floats, Floats]:
        """Limits on the columns under which every roster of at most this cost still stands."""
        gap = cost - self.value + 1e-6
        least, most = self.least.copy(), self.most.copy()
        most[self.is_choice & (self.reduced > gap)] = 0
        least[self.is_choice & (self.reduced < -gap)] = 1
        return least, most

    def _search(self, kept: Flags) -> None:
        """Search with these choices kept as taken."""
        self._solve(np.where(kept, 1.0, self.least), self.most, NODES)

    def _improve_windows(self) -> bool:
        """Search some weeks anew at a time, the others as in the best roster; True when a better one was found."""
        before = self.search.cost
        for first in range(0, self.problem.days, WINDOW_STEP):
            if self.search.is_over or self.search.cost is None:
                break
            taken = self._taken()
            stays = self.is_choice & ((self.day < first) | (self.day >= first + WINDOW_DAYS))
            least, most = self._limits(self.search.cost - 1)
            self._solve(np.where(stays & taken, 1.0, least), np.where(stays, np.where(taken, 1.0, 0.0), most), NODES)
        return self.search.cost != before

    def _taken(self) -> Flags:
        """The choices of the best roster."""
        rows = self.search.rows
        assert rows is not None
        taken = np.zeros(len(self.parts), dtype=np.bool_)
        for (person, day, kind), column in self.choices.items():
            taken[column] = rows[person][day] == kind
        return taken

    def _prove(self) -> None:
        """Search all that a better roster could be made of; afterwards the best is proven, unless time ran out."""
        cost = self.search.cost
        assert cost is not None
        least, most = self._limits(cost - 1)
        bound = self._solve(least, most, 10**6)
        if bound is not None and self.search.cost is not None:
            self.search.raise_bound(min(bound, self.search.cost))

    def _solve(self, least: Floats, most: Floats, nodes: int) -> float | None:
        """Search within the limits; a bound on all rosters there, infinity when there is none, None when not known."""
        highs = quiet_highs()
        for name, value in (
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.99),
            ("mip_max_nodes", nodes),
            ("random_seed", self.search.seed),
            ("objective_target", self.search.bound + 0.5),
        ):
            highs.setOptionValue(name, value)
        below = self._near if self.search.cost is None else min(self._near, self.search.cost - 0.5)
        highs.setOptionValue("objective_bound", below)
        highs.passModel(self.program.as_highs(least, most, is_whole=True))
        _run(highs, self.search)
        info, status = highs.getInfo(), highs.getModelStatus()
        if info.primal_solution_status == highspy.kSolutionStatusFeasible:
            self.search.offer(self._rows(np.array(highs.getSolution().col_value)))
        if status == highspy.HighsModelStatus.kInfeasible:
            return float("inf")
        if status == highspy.HighsModelStatus.kOptimal:
            return float(info.mip_dual_bound) if info.mip_dual_bound < INFINITE else float("inf")
        return None

    def _rows(self, values: Floats) -> dict[int, Row]:
        rows = {person: np.full(self.problem.days, FREE, dtype=np.int16) for person in range(self.problem.people)}
        for (person, day, kind), column in self.choices.items():
            if values[column] > 0.5:
                rows[person][day] = kind
        return rows


def _run(highs: highspy.Highs, search: Search) -> None:
    """Run until done, or until the search is over."""

    def look(event: Any) -> None:
        if search.is_over:
            event.interrupt()

    highs.setOptionValue("time_limit", max(search.seconds_left, 0.01))
    highs.cbMipInterrupt.subscribe(look)
    highs.run()


def is_small(problem: Problem) -> bool:
    """True when the compact model is worth a try: few choices, or more where no shift needs more than one person."""
    choices = sum(int(np.isfinite(choice[:, :-1]).sum()) for choice in problem.choice)
    return choices <= (MOST_CHOICES if problem.need.max(initial=0) <= 1 else FEW_CHOICES)


__all__ = ["Compact", "compact_program", "is_small"]
