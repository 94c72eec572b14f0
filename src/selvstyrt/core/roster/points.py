"""Points: what a roster costs, term by term (målfunksjon). See docs/rules/roster_objective.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.problem import Assignments, NeedShift, Person, Problem, Wish, minutes_within
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.roster.weights import Weights

UNCOVERED_POINTS = {1: 5_000, 2: 50_000, 3: 500_000}
"""Points for an empty shift, by priority; never weighed down."""

QUARTER = 15
"""Contract minutes are counted in started quarters of an hour."""

STEEPER_AFTER_PERCENT = (5, 15)
"""A deviation beyond these percentages of the target (tolerance not counted) costs once and twice more per quarter."""

WISH_POINTS = {0: 0, 1: 3, 2: 7, 3: 12}
SHARE_POINTS = 8
WEEKEND_BEGUN_POINTS = 3
MOVED_POINTS = 10

TERMS = ("uncovered", "contract", "wishes", "weekends", "nights", "red_days", "continuity", "calm", "cost")


def weight_of(weights: Weights, term: str) -> int:
    """The weight of a term; empty shifts always weigh 1."""
    return 1 if term == "uncovered" else int(getattr(weights, term))


def contract_steps(target_minutes: int) -> tuple[int, ...]:
    """Where the cost of a deviation grows steeper, in minutes beyond the tolerance: first at 0."""
    return (0, *(target_minutes * percent // 100 for percent in STEEPER_AFTER_PERCENT))


def contract_points(minutes: int, target_minutes: int, tolerance: int) -> int:
    """Points for being off the contract hours: convex, so that two small misses beat a big one."""
    beyond = abs(minutes - target_minutes) - tolerance
    return sum(max(0, -((step - beyond) // QUARTER)) for step in contract_steps(target_minutes))


def quarters_short(least: int, minutes: int) -> int:
    """Started quarters of an hour below the least of a week."""
    return max(0, -((minutes - least) // QUARTER))


def share_points(count: int, lowest: int, highest: int) -> int:
    """Points for having fewer or more of a kind than a fair share; the second one off costs double."""
    off = max(0, lowest - count, count - highest)
    return SHARE_POINTS * (off + max(0, off - 1))


def hinders(wish: Wish, shift: NeedShift) -> bool:
    """True when the shift lies in time that the assistant asked to have free."""
    return wish.weight < 0 and wish.span.overlaps(shift.span)


def meets(wish: Wish, shift: NeedShift) -> bool:
    """True when at least half of the shift lies in time that the assistant asked to work."""
    return wish.weight > 0 and 2 * wish.span.overlap_minutes(shift.span) >= shift.span.minutes


def wish_is_met(wish: Wish, own: Iterable[NeedShift]) -> bool:
    """True when a wish is wholly met: free time free, or at least one shift in wanted time."""
    if wish.weight < 0:
        return not any(hinders(wish, shift) for shift in own)
    return wish.weight == 0 or any(meets(wish, shift) for shift in own)


def wish_points(wish: Wish, own: Sequence[NeedShift]) -> int:
    """Points for a wish that is not met; each shift in time asked free costs."""
    points = WISH_POINTS[abs(wish.weight)]
    if wish.weight < 0:
        return points * sum(hinders(wish, shift) for shift in own)
    return 0 if wish_is_met(wish, own) else points


def cost_points(person: Person, shift: NeedShift) -> int:
    """Points for what the shift costs with this assistant: one for each 100 kroner, rounded half up."""
    if person.hourly_cost is None:
        return 0
    hundreds = person.hourly_cost * shift.minutes / 6000
    return int(hundreds.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def points_of(problem: Problem, targets: Targets, assignments: Assignments) -> dict[str, int]:
    """Points per term, weights included; their sum is the objective, lower is better."""
    units = dict.fromkeys(TERMS, 0)
    own_shifts: dict[str, list[NeedShift]] = {person.id: [] for person in problem.people}
    for shift in problem.shifts:
        who = assignments.get(shift.id)
        if who is None:
            units["uncovered"] += UNCOVERED_POINTS[shift.priority]
        else:
            own_shifts[who].append(shift)
            units["cost"] += cost_points(problem.person_by_id[who], shift)
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
    units["wishes"] += sum(wish_points(wish, own) for wish in person.wishes)
    for kind in ShareKind:
        share = targets.shares[kind].get(person.id)
        if share is not None:
            count = share.carried + sum(targets.sorting.belongs(shift.span, kind) for shift in own)
            units[kind.value] += share_points(count, share.lowest, share.highest)
    begun = frozenset().union(*(targets.sorting.weekends(shift.span) for shift in own))
    units["continuity"] += WEEKEND_BEGUN_POINTS * len(begun)
