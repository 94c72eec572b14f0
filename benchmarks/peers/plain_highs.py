"""A peer: the compact integer program that a competent user of HiGHS writes first, with that solver's own settings.

python benchmarks/peers/plain_highs.py INSTANCE --time-limit 60 --workers 1
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import highspy
import numpy as np

from benchmarks.peers.peer import Result, main, weekends
from selvstyrt.engine.staffing.instance import Instance, Person

INFINITE = highspy.kHighsInf
Key = tuple[str, int, str]


class Model:
    """Columns and rows, straight from the rules."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.costs: list[float] = []
        self.most: list[float] = []
        self.is_whole: list[bool] = []
        self.rows: list[tuple[list[int], list[float], float, float]] = []
        self.has: dict[Key, int] = {}
        self.offset = sum(wish.weight for wish in instance.wanted)
        for person in instance.people:
            self._choices(person)
        for wishes, sign in ((instance.wanted, -1), (instance.unwanted, 1)):
            for wish in wishes:
                if (key := (wish.person, wish.day, wish.shift)) in self.has:
                    self.costs[self.has[key]] += sign * wish.weight
        for person in instance.people:
            self._person(person)
        for need in instance.needs:
            under = self._column(need.under, need.people, False)
            over = self._column(need.over, len(instance.people), False)
            keys = [(person.id, need.day, need.shift) for person in instance.people]
            able = [self.has[key] for key in keys if key in self.has]
            self._row([*able, under, over], [*[1.0] * len(able), 1.0, -1.0], need.people, need.people)

    def _column(self, cost: float, most: float, is_whole: bool = True) -> int:
        self.costs.append(cost)
        self.most.append(most)
        self.is_whole.append(is_whole)
        return len(self.costs) - 1

    def _row(self, columns: list[int], factors: Sequence[float], low: float, high: float) -> None:
        self.rows.append((columns, list(factors), low, high))

    def _choices(self, person: Person) -> None:
        for day in set(range(self.instance.days)) - person.days_off:
            for shift in self.instance.shifts:
                if person.most_of.get(shift.id):
                    self.has[person.id, day, shift.id] = self._column(0.0, 1.0)

    def _person(self, person: Person) -> None:
        days, shifts = self.instance.days, self.instance.shifts
        works = [
            [self.has[key] for shift in shifts if (key := (person.id, day, shift.id)) in self.has]
            for day in range(days)
        ]
        for day in range(days):
            self._row(works[day], [1.0] * len(works[day]), -INFINITE, 1)
        mine = {(day, shift): column for (name, day, shift), column in self.has.items() if name == person.id}
        for day, shift_id in mine:
            barred = next(shift.not_before for shift in shifts if shift.id == shift_id)
            after = [mine[day + 1, other] for other in barred if (day + 1, other) in mine]
            if after:
                self._row([mine[day, shift_id], *after], [1.0] * (1 + len(after)), -INFINITE, 1)
        for shift in shifts:
            columns = [column for (_, each), column in mine.items() if each == shift.id]
            self._row(columns, [1.0] * len(columns), -INFINITE, person.most_of.get(shift.id, 0))
        length = {shift.id: float(shift.minutes) for shift in shifts}
        minutes = [length[shift] for _, shift in mine]
        self._row(list(mine.values()), minutes, person.least_minutes, person.most_minutes)
        self._runs(person, works)

    def _runs(self, person: Person, works: list[list[int]]) -> None:
        days = self.instance.days
        for first in range(days - person.most_in_row):
            columns = [column for day in works[first : first + person.most_in_row + 1] for column in day]
            self._row(columns, [1.0] * len(columns), -INFINITE, person.most_in_row)
        for sign, least in ((1.0, person.least_in_row), (-1.0, person.least_off)):
            for short in range(1, least):
                for first in range(days - short - 1):
                    inside = [column for day in works[first + 1 : first + short + 1] for column in day]
                    ends = [*works[first], *works[first + short + 1]]
                    factors = [*[-sign] * len(inside), *[sign] * len(ends)]
                    self._row([*inside, *ends], factors, 1 - short if sign > 0 else -1, INFINITE)
        worked = []
        for weekend in weekends(days):
            worked.append(self._column(0.0, 1.0))
            for day in weekend:
                self._row([*works[day], worked[-1]], [*[1.0] * len(works[day]), -1.0], -INFINITE, 0)
        self._row(worked, [1.0] * len(worked), -INFINITE, person.most_weekends)

    def program(self) -> highspy.HighsLp:
        """The model as HiGHS wants it."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_, program.offset_ = len(self.costs), len(self.rows), float(self.offset)
        program.col_cost_, program.col_upper_ = np.array(self.costs, dtype=float), np.array(self.most, dtype=float)
        program.col_lower_ = np.zeros(len(self.costs))
        program.row_lower_ = np.array([row[2] for row in self.rows], dtype=float)
        program.row_upper_ = np.array([row[3] for row in self.rows], dtype=float)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.cumsum([0, *(len(row[0]) for row in self.rows)]).astype(np.int32)
        program.a_matrix_.index_ = np.array([column for row in self.rows for column in row[0]], dtype=np.int32)
        program.a_matrix_.value_ = np.array([factor for row in self.rows for factor in row[1]], dtype=float)
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        program.integrality_ = [kinds[each] for each in self.is_whole]
        return program


def solve(instance: Instance, seconds: float, workers: int) -> Result:
    """Build and solve; the clock runs from before the building."""
    start = time.monotonic()
    model = Model(instance)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", workers)
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.99)
    highs.passModel(model.program())
    highs.run()
    info, is_best = highs.getInfo(), highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    spent = time.monotonic() - start
    if info.primal_solution_status != highspy.kSolutionStatusFeasible:
        return Result(None, info.mip_dual_bound, spent, False)
    values = highs.getSolution().col_value
    roster = {person.id: [""] * instance.days for person in instance.people}
    for (person_id, day, shift), column in model.has.items():
        if values[column] > 0.5:
            roster[person_id][day] = shift
    return Result(roster, info.mip_dual_bound, spent, is_best)


if __name__ == "__main__":
    main("highs", solve)
