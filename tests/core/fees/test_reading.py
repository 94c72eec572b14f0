"""Tables, households and months from JSON: what is read, and what is refused with its place."""

from datetime import date
from decimal import Decimal

import pytest

from selvstyrt.core.base import Certainty, DateRange, WrongInput
from selvstyrt.core.fees import (
    Charging,
    EdgeOwner,
    GBasis,
    MonthOfHelp,
    PartMonths,
    SelfCost,
    read_household,
    read_month,
    read_tariff,
)

D = Decimal
SHORT = {"name": "Short", "brackets": [{"from_g": 0, "charging": "monthly", "monthly": 220}]}
WHOLE = {
    "name": "Whole",
    "g": {"basis": "fixed", "amount": "118620"},
    "edge": "below",
    "brackets": [
        {"from_g": "0", "charging": "state_ceiling"},
        {"from_g": "2.5", "charging": "hourly", "hourly": "430", "cap": "957", "cap_hours": "2.5", "cap_multiple": 4},
        {"from_g": "3", "charging": "threshold", "monthly": "1484", "hourly": "410", "threshold_hours": 6,
         "from_kroner": 400000},
    ],
    "self_cost": {"wage": "220", "social_percent": "30"},
    "billing_months": [1, 2, 3],
    "part_months": "by_day",
    "shares_state_ceiling": False,
    "source": {"text": "the page", "url": "https://example.org"},
    "certainty": "medium",
}  # fmt: skip


def test_a_short_table_leaves_every_choice_open():
    found = read_tariff(SHORT)
    assert (found.g_basis, found.fixed_g, found.self_cost, found.part_months) == (None, None, None, None)
    assert (found.shares_state_ceiling, found.edge_owner, len(found.billing_months)) == (None, EdgeOwner.ABOVE, 12)


def test_a_whole_table_is_read():
    found = read_tariff(WHOLE)
    assert (found.g_basis, found.fixed_g, found.edge_owner) == (GBasis.FIXED, 118620, EdgeOwner.BELOW)
    assert found.self_cost == SelfCost(wage=D(220), social_percent=D(30))
    assert (found.billing_months, found.part_months) == ({1, 2, 3}, PartMonths.BY_DAY)
    assert (found.shares_state_ceiling, found.certainty) == (False, Certainty.MEDIUM)
    assert (found.citation.text, found.citation.url) == ("the page", "https://example.org")
    first, second, third = found.brackets
    assert first.charging is Charging.STATE_CEILING
    assert (second.from_g, second.cap, second.cap_minutes, second.cap_multiple) == (D("2.5"), 957, 150, 4)
    assert (third.threshold_minutes, third.from_kroner) == (360, 400000)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"brackets": [{"from_g": 0, "charging": "weekly"}]}, "brackets[0].charging"),
        ({"brackets": [{"from_g": 0, "charging": "monthly", "monthly": "-5"}]}, "brackets[0].monthly"),
        ({"brackets": [{"from_g": 0, "charging": "hourly", "cap_hours": 900}]}, "brackets[0].cap_hours"),
        ({"brackets": [7]}, "brackets[0]"),
        ({"brackets": "none"}, "brackets"),
        ({"billing_months": [13]}, "billing_months"),
        ({"billing_months": [True]}, "billing_months"),
        ({"billing_months": [[1]]}, "billing_months"),
        ({"billing_months": [1.5]}, "billing_months"),
        ({"source": {"text": "x", "url": 5}}, "source.url"),
        ({"source": {"text": "x", "url": "javascript:alert(1)"}}, "source.url"),
        ({"part_months": "weeks"}, "part_months"),
        ({"g": {"basis": "may"}}, "g.basis"),
        ({"colour": "red"}, "colour"),
        ({"self_cost": {"hourly": "x"}}, "self_cost.hourly"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(change, place):
    with pytest.raises(WrongInput) as told:
        read_tariff(SHORT | change)
    assert told.value.facts["where"] == place


def test_a_household_is_read():
    found = read_household({"net_incomes": ["150000", 80000], "attendance_benefit": "17000"})
    assert found.income == 247000
    assert read_household({"net_incomes": [0]}).income == 0
    with pytest.raises(WrongInput) as told:
        read_household({"net_incomes": ["1", "two"]})
    assert told.value.facts["where"] == "household.net_incomes.1"


def test_a_month_is_read():
    day = date(2024, 4, 1)
    assert read_month({"day": "2024-04-01"}, "months[0]") == MonthOfHelp(day)
    assert read_month({"day": "2024-04-01", "hours": "2.5", "other_fees": 10}, "") == MonthOfHelp(day, 150, None, D(10))
    part = read_month({"day": "2024-04-01", "from": "2024-04-16"}, "")
    assert part.days == DateRange(date(2024, 4, 16))
    ended = read_month({"day": "2024-04-09", "to": "2024-04-20"}, "")
    assert ended.days == DateRange(day, date(2024, 4, 21))
    by_kind = read_month({"day": "2024-04-01", "help": {"personal_care": "28.5", "practical_help": "1.5"}}, "")
    assert by_kind.minutes == 90


@pytest.mark.parametrize(
    ("month", "code"),
    [
        ({"day": "2024-04-01", "hours": 1, "help": {}}, "both_given"),
        ({"day": "2024-04-01", "from": "2024-04-16", "to": "2024-04-15"}, "ends_before_start"),
        ({"day": "1 April"}, "date_unreadable"),
        ({"day": "9999-12-01"}, "out_of_range"),
        ({"day": "2024-04-01", "to": "9999-12-31"}, "out_of_range"),
        ({"day": "0001-01-01", "from": "2024-01-01"}, "out_of_range"),
        ({"day": "2024-04-01", "help": {"gardening": 1}}, "unknown_key"),
    ],
)
def test_a_month_that_contradicts_itself_is_refused(month, code):
    with pytest.raises(WrongInput) as told:
        read_month(month, "months[0]")
    assert told.value.code == code
