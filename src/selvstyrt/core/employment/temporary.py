"""Temporary employment (midlertidig ansettelse): grounds, warning before the end, when it becomes permanent."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, months_after
from selvstyrt.core.employment.judging import judge


@dataclass(frozen=True, slots=True)
class TemporaryTerms:
    """Numbers and grounds of aml. § 14-9."""

    temporary_grounds: tuple[Mapping[str, Any], ...]
    temporary_permanent_years: int
    temporary_warning_over_months: int
    temporary_warning_months: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


# aml. § 14-9 (1)
def permanent_post(size_percent: Decimal, *, without_end: bool, dismissal_rules: bool) -> Ruling:
    """Permanent means without end, under the dismissal rules, and with a real size; zero hours is none."""
    permanent = size_percent > 0 and without_end and dismissal_rules
    given = {"size_percent": size_percent, "without_end": without_end, "dismissal_rules": dismissal_rules}
    return judge("AML-14-9-1", False, given, permanent=permanent)


# aml. § 14-9 (2); the general ground was there from 1 July 2015 to 30 June 2022
def temporary_ground(basis: Collection[str], terms: TemporaryTerms) -> Ruling:
    """Whether the stated grounds (letters of § 14-9 (2)) allow a temporary contract."""
    allowed = {row["letter"] for row in terms.temporary_grounds if row["allowed"]}
    lawful = bool(allowed & set(basis))
    return judge("AML-14-9-2", not lawful, {"basis": tuple(sorted(basis))}, lawful=lawful)


# aml. § 14-9 (5)
def leaving_warning(employed_months: Decimal, warned: date | None, end: date, terms: TemporaryTerms) -> Ruling:
    """Who has been employed for more than a year is warned in writing a month before the end.

    Warned late, nobody can be asked to leave before a month after the warning.
    """
    due = employed_months > terms.temporary_warning_over_months
    given = {"employed_months": employed_months, "warned": warned, "end": end}
    if not due:
        return judge("AML-14-9-5", False, given, warning_required=False, earliest_end=end)
    latest = months_after(end, -terms.temporary_warning_months)
    if warned is None:
        return judge("AML-14-9-5", True, given, latest_warning=latest)
    earliest = max(end, months_after(warned, terms.temporary_warning_months))
    return judge("AML-14-9-5", warned > latest, given, earliest_end=earliest)


# aml. § 14-9 (7); absence is not deducted
def permanent_after_years(start: date, on: date, basis: Collection[str], terms: TemporaryTerms) -> Ruling:
    """More than three years without a break on grounds that count make the employment permanent."""
    counting = {row["letter"] for row in terms.temporary_grounds if row["counts_to_permanent"]}
    long = on > months_after(start, 12 * terms.temporary_permanent_years)
    permanent = long and bool(basis) and set(basis) <= counting
    given = {"start": start, "on": on, "basis": tuple(sorted(basis))}
    return judge("AML-14-9-7", False, given, permanent=permanent)
