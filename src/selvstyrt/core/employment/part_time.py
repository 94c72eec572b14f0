"""Part-time rights (rettigheter for deltidsansatte): reasons, extra shifts, actual hours, predictable terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import DateRange, Ruling, months_after
from selvstyrt.core.employment.judging import judge

_FULL = Decimal(100)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class PartTimeTerms:
    """Numbers of aml. §§ 14-1 b to 14-4 a and 14-8 a; None where the rule was not in force."""

    part_time_documented: bool | None
    extra_shift_unit: int | None
    actual_hours_months: int
    predictable_service_months: int | None
    predictable_again_months: int | None
    predictable_answer_months: int | None
    rehire_service_months: int
    rehire_within_years: int
    rehire_years: int
    rehire_answer_days: int
    discuss_months: int | None

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


class ExtraWork(StrEnum):
    """Where hours beyond the contract came from (merarbeid): what the claim for a larger post counts."""

    EXTRA_SHIFTS = "extra_shifts"
    AGREED_TEMPORARY = "agreed_temporary"


# aml. § 14-1 b (2)
def part_time_reasons(size_percent: Decimal, terms: PartTimeTerms, *, documented: bool, discussed: bool) -> Ruling:
    """Before a part-time post is filled, the need is written down and discussed with the representatives."""
    required = bool(terms.part_time_documented) and size_percent < _FULL
    given = {"size_percent": size_percent, "documented": documented, "discussed": discussed}
    return judge("AML-14-1B", required and not (documented and discussed), given, required=required)


# aml. § 14-3 (1), (3)
def larger_post_priority(*, qualified: bool, significant_disadvantage: bool, given_to_other: bool) -> Ruling:
    """A part-timer who is qualified goes before a new hire or hire-in, also for part of a post."""
    first = qualified and not significant_disadvantage
    given = {
        "qualified": qualified,
        "significant_disadvantage": significant_disadvantage,
        "given_to_other": given_to_other,
    }
    return judge("AML-14-3-1", first and given_to_other, given, priority="part_timer" if first else "none")


# aml. § 14-3 (2), (3), from 1 January 2023
def extra_shift_priority(
    terms: PartTimeTerms,
    *,
    qualified: bool,
    significant_disadvantage: bool,
    given_to_other: bool,
    in_unit: bool = True,
    unit_employees: int | None = None,
) -> Ruling:
    """Part-timers go before new hires and agency staff when extra shifts are given out.

    The employer may limit this to a unit, but not to one with fewer than thirty employees: a smaller unit is no
    limit, and then the whole undertaking counts.
    """
    unit = terms.extra_shift_unit
    limited = not in_unit and unit is not None and unit_employees is not None and unit_employees >= unit
    first = unit is not None and qualified and not significant_disadvantage and not limited
    given = {
        "qualified": qualified,
        "significant_disadvantage": significant_disadvantage,
        "given_to_other": given_to_other,
        "in_unit": in_unit,
        "unit_employees": unit_employees,
    }
    return judge("AML-14-3-2", first and given_to_other, given, priority="part_timer" if first else "none")


class PassingOver(StrEnum):
    """Why an employer wants to pass over a part-timer (begrunnelse for å gå forbi)."""

    NOT_QUALIFIED = "not_qualified"
    REST_BROKEN = "rest_broken"
    OVERTIME_FOLLOWS = "overtime_follows"
    USER_OBJECTS = "user_objects"
    OTHER = "other"


_DECIDES = {PassingOver.NOT_QUALIFIED, PassingOver.REST_BROKEN, PassingOver.OVERTIME_FOLLOWS}


# aml. § 14-3 (3)
def may_pass_over(reason: PassingOver) -> Ruling:
    """Not qualified, a broken rest or overtime let the employer pass by; that the user objects must be assessed."""
    decides = reason in _DECIDES
    given = {"reason": reason.value}
    return judge("AML-14-3-3", False, given, may_pass_over=decides, must_be_assessed=not decides, discuss_first=True)


# aml. § 14-4 a (1)
def actual_hours_window(claimed: date, terms: PartTimeTerms) -> DateRange:
    """The twelve months that end the day before the claim was put forward."""
    return DateRange(months_after(claimed, -terms.actual_hours_months), claimed)


# aml. § 14-4 a (1), as Tvisteløsningsnemnda applies it
def counts_as_extra(source: ExtraWork) -> Ruling:
    """Extra shifts count as work beyond the agreed hours; a substitute contract agreed beforehand does not."""
    counts = source is not ExtraWork.AGREED_TEMPORARY
    return judge("AML-14-4A", False, {"source": source.value}, counts_as_extra=counts)


# aml. § 14-4 a (1)
def actual_post(
    agreed_percent: Decimal, extra_minutes: int, full_time_minutes: int, *, regular: bool, need_gone: bool
) -> Ruling:
    """The post that answers to the hours worked in the window, in per cent of full time in the same window."""
    share = _FULL * extra_minutes / full_time_minutes
    percent = min(agreed_percent + share, _FULL).quantize(_TENTH, ROUND_HALF_UP)
    right = regular and not need_gone and extra_minutes > 0
    given = {
        "agreed_percent": agreed_percent,
        "extra_minutes": extra_minutes,
        "full_time_minutes": full_time_minutes,
        "regular": regular,
        "need_gone": need_gone,
    }
    return judge("AML-14-4A", False, given, right=right, percent=percent if right else agreed_percent)


# aml. § 14-14 a, from 1 January 2024
def part_time_discussed(last: date | None, on: date, terms: PartTimeTerms) -> Ruling:
    """The use of part-time, temporary work and hire-in is discussed with the representatives at least once a year."""
    given = {"last": last, "on": on}
    if terms.discuss_months is None:
        return judge("AML-14-14A", False, given, required=False)
    latest = None if last is None else months_after(last, terms.discuss_months)
    return judge("AML-14-14A", latest is None or on > latest, given, required=True, next_by=latest)


# aml. § 14-8 a, from 1 July 2024
def predictable_terms(
    asked: date,
    answered: date | None,
    on: date,
    terms: PartTimeTerms,
    *,
    service_months: Decimal,
    in_probation: bool = False,
    asked_before: date | None = None,
) -> Ruling:
    """A request for more predictable terms is answered in writing, with reasons, within a month.

    The right comes after more than six months' service, past probation, and at most every six months.
    """
    given = {"asked": asked, "answered": answered, "service_months": service_months, "in_probation": in_probation}
    if (
        terms.predictable_service_months is None
        or terms.predictable_again_months is None
        or terms.predictable_answer_months is None
    ):
        return judge("AML-14-8A", False, given, right=False)
    again = asked_before is not None and asked < months_after(asked_before, terms.predictable_again_months)
    if in_probation or again or service_months <= terms.predictable_service_months:
        return judge("AML-14-8A", False, given, right=False)
    deadline = months_after(asked, terms.predictable_answer_months)
    return judge("AML-14-8A", (answered or on) > deadline, given, deadline=deadline)


# aml. § 14-2 (1) to (5)
def rehire_priority(
    notice_ends: date,
    on: date,
    terms: PartTimeTerms,
    *,
    service_months: Decimal,
    qualified: bool,
    substitute: bool = False,
    offered: date | None = None,
    given_to_other: bool = False,
) -> Ruling:
    """Who lost the post for the employer's reasons goes first to a new one for a year; substitutes do not.

    `service_months` are those of the last two years. An offer not taken within fourteen days ends the right.
    """
    until = months_after(notice_ends, 12 * terms.rehire_years)
    lapsed = offered is not None and on > offered + timedelta(days=terms.rehire_answer_days)
    served = service_months >= terms.rehire_service_months
    first = served and qualified and not substitute and not lapsed and on <= until
    given = {
        "notice_ends": notice_ends,
        "on": on,
        "service_months": service_months,
        "qualified": qualified,
        "substitute": substitute,
        "offered": offered,
        "given_to_other": given_to_other,
    }
    return judge("AML-14-2", first and given_to_other, given, priority=first, until=until)
