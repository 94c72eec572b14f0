"""Points: what a roster costs, term by term (målfunksjon). See docs/rules/roster_objective.md."""

from __future__ import annotations

from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.problem import Assignments, NeedShift, Person, Problem, minutes_within
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.roster.terms import (
    DAY_POINTS,
    MOVED_POINTS,
    TERMS,
    WEEKEND_BEGUN_POINTS,
    contract_points,
    quarters_short,
    share_points,
    weight_of,
    wish_points,
)


def points_of(problem: Problem, targets: Targets, assignments: Assignments) -> dict[str, int]:
    """Points per term, weights included; their sum is the objective, lower is better."""
    units = dict.fromkeys(TERMS, 0)
    own_shifts: dict[str, list[NeedShift]] = {person.id: [] for person in problem.people}
    for shift in problem.shifts:
        who = assignments.get(shift.id)
        if who is None:
            units["uncovered"] += targets.empty_points[shift.priority]
        else:
            own_shifts[who].append(shift)
            units["cost"] += targets.costs.points(problem.person_by_id[who], shift) if problem.weights.cost else 0
        before = (problem.current or {}).get(shift.id)
        if before is not None and who != before:
            units["calm"] += MOVED_POINTS
    for person in problem.people:
        _add_personal_points(units, targets, person, own_shifts[person.id])
    return {term: amount * weight_of(problem.weights, term) for term, amount in units.items()}


def personal_points(problem: Problem, targets: Targets, person: Person, own: list[NeedShift]) -> dict[str, int]:
    """The part of the points that one assistant's shifts decide, weights included."""
    units = dict.fromkeys(TERMS, 0)
    _add_personal_points(units, targets, person, own)
    return {term: amount * weight_of(problem.weights, term) for term, amount in units.items()}


def _add_personal_points(units: dict[str, int], targets: Targets, person: Person, own: list[NeedShift]) -> None:
    hours = targets.hours[person.id]
    units["contract"] += contract_points(sum(shift.minutes for shift in own), hours.minutes, hours.tolerance)
    units["contract"] += sum(
        quarters_short(targets.minimum_of(person, week), minutes_within(own, week.span)) for week in targets.weeks
    )
    units["wishes"] += sum(wish_points(wish, own, targets.wish_units(person, wish)) for wish in person.wishes)
    for kind in ShareKind:
        share = targets.shares[kind].get(person.id)
        if share is not None:
            count = share.carried + sum(targets.counts(person, shift, kind) for shift in own)
            units[kind.value] += share_points(count, share.lowest, share.highest)
    begun = frozenset().union(*(targets.sorting.weekends(shift.span) for shift in own))
    units["continuity"] += WEEKEND_BEGUN_POINTS * len(begun)
    units["few_people"] += DAY_POINTS * len({targets.start_day(shift) for shift in own})
