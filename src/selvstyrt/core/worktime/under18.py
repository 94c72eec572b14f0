"""Under 18 (arbeid av ungdom): the stricter hours, nights, breaks and rests of aml. chapter 11."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from selvstyrt.core.base import Finding, Ruling, Severity
from selvstyrt.core.law import holidays
from selvstyrt.core.worktime.counting import Sums, main_periods, night_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import YouthLimits
from selvstyrt.core.worktime.rest import free_intervals, longest_free, whole_weeks
from selvstyrt.core.worktime.values import Contract

DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class YouthBounds:
    """What holds for one young assistant on one day (rammer under 18 år), in minutes."""

    child: bool
    daily: int
    weekly: int
    daily_rest: int
    weekly_rest: int


def age_on(birth_date: date, day: date) -> int:
    """Whole years on `day`."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_young(contract: Contract, day: date, limits: YouthLimits) -> bool:
    """True while the assistant is under 18."""
    return contract.birth_date is not None and age_on(contract.birth_date, day) < limits.youth_age


def youth_bounds(contract: Contract, day: date, limits: YouthLimits) -> YouthBounds:
    """The bounds on a day: those of a child when under 15 or in compulsory school."""
    child = contract.compulsory_school or (
        contract.birth_date is not None and age_on(contract.birth_date, day) < limits.youth_child_age
    )
    if not child:
        return YouthBounds(
            False, limits.youth_daily, limits.youth_weekly, limits.youth_daily_rest, limits.youth_weekly_rest
        )
    school = is_school_day(contract, day)
    return YouthBounds(
        True,
        limits.youth_school_day if school else limits.youth_free_day,
        limits.youth_school_week if school else limits.youth_free_week,
        limits.youth_child_daily_rest,
        limits.youth_weekly_rest,
    )


def is_school_day(contract: Contract, day: date) -> bool:
    """Weekdays that are neither holidays nor named as free from school."""
    return day.weekday() < 5 and not holidays.is_public_holiday(day) and day not in contract.school_free_days


def _hours_rule(bounds: YouthBounds) -> str:
    return "AML-11-2-2" if bounds.child else "AML-11-2-3"


# aml. § 11-1
def may_work(age: int, in_school: bool, light_work: bool, limits: YouthLimits) -> Ruling:
    """Under 15 or in compulsory school: light work only, from the age of 13; personal assistance is not light."""
    child = in_school or age < limits.youth_child_age
    lawful = not child or (light_work and age >= limits.youth_light_work_age)
    return Ruling.of("AML-11-1", not lawful, lawful=lawful)


# aml. § 11-1
def suitable(judging: Judging) -> Iterator[Finding]:
    """Children do no other work than light work; told once, at the first such shift."""
    contract, limits, index = judging.contract, judging.limits.youth, judging.index
    if contract.birth_date is None:
        return
    for work in index.works:
        on = index.local_day(work.start)
        if not work.judged or not is_young(contract, on, limits):
            continue
        age = age_on(contract.birth_date, on)
        if not may_work(age, contract.compulsory_school, contract.light_work, limits).compliant:
            yield judging.finding(
                "AML-11-1", Severity.ILLEGAL, work.start, age, limits.youth_child_age, unit="years", works=(work,)
            )
            return
        if age >= limits.youth_child_age and not contract.compulsory_school:
            return  # nobody grows younger


# aml. § 11-2 (2), (3), (4)
def hours(judging: Judging) -> Iterator[Finding]:
    """Hours per 24 and per week; work for other employers counts too."""
    if judging.contract.birth_date is None:
        return
    if judging.assessed.elsewhere:
        judging = _with_all_employers(judging)
    limits, index = judging.limits.youth, judging.index
    for day in judging.days:
        on = index.local_day(day.start)
        if not day.judged or not is_young(judging.contract, on, limits):
            continue
        found = youth_bounds(judging.contract, on, limits)
        if day.total > found.daily:
            yield _too_long(judging, day, found, found.daily, "24h")
    for week in judging.judged_weeks:
        first = index.local_day(week.start)
        if not is_young(judging.contract, first, limits):
            continue
        found = youth_bounds(judging.contract, first, limits)
        if week.total > found.weekly:
            yield _too_long(judging, week, found, found.weekly, "7d")


def _with_all_employers(judging: Judging) -> Judging:
    """The same judged shifts, with the work for other employers counted beside them."""
    assessed = judging.assessed
    together = (*assessed.history, *assessed.elsewhere)
    return Judging(replace(assessed, history=together, elsewhere=()), judging.limits)


def _too_long(judging: Judging, sums: Sums, bounds: YouthBounds, limit: int, per: str) -> Finding:
    return judging.finding(
        _hours_rule(bounds), Severity.ILLEGAL, sums.start, sums.total, limit, works=sums.works, per=per
    )


# aml. § 11-3 (1) and (2); forskrift om organisering, ledelse og medvirkning § 12-9
def nights(judging: Judging) -> Iterator[Finding]:
    """No work at night; 15 to 17 may work from 21 to 23 where the work needs it, and to 24 in light care work."""
    if judging.contract.birth_date is None:
        return
    limits, index = judging.limits.youth, judging.index
    for work in judging.index.works:
        on = index.local_day(work.start)
        if not work.judged or not is_young(judging.contract, on, limits):
            continue
        child = youth_bounds(judging.contract, on, limits).child
        start = limits.youth_child_night_from if child else _night_from(judging.contract, limits)
        minutes = night_minutes(index, work, start, limits.youth_night_to)
        if minutes:
            rule = "AML-11-3-1" if child else "AML-11-3-2"
            yield judging.finding(rule, Severity.ILLEGAL, work.start, minutes, 0, works=(work,))


def _night_from(contract: Contract, limits: YouthLimits) -> int:
    """When the night begins for somebody of 15 to 17."""
    if contract.light_work:
        return limits.youth_care_night_from
    return limits.youth_night_from if contract.night_work_justified else limits.youth_evening_from


# aml. § 11-5 (1)
def breaks(judging: Judging) -> Iterator[Finding]:
    """Half an hour's break when the day is longer than four and a half hours."""
    if judging.contract.birth_date is None:
        return
    limits = judging.limits.youth
    for block in judging.main_periods:
        if not block.judged or not is_young(judging.contract, judging.index.local_day(block.start), limits):
            continue
        worked = sum(work.worked for work in block.works)
        pause = sum(work.breaks for work in block.works) + max(
            0, block.end - block.start - sum(work.end - work.start for work in block.works)
        )
        if worked > limits.youth_break_after and pause < limits.youth_break_minutes:
            yield judging.finding(
                "AML-11-5-1", Severity.ILLEGAL, block.start, pause, limits.youth_break_minutes, works=block.works
            )


# aml. § 11-5 (2) and (3)
def rests(judging: Judging) -> Iterator[Finding]:
    """Twelve hours free each day (fourteen for a child) and forty-eight each week."""
    if judging.contract.birth_date is None:
        return
    limits, index = judging.limits.youth, judging.index
    needed = youth_bounds(judging.contract, index.local_day(judging.plan_start), limits).daily_rest
    for before, after in pairwise(main_periods(judging.stretches, DAY - needed)):
        on = index.local_day(before.end)
        if not (before.judged or after.judged) or not is_young(judging.contract, on, limits):
            continue
        rest = after.start - before.end
        limit = youth_bounds(judging.contract, on, limits).daily_rest
        if rest < limit:
            works = (before.works[-1], after.works[0])
            yield judging.finding("AML-11-5-2", Severity.ILLEGAL, before.end, rest, limit, works=works)
    free = free_intervals(judging)
    for start, end in whole_weeks(judging):
        if is_young(judging.contract, index.local_day(start), limits):
            longest, _ = longest_free(free, start, end)
            if longest < limits.youth_weekly_rest:
                yield judging.finding("AML-11-5-3", Severity.ILLEGAL, start, longest, limits.youth_weekly_rest)
