"""A finding that hangs on a reading that the law leaves open names the reading; one that does not, names none."""

from datetime import date

import pytest

from selvstyrt.core.worktime import Contract, Limits, Settings, exemptions
from selvstyrt.core.worktime.values import CountingMode
from tests.core.worktime.shifts import LIMITS, agreed, at, findings, overtime, shift, weeks

TARIFF = Contract(tariff_bound=True)
REST = agreed("rest_8h_28h_union_local", compensatory_rest=True)


def readings(*shifts, **more):
    return {each.rule: each.mode for each in findings(*shifts, **more)}


def test_twenty_four_hours_are_a_reading_when_a_shift_goes_on_past_the_day():
    assert readings(at(0, 8, 10)) == {"AML-10-4-1-D": ""}
    assert readings(at(0, 22, 10)) == {"AML-10-4-1-D": "start_day"}
    assert readings(at(0, 14, 10)) == {"AML-10-4-1-D": ""}
    split = Settings(h24_mode=CountingMode.FIXED_SPLIT)
    assert readings(at(0, 8, 10), settings=split) == {"AML-10-4-1-D": "fixed_split"}
    late = overtime(0, 17, 7.5, overtime_break_minutes=30)
    assert readings(at(0, 8, 9), late)["AML-10-6-8-D"] == "start_day"


def test_the_hour_that_autumn_repeats_is_a_reading():
    night = shift("2026-10-24 22:00", "2026-10-25 07:00")
    assert readings(night) == {"AML-10-4-1-D": "elapsed"}
    week = [shift(f"2026-10-{number} 08:00", f"2026-10-{number} 16:00") for number in (19, 20, 21, 22)]
    assert readings(*week, shift("2026-10-24 23:00", "2026-10-25 07:00"))["AML-10-4-1-W"] == "elapsed"
    long = shift("2026-10-24 17:00", "2026-10-25 06:00")
    assert readings(long, agreements=[agreed("averaging_arbeidstilsynet")])["AML-10-6-8-D"] == "elapsed"


def test_eight_weeks_are_blocks_from_the_start_of_the_plan_or_the_worst_in_a_row():
    heavy = [at(week * 7 + day, 8, 9) for week in range(8) for day in range(6)]
    averaged = agreed("averaging_individual", period_weeks=52)
    told = readings(*heavy, period=weeks(8), agreements=[averaged, agreed("religious_swap_10_10_5")])
    assert told["AML-10-6-8-W"] == "blocks"
    single = [each.mode for each in findings(*heavy, period=weeks(8), agreements=[averaged]) if each.limit == 3000]
    assert single == [""] * 8


def test_when_lost_rest_is_given_back_is_a_reading():
    owed = (at(0, 14, 8), at(1, 7, 8), at(2, 2, 6))
    assert readings(*owed, contract=TARIFF, agreements=[REST])["AML-10-8-3-COMP"] == "next_rest"


def test_a_weekly_rest_across_the_boundary_is_a_reading():
    late_sundays = [*(at(day, 8, 6) for day in range(7)), *(at(day, 10, 6) for day in range(9, 13))]
    told = [each for each in findings(*late_sundays, period=weeks(2)) if each.rule == "AML-10-8-2"]
    assert [(each.severity.value, each.mode) for each in told] == [("warning", "inside_week")]


def test_the_days_of_a_night_workers_average_are_a_reading():
    nights = [at(week * 7 + day, 21, 9.2) for week in range(4) for day in range(5)]
    worker = Contract(regular_night_worker=True)
    averaged = agreed("averaging_individual", period_weeks=52)
    told = readings(*nights, period=weeks(4), contract=worker, agreements=[averaged])
    assert told["AML-10-11-6"] == "without_weekly_rest"


DAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("ruling", "rules", "figures"),
    [
        (exemptions.night_exemption(True, "health", False, granted=False), ["AML-10-2-2"], {"right": True}),
        (exemptions.night_exemption(True, "health", False), [], {"right": True}),
        (exemptions.night_exemption(True, "health", True, granted=False), [], {"right": False}),
        (exemptions.night_exemption(False, "health", False, granted=False), [], {"right": False}),
        (exemptions.night_exemption(True, "hobby", False, granted=False), [], {"right": False}),
        (exemptions.flexible_hours(False, granted=False), ["AML-10-2-3"], {"right": True}),
        (exemptions.flexible_hours(True, granted=False), [], {"right": False}),
        (exemptions.reduced_hours(62, "", False, DAY, granted=False), ["AML-10-2-4"], {"right": True}),
        (exemptions.reduced_hours(61, "", False, DAY, granted=False), [], {"right": False}),
        (exemptions.reduced_hours(40, "social", False, DAY, granted=False), ["AML-10-2-4"], {"right": True}),
        (exemptions.reduced_hours(62, "", True, DAY, granted=False), [], {"right": False}),
        (exemptions.permitted_overtime(25, True, LIMITS), [], {"limit_minutes": 1500}),
        (exemptions.permitted_overtime(26, True, LIMITS), ["AML-10-6-6"], {"limit_minutes": 1500}),
        (exemptions.permitted_overtime(11, False, LIMITS), ["AML-10-6-4-7D"], {"limit_minutes": 600}),
        (exemptions.sunday_work(True), [], {"lawful": True}),
        (exemptions.sunday_work(True, discussed=False), ["AML-10-10-2"], {"lawful": False}),
        (exemptions.extra_sunday_work(True, True, True), [], {"lawful": True}),
        (exemptions.extra_sunday_work(False, True, True), ["AML-10-10-4"], {"lawful": False}),
        (exemptions.night_work(True), [], {"lawful": True}),
        (exemptions.night_work(False), ["AML-10-11-2"], {"lawful": False}),
        (exemptions.evening_by_own_wish(1260, 1380, True, True, LIMITS, DAY), [], {"lawful": True}),
        (exemptions.evening_by_own_wish(1260, 1381, True, True, LIMITS, DAY), ["AML-10-11-2"], {"lawful": False}),
        (exemptions.evening_by_own_wish(1260, 1380, True, False, LIMITS, DAY), ["AML-10-11-2"], {"lawful": False}),
        (exemptions.chapter_applies(False, False), [], {"chapter_10_applies": True}),
        (exemptions.chapter_applies(True, False), [], {"chapter_10_applies": False}),
        (exemptions.distant_site(False, True, True), ["AML-10-12-6"], {"possible": False}),
        (exemptions.distant_site(True, True, True), [], {"possible": True}),
        (exemptions.care_work_permit(True, True, True, True), [], {"may_depart": True}),
        (exemptions.care_work_permit(True, True, True, False), ["AML-10-12-7"], {"may_depart": False}),
    ],
)
def test_who_may_be_let_off_and_who_may_depart(ruling, rules, figures):
    assert [breach.rule for breach in ruling.breaches] == rules
    assert ruling.figures == figures


def test_evening_work_by_own_wish_was_not_in_the_act_before_july_2017():
    before = date(2017, 6, 30)
    with pytest.raises(Exception, match="2017-07-01"):
        exemptions.evening_by_own_wish(1260, 1380, True, True, Limits.at(before), before)
