"""The fast rules against the slow second reading, on random rosters of four weeks over both clock changes."""

import os
import random
from datetime import datetime, timedelta

import pytest

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.worktime import Agreement, AgreementType, WorkShift
from tests.core.worktime.shifts import findings
from tests.core.worktime.slow import minute, short_daily_rests, week_minutes, week_rests

ROSTERS = int(os.environ.get("SELVSTYRT_RANDOM_ROSTERS", "200"))
STARTS = ("2026-03-16", "2026-06-01", "2026-10-12", "2027-03-15")
NO_SUNDAY_RULE = [Agreement(AgreementType.RELIGIOUS_SWAP_10_10_5)]


def random_roster(seed):
    """Shifts of 2 to 16 hours with gaps of 0 to 40 hours, on quarter hours, never overlapping."""
    dice = random.Random(seed)
    first = datetime.fromisoformat(dice.choice(STARTS)).replace(tzinfo=OSLO)
    period = Span(first, (first.replace(tzinfo=None) + timedelta(weeks=4)).replace(tzinfo=OSLO))
    shifts, start = [], period.start + timedelta(minutes=15 * dice.randrange(100))
    while True:
        end = start + timedelta(minutes=15 * dice.randrange(8, 65))
        if end > period.end:
            return shifts, period
        shifts.append(WorkShift(str(len(shifts)), Span(start, end), break_minutes=30))
        start = end + timedelta(minutes=15 * dice.choice((0, dice.randrange(60), dice.randrange(30, 160))))


@pytest.mark.parametrize("seed", range(ROSTERS))
def test_rests_and_week_sums_are_those_of_the_minute_grid(seed):
    shifts, period = random_roster(seed)
    told = findings(*shifts, period=period, agreements=NO_SUNDAY_RULE)

    rests = [(minute(each.at), each.measured) for each in told if each.rule == "AML-10-8-1"]
    assert rests == short_daily_rests(shifts, period)

    short_weeks = [rest for rest in week_rests(shifts, period) if rest < 35 * 60]
    assert [each.measured for each in told if each.rule == "AML-10-8-2"] == short_weeks

    long_weeks = [minutes for minutes in week_minutes(shifts, period) if minutes > 2400]
    assert [each.measured for each in told if each.rule == "AML-10-4-1-W"] == long_weeks
