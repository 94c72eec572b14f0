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
from selvstyrt.core.law.terms import read_terms

__all__ = [
    "DatedEntry",
    "DatedValue",
    "all_ids",
    "citation",
    "dated",
    "minutes",
    "number",
    "read_terms",
    "rows",
    "rule_ids",
    "value",
]
