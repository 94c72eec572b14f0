"""A table of fees, a household and a month from JSON (lesing av satser); each refusal says where, what and how."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from selvstyrt.core.base import Certainty, Citation, DateRange
from selvstyrt.core.base.fields import Node, refuse
from selvstyrt.core.fees.basic_amount import GBasis
from selvstyrt.core.fees.help import HelpKind, chargeable_minutes
from selvstyrt.core.fees.income import Household
from selvstyrt.core.fees.monthly import MonthOfHelp
from selvstyrt.core.fees.self_cost import SelfCost
from selvstyrt.core.fees.tariff import ALL_MONTHS, Bracket, Charging, EdgeOwner, FeeTariff, PartMonths

TARIFF_KEYS = (
    "name",
    "g",
    "brackets",
    "edge",
    "self_cost",
    "billing_months",
    "part_months",
    "shares_state_ceiling",
    "source",
    "certainty",
)
BRACKET_KEYS = (
    "from_g",
    "from_kroner",
    "charging",
    "monthly",
    "hourly",
    "cap",
    "cap_hours",
    "cap_multiple",
    "threshold_hours",
)
_MOST_HOURS = 744


def read_tariff(data: Any, path: str = "") -> FeeTariff:
    """A table of fees out of one JSON object.

    Raises: WrongInput that names the place in the object and how to mend it.
    """
    node = Node(data, path, TARIFF_KEYS)
    g = Node(node.raw("g", {}), node.at("g"), ("basis", "amount"))
    basis = g.one_of("basis", tuple(GBasis), None)
    source = Node(node.raw("source", {}), node.at("source"), ("text", "url"))
    part_months = node.one_of("part_months", tuple(PartMonths), None)
    return FeeTariff(
        name=node.text("name"),
        brackets=tuple(_bracket(item, f"{node.at('brackets')}[{n}]") for n, item in enumerate(node.items("brackets"))),
        g_basis=None if basis is None else GBasis(basis),
        fixed_g=g.amount("amount", None),
        edge_owner=EdgeOwner(node.one_of("edge", tuple(EdgeOwner), "above")),
        self_cost=_self_cost(node),
        billing_months=_months(node),
        part_months=None if part_months is None else PartMonths(part_months),
        shares_state_ceiling=node.flag("shares_state_ceiling", False) if node.has("shares_state_ceiling") else None,
        citation=Citation(source.text("text", ""), _address(source)),
        certainty=Certainty(node.one_of("certainty", tuple(Certainty), "high")),
    )


def _bracket(data: Any, path: str) -> Bracket:
    node = Node(data, path, BRACKET_KEYS)
    return Bracket(
        from_g=node.amount("from_g"),
        charging=Charging(node.one_of("charging", tuple(Charging))),
        monthly=node.amount("monthly", None),
        hourly=node.amount("hourly", None),
        cap=node.amount("cap", None),
        cap_minutes=node.hours_as_minutes("cap_hours", _MOST_HOURS, None),
        cap_multiple=node.amount("cap_multiple", None),
        threshold_minutes=node.hours_as_minutes("threshold_hours", _MOST_HOURS, None),
        from_kroner=node.amount("from_kroner", None),
    )


def _address(source: Node) -> str:
    """An address of the web, or nothing: pages link to it."""
    address: str = source.text("url", "")
    if address and not address.startswith(("https://", "http://")):
        raise refuse("no_address", source.at("url"), f"{address!r} is no address.", "Begin with https://.")
    return address


def _self_cost(node: Node) -> SelfCost | None:
    if not node.has("self_cost"):
        return None
    cost = Node(node.raw("self_cost"), node.at("self_cost"), ("hourly", "wage", "social_percent"))
    return SelfCost(cost.amount("hourly", None), cost.amount("wage", None), cost.amount("social_percent", None))


def _months(node: Node) -> frozenset[int]:
    months = node.items("billing_months")
    wrong = [month for month in months if type(month) is not int or month not in ALL_MONTHS]
    if wrong:
        raise refuse("no_such_month", node.at("billing_months"), f"{wrong[0]!r} is no month.", "Use 1 to 12.")
    return frozenset(months) or ALL_MONTHS


def read_household(data: Any, path: str = "household") -> Household:
    """A household out of one JSON object: `net_incomes` (a list) and `attendance_benefit`, NOK a year.

    Raises: WrongInput that names the place in the object and how to mend it.
    """
    node = Node(data, path, ("net_incomes", "attendance_benefit"))
    numbered = {str(n): value for n, value in enumerate(node.items("net_incomes"))}
    each = Node(numbered, node.at("net_incomes"), tuple(numbered))
    return Household(tuple(each.amount(key) for key in numbered), node.amount("attendance_benefit", None) or Decimal(0))


def read_month(data: Any, path: str) -> MonthOfHelp:
    """A month of help out of one JSON object: `day`, `hours` or `help`, `from`, `to` (last day), `other_fees`.

    `help` has hours by kind, of which only the chargeable ones count.

    Raises: WrongInput that names the place in the object and how to mend it; NoAnswer `no_value_for_day`.
    """
    node = Node(data, path, ("day", "hours", "help", "from", "to", "other_fees"))
    day = node.day("day")
    if node.has("hours") and node.has("help"):
        raise refuse("both_given", node.at("help"), "Hours are given twice.", "Give “hours” or “help”.")
    minutes = node.hours_as_minutes("hours", _MOST_HOURS, None)
    if node.has("help"):
        kinds = Node(node.raw("help"), node.at("help"), tuple(HelpKind))
        given = {kind: kinds.hours_as_minutes(str(kind), _MOST_HOURS, 0) for kind in HelpKind if kinds.has(str(kind))}
        minutes = chargeable_minutes(given, day)
    return MonthOfHelp(day, minutes, _days(node), node.amount("other_fees", None) or Decimal(0))


def _days(node: Node) -> DateRange | None:
    first, last = (node.day(key) if node.has(key) else None for key in ("from", "to"))
    if first is None and last is None:
        return None
    start = first or node.day("day").replace(day=1)
    if last is not None and last < start:
        raise refuse("ends_before_start", node.at("to"), f"{last} is before {start}.", "Give a later day.")
    return DateRange(start, None if last is None else last + timedelta(days=1))
