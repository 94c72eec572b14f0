"""An agreement on record that opens nothing is told with its reason."""

from dataclasses import replace
from datetime import date

import pytest

from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Contract,
    NoEffect,
    Regime,
    bounds,
    on_record,
    without_effect,
)
from tests.core.worktime.shifts import LIMITS, asked, at, weeks

REST = Agreement(AgreementType.REST_8H_28H_UNION_LOCAL, compensatory_rest=True)
AVERAGE = Agreement(AgreementType.AVERAGING_INDIVIDUAL, period_weeks=8)
BOUND, UNBOUND = Contract(tariff_bound=True), Contract()


def told(agreement, contract=BOUND, **more):
    found = without_effect(asked(at(0, 8, 8), contract=contract, agreements=(agreement,), **more), LIMITS)
    return [(each.why, each.max_weeks) for each in found]


@pytest.mark.parametrize(
    ("agreement", "contract", "why"),
    [
        (REST, UNBOUND, NoEffect.NO_TARIFF),
        (replace(REST, compensatory_rest=False), BOUND, NoEffect.NO_COMPENSATORY_REST),
        (replace(AVERAGE, written=False), BOUND, NoEffect.NOT_WRITTEN),
        (replace(AVERAGE, period_weeks=0), BOUND, NoEffect.NO_PERIOD),
        (REST, Contract(Regime.HOME, tariff_bound=True), NoEffect.NOT_IN_HOME),
        (Agreement(AgreementType.RESPITE_INDIVIDUAL), BOUND, NoEffect.NOT_RESPITE),
        (Agreement(AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2), BOUND, NoEffect.NOT_PASSIVE),
        (replace(AVERAGE, valid_from=date(2026, 6, 2)), BOUND, NoEffect.NOT_YET),
        (replace(AVERAGE, valid_to=date(2026, 5, 31)), BOUND, NoEffect.EXPIRED),
    ],
)
def test_each_reason_is_told_and_the_bounds_are_those_without_the_agreement(agreement, contract, why):
    assert told(agreement, contract) == [(why, None)]
    day = date(2026, 6, 1)
    assert bounds(contract, [agreement], LIMITS, first=day, last=day).daily_rest == LIMITS.daily_rest
    assert bounds(contract, [agreement], LIMITS, first=day, last=day).averaging_weeks is None


@pytest.mark.parametrize("agreement", [REST, AVERAGE, replace(AVERAGE, valid_from=date(2026, 6, 1))])
def test_an_agreement_with_effect_is_not_told(agreement):
    assert told(agreement) == []
    assert agreement.type in on_record(BOUND, [agreement], date(2026, 6, 1), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("kind", "weeks_agreed", "most"),
    [
        (AgreementType.AVERAGING_INDIVIDUAL, 53, 52),
        (AgreementType.AVERAGING_ARBEIDSTILSYNET, 27, 26),
        (AgreementType.SUNDAY_AVERAGING_INDIVIDUAL, 27, 26),
    ],
)
def test_a_period_one_week_too_long_is_told_with_the_longest_lawful_one(kind, weeks_agreed, most):
    assert told(Agreement(kind, period_weeks=weeks_agreed)) == [(NoEffect.TOO_LONG, most)]
    assert told(Agreement(kind, period_weeks=most)) == []


@pytest.mark.parametrize("dates", [{"valid_from": date(2026, 6, 9)}, {"valid_to": date(2026, 6, 27)}])
def test_an_agreement_for_a_part_of_the_period_has_effect_there(dates):
    assert told(replace(AVERAGE, **dates), period=weeks(4)) == []


@pytest.mark.parametrize(
    ("dates", "why"),
    [
        ({"valid_to": date(2026, 5, 31)}, [(NoEffect.EXPIRED, None)]),
        ({"valid_to": date(2026, 6, 1)}, []),
        ({"valid_from": date(2026, 6, 28)}, []),
        ({"valid_from": date(2026, 6, 29)}, [(NoEffect.NOT_YET, None)]),
    ],
)
def test_the_day_before_and_the_day_of(dates, why):
    assert told(replace(AVERAGE, **dates), period=weeks(4)) == why


def test_without_shifts_and_period_no_day_is_outside():
    agreement = replace(AVERAGE, valid_to=date(2020, 1, 1))
    assert without_effect(asked(contract=BOUND, agreements=(agreement,)), LIMITS) == ()


def test_an_agreement_that_was_renewed_is_not_told_as_expired():
    agreements = (replace(AVERAGE, valid_to=date(2026, 5, 31)), replace(AVERAGE, valid_from=date(2026, 6, 1)))
    assert without_effect(asked(at(0, 8, 8), contract=BOUND, agreements=agreements), LIMITS) == ()
