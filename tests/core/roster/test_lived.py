"""Shifts of one person that share time: each minute counted once."""

import random
from datetime import timedelta

import pytest

from selvstyrt.core.base import Span
from selvstyrt.core.roster import NeedShift
from selvstyrt.core.roster.lived import counted_once, shares_time
from tests.core.roster.problems import problem, shift

STEP = timedelta(minutes=15)


def dealt(seed: int) -> list[NeedShift]:
    dice = random.Random(seed)
    start = problem(shift("2027-03-01T06:00", "2027-03-01T07:00")).shifts[0].span.start
    found = []
    for number in range(dice.randrange(1, 6)):
        begins = start + STEP * dice.randrange(0, 90)
        span = Span(begins, begins + STEP * dice.randrange(1, 40))
        rest = dice.randrange(0, span.minutes // 2 + 1)
        found.append(NeedShift(str(number), span, break_minutes=rest // 2, passive_minutes=rest))
    return found


def quarters(shifts: list[NeedShift] | tuple[NeedShift, ...]) -> list[object]:
    return sorted(each.span.start + STEP * n for each in shifts for n in range(each.span.minutes // 15))


@pytest.mark.parametrize("seed", range(60))
def test_every_quarter_that_any_shift_has_is_there_once(seed: int) -> None:
    shifts = dealt(seed)
    once = counted_once(shifts)
    assert quarters(once) == sorted(set(quarters(shifts)))
    in_time = sorted(shifts, key=lambda each: each.span)
    assert shares_time(in_time) == (len(quarters(shifts)) > len(set(quarters(shifts))))
    if not shares_time(in_time):
        assert list(once) == in_time
    for each in once:
        whole = next(other for other in shifts if other.id == each.id)
        assert each.passive_minutes + each.break_minutes <= each.span.minutes
        assert each.passive_minutes * whole.span.minutes <= whole.passive_minutes * each.span.minutes
