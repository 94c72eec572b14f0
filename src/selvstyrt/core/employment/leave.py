"""Leave (permisjon): sick children, close relatives, religious days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, Severity
from selvstyrt.core.employment.judging import judge


@dataclass(frozen=True, slots=True)
class LeaveTerms:
    """Numbers of aml. §§ 12-9 and 12-10."""

    child_days: int
    child_days_many: int
    child_many_over: int
    child_last_year: int
    child_chronic_days: int
    child_chronic_last_year: int
    child_alone_factor: int
    end_of_life_days: int
    close_care_days: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


@dataclass(frozen=True, slots=True)
class ReligiousLeaveTerms:
    """Numbers of trossamfunnsloven § 18."""

    holiday_days: int
    notice_days: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "trs", day, known_on)


class Relation(StrEnum):
    """Whom the leave under aml. § 12-10 is for (nærstående)."""

    PARENT = "parent"
    SPOUSE = "spouse"
    COHABITANT = "cohabitant"
    PARTNER = "partner"
    ADULT_CHILD = "adult_child"


# aml. § 12-9 (2), (3), (6)
def child_sick_days(children: int, terms: LeaveTerms, *, alone: bool, chronic: bool = False) -> Ruling:
    """Days a year for sick children: ten, fifteen with more than two, twenty when one is chronically ill.

    Alone with the care, twice as many. `children` are those who have not passed their twelfth calendar year.
    """
    days = terms.child_days_many if children > terms.child_many_over else terms.child_days
    days = days if children > 0 else 0
    if chronic:
        days = max(days, terms.child_chronic_days)
    if alone:
        days *= terms.child_alone_factor
    given = {"children": children, "alone": alone, "chronic": chronic}
    return judge("AML-12-9", False, given, days_per_year=days)


# aml. § 12-9 (2), (3)
def child_counts(birth: date, year: int, terms: LeaveTerms, *, chronic: bool = False) -> bool:
    """Whether a child still gives leave: to the end of the year of twelve, of eighteen when chronically ill."""
    return year - birth.year <= (terms.child_chronic_last_year if chronic else terms.child_last_year)


# aml. § 12-10 (1)
def end_of_life_care(terms: LeaveTerms, *, at_home: bool = True) -> Ruling:
    """Sixty days to nurse somebody close at home at the end of life."""
    return judge("AML-12-10", False, {"at_home": at_home}, days=terms.end_of_life_days if at_home else 0)


# aml. § 12-10 (2)
def close_care(relation: Relation, terms: LeaveTerms, *, cared_for_as_child: bool = True) -> Ruling:
    """Ten days a year for parents, spouse or partner, and a grown child that the person had such care for."""
    gives = relation is not Relation.ADULT_CHILD or cared_for_as_child
    given = {"relation": relation.value, "cared_for_as_child": cared_for_as_child}
    return judge("AML-12-10", False, given, days_per_year=terms.close_care_days if gives else 0)


# trossamfunnsloven § 18
def religious_days(asked: date, day: date, terms: ReligiousLeaveTerms) -> Ruling:
    """Two days of one's own a year, asked for fourteen days before; a later request may still be granted."""
    notice = (day - asked).days
    return judge(
        "TRS-18",
        notice < terms.notice_days,
        {"asked": asked, "day": day},
        severity=Severity.WARNING,
        notice_days=notice,
        minimum=terms.notice_days,
        max_days_per_year=terms.holiday_days,
    )
