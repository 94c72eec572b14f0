"""The terms of the objective (ledd i målfunksjonen): what a unit costs. See docs/rules/roster_objective.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selvstyrt.core.roster.problem import NeedShift, Wish
from selvstyrt.core.roster.weights import Weights

UNCOVERED_POINTS = {1: 5_000, 2: 50_000, 3: 500_000}
"""Points for an empty shift, by priority, at the least; `levels.empty_points` says what a problem needs."""

QUARTER = 15
"""Contract minutes are counted in started quarters of an hour."""

STEEPER_AFTER_PERCENT = (5, 15)
"""A deviation beyond these percentages of the target (tolerance not counted) costs once and twice more per quarter."""

WISH_POINTS = {0: 0, 1: 3, 2: 7, 3: 12}
SHARE_POINTS = 8
WEEKEND_BEGUN_POINTS = 3
DAY_POINTS = 1
"""For each day on which an assistant begins a shift: few different people in a day, and few journeys for each."""
MOVED_POINTS = 10

TERMS = (
    *("uncovered", "contract", "wishes", "weekends", "nights", "red_days", "short_notice"),
    *("continuity", "few_people", "calm", "cost"),
)


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


def wish_points(wish: Wish, own: Sequence[NeedShift], points: int) -> int:
    """Points for a wish that is not met, at so many points; each shift in time asked free costs."""
    if wish.weight < 0:
        return points * sum(hinders(wish, shift) for shift in own)
    return 0 if wish_is_met(wish, own) else points
