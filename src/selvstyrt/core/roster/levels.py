"""Levels that hold (nivåer): how much an empty shift must cost so that comfort never buys one."""

from __future__ import annotations

from selvstyrt.core.roster.costs import Costs
from selvstyrt.core.roster.kinds import ShareKind, Sorting
from selvstyrt.core.roster.ledger import HUNDRED, LARGEST_WISH_PERCENT
from selvstyrt.core.roster.problem import NeedShift, Problem
from selvstyrt.core.roster.terms import (
    DAY_POINTS,
    QUARTER,
    SHARE_POINTS,
    STEEPER_AFTER_PERCENT,
    UNCOVERED_POINTS,
    WEEKEND_BEGUN_POINTS,
    WISH_POINTS,
    hinders,
)

MOVES = 5
"""An empty shift outweighs so many of the dearest single changes."""

ROUNDED_TO = 1_000


def empty_points(problem: Problem, sorting: Sorting, costs: Costs) -> dict[int, int]:
    """Points for an empty shift of each priority, ten times more for each higher one.

    5 000, 50 000 and 500 000, unless the weights are so high that one shift given to one assistant could cost more than
    a fifth of that in all other terms; then all three grow alike.
    """
    least = UNCOVERED_POINTS[1]
    needed = -(-MOVES * dearest_change(problem, sorting, costs) // ROUNDED_TO) * ROUNDED_TO
    return {priority: points * max(least, needed) // least for priority, points in UNCOVERED_POINTS.items()}


def dearest_change(problem: Problem, sorting: Sorting, costs: Costs) -> int:
    """More than one assistant's getting one more shift can ever add to the points of a roster, empty shifts aside."""
    by_person = _wishes_and_cost(problem, costs)
    return max((_by_shift(problem, sorting, shift) + by_person[shift.id] for shift in problem.shifts), default=0) + 1


def _by_shift(problem: Problem, sorting: Sorting, shift: NeedShift) -> int:
    """What the shift can add by its length and time, whoever gets it."""
    weights = problem.weights
    quarters = -(-shift.minutes // QUARTER) * (1 + len(STEEPER_AFTER_PERCENT))
    calendar = {kind for kind in ShareKind if sorting.belongs(shift.span, kind)}
    shares = sum(int(getattr(weights, kind)) for kind in calendar | {ShareKind.SHORT_NOTICE})
    return (
        weights.contract * quarters
        + 2 * SHARE_POINTS * shares
        + weights.continuity * WEEKEND_BEGUN_POINTS * len(sorting.weekends(shift.span))
        + weights.few_people * DAY_POINTS
    )


def _wishes_and_cost(problem: Problem, costs: Costs) -> dict[str, int]:
    """What the wishes against each shift and its price can add, for the assistant where that is most."""
    weights = problem.weights
    most: dict[str, int] = {shift.id: 0 for shift in problem.shifts}
    for person in problem.people:
        against = [wish for wish in person.wishes if wish.weight < 0]
        for shift in problem.shifts:
            units = sum(WISH_POINTS[-wish.weight] for wish in against if hinders(wish, shift))
            points = weights.wishes * units * LARGEST_WISH_PERCENT // HUNDRED
            if weights.cost:
                points += weights.cost * costs.points(person, shift)
            most[shift.id] = max(most[shift.id], points)
    return most
