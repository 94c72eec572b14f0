"""Advice beside the findings, the weekly limit of a rota, and duties around the hours, on both sides of each line."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.worktime import Contract, Limits, advise, duties, regimes, weekly_limit
from tests.core.worktime.shifts import LIMITS, agreed, asked, at, overtime, weeks

DAY = date(2026, 6, 1)


def advice(*shifts, **more):
    return [(each.rule, each.measured, each.limit, each.unit) for each in advise(asked(*shifts, **more), LIMITS)]


def test_seven_days_in_a_row_are_worth_a_word_and_six_are_not():
    assert advice(*(at(day, 8, 5) for day in range(6))) == []
    assert advice(*(at(day, 8, 5) for day in range(10))) == [("AML-10-2-1", 10, 6, "days")]


def test_four_nights_in_a_row_are_worth_a_word():
    assert advice(*(at(day, 22, 8) for day in range(3))) == []
    assert advice(*(at(day, 22, 8) for day in range(4))) == [("AML-10-2-1", 4, 3, "nights")]


def test_an_agreed_quick_return_is_worth_a_word_and_a_forbidden_one_is_a_finding_instead():
    rest = [agreed("rest_8h_28h_union_local", compensatory_rest=True)]
    short = (at(0, 14, 8), at(1, 7, 8))
    assert advice(*short, contract=Contract(tariff_bound=True), agreements=rest) == [("AML-10-2-1", 540, 660, "min")]
    assert advice(*short) == []


def test_overtime_above_the_frame_reminds_of_consent():
    local = [agreed("overtime_union_local")]
    week = [each for day in range(4) for each in (at(day, 8, 8), overtime(day, 16, 3.5))]
    told = advice(*week, contract=Contract(tariff_bound=True), agreements=local, period=weeks(1))
    assert told == [("AML-10-6-7", 720, 600, "min")]


@pytest.mark.parametrize(
    ("sunday", "night", "expected"),
    [(20, 30, "36.09"), (0, 0, "38.00"), (10, 10, "38.00"), (40, 60, "36.00"), (25, 0, "38.00"), (0, 30, "37.21")],
)
def test_the_limit_of_a_three_part_rota_lies_between_36_and_38(sunday, night, expected):
    found = weekly_limit.three_part_rota(Fraction(100), Fraction(sunday), Fraction(night), True, DAY)
    assert found.figures["weekly_limit_minutes"] == Decimal(expected) * 60


def test_fewer_sundays_keep_the_rota_at_forty():
    found = weekly_limit.three_part_rota(Fraction(100), Fraction(40), Fraction(60), False, DAY)
    assert found.figures["weekly_limit_minutes"] == 2400
    with pytest.raises(WrongInput):
        weekly_limit.three_part_rota(Fraction(0), Fraction(0), Fraction(0), True, DAY)


@pytest.mark.parametrize(("worked", "expected"), [(9, 2280), (8, 2400), (0, 2400)])
def test_every_third_sunday_gives_thirty_eight_hours(worked, expected):
    assert weekly_limit.sunday_frequency(26, worked, DAY).figures["weekly_limit_minutes"] == expected


@pytest.mark.parametrize(("night", "expected"), [(30, 2280), (Fraction(57, 2), 2280), (28, 2400)])
def test_three_quarters_at_night_give_thirty_eight_hours(night, expected):
    assert weekly_limit.mainly_night(Fraction(38), Fraction(night), DAY).figures["weekly_limit_minutes"] == expected


@pytest.mark.parametrize(("discussed", "lawful"), [(date(2026, 6, 1), True), (date(2026, 6, 2), False)])
def test_a_plan_is_discussed_fourteen_days_before(discussed, lawful):
    found = duties.plan_discussed(discussed, date(2026, 6, 15), DAY)
    assert found.compliant is lawful
    assert duties.plan_discussed(discussed, date(2026, 6, 15), DAY, home=True).compliant is lawful


def test_the_plan_rule_of_private_homes_did_not_bind_in_2024():
    found = duties.plan_discussed(date(2024, 6, 5), date(2024, 6, 10), date(2024, 6, 10), home=True)
    assert found.compliant
    assert found.figures == {"in_force": False}


@pytest.mark.parametrize(
    ("start", "end", "tariff_bound", "valid"),
    [
        (23, 7, True, True),
        (23, 7, False, False),
        (0, 6, True, False),
        (22, 6, True, True),
        (0, 8, True, True),
        (1, 9, True, False),
        (20, 4, True, False),
    ],
)
def test_another_night_is_eight_hours_and_holds_midnight_to_six(start, end, tariff_bound, valid):
    assert duties.night_window(start * 60, end * 60, tariff_bound, DAY).figures["valid"] is valid


@pytest.mark.parametrize(
    ("standby", "calls", "factor", "hours"),
    [(10, 0, "1/7", "1.43"), (16, 0, "1/7", "2.29"), (10, 0, "1/5", "2.00"), (10, 2, "1/7", "3.14")],
)
def test_standby_counts_a_seventh_and_calls_in_full(standby, calls, factor, hours):
    found = duties.standby_counted(Fraction(standby), Fraction(calls), Fraction(factor), DAY)
    assert found.figures["counted_ordinary_minutes"] == Decimal(hours) * 60
    assert found.compliant


def test_less_than_a_seventh_of_standby_is_illegal():
    assert not duties.standby_counted(Fraction(10), Fraction(0), Fraction(1, 8), DAY).compliant


@pytest.mark.parametrize(
    ("hours", "local", "rules"),
    [
        ([10] * 2, False, []),
        ([11], False, ["AML-10-6-4-7D"]),
        ([7, 6, 6, 7], False, ["AML-10-6-4-4W"]),
        ([13, 13, 13, 12], True, ["AML-10-6-5-4W"]),
        ([4] * 50, False, []),
        ([4] * 51, False, ["AML-10-6-4-52W"]),
    ],
)
def test_overtime_sums_over_weeks(hours, local, rules):
    found = duties.overtime_sums([Decimal(each) for each in hours], LIMITS, local_agreement=local)
    assert [breach.rule for breach in found.breaches] == rules


def test_overtime_is_paid_at_least_forty_percent_more_and_never_swapped_away():
    assert duties.overtime_supplement(Decimal(40), DAY).compliant
    assert not duties.overtime_supplement(Decimal("39.9"), DAY).compliant
    assert duties.time_off_for_overtime(True, Decimal(40), DAY).compliant
    assert not duties.time_off_for_overtime(False, Decimal(40), DAY).compliant
    assert not duties.time_off_for_overtime(True, Decimal(0), DAY).compliant


def test_a_year_above_forty_eight_hours_needs_consent():
    assert not duties.union_year(Decimal(52), False, LIMITS).compliant
    assert duties.union_year(Decimal(52), True, LIMITS).compliant
    assert duties.union_year(Decimal(48), False, LIMITS).compliant


@pytest.mark.parametrize(
    ("employer", "hours", "regime"),
    [
        ("municipality", None, "AML"),
        ("user_company", None, "AML"),
        ("user_private_person", Decimal(20), "HOME"),
        ("user_private_person", Decimal("2.5"), "none"),
    ],
)
def test_the_employer_decides_which_rules_apply(employer, hours, regime):
    assert regimes.regime_of(employer, hours, DAY).figures == {"regime": regime}


@pytest.mark.parametrize(
    ("same", "age", "together"),
    [(True, None, True), (True, 17, True), (False, 17, True), (False, 18, False), (False, None, False)],
)
def test_hours_with_two_users_are_added_up_for_one_employer_and_for_the_young(same, age, together):
    assert regimes.hours_added_up(same_employer=same, age=age, day=DAY).figures == {"added_up": together}


def test_an_unknown_employer_is_asked_about():
    with pytest.raises(WrongInput):
        regimes.regime_of("friend", None, DAY)


def test_three_hours_a_week_in_a_private_home_are_outside_the_regulation():
    assert not regimes.home_regulation_applies(Decimal(3), DAY)
    assert regimes.home_regulation_applies(Decimal("3.01"), DAY)


@pytest.mark.parametrize(
    ("hours", "lawful"), [([88, 52, 52, 52, 52, 52], True), ([89] + [40] * 5, False), ([61] * 6, False)]
)
def test_respite_weeks(hours, lawful):
    limits = Limits.at(DAY).respite
    assert limits is not None
    assert duties.respite_weeks([Decimal(each) for each in hours], limits).compliant is lawful
