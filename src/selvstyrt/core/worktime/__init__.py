"""Working time (arbeidstid): aml. chapter 10 and its neighbours; shifts in, findings out."""

from selvstyrt.core.worktime.advice import advise
from selvstyrt.core.worktime.agreements_effect import WithoutEffect, without_effect
from selvstyrt.core.worktime.bounds import AgreementFault, Bounds, NoEffect, SundayMode, on_record
from selvstyrt.core.worktime.changing import CheckedPlan, PlanChange
from selvstyrt.core.worktime.checking import check, checked
from selvstyrt.core.worktime.ladder import bounds
from selvstyrt.core.worktime.limits import HomeLimits, Limits, RespiteLimits, YouthLimits
from selvstyrt.core.worktime.measures import Measures, measures
from selvstyrt.core.worktime.under18 import YouthBounds, youth_bounds
from selvstyrt.core.worktime.values import (
    Agreement,
    AgreementType,
    Assessed,
    Contract,
    CountingMode,
    HoursBasis,
    Regime,
    Settings,
    ShiftKind,
    WorkShift,
)

__all__ = [
    "Agreement",
    "AgreementFault",
    "AgreementType",
    "Assessed",
    "Bounds",
    "CheckedPlan",
    "Contract",
    "CountingMode",
    "HomeLimits",
    "HoursBasis",
    "Limits",
    "Measures",
    "NoEffect",
    "PlanChange",
    "Regime",
    "RespiteLimits",
    "Settings",
    "ShiftKind",
    "SundayMode",
    "WithoutEffect",
    "WorkShift",
    "YouthBounds",
    "YouthLimits",
    "advise",
    "bounds",
    "check",
    "checked",
    "measures",
    "on_record",
    "without_effect",
    "youth_bounds",
]
