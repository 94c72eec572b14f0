"""Ranges of days: half-open, with or without an end."""

from datetime import date
from decimal import Decimal

import pytest

from selvstyrt.core.base import Citation, DateRange, WrongInput, days_between, month_range, round_ore, year_range


def test_months_and_years_know_their_length() -> None:
    assert month_range(2028, 2).day_count == 29
    assert month_range(2026, 12).end == date(2027, 1, 1)
    assert year_range(2026).day_count == 365
    assert list(month_range(2026, 2).days())[-1] == date(2026, 2, 28)


def test_days_between_counts_both_ends() -> None:
    assert days_between(date(2026, 1, 1), date(2026, 1, 1)) == 1
    assert days_between(date(2026, 1, 1), date(2026, 12, 31)) == 365


def test_a_range_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(WrongInput, match=r"ends .* before it starts"):
        DateRange(date(2026, 2, 1), date(2026, 1, 1))


def test_an_open_range_has_members_but_no_last_day() -> None:
    open_range = DateRange(date(2026, 1, 1))
    assert date(2099, 1, 1) in open_range
    assert date(2025, 12, 31) not in open_range
    with pytest.raises(WrongInput, match="no last day"):
        list(open_range.days())
    with pytest.raises(WrongInput, match="no last day"):
        _ = open_range.day_count


def test_the_common_days_of_two_ranges() -> None:
    year, late = year_range(2026), DateRange(date(2026, 12, 1))
    assert year.cut(late) == DateRange(date(2026, 12, 1), date(2027, 1, 1))
    assert late.cut(DateRange(date(2027, 1, 1))) == DateRange(date(2027, 1, 1))
    assert year.cut(year_range(2027)) is None
    assert date(2027, 1, 1) not in year


def test_money_is_rounded_half_up_to_ore() -> None:
    assert round_ore(Decimal("0.005")) == Decimal("0.01")
    assert round_ore(Decimal("402441") / 1846) == Decimal("218.01")


def test_a_citation_shows_its_text() -> None:
    assert str(Citation("aml. § 10-8 (1)")) == "aml. § 10-8 (1)"
