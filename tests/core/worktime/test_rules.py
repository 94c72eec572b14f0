"""Each working-time rule on both sides of its limit, with and without the agreement that moves it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from selvstyrt.core.base import NoAnswer, Span
from selvstyrt.core.worktime import Contract, Limits, Regime, Settings, ShiftKind, SundayMode, bounds
from selvstyrt.core.worktime.values import CountingMode
from tests.core.worktime.shifts import LIMITS, MONDAY, agreed, at, findings, found, overtime, rules, shift, weeks

TARIFF = Contract(tariff_bound=True)
INDIVIDUAL = agreed("averaging_individual", period_weeks=52)
LOCAL = agreed("averaging_union_local", period_weeks=52)
REST = agreed("rest_8h_28h_union_local", compensatory_rest=True)


def test_a_quiet_week_has_no_findings():
    assert found(*(at(day, 8, 8) for day in range(5)), period=weeks(1)) == []


def test_nine_hours_are_free_and_one_minute_more_needs_an_agreement():
    assert found(at(0, 8, 9)) == []
    assert found(shift("2026-06-01 08:00", "2026-06-01 17:01")) == [("AML-10-4-1-D", "needs_agreement", 541, 540)]


@pytest.mark.parametrize(
    ("contract", "agreement", "hours", "expected"),
    [
        (Contract(), INDIVIDUAL, 10, []),
        (Contract(), INDIVIDUAL, 11, [("AML-10-5-1-D", "needs_agreement", 660, 600)]),
        (TARIFF, LOCAL, 12.5, []),
        (TARIFF, LOCAL, 13, [("AML-10-5-2-D", "needs_agreement", 780, 750)]),
        (Contract(), LOCAL, 12, [("AML-10-4-1-D", "needs_agreement", 720, 540)]),
        (
            Contract(),
            agreed("averaging_individual", written=False),
            10,
            [("AML-10-4-1-D", "needs_agreement", 600, 540)],
        ),
        (Contract(), agreed("averaging_arbeidstilsynet", period_weeks=26), 13, []),
    ],
)
def test_the_ladder_of_a_long_day(contract, agreement, hours, expected):
    assert found(at(0, 7, hours), contract=contract, agreements=[agreement]) == expected


def test_a_cure_is_only_offered_where_it_is_open_to_the_employer():
    unbound = findings(at(0, 7, 12))[0]
    bound = findings(at(0, 7, 12), contract=TARIFF)[0]
    assert unbound.cure == ("averaging_arbeidstilsynet",)
    assert bound.cure == ("averaging_union_local", "averaging_arbeidstilsynet")
    assert findings(at(0, 7, 10))[0].cure == ("averaging_individual", "averaging_arbeidstilsynet")


@pytest.mark.parametrize(
    ("limit", "rule"),
    [(2400, "AML-10-4-1-W"), (2280, "AML-10-4-4"), (2160, "AML-10-4-5"), (2200, "AML-10-4-6")],
)
def test_the_weekly_limit_rests_on_its_own_paragraph(limit, rule):
    week = [at(day, 8, 8.4) for day in range(5)]
    contract = Contract(weekly_limit_minutes=limit)
    assert found(*week, period=weeks(1), contract=contract) == [(rule, "needs_agreement", 2520, limit)]


def test_the_tariff_has_a_weekly_limit_of_its_own():
    contract = Contract(tariff_bound=True, weekly_limit_minutes=2130)
    assert rules(*(at(day, 8, 8) for day in range(5)), period=weeks(1), contract=contract) == ["TAR-WEEK"]


def test_no_week_above_forty_eight_can_be_opened_without_averaging():
    week = [at(day, 8, 9) for day in range(6)]
    assert ("AML-10-4-1-W", "illegal", 3240, 2400) in found(*week, period=weeks(1))


def test_an_average_may_vary_within_its_period_but_not_exceed_it():
    long_short = [*(at(day, 8, 9.6) for day in range(5)), *(at(day, 8, 8) for day in range(7, 11))]
    two = agreed("averaging_individual", period_weeks=2)
    assert found(*long_short, period=weeks(2), agreements=[two]) == []
    more = [*long_short, at(11, 8, 8)]
    assert found(*more, period=weeks(2), agreements=[two]) == [("AML-10-5-AVG", "illegal", 2640, 2400)]


def test_an_unfinished_period_is_only_told_when_its_hours_are_already_used():
    four = [agreed("averaging_individual", period_weeks=4)]
    two_weeks = [at(day, 8, 9) for week in (0, 7) for day in range(week, week + 5)]
    assert found(*two_weeks, period=weeks(2), agreements=four) == []


def test_an_average_that_began_before_the_period_counts_the_history():
    four = [agreed("averaging_individual", period_weeks=2, valid_from=date(2026, 5, 25))]
    before = [at(day, 8, 9) for day in range(-7, -2)]
    now = [at(day, 8, 8) for day in range(5)]
    assert found(*now, period=weeks(1), agreements=four, history=tuple(before)) == [
        ("AML-10-5-AVG", "illegal", 2550, 2400)
    ]


def test_too_long_an_averaging_period_is_illegal_and_opens_nothing():
    sixty = [agreed("averaging_individual", period_weeks=60)]
    assert found(at(0, 8, 10), agreements=sixty) == [
        ("AML-10-4-1-D", "needs_agreement", 600, 540),
        ("AML-10-5-AVG", "illegal", 60, 52),
    ]


@pytest.mark.parametrize("period", [0, -3])
def test_an_agreement_over_no_time_opens_nothing(period):
    assert rules(at(0, 8, 10), agreements=[agreed("averaging_individual", period_weeks=period)]) == ["AML-10-4-1-D"]


def test_an_agreement_must_cover_the_judged_days():
    ended = agreed("averaging_individual", period_weeks=52, valid_to=date(2026, 5, 31))
    begins = agreed("averaging_individual", period_weeks=52, valid_from=date(2026, 6, 2))
    covers = agreed("averaging_individual", period_weeks=52, valid_from=date(2026, 6, 1), valid_to=date(2026, 6, 1))
    assert rules(at(0, 8, 10), agreements=[ended]) == ["AML-10-4-1-D"]
    assert rules(at(0, 8, 10), agreements=[begins]) == ["AML-10-4-1-D"]
    assert rules(at(0, 8, 10), agreements=[covers]) == []


@pytest.mark.parametrize(("hours", "expected"), [(11, []), (10.5, ["AML-10-8-1"])])
def test_eleven_hours_between_main_work_periods(hours, expected):
    assert rules(at(0, 14, 8), at(1, 22 - 24 + hours, 7)) == expected


def test_short_rest_is_curable_only_under_a_tariff_and_not_below_eight_hours():
    nine = (at(0, 14, 8), at(1, 7, 8))
    seven = (at(0, 14, 8), at(1, 5, 8))
    assert found(*nine) == [("AML-10-8-1", "illegal", 540, 660)]
    assert found(*nine, contract=TARIFF) == [("AML-10-8-1", "needs_agreement", 540, 660)]
    assert found(*nine, contract=TARIFF, agreements=[REST]) == []
    assert found(*seven, contract=TARIFF) == [("AML-10-8-1", "illegal", 420, 660)]
    assert found(*seven, contract=TARIFF, agreements=[REST]) == [("AML-10-8-1", "illegal", 420, 480)]


def test_shorter_rest_without_compensation_is_no_agreement():
    without = agreed("rest_8h_28h_union_local")
    assert rules(at(0, 14, 8), at(1, 7, 8), contract=TARIFF, agreements=[without]) == ["AML-10-8-1"]


def test_lost_rest_comes_back_in_the_next_one():
    short = (at(0, 14, 8), at(1, 7, 8))
    assert found(*short, at(2, 4, 7), contract=TARIFF, agreements=[REST]) == []
    assert found(*short, at(2, 3.5, 7), contract=TARIFF, agreements=[REST]) == [
        ("AML-10-8-3-COMP", "illegal", 750, 780)
    ]


def test_a_hole_in_the_day_is_not_daily_rest():
    assert found(at(0, 8, 4), at(0, 16, 4), at(1, 8, 4)) == []
    assert found(at(0, 8, 4), at(0, 16, 4), at(1, 6, 4)) == [("AML-10-8-1", "illegal", 600, 660)]


def test_rest_before_the_period_counts_and_is_told_once():
    late = at(-1, 15, 8)
    assert found(at(0, 7, 8), period=weeks(1), history=(late,)) == [("AML-10-8-1", "illegal", 480, 660)]


def test_history_alone_is_never_told():
    bad = (at(-2, 7, 14), at(-1, 0, 14), at(-1, 1, 3))
    assert found(at(3, 8, 7), period=weeks(1), history=bad) == []


def test_a_whole_day_in_one_stretch_is_illegal_and_leaves_no_rest():
    assert rules(at(0, 8, 24)) == ["AML-10-4-1-D", "AML-10-6-8-D", "AML-10-8-1-SPAN"]
    union = agreed("union_10_12_4", compensatory_rest=True, max_24h_minutes=1440, individual_consent=True)
    assert found(at(0, 8, 24), contract=TARIFF, agreements=[union]) == []
    assert found(at(0, 8, 24), agreements=[union])[0][:2] == ("AML-10-4-1-D", "illegal")


def test_a_union_agreement_without_compensatory_rest_is_told():
    union = agreed("union_10_12_4", max_24h_minutes=720)
    assert found(at(0, 8, 13), contract=TARIFF, agreements=[union]) == [
        ("AML-10-12-4", "illegal", 0, 1),
        ("AML-10-12-4", "illegal", 780, 720),
    ]


def test_weekly_rest_inside_the_week_straddling_it_and_missing():
    evenings = [at(day, 17, 5) for day in range(5)]
    assert found(*evenings, at(6, 9, 5), period=weeks(1)) == []
    assert found(*evenings, at(6, 8.5, 5), period=weeks(1)) == [("AML-10-8-2", "illegal", 2070, 2100)]
    six = [at(day, 12, 5) for day in range(6)]
    straddles = findings(*six, at(6, 7, 5), *(at(day, 8, 5) for day in range(8, 13)), period=weeks(2))
    assert [(each.rule, each.severity.value, each.measured) for each in straddles] == [("AML-10-8-2", "warning", 1140)]


def test_a_week_that_the_period_cuts_is_judged_with_the_history_and_what_is_unknown_is_free():
    wednesday = Span(MONDAY + timedelta(days=2), MONDAY + timedelta(days=9))
    early, late = [at(day, 10, 5) for day in range(2)], [at(day, 10, 5) for day in range(2, 9)]
    before = [at(day, 10, 5) for day in (-2, -1)]

    assert found(*late, period=wednesday) == []
    assert ("AML-10-8-2", "illegal", 1140, 2100) in found(*late, period=wednesday, history=[*before, *early])
    sunday_free = [at(day, 10, 5) for day in (-3, -2)]
    straddling = findings(*late, period=wednesday, history=[*sunday_free, *early])
    assert [(each.rule, each.severity.value, each.measured) for each in straddling] == [("AML-10-8-2", "warning", 1140)]
    assert "AML-10-8-2" not in rules(*late[:3], period=wednesday, history=[*before, *early])

    young = Contract(birth_date=date(2009, 6, 20))
    assert ("AML-11-5-3", "illegal", 1140, 2880) in found(*late, period=wednesday, history=early, contract=young)


def test_standby_is_rest_until_the_call_comes():
    calls = (shift("2026-06-06 15:00", "2026-06-06 17:00").span, shift("2026-06-07 12:00", "2026-06-07 13:00").span)
    standby = shift("2026-06-05 22:00", "2026-06-07 22:00", kind=ShiftKind.STANDBY, break_minutes=0)
    called = shift("2026-06-05 22:00", "2026-06-07 22:00", kind=ShiftKind.STANDBY, callouts=calls)
    days = [at(day, 8, 6) for day in range(5)]
    assert found(*days, standby, period=weeks(1)) == []
    assert found(*days, called, period=weeks(1)) == [("AML-10-8-2", "illegal", 1500, 2100)]


def test_one_seventh_of_standby_counts_as_ordinary_time():
    standby = shift("2026-06-05 22:00", "2026-06-07 22:00", kind=ShiftKind.STANDBY, break_minutes=0)
    days = [at(day, 8, 8) for day in range(5)]
    assert found(*days, standby, period=weeks(1)) == [("AML-10-4-1-W", "needs_agreement", 2400 + 2880 // 7, 2400)]


@pytest.mark.parametrize(
    ("hours", "contract", "expected"),
    [
        (4, Contract(), []),
        (5, Contract(), ["AML-10-6-8-D", "AML-10-8-1-SPAN"]),
    ],
)
def test_thirteen_hours_in_all(hours, contract, expected):
    assert rules(at(0, 8, 9), overtime(0, 17, hours), contract=contract) == expected


def test_sixteen_hours_by_local_agreement():
    sixteen = agreed("total_16h_union_local", compensatory_rest=True)
    long = (at(0, 6, 9), overtime(0, 15, 7))
    assert found(*long, contract=TARIFF, agreements=[sixteen]) == []
    assert found(*long, contract=TARIFF)[0] == ("AML-10-6-8-D", "needs_agreement", 960, 780)
    longer = (at(0, 6, 9), overtime(0, 15, 7.5))
    assert found(*longer, contract=TARIFF, agreements=[sixteen]) == [("AML-10-6-8-D", "illegal", 990, 960)]


def test_the_extra_break_is_not_counted_as_overtime():
    inside = [each for day in range(5) for each in (at(day, 8, 8), overtime(day, 16, 2.5))]
    outside = [
        each for day in range(5) for each in (at(day, 8, 8), overtime(day, 16, 2.5, overtime_break_inside=False))
    ]
    assert found(*inside, period=weeks(1)) == []
    assert found(*outside, period=weeks(1)) == [("AML-10-6-4-7D", "needs_agreement", 750, 600)]


def test_overtime_over_four_weeks_is_told_once():
    month = [each for day in range(28) if day % 7 < 4 for each in (at(day, 8, 8), overtime(day, 16, 2))]
    local = agreed("overtime_union_local")
    assert found(*month, period=weeks(4)) == [], "1.5 counted hours a day stay within 25 hours"
    more = [each for day in range(28) if day % 7 < 4 for each in (at(day, 8, 8), overtime(day, 16, 2.5))]
    assert found(*more, period=weeks(4)) == [("AML-10-6-4-4W", "needs_agreement", 16 * 120, 1500)]
    assert found(*more, period=weeks(4), contract=TARIFF, agreements=[local]) == []


def test_arbeidstilsynet_may_allow_two_hundred_hours_of_overtime_in_twenty_six_weeks():
    permission = [agreed("overtime_arbeidstilsynet", written=False, decision=True)]
    busy = [
        each
        for week in range(12)
        for day in range(4)
        for each in (at(7 * week + day, 8, 8), overtime(7 * week + day, 16, 5, overtime_break_inside=False))
    ]
    told = [each for each in found(*busy, period=weeks(12), agreements=permission) if "10-6-6" in each[0]]
    assert told == [("AML-10-6-6-26W", "illegal", 11 * 20 * 60, 200 * 60)]


def test_forty_eight_hours_over_eight_weeks_and_the_worst_eight():
    heavy = [at(7 * week + day, 8, 9) for week in range(8) for day in range(6)]
    every = found(*heavy, period=weeks(8))
    assert ("AML-10-6-8-W", "illegal", 3240, 2880) in every
    shifted = [at(7 * week + day, 8, 9) for week in range(4, 12) for day in range(6)]
    told = [each for each in findings(*shifted, period=weeks(16)) if each.rule == "AML-10-6-8-W"]
    assert [(each.severity.value, each.mode) for each in told] == [("warning", "sliding")]


# aml. § 10-5 (1): 48 hours in seven days, averaged over eight weeks: each week carries its own hours, and no more
def test_a_night_that_spills_past_the_period_adds_no_week_to_the_average():
    busy = [at(day, 8, 10) for week in range(2) for day in range(7 * week, 7 * week + 5)]
    spilling = at(13, 20, 10)
    told = findings(*busy, spilling, period=weeks(2), agreements=[INDIVIDUAL])
    assert [
        (each.measured, each.limit, each.facts["weeks"]) for each in told if each.facts.get("per") == "average"
    ] == [((2 * 3000 + 240) // 2, 2880, 2)]


def test_sixty_nine_hours_when_both_local_agreements_are_used():
    local = [LOCAL, agreed("overtime_union_local")]
    week = [each for day in range(6) for each in (at(day, 7, 9), overtime(day, 16, 3, overtime_break_inside=False))]
    assert "AML-10-6-8-69" in rules(*week, period=weeks(8), contract=TARIFF, agreements=local)
    assert "AML-10-6-8-69" not in rules(*week[:-1], period=weeks(8), contract=TARIFF, agreements=local)


def test_the_next_sunday_must_be_free_unless_averaged_or_swapped():
    two = (at(6, 10, 5), at(13, 10, 5))
    assert found(*two, period=weeks(2)) == [("AML-10-8-4-NEXT", "needs_agreement", 2, 1)]
    assert found(*two, period=weeks(2), agreements=[agreed("religious_swap_10_10_5")]) == []
    assert found(*two, period=weeks(2), agreements=[agreed("sunday_averaging_individual", period_weeks=8)]) == []
    assert found(at(13, 10, 5), period=weeks(2), history=(at(-1, 10, 5),)) == []
    assert rules(at(6, 10, 5), period=weeks(1), history=(at(-1, 10, 5),)) == ["AML-10-8-4-NEXT"]


def test_averaged_sundays_are_half_free_and_one_in_four_has_a_weekly_rest():
    averaged = [agreed("sunday_averaging_individual", period_weeks=8)]
    five = [at(6 + 7 * week, 10, 5) for week in (0, 1, 2, 4, 5)]
    assert found(*five, period=weeks(8), agreements=averaged) == [("AML-10-8-4-AVG", "illegal", 5, 4)]
    four = [at(6 + 7 * week, 10, 5) for week in (0, 1, 2, 3)]
    assert found(*four, period=weeks(8), agreements=averaged) == [("AML-10-8-4-FOURTH", "illegal", 0, 1)]


def test_sundays_can_be_averaged_over_twenty_six_weeks_at_most():
    year = [agreed("sunday_averaging_individual", period_weeks=52)]
    assert ("AML-10-8-4-AVG", "illegal", 52, 26) in found(at(6, 10, 5), period=weeks(1), agreements=year)


@pytest.mark.parametrize(
    ("hours", "pause", "expected"),
    [(5.5, 0, []), (5.75, 0, [(0, 1)]), (7.75, 15, []), (8, 20, [(20, 30)]), (8, 30, [])],
)
def test_breaks_in_the_day(hours, pause, expected):
    told = found(at(0, 8, hours, break_minutes=pause))
    assert [(measured, limit) for _, _, measured, limit in told] == expected


def test_unpaid_breaks_are_not_working_time():
    assert found(at(0, 8, 9.5, break_counts_as_work=False)) == []
    assert rules(at(0, 8, 9.5)) == ["AML-10-4-1-D"]


def test_more_than_two_hours_of_overtime_needs_another_break():
    assert rules(at(0, 8, 8), overtime(0, 16, 2, overtime_break_minutes=0)) == []
    assert rules(at(0, 8, 8), overtime(0, 16, 2.5, overtime_break_minutes=0)) == ["AML-10-9-2"]


def test_passive_nights_stretch_the_day_by_half_of_the_passive_time_and_two_hours_at_most():
    passive = Contract(passive_work=True)
    assert found(at(0, 20, 11, passive_minutes=480), contract=passive) == []
    assert found(at(0, 20, 12, passive_minutes=600), contract=passive) == [
        ("AML-10-4-1-D", "needs_agreement", 720, 660)
    ]
    assert found(at(0, 20, 10.5, passive_minutes=120), contract=passive)[0][3] == 600
    consent = agreed("passive_arbeidstilsynet_10_4_2", written=False, decision=True)
    assert found(at(0, 20, 13, passive_minutes=600), contract=passive, agreements=[consent]) == []


def test_regular_night_workers_have_eight_hours_on_average():
    contract = Contract(regular_night_worker=True, weekly_limit_minutes=2280)
    nights = [at(7 * week + day, 21, 10) for week in range(4) for day in range(4)]
    more = [at(7 * week + 4, 21, 6) for week in range(4)]
    assert found(*nights, period=weeks(4), contract=contract, agreements=[INDIVIDUAL]) == []
    told = found(*nights, *more, period=weeks(4), contract=contract, agreements=[INDIVIDUAL])
    assert [each[:2] for each in told] == [("AML-10-11-6", "illegal")]


def test_straining_nights_are_eight_hours_at_most():
    contract = Contract(night_special_strain=True)
    assert found(at(0, 22, 8), contract=contract) == []
    assert found(at(0, 22, 9), contract=contract) == [("AML-10-11-7", "illegal", 540, 480)]
    assert found(at(0, 8, 9), contract=contract) == []


def test_work_at_night_or_on_sundays_without_a_reason_is_a_warning_told_once():
    contract = Contract(night_work_justified=False, sunday_work_justified=False)
    told = found(at(6, 10, 5), at(8, 20, 5), at(10, 20, 5), contract=contract)
    assert [each[:2] for each in told] == [("AML-10-10-2", "warning"), ("AML-10-11-2", "warning")]


def test_overlapping_shifts_of_one_person_are_illegal_and_touching_ones_are_not():
    assert found(at(0, 8, 4), at(0, 12, 4)) == []
    assert found(at(0, 8, 4), at(0, 11, 4)) == [("OVERLAP", "illegal", 60, 0)]
    assert "OVERLAP" in rules(at(0, 8, 4), period=weeks(1), history=(at(0, 9, 1),))


def test_a_private_home_has_no_local_agreements_and_no_sunday_rule():
    home = Contract(regime=Regime.HOME, tariff_bound=True)
    assert found(at(0, 14, 8), at(1, 7, 8), contract=home, agreements=[REST]) == [("HOME-13-1", "illegal", 540, 660)]
    assert found(at(6, 10, 5), at(13, 10, 5), contract=home, period=weeks(2)) == []
    assert found(at(0, 8, 10), contract=home, agreements=[INDIVIDUAL]) == []
    assert rules(at(0, 8, 14), contract=home) == ["HOME-9-D", "HOME-12-D", "HOME-13-1-SPAN"]
    assert rules(at(0, 8, 8, break_minutes=0), contract=home) == ["HOME-13-3"]


def test_the_private_home_rules_began_in_july_2022():
    home = Contract(regime=Regime.HOME)
    before = Limits.at(date(2022, 6, 30))
    assert before.home is None
    with pytest.raises(NoAnswer) as told:
        found(at(0, 8, 8), contract=home, limits=before)
    assert told.value.code == "no_home_rules"
    assert Limits.at(date(2022, 7, 1)).home is not None


def test_limits_have_no_answer_before_the_day_they_are_known_from():
    assert Limits.at(date(2015, 7, 1)).daily_rest == 660
    with pytest.raises(NoAnswer):
        Limits.at(date(2015, 6, 30))
    with pytest.raises(NoAnswer):
        Limits.at(date(2026, 1, 1), known_on=date(2015, 1, 1))


def test_respite_may_last_fifty_six_hours_with_free_time_beside_it():
    contract = Contract(regime=Regime.AVL)
    agreement = [agreed("respite_individual")]
    assert found(at(4, 16, 56), contract=contract, agreements=agreement) == []
    assert found(at(4, 16, 57), contract=contract, agreements=agreement) == [("AVL-6", "illegal", 3420, 3360)]
    assert rules(at(4, 16, 56), contract=contract)[0] == "AML-10-4-1-D"
    beside = (at(0, 8, 4), at(1, 4, 30), at(2, 22, 4))
    assert found(*beside, contract=contract, agreements=agreement) == [("AVL-9", "illegal", 720, 960)]
    one_side = (at(0, 8, 4), at(0, 20, 20), at(2, 8, 4))
    assert found(*one_side, contract=contract, agreements=agreement) == []
    neither = (at(0, 8, 4), at(0, 20, 20), at(2, 4, 4))
    assert found(*neither, contract=contract, agreements=agreement) == [("AVL-8", "illegal", 720, 960)]


def test_a_seventeen_year_old_has_stricter_hours_nights_and_rests():
    young = Contract(birth_date=date(2009, 3, 1))
    assert found(at(0, 8, 8), contract=young) == []
    assert found(at(0, 8, 9), contract=young) == [("AML-11-2-3", "illegal", 540, 480)]
    assert rules(at(0, 18, 5.5), contract=young) == ["AML-11-3-2"]
    assert rules(at(0, 18, 4.5), contract=young) == []
    assert rules(at(0, 10, 5, break_minutes=0), contract=young) == ["AML-11-5-1"]
    assert found(at(0, 14, 7.5), at(1, 9, 6), contract=young) == [("AML-11-5-2", "illegal", 690, 720)]
    week = [*(at(day, 12, 6) for day in range(5)), at(6, 8, 4)]
    assert found(*week, period=weeks(1), contract=young) == [("AML-11-5-3", "illegal", 38 * 60, 2880)]


def test_eighteen_begins_on_the_birthday():
    birthday = Contract(birth_date=date(2008, 6, 2))
    assert rules(at(0, 8, 9), contract=birthday) == ["AML-11-2-3"]
    assert rules(at(1, 8, 9), contract=birthday) == []


def test_a_child_works_two_hours_on_a_school_day_and_seven_on_a_free_one():
    child = Contract(birth_date=date(2011, 9, 1), light_work=True)
    assert rules(at(0, 15, 2), contract=child) == []
    assert found(at(0, 15, 3), contract=child) == [("AML-11-2-2", "illegal", 180, 120)]
    assert found(at(5, 10, 7), contract=child) == []
    assert rules(at(5, 14, 7), contract=child) == ["AML-11-3-1"]


def test_the_clock_change_counts_elapsed_hours():
    autumn = shift("2026-10-24 22:00", "2026-10-25 06:30")
    spring = shift("2026-03-28 22:00", "2026-03-29 07:30")
    assert found(autumn) == [("AML-10-4-1-D", "warning", 570, 540)], "only the repeated hour is over"
    assert found(spring) == []


def test_the_three_ways_of_counting_twenty_four_hours():
    night = shift("2026-06-01 22:00", "2026-06-02 08:00")
    split = Settings(h24_mode=CountingMode.FIXED_SPLIT)
    late = Settings(h24_mode=CountingMode.FIXED_SPLIT, day_boundary_minutes=22 * 60)
    rolling = Settings(h24_mode=CountingMode.ROLLING)
    assert rules(night) == ["AML-10-4-1-D"]
    assert rules(night, settings=split) == []
    assert rules(night, settings=late) == ["AML-10-4-1-D"]
    two = (at(0, 16, 5), at(1, 9, 5))
    assert rules(*two) == []
    told = findings(*two, settings=rolling)
    assert [(each.rule, each.mode, each.measured) for each in told] == [("AML-10-4-1-D", "rolling", 600)]


def test_a_finding_says_who_when_which_shifts_and_where_it_stands():
    told = findings(shift("2026-06-01 14:00", "2026-06-01 22:00", name="a"), at(1, 7, 8))[0]
    assert told.who == "amal"
    assert told.at == datetime(2026, 6, 1, 20, tzinfo=UTC)
    assert told.shifts == ("a", "1-7")
    assert told.citation.text == "aml. § 10-8 (1)"
    assert told.citation.url == "https://lovdata.no/lov/2005-06-17-62/§10-8"


def test_the_bounds_are_those_that_the_check_uses():
    plain = bounds(Contract(), (), LIMITS)
    assert (plain.daily_ordinary, plain.weekly_ordinary, plain.daily_rest, plain.weekly_rest) == (540, 2400, 660, 2100)
    assert plain.sunday_mode is SundayMode.NEXT
    local = bounds(TARIFF, (LOCAL, REST, agreed("overtime_union_local")), LIMITS)
    assert (local.daily_ordinary, local.week_cap, local.daily_rest, local.weekly_rest) == (750, 3240, 480, 1680)
    assert local.total_week_cap == 69 * 60
    assert bounds(Contract(), (LOCAL, REST), LIMITS) == plain
