"""Which hours make a week shorter: Sundays and nights, no hour twice, and a rota with day, evening and night."""

from datetime import date
from fractions import Fraction

import pytest

from selvstyrt.core.worktime.weekly_limit import three_part_rota, unsocial_minutes
from tests.core.worktime.shifts import LIMITS, asked, at, weeks

DAY = date(2026, 6, 1)


def test_an_hour_that_is_both_sunday_and_night_is_night_only():
    saturday_night = at(5, 20, 12)  # Saturday 20 to Sunday 08
    assert unsocial_minutes(asked(saturday_night), LIMITS) == (720, 180, 540)
    assert unsocial_minutes(asked(at(6, 8, 8)), LIMITS) == (480, 480, 0)
    assert unsocial_minutes(asked(at(0, 8, 8)), LIMITS) == (480, 0, 0)
    assert unsocial_minutes(asked(at(5, 8, 8)), LIMITS) == (480, 0, 0), "Saturday before six"


def test_a_sunday_evening_is_sunday_until_nine_and_monday_morning_neither():
    assert unsocial_minutes(asked(at(6, 19, 12)), LIMITS) == (720, 120, 540)


def test_only_judged_shifts_count():
    assert unsocial_minutes(asked(at(0, 8, 8), history=(at(-1, 8, 8),), period=weeks(1)), LIMITS) == (480, 0, 0)


@pytest.mark.parametrize(("day_and_evening", "limit"), [(None, 2160), (25, 2160), (24, 2400)])
def test_a_quarter_on_day_and_evening_where_those_hours_are_given(day_and_evening, limit):
    hours = None if day_and_evening is None else Fraction(day_and_evening)
    found = three_part_rota(Fraction(100), Fraction(40), Fraction(60), True, DAY, day_and_evening=hours)
    assert found.figures["weekly_limit_minutes"] == limit
