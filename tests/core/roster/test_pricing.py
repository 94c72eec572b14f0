"""What one shift costs: with overtime, with rest in it, and when a number is missing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.pay import Employment, WorkedKind, WorkedTime, gross, pay_lines, tariff_source
from selvstyrt.core.roster import NeedShift, read_problem
from selvstyrt.core.roster.pay_basis import PayTerms
from selvstyrt.core.roster.pricing import Price, price_of
from selvstyrt.core.roster.problem import weeks_of
from selvstyrt.core.roster.targets import Targets
from tests.core.roster.problems import assistant, problem_file, shift

TERMS = PayTerms(Employment(0, 2130), tariff_source("tariff_virke", date(2026, 11, 22)))
DAY = NeedShift("day", Span.of_local(datetime(2026, 6, 3, 8), datetime(2026, 6, 3, 16)))


def paid(span: Span, kind: WorkedKind) -> Decimal:
    return gross(pay_lines(WorkedTime("day", span, kind), TERMS.employment, TERMS.tariff_on))


def test_without_terms_there_is_no_price() -> None:
    assert price_of(DAY, None, OSLO) == Price(None, missing="no_terms")


def test_a_day_before_the_agreement_has_numbers_gives_no_price_and_says_why() -> None:
    early = NeedShift("day", Span.of_local(datetime(2015, 6, 3, 8), datetime(2015, 6, 3, 16)))
    price = price_of(early, TERMS, OSLO)
    assert price.amount is None
    assert price.missing == "no_value_for_day"


@pytest.mark.parametrize("minutes", [480, 600])
def test_a_shift_that_is_overtime_throughout_is_paid_as_overtime(minutes: int) -> None:
    price = price_of(DAY, TERMS, OSLO, overtime_minutes=minutes)
    assert price.amount == paid(DAY.span, WorkedKind.OVERTIME)
    assert price.supplements > 0


def test_a_shift_is_cut_where_its_overtime_begins() -> None:
    ordinary = Span.of_local(datetime(2026, 6, 3, 8), datetime(2026, 6, 3, 14))
    extra = Span.of_local(datetime(2026, 6, 3, 14), datetime(2026, 6, 3, 16))
    price = price_of(DAY, TERMS, OSLO, overtime_minutes=120)
    assert price.amount == paid(ordinary, WorkedKind.ACTIVE) + paid(extra, WorkedKind.OVERTIME)


def test_overtime_at_the_end_of_a_resting_night_costs_more_than_the_night_alone() -> None:
    night = NeedShift("night", Span.of_local(datetime(2026, 6, 3, 22), datetime(2026, 6, 4, 8)), passive_minutes=420)
    plain, longer = price_of(night, TERMS, OSLO), price_of(night, TERMS, OSLO, overtime_minutes=120)
    assert plain.amount is not None
    assert longer.amount is not None
    assert longer.amount > plain.amount


def test_an_empty_shift_costs_nothing() -> None:
    team = (assistant(hourly_cost="300.00"),)
    asked = read_problem(
        problem_file(
            shift("2027-03-02T08:00", "2027-03-02T16:00", "day"),
            shift("2027-03-03T08:00", "2027-03-03T16:00", "empty"),
            team=team,
        )
    )
    found = Targets.of(asked).costs.of_roster(weeks_of(asked), {"day": "amal", "empty": None})
    assert (found.total, found.unpriced) == (Decimal("2400.00"), 0)
