"""How employment ends and begins (oppsigelse og prøvetid): notice periods, probation, sickness, form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, Step, months_after
from selvstyrt.core.employment.judging import judge, step

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class EndingTerms:
    """Numbers of aml. §§ 15-3, 15-6 and 15-8; the share for temporary posts is None before 1 July 2024."""

    notice_by_service: Rows
    notice_by_age: Rows
    notice_by_age_service_years: int
    probation_notice_days: int
    probation_months: int
    probation_temporary_divisor: int | None
    sick_protection_months: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """A notice period (oppsigelsesfrist): months or days, the day it runs from, the last day of work."""

    months: int | None
    days: int | None
    runs_from: date
    last_day: date
    steps: tuple[Step, ...]


# aml. § 15-3 (1) to (4), (8)
def notice_period(
    received: date,
    terms: EndingTerms,
    *,
    service_years: int = 0,
    age: int = 0,
    by_employer: bool = False,
    agreed_months: int = 0,
) -> NoticePeriod:
    """The notice period after probation, by years of service, and by age when the employer dismisses.

    It runs from the first day of the next month. A longer agreed period holds; a shorter one needs a tariff.
    """
    months = max(row["months"] for row in terms.notice_by_service if row["years"] <= service_years)
    if by_employer and service_years >= terms.notice_by_age_service_years:
        months = max([months, *(row["months"] for row in terms.notice_by_age if row["age"] <= age)])
    months = max(months, agreed_months)
    runs_from = months_after(received.replace(day=1), 1)
    last_day = months_after(runs_from, months) - timedelta(days=1)
    given = {
        "received": received,
        "service_years": service_years,
        "age": age,
        "by_employer": by_employer,
        "agreed_months": agreed_months,
    }
    return NoticePeriod(months, None, runs_from, last_day, (step("AML-15-3", given, last_day),))


# aml. § 15-3 (7); the fourth paragraph covers the first three only
def probation_notice(received: date, terms: EndingTerms, *, agreed_days: int | None = None) -> NoticePeriod:
    """Fourteen days in probation, or what is agreed in writing; counted from the day after it arrives."""
    days = terms.probation_notice_days if agreed_days is None else agreed_days
    last_day = received + timedelta(days=days)
    given = {"received": received, "agreed_days": agreed_days}
    return NoticePeriod(None, days, received, last_day, (step("AML-15-3", given, last_day),))


# aml. § 15-6 (3)
def probation_length(
    months: Decimal, terms: EndingTerms, *, temporary: bool = False, duration_months: Decimal | None = None
) -> Ruling:
    """Probation is at most six months, and in a temporary post at most half of it (from 1 July 2024)."""
    longest = Decimal(terms.probation_months)
    if temporary and duration_months is not None and terms.probation_temporary_divisor is not None:
        longest = min(longest, duration_months / terms.probation_temporary_divisor)
    given = {"months": months, "temporary": temporary, "duration_months": duration_months}
    return judge("AML-15-6", months > longest, given, max_months=longest)


# aml. § 15-6 (4)
def probation_extended(
    end: date | None,
    absence_days: int,
    wanted_days: int,
    *,
    told_at_hiring: bool,
    told_before_end: bool,
    caused_by_employer: bool = False,
) -> Ruling:
    """Probation may grow by the absence when that was told in writing at hiring and before the end."""
    may = told_at_hiring and told_before_end and not caused_by_employer
    longest = absence_days if may else 0
    given = {
        "end": end,
        "absence_days": absence_days,
        "told_at_hiring": told_at_hiring,
        "told_before_end": told_before_end,
        "caused_by_employer": caused_by_employer,
    }
    latest = None if end is None else end + timedelta(days=longest)
    return judge("AML-15-6", wanted_days > longest, given, may_extend=may, max_days=longest, latest_end=latest)


# aml. § 15-6 (5)
def new_probation(
    earlier_months: Decimal, new_months: Decimal, terms: EndingTerms, *, like_post: bool, permanent: bool
) -> Ruling:
    """No new probation in the same or a like post; a permanent one may fill up to six months in all."""
    longest = Decimal(terms.probation_months)
    if like_post:
        longest = max(longest - earlier_months, Decimal(0)) if permanent else Decimal(0)
    given = {"earlier_months": earlier_months, "new_months": new_months, "like_post": like_post, "permanent": permanent}
    return judge("AML-15-6", new_months > longest, given, max_months=longest)


# aml. § 15-8
def sick_protection(
    unfit_from: date, given_on: date, terms: EndingTerms, *, other_reason_likely: bool = False
) -> Ruling:
    """Nobody is dismissed for sickness in the first twelve months; a dismissal then is taken to be for that.

    Unless another reason is made very likely. Later, the general test of a fair reason decides.
    """
    until = months_after(unfit_from, terms.sick_protection_months)
    protected = unfit_from <= given_on < until
    presumed = protected and not other_reason_likely
    given = {"unfit_from": unfit_from, "given_on": given_on, "other_reason_likely": other_reason_likely}
    return judge("AML-15-8", presumed, given, presumed_unlawful=presumed, protected_until=until)


NOTICE_CONTENTS = ("negotiation_and_lawsuit", "staying_in_post", "deadlines", "employer_and_defendant")


# aml. § 15-4
def dismissal_form(*, written: bool, delivered: bool, contents: Collection[str]) -> Ruling:
    """A dismissal by the employer is written, handed over or registered, and names rights and deadlines."""
    missing = tuple(name for name in NOTICE_CONTENTS if name not in contents)
    valid = written and delivered and not missing
    given = {"written": written, "delivered": delivered, "contents": tuple(sorted(contents))}
    return judge("AML-15-4", not valid, given, valid=valid, missing=missing)
