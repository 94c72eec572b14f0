"""The ground: spans of time, date ranges, rounding, steps of explanation, findings, errors."""

from selvstyrt.core.base.certainty import Certainty, least_certain
from selvstyrt.core.base.citations import Citation
from selvstyrt.core.base.dates import DateRange, days_between, month_range, months_after, year_range
from selvstyrt.core.base.errors import Conflict, NoAnswer, NotAllowed, SelvstyrtError, WrongInput
from selvstyrt.core.base.findings import Finding, Severity
from selvstyrt.core.base.rounding import round_ore
from selvstyrt.core.base.rulings import Breach, Ruling
from selvstyrt.core.base.spans import OSLO, Span, local_instant, minutes_between
from selvstyrt.core.base.steps import Step

__all__ = [
    "OSLO",
    "Breach",
    "Certainty",
    "Citation",
    "Conflict",
    "DateRange",
    "Finding",
    "NoAnswer",
    "NotAllowed",
    "Ruling",
    "SelvstyrtError",
    "Severity",
    "Span",
    "Step",
    "WrongInput",
    "days_between",
    "least_certain",
    "local_instant",
    "minutes_between",
    "month_range",
    "months_after",
    "round_ore",
    "year_range",
]
