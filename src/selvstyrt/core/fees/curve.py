"""The fee against the income (egenandel etter inntekt): the stretches of income with one fee each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.fees.income import Household
from selvstyrt.core.fees.monthly import MonthOfHelp, monthly_fee, state_ceiling_below, tariff_g
from selvstyrt.core.fees.tariff import FeeTariff

_JUST_ABOVE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class FeeStretch:
    """Incomes with the same fee (trinn i egenandelen), NOK: from `start` up to `end`; None is without end.

    `fee` is None where the table has no answer, and `code` says why.
    """

    start: Decimal
    end: Decimal | None
    place: int
    fee: Decimal | None
    code: str = ""


def fee_curve(tariff: FeeTariff, month: MonthOfHelp, known_on: date | None = None) -> tuple[FeeStretch, ...]:
    """The fee of a month for every income, from the lowest.

    Raises: NoAnswer `g_basis_not_set`, `no_value_for_day`, `no_value_for_year`, `g_not_known_yet`;
    WrongInput `brackets_overlap`.
    """
    g = tariff_g(tariff, month.day, known_on).amount
    edges = sorted({*tariff.edges(g), state_ceiling_below(g, month.day, known_on)})
    found = []
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        inside = start + _JUST_ABOVE
        fee, code = None, ""
        try:
            fee = monthly_fee(tariff, Household((inside,)), month, known_on).fee
        except NoAnswer as error:
            code = error.code
        found.append(FeeStretch(start, end, tariff.place_of(inside, g), fee, code))
    return tuple(found)
