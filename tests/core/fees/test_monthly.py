"""What a month costs: bracket, price, caps and the ceilings in their order."""

from datetime import date
from decimal import Decimal

import pytest

from selvstyrt.core.base import Certainty, DateRange, NoAnswer, WrongInput
from selvstyrt.core.fees import (
    Charging,
    DecidedBy,
    EdgeOwner,
    GBasis,
    Household,
    MonthOfHelp,
    PartMonths,
    SelfCost,
    monthly_fee,
    state_ceiling,
    tariff_g,
    yearly_fee,
)
from tests.core.fees.tables import EXAMPLE, FROSTA, GRANE, fixed, one

D = Decimal
SPRING_2024 = MonthOfHelp(date(2024, 3, 1))


def household(*incomes, benefit=0):
    return Household(tuple(map(D, incomes)), D(benefit))


def fee(tariff, income, month=SPRING_2024):
    return monthly_fee(tariff, household(income), month)


def hours(minutes, day=date(2024, 3, 1), **more):
    return MonthOfHelp(day, minutes, **more)


@pytest.mark.parametrize(
    ("income", "amount", "place"),
    [
        (0, 220, 0),
        (237239, 220, 0),
        (237240, 868, 1),
        (355859, 868, 1),
        (355860, 1400, 2),
        (474480, 1900, 3),
        (593099, 1900, 3),
        (593100, 2495, 4),
    ],
)
def test_a_fixed_table_gives_each_bracket_its_amount_and_the_edge_to_the_bracket_above(income, amount, place):
    found = fee(EXAMPLE, income)
    assert (found.fee, found.place, found.minutes_charged) == (amount, place, None)


def test_the_edge_may_belong_to_the_bracket_below_but_exactly_two_g_is_never_under_two_g():
    below = fixed(500, 868, edge_owner=EdgeOwner.BELOW)
    found = fee(below, 237240)
    assert (found.fee, found.place, found.state_ceiling) == (500, 0, None)
    assert fee(below, D("237239.99")).fee == 230
    assert fee(below, D("237240.01")).fee == 868


def test_incomes_of_the_household_and_the_attendance_benefit_are_added():
    found = monthly_fee(EXAMPLE, household(150000, 80000, benefit=17000), SPRING_2024)
    assert (found.income, found.fee, found.income_in_g) == (247000, 868, D("2.08"))
    assert found.steps[0].inputs == {"net_incomes": [150000, 80000], "attendance_benefit": 17000}


@pytest.mark.parametrize(
    ("minutes", "amount", "by"), [(120, "848.00", "table"), (180, "957", "cap"), (90, "636.00", "table")]
)
def test_hours_are_charged_up_to_the_cap(minutes, amount, by):
    found = fee(FROSTA, 300000, hours(minutes))
    assert (str(found.fee), found.decided_by, found.minutes_charged) == (amount, by, minutes)


def test_hours_are_charged_up_to_a_number_of_them():
    asker = one(Charging.HOURLY, hourly=D(430), cap_minutes=360)
    found = fee(asker, 700000, hours(600))
    assert (found.fee, found.minutes_charged, found.decided_by) == (2580, 360, DecidedBy.CAP)
    assert fee(asker, 700000, hours(360)).decided_by is DecidedBy.TABLE


def test_a_cap_may_be_a_multiple_of_the_price_of_an_hour_and_the_lowest_cap_wins():
    fredrikstad = one(Charging.HOURLY, hourly=D(400), cap_multiple=D(4))
    found = fee(fredrikstad, 300000, hours(600))
    assert (found.fee, [step.rule for step in found.steps][4]) == (1600, "charge.cap_multiple")
    assert fee(one(Charging.HOURLY, hourly=D(400), cap_multiple=D(4), cap=D(1500)), 300000, hours(600)).fee == 1500


@pytest.mark.parametrize(("minutes", "amount"), [(300, 2050), (360, 2460), (361, 1484), (420, 1484)])
def test_a_subscription_takes_over_above_the_threshold_even_when_it_is_cheaper(minutes, amount):
    hustadvika = one(Charging.THRESHOLD, monthly=D(1484), hourly=D(410), threshold_minutes=360)
    assert fee(hustadvika, 300000, hours(minutes)).fee == amount


@pytest.mark.parametrize(("minutes", "amount"), [(120, 664), (177, D("979.40")), (178, 980), (600, 980)])
def test_the_cheaper_of_subscription_and_hours_is_taken(minutes, amount):
    cheapest = one(Charging.CHEAPEST, monthly=D(980), hourly=D(332))
    found = fee(cheapest, 300000, hours(minutes))
    assert found.fee == amount
    assert "charge.cheapest" in [step.rule for step in found.steps]


@pytest.mark.parametrize(
    ("minutes", "amount", "by"), [(60, 340, "self_cost"), (600, 1131, "table"), (10, 0, "self_cost")]
)
def test_a_fee_is_never_above_what_the_help_cost_the_municipality(minutes, amount, by):
    found = fee(GRANE, 300000, hours(minutes, date(2023, 3, 1)))
    assert (found.fee, found.decided_by, found.self_cost_tested) == (amount, by, True)


def test_without_hours_or_self_cost_the_ceiling_is_said_to_be_untested():
    for tariff, month, missing in ((GRANE, SPRING_2024, "hours"), (EXAMPLE, hours(60), "self_cost")):
        found = fee(tariff, 300000, month)
        step = next(step for step in found.steps if step.rule == "ceiling.self_cost_unknown")
        assert (found.self_cost_tested, found.self_cost_ceiling, step.inputs) == (False, None, {"missing": missing})


def test_the_states_ceiling_holds_for_a_household_under_two_g_and_for_no_other():
    dear = fixed(400, 868)
    found = fee(dear, 237239)
    assert (found.fee, found.decided_by, found.state_ceiling) == (230, DecidedBy.STATE_CEILING, 230)
    assert fee(dear, 237240).state_ceiling is None
    assert found.steps[-2].citation.text == "egenandelsforskriften § 10"
    assert found.steps[-2].inputs == {"year": 2024, "below": 237240, "ceiling": 230, "other_fees": 0}


def test_a_bracket_may_follow_the_states_ceiling():
    assert fee(fixed(0, 658), 0).fee == 0
    follows = one(Charging.MONTHLY, monthly=D(658))
    follows = type(follows)(
        "follows",
        (type(follows.brackets[0])(D(0), Charging.STATE_CEILING), follows.brackets[1]),
        GBasis.FIXED,
        D(111477),
    )
    assert [fee(follows, 0, MonthOfHelp(date(year, 3, 1))).fee for year in (2022, 2023, 2024)] == [215, 220, 230]


def test_a_year_whose_ceiling_is_not_known_has_no_answer_and_is_named():
    for month in (MonthOfHelp(date(2025, 6, 1)), MonthOfHelp(date(2027, 1, 1))):
        with pytest.raises(NoAnswer) as told:
            fee(EXAMPLE, 100000, month)
        assert told.value.code == "no_value_for_year"
        assert str(month.day.year) in str(told.value)
    assert fee(EXAMPLE, 300000, MonthOfHelp(date(2025, 6, 1))).fee == 868
    assert fee(fixed(0, 868), 100000, MonthOfHelp(date(2025, 6, 1))).fee == 0, "nothing is under every ceiling"


def test_the_certainty_of_the_weakest_value_is_carried():
    assert fee(EXAMPLE, 100000).certainty is Certainty.HIGH
    assert fee(EXAMPLE, 100000, MonthOfHelp(date(2026, 3, 1))).certainty is Certainty.MEDIUM
    assert fee(EXAMPLE, 300000, MonthOfHelp(date(2026, 3, 1))).certainty is Certainty.HIGH
    assert fee(GRANE, 300000).certainty is Certainty.MEDIUM
    assert state_ceiling(date(2026, 1, 1)) == (245, Certainty.MEDIUM)


@pytest.mark.parametrize(("shares", "amount"), [(True, 80), (False, 220)])
def test_other_home_services_may_draw_on_the_same_ceiling(shares, amount):
    month = MonthOfHelp(date(2024, 3, 1), other_fees=D(150))
    assert fee(fixed(220, 868, shares_state_ceiling=shares), 100000, month).fee == amount
    assert (
        fee(fixed(220, 868, shares_state_ceiling=True), 100000, MonthOfHelp(date(2024, 3, 1), other_fees=D(900))).fee
        == 0
    )


def test_whether_the_ceiling_is_shared_must_be_known_when_there_are_other_fees():
    with pytest.raises(NoAnswer) as told:
        fee(EXAMPLE, 100000, MonthOfHelp(date(2024, 3, 1), other_fees=D(150)))
    assert told.value.code == "shared_ceiling_not_set"


APRIL = date(2024, 4, 1)
FROM_16TH = MonthOfHelp(APRIL, days=DateRange(date(2024, 4, 16)))


def test_part_of_a_month_costs_what_the_municipality_has_chosen():
    assert fee(fixed(220, 868, part_months=PartMonths.BY_DAY), 300000, FROM_16TH).fee == D("434.00")
    assert fee(fixed(220, 868, part_months=PartMonths.FULL), 300000, FROM_16TH).fee == 868
    with pytest.raises(NoAnswer) as told:
        fee(EXAMPLE, 300000, FROM_16TH)
    assert told.value.code == "part_month_rule_not_set"
    assert fee(EXAMPLE, 300000, MonthOfHelp(APRIL, days=DateRange(APRIL, date(2024, 5, 1)))).fee == 868
    assert fee(FROSTA, 300000, hours(60, APRIL, days=DateRange(date(2024, 4, 16)))).fee == 424, "hours are hours"


def test_a_month_without_billing_or_without_help_costs_nothing():
    july_free = fixed(220, 909, billing_months=frozenset(range(1, 13)) - {7})
    assert fee(july_free, 300000, MonthOfHelp(date(2024, 7, 9))).decided_by is DecidedBy.FREE_MONTH
    assert fee(july_free, 300000, MonthOfHelp(date(2024, 8, 9))).fee == 909
    for month in (hours(0), MonthOfHelp(APRIL, days=DateRange(date(2024, 5, 1)))):
        found = fee(EXAMPLE, 300000, month)
        assert (found.fee, found.decided_by) == (0, DecidedBy.NO_HELP)
    assert yearly_fee(D(909), july_free) == D("9999.00")


@pytest.mark.parametrize(
    ("tariff", "month", "code"),
    [
        (one(Charging.HOURLY), hours(60), "price_not_known"),
        (one(Charging.MONTHLY), hours(60), "price_not_known"),
        (one(Charging.CHEAPEST, hourly=D(300)), hours(60), "price_not_known"),
        (one(Charging.THRESHOLD, monthly=D(1), hourly=D(1)), hours(60), "price_not_known"),
        (one(Charging.HOURLY, hourly=D(300)), SPRING_2024, "hours_not_given"),
        (fixed(220, 868, g_basis=None, fixed_g=None), SPRING_2024, "g_basis_not_set"),
        (fixed(220, 868, g_basis=GBasis.CURRENT, fixed_g=None), MonthOfHelp(date(2027, 5, 1)), "g_not_known_yet"),
        (fixed(220, 868, g_basis=GBasis.CURRENT, fixed_g=None), MonthOfHelp(date(1990, 5, 1)), "no_value_for_day"),
    ],
)  # fmt: skip
def test_a_setting_that_is_missing_is_an_error_that_names_it(tariff, month, code):
    with pytest.raises(NoAnswer) as told:
        fee(tariff, 300000, month)
    assert told.value.code == code


def test_the_same_income_falls_in_two_brackets_with_two_bases_of_g():
    june = MonthOfHelp(date(2024, 6, 1))
    places = {
        basis: fee(fixed(230, 868, g_basis=basis, fixed_g=None), 240000, june).place
        for basis in (GBasis.MAY_BEFORE, GBasis.CURRENT, GBasis.AVERAGE)
    }
    assert places == {GBasis.MAY_BEFORE: 1, GBasis.CURRENT: 0, GBasis.AVERAGE: 0}


def test_what_was_known_on_a_day_is_used():
    june = date(2026, 6, 1)
    table = fixed(230, 868, g_basis=GBasis.CURRENT, fixed_g=None)
    assert tariff_g(table, june).amount == 136549
    with pytest.raises(NoAnswer) as told:
        tariff_g(table, june, known_on=date(2026, 5, 10))
    assert told.value.code == "g_not_known_yet"


@pytest.mark.parametrize("wrong", [{"minutes": -1}, {"other_fees": D(-1)}])
def test_a_month_of_negative_help_is_refused(wrong):
    with pytest.raises(WrongInput):
        MonthOfHelp(APRIL, **wrong)


def test_the_self_cost_may_be_given_as_wage_and_social_costs():
    table = fixed(220, 868, self_cost=SelfCost(wage=D(220), social_percent=D(30)))
    found = fee(table, 300000, hours(140))
    assert found.fee == D("786.50")
    step = next(step for step in found.steps if step.rule == "ceiling.self_cost")
    assert step.inputs["counted_minutes"] == 150
    assert step.inputs["hourly"] == D("314.60")
