"""What `selvstyrt-roster-problem/2` adds to the first format: the ledger, pay, short notice (tillegg i format 2)."""

from __future__ import annotations

from decimal import Decimal, DecimalException
from typing import Any

from selvstyrt.core.base.fields import YEARS_OF_LIFE, Node, day_of, refuse
from selvstyrt.core.pay import Employment, tariff_ids
from selvstyrt.core.roster.ledger import BALANCE_KINDS, HUNDRED, Balance
from selvstyrt.core.roster.pay_basis import PayBasis

LARGEST_BALANCE = 1000
LONGEST_SERVICE_YEARS = 60
WEEK_MINUTES = 7 * 24 * 60
_PAY = ("tariff", "seniority", "full_week_minutes", "own_hourly", "own_annual", "rota", "known_on")


def read_balance(data: Any, path: str) -> Balance:
    """What earlier periods left over or short: shifts or met wishes beyond the share, with up to two decimals.

    Raises: WrongInput.
    """
    node = Node(data, path, BALANCE_KINDS)
    return Balance(**{kind: _hundredths(node, kind) for kind in BALANCE_KINDS if node.has(kind)})


def _hundredths(node: Node, key: str) -> int:
    value = node.raw(key)
    try:
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise DecimalException
        number = Decimal(str(value)) * HUNDRED
    except DecimalException:
        number = Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > LARGEST_BALANCE * HUNDRED:
        raise refuse(
            "out_of_range",
            node.at(key),
            f"{value!r} is not a balance.",
            f"Write -{LARGEST_BALANCE} to {LARGEST_BALANCE} with at most two decimals, in quotes: “-1.25”.",
        )
    return int(number)


def read_pay(data: Any, path: str) -> PayBasis:
    """The terms of pay: the agreement's id, service as a day or as whole years, the agreement's full week.

    Raises: WrongInput.
    """
    node = Node(data, path, _PAY)
    years = node.raw("seniority")
    is_day = isinstance(years, str)
    return PayBasis(
        Employment(
            seniority=day_of(years, node.at("seniority"), YEARS_OF_LIFE)
            if is_day
            else node.whole("seniority", 0, LONGEST_SERVICE_YEARS),
            weekly_minutes=node.whole("full_week_minutes", 1, WEEK_MINUTES),
            own_hourly=node.amount("own_hourly", None),
            own_annual=node.amount("own_annual", None),
            rota=node.flag("rota", True),
        ),
        tariff=node.one_of("tariff", tariff_ids()),
        known_on=node.day("known_on", None),
    )
