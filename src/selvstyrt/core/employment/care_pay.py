"""Pay for days with a sick child (omsorgspenger): how many, self-certified how long, and who bears them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling
from selvstyrt.core.employment.judging import judge


@dataclass(frozen=True, slots=True)
class CarePayTerms:
    """Numbers of ftrl. §§ 9-6 to 9-8."""

    care_days: int
    care_days_many: int
    care_many_over: int
    care_chronic_days: int
    care_alone_factor: int
    care_self_certified_days: int
    care_service_days: int
    care_employer_days: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "ftrl", day, known_on)


# ftrl. § 9-6
def care_days(children: int, terms: CarePayTerms, *, alone: bool, chronic: int = 0) -> Ruling:
    """Days a year with pay: ten, fifteen with more than two children, ten more for each chronically ill child.

    Alone with the care, twice as many. `children` are all who still count, the `chronic` ones among them.
    """
    days = terms.care_days_many if children > terms.care_many_over else terms.care_days
    days = (days if children > 0 else 0) + chronic * terms.care_chronic_days
    days *= terms.care_alone_factor if alone else 1
    given = {"children": children, "alone": alone, "chronic": chronic}
    return judge("FTRL-9-6", False, given, days_per_year=days)


# ftrl. § 9-7
def care_self_certified(days: int, terms: CarePayTerms) -> Ruling:
    """Up to three calendar days at a time without a doctor's note; a night shift is one day, as in § 8-24."""
    covered = min(days, terms.care_self_certified_days)
    given = {"days": days}
    return judge("FTRL-9-7", False, given, self_cert_days=covered, doctor_required=days > covered)


# ftrl. § 9-8
def care_paid_by(
    days: int, employed_days: int, terms: CarePayTerms, *, paid_before: int = 0, only_chronic_over_twelve: bool = False
) -> Ruling:
    """The employer pays after four weeks' service, and bears the first ten days of the year; NAV pays back the rest.

    Days for somebody who only has a chronically ill child over twelve are paid back in full.
    """
    pays = employed_days >= terms.care_service_days
    own = 0 if only_chronic_over_twelve else min(days, max(terms.care_employer_days - paid_before, 0))
    own = own if pays else 0
    given = {"days": days, "employed_days": employed_days, "paid_before": paid_before}
    refunded = days - own if pays else 0
    return judge("FTRL-9-8", False, given, employer_pays=pays, employer_days=own, refunded_days=refunded)
