"""Advice (råd): what no paragraph forbids, but § 10-2 (1) asks to think about before the plan is fixed.

The figures are usual advice, not law: no quick return, at most six days and three nights in a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime import night
from selvstyrt.core.worktime.counting import Work
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.under18 import age_on, is_young, youth_bounds
from selvstyrt.core.worktime.values import Assessed

DAYS_IN_A_ROW = 6
NIGHTS_IN_A_ROW = 3
RULE = "AML-10-2-1"


def advise(assessed: Assessed, limits: Limits) -> list[Finding]:
    """Warnings beside the findings of `check`: quick returns, long rows of days and nights, consent to overtime."""
    judging = Judging(assessed, limits)
    return [
        *_quick_returns(judging),
        *_rows(judging, judging.index.works, DAYS_IN_A_ROW, "days"),
        *_rows(judging, _nights(judging), NIGHTS_IN_A_ROW, "nights"),
        *_overtime_consent(judging),
        *_young(judging),
    ]


# aml. § 10-2 (1)
def _quick_returns(judging: Judging) -> Iterator[Finding]:
    """Less than eleven hours off, also where an agreement allows it."""
    full = judging.bounds.daily_rest_full
    for before, after in pairwise(judging.main_periods):
        rest = after.start - before.end
        if rest >= full or not (before.judged or after.judged):
            continue
        if rest >= judging.bounds_on(before.end, after.start).daily_rest:
            works = (before.works[-1], after.works[0])
            yield judging.finding(RULE, Severity.WARNING, before.end, rest, full, works=works)


def _nights(judging: Judging) -> list[Work]:
    over = judging.limits.night_regular_over
    return [work for work in judging.index.works if night.of_work(judging, work) > over]


# aml. § 10-2 (1)
def _rows(judging: Judging, works: list[Work], most: int, unit: str) -> Iterator[Finding]:
    """Days with work in an unbroken row, told once at the first day of the row."""
    row: list[Work] = []
    for work in [*works, None]:
        if work is not None and row and work.bucket <= row[-1].bucket + 1:
            row.append(work)
            continue
        length = row[-1].bucket - row[0].bucket + 1 if row else 0
        if length > most and any(each.judged for each in row):
            yield judging.finding(RULE, Severity.WARNING, row[0].start, length, most, unit=unit, works=row)
        row = [work] if work is not None else []


# aml. § 10-6 (7)
def _overtime_consent(judging: Judging) -> Iterator[Finding]:
    """Overtime above the ordinary frame: ask each time."""
    frame = judging.limits.overtime_week
    for week in judging.judged_weeks:
        bounds = judging.bounds_in(week)
        if bounds.overtime_rule == "AML-10-6-5" and frame < week.overtime <= bounds.overtime_week:
            works = [work for work in week.works if work.kind == "overtime"]
            yield judging.finding("AML-10-6-7", Severity.WARNING, week.start, week.overtime, frame, works=works)


# aml. § 11-1 (3)
def _young(judging: Judging) -> Iterator[Finding]:
    """From 15 to 17: no work that may harm safety, health, development or schooling; told once."""
    contract, limits = judging.contract, judging.limits.youth
    for work in judging.index.works:
        on = judging.index.local_day(work.start)
        if contract.birth_date is None or not is_young(contract, on, limits):
            return
        if work.judged and not youth_bounds(contract, on, limits).child:
            age = age_on(contract.birth_date, on)
            yield judging.finding(
                "AML-11-1", Severity.WARNING, work.start, age, limits.youth_age, unit="years", works=(work,)
            )
            return
