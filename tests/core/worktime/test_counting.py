"""How time is cut and summed: what falls on which day and week. Each test is a mistake that was once there."""

from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from selvstyrt.core.base import Span
from selvstyrt.core.worktime import CountingMode, HoursBasis, Settings, ShiftKind, WorkShift, check, measures
from selvstyrt.core.worktime.clock import Clock
from tests.core.worktime.shifts import LIMITS, asked, at, found, overtime, shift, weeks

SPLIT = Settings(h24_mode=CountingMode.FIXED_SPLIT)
FROM_TEN = Settings(h24_mode=CountingMode.FIXED_SPLIT, day_boundary_minutes=22 * 60)


# aml. § 10-9 (2): the extra break is not counted as overtime; cut at Sunday midnight, each side has its share of it
def test_the_extra_break_of_overtime_over_sunday_midnight_is_shared_between_the_weeks():
    told = found(at(6, 5, 6), overtime(6, 11, 16), period=weeks(2))
    share = 30 * 13 / 16  # 13 of the 16 hours are Sunday's
    assert told[0] == ("AML-10-6-4-7D", "needs_agreement", int(13 * 60 - share), 600)


# aml. § 10-4 (3): a call-out is taken out of the standby of the day on which it came
def test_a_call_out_does_not_lessen_the_standby_of_the_day_before():
    call = shift("2026-06-02 08:00", "2026-06-02 15:00").span
    standby = shift("2026-06-01 15:00", "2026-06-02 15:00", kind=ShiftKind.STANDBY, callouts=(call,), break_minutes=30)
    told = [each for each in found(at(0, 6, 7.75), standby, period=weeks(1)) if each[0] == "AML-10-4-1-D"]
    assert told == [("AML-10-4-1-D", "needs_agreement", 465 + 9 * 60 // 7, 540)]


def test_call_outs_at_the_same_time_are_taken_out_of_standby_once():
    calls = (
        shift("2026-06-02 10:00", "2026-06-02 12:00").span,
        shift("2026-06-02 08:00", "2026-06-02 11:00").span,
    )
    standby = shift("2026-06-02 07:00", "2026-06-02 21:00", kind=ShiftKind.STANDBY, callouts=calls)
    week = [at(day, 8, 8) for day in (0, 2, 3, 4)] + [at(5, 8, 7)]
    told = [each for each in found(*week, standby, period=weeks(1)) if each[0] == "AML-10-4-1-W"]
    assert told == [("AML-10-4-1-W", "needs_agreement", 39 * 60 + 10 * 60 // 7, 2400)]


def test_standby_is_counted_to_the_hour_at_which_the_plan_begins_its_days():
    standby = shift("2026-06-01 22:00", "2026-06-02 07:00", kind=ShiftKind.STANDBY)
    day = shift("2026-06-02 08:00", "2026-06-02 15:45")
    assert found(day, standby, settings=FROM_TEN) == [("AML-10-4-1-D", "needs_agreement", 465 + 9 * 60 // 7, 540)]


# CNT-4W: four consecutive weeks; weeks without work are weeks too
def test_weeks_without_work_lie_between_weeks_of_overtime():
    busy = [
        each
        for day in (0, 2, 70, 72, 140, 142)
        for each in (at(day, 8, 8), overtime(day, 16, 5, overtime_break_inside=False))
    ]
    assert found(*busy) == []


# CNT-DST: over only because the hour is repeated is a warning, on the day that has that hour and no other
def test_the_repeated_hour_excuses_only_the_day_that_it_is_in():
    saturday = shift("2026-10-24 07:00", "2026-10-24 14:30")
    night = shift("2026-10-24 22:00", "2026-10-25 05:00")
    assert found(saturday, night, settings=SPLIT)[0] == ("AML-10-4-1-D", "needs_agreement", 450 + 120, 540)


# the midnights that are looked up are let go when there are too many, and looked up again
def test_the_clock_knows_each_midnight_of_three_centuries():
    wall = Clock(Settings(hours_basis=HoursBasis.CLOCK))
    assert [wall.of_local(day, 0) for day in range(100_000)] == [day * 24 * 60 for day in range(100_000)]
    assert wall.of_local(0, 0) == 0
    assert len(wall.midnights) < 100_000


# CNT-DST: on the wall a shift inside the repeated hour is as long as it was lived, at most that hour
@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [("00:50", "01:10", 20), ("00:10", "01:10", 60), ("00:10", "01:40", 60), ("00:00", "02:00", 60)],
)
def test_a_short_shift_in_the_repeated_hour_is_never_nothing_on_the_wall(start, end, minutes):
    instants = [datetime.fromisoformat(f"2026-10-25T{clock}+00:00") for clock in (start, end)]
    asked_for = asked(WorkShift("short", Span(*instants)), settings=Settings(hours_basis=HoursBasis.CLOCK))
    assert measures(asked_for, LIMITS).worked_minutes == minutes


def test_shifts_that_follow_each_other_through_the_repeated_hour_do_not_overlap_on_the_wall():
    clocks = ("2026-10-24T23:00", "2026-10-25T00:30", "2026-10-25T01:10", "2026-10-25T03:00")
    instants = [datetime.fromisoformat(f"{clock}+00:00") for clock in clocks]
    row = [WorkShift(str(at), Span(*ends)) for at, ends in enumerate(pairwise(instants))]
    assert found(*row, settings=Settings(hours_basis=HoursBasis.CLOCK)) == []
    again = replace(row[1], id="again")
    told = check(asked(*row, again, settings=Settings(hours_basis=HoursBasis.CLOCK)), LIMITS)
    assert [(each.rule, each.measured, each.at) for each in told] == [("OVERLAP", 40, instants[1])]


def test_a_call_from_standby_in_the_repeated_hour_is_work_on_the_wall():
    hours = [datetime.fromisoformat(f"2026-10-25T{clock}+00:00") for clock in ("00:50", "01:10")]
    waiting = shift("2026-10-24 22:00", "2026-10-25 06:00", kind=ShiftKind.STANDBY, callouts=(Span(*hours),))
    both = asked(waiting, replace(waiting, id="again"), settings=Settings(hours_basis=HoursBasis.CLOCK))
    assert measures(asked(waiting, settings=Settings(hours_basis=HoursBasis.CLOCK)), LIMITS).worked_minutes == 20
    assert [(each.rule, each.measured) for each in check(both, LIMITS)] == [("OVERLAP", 20)]
