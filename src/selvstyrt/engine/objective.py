"""The objective (målfunksjon): the points of core.roster as linear terms of the model."""

from __future__ import annotations

from datetime import date

from ortools.sat.python import cp_model

from selvstyrt.core.roster import NeedShift, Person
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.terms import (
    DAY_POINTS,
    MOVED_POINTS,
    QUARTER,
    SHARE_POINTS,
    WEEKEND_BEGUN_POINTS,
    contract_steps,
    hinders,
    meets,
    weight_of,
)
from selvstyrt.engine.model import Linear, Literal, Model

Terms = list[Linear]


def add_objective(model: Model) -> None:
    """Minimise all points together."""
    weights = model.problem.weights
    terms: Terms = []
    for name, make in _TERMS.items():
        weight = weight_of(weights, name)
        if weight:
            terms.extend(weight * term for term in make(model))
    model.cp.minimize(sum(terms))


def _uncovered(model: Model) -> Terms:
    return [model.targets.empty_points[shift.priority] * model.empty[shift.id] for shift in model.problem.shifts]


def _contract(model: Model) -> Terms:
    terms: Terms = []
    shifts = model.problem.shifts
    for person in model.problem.people:
        mine = [(shift, model.has[key]) for shift in shifts if (key := (person.id, shift.id)) in model.has]
        minutes = sum(shift.minutes * literal for shift, literal in mine)
        most = sum(shift.minutes for shift, _ in mine)
        hours = model.targets.hours[person.id]
        for step in contract_steps(hours.minutes):
            terms.append(quarters_above(model.cp, minutes, hours.minutes + hours.tolerance + step, most))
            terms.append(quarters_above(model.cp, -minutes, -(hours.minutes - hours.tolerance - step), 0))
        for week in model.targets.weeks:
            least = model.targets.minimum_of(person, week)
            inside = sum(shift.minutes_in(week.span) * literal for shift, literal in mine)
            terms.append(quarters_above(model.cp, -inside, -least, 0))
    return terms


def quarters_above(cp: cp_model.CpModel, minutes: Linear, limit: int, most: int) -> Linear:
    """Started quarters of an hour above a limit; `most` is what the minutes can come to."""
    if most <= limit:
        return 0
    quarters = cp.new_int_var(0, -(-(most - limit) // QUARTER), "")
    cp.add(QUARTER * quarters >= minutes - limit)
    return quarters


def _wishes(model: Model) -> Terms:
    terms: Terms = []
    for person in model.problem.people:
        for wish in person.wishes:
            points = model.targets.wish_units(person, wish)
            if wish.weight < 0:
                against = [shift for shift in model.problem.shifts if hinders(wish, shift)]
                terms.extend(points * literal for literal in model.literals(person, against))
            elif wish.weight > 0:
                wanted = [shift for shift in model.problem.shifts if meets(wish, shift)]
                unmet = model.cp.new_bool_var("")
                model.cp.add_bool_or([unmet, *model.literals(person, wanted)])
                terms.append(points * unmet)
    return terms


def _shares(kind: ShareKind, model: Model) -> Terms:
    terms: Terms = []
    for person in model.problem.people:
        share = model.targets.shares[kind].get(person.id)
        if share is None:
            continue
        counted = [each for each in model.targets.of_kind[kind] if model.targets.counts(person, each, kind)]
        literals = model.literals(person, counted)
        count = share.carried + sum(literals)
        most = share.carried + len(literals)
        for extra in (0, 1):
            if most > share.highest + extra:
                over = model.cp.new_int_var(0, most - share.highest, "")
                model.cp.add(over >= count - share.highest - extra)
                terms.append(SHARE_POINTS * over)
            if share.lowest > share.carried + extra:
                under = model.cp.new_int_var(0, share.lowest - share.carried, "")
                model.cp.add(under >= share.lowest - extra - count)
                terms.append(SHARE_POINTS * under)
    return terms


def _continuity(model: Model) -> Terms:
    terms: Terms = []
    weekends: dict[date, list[NeedShift]] = {}
    for shift in model.targets.of_kind[ShareKind.WEEKENDS]:
        for saturday in model.targets.sorting.weekends(shift.span):
            weekends.setdefault(saturday, []).append(shift)
    for shifts in weekends.values():
        begun: list[Literal] = []
        for person in model.problem.people:
            mine = [shift for shift in shifts if (person.id, shift.id) in model.has]
            if mine:
                weekend = model.cp.new_bool_var("")
                begun.append(weekend)
                for group in _exclusive_groups(model, person, mine):
                    model.cp.add(sum(model.literals(person, group)) <= weekend)
        for shift in shifts:  # not needed, but it lifts the bound: a filled shift begins somebody's weekend
            model.cp.add(sum(begun) + model.empty[shift.id] >= 1)
        terms.extend(WEEKEND_BEGUN_POINTS * weekend for weekend in begun)
    return terms


def _few_people(model: Model) -> Terms:
    """A variable for each assistant and day with several shifts, of which they can have more than one."""
    terms: Terms = []
    days: dict[date, list[NeedShift]] = {}
    for shift in model.problem.shifts:
        days.setdefault(model.targets.start_day(shift), []).append(shift)
    for shifts in days.values():
        there: list[Linear] = []
        for person in model.problem.people:
            mine = [shift for shift in shifts if (person.id, shift.id) in model.has]
            groups = [model.literals(person, group) for group in _exclusive_groups(model, person, mine)]
            if len(groups) == 1:
                there.append(sum(groups[0]))
            elif groups:
                here = model.cp.new_bool_var("")
                there.append(here)
                for literals in groups:
                    model.cp.add(sum(literals) <= here)
        if len(shifts) > 1:  # not needed, but it lifts the bound: a filled shift brings somebody
            for shift in shifts:
                model.cp.add(sum(there) + model.empty[shift.id] >= 1)
        terms.extend(DAY_POINTS * each for each in there)
    return terms


def _exclusive_groups(model: Model, person: Person, shifts: list[NeedShift]) -> list[list[NeedShift]]:
    """Groups that hold every shift, in each of which the assistant can have only one."""
    groups: list[list[NeedShift]] = []
    for shift in shifts:
        if any(shift in group for group in groups):
            continue
        group = [shift]
        for other in shifts:
            if other is not shift and all(model.clash(person, other, one) for one in group):
                group.append(other)
        groups.append(group)
    return groups


def _calm(model: Model) -> Terms:
    terms: Terms = []
    for shift_id, person_id in (model.problem.current or {}).items():
        if person_id is not None:
            kept = model.has.get((person_id, shift_id))
            terms.append(MOVED_POINTS if kept is None else MOVED_POINTS * (1 - kept))
    return terms


def _cost(model: Model) -> Terms:
    return [_cost_of(model, person, shift_id, literal) for (person, shift_id), literal in model.has.items()]


def _cost_of(model: Model, person_id: str, shift_id: str, literal: Literal) -> Linear:
    person: Person = model.problem.person_by_id[person_id]
    return model.targets.costs.points(person, model.problem.shift_by_id[shift_id]) * literal


_TERMS = {
    "uncovered": _uncovered,
    "contract": _contract,
    "wishes": _wishes,
    "weekends": lambda model: _shares(ShareKind.WEEKENDS, model),
    "nights": lambda model: _shares(ShareKind.NIGHTS, model),
    "red_days": lambda model: _shares(ShareKind.RED_DAYS, model),
    "short_notice": lambda model: _shares(ShareKind.SHORT_NOTICE, model),
    "continuity": _continuity,
    "few_people": _few_people,
    "calm": _calm,
    "cost": _cost,
}
