"""A bound from whole numbers per assistant (sumskranke): how many of each sort of shift, not which.

Contract hours, fair shares and begun weekends only ask how many shifts of a sort an assistant has. This small
model keeps those counts and drops everything else, so what it costs at least is a bound on every roster. It sees
what the rows of the whole model do not: that whole shifts rarely add up to the hours and the shares at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ortools.sat.python import cp_model

from selvstyrt.core.roster import NeedShift, Person
from selvstyrt.core.roster.kinds import CALENDAR_KINDS, ShareKind
from selvstyrt.core.roster.terms import SHARE_POINTS, WEEKEND_BEGUN_POINTS, contract_steps, meets, weight_of
from selvstyrt.engine.arms import Arm, whole
from selvstyrt.engine.model import Linear, Model
from selvstyrt.engine.objective import quarters_above

EFFORT = 0.1
"""Work on the bound at most, as CP-SAT counts it (the same on every machine): about half a second."""


@dataclass(frozen=True, slots=True)
class Sort:
    """What shifts that count alike have in common; `at` tells weekend shifts apart: (weekday, minute of the day)."""

    minutes: int
    kinds: frozenset[ShareKind]
    skills: frozenset[str]
    priority: int
    at: tuple[int, int] | None


@dataclass
class _Counts:
    """The counts of one problem and their costs."""

    model: Model
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    sorts: dict[Sort, list[NeedShift]] = field(default_factory=dict)
    counts: dict[tuple[str, Sort], cp_model.IntVar] = field(default_factory=dict)
    terms: list[Linear] = field(default_factory=list)
    weekends: dict[str, frozenset[date]] = field(default_factory=dict)
    """The Saturdays of the weekends that each shift touches."""

    def add(self, term: str, points: Linear) -> None:
        """Charge points at the term's weight."""
        self.terms.append(weight_of(self.model.problem.weights, term) * points)


class Totals(Arm):
    """The bound as one of the solvers."""

    def work(self) -> None:
        """Work the bound out."""
        self.bound = bound_by_totals(self.model, self.seconds, self.seed)


def bound_by_totals(model: Model, seconds: float, seed: int) -> int | None:
    """Points that no roster can come under; None when the time was too short."""
    totals = _Counts(model)
    _sort_shifts(totals)
    _count(totals)
    for person in model.problem.people:
        _charge_hours(totals, person)
        _charge_shares(totals, person)
        _charge_weekends(totals, person)
        _charge_lost_wishes(totals, person)
        _charge_cost(totals, person)
    totals.cp.minimize(sum(totals.terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.linearization_level = 2
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.max_deterministic_time = EFFORT
    status = solver.solve(totals.cp)
    return None if status == cp_model.INFEASIBLE else whole(solver.best_objective_bound)


def _sort_shifts(totals: _Counts) -> None:
    problem, targets = totals.model.problem, totals.model.targets
    for shift in problem.shifts:
        start = shift.span.start.astimezone(problem.zone)
        kinds = frozenset(kind for kind in CALENDAR_KINDS if targets.sorting.belongs(shift.span, kind))
        at = (start.weekday(), start.hour * 60 + start.minute) if ShareKind.WEEKENDS in kinds else None
        sort = Sort(shift.minutes, kinds, shift.skills, shift.priority, at)
        totals.sorts.setdefault(sort, []).append(shift)
        totals.weekends[shift.id] = targets.sorting.weekends(shift.span)


def _count(totals: _Counts) -> None:
    model, cp = totals.model, totals.cp
    for sort, shifts in totals.sorts.items():
        empty = cp.new_int_var(0, len(shifts), "")
        totals.add("uncovered", model.targets.empty_points[sort.priority] * empty)
        for person in model.problem.people:
            count = cp.new_int_var(0, len(model.literals(person, shifts)), "")
            totals.counts[person.id, sort] = count
        cp.add(sum(totals.counts[person.id, sort] for person in model.problem.people) + empty == len(shifts))


def _charge_hours(totals: _Counts, person: Person) -> None:
    hours = totals.model.targets.hours[person.id]
    most = sum(sort.minutes * len(shifts) for sort, shifts in totals.sorts.items())
    minutes = totals.cp.new_int_var(0, most, "")
    totals.cp.add(minutes == sum(sort.minutes * totals.counts[person.id, sort] for sort in totals.sorts))
    for step in contract_steps(hours.minutes):
        above, below = hours.minutes + hours.tolerance + step, hours.minutes - hours.tolerance - step
        totals.add("contract", quarters_above(totals.cp, minutes, above, most))
        totals.add("contract", quarters_above(totals.cp, -minutes, -below, 0))


def _charge_shares(totals: _Counts, person: Person) -> None:
    """What the time of a shift decides; short notice is left out, for it depends on who had the very shift before."""
    for kind in CALENDAR_KINDS:
        share = totals.model.targets.shares[kind].get(person.id)
        if share is None:
            continue
        sorts = [sort for sort in totals.sorts if kind in sort.kinds]
        most = share.carried + sum(len(totals.sorts[sort]) for sort in sorts)
        count = share.carried + sum(totals.counts[person.id, sort] for sort in sorts)
        for extra in (0, 1):
            off = totals.cp.new_int_var(0, max(0, most - share.highest, share.lowest - share.carried), "")
            totals.cp.add(off >= count - share.highest - extra)
            totals.cp.add(off >= share.lowest - extra - count)
            totals.add(kind.value, SHARE_POINTS * off)


def _charge_weekends(totals: _Counts, person: Person) -> None:
    """At least as many weekends begun as shifts of sorts of which one weekend holds only one."""
    sorts = [sort for sort in totals.sorts if sort.at is not None]
    begun = totals.cp.new_int_var(0, sum(len(totals.sorts[sort]) for sort in sorts), "")
    totals.add("continuity", WEEKEND_BEGUN_POINTS * begun)
    for sort in sorts:
        group: list[Sort] = []
        for other in (sort, *sorts):
            if other not in group and all(_exclude(totals, person, other, one) for one in (*group, other)):
                group.append(other)
        totals.cp.add(begun >= sum(totals.counts[person.id, one] for one in group))


def _exclude(totals: _Counts, person: Person, one: Sort, other: Sort) -> bool:
    """True when the assistant can have only one shift of the two sorts in each weekend."""
    return all(
        first is second
        or not totals.weekends[first.id] & totals.weekends[second.id]
        or totals.model.clash(person, first, second)
        or not (totals.model.literals(person, [first]) and totals.model.literals(person, [second]))
        for first in totals.sorts[one]
        for second in totals.sorts[other]
    )


def _charge_lost_wishes(totals: _Counts, person: Person) -> None:
    """Wishes to work that no shift the assistant can have would meet."""
    for wish in person.wishes:
        if wish.weight > 0:
            wanted = [shift for shift in totals.model.problem.shifts if meets(wish, shift)]
            if not totals.model.literals(person, wanted):
                totals.add("wishes", totals.model.targets.wish_units(person, wish))


def _charge_cost(totals: _Counts, person: Person) -> None:
    """Each shift of a sort at the price of the cheapest of them."""
    if not totals.model.problem.weights.cost:
        return
    for sort, shifts in totals.sorts.items():
        least = min(totals.model.targets.costs.points(person, shift) for shift in shifts)
        totals.add("cost", least * totals.counts[person.id, sort])
