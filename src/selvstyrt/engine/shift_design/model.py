"""The model (modellen): how often each candidate is used, so that the curve is covered with the fewest points.

Days of a week that ask for the same, with the same people free, get the same shifts: a week that people can remember,
and a smaller model. HiGHS solves it: between two hand-overs the rows are those of a flow, whose linear relaxation is
nearly whole, and there it proves in tenths of a second what takes CP-SAT many seconds (docs/benchmarks.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np

from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, WEEK_QUARTERS, CoveringShift, Curve, DesignWeights, ShiftShape
from selvstyrt.core.needs.judging import SATURDAY, SUNDAY, rises
from selvstyrt.core.roster.roster import Status
from selvstyrt.engine.arms import whole
from selvstyrt.engine.highs import ROUNDING, Rows, Term
from selvstyrt.engine.shift_design.candidates import Candidate

MOST_OVER = 10
Place = tuple[int, int | None, int]
"""A quarter as the model sees it: class of its day, class of the day before, quarter of the day."""


@dataclass(frozen=True)
class Task:
    """One curve to cover with these candidates (oppgave).

    `classes` tells for each day of the curve which days get the same shifts. `most_starts` is, for a day, how many
    shifts may start on it. `known` kinds of shift cost nothing more. `most_minutes` is the hours that the decision
    gives, where they may not be passed. `overlap` is in quarters. `weekly` are the minutes that each is employed for.
    """

    curve: Curve
    candidates: Sequence[Candidate]
    weights: DesignWeights
    classes: tuple[int, ...] = ()
    most_starts: Mapping[int, int] = field(default_factory=dict)
    known: frozenset[ShiftShape] = frozenset()
    overlap: int = 0
    most_minutes: int | None = None
    weekly: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What the search found: shifts in order, and a bound that no answer can come under."""

    status: Status
    shifts: tuple[CoveringShift, ...] = ()
    bound: int | None = None


@dataclass(frozen=True)
class Column:
    """One variable: a shift on all days of a class."""

    members: tuple[Candidate, ...]

    @property
    def first(self) -> Candidate:
        """Its shift on the first of the days."""
        return self.members[0]


class Covering:
    """The rows and columns of one task."""

    def __init__(self, task: Task) -> None:
        self.task, self.curve = task, task.curve
        self.day_count = -(-self.curve.length // DAY_QUARTERS)
        self.classes = task.classes or tuple(range(self.day_count))
        self.columns = self._columns()
        self.rows = Rows()
        self.costs: list[int] = []
        self.tops: list[int] = []
        for column in self.columns:
            self._variable(sum(self._cost(each) for each in column.members), column.first.most)
        self.over: dict[Place, int] = {}
        self._add_cover()
        self._add_rests()
        self._add_limits()
        self._add_handovers()
        self._add_sole()
        self._add_kinds()

    def _columns(self) -> list[Column]:
        found: dict[tuple[object, ...], list[Candidate]] = defaultdict(list)
        for each in self.task.candidates:
            shift, midnight = each.shift, each.shift.day * DAY_QUARTERS
            rests = tuple(self._rest_offset(place, shift) for place in shift.rests)
            key = (self.classes[shift.day], shift.start - midnight, shift.end - midnight, rests, shift.skills)
            found[*key, shift.handover].append(each)
        sizes = {each: self.classes.count(each) for each in self.classes}
        return [Column(tuple(group)) for key, group in found.items() if len(group) == sizes[int(str(key[0]))]]

    def _rest_offset(self, place: int, shift: CoveringShift) -> int:
        offset = self.curve.rests[place].start - shift.day * DAY_QUARTERS
        return offset if offset >= 0 or not self.curve.cyclic else offset + self.curve.length

    def _variable(self, cost: int, top: int) -> int:
        self.costs.append(cost)
        self.tops.append(top)
        return len(self.costs) - 1

    def _cost(self, each: Candidate) -> int:
        weights = self.task.weights
        return weights.shift + weights.overlap * each.shift.handover + weights.thin * max(0, 2 - each.fits)

    def _place(self, quarter: int) -> Place:
        day, offset = divmod(self.curve.place(quarter), DAY_QUARTERS)
        before = self.classes[day - 1] if day or self.curve.cyclic else None
        return self.classes[day], before, offset

    def _offsets(self) -> list[int]:
        """Quarters of the day at which anything changes; between two of them every quarter is alike."""
        curve, found = self.curve, {0}
        for counts in (curve.active, curve.resting(), *curve.skilled.values()):
            found.update(at % DAY_QUARTERS for at in range(1, curve.length) if counts[at] != counts[at - 1])
        for column in self.columns:
            shift = column.first.shift
            found.update(at % DAY_QUARTERS for at in (shift.start, shift.relieved_at))
        found.update(at % DAY_QUARTERS for rest in curve.rests for at in (rest.start, rest.end))
        return sorted(found)

    def _add_cover(self) -> None:
        """Every stretch has as many awake as asked for, more costs; and enough of them have the skills."""
        offsets = self._offsets()
        lengths = {at: after - at for at, after in zip(offsets, [*offsets[1:], DAY_QUARTERS], strict=True)}
        awake, skilled = self._covering(offsets)
        done: dict[Place, int] = {}
        for day in range(self.day_count):
            for offset in offsets:
                place, at = self._place(day * DAY_QUARTERS + offset), day * DAY_QUARTERS + offset
                if place in done:
                    self.costs[done[place]] += self.task.weights.over * lengths[offset]
                    continue
                over = self._variable(self.task.weights.over * lengths[offset], MOST_OVER)
                done[place] = over
                need = self.curve.active[at]
                self.rows.add([*((column, 1) for column in awake[place]), (over, -1)], need, need)
                for skill, counts in self.curve.skilled.items():
                    if counts[at]:
                        self.rows.add(((column, 1) for column in skilled[skill, place]), counts[at], highspy.kHighsInf)
        self.over = done

    def _covering(self, offsets: Sequence[int]) -> tuple[dict[Place, list[int]], dict[tuple[str, Place], list[int]]]:
        """For each place the columns that cover it awake, and those that bring a skill."""
        awake: dict[Place, list[int]] = defaultdict(list)
        skilled: dict[tuple[str, Place], list[int]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            places: dict[Place, bool] = {}
            for each in column.members:
                shift = each.shift
                resting = [self._rest_span(place, shift) for place in shift.rests]
                for at in self._marks(shift, offsets):
                    is_awake = not any(begin <= at < end for begin, end in resting)
                    places[self._place(at)] = is_awake
            for place, is_awake in places.items():
                if is_awake:
                    awake[place].append(number)
                for skill in column.first.shift.skills:
                    skilled[skill, place].append(number)
        return awake, skilled

    def _marks(self, shift: CoveringShift, offsets: Sequence[int]) -> Iterable[int]:
        """The quarters of the shift at which a stretch begins."""
        end = shift.relieved_at if self.curve.cyclic else min(shift.relieved_at, self.curve.length)
        for day in range(shift.start // DAY_QUARTERS, (end - 1) // DAY_QUARTERS + 1):
            for offset in offsets:
                at = day * DAY_QUARTERS + offset
                if shift.start <= at < end:
                    yield at

    def _rest_span(self, place: int, shift: CoveringShift) -> tuple[int, int]:
        rest = self.curve.rests[place]
        later = self.curve.length if self.curve.cyclic and rest.start < shift.start else 0
        return rest.start + later, rest.end + later

    def _add_rests(self) -> None:
        """Each night of rest is taken by as many as asked for."""
        places = [self._place(rest.start) for rest in self.curve.rests]
        takers: dict[Place, set[int]] = defaultdict(set)
        for number, column in enumerate(self.columns):
            for each in column.members:
                for taken in each.shift.rests:
                    takers[places[taken]].add(number)
        over_of: dict[Place, int] = {}
        for rest, place in zip(self.curve.rests, places, strict=True):
            cost = self.task.weights.over * (rest.end - rest.start)
            if place in over_of:
                self.costs[over_of[place]] += cost
                continue
            over_of[place] = self._variable(cost, MOST_OVER)
            terms = [*((number, 1) for number in sorted(takers[place])), (over_of[place], -1)]
            self.rows.add(terms, rest.assistants, rest.assistants)

    def _add_limits(self) -> None:
        """No day with more starts than allowed, and no more minutes than granted."""
        by_class: dict[int, list[int]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            by_class[self.classes[column.first.shift.day]].append(number)
        for day, most in self.task.most_starts.items():
            self.rows.add(((number, 1) for number in by_class[self.classes[day]]), -highspy.kHighsInf, most)
        if self.task.most_minutes is not None:
            lengths = (
                (number, sum((each.shift.end - each.shift.start) * QUARTER for each in column.members))
                for number, column in enumerate(self.columns)
            )
            self.rows.add(lengths, -highspy.kHighsInf, self.task.most_minutes)

    def _add_handovers(self) -> None:
        """Whoever begins where the need does not grow meets somebody who goes."""
        if not self.task.overlap:
            return
        grows = rises(self.curve)
        terms: dict[Place, dict[int, int]] = defaultdict(dict)
        growth: dict[Place, int] = {}
        for number, column in enumerate(self.columns):
            for each in column.members:
                start, stop = self._place(each.shift.start), self._place(each.shift.relieved_at)
                growth[start] = grows[each.shift.start]
                terms[start][number] = 1
                if each.shift.handover:
                    terms[stop][number] = -1
        for place, more in growth.items():
            self.rows.add([*terms[place].items(), (self.over[place], -1)], -highspy.kHighsInf, more)

    def _add_sole(self) -> None:
        """What only one can take, beyond their contract, costs."""
        quarters: dict[str, list[Term]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            for who in sorted({each.sole for each in column.members if each.sole}):
                lengths = (each.shift.end - each.shift.start for each in column.members if each.sole == who)
                quarters[who].append((number, sum(lengths)))
        for who, terms in quarters.items():
            beyond = self._variable(self.task.weights.sole, MOST_OVER * WEEK_QUARTERS)
            self.rows.add([*terms, (beyond, -1)], -highspy.kHighsInf, self.task.weekly[who] // QUARTER)

    def _add_kinds(self) -> None:
        """A kind that is used costs once; Saturday and Sunday should be alike."""
        by_kind: dict[ShiftShape, list[int]] = defaultdict(list)
        for number, column in enumerate(self.columns):
            by_kind[column.first.shift.kind].append(number)
        for kind, numbers in sorted(by_kind.items()):
            if kind not in self.task.known:
                is_used = self._variable(self.task.weights.kind, 1)
                for number in numbers:
                    self.rows.add([(number, 1), (is_used, -self.tops[number])], -highspy.kHighsInf, 0)
            difference = list(self._weekend(numbers))
            if difference:
                unlike = self._variable(self.task.weights.weekend, MOST_OVER * len(difference))
                self.rows.add([*difference, (unlike, -1)], -highspy.kHighsInf, 0)
                self.rows.add([*((number, -sign) for number, sign in difference), (unlike, -1)], -highspy.kHighsInf, 0)

    def _weekend(self, numbers: Sequence[int]) -> Iterable[Term]:
        """The columns of one kind on Saturday (+1) and on Sunday (-1); those on both cancel out."""
        for number in numbers:
            days = [each.shift.start % WEEK_QUARTERS // DAY_QUARTERS for each in self.columns[number].members]
            sign = days.count(SATURDAY) - days.count(SUNDAY)
            if sign:
                yield number, sign

    def program(self) -> highspy.HighsLp:
        """The model as HiGHS takes it."""
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = len(self.costs), len(self.rows.lows)
        program.col_cost_ = np.array(self.costs, dtype=np.float64)
        program.col_lower_ = np.zeros(len(self.costs))
        program.col_upper_ = np.array(self.tops, dtype=np.float64)
        program.row_lower_ = np.array(self.rows.lows, dtype=np.float64)
        program.row_upper_ = np.array(self.rows.highs, dtype=np.float64)
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = np.array(self.rows.starts, dtype=np.int32)
        program.a_matrix_.index_ = np.array(self.rows.columns, dtype=np.int32)
        program.a_matrix_.value_ = np.array(self.rows.factors, dtype=np.float64)
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(self.costs)
        return program

    def solve(self, seconds: float, seed: int) -> Answer:
        """Search until proof or until the time is up."""
        highs = highspy.Highs()
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", seed),
            ("time_limit", float(seconds)),
            ("mip_rel_gap", 0.0),
            ("mip_abs_gap", 0.5),
        ):
            highs.setOptionValue(name, value)
        highs.passModel(self.program())
        highs.run()
        status, info = highs.getModelStatus(), highs.getInfo()
        if status == highspy.HighsModelStatus.kInfeasible:
            return Answer(Status.INFEASIBLE)
        if info.primal_solution_status != highspy.kSolutionStatusFeasible:
            return Answer(Status.UNKNOWN)
        is_proven = status == highspy.HighsModelStatus.kOptimal
        values = highs.getSolution().col_value
        shifts = [
            each.shift
            for number, column in enumerate(self.columns)
            for each in column.members
            for _ in range(round(values[number]))
        ]
        bound = info.objective_function_value if is_proven else info.mip_dual_bound
        return Answer(Status.OPTIMAL if is_proven else Status.FEASIBLE, tuple(sorted(shifts)), whole(bound, ROUNDING))


def cover(task: Task, *, seconds: float = 10, seed: int = 0) -> Answer:
    """The shifts that cover the curve with the fewest points; `infeasible` when it cannot be covered."""
    if not any(task.curve.active) and not task.curve.rests:
        return Answer(Status.OPTIMAL, (), 0)
    if not task.candidates:
        return Answer(Status.INFEASIBLE)
    return Covering(task).solve(seconds, seed)
