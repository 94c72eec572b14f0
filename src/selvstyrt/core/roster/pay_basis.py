"""On what terms an assistant is paid, as a roster problem holds it (lønnsgrunnlag)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from selvstyrt.core.pay import Employment, TariffOn, tariff_source


@dataclass(frozen=True, slots=True)
class PayTerms:
    """On what terms one assistant is paid (lønnsvilkår); the full week of the agreement stands in `employment`."""

    employment: Employment
    tariff_on: TariffOn


@dataclass(frozen=True, slots=True)
class PayBasis:
    """The same as plain data (lønnsgrunnlag): the agreement by its id, its numbers as known on a day."""

    employment: Employment
    tariff: str
    known_on: date | None = None

    @property
    def terms(self) -> PayTerms:
        """The terms with the numbers of the agreement."""
        return PayTerms(self.employment, tariff_source(self.tariff, self.known_on))
