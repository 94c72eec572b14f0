"""Pay (lønn): time entries in, pay lines out, each with its steps. Agreements are dated data."""

from selvstyrt.core.pay.agreements import supplement_codes, tariff_at, tariff_ids, tariff_source
from selvstyrt.core.pay.calendar import day_names, is_may_day
from selvstyrt.core.pay.lines import BASE, RESTING, PayLine, gross, line_amount, pay_lines, wage_on
from selvstyrt.core.pay.may_days import MAY_DAY_OFF, may_day_off
from selvstyrt.core.pay.resting import Conversion, convert_rest, planned_rest
from selvstyrt.core.pay.shares import share_minutes
from selvstyrt.core.pay.sums import WeekOverContract, back_pay, break_even, ladder_sum, over_contract, overtime_pay
from selvstyrt.core.pay.tariff import (
    RestingRule,
    Supplement,
    Tariff,
    TariffOn,
    Wage,
    WageStep,
    Window,
    Work,
)
from selvstyrt.core.pay.worked import Employment, WorkedKind, WorkedTime, resting_night

__all__ = [
    "BASE",
    "MAY_DAY_OFF",
    "RESTING",
    "Conversion",
    "Employment",
    "PayLine",
    "RestingRule",
    "Supplement",
    "Tariff",
    "TariffOn",
    "Wage",
    "WageStep",
    "WeekOverContract",
    "Window",
    "Work",
    "WorkedKind",
    "WorkedTime",
    "back_pay",
    "break_even",
    "convert_rest",
    "day_names",
    "gross",
    "is_may_day",
    "ladder_sum",
    "line_amount",
    "may_day_off",
    "over_contract",
    "overtime_pay",
    "pay_lines",
    "planned_rest",
    "resting_night",
    "share_minutes",
    "supplement_codes",
    "tariff_at",
    "tariff_ids",
    "tariff_source",
    "wage_on",
]
