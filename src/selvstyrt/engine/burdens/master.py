"""The mix of whole plans (hovedproblem): one plan for each assistant, one assistant for each shift, in parts of one.

Prices far from those of the best bound so far are kept out, so that the search for plans does not swing; the box
around them grows when it is in the way. In the end an empty shift costs what it costs.
"""

from __future__ import annotations

import highspy
import numpy as np
import numpy.typing as npt

from selvstyrt.engine.burdens.pricing import Plan, Pricing
from selvstyrt.engine.burdens.stages import NEVER, SCALE, Numbers

Shares = npt.NDArray[np.float64]


class Master:
    """The linear program and its plans."""

    def __init__(self, pricing: Pricing, centre: float, box: float) -> None:
        self.pricing = pricing
        self.shifts, self.people = len(pricing.burdens.shifts), len(pricing.burdens.people)
        self.plans: list[tuple[int, Plan]] = []
        self._seen: set[tuple[int, Plan]] = set()
        self._centre, self._box = centre, box
        self._lp = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1)):
            self._lp.setOptionValue(name, value)
        nothing = np.array([], dtype=np.int32), np.array([], dtype=np.float64)
        for _ in range(self.shifts + self.people):
            self._lp.addRow(1.0, 1.0, 0, *nothing)
        for factor in (1.0, -1.0):
            for shift in range(self.shifts):
                self._lp.addCol(0.0, 0.0, highspy.kHighsInf, 1, np.array([shift], dtype=np.int32), np.array([factor]))
        self._set_box()

    def _set_box(self) -> None:
        """Missing a shift costs the price's ceiling, covering it twice gives its floor."""
        empty = self.pricing.burdens.empty / SCALE
        for shift in range(self.shifts):
            self._lp.changeColCost(shift, min(self._centre + self._box, float(empty[shift])))
            self._lp.changeColCost(self.shifts + shift, self._box - self._centre)

    def widen(self) -> bool:
        """Let prices go further where the mix misses or doubles a shift; False when that is no use."""
        largest = float(self.pricing.burdens.empty.max(initial=0)) / SCALE
        if self._box > largest or not self.patched:
            return False
        self._box *= 4
        self._set_box()
        return True

    def add(self, person: int, plan: Plan, cost: int | None = None) -> bool:
        """Take a plan in, whose cost may be known; False when it is there already or cannot be had."""
        if cost is None:
            cost = self.pricing.cost(person, plan)
        if (person, plan) in self._seen or cost >= NEVER:
            return False
        self._seen.add((person, plan))
        self.plans.append((person, plan))
        rows = np.array([*plan, self.shifts + person], dtype=np.int32)
        self._lp.addCol(cost / SCALE, 0.0, highspy.kHighsInf, len(rows), rows, np.ones(len(rows)))
        return True

    def solve(self) -> tuple[float, Numbers]:
        """The points of the best mix, and what each shift is worth in it (64ths of a point, an empty one at most)."""
        self._lp.run()
        prices = np.round(np.array(self._lp.getSolution().row_dual[: self.shifts]) * SCALE).astype(np.int64)
        self._values: Shares = np.array(self._lp.getSolution().col_value)
        return self._lp.getObjectiveValue(), np.minimum(prices, self.pricing.burdens.empty)

    @property
    def patched(self) -> bool:
        """True when the last mix misses a shift or covers one twice."""
        return bool((self._values[: 2 * self.shifts] > 1e-6).any())

    def shares(self) -> Shares:
        """Per assistant and shift: how much of it the last mix gives them."""
        found = np.zeros((self.people, self.shifts))
        for (person, plan), part in zip(self.plans, self._values[2 * self.shifts :], strict=True):
            if part > 0:
                found[person, list(plan)] += part
        return found

    def decide(self, person: int, shift: int) -> None:
        """From now on the assistant has the shift, and nobody else: plans against it are out."""
        for number, (who, plan) in enumerate(self.plans):
            if (who == person) != (shift in plan):
                self._lp.changeColBounds(2 * self.shifts + number, 0.0, 0.0)
