"""Weights of the roster objective (vekter): points per unit, and three presets a person can understand."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum

HIGHEST_WEIGHT = 100
"""The largest weight that a problem may give one term."""


class Preset(StrEnum):
    """Three ways to lead a team (forvalg)."""

    BALANCED = "balanced"
    WISHES_FIRST = "wishes_first"
    FAIR_FIRST = "fair_first"


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each term counts against the others; a whole number from 0 (ignored) to 100.

    Empty shifts are not weighed here: they cost by priority and always come first.
    """

    contract: int = 4
    wishes: int = 4
    weekends: int = 4
    nights: int = 4
    red_days: int = 4
    short_notice: int = 4
    continuity: int = 2
    few_people: int = 0
    calm: int = 4
    cost: int = 0


WEIGHT_NAMES: tuple[str, ...] = tuple(each.name for each in fields(Weights))
LATER_WEIGHTS = frozenset({"short_notice", "few_people"})
"""Weights that the first format of problem files does not know."""

PRESETS: dict[Preset, Weights] = {
    Preset.BALANCED: Weights(),
    Preset.WISHES_FIRST: Weights(wishes=12, weekends=2, nights=2, red_days=2, short_notice=2),
    Preset.FAIR_FIRST: Weights(wishes=2, weekends=12, nights=12, red_days=12, short_notice=12),
}


def weights_from(preset: Preset, changes: dict[str, int]) -> Weights:
    """The weights of a preset with single terms changed."""
    return replace(PRESETS[preset], **changes)
