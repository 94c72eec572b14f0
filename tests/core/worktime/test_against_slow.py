"""The fast rules against the slow second reading, on random rosters of every regime and way of counting.

`SELVSTYRT_RANDOM_ROSTERS=10000` tries that many.
"""

import os
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from selvstyrt.core.base import Severity, Span
from selvstyrt.core.worktime import check, measures
from tests.core.worktime.any_roster import any_assessed
from tests.core.worktime.shifts import LIMITS
from tests.core.worktime.slow_rules import Rules

ROSTERS = int(os.environ.get("SELVSTYRT_RANDOM_ROSTERS", "100"))
TOGETHER = 20
COMPARED = (
    "OVERLAP", "AML-10-4", "AML-10-5", "AML-10-6", "AML-10-8", "AML-10-11-6", "AML-10-11-7", "AML-10-12-4", "AML-11-3",
    "TAR-WEEK", "HOME-9", "HOME-11", "HOME-12", "HOME-13-1", "HOME-13-2", "HOME-14", "AVL-4", "AVL-6", "AVL-11",
)  # fmt: skip
LOW = replace(
    LIMITS,
    ordinary_daily=60,
    ordinary_weekly=300,
    averaging_individual_daily=90,
    averaging_local_daily=120,
    averaging_weekly=600,
    averaging_individual_week_cap=500,
    averaging_local_week_cap=700,
    overtime_week=60,
    overtime_4_weeks=150,
    overtime_52_weeks=400,
    total_daily=100,
    total_weekly=700,
    weekly_rest=100 * 60,
    night_average_daily=30,
    night_strain_daily=60,
    home=replace(
        LIMITS.home, ordinary_daily=50, total_daily=70, total_weekly=800, overtime_4_weeks=100, weekly_rest=90 * 60
    ),
)


def random_case(seed):
    """One assistant; the limits of the law, or such low ones that nearly each day and week is told with its sum."""
    dice = random.Random(seed)
    weeks = dice.choice((3, 3, 3, 4, 10, 18)) if seed % 50 else 60
    assessed = any_assessed(dice, weeks)
    assessed = replace(assessed, agreements=lasting(assessed))
    if seed % 20 == 1:
        assessed = replace(assessed, shifts=moved(assessed.shifts, dice), history=moved(assessed.history, dice))
    return assessed, dice.choice((LIMITS, LOW))


def moved(shifts, dice):
    """The same moved by some minutes each, so that not all begin and end on a quarter of an hour."""
    found = []
    for each in shifts:
        minutes = timedelta(minutes=dice.randrange(60))
        spans = [Span(span.start + minutes, span.end + minutes) for span in (each.span, *each.callouts)]
        found.append(replace(each, span=spans[0], callouts=tuple(spans[1:])))
    return tuple(found)


def lasting(assessed):
    """The agreements, none of them beginning or ending among the shifts: each roster has one set of bounds."""
    days = [each.span.start.date() for each in (*assessed.shifts, *assessed.history)]
    days += [assessed.period.start.date(), assessed.period.end.date()] if assessed.period else []
    first, last = min(days, default=date.min), max(days, default=date.max)
    return tuple(
        replace(
            each,
            valid_from=each.valid_from if each.valid_from and each.valid_from < first else None,
            valid_to=each.valid_to if each.valid_to and each.valid_to > last else None,
        )
        for each in assessed.agreements
    )


def told(findings, rules):
    """What the product found, in the same words."""
    found = {}
    for each in findings:
        if each.rule.startswith(COMPARED) and each.unit in {"min", "sundays"}:
            at = rules.minutes.of(each.at)
            warning = each.severity is Severity.WARNING
            found.setdefault(each.rule, []).append((at, each.measured, each.limit, warning))
    return {rule: sorted(those) for rule, those in found.items()}


@pytest.mark.parametrize("first", range(0, ROSTERS, TOGETHER))
def test_findings_and_sums_are_those_of_single_minutes(first):
    for seed in range(first, min(first + TOGETHER, ROSTERS)):
        assessed, limits = random_case(seed)
        rules = Rules(assessed, limits)
        assert told(check(assessed, limits), rules) == rules.all(), f"roster {seed}"
        found = measures(assessed, limits)
        judged = [row for row in rules.minutes.rows if row.judged]
        assert (
            found.worked_minutes, found.ordinary_minutes, found.overtime_minutes, found.passive_minutes,
            found.night_minutes, found.sunday_minutes, found.weeks,
        ) == (
            sum(row.worked for row in judged),
            sum(row.worked for row in judged if row.kind == "ordinary"),
            sum(row.counted for row in judged if row.kind == "overtime"),
            sum(row.passive for row in judged),
            sum(rules.minutes.night(row, *rules.night_window()) for row in judged),
            sum(rules.minutes.sunday(row) for row in judged),
            len(rules.minutes.whole_weeks()),
        ), f"roster {seed}"  # fmt: skip
