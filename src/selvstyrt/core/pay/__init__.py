"""Pay (lønn): time entries in, pay lines out, each with its steps. Agreements are dated data."""

from selvstyrt.core.pay.agreements import tariff_at, tariff_ids, tariff_source
from selvstyrt.core.pay.calendar import day_names, is_may_day
from selvstyrt.core.pay.lines import BASE, RESTING, PayLine, gross, line_amount, pay_lines, wage_on
from selvstyrt.core.pay.resting import Conversion, convert_rest
from selvstyrt.core.pay.shares import share_minutes
from selvstyrt.core.pay.tariff import (
    Certainty,
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
    "RESTING",
    "Certainty",
    "Conversion",
    "Employment",
    "PayLine",
    "RestingRule",
    "Supplement",
    "Tariff",
    "TariffOn",
    "Wage",
    "WageStep",
    "Window",
    "Work",
    "WorkedKind",
    "WorkedTime",
    "convert_rest",
    "day_names",
    "gross",
    "is_may_day",
    "line_amount",
    "pay_lines",
    "resting_night",
    "share_minutes",
    "tariff_at",
    "tariff_ids",
    "tariff_source",
    "wage_on",
]
