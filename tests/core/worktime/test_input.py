"""What the rules say of much, of nothing, and of what cannot be: the exact outcome of each."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from selvstyrt.core.base import NoAnswer, Span, WrongInput
from selvstyrt.core.law import reader
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Contract,
    Limits,
    Measures,
    Regime,
    WorkShift,
    advise,
    check,
    measures,
)
from tests.core.worktime.shifts import LIMITS, agreed, asked, at, found, weeks


def test_ten_thousand_shifts_in_one_call_are_all_judged():
    """Two thousand weeks of five days; each tenth day is an hour too long, and each second week with it."""
    days = [7 * week + day for week in range(2000) for day in range(5)]
    shifts = [at(day, 8, 10 if number % 10 == 0 else 8) for number, day in enumerate(days)]
    assert len(shifts) == 10_000
    told = check(asked(*shifts, period=weeks(2000)), LIMITS)
    holidays = [each for each in told if each.rule == "AML-10-8-4-NEXT"]
    long_days = [each for each in told if each.rule == "AML-10-4-1-D"]
    long_weeks = [each for each in told if each.rule == "AML-10-4-1-W"]
    assert {(each.measured, each.limit) for each in long_days} == {(600, 540)}
    assert {(each.measured, each.limit) for each in long_weeks} == {(42 * 60, 40 * 60)}
    assert (len(long_days), len(long_weeks)) == (1000, 1000)
    assert len(long_days) + len(long_weeks) + len(holidays) == len(told)
    assert measures(asked(*shifts, period=weeks(2000)), LIMITS).worked_minutes == 9000 * 480 + 1000 * 600


@pytest.mark.parametrize("regime", Regime)
@pytest.mark.parametrize("period", [None, weeks(1), weeks(60)])
def test_no_shifts_break_nothing_and_sum_to_nothing(regime, period):
    nothing = asked(contract=Contract(regime=regime), period=period)
    assert check(nothing, LIMITS) == []
    assert advise(nothing, LIMITS) == []
    count = 0 if period is None else period.minutes // (7 * 24 * 60)
    average = 0 if count >= 4 else None
    assert measures(nothing, LIMITS) == Measures(0, 0, 0, 0, 0, 0, count, average)


def test_no_shifts_need_no_reason():
    assert check(asked(contract=Contract(sunday_work_justified=False, night_work_justified=False)), LIMITS) == []


def test_work_on_a_monday_by_day_needs_no_reason():
    no_reason = Contract(sunday_work_justified=False, night_work_justified=False)
    assert found(at(0, 8, 8), contract=no_reason, period=weeks(1)) == []
    assert found(at(0, 8, 8), at(5, 8, 8), contract=no_reason, period=weeks(1)) == []


def test_only_history_is_no_breach():
    assert check(asked(period=weeks(1), history=(at(-3, 8, 20), at(-2, 8, 20))), LIMITS) == []


def test_three_shifts_at_once_are_three_overlaps_and_each_hour_counts_where_it_is_paid():
    told = found(at(0, 8, 4), at(0, 9, 4), at(0, 10, 1))
    assert [each for each in told if each[0] == "OVERLAP"] == [
        ("OVERLAP", "illegal", 180, 0),
        ("OVERLAP", "illegal", 60, 0),
        ("OVERLAP", "illegal", 60, 0),
    ]
    assert measures(asked(at(0, 8, 4), at(0, 9, 4), at(0, 10, 1)), LIMITS).worked_minutes == 9 * 60


def test_a_shift_of_which_only_a_part_is_judged_overlaps_with_every_other_that_is_going_on():
    before = (at(-1, 8, 30), at(0, 10, 2))
    told = check(asked(at(0, 9, 3), period=weeks(1), history=before), LIMITS)
    assert [(each.measured, len(each.shifts)) for each in told if each.rule == "OVERLAP"] == [(180, 2), (120, 2)]


def test_of_many_shifts_at_once_each_is_compared_with_the_three_that_end_last():
    many = tuple(replace(at(0, 8, 4), id=str(number)) for number in range(10))
    assert len([each for each in found(*many) if each[0] == "OVERLAP"]) == 1 + 2 + 7 * 3


def test_the_same_shift_twice_overlaps_with_itself_for_all_of_its_time():
    assert found(at(0, 8, 4), replace(at(0, 8, 4), id="again")) == [("OVERLAP", "illegal", 240, 0)]


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (datetime(2026, 6, 1, 8), datetime(2026, 6, 1, 16), "naive_time"),
        (datetime(2026, 6, 1, 8, tzinfo=UTC), datetime(2026, 6, 1, 16), "naive_time"),
        (datetime(2026, 6, 1, 16, tzinfo=UTC), datetime(2026, 6, 1, 8, tzinfo=UTC), "end_not_after_start"),
        (datetime(2026, 6, 1, 8, tzinfo=UTC), datetime(2026, 6, 1, 8, tzinfo=UTC), "end_not_after_start"),
    ],
)
def test_naive_times_and_ends_before_starts_are_no_shifts(start, end, code):
    with pytest.raises(WrongInput) as told:
        WorkShift("x", Span(start, end))
    assert told.value.code == code


@pytest.mark.parametrize(
    ("start", "end", "code", "named"),
    [
        (datetime(2026, 3, 29, 2, 30), datetime(2026, 3, 29, 8), "time_does_not_exist", "2026-03-29 02:30"),
        (datetime(2026, 3, 28, 22), datetime(2026, 3, 29, 2), "time_does_not_exist", "2026-03-29 02:00"),
        (datetime(2026, 10, 25, 2), datetime(2026, 10, 25, 8), "time_exists_twice", "2026-10-25 02:00"),
        (datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 2, 59), "time_exists_twice", "2026-10-25 02:59"),
    ],
)
def test_a_local_time_that_the_clock_skips_or_repeats_is_named(start, end, code, named):
    with pytest.raises(WrongInput, match=named) as told:
        Span.of_local(start, end)
    assert told.value.code == code
    assert told.value.facts["wall"] in (start, end)


@pytest.mark.parametrize("hour", [1, 3])
def test_the_hours_beside_the_change_are_ordinary_times(hour):
    for month, day in ((3, 29), (10, 25)):
        assert Span.of_local(datetime(2026, month, day, hour), datetime(2026, month, day, 8)).minutes >= 5 * 60


def test_an_agreement_of_an_unknown_type_is_no_agreement():
    with pytest.raises(ValueError, match="averaging_by_handshake"):
        AgreementType("averaging_by_handshake")


@pytest.mark.parametrize(
    "kind",
    [
        "averaging_union_local",
        "rest_8h_28h_union_local",
        "overtime_union_local",
        "total_16h_union_local",
        "union_10_12_4",
    ],
)
def test_a_local_or_union_agreement_without_a_tariff_opens_nothing(kind):
    """Twelve hours, then nine hours off, then eleven: as if nothing were written."""
    agreement = agreed(kind, compensatory_rest=True, period_weeks=8, individual_consent=True)
    shifts = (at(0, 8, 12), at(1, 5, 11))
    plain = found(*shifts)
    assert {each[0] for each in plain} == {"AML-10-4-1-D", "AML-10-8-1"}
    assert found(*shifts, agreements=[agreement]) == plain
    assert found(*shifts, agreements=[agreement], contract=Contract(tariff_bound=True)) != plain


@pytest.mark.parametrize(
    ("day", "known"), [(date(2015, 6, 30), date(2015, 7, 1)), (date(1990, 1, 1), date(2015, 7, 1))]
)
def test_limits_of_a_day_before_the_first_known_value_name_the_first_known_day(day, known):
    with pytest.raises(NoAnswer) as told:
        Limits.at(day)
    assert told.value.code == "no_value_for_day"
    assert told.value.facts["first_known_day"] == known
    assert str(known) in str(told.value)


def test_the_first_day_is_that_of_the_value_that_is_asked_about():
    for value_id in ("aml.break_after", "home.daily_rest", "avl.stretch", "aml.ordinary_daily"):
        first = reader.dated(value_id).entries[0].valid_from
        with pytest.raises(NoAnswer, match=f"{value_id} has no value on .* the first known day is {first}"):
            reader.number(value_id, first - timedelta(days=1))


def test_work_in_a_private_home_before_its_regulation_has_no_answer_and_says_from_when():
    with pytest.raises(NoAnswer, match="1 July 2022") as told:
        found(at(0, 8, 8), contract=Contract(regime=Regime.HOME), limits=Limits.at(date(2022, 6, 30)))
    assert told.value.code == "no_home_rules"


def test_an_agreement_is_held_by_its_type_and_two_of_a_type_do_not_add_up():
    ten = Agreement(AgreementType.AVERAGING_INDIVIDUAL, period_weeks=8)
    assert found(at(0, 8, 10), agreements=[ten, ten]) == []
    assert [each[0] for each in found(at(0, 8, 11), agreements=[ten, ten])] == ["AML-10-5-1-D"]
