"""A whole roster of one that has only its burdens (utfylling): the draft fills the rest, then it is set right.

First CP-SAT for a moment; where that is not enough to come down to what the burdens cost alone, HiGHS: hours that have
to add up over many weeks are easy for linear programs, and hard for search one shift at a time.
"""

from __future__ import annotations

from collections.abc import Mapping

from selvstyrt.engine.arms import Arm, Found
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.highs import Highs
from selvstyrt.engine.model import Model
from selvstyrt.engine.parts import LAWFUL, Parts

EFFORT = 0.3
"""Work on the rest at most, as CP-SAT counts it; with few burdens left over it needs a tenth of that."""

LONGER = 0.5
"""HiGHS has at most this part of the time that is left."""


class Completing:
    """Fills up rosters of one model."""

    def __init__(self, model: Model, seed: int) -> None:
        self.model = model
        self.seed = seed

    def complete(self, holders: Mapping[str, str | None], of: Arm) -> Found | None:
        """The best roster found that keeps these holders as far as the law lets it; None when there is none.

        The work is done for the arm `of`: within its time, until it is asked to stop, down to its bound.
        """
        draft = first_draft(self.model.evaluator, holders)
        parts = Parts(self.model, EFFORT)
        status, points, _ = parts.solve(draft, [], self.seed)
        if status not in LAWFUL or points is None:
            return None
        best = Found(dict(draft), points)
        free = [key for key in self.model.has if holders[key[1]] is None]
        status, better, found = parts.solve(draft, free, self.seed)
        if found is not None and better is not None and better <= points:
            best = Found(found, better)
        left = of.seconds_left * LONGER
        if best.points == of.bound or left <= 0:
            return best
        held = {shift: who for shift, who in draft.items() if who is not None and holders[shift] is not None}
        longer = Highs(self.model, self.seed, left, held)
        longer.end_with(of)
        longer.work()
        return best if longer.best is None or longer.best.points > best.points else longer.best
