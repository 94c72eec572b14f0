"""The state of the account on a day, and where it leads by the end of the year (status og prognose).

Forecast: granted in the year, plus opening and other postings, less used so far, less planned, less what
is expected for days without a plan. Those are the days after the last planned day (or after the day itself,
when nothing is planned); they are expected to go on at the pace of the last days, or as granted while the
account is too young to have a pace.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.base import Citation, DateRange, Step, WrongInput, days_between, year_range
from selvstyrt.core.hours.grants import DayMinutes, GrantLine, grant_minutes, grant_steps
from selvstyrt.core.hours.ledger import MAIN_POT, LedgerEntry, other_minutes, used_minutes
from selvstyrt.core.hours.policy import HoursPolicy

FORECAST_RULE = Citation("docs/rules/hours.md, Forecast")


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is left on 31 December if it goes on as now (prognose); below zero means overspent."""

    left: int
    unplanned_days: int
    unplanned_minutes: int
    pace_days: int
    pace_minutes: int


@dataclass(frozen=True, slots=True)
class AccountStatus:
    """The hours of one year as they stand at the end of a day (timekonto i dag). All in minutes.

    `balance` = granted so far + other - used. `left` = granted in the year + other - used - planned.
    `pace_percent` is used in per cent of granted so far; None before anything is granted.
    """

    on: date
    granted_year: int
    granted_so_far: int
    other: int
    used: int
    planned: int
    balance: int
    left: int
    pace_percent: Decimal | None
    forecast: Forecast
    steps: tuple[Step, ...]


def account_status(
    lines: Sequence[GrantLine],
    entries: Sequence[LedgerEntry],
    planned: Sequence[DayMinutes],
    on: date,
    policy: HoursPolicy,
) -> AccountStatus:
    """The account at the end of `on`, within the calendar year of `on`.

    `lines` are lines in force (`lines_in_force`). `entries` hold what is registered. `planned` are the minutes
    that shifts not yet registered will charge, also those of days that have passed; days of other years are
    not counted.

    Raises: WrongInput `negative_minutes`.
    """
    if any(item.minutes < 0 for item in planned):
        raise WrongInput("negative_minutes", "Planned minutes cannot be negative.", on=on)
    year = year_range(on.year)
    tomorrow = on + timedelta(days=1)
    so_far = DateRange(year.start, tomorrow)
    granted_year = grant_minutes(lines, year)
    granted_so_far = grant_minutes(lines, so_far)
    used = used_minutes(entries, so_far)
    other = other_minutes(entries, so_far)
    ahead = [item for item in planned if item.day in year]
    planned_minutes = sum(item.minutes for item in ahead)
    left = granted_year + other - used - planned_minutes
    forecast, forecast_steps = _forecast(lines, entries, ahead, on, policy, left)
    balance = granted_so_far + other - used
    totals = {"granted_so_far": granted_so_far, "other": other, "used": used}
    steps = (
        *grant_steps(lines, year),
        Step("account.balance", FORECAST_RULE, totals, balance),
        Step(
            "account.left",
            FORECAST_RULE,
            {"granted_year": granted_year, "other": other, "used": used, "planned": planned_minutes},
            left,
        ),
        *forecast_steps,
    )
    return AccountStatus(
        on,
        granted_year,
        granted_so_far,
        other,
        used,
        planned_minutes,
        balance,
        left,
        _percent(used, granted_so_far),
        forecast,
        steps,
    )


def _forecast(
    lines: Sequence[GrantLine],
    entries: Sequence[LedgerEntry],
    ahead: Sequence[DayMinutes],
    on: date,
    policy: HoursPolicy,
    left: int,
) -> tuple[Forecast, tuple[Step, ...]]:
    last_planned = max([on, *(item.day for item in ahead)])
    unplanned = DateRange(last_planned + timedelta(days=1), year_range(on.year + 1).start)
    granted = _days_with_grant(lines, unplanned)
    pace_days, pace_minutes = _recent_pace(entries, on, policy)
    expected = _round_half_up(pace_minutes * granted, pace_days) if pace_days else grant_minutes(lines, unplanned)
    result = Forecast(left - expected, granted, expected, pace_days, pace_minutes)
    rest = Step(
        "forecast.unplanned",
        FORECAST_RULE,
        {
            "after": last_planned,
            "days": granted,
            "pace_days": pace_days,
            "pace_minutes": pace_minutes,
            "method": "recent_pace" if pace_days else "as_granted",
        },
        expected,
    )
    total = Step("forecast.left", FORECAST_RULE, {"left": left, "unplanned": expected}, result.left)
    return result, (rest, total)


def _recent_pace(entries: Sequence[LedgerEntry], on: date, policy: HoursPolicy) -> tuple[int, int]:
    """Days looked back on and minutes used in them; 0 days when the account is too young to have a pace.

    The account begins with its first posting, not with its decision: it may have been taken over.
    """
    first = min((entry.day for entry in entries if entry.pot == MAIN_POT), default=on)
    window = DateRange(max(on - timedelta(days=policy.pace_days - 1), min(first, on)), on + timedelta(days=1))
    if window.day_count < policy.pace_min_days:
        return 0, 0
    return window.day_count, used_minutes(entries, window)


def _days_with_grant(lines: Sequence[GrantLine], days: DateRange) -> int:
    """Days on which some line is in force: after the decision has ended nothing more is expected."""
    return sum(1 for day in days.days() if any(day in line.days for line in lines))


def _round_half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _percent(part: int, whole: int) -> Decimal | None:
    if whole <= 0:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something about the account that the leader should know (varsel).

    Codes: `overspend_expected`, `unused_expected` (minutes), `decision_ends`, `decision_ended` (days).
    """

    code: str
    measured: int
    limit: int
    day: date


def alerts(status: AccountStatus, lines: Sequence[GrantLine], policy: HoursPolicy) -> tuple[Alert, ...]:
    """What the status and the dates of the decision call for."""
    found = []
    year_end = date(status.on.year, 12, 31)
    left = status.forecast.left
    most_left = status.granted_year * policy.unused_alert_percent // 100
    if left < 0:
        found.append(Alert("overspend_expected", left, 0, year_end))
    elif left > most_left:
        found.append(Alert("unused_expected", left, most_left, year_end))
    last_day = _last_day(lines)
    if last_day is not None:
        remaining = days_between(status.on, last_day) - 1
        if remaining < 0:
            found.append(Alert("decision_ended", remaining, 0, last_day))
        elif remaining <= policy.notice_days:
            found.append(Alert("decision_ends", remaining, policy.notice_days, last_day))
    return tuple(found)


def _last_day(lines: Sequence[GrantLine]) -> date | None:
    """The last day with a grant, or None when there is no end or no line."""
    ends = [line.days.end for line in lines]
    known = [end for end in ends if end is not None]
    if not ends or len(known) < len(ends):
        return None
    return max(known) - timedelta(days=1)
