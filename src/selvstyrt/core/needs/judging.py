"""The judge of designs (dommeren): what a set of shifts leaves uncovered, covers too much, and costs in points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from selvstyrt.core.needs.curve import DAY_QUARTERS, QUARTER, WEEK_QUARTERS, Curve
from selvstyrt.core.needs.problem import CoveringShift, DesignWeights, ShiftShape

SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True, slots=True)
class TeamFit:
    """How shifts suit a team (passer teamet).

    `fits` says how many assistants a shift fits by contract, `sole` the only one who can take it ("" when several
    can), `weekly` the minutes of a week that each is employed for.
    """

    fits: Callable[[CoveringShift], int]
    sole: Callable[[CoveringShift], str]
    weekly: Mapping[str, int]

    def beyond(self, shifts: Sequence[CoveringShift]) -> int:
        """Quarters that only one can take, beyond their contract."""
        loads: Counter[str] = Counter()
        for shift in shifts:
            loads[self.sole(shift)] += shift.end - shift.start
        return sum(max(0, quarters - self.weekly[who] // QUARTER) for who, quarters in loads.items() if who)


@dataclass(frozen=True, slots=True)
class DesignJudgement:
    """What a set of shifts does with the curve (dom): quarters and points."""

    under: tuple[int, ...]
    over_quarters: int
    split_rests: tuple[int, ...]
    unskilled: tuple[int, ...]
    without_handover: tuple[int, ...]
    handovers_by_day: dict[int, int]
    points: int

    @property
    def is_exact(self) -> bool:
        """True when every quarter is covered as asked, by those who can, with each night in one piece."""
        return not (self.under or self.over_quarters or self.split_rests or self.unskilled or self.without_handover)

    @property
    def is_covered(self) -> bool:
        """True when nothing is missing; some quarters may have more than asked."""
        return not (self.under or self.split_rests or self.unskilled or self.without_handover)


def judge_design(
    curve: Curve,
    shifts: Sequence[CoveringShift],
    weights: DesignWeights,
    *,
    overlap: int = 0,
    team: TeamFit | None = None,
    known: frozenset[ShiftShape] = frozenset(),
) -> DesignJudgement:
    """Judge shifts against a curve. `overlap` is in quarters; `known` kinds of shift cost nothing.

    A hand-over is a shift that starts although the need does not grow there.
    """
    awake = _awake(curve, shifts)
    taken: Counter[int] = Counter(rest for shift in shifts for rest in shift.rests)
    starts: Counter[int] = Counter(shift.start for shift in shifts)
    under = tuple(at for at, need in enumerate(curve.active) if awake[at] < need)
    over = sum(max(0, awake[at] - need) for at, need in enumerate(curve.active))
    split = []
    for place, rest in enumerate(curve.rests):
        if taken[place] < rest.assistants:
            split.append(rest.start)
        over += max(0, taken[place] - rest.assistants) * (rest.end - rest.start)
    return DesignJudgement(
        under=under,
        over_quarters=over,
        split_rests=tuple(split),
        unskilled=_unskilled(curve, shifts),
        without_handover=_without_handover(curve, shifts, awake, starts) if overlap else (),
        handovers_by_day=handovers_by_day(curve, starts),
        points=_points(shifts, over, weights, team, known),
    )


def covered_quarters(shift: CoveringShift) -> range:
    """The quarters in which the shift answers the need, hand-over left out."""
    return range(shift.start, shift.relieved_at)


def rises(curve: Curve) -> list[int]:
    """By how much the need grows at each quarter, awake and resting added up."""
    both = [awake + rest for awake, rest in zip(curve.active, curve.resting(), strict=True)]
    return [max(0, need - (both[at - 1] if at or curve.cyclic else 0)) for at, need in enumerate(both)]


def handovers_by_day(curve: Curve, starts: Counter[int]) -> dict[int, int]:
    """Starts that no growth of the need explains, by day of the curve."""
    grows = rises(curve)
    return {
        day: max(
            0,
            sum(starts[at] for at in range(day * DAY_QUARTERS, (day + 1) * DAY_QUARTERS))
            - sum(grows[day * DAY_QUARTERS : (day + 1) * DAY_QUARTERS]),
        )
        for day in range(-(-curve.length // DAY_QUARTERS))
    }


def _awake(curve: Curve, shifts: Sequence[CoveringShift]) -> list[int]:
    found = [0] * curve.length
    for shift in shifts:
        rested = {at for place in shift.rests for at in _rest_quarters(curve, place, shift)}
        for at in covered_quarters(shift):
            if at not in rested and (curve.cyclic or at < curve.length):
                found[curve.place(at)] += 1
    return found


def _rest_quarters(curve: Curve, place: int, shift: CoveringShift) -> range:
    """The quarters of a rest as the shift counts them: a week later when the shift goes past the end of the week."""
    rest = curve.rests[place]
    later = curve.length if curve.cyclic and rest.start < shift.start else 0
    return range(rest.start + later, rest.end + later)


def _unskilled(curve: Curve, shifts: Sequence[CoveringShift]) -> tuple[int, ...]:
    missing: set[int] = set()
    for skill, counts in curve.skilled.items():
        there = [0] * curve.length
        for shift in shifts:
            if skill in shift.skills:
                for at in covered_quarters(shift):
                    if curve.cyclic or at < curve.length:
                        there[curve.place(at)] += 1
        missing.update(at for at, need in enumerate(counts) if there[at] < need)
    return tuple(sorted(missing))


def _without_handover(
    curve: Curve, shifts: Sequence[CoveringShift], awake: Sequence[int], starts: Counter[int]
) -> tuple[int, ...]:
    """Quarters where somebody is relieved by nobody they meet."""
    relieved: Counter[int] = Counter(curve.place(shift.relieved_at) for shift in shifts if shift.handover)
    grows = rises(curve)
    return tuple(
        at for at in sorted(starts) if starts[at] - grows[at] - max(0, awake[at] - curve.active[at]) > relieved[at]
    )


def _points(
    shifts: Sequence[CoveringShift],
    over: int,
    weights: DesignWeights,
    team: TeamFit | None,
    known: frozenset[ShiftShape],
) -> int:
    by_day = Counter((shift.kind, shift.start % WEEK_QUARTERS // DAY_QUARTERS) for shift in shifts)
    kinds = {shift.kind for shift in shifts}
    weekend = sum(abs(by_day[kind, SATURDAY] - by_day[kind, SUNDAY]) for kind in kinds)
    thin = 0 if team is None else sum(max(0, 2 - team.fits(shift)) for shift in shifts)
    beyond = 0 if team is None else team.beyond(shifts)
    return (
        weights.over * over
        + weights.shift * len(shifts)
        + weights.kind * len(kinds - known)
        + weights.weekend * weekend
        + weights.thin * thin
        + weights.sole * beyond
        + weights.overlap * sum(shift.handover for shift in shifts)
    )
