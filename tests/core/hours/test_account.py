from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import DateRange, WrongInput
from selvstyrt.core.hours import (
    DayMinutes,
    GrantLine,
    HoursPolicy,
    LedgerEntry,
    LedgerKind,
    account_status,
    alerts,
)

LINE = GrantLine("d", 2100, DateRange(date(2025, 1, 1)))  # 300 minutes a day
POLICY = HoursPolicy()
USE = LedgerKind.USE_ACTIVE


def used_daily(first, last, minutes):
    return [LedgerEntry(first + timedelta(days=n), USE, -minutes) for n in range((last - first).days + 1)]


def plan_daily(first, last, minutes):
    return [DayMinutes(first + timedelta(days=n), minutes) for n in range((last - first).days + 1)]


def test_the_account_in_june_with_eight_weeks_planned():
    on = date(2025, 6, 30)
    entries = used_daily(date(2025, 1, 1), on, 310)
    planned = plan_daily(date(2025, 7, 1), date(2025, 8, 25), 290)
    status = account_status([LINE], entries, planned, on, POLICY)
    assert (status.granted_year, status.granted_so_far) == (109_500, 54_300)
    assert (status.used, status.planned, status.other) == (56_110, 16_240, 0)
    assert status.balance == 54_300 - 56_110
    assert status.left == 109_500 - 56_110 - 16_240 == 37_150
    assert status.pace_percent == Decimal("103.3")
    # 56 days at 310 minutes; 128 days without a plan: 128 x 310 = 39 680
    forecast = status.forecast
    assert (forecast.unplanned_days, forecast.pace_days, forecast.pace_minutes) == (128, 56, 17_360)
    assert (forecast.unplanned_minutes, forecast.left) == (39_680, -2_530)
    assert [step.rule for step in status.steps] == [
        "grant.line",
        "account.balance",
        "account.left",
        "forecast.unplanned",
        "forecast.left",
    ]


def test_a_young_account_is_expected_to_use_what_is_granted():
    on = date(2025, 1, 13)
    status = account_status([LINE], used_daily(date(2025, 1, 1), on, 480), [], on, POLICY)
    assert status.forecast.pace_days == 0
    assert status.forecast.left == status.balance == 13 * (300 - 480)
    assert account_status([LINE], [], [], date(2025, 1, 1), POLICY).forecast.left == 300


def test_after_two_weeks_the_account_has_a_pace_of_its_own():
    on = date(2025, 1, 14)
    status = account_status([LINE], used_daily(date(2025, 1, 1), on, 200), [], on, POLICY)
    assert (status.forecast.pace_days, status.forecast.pace_minutes) == (14, 2_800)
    assert status.forecast.left == 365 * 100


def test_an_account_taken_over_in_mid_year_begins_with_its_opening():
    on = date(2025, 9, 30)
    line = GrantLine("d", 2100, DateRange(date(2025, 9, 1)))
    entries = [LedgerEntry(date(2025, 9, 1), LedgerKind.OPENING, -600), *used_daily(date(2025, 9, 1), on, 300)]
    status = account_status([line], entries, [], on, POLICY)
    assert (status.other, status.balance, status.forecast.left) == (-600, -600, -600)
    assert status.forecast.pace_days == 30


def test_nothing_is_expected_after_the_decision_has_ended():
    on = date(2025, 6, 30)
    line = GrantLine("d", 2100, DateRange(date(2025, 1, 1), date(2025, 8, 1)))
    status = account_status([line], used_daily(date(2025, 1, 1), on, 300), [], on, POLICY)
    assert (status.forecast.unplanned_days, status.forecast.left) == (31, 0)


def test_shifts_not_yet_registered_count_as_planned_also_when_their_day_has_passed():
    on = date(2025, 6, 30)
    planned = [DayMinutes(date(2025, 6, 28), 480), DayMinutes(date(2026, 1, 1), 480)]
    status = account_status([LINE], used_daily(date(2025, 1, 1), on, 300), planned, on, POLICY)
    assert status.planned == 480
    assert status.forecast.unplanned_days == 184


def test_before_anything_is_granted_there_is_no_pace():
    line = GrantLine("d", 2100, DateRange(date(2025, 9, 1)))
    status = account_status([line], [], [], date(2025, 6, 1), POLICY)
    assert status.pace_percent is None
    assert (status.balance, status.granted_year, status.forecast.left) == (0, 122 * 300, 0)


def test_planned_minutes_are_not_negative():
    with pytest.raises(WrongInput) as refused:
        account_status([LINE], [], [DayMinutes(date(2025, 7, 1), -1)], date(2025, 6, 1), POLICY)
    assert refused.value.code == "negative_minutes"


@given(
    st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(0, 900)), max_size=20),
    st.lists(st.tuples(st.dates(date(2025, 1, 1), date(2025, 12, 31)), st.integers(0, 900)), max_size=20),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.integers(0, 10080),
)
def test_the_forecast_is_what_is_left_less_what_is_expected(uses, plans, on, weekly):
    line = GrantLine("d", weekly, DateRange(date(2025, 1, 1)))
    entries = [LedgerEntry(day, USE, -minutes) for day, minutes in uses]
    status = account_status([line], entries, [DayMinutes(*item) for item in plans], on, POLICY)
    assert status.forecast.left == status.left - status.forecast.unplanned_minutes
    assert status.left == status.granted_year - status.used - sum(minutes for _, minutes in plans)
    assert status.used == sum(minutes for day, minutes in uses if day <= on)
    assert status.steps[-1].result == status.forecast.left
    last = max([on, *(day for day, _ in plans)])
    assert status.forecast.unplanned_days == (date(2025, 12, 31) - last).days


@pytest.mark.parametrize(
    ("daily", "code"), [(310, "overspend_expected"), (300, None), (271, None), (269, "unused_expected")]
)
def test_the_leader_is_told_when_the_year_is_heading_wrong(daily, code):
    on = date(2025, 6, 30)
    status = account_status([LINE], used_daily(date(2025, 1, 1), on, daily), [], on, POLICY)
    found = alerts(status, [LINE], POLICY)
    assert [alert.code for alert in found] == ([code] if code else [])
    assert all(alert.day == date(2025, 12, 31) for alert in found)


@pytest.mark.parametrize(
    ("end", "code", "days"),
    [
        (date(2025, 7, 1), "decision_ends", 0),
        (date(2025, 9, 29), "decision_ends", 90),
        (date(2025, 9, 30), None, None),
        (date(2025, 6, 30), "decision_ended", -1),
        (None, None, None),
    ],
)
def test_the_leader_is_told_when_the_decision_runs_out(end, code, days):
    on = date(2025, 6, 30)
    line = GrantLine("d", 2100, DateRange(date(2025, 1, 1), end))
    status = account_status([line], used_daily(date(2025, 1, 1), date(2025, 6, 29), 300), [], on, POLICY)
    found = [alert for alert in alerts(status, [line], POLICY) if alert.code.startswith("decision")]
    assert [(alert.code, alert.measured) for alert in found] == ([(code, days)] if code else [])


def test_without_a_decision_there_is_nothing_to_run_out():
    status = account_status([], [], [], date(2025, 6, 30), POLICY)
    assert alerts(status, [], POLICY) == ()
