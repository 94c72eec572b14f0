"""Leave (permisjon): sick children, close relatives, nursing, public duties, religious days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self

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
    nursing_paid: int
    nursing_day: int
    nursing_child_months: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


@dataclass(frozen=True, slots=True)
class DisputeTerms:
    """The rules whose disputes go to the board (aml. § 17-2)."""

    dispute_board: tuple[Mapping[str, Any], ...]

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The list in force on `day`.

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


# aml. § 12-8
def nursing_time(day_minutes: int, child_months: int, terms: LeaveTerms) -> Ruling:
    """Time off to nurse as needed; paid for up to an hour on days of seven hours or more in the child's first year."""
    paid = child_months < terms.nursing_child_months and day_minutes >= terms.nursing_day
    given = {"day_minutes": day_minutes, "child_months": child_months}
    return judge("AML-12-8", False, given, leave=True, paid_minutes=terms.nursing_paid if paid else 0)


# aml. § 12-12
def military_leave(*, service: bool) -> Ruling:
    """Leave for military service, compulsory or not, and for like service in defence."""
    return judge("AML-12-12", False, {"service": service}, leave=service)


# aml. § 12-13
def public_office_leave(*, duty_to_attend: bool) -> Ruling:
    """Leave as far as it takes to meet a statutory duty to attend in public bodies, such as being a lay judge."""
    return judge("AML-12-13", False, {"duty_to_attend": duty_to_attend}, leave=duty_to_attend)


# aml. §§ 12-14, 17-2
def dispute_goes_to(rule: str, terms: DisputeTerms) -> Ruling:
    """Who decides a dispute about a rule: the board (Tvisteløsningsnemnda) for those on its list, else the courts."""
    board = any(row["rule"] == rule for row in terms.dispute_board)
    cited = "AML-12-14" if rule.startswith("AML-12-") else "AML-17-2"
    return judge(cited, False, {"rule": rule}, decided_by="tvisteløsningsnemnda" if board else "courts")


# trossamfunnsloven § 18
def religious_days(asked: date, day: date, terms: ReligiousLeaveTerms, *, days_taken: int = 0) -> Ruling:
    """Two days of one's own a year, asked for fourteen days before; a later request may still be granted.

    `days_taken` counts those already taken in the year. Time worked back for them is not overtime.
    """
    notice = (day - asked).days
    return judge(
        "TRS-18",
        notice < terms.notice_days or days_taken >= terms.holiday_days,
        {"asked": asked, "day": day, "days_taken": days_taken},
        severity=Severity.WARNING,
        notice_days=notice,
        minimum=terms.notice_days,
        max_days_per_year=terms.holiday_days,
    )
