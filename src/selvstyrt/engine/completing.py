"""A whole roster of one that has only its burdens (utfylling): the draft fills the rest, then CP-SAT sets it right."""

from __future__ import annotations

from collections.abc import Mapping

from selvstyrt.engine.arms import Found
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.model import Model
from selvstyrt.engine.parts import LAWFUL, Parts

EFFORT = 0.3
"""Work on the rest at most, as CP-SAT counts it; with few burdens left over it needs a tenth of that."""


class Completing:
    """Fills up rosters of one model."""

    def __init__(self, model: Model, seed: int) -> None:
        self.model = model
        self.seed = seed

    def complete(self, holders: Mapping[str, str | None]) -> Found | None:
        """The best roster found that keeps these holders as far as the law lets it; None when there is none."""
        evaluator = self.model.evaluator
        draft = first_draft(evaluator, holders)
        parts = Parts(self.model, EFFORT)
        status, points, _ = parts.solve(draft, [], self.seed)
        if status not in LAWFUL or points is None:
            return None
        free = [key for key in self.model.has if holders[key[1]] is None]
        status, better, found = parts.solve(draft, free, self.seed)
        if found is None or better is None or better > points:
            return Found(dict(draft), points)
        return Found(found, better)
