"""Sickness (sykefravær): self-certification, the employer's period, who pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from selvstyrt.core import law
from selvstyrt.core.base import DateRange, Ruling, Step, WrongInput
from selvstyrt.core.employment.judging import judge, step

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SicknessTerms:
    """Numbers of ftrl. §§ 8-18 to 8-27, in calendar days and months."""

    sick_service_days: int
    rehire_weeks: int
    employer_period_days: int
    employer_period_gap: int
    self_certified_service_months: int
    self_certified_days: int
    self_certified_gap: int
    self_certified_absences: int
    self_certified_months: int
    self_certified_review_months: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "ftrl", day, known_on)


@dataclass(frozen=True, slots=True)
class SelfCertification:
    """What self-certification (egenmelding) covers: days used and left, and the first day that needs a doctor."""

    allowed: bool
    days_used: int
    days_left: int
    doctor_from: date | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class EmployerPeriod:
    """The employer's period (arbeidsgiverperiode): its last day, the first day that NAV pays, days left at the start.

    `end` is None when earlier absence has used the period up.
    """

    days_left: int
    end: date | None
    nav_from: date
    steps: tuple[Step, ...]


def joined_days(earlier: Sequence[DateRange], start: date, gap: int) -> int:
    """Calendar days of earlier absence that a new one from `start` is joined to.

    Going backwards, an absence counts as long as fewer than `gap` days lie between it and the next.

    Raises: WrongInput `absence_overlaps`; `range_without_end`.
    """
    days, following = 0, start
    for spell in sorted(earlier, reverse=True):
        if spell.end is None or spell.end > following:
            raise WrongInput(
                "absence_overlaps", f"The absence from {spell.start} runs into the next.", start=spell.start
            )
        if (following - spell.end).days >= gap:
            break
        days += spell.day_count
        following = spell.start
    return days


def days_of_shifts(starts: Sequence[date]) -> int:
    """Days of absence that missed shifts make: a shift over midnight is one day, the one it starts on.

    Source: ftrl. § 8-24 (5).
    """
    return len(set(starts))


# ftrl. § 8-24
def self_certification(
    absence: DateRange,
    terms: SicknessTerms,
    *,
    employed_months: Decimal | None = None,
    earlier: Sequence[DateRange] = (),
    days: int | None = None,
) -> SelfCertification:
    """How far self-certification reaches in an absence after `earlier` absences without a doctor's note.

    It takes two months' employment and gives three calendar days; absences within sixteen days are added up.
    `days` overrides the calendar days of the absence (a night shift is one day).
    """
    allowed = employed_months is None or employed_months >= terms.self_certified_service_months
    before = joined_days(earlier, absence.start, terms.self_certified_gap)
    left = max(terms.self_certified_days - before, 0) if allowed else 0
    length = days if days is not None else absence.day_count
    used = min(length, left)
    doctor = absence.start + left * _DAY if length >= left else None
    given = {"start": absence.start, "days": length, "days_before": before, "employed_months": employed_months}
    return SelfCertification(allowed, used, left, doctor, (step("FTRL-8-24", given, left),))


# ftrl. § 8-19
def employer_period(
    first_whole_day: date, terms: SicknessTerms, *, earlier: Sequence[DateRange] = ()
) -> EmployerPeriod:
    """Sixteen calendar days from the first whole day of absence; absence within sixteen days joins the same period.

    Half-open ranges; a full period just behind gives no new one, and NAV pays from the first day.
    """
    used = joined_days(earlier, first_whole_day, terms.employer_period_gap)
    left = max(terms.employer_period_days - used, 0)
    nav_from = first_whole_day + left * _DAY
    given = {"first_whole_day": first_whole_day, "days_before": used}
    return EmployerPeriod(left, nav_from - _DAY if left else None, nav_from, (step("FTRL-8-19", given, left),))


# ftrl. § 8-18 (1)
def service_days(employments: Sequence[DateRange], on: date, terms: SicknessTerms) -> int:
    """Days employed when falling ill `on`; an earlier employment counts when the break is two weeks or less.

    Raises: WrongInput `absence_overlaps` when employments run into each other.
    """
    begun = [DateRange(each.start, min(each.end or on, on)) for each in employments if each.start < on]
    return joined_days(begun, on, 7 * terms.rehire_weeks + 1)


# ftrl. § 8-18
def employer_pays(
    employed_days: int, terms: SicknessTerms, *, reported_first_day: bool = True, work_was_planned: bool = True
) -> Ruling:
    """The employer pays sick pay after four weeks' employment.

    For days that would have been paid, and from the day it was told when the absence was told late.
    """
    pays = employed_days >= terms.sick_service_days and work_was_planned
    given = {
        "employed_days": employed_days,
        "reported_first_day": reported_first_day,
        "work_was_planned": work_was_planned,
    }
    figures: dict[str, Any] = {} if reported_first_day else {"from_day_reported": pays}
    return judge("FTRL-8-18", False, given, employer_pays=pays, **figures)


# ftrl. § 8-25
def self_certification_refused(*, return_impossible: bool, written_notice: bool) -> Ruling:
    """Where the rota keeps people from returning right after an illness, the employer may refuse self-certification.

    It takes a notice in writing, and an ordinary rota is no reason.
    """
    may = return_impossible and written_notice
    given = {"return_impossible": return_impossible, "written_notice": written_notice}
    return judge("FTRL-8-25", False, given, employer_may_refuse=may)


# ftrl. § 8-27
def self_certification_withdrawn(absences: int, terms: SicknessTerms, *, reasonable_doubt: bool = False) -> Ruling:
    """After four absences without a note in twelve months, or in reasonable doubt, the right may be taken away.

    The assistant is heard first, and it is looked at again after six months.
    """
    may = absences >= terms.self_certified_absences or reasonable_doubt
    figures: dict[str, Any] = (
        {"hear_first": True, "review_after_months": terms.self_certified_review_months} if may else {}
    )
    given = {"absences": absences, "reasonable_doubt": reasonable_doubt}
    return judge("FTRL-8-27", False, given, employer_may_withdraw=may, **figures)
