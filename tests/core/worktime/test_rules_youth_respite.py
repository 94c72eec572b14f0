"""Young assistants, respite beside another post, nights by local agreement: both sides of each limit."""

from dataclasses import replace
from datetime import date

import pytest

from selvstyrt.core.worktime import AgreementType, Contract, Limits, Regime, WorkShift, advise, respite
from selvstyrt.core.worktime.under18 import may_work
from tests.core.worktime.shifts import LIMITS, agreed, asked, at, findings, found, overtime, rules, weeks

YOUNG = Contract(birth_date=date(2009, 3, 1))
RESPITE = Contract(Regime.AVL)
AGREED = agreed("respite_individual")
LONG = agreed("respite_long_individual")


@pytest.mark.parametrize(
    ("born", "school", "light", "lawful"),
    [
        (date(2011, 6, 2), False, False, False),
        (date(2011, 6, 1), False, False, True),
        (date(2010, 1, 1), True, False, False),
        (date(2010, 1, 1), True, True, True),
        (date(2013, 6, 1), True, True, True),
        (date(2013, 6, 2), True, True, False),
    ],
)
def test_children_do_light_work_only_and_none_before_they_are_thirteen(born, school, light, lawful):
    contract = Contract(birth_date=born, compulsory_school=school, light_work=light)
    told = [each for each in findings(at(0, 15, 2), at(1, 15, 2), contract=contract) if each.rule == "AML-11-1"]
    assert bool(told) is not lawful
    assert all((each.severity.value, each.unit, each.shifts) == ("illegal", "years", ("0-15",)) for each in told)


def test_from_fifteen_the_tasks_must_fit_and_that_is_said_once():
    told = advise(asked(at(0, 15, 2), at(1, 15, 2), contract=YOUNG), LIMITS)
    assert [(each.rule, each.severity.value, each.measured, each.limit) for each in told] == [
        ("AML-11-1", "warning", 17, 18)
    ]
    assert advise(asked(at(0, 15, 2)), LIMITS) == []
    child = Contract(birth_date=date(2012, 1, 1), light_work=True)
    assert advise(asked(at(0, 15, 2), contract=child), LIMITS) == []
    assert advise(asked(contract=YOUNG, history=(at(-1, 15, 2),)), LIMITS) == []


def test_may_work_is_the_same_question_without_a_roster():
    assert may_work(14, False, False, LIMITS.youth).breaches[0].rule == "AML-11-1"
    assert may_work(17, False, False, LIMITS.youth).compliant


def test_light_work_in_care_may_last_until_midnight_from_fifteen():
    care = replace(YOUNG, light_work=True)
    assert rules(at(0, 18, 6), contract=YOUNG) == ["AML-11-3-2"]
    assert rules(at(0, 18, 6), contract=care) == []
    assert found(at(0, 18, 6.5), contract=care) == [("AML-11-3-2", "illegal", 30, 0)]
    child = Contract(birth_date=date(2012, 1, 1), light_work=True)
    assert rules(at(5, 19, 1.5, break_minutes=0), contract=child) == ["AML-11-3-1"]


def test_work_for_other_employers_counts_under_eighteen_only():
    elsewhere = (at(0, 8, 4),)
    assert found(at(0, 13, 5), contract=YOUNG, elsewhere=elsewhere) == [("AML-11-2-3", "illegal", 540, 480)]
    assert found(at(0, 13, 4), contract=YOUNG, elsewhere=elsewhere) == []
    assert found(at(0, 13, 8), contract=Contract(), elsewhere=elsewhere) == []
    assert found(contract=YOUNG, elsewhere=(at(0, 8, 10),)) == []
    week = [at(day, 8, 7) for day in range(5)]
    assert found(*week, period=weeks(1), contract=YOUNG, elsewhere=(at(6, 8, 6),)) == [
        ("AML-11-2-3", "illegal", 41 * 60, 2400)
    ]


def test_work_in_other_schemes_of_the_same_employer_is_added_up():
    assert found(at(0, 13, 5), history=(at(0, 8, 5),)) == [("AML-10-4-1-D", "needs_agreement", 600, 540)]


def test_another_post_beside_respite_keeps_its_forty_hours():
    post = [at(day, 8, 8, other_post=True) for day in range(5)]
    more = at(5, 8, 5)
    assert rules(*post, more, period=weeks(1), contract=RESPITE, agreements=[AGREED]) == []
    same_post = replace(more, other_post=True)
    assert found(*post, same_post, period=weeks(1), contract=RESPITE, agreements=[AGREED]) == [
        ("AVL-5", "illegal", 2700, 2400)
    ]


def test_a_split_day_of_respite_is_one_working_period():
    assert rules(at(0, 8, 4), at(0, 16, 4), contract=RESPITE, agreements=[AGREED]) == []


def test_shorter_rest_after_respite_is_by_agreement():
    shifts = (at(0, 8, 15), at(1, 8, 8))
    assert found(*shifts, contract=RESPITE, agreements=[AGREED]) == [("AVL-7", "illegal", 540, 660)]
    nine = replace(AGREED, compensatory_rest=True, min_daily_minutes=540)
    assert found(*shifts, contract=RESPITE, agreements=[nine]) == []


@pytest.mark.parametrize(
    ("length", "other", "expected"),
    [
        (40, 12, []),
        (48, 16, []),
        (48, 17, [("AVL-10", "illegal", 17 * 60, 16 * 60)]),
        (50, 8, []),
        (50, 12, [("AVL-10", "illegal", 12 * 60, 8 * 60)]),
    ],
)
def test_other_work_in_a_stretch_of_respite(length, other, expected):
    shifts = (at(0, 8, other, other_post=True), at(0, 8 + other, length - other))
    assert found(*shifts, contract=RESPITE, agreements=[AGREED]) == expected
    ruled = respite.combined(length, other, LIMITS.respite)
    assert [breach.rule for breach in ruled.breaches] == [each[0] for each in expected]


def test_little_demanding_respite_may_last_a_week_by_agreement_and_holds_no_other_work():
    six_days, eight_days = at(0, 8, 6 * 24), at(0, 8, 8 * 24)
    agreements = [AGREED, LONG]

    def told(*shifts, agreements=agreements):
        return [each for each in found(*shifts, contract=RESPITE, agreements=agreements) if each[0] != "AVL-4"]

    assert told(six_days, agreements=[AGREED]) == [("AVL-6", "illegal", 6 * 1440, 56 * 60)]
    assert told(six_days) == []
    assert told(eight_days) == [("AVL-12", "illegal", 8 * 1440, 7 * 1440)]
    mixed = (at(0, 8, 4, other_post=True), at(0, 12, 60))
    assert told(*mixed) == [("AVL-12", "illegal", 240, 0)]
    assert told(*mixed, agreements=[AGREED]) == [("AVL-6", "illegal", 64 * 60, 56 * 60)]


@pytest.mark.parametrize(
    ("minutes", "hours_off", "expected"),
    [
        (None, 35, []),
        (None, 30, [("AVL-11", "needs_agreement", 1800, 2100)]),
        (1560, 26, []),
        (1560, 25, [("AVL-11", "needs_agreement", 1500, 1560)]),
        (1560, 22, [("AVL-11", "illegal", 1320, 1560)]),
    ],
)
def test_weekly_rest_beside_respite_is_agreed_down_to_twenty_four_hours(minutes, hours_off, expected):
    week = [*(at(day, 10, 8) for day in range(5)), at(4, 18 + hours_off, 53 - hours_off)]
    agreement = replace(AGREED, min_weekly_minutes=minutes)
    told = findings(*week, period=weeks(1), contract=RESPITE, agreements=[agreement])
    assert [(each.rule, each.severity.value, each.measured, each.limit) for each in told] == expected
    assert all(each.cure == ("respite_individual",) for each in told if each.severity == "needs_agreement")


@pytest.mark.parametrize(
    ("ruling", "lawful"),
    [
        (respite.beyond_the_post(37, 10, True, 2400), True),
        (respite.beyond_the_post(37, 10, False, 2400), False),
        (respite.beyond_the_post(30, 10, False, 2400), True),
        (respite.shorter_rest(15, 9, True, True, 660, 960), True),
        (respite.shorter_rest(15, 9, False, True, 660, 960), False),
        (respite.shorter_rest(15, 9, True, False, 660, 960), False),
        (respite.shorter_rest(17, 9, True, True, 660, 960), False),
        (respite.shorter_rest(15, 11, False, False, 660, 960), True),
        (respite.weekly_rest(26, True, 2100, LIMITS.respite), True),
        (respite.weekly_rest(26, False, 2100, LIMITS.respite), False),
        (respite.weekly_rest(22, True, 2100, LIMITS.respite), False),
        (respite.long_stretch(144, False, False, True, LIMITS.respite), True),
        (respite.long_stretch(169, False, False, True, LIMITS.respite), False),
        (respite.long_stretch(144, True, False, True, LIMITS.respite), False),
        (respite.long_stretch(144, False, True, True, LIMITS.respite), False),
        (respite.long_stretch(144, False, False, False, LIMITS.respite), False),
    ],
)
def test_questions_about_respite_without_a_roster(ruling, lawful):
    assert ruling.compliant is lawful
    assert ruling.figures["lawful"] is lawful


def test_the_respite_rules_began_in_july_2017():
    assert Limits.at(date(2017, 6, 30)).respite is None
    assert Limits.at(date(2017, 7, 1)).respite.longest_stretch == 7 * 1440


def test_straining_and_regular_nights_are_open_by_local_agreement_with_compensatory_rest():
    night = agreed("union_local_10_11_9", compensatory_rest=True)
    strained = Contract(tariff_bound=True, night_special_strain=True)
    assert rules(at(0, 22, 9), contract=strained) == ["AML-10-11-7"]
    assert rules(at(0, 22, 9), contract=strained, agreements=[night]) == []
    assert rules(at(0, 22, 9), contract=strained, agreements=[replace(night, compensatory_rest=False)]) != []
    assert rules(at(0, 22, 9), contract=replace(strained, tariff_bound=False), agreements=[night]) != []
    regular = Contract(tariff_bound=True, regular_night_worker=True)
    averaged = agreed("averaging_individual", period_weeks=52)
    nights = [at(week * 7 + day, 21, 9.2) for week in range(4) for day in range(5)]
    told = findings(*nights, period=weeks(4), contract=regular, agreements=[averaged])
    assert [each.cure for each in told] == [(AgreementType.NIGHT_UNION_LOCAL_10_11_9.value,)]
    assert rules(*nights, period=weeks(4), contract=regular, agreements=[averaged, night]) == []


def test_passive_work_beyond_eleven_hours_is_cured_by_consent_from_the_inspection_authority():
    passive = Contract(passive_work=True)
    twelve = at(0, 20, 12, passive_minutes=600)
    told = findings(twelve, contract=passive)
    assert [(each.rule, each.limit, each.cure) for each in told] == [
        ("AML-10-4-1-D", 660, ("averaging_arbeidstilsynet", "passive_arbeidstilsynet_10_4_2"))
    ]
    assert isinstance(twelve, WorkShift)


@pytest.mark.parametrize("basis", ["TAR-VIRKE-37.5", "TAR-VIRKE-35.5", "TAR-VIRKE-33.6"])
def test_the_week_of_a_named_agreement_is_told_under_its_own_name(basis):
    minutes = int(float(basis.removeprefix("TAR-VIRKE-")) * 60)
    contract = Contract(tariff_bound=True, weekly_limit_minutes=minutes, weekly_limit_basis=basis)
    week = [at(day, 8, 8) for day in range(5)]
    assert found(*week, period=weeks(1), contract=contract) == [(basis, "needs_agreement", 2400, minutes)]


def test_six_weeks_of_respite_are_sixty_hours_on_average_and_none_above_eighty_eight():
    heavy = [at(week * 7 + day, 8, 12.5) for week in range(6) for day in range(5)]
    assert rules(*heavy, period=weeks(6), contract=RESPITE, agreements=[AGREED]) == ["AVL-4"]
    told = found(*heavy, period=weeks(6), contract=RESPITE, agreements=[AGREED])
    assert told == [("AVL-4", "illegal", 3750, 3600)]
    light = [at(week * 7 + day, 8, 12) for week in range(6) for day in range(5)]
    assert found(*light, period=weeks(6), contract=RESPITE, agreements=[AGREED]) == []


def test_a_childs_work_before_the_period_is_not_told():
    child = Contract(birth_date=date(2012, 1, 1))
    assert rules(contract=child, history=(at(-3, 15, 2),), period=weeks(1)) == []
    grown = Contract(birth_date=date(2008, 6, 2), compulsory_school=True)
    assert rules(at(1, 8, 8), contract=grown) == []


def test_overtime_before_the_period_alone_is_not_told():
    earlier = [overtime(-7 + day, 8, 5) for day in range(5)]
    assert rules(at(0, 8, 8), history=tuple(earlier), period=weeks(1)) == []
    assert "AML-10-6-4-7D" in rules(*[overtime(day, 8, 5) for day in range(5)], period=weeks(1))


def test_a_year_above_forty_eight_hours_under_a_union_agreement_needs_the_assistants_consent():
    year = [at(week * 7 + day, 8, 10) for week in range(52) for day in range(5)]
    tariff = Contract(tariff_bound=True)
    without = agreed("union_10_12_4", compensatory_rest=True)
    assert found(*year, period=weeks(52), contract=tariff, agreements=[without]) == [
        ("AML-10-12-4", "illegal", 3000, 2880)
    ]
    assert found(*year, contract=tariff, period=weeks(52), agreements=[replace(without, individual_consent=True)]) == []
