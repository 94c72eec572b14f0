"""The hours account (timekonto): what the decision grants per day, what is used, what is left, where it leads."""

from selvstyrt.core.hours.account import AccountStatus, Alert, Forecast, account_status, alerts
from selvstyrt.core.hours.grants import (
    MOST_WEEKLY_MINUTES,
    DayMinutes,
    Decision,
    GrantLine,
    daily_grants,
    grant_minutes,
    grant_steps,
    lines_in_force,
)
from selvstyrt.core.hours.ledger import (
    MAIN_POT,
    PASSIVE_POT,
    LedgerEntry,
    LedgerKind,
    balance,
    other_minutes,
    used_minutes,
)
from selvstyrt.core.hours.policy import CarryOver, Charge, HoursPolicy, YearEnd, charge_use, settle
from selvstyrt.core.hours.year_plan import (
    NeedsAgainstPlan,
    SpecialWeek,
    WeekPlan,
    YearPlan,
    needs_against_plan,
    plan_year,
)

__all__ = [
    "MAIN_POT",
    "MOST_WEEKLY_MINUTES",
    "PASSIVE_POT",
    "AccountStatus",
    "Alert",
    "CarryOver",
    "Charge",
    "DayMinutes",
    "Decision",
    "Forecast",
    "GrantLine",
    "HoursPolicy",
    "LedgerEntry",
    "LedgerKind",
    "NeedsAgainstPlan",
    "SpecialWeek",
    "WeekPlan",
    "YearEnd",
    "YearPlan",
    "account_status",
    "alerts",
    "balance",
    "charge_use",
    "daily_grants",
    "grant_minutes",
    "grant_steps",
    "lines_in_force",
    "needs_against_plan",
    "other_minutes",
    "plan_year",
    "settle",
    "used_minutes",
]
