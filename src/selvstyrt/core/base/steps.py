"""Steps of an explanation (slik er det regnet ut): each applied rule with inputs and result."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selvstyrt.core.base.citations import Citation


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation.

    `rule` is a stable id; `inputs` and `result` are plain values (int minutes, Decimal, str,
    date) so that a face can show them in any language; `citation` is the source.
    """

    rule: str
    citation: Citation
    inputs: dict[str, Any] = field(default_factory=dict)
    result: Any = None
