"""Which days of the week get the same shifts (like dager): those that ask for the same, with the same people free."""

from __future__ import annotations

from selvstyrt.core.needs import DAY_QUARTERS, Curve
from selvstyrt.engine.shift_design.team import Busy

MORNING = DAY_QUARTERS // 2


def day_classes(curve: Curve, busy: dict[str, Busy] | None) -> tuple[int, ...]:
    """For each day of a cyclic week the number of its class.

    Two days are alike when the whole day, and the next morning that nights go on into, ask for the same and nobody is
    away on the one and not on the other.
    """
    classes: dict[tuple[object, ...], int] = {}
    return tuple(
        classes.setdefault(_key(curve, busy, day), len(classes)) for day in range(curve.length // DAY_QUARTERS)
    )


def _key(curve: Curve, busy: dict[str, Busy] | None, day: int) -> tuple[object, ...]:
    start, end = day * DAY_QUARTERS, (day + 1) * DAY_QUARTERS
    rows = (curve.active, curve.resting(), curve.priority)
    morning = [(end + at) % curve.length for at in range(MORNING)]
    away: tuple[tuple[int, ...], ...] = ()
    if busy is not None:
        away = tuple(
            tuple(each.sums[at + 1] - each.sums[at] for at in range(start, min(end + MORNING, len(each.sums) - 1)))
            for each in busy.values()
        )
    return (
        *(row[start:end] for row in rows),
        *(tuple(row[at] for at in morning) for row in rows[:2]),
        *(counts[start:end] for counts in curve.skilled.values()),
        away,
    )
