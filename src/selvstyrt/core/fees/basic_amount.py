"""Which G counts (grunnbeløp): no national rule says it, so each table of fees does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from selvstyrt.core import law
from selvstyrt.core.base import Certainty, Citation, NoAnswer, Step, WrongInput, months_after


class GBasis(StrEnum):
    """Which G a municipality reckons with (grunnbeløp i satsene).

    FIXED: the amount that the table prints. MAY_BEFORE: the G of 1 May the year before, all year. CURRENT: the G in
    force on the day. AVERAGE: the average of the calendar year.
    """

    FIXED = "fixed"
    MAY_BEFORE = "may_before"
    CURRENT = "current"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class GAmount:
    """A G (grunnbeløp) in NOK, the day it holds from where that is known, and where it stands."""

    amount: Decimal
    basis: GBasis
    valid_from: date | None
    citation: Citation
    certainty: Certainty

    def step(self, day: date) -> Step:
        """Why this G."""
        return Step(f"g.{self.basis}", self.citation, {"day": day, "valid_from": self.valid_from}, self.amount)


def g_amount(basis: GBasis, day: date, known_on: date | None = None) -> GAmount:
    """The G that a basis gives on a day, NOK; a G that is more than a year old on the day is no answer.

    >>> [str(g_amount(basis, date(2024, 6, 1)).amount) for basis in (GBasis.MAY_BEFORE, GBasis.CURRENT, GBasis.AVERAGE)]
    ['118620', '124028', '122225']

    Source: ftrl. § 1-4; the choice of basis is the municipality's.

    Raises: WrongInput `fixed_g_has_no_day`; NoAnswer `no_value_for_day`, `no_value_for_year`, `g_not_known_yet`.
    """
    if basis is GBasis.FIXED:
        raise WrongInput("fixed_g_has_no_day", "A fixed G stands in the table of fees. Take it from there.")
    if basis is GBasis.AVERAGE:
        value_id, asked = "ftrl.grunnbelop_average", day
    else:
        value_id, asked = "ftrl.grunnbelop", date(day.year, 1, 1) if basis is GBasis.MAY_BEFORE else day
    entry = law.dated(value_id).at(asked, known_on)
    if asked >= months_after(entry.valid_from, 12):
        raise NoAnswer(
            "g_not_known_yet",
            f"The G of {asked} is not known here: the newest is of {entry.valid_from}. Ask about an earlier day.",
            day=asked,
            newest=entry.valid_from,
        )
    amount = law.number(value_id, asked, known_on)
    return GAmount(amount, basis, entry.valid_from, law.citation("FTRL-1-4"), Certainty(entry.certainty))
