"""Column generation over whole plans as one of the solvers (løser 3): the bound first, then a roster from the mix.

The roster is found by diving: what the mix is surest of is decided, plans are priced again, and so on to the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from selvstyrt.core.roster import Assignments
from selvstyrt.core.roster.kinds import CALENDAR_KINDS
from selvstyrt.core.roster.terms import SHARE_POINTS, WEEKEND_BEGUN_POINTS, weight_of
from selvstyrt.engine.arms import Arm, Found
from selvstyrt.engine.burdens.master import Master, Shares
from selvstyrt.engine.burdens.pricing import Plan, Pricing
from selvstyrt.engine.burdens.stages import NEVER, SCALE, Burdens, Numbers
from selvstyrt.engine.model import Model

Complete = Callable[[dict[str, str | None], Arm], Found | None]
"""Makes a whole roster of one that has only burdens, or none when that cannot be; for the arm that asks."""

SMOOTH = 0.6
"""New prices lie so far towards those of the best bound: without it they swing."""

ROUNDS_BETWEEN = 4
"""So many rounds of pricing at most between two decisions of a dive."""

SURE = 0.95
LIKELY = 0.5
AT_ONCE = 3
"""So many things are decided at once at least, when they are likely."""

MOST_DIVES = 4


@dataclass
class _Priced:
    """Where the pricing stands: the best bound so far, in 64ths of a point, and its prices."""

    bound: int
    prices: Numbers


class BurdenPlans(Arm):
    """One run: bound, then dives."""

    def __init__(self, model: Model, seed: int, seconds: float, start: Assignments, complete: Complete) -> None:
        super().__init__(model, seed, seconds)
        self.begin_with = start
        self.complete = complete

    def work(self) -> None:
        """Search until proof, time or stop."""
        self.begin()
        burdens = Burdens(self.model)
        if not burdens.shifts or not burdens.is_small:
            return
        dice = np.random.default_rng(self.seed)
        pricing = Pricing(burdens)
        master = self._master(pricing)
        for person, each in enumerate(burdens.people):
            master.add(person, ())
            master.add(person, tuple(n for n, s in enumerate(burdens.shifts) if self.begin_with[s.id] == each.id))
        even = np.full(len(burdens.shifts), round(self._centre * SCALE), dtype=np.int64)
        self._price(pricing, master, even, most_rounds=None)
        plans = list(master.plans)
        for _ in range(MOST_DIVES):
            if self._is_over() or (self.best is not None and self.best.points == self.bound):
                return
            self._dive(burdens, plans, dice)

    def _is_over(self) -> bool:
        return self._stop.is_set() or self.seconds_left <= 0

    def _master(self, pricing: Pricing) -> Master:
        weights = self.model.problem.weights
        begun = weight_of(weights, "continuity") * WEEKEND_BEGUN_POINTS
        share = max(weight_of(weights, kind.value) for kind in CALENDAR_KINDS) * SHARE_POINTS
        self._centre = begun / 2
        return Master(pricing, self._centre, max(1.5 * begun, share / 4, 1.0))

    def _price(self, pricing: Pricing, master: Master, prices: Numbers, most_rounds: int | None) -> None:
        """Add plans until the mix is the best there is; before anything is decided each round gives a bound."""
        burdens, best, rounds = pricing.burdens, None, 0
        while not self._is_over() and (most_rounds is None or rounds < most_rounds):
            rounds += 1
            prices = np.minimum(prices, burdens.empty)
            values, plans = pricing.cheapest(prices)
            bound = int(prices.sum() + values.sum())
            if best is None or bound > best.bound:
                best = _Priced(bound, prices)
                if most_rounds is None:
                    self._take_bound(burdens, bound)
            fresh = 0
            for person, plan in enumerate(plans):
                if values[person] < NEVER // 2:
                    fresh += master.add(person, plan, int(values[person] + prices[list(plan)].sum()))
            mix, worth = master.solve()
            is_best = mix * SCALE - best.bound < 1
            if is_best and not master.widen():
                return
            smooth = 0 if is_best or not fresh else SMOOTH
            prices = np.round(smooth * best.prices + (1 - smooth) * worth).astype(np.int64)

    def _take_bound(self, burdens: Burdens, bound: int) -> None:
        points = -(-bound // SCALE) + burdens.constant
        if self.bound is None or points > self.bound:
            self.bound = points

    def _dive(self, burdens: Burdens, plans: list[tuple[int, Plan]], dice: np.random.Generator) -> None:
        pricing = Pricing(burdens)
        master = self._master(pricing)
        for person, plan in plans:
            master.add(person, plan)
        holders: dict[str, str | None] = {shift.id: None for shift in self.model.problem.shifts}
        open_shifts = np.ones(len(burdens.shifts), dtype=np.bool_)
        while not self._is_over():
            self._price(pricing, master, master.solve()[1], ROUNDS_BETWEEN)
            shares = master.shares() + 1e-4 * dice.random((len(burdens.people), len(burdens.shifts)))
            shares[:, ~open_shifts] = 0
            if shares.max(initial=0) < 0.01:
                break
            for person, shift in _surest(shares):
                open_shifts[shift] = False
                holders[burdens.shifts[shift].id] = burdens.people[person].id
                pricing.decide(person, shift)
                master.decide(person, shift)
        found = None if self._is_over() else self.complete(holders, self)
        if found is not None and (self.best is None or found.points < self.best.points):
            self.best = found


def _surest(shares: Shares) -> list[tuple[int, int]]:
    """What the mix is sure of, or else the few things that it is surest of, for different assistants."""
    found = [(int(person), int(shift)) for person, shift in np.argwhere(shares >= SURE)]
    for place in np.argsort(-shares, axis=None):
        person, shift = (int(each) for each in np.unravel_index(place, shares.shape))
        if found and (len(found) >= AT_ONCE or shares[person, shift] < LIKELY):
            break
        if all(person != who and shift != taken for who, taken in found):
            found.append((person, shift))
    return found
