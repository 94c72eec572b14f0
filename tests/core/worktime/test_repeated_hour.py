"""The hour that the clock repeats in autumn belongs to the day and the week that it lies in."""

from selvstyrt.core.worktime import CountingMode, Settings
from selvstyrt.core.worktime.counting import extra_in_day, extra_in_week
from selvstyrt.core.worktime.judging import Judging
from tests.core.worktime.shifts import LIMITS, asked, shift


def test_the_repeated_hour_counts_once_for_a_shift_over_both_days_and_both_weeks():
    long = shift("2026-10-25 01:00", "2026-10-26 06:00")
    judging = Judging(asked(long, settings=Settings(CountingMode.FIXED_SPLIT)), LIMITS)
    assert [extra_in_day(judging.index, day) for day in judging.days] == [60, 0]
    assert [extra_in_week(judging.index, week) for week in judging.weeks] == [60, 0]
