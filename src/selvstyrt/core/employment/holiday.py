"""Holiday (ferie): how many days, when, and what follows from Sundays, notice and sickness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import DateRange, Ruling, Span, WrongInput, months_after
from selvstyrt.core.employment.judging import judge
from selvstyrt.core.law.holidays import is_red_day

_DAY = timedelta(days=1)
_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class HolidayTerms:
    """Numbers of ferieloven §§ 5 to 8 and 11; days of the year are written month-day."""

    working_days: int
    late_start: str
    late_start_days: int
    extra_age: int
    extra_days: int
    sunday_least_days: int
    gap_least_days: int
    gap_hours: int
    told_months: int
    extra_notice_weeks: int
    main_days: int
    main_from: str
    main_to: str
    main_latest_start: str
    rest_days: int
    carry_days: int
    advance_days: int
    notice_period_months: int
    paid_weeks: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "ferieloven", day, known_on)


def on_year(year: int, month_day: str) -> date:
    """The day of a year that a law value names as month-day."""
    return date.fromisoformat(f"{year}-{month_day}")


def is_working_day(day: date) -> bool:
    """Every day but Sundays and public holidays (virkedag); Saturdays and free days of the rota count."""
    return not is_red_day(day)


# ferieloven § 5 (1)
def working_days(first: date, last: date) -> Ruling:
    """The days of holiday that the days from `first` to `last` use up.

    Raises: WrongInput `holiday_ends_before_start`.
    """
    if last < first:
        raise WrongInput("holiday_ends_before_start", f"The holiday ends ({last}) before it starts ({first}).")
    count = sum(is_working_day(day) for day in DateRange(first, last + _DAY).days())
    return judge("FER-5-1", False, {"first": first, "last": last}, virkedager=count)


# ferieloven § 5 (3)
def holiday_in_first_year(start: date, terms: HolidayTerms, *, taken_elsewhere: int = 0) -> Ruling:
    """A full holiday for who starts on 30 September at the latest, else six days; less what is taken elsewhere."""
    full = start <= on_year(start.year, terms.late_start)
    days = terms.working_days if full else terms.late_start_days
    left = min(days, max(terms.working_days - taken_elsewhere, 0))
    given = {"start": start, "taken_elsewhere": taken_elsewhere}
    return judge("FER-5-3", False, given, holiday_days=left)


# ferieloven § 5 (2)
def extra_holiday(birth: date, holiday_year: int, terms: HolidayTerms, *, split_workdays: int | None = None) -> Ruling:
    """Six more days from the year in which the person turns sixty.

    Taken in parts, they are at most the days that are normally worked in a week (`split_workdays`).
    """
    days = terms.extra_days if holiday_year - birth.year >= terms.extra_age else 0
    days = days if split_workdays is None else min(days, split_workdays)
    given = {"birth": birth, "holiday_year": holiday_year, "split_workdays": split_workdays}
    return judge("FER-5-2", False, given, extra_days=days)


# ferieloven § 5 (4), first paragraph
def sunday_choice(first: date, last: date, terms: HolidayTerms) -> Ruling:
    """Who works Sundays may ask for the Sunday right before or right after a holiday of six days or more.

    A Sunday is right beside the holiday when no working day lies between.
    """
    inside = [day for day in DateRange(first, last + _DAY).days() if is_working_day(day)]
    given = {"first": first, "last": last}
    if len(inside) < terms.sunday_least_days:
        return judge("FER-5-4", False, given, choice=())
    sundays = (_next_sunday(inside[0], -_DAY), _next_sunday(inside[-1], _DAY))
    return judge("FER-5-4", False, given, choice=tuple(day for day in sundays if day))


def _next_sunday(edge: date, step: timedelta) -> date | None:
    day = edge + step
    while not is_working_day(day):
        if day.weekday() == 6:
            return day
        day += step
    return None


# ferieloven § 5 (4), second paragraph; a tariff may set something else
def time_between(free: Span, first: date, last: date, terms: HolidayTerms) -> Ruling:
    """From the end of work to its next start: the holiday and sixteen hours, when it is eighteen days or more."""
    days = working_days(first, last).figures["virkedager"]
    need = ((last - first).days + 1) * _MINUTES_A_DAY + terms.gap_hours
    asked = days >= terms.gap_least_days
    given = {"first": first, "last": last, "free_minutes": free.minutes}
    return judge("FER-5-4", asked and free.minutes < need, given, needed_minutes=need if asked else 0)


# ferieloven § 6 (2)
def holiday_told(told: date, start: date, terms: HolidayTerms, *, special_reasons: bool = False) -> Ruling:
    """The employee may ask to be told two months before the holiday, unless special reasons stand in the way."""
    latest = months_after(start, -terms.told_months)
    given = {"told": told, "start": start, "special_reasons": special_reasons}
    return judge("FER-6-2", told > latest and not special_reasons, given, latest=latest)


# ferieloven § 6 (2), second paragraph
def extra_holiday_told(told: date, start: date, terms: HolidayTerms) -> Ruling:
    """Who is over sixty chooses the extra days and tells the employer two weeks before."""
    latest = start - timedelta(weeks=terms.extra_notice_weeks)
    return judge("FER-6-2", told > latest, {"told": told, "start": start}, latest=latest)


# ferieloven § 6 (3)
def holiday_changed(*, unforeseen: bool, major_problems: bool, stand_in_found: bool) -> Ruling:
    """A holiday that is set is moved only for the unforeseen, with major problems and nobody to stand in.

    It is discussed first, and documented extra cost is paid.
    """
    may = unforeseen and major_problems and not stand_in_found
    given = {"unforeseen": unforeseen, "major_problems": major_problems, "stand_in_found": stand_in_found}
    return judge("FER-6-3", not may, given, may_change=may)


# ferieloven § 7 (1)
def main_holiday(
    first: date, last: date, days: int, terms: HolidayTerms, *, employed_from: date | None = None
) -> Ruling:
    """Eighteen days between 1 June and 30 September on demand, unless the work began after 15 August."""
    year = first.year
    inside = on_year(year, terms.main_from) <= first and last <= on_year(year, terms.main_to)
    late = employed_from is not None and employed_from > on_year(year, terms.main_latest_start)
    right = inside and days <= terms.main_days and not late
    given = {"first": first, "last": last, "days": days, "employed_from": employed_from}
    return judge("FER-7-1", False, given, right=right)


# ferieloven § 7 (2)
def rest_holiday(days: int, terms: HolidayTerms) -> Ruling:
    """The rest of the holiday, seven days, is given in one piece within the year on demand."""
    return judge("FER-7-2", False, {"days": days}, right=days <= terms.rest_days)


# ferieloven § 7 (3)
def carried_over(days: int, terms: HolidayTerms, *, written: bool) -> Ruling:
    """At most twelve days are carried over to the next year, by a written agreement."""
    broken = days > terms.carry_days or (days > 0 and not written)
    return judge("FER-7-3", broken, {"days": days, "written": written}, max_days=terms.carry_days)


# ferieloven § 7 (3)
def taken_in_advance(days: int, terms: HolidayTerms, *, written: bool) -> Ruling:
    """At most twelve days are taken in advance, by a written agreement."""
    broken = days > terms.advance_days or (days > 0 and not written)
    return judge("FER-7-3", broken, {"days": days, "written": written}, max_days=terms.advance_days)


# ferieloven § 8 (1)
def holiday_in_notice(notice_months: int, terms: HolidayTerms, *, by_employer: bool, consents: bool) -> Ruling:
    """No holiday is put into the employer's notice period without consent, unless it is three months or more."""
    may = not by_employer or notice_months >= terms.notice_period_months or consents
    given = {"notice_months": notice_months, "by_employer": by_employer, "consents": consents}
    return judge("FER-8", False, given, may_be_placed=may)


# ferieloven § 9 (1)
def sick_in_holiday(first: date, last: date, *, fully_unfit: bool, doctors_note: bool) -> Ruling:
    """Working days of holiday in which the person was fully unfit, with a doctor's note, are given again."""
    back = int(working_days(first, last).figures["virkedager"]) if fully_unfit and doctors_note else 0
    given = {"first": first, "last": last, "fully_unfit": fully_unfit, "doctors_note": doctors_note}
    return judge("FER-9", False, given, days_back=back)


# ferieloven § 9 (1), before the holiday
def sick_before_holiday(claimed: date | None, last_workday: date, *, fully_unfit: bool, doctors_note: bool) -> Ruling:
    """Who is fully unfit before the holiday may have it postponed.

    It is claimed with a doctor's note at the latest on the last working day before.
    """
    may = fully_unfit and doctors_note and claimed is not None and claimed <= last_workday
    given = {"claimed": claimed, "fully_unfit": fully_unfit, "doctors_note": doctors_note}
    return judge("FER-9", False, given, postponed=may, claim_by=last_workday)


# ferieloven § 11 (3)
def holiday_paid_at_end(paid: date | None, last_pay: date, on: date) -> Ruling:
    """When the employment ends, all holiday pay comes with the last ordinary pay."""
    given = {"paid": paid, "last_pay": last_pay, "on": on}
    return judge("FER-11", (paid or on) > last_pay, given, latest=last_pay)


# ferieloven § 11 (1)
def holiday_paid(paid: date | None, holiday_start: date, on: date, terms: HolidayTerms) -> Ruling:
    """Who asks for it has the holiday pay a week before the holiday; otherwise it comes with the last pay before."""
    latest = holiday_start - timedelta(weeks=terms.paid_weeks)
    given = {"paid": paid, "holiday_start": holiday_start, "on": on}
    return judge("FER-11", (paid or on) > latest, given, latest=latest)
