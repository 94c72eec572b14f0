"""From lines to the number that is needed in each quarter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import (
    DAY_QUARTERS,
    WEEK_QUARTERS,
    Curve,
    DayNeeds,
    Duty,
    NeedLine,
    RestStretch,
    WeeklyNeed,
    curve_minutes,
    dated_curve,
    week_curve,
)
from tests.core.needs.files import KARI, needs

ALL = frozenset(range(7))


def at(hours: int, minutes: int = 0) -> int:
    return hours * 60 + minutes


def test_the_day_of_a_work_leader_becomes_a_curve():
    curve = week_curve(needs(*KARI).week)
    thursday = 3 * DAY_QUARTERS
    assert curve.active[thursday + 28 : thursday + 36] == (2, 2, 2, 2, 1, 1, 1, 0)
    assert curve.active[thursday + 60] == 1
    assert (curve.rests[0].start, curve.rests[0].end) == (90, 124)
    assert sum(curve.skilled["driving"]) == 8
    assert curve_minutes(curve) == 7 * (120 + 45 + 450 + 510)


def test_lines_that_overlap_do_not_add_up_the_highest_holds():
    curve = week_curve(
        [WeeklyNeed(ALL, NeedLine(at(7), at(15))), WeeklyNeed(ALL, NeedLine(at(7), at(8), assistants=2))]
    )
    assert curve.active[28] == 2
    assert curve.active[32] == 1


def test_what_goes_on_after_sunday_goes_on_on_monday():
    curve = week_curve([WeeklyNeed(frozenset({6}), NeedLine(at(22), at(2)))])
    assert sum(curve.active) == 16
    assert curve.active[:8] == (1,) * 8
    assert curve.active[8] == 0


def test_an_exception_replaces_the_lines_of_its_days():
    week = [WeeklyNeed(ALL, NeedLine(at(8), at(10)))]
    dates = [DayNeeds(date(2027, 3, 2), date(2027, 3, 2), (NeedLine(at(12), at(13), assistants=3),))]
    curve = dated_curve(week, dates, date(2027, 3, 1), date(2027, 3, 3))
    assert curve_minutes(curve) == 120 + 180 + 120
    assert curve.active[DAY_QUARTERS + 48] == 3


def test_two_resting_nights_that_overlap_are_refused():
    with pytest.raises(WrongInput, match="overlap"):
        week_curve(
            [
                WeeklyNeed(ALL, NeedLine(at(22), at(7), duty=Duty.RESTING)),
                WeeklyNeed(ALL, NeedLine(at(23), at(6), duty=Duty.RESTING)),
            ]
        )


def test_sundays_night_that_goes_into_mondays_rest_is_refused():
    monday = WeeklyNeed(frozenset({0}), NeedLine(at(6), at(8), duty=Duty.RESTING))
    with pytest.raises(WrongInput, match="one starts at 06:00") as refused:
        week_curve([WeeklyNeed(frozenset({6}), NeedLine(at(22), at(7), duty=Duty.RESTING)), monday])
    assert (refused.value.code, refused.value.facts["quarter"]) == ("rest_overlaps", 24)
    until_six = week_curve([WeeklyNeed(frozenset({6}), NeedLine(at(22), at(6), duty=Duty.RESTING)), monday])
    assert curve_minutes(until_six) == 480 + 120


def test_a_rest_counts_no_further_than_the_last_quarter_unless_the_week_begins_again():
    rest = RestStretch(2, 6, 1)
    assert Curve((0,) * 4, (rest,)).resting() == (0, 0, 1, 1)
    assert Curve((0,) * 5, (rest,), cyclic=True).resting() == (1, 0, 1, 1, 1)


@pytest.mark.parametrize("assistants", [-1, 11])
def test_numbers_of_assistants_out_of_range_are_refused(assistants):
    with pytest.raises(WrongInput) as refused:
        NeedLine(at(8), at(10), assistants)
    assert (refused.value.code, refused.value.facts["assistants"]) == ("need_count_out_of_range", assistants)


@pytest.mark.parametrize("minutes", [7, 421, 1455])
def test_times_outside_the_quarters_are_refused(minutes):
    with pytest.raises(WrongInput):
        NeedLine(minutes, at(10))


@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 95), st.integers(1, 96), st.integers(0, 3)), min_size=1, max_size=12
    )
)
def test_each_quarter_needs_the_most_of_its_lines(rows):
    lines = [
        WeeklyNeed(frozenset({day}), NeedLine(start * 15, (start + length) % 96 * 15, count))
        for day, start, length, count in rows
    ]
    expected = [0] * WEEK_QUARTERS
    for day, start, length, count in rows:
        for quarter in range(length):
            place = (day * DAY_QUARTERS + start + quarter) % WEEK_QUARTERS
            expected[place] = max(expected[place], count)
    assert list(week_curve(lines).active) == expected
