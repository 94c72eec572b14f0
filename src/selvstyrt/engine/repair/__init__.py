"""Repair (reparasjon): who can cover a shift, and the smallest change of a published plan."""

from selvstyrt.core.roster.pay_basis import PayTerms
from selvstyrt.core.roster.pricing import Price
from selvstyrt.engine.repair.absence import Absent, Alternative, Change, fallen_open, propose_changes
from selvstyrt.engine.repair.covers import Chain, Cover, Covers, Refused, Split, find_covers
from selvstyrt.engine.repair.facts import Circumstances, SplitRule
from selvstyrt.engine.repair.impact import Impact, impact_of
from selvstyrt.engine.repair.ranking import Priority

__all__ = [
    "Absent",
    "Alternative",
    "Chain",
    "Change",
    "Circumstances",
    "Cover",
    "Covers",
    "Impact",
    "PayTerms",
    "Price",
    "Priority",
    "Refused",
    "Split",
    "SplitRule",
    "fallen_open",
    "find_covers",
    "impact_of",
    "propose_changes",
]
