"""Deadlines of the case (frister i saken): preliminary answer, complaint, reasons, the last day of all.

Weeks, months and years end on the day that answers to the one they begin on. A deadline for a complaint that ends on
a Saturday, Sunday or holiday moves to the next working day (fvl. § 30, domstolloven §§ 148 and 149); the deadline for
a preliminary answer does not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from selvstyrt.core import law
from selvstyrt.core.base import Breach, Ruling, Severity, Step, months_after
from selvstyrt.core.eligibility.terms import CaseTerms, ServiceComplaintTerms
from selvstyrt.core.law.holidays import is_red_day

_SATURDAY = 5
_DAY = timedelta(days=1)


class Matter(StrEnum):
    """What the decision is about (saken): it decides which deadline holds.

    SERVICES: a right under pbrl. chapter 2, such as BPA and its hours.
    GENERAL: other decisions, such as a refusal to show documents.
    """

    SERVICES = "services"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class CaseDeadline:
    """A deadline (frist): its last day, how it was counted, and where to send what.

    `counted_day` is the last day before it was moved past a Saturday or holiday.
    """

    last_day: date
    counted_day: date
    weeks: int
    sent_to: str
    decided_by: str
    steps: tuple[Step, ...]


def next_office_day(day: date) -> date:
    """The day itself, or the next one that is no Saturday, Sunday or holiday.

    Source: domstolloven § 149.
    """
    while day.weekday() == _SATURDAY or is_red_day(day):
        day += _DAY
    return day


# pbrl. §§ 7-2, 7-5; fvl. §§ 29 to 31
def complaint_deadline(known: date, matter: Matter) -> CaseDeadline:
    """The last day to complain, counted from the day the decision was received or ought to be known.

    Four weeks on services, three on other decisions. When reasons are asked for, count again from the day they come.
    """
    weeks, rule = _weeks(known, matter)
    return _deadline(known, weeks, rule)


# fvl. § 24 (2)
def reasons_deadline(known: date, matter: Matter, *, complaint_runs: bool = True) -> CaseDeadline:
    """The last day to ask for reasons: within the complaint period, or three weeks when none runs."""
    weeks = _weeks(known, matter)[0] if complaint_runs else CaseTerms.at(known).reasons_weeks
    return _deadline(known, weeks, "FVL-24")


def _weeks(known: date, matter: Matter) -> tuple[int, str]:
    if matter is Matter.SERVICES:
        return ServiceComplaintTerms.at(known).complaint_weeks, "PBRL-7-5"
    return CaseTerms.at(known).complaint_weeks, "FVL-29"


def _deadline(known: date, weeks: int, rule: str) -> CaseDeadline:
    counted = known + timedelta(weeks=weeks)
    last = next_office_day(counted)
    steps = [Step(rule, law.citation(rule), {"known": known, "weeks": weeks}, counted)]
    if last != counted:
        steps.append(Step("FVL-30", law.citation("FVL-30"), {"counted_day": counted}, last))
    return CaseDeadline(last, counted, weeks, "the municipality", "statsforvalteren", tuple(steps))


# fvl. § 31 (3)
def complaint_impossible_after(decided: date) -> date:
    """The day after which a late complaint can no longer be taken up: a year from the decision."""
    return months_after(decided, 12 * CaseTerms.at(decided).complaint_latest_years)


# fvl. § 11 a (3)
def preliminary_answer_by(received: date) -> date:
    """The last day for a preliminary answer when an application is not decided within a month."""
    return months_after(received, CaseTerms.at(received).preliminary_answer_months)


# fvl. § 11 a (3)
def preliminary_answer(
    received: date, *, decided: date | None = None, answered: date | None = None, on: date
) -> Ruling:
    """Whether a preliminary answer is due, and given in time, looked at `on` a day.

    None is due for a case that is decided within the month.
    """
    deadline = preliminary_answer_by(received)
    due = decided is None or decided > deadline
    late = due and (answered or on) > deadline
    given = {"received": received, "decided": decided, "answered": answered, "on": on}
    figures = {"preliminary_answer_by": deadline} if due else {"preliminary_answer_required": False}
    breaches = (Breach("FVL-11A", Severity.ILLEGAL),) if late else ()
    return Ruling(breaches, figures, (Step("FVL-11A", law.citation("FVL-11A"), given, deadline),))
