"""Repair (reparasjon): who can cover a shift, and the smallest change of a published plan."""

from selvstyrt.engine.repair.covers import Chain, Cover, Covers, Refused, Split, find_covers
from selvstyrt.engine.repair.facts import Circumstances, PayTerms, SplitRule
from selvstyrt.engine.repair.pricing import Price
from selvstyrt.engine.repair.ranking import Priority

__all__ = [
    "Chain",
    "Circumstances",
    "Cover",
    "Covers",
    "PayTerms",
    "Price",
    "Priority",
    "Refused",
    "Split",
    "SplitRule",
    "find_covers",
]
