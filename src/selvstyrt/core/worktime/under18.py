"""Under 18 (arbeid av ungdom): the stricter hours, nights, breaks and rests of aml. chapter 11."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from selvstyrt.core.base import Finding, Ruling, Severity
from selvstyrt.core.law import holidays
from selvstyrt.core.worktime.clock import date_of, day_number
from selvstyrt.core.worktime.counting import Sums, main_periods, night_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import YouthLimits
from selvstyrt.core.worktime.rest import free_in_weeks, longest_free, touched_weeks
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
    return _youth(contract, limits).bounds_on(day_number(day))


class Youth:
    """What holds for one assistant day by day, by day number (rammer under 18 år); worked out once.

    `until` is the day of the eighteenth birthday, and the first day of all when the age is not known.
    """

    __slots__ = ("_child_until", "_contract", "_free_day", "_older", "_school_day", "until")

    def __init__(self, contract: Contract, limits: YouthLimits) -> None:
        born = contract.birth_date
        self._contract = contract
        self.until = 0 if born is None else day_number(_birthday(born, limits.youth_age))
        self._child_until = 0 if born is None else day_number(_birthday(born, limits.youth_child_age))
        if contract.compulsory_school:
            self._child_until = day_number(date.max)
        rests = limits.youth_child_daily_rest, limits.youth_weekly_rest
        self._school_day = YouthBounds(True, limits.youth_school_day, limits.youth_school_week, *rests)
        self._free_day = YouthBounds(True, limits.youth_free_day, limits.youth_free_week, *rests)
        self._older = YouthBounds(
            False, limits.youth_daily, limits.youth_weekly, limits.youth_daily_rest, limits.youth_weekly_rest
        )

    def bounds_on(self, day: int) -> YouthBounds:
        """The bounds on a day number before `until`."""
        if day >= self._child_until:
            return self._older
        return self._school_day if is_school_day(self._contract, date_of(day)) else self._free_day


_youth = lru_cache(maxsize=256)(Youth)


def _youth_of(judging: Judging) -> Youth:
    return _youth(judging.contract, judging.limits.youth)


def _birthday(born: date, age: int) -> date:
    """The day somebody becomes `age`; who is born on a leap day does so on 1 March of other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


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
def hours_per_day(judging: Judging) -> Iterator[Finding]:
    """Hours per 24; work for other employers counts too."""
    if judging.contract.birth_date is None:
        return
    judging, youth = _with_all_employers(judging), _youth_of(judging)
    day_of = judging.index.clock.day_of
    for day in judging.days:
        on = day_of(day.start)
        if not day.judged or on >= youth.until:
            continue
        found = youth.bounds_on(on)
        if day.total > found.daily:
            yield _too_long(judging, day, found, found.daily, "24h")


# aml. § 11-2 (2), (3), (4)
def hours_per_week(judging: Judging) -> Iterator[Finding]:
    """Hours per week; work for other employers counts too."""
    if judging.contract.birth_date is None:
        return
    judging, youth = _with_all_employers(judging), _youth_of(judging)
    day_of = judging.index.clock.day_of
    for week in judging.judged_weeks:
        on = day_of(week.start)
        if on >= youth.until:
            continue
        found = youth.bounds_on(on)
        if week.total > found.weekly:
            yield _too_long(judging, week, found, found.weekly, "7d")


def _with_all_employers(judging: Judging) -> Judging:
    """The same judged shifts, with the work for other employers counted beside them."""
    assessed = judging.assessed
    if not assessed.elsewhere:
        return judging
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
    limits, index, youth = judging.limits.youth, judging.index, _youth_of(judging)
    day_of, older_from = index.clock.day_of, _night_from(judging.contract, limits)
    for work in index.works:
        on = day_of(work.start)
        if not work.judged or on >= youth.until:
            continue
        child = youth.bounds_on(on).child
        start = limits.youth_child_night_from if child else older_from
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
    limits, youth, day_of = judging.limits.youth, _youth_of(judging), judging.index.clock.day_of
    for block in judging.main_periods:
        if not block.judged or day_of(block.start) >= youth.until:
            continue
        worked = sum([work.worked for work in block.works])
        if worked <= limits.youth_break_after:
            continue
        pause = sum([work.breaks for work in block.works]) + max(
            0, block.end - block.start - sum([work.end - work.start for work in block.works])
        )
        if pause < limits.youth_break_minutes:
            yield judging.finding(
                "AML-11-5-1", Severity.ILLEGAL, block.start, pause, limits.youth_break_minutes, works=block.works
            )


# aml. § 11-5 (2) and (3)
def rests(judging: Judging) -> Iterator[Finding]:
    """Twelve hours free each day, fourteen for a child."""
    if judging.contract.birth_date is None:
        return
    index, youth = judging.index, _youth_of(judging)
    day_of = index.clock.day_of
    needed = youth.bounds_on(day_of(judging.plan_start)).daily_rest
    for before, after in pairwise(main_periods(judging.stretches, DAY - needed)):
        on = day_of(before.end)
        if not (before.judged or after.judged) or on >= youth.until:
            continue
        rest = after.start - before.end
        limit = youth.bounds_on(on).daily_rest
        if rest < limit:
            works = (before.works[-1], after.works[0])
            yield judging.finding("AML-11-5-2", Severity.ILLEGAL, before.end, rest, limit, works=works)


# aml. § 11-5 (2) and (3)
def weekly_rests(judging: Judging) -> Iterator[Finding]:
    """Forty-eight hours free each week."""
    if judging.contract.birth_date is None:
        return
    limits, youth, day_of = judging.limits.youth, _youth_of(judging), judging.index.clock.day_of
    free = free_in_weeks(judging)
    for start, end in touched_weeks(judging):
        if day_of(start) < youth.until:
            longest, _ = longest_free(free, start, end)
            if longest < limits.youth_weekly_rest:
                yield judging.finding("AML-11-5-3", Severity.ILLEGAL, start, longest, limits.youth_weekly_rest)
