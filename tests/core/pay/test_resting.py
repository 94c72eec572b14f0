from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.pay import convert_rest, gross, pay_lines, planned_rest, resting_night
from tests.core.pay.terms import MADE, NEW, RESTING, always, local, made_tariff

NIGHT = local("2026-11-03T23:00", "2026-11-04T07:00")


@pytest.mark.parametrize(
    ("calls", "minutes", "all_active"),
    [
        ([], 160, False),
        ([1], 190, False),
        ([25], 190, False),
        ([30], 190, False),
        ([31], 220, False),
        ([10, 40], 250, False),
        ([40, 70, 49], 370, False),
        ([40, 70, 50], 480, True),
        ([480], 480, True),
    ],
)
def test_a_resting_night_of_eight_hours(calls, minutes, all_active):
    conversion = convert_rest(480, calls, RESTING)
    assert (conversion.minutes, conversion.all_active) == (minutes, all_active)


@pytest.mark.parametrize(("rest", "minutes"), [(60, 20), (450, 150), (1, 0), (2, 1), (100, 33), (101, 34)])
def test_an_hour_that_is_not_whole_counts_in_proportion_to_a_whole_minute(rest, minutes):
    assert convert_rest(rest, [], RESTING).minutes == minutes


@given(st.integers(1, 900), st.lists(st.integers(1, 120), max_size=6))
def test_the_share_in_calls_decides_exactly_at_a_third(rest, calls):
    conversion = convert_rest(rest, calls, RESTING)
    assert conversion.all_active == (bool(calls) and Fraction(sum(calls), rest) >= Fraction(1, 3))
    assert conversion.steps[0].rule == "resting.active_share"
    if conversion.all_active:
        assert conversion.minutes == rest
    else:
        assert conversion.minutes == sum(step.result for step in conversion.steps[1:])


def test_rest_and_calls_are_one_line_and_supplements_follow_the_converted_minutes():
    call = local("2026-11-04T02:10", "2026-11-04T02:35")
    lines = pay_lines(resting_night("n", NIGHT, (call,)), NEW, always(MADE))
    # 160 minutes over 23-24, 00-06 and 06-07: 20, 120, 20; the call of 30 minutes lies before 06
    assert [(line.kind, line.minutes) for line in lines] == [("resting", 190), ("evening_night", 170)]


def test_a_call_is_paid_by_the_window_in_which_it_came():
    night = local("2026-11-06T23:00", "2026-11-07T07:00")  # Friday to Saturday
    before, after = (
        pay_lines(resting_night("n", night, (local(*times),)), NEW, always(MADE))
        for times in (("2026-11-06T23:10", "2026-11-06T23:30"), ("2026-11-07T00:10", "2026-11-07T00:30"))
    )
    assert [line.minutes for line in before if line.kind == "weekend"] == [140]
    assert [line.minutes for line in after if line.kind == "weekend"] == [170]


def test_a_night_with_a_third_in_calls_is_paid_as_active_from_start_to_end():
    call = local("2026-11-03T23:00", "2026-11-04T01:40")
    lines = pay_lines(resting_night("n", NIGHT, (call,)), NEW, always(MADE))
    assert [(line.kind, line.minutes) for line in lines] == [("base", 480), ("evening_night", 420)]
    assert lines[0].steps[0].result == "all_active"


def test_two_rests_in_one_entry_are_judged_each_on_its_own():
    span = local("2026-11-03T13:00", "2026-11-04T07:00")
    from_noon, night = local("2026-11-03T13:00", "2026-11-03T14:00"), NIGHT
    entry = type(resting_night("n", span))(
        "n",
        span,
        resting=(night, from_noon),
        calls=(
            local("2026-11-03T13:00", "2026-11-03T13:20"),
            local("2026-11-04T03:00", "2026-11-04T03:10"),
        ),
    )
    lines = pay_lines(entry, NEW, always(MADE))
    assert [(line.kind, line.minutes) for line in lines][:2] == [("base", 60 + 540), ("resting", 190)]


@pytest.mark.parametrize(
    ("night", "minutes"),
    [(("2025-03-29T23:00", "2025-03-30T07:00"), 140), (("2025-10-25T23:00", "2025-10-26T07:00"), 180)],
)
def test_the_nights_when_the_clock_changes_rest_seven_and_nine_hours(night, minutes):
    lines = pay_lines(resting_night("n", local(*night)), NEW, always(MADE))
    assert lines[0].minutes == minutes


def test_resting_time_has_no_pay_where_the_agreement_has_no_known_rule():
    with pytest.raises(NoAnswer) as missing:
        pay_lines(resting_night("n", NIGHT), NEW, always(made_tariff(resting=None)))
    assert missing.value.code == "no_resting_rule"


def test_a_minute_of_rest_gives_no_line_of_zero():
    lines = pay_lines(resting_night("n", local("2026-11-03T23:00", "2026-11-03T23:01")), NEW, always(MADE))
    assert lines == []
    assert str(gross(lines)) == "0.00"


@pytest.mark.parametrize(
    ("start", "end", "passive", "expected"),
    [
        (
            "2026-11-03T21:00",
            "2026-11-04T08:00",
            480,
            ("2026-11-03T23:00", "2026-11-04T07:00"),
        ),  # from 23 where it fits
        ("2026-11-03T21:00", "2026-11-04T06:00", 480, ("2026-11-03T22:00", "2026-11-04T06:00")),  # else at the end
        ("2026-11-03T23:30", "2026-11-04T08:00", 480, ("2026-11-04T00:00", "2026-11-04T08:00")),
        ("2026-11-03T23:00", "2026-11-04T07:00", 480, ("2026-11-03T23:00", "2026-11-04T07:00")),  # all of it
        ("2026-10-24T21:00", "2026-10-25T07:00", 480, ("2026-10-24T23:00", "2026-10-25T06:00")),  # 8 hours are lived
        ("2026-11-03T08:00", "2026-11-03T15:00", 0, None),
    ],
)
def test_the_rest_of_a_planned_night_begins_at_23_where_it_fits(start, end, passive, expected):
    assert planned_rest(local(start, end), passive) == (None if expected is None else local(*expected))
