"""Dated values of the law (lovens tall) with their sources: "value on this day, as known on that day"."""

from selvstyrt.core.law.provisions import citation, rule_ids
from selvstyrt.core.law.reader import (
    DatedEntry,
    DatedValue,
    all_ids,
    dated,
    minutes,
    number,
    rows,
    value,
)

__all__ = [
    "DatedEntry",
    "DatedValue",
    "all_ids",
    "citation",
    "dated",
    "minutes",
    "number",
    "rows",
    "rule_ids",
    "value",
]
