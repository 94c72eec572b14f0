"""An agreement opens what falls on the days that it holds, and nothing before or after."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from selvstyrt.core.worktime import Agreement, Contract, Regime, bounds, on_record
from selvstyrt.core.worktime.bounds import renewed
from tests.core.worktime.shifts import LIMITS, MONDAY, agreed, asked, at, found, overtime, rules, weeks

TARIFF = Contract(tariff_bound=True)
FIRST = date(2026, 6, 1)


def day(number):
    """A day of June 2026, counted from Monday the first."""
    return FIRST + timedelta(days=number)


def individual(weeks=52, **dates):
    return agreed("averaging_individual", period_weeks=weeks, **dates)


def union(**more):
    return agreed("union_10_12_4", individual_consent=True, **{"compensatory_rest": True, **more})


def test_a_long_day_is_open_from_the_first_day_to_the_last_and_not_the_day_beside():
    days = [at(number, 8, 10) for number in (0, 1, 2, 3)]
    some = individual(valid_from=day(1), valid_to=day(2))
    assert found(*days, agreements=[some]) == [
        ("AML-10-4-1-D", "needs_agreement", 600, 540),
        ("AML-10-4-1-D", "needs_agreement", 600, 540),
    ]


def test_a_long_week_is_open_only_when_all_its_days_are():
    days = [at(week * 7 + number, 8, 9) for week in range(3) for number in range(5)]
    from_wednesday = individual(valid_from=day(9))
    assert found(*days, period=weeks(3), agreements=[from_wednesday]) == [
        ("AML-10-4-1-W", "needs_agreement", 2700, 2400),
        ("AML-10-4-1-W", "needs_agreement", 2700, 2400),
    ]


def test_a_week_above_the_cap_of_an_agreement_is_told_in_the_weeks_that_it_has():
    days = [at(week * 7 + number, 8, 10) for week in range(2) for number in range(6)]
    begins = individual(valid_from=day(7))
    told = found(*days, period=weeks(2), agreements=[begins])
    assert [each for each in told if each[0].endswith("-W")] == [
        ("AML-10-4-1-W", "illegal", 3600, 2400),
        ("AML-10-5-1-W", "illegal", 3600, 3000),
        ("AML-10-5-1-W", "illegal", 3600, 2880),
    ]


def test_an_agreement_that_ends_must_have_kept_its_average_in_the_weeks_it_had():
    long = [at(week * 7 + number, 8, 9) for week in range(4) for number in range(5)]
    short = [at(28 + week * 7 + number, 8, 7) for week in range(4) for number in range(5)]
    whole, ended = individual(8), individual(8, valid_to=day(27))
    assert found(*long, *short, period=weeks(8), agreements=[whole]) == []
    assert found(*long, *short, period=weeks(8), agreements=[ended]) == [("AML-10-5-AVG", "illegal", 2700, 2400)]


def test_the_agreed_period_is_counted_from_the_first_day_of_the_agreement():
    """Blocks of four weeks from 25 May: the plan from 1 June has three weeks of the first and four of the second."""
    long = [at(week * 7 + number, 8, 9.6) for week in range(3, 7) for number in range(5)]
    agreement = individual(4, valid_from=date(2026, 5, 25))
    assert found(*long, period=weeks(7), agreements=[agreement]) == [("AML-10-5-AVG", "illegal", 2880, 2400)]
    shifted = individual(4, valid_from=date(2026, 6, 8))
    assert rules(*long, period=weeks(7), agreements=[shifted]) == []


def test_a_renewal_without_a_gap_goes_on_and_a_gap_of_one_day_does_not():
    days = [at(number, 8, 10) for number in range(4)]
    to_tuesday, from_wednesday = individual(valid_to=day(1)), individual(valid_from=day(2))
    assert renewed([from_wednesday, to_tuesday]) == [individual()]
    assert found(*days, period=weeks(1), agreements=[from_wednesday, to_tuesday]) == []
    from_thursday = individual(valid_from=day(3))
    assert rules(*days, agreements=[to_tuesday, from_thursday]) == ["AML-10-4-1-D"]


def test_a_renewal_inside_another_changes_nothing():
    year = individual(valid_from=day(0), valid_to=day(30))
    assert renewed([year, individual(valid_from=day(3), valid_to=day(9))]) == [year]
    assert renewed([individual(), year]) == [individual(), year]


def test_new_terms_without_a_gap_cover_a_night_between_them_on_the_terms_of_its_first_day():
    old = agreed("rest_8h_28h_union_local", compensatory_rest=True, min_daily_minutes=600, valid_to=day(0))
    new = replace(old, min_daily_minutes=480, valid_from=day(1), valid_to=None)
    held = on_record(TARIFF, [new, old], day(0), day(1))
    assert held[old.type].min_daily_minutes == 600
    assert on_record(TARIFF, [new, old], day(1), day(2))[old.type].min_daily_minutes == 480
    late = replace(new, valid_from=day(2))
    assert on_record(TARIFF, [late, old], day(0), day(2)) == {}


def test_of_two_that_hold_the_newest_sets_the_terms():
    old, new = individual(8), individual(26, valid_from=day(0))
    assert bounds(Contract(), [new, old], LIMITS, first=day(3), last=day(9)).averaging_weeks == 26


def test_shorter_rest_must_be_agreed_for_the_whole_night_and_is_owed_after_it_ends():
    rest = agreed("rest_8h_28h_union_local", compensatory_rest=True)
    late, early, next_day = at(0, 14, 8), at(1, 7, 8), at(2, 2, 7)
    assert found(late, early, contract=TARIFF, agreements=[replace(rest, valid_from=day(1))]) == [
        ("AML-10-8-1", "needs_agreement", 540, 660)
    ]
    assert found(late, early, contract=TARIFF, agreements=[replace(rest, valid_to=day(1))]) == []
    ended = found(late, early, next_day, contract=TARIFF, agreements=[replace(rest, valid_to=day(1))])
    assert ended == [("AML-10-8-3-COMP", "illegal", 660, 780)]


def test_weekly_rest_of_twenty_eight_hours_in_the_weeks_of_the_agreement():
    rest = agreed("rest_8h_28h_union_local", compensatory_rest=True, valid_from=day(7))
    one = [*(at(number, 8, 5) for number in range(6)), at(6, 17, 3)]
    two = [*(at(7 + number, 8, 5) for number in range(6)), at(13, 17, 3)]
    swap = agreed("religious_swap_10_10_5")
    assert found(*one, *two, period=weeks(2), contract=TARIFF, agreements=[rest, swap]) == [
        ("AML-10-8-2", "needs_agreement", 1680, 2100)
    ]


def test_sixteen_hours_are_open_on_the_days_of_the_agreement():
    sixteen = agreed("total_16h_union_local", compensatory_rest=True, valid_from=day(2))
    long = [part for number in (0, 2) for part in (at(number, 7, 9), overtime(number, 16, 6))]
    assert found(*long, contract=TARIFF, agreements=[sixteen]) == [
        ("AML-10-6-4-7D", "needs_agreement", 660, 600),
        ("AML-10-6-8-D", "needs_agreement", 900, 780),
        ("AML-10-8-1-SPAN", "warning", 900, 780),
    ]


def test_overtime_of_twenty_hours_needs_an_agreement_for_the_week_that_it_falls_in():
    week = [part for number in range(5) for part in (at(number, 8, 8), overtime(number, 16, 4))]
    more = [part for number in range(7, 12) for part in (at(number, 8, 8), overtime(number, 16, 4))]
    local = agreed("overtime_union_local", valid_from=day(7))
    assert found(*week, *more, period=weeks(2), contract=TARIFF, agreements=[local]) == [
        ("AML-10-6-4-7D", "needs_agreement", 1050, 600),
        ("AML-10-6-4-4W", "needs_agreement", 2100, 1500),
    ]


def test_sixty_nine_hours_bind_in_the_weeks_with_both_local_agreements():
    week = [part for number in range(6) for part in (at(number, 7, 9), overtime(number, 16, 3))]
    both = [agreed("averaging_union_local", period_weeks=52), agreed("overtime_union_local", valid_from=day(7))]
    later = [replace_day(shift, 7) for shift in week]
    told = found(*week, *later, period=weeks(2), contract=TARIFF, agreements=both)
    assert [each for each in told if each[0] == "AML-10-6-8-69"] == [("AML-10-6-8-69", "illegal", 4320, 4140)]


def replace_day(shift, days):
    """The same shift some days later."""
    start, end = shift.span.start + timedelta(days=days), shift.span.end + timedelta(days=days)
    return replace(shift, id=f"{shift.id}+{days}", span=type(shift.span)(start, end))


def test_sundays_in_a_row_are_open_between_days_that_the_agreement_has():
    averaged = agreed("sunday_averaging_individual", period_weeks=4)
    sundays = [at(6, 8, 6), at(13, 8, 6)]
    assert rules(*sundays, period=weeks(4), agreements=[averaged]) == []
    assert rules(*sundays, period=weeks(4), agreements=[replace(averaged, valid_to=day(27))]) == []
    assert rules(*sundays, period=weeks(4), agreements=[replace(averaged, valid_to=day(12))]) == ["AML-10-8-4-NEXT"]


def test_an_ended_sunday_agreement_is_held_to_the_weeks_it_had():
    averaged = agreed("sunday_averaging_individual", period_weeks=8)
    sundays = [at(6 + 7 * week, 8, 6) for week in (0, 1, 2)]
    assert rules(*sundays, period=weeks(8), agreements=[averaged]) == []
    ended = replace(averaged, valid_to=day(27))
    assert found(*sundays, period=weeks(8), agreements=[ended]) == [("AML-10-8-4-AVG", "illegal", 3, 2)]


def test_one_weekly_rest_on_a_sunday_in_four_weeks_binds_while_the_agreement_lasts():
    averaged = agreed("sunday_averaging_individual", period_weeks=8, valid_from=day(28))
    sundays = [at(6 + 7 * week, 8, 6) for week in (0, 2, 4, 5, 6, 7)]
    told = rules(*sundays, period=weeks(8), agreements=[averaged])
    assert told.count("AML-10-8-4-FOURTH") == 1


def test_a_union_agreement_frees_the_days_it_has_and_keeps_its_own_conditions_there():
    whole_days = [at(0, 8, 24), at(7, 8, 24)]
    some = union(valid_from=day(3), max_24h_minutes=1440)
    assert found(*whole_days, contract=TARIFF, agreements=[some]) == [
        ("AML-10-4-1-D", "illegal", 1440, 540),
        ("AML-10-6-8-D", "illegal", 1440, 780),
        ("AML-10-8-1-SPAN", "warning", 1440, 780),
    ]
    without_rest = union(valid_from=day(7), compensatory_rest=False)
    told = found(at(0, 8, 8), at(7, 8, 24), period=weeks(2), contract=TARIFF, agreements=[without_rest])
    assert told == [("AML-10-12-4", "illegal", 0, 1)]
    short = union(valid_from=day(3), max_24h_minutes=720)
    assert ("AML-10-12-4", "illegal", 1440, 720) in found(*whole_days, contract=TARIFF, agreements=[short])


def test_nights_are_averaged_and_short_where_no_union_agreement_holds():
    nights = [at(week * 7 + number, 21, 9.2) for week in range(8) for number in range(5)]
    worker = Contract(tariff_bound=True, regular_night_worker=True, weekly_limit_minutes=2880)
    second = union(valid_from=day(28))
    told = rules(*nights, period=weeks(8), contract=worker, agreements=[second])
    assert told.count("AML-10-11-6") == 1
    strained = replace(worker, night_special_strain=True, regular_night_worker=False)
    assert rules(*nights, period=weeks(8), contract=strained, agreements=[second]).count("AML-10-11-7") == 20


def test_the_average_of_all_hours_is_judged_in_the_weeks_without_a_union_agreement():
    heavy = [at(week * 7 + number, 8, 9) for week in range(16) for number in range(6)]
    second = union(valid_from=day(56))
    told = found(*heavy, period=weeks(16), contract=TARIFF, agreements=[second])
    assert [each for each in told if each[0] == "AML-10-6-8-W"] == [("AML-10-6-8-W", "illegal", 3240, 2880)]


def test_an_agreement_over_too_long_a_period_is_told_for_the_days_that_it_has():
    sixty = individual(60, valid_from=day(3))
    assert ("AML-10-5-AVG", "illegal", 60, 52) in found(at(0, 8, 8), at(4, 8, 8), agreements=[sixty])
    assert "AML-10-5-AVG" not in rules(at(0, 8, 8), at(2, 8, 8), agreements=[sixty])


def test_what_holds_on_all_days_is_the_narrowest_of_what_holds_on_some():
    home = Contract(Regime.HOME)
    some = Agreement(individual().type, period_weeks=8, valid_from=day(2), valid_to=day(5))
    assert bounds(home, [some], LIMITS, first=day(0), last=day(6)).daily_ordinary == 540
    assert bounds(home, [some], LIMITS, first=day(2), last=day(5)).daily_ordinary == 600


@pytest.mark.parametrize("first", [0, 3, 7, 10])
def test_shifts_on_days_before_an_agreement_are_judged_as_if_it_were_not_there(first):
    shifts = [at(number, 8, 10) for number in range(14)]
    before = [shift for shift in shifts if shift.span.start < MONDAY + timedelta(days=first)]
    begins = individual(valid_from=day(first))
    told = [each for each in rules(*shifts, agreements=[begins]) if each == "AML-10-4-1-D"]
    assert len(told) == len(before) == first
    assert asked(*before).shifts == tuple(before)
