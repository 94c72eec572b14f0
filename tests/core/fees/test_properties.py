"""What holds for every income, every table and every number of hours."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.fees import (
    Bracket,
    Charging,
    FeeTariff,
    GBasis,
    Household,
    MonthOfHelp,
    SelfCost,
    fee_curve,
    monthly_fee,
    state_ceiling,
)

D = Decimal
kroner = st.integers(0, 20_000).map(D)
incomes = st.decimals(0, 2_000_000, places=2)
minutes = st.integers(0, 744 * 60)
some = st.none() | kroner


@st.composite
def tables(draw):
    edges = [D(0), *sorted(draw(st.sets(st.sampled_from([D(x) / 2 for x in range(2, 20)]), max_size=6)))]
    brackets = tuple(
        Bracket(
            edge,
            draw(st.sampled_from(Charging)),
            monthly=draw(kroner),
            hourly=draw(kroner),
            cap=draw(some),
            cap_minutes=draw(st.none() | minutes),
            cap_multiple=draw(st.none() | st.integers(0, 10).map(D)),
            threshold_minutes=draw(minutes),
        )
        for edge in edges
    )
    cost = draw(st.none() | kroner.map(SelfCost))
    return FeeTariff("drawn", brackets, GBasis.FIXED, draw(st.integers(70_000, 200_000).map(D)), self_cost=cost)


def fee(table, income, worked):
    return monthly_fee(table, Household((income,)), MonthOfHelp(date(2024, 3, 1), worked))


@settings(max_examples=150, deadline=None)
@given(tables(), incomes, minutes)
def test_a_fee_lies_between_nothing_and_every_ceiling(table, income, worked):
    found = fee(table, income, worked)
    assert found.fee >= 0
    if found.self_cost_ceiling is not None:
        assert found.fee <= found.self_cost_ceiling
    if income < 2 * table.fixed_g:
        assert found.fee <= state_ceiling(date(2024, 3, 1))[0]
    assert found.steps[-1].result == found.fee
    assert found.fee == found.fee.quantize(D("0.01"))


@settings(max_examples=100, deadline=None)
@given(tables(), incomes, minutes)
def test_the_curve_says_what_the_month_says(table, income, worked):
    month = MonthOfHelp(date(2024, 3, 1), worked)
    curve = fee_curve(table, month)
    assert [stretch.end for stretch in curve[:-1]] == [stretch.start for stretch in curve[1:]]
    assert (curve[0].start, curve[-1].end) == (0, None)
    (stretch,) = [each for each in curve if each.start <= income and (each.end is None or income < each.end)]
    assert stretch.fee == fee(table, income, worked).fee


@settings(max_examples=100, deadline=None)
@given(tables(), incomes, minutes, minutes)
def test_more_hours_never_cost_less_by_the_hour(table, income, some_minutes, more):
    low, high = sorted((some_minutes, more))
    if table.brackets[table.place_of(income, table.fixed_g)].charging is Charging.THRESHOLD:
        return  # there the subscription may be cheaper than the hours below it
    assert fee(table, income, low).fee <= fee(table, income, high).fee


def test_a_curve_shows_where_a_price_is_missing():
    table = FeeTariff(
        "gap", (Bracket(D(0), Charging.MONTHLY, D(200)), Bracket(D(3), Charging.MONTHLY)), GBasis.FIXED, D(118620)
    )
    curve = fee_curve(table, MonthOfHelp(date(2024, 3, 1)))
    assert [(each.start, each.place, each.fee, each.code) for each in curve] == [
        (0, 0, 200, ""),
        (237240, 0, 200, ""),
        (355860, 1, None, "price_not_known"),
    ]


@given(st.integers(2011, 2035))
def test_a_state_ceiling_is_given_only_for_a_year_on_file(year):
    known = {2012, 2013, *range(2015, 2025), 2026}
    try:
        amount, _ = state_ceiling(date(year, 7, 1))
    except NoAnswer as error:
        assert year not in known
        assert error.facts["year"] == year
    else:
        assert year in known
        assert amount > 0
