"""How well a value is known (sikkerhet)."""

from __future__ import annotations

from enum import StrEnum


class Certainty(StrEnum):
    """How well a value is known (sikkerhet): printed by its source, indirect, or inferred."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


_ORDER = (Certainty.HIGH, Certainty.MEDIUM, Certainty.LOW)


def least_certain(*levels: Certainty) -> Certainty:
    """The weakest of the given levels; HIGH when none is given."""
    return max(levels, key=_ORDER.index, default=Certainty.HIGH)
