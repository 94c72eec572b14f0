"""National agreements, live-in rules and rotas without hours: the branches that only these reach."""

from datetime import date
from fractions import Fraction

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.worktime import Contract, duties, regimes, weekly_limit
from tests.core.worktime.shifts import agreed, at, found, weeks

TARIFF = Contract(tariff_bound=True)


# aml. § 10-12 (4): more than 48 hours on average over a year needs each one's consent
@pytest.mark.parametrize(("consent", "hours", "told"), [(False, 10, True), (False, 9.6, False), (True, 10, False)])
def test_a_year_above_forty_eight_hours_needs_consent(consent, hours, told):
    union = agreed("union_10_12_4", compensatory_rest=True, individual_consent=consent)
    year = [at(7 * week + day, 8, hours) for week in range(52) for day in range(5)]
    findings = found(*year, contract=TARIFF, agreements=[union], period=weeks(52))
    assert findings == ([("AML-10-12-4", "illegal", 3000, 2880)] if told else [])


def test_a_national_agreement_presupposes_compensatory_rest():
    assert duties.union_rest(compensatory_rest=True).compliant
    assert not duties.union_rest(compensatory_rest=False).compliant


def test_the_live_in_regulation_is_not_for_assistance_at_home():
    assert [breach.rule for breach in regimes.live_in_scheme("BPA").breaches] == ["REG-MEDLEVER"]
    assert regimes.live_in_scheme("institution").compliant


def test_a_rota_without_hours_cannot_be_mainly_at_night():
    with pytest.raises(WrongInput) as told:
        weekly_limit.mainly_night(Fraction(0), Fraction(0), date(2026, 6, 1))
    assert told.value.code == "no_hours"


@pytest.mark.parametrize("paragraph", ["4", "5", "6"])
def test_the_contract_may_say_which_paragraph_its_week_rests_on(paragraph):
    contract = Contract(weekly_limit_minutes=2250, weekly_limit_basis=f"10-4({paragraph})")
    week = [at(day, 8, 8) for day in range(5)]
    assert found(*week, contract=contract, period=weeks(1)) == [
        (f"AML-10-4-{paragraph}", "needs_agreement", 2400, 2250)
    ]
