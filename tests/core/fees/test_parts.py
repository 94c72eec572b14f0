"""The parts of a fee: household, G, self-cost, kinds of help, tables that contradict themselves."""

import doctest
import importlib
import pkgutil
from datetime import date
from decimal import Decimal

import pytest

import selvstyrt.core.fees
from selvstyrt.core import law
from selvstyrt.core.base import Certainty, WrongInput
from selvstyrt.core.fees import (
    Bracket,
    Charging,
    FeeTariff,
    GBasis,
    HelpKind,
    Household,
    SelfCost,
    chargeable_minutes,
    g_amount,
    help_rules,
    nearest_half_hour,
)
from tests.core.fees.tables import fixed

D = Decimal
DAY = date(2024, 6, 1)
MODULES = [
    importlib.import_module(f"selvstyrt.core.fees.{module.name}")
    for module in pkgutil.iter_modules(selvstyrt.core.fees.__path__)
]


@pytest.mark.parametrize("wrong", [(), (D(-1),), (D("NaN"),), (D("Infinity"),), (D(10) ** 10,)])
def test_an_income_that_cannot_be_is_refused(wrong):
    with pytest.raises(WrongInput):
        Household(wrong)


def test_a_negative_attendance_benefit_is_refused():
    with pytest.raises(WrongInput) as told:
        Household((D(1),), D(-1))
    assert told.value.code == "amount_out_of_range"


def test_a_fixed_g_is_asked_from_its_table():
    with pytest.raises(WrongInput) as told:
        g_amount(GBasis.FIXED, DAY)
    assert told.value.code == "fixed_g_has_no_day"


def test_the_average_of_a_year_lies_within_a_krone_of_four_and_eight_twelfths():
    amounts = {entry.valid_from.year: D(entry.value) for entry in law.dated("ftrl.grunnbelop").entries}
    for year, amount in amounts.items():
        if year - 1 in amounts:
            average = g_amount(GBasis.AVERAGE, date(year, 6, 30)).amount
            assert abs(average - (4 * amounts[year - 1] + 8 * amount) / 12) <= 1


@pytest.mark.parametrize(
    ("minutes", "counted"), [(0, 0), (14, 0), (15, 30), (130, 120), (134, 120), (135, 150), (140, 150)]
)
def test_time_is_counted_to_the_nearest_half_hour(minutes, counted):
    assert nearest_half_hour(minutes, DAY) == counted


def test_negative_time_is_refused():
    with pytest.raises(WrongInput):
        nearest_half_hour(-1, DAY)
    with pytest.raises(WrongInput):
        chargeable_minutes({HelpKind.TRAINING: -1}, DAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"wage": D(220)},
        {"social_percent": D(30)},
        {"printed": D(300), "wage": D(220), "social_percent": D(30)},
        {"printed": D(-1)},
    ],
)
def test_a_self_cost_is_a_price_or_a_wage_with_social_costs(wrong):
    with pytest.raises(WrongInput):
        SelfCost(**wrong)


def test_every_kind_of_help_has_its_rule_and_only_practical_help_and_training_cost():
    rules = {rule.kind: rule for rule in help_rules(DAY)}
    assert set(rules) == set(HelpKind)
    assert {kind for kind, rule in rules.items() if rule.charged} == {HelpKind.PRACTICAL_HELP, HelpKind.TRAINING}
    assert rules[HelpKind.SUPPORT_CONTACT].certainty is Certainty.MEDIUM
    assert chargeable_minutes(dict.fromkeys(HelpKind, 60), DAY) == 120


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"brackets": ()}, "no_brackets"),
        ({"brackets": (Bracket(D(1), Charging.MONTHLY, D(1)),)}, "brackets_not_rising"),
        ({"brackets": tuple(Bracket(D(edge), Charging.MONTHLY, D(1)) for edge in (0, 3, 2))}, "brackets_not_rising"),
        ({"brackets": tuple(Bracket(D(edge), Charging.MONTHLY, D(1)) for edge in (0, 2, 2))}, "brackets_not_rising"),
        ({"g_basis": GBasis.FIXED}, "fixed_g_missing"),
        ({"fixed_g": D(118620)}, "fixed_g_missing"),
        ({"billing_months": frozenset({13})}, "no_such_month"),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(terms, code):
    with pytest.raises(WrongInput) as told:
        FeeTariff("odd", **({"brackets": (Bracket(D(0), Charging.MONTHLY, D(1)),)} | terms))
    assert told.value.code == code


@pytest.mark.parametrize("wrong", [{"monthly": D(-1)}, {"cap_minutes": -1}, {"cap": D("NaN")}])
def test_a_negative_price_is_refused(wrong):
    with pytest.raises(WrongInput):
        Bracket(D(0), Charging.MONTHLY, **wrong)


def test_edges_printed_in_kroner_go_before_the_g_and_must_rise():
    brackets = (
        Bracket(D(0), Charging.MONTHLY, D(210)),
        Bracket(D(2), Charging.MONTHLY, D(660)),
        Bracket(D(3), Charging.MONTHLY, D(1204), from_kroner=D(275220)),
    )
    lesja = FeeTariff("Lesja", brackets, GBasis.FIXED, D(106399))
    assert lesja.edges(D(106399)) == (0, 212798, 275220)
    assert [lesja.place_of(D(income), D(106399)) for income in (212797, 212798, 275219, 275220)] == [0, 1, 1, 2]
    with pytest.raises(WrongInput) as told:
        lesja.edges(D(140000))
    assert told.value.code == "brackets_overlap"


def test_only_hours_need_hours():
    needing = {charging for charging in Charging if Bracket(D(0), charging).needs_hours}
    assert needing == {Charging.HOURLY, Charging.CHEAPEST, Charging.THRESHOLD}
    assert not fixed(220, 868).brackets[0].needs_hours


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_the_package_run(module):
    assert doctest.testmod(module, extraglobs={"date": date, "Decimal": D}).failed == 0
