"""A bound by ascent (oppstigning): prices that climb by what rows lack, without any linear program.

For the largest instances. Minutes and limited shift types have prices of their own here instead of being counted, so a
round takes milliseconds a person. At any prices within what cover can pay the value is a lower bound (Lagrange).
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.pricing import Pricer
from selvstyrt.engine.staffing.problem import Floats, Ints, Problem
from selvstyrt.engine.staffing.search import Search

SCARCE, ENOUGH = 0.6, 0.1
"""Prices of needs begin at these shares of what too few cost: where the best roster misses somebody, and elsewhere."""
FIRST_STEP, LEAST_STEP = 0.3, 1e-4
"""How far above the best value a step aims, as a share of the distance to the best roster; where climbing ends."""
MEMORY = 0.6
PATIENCE = 8
FALL = 3.0
MINUTES_SCALE, TYPES_SCALE = 4.0, 3.0


class Ascent:
    """Prices of needs, of each person's minutes and of each person's shift types, and the best bound so far."""

    def __init__(self, search: Search, prices: Prices) -> None:
        self.search, self.prices, self.problem = search, prices, search.problem
        problem = self.problem
        self.pricers = [_free_of_sums(problem, person) for person in range(problem.people)]
        self.least = np.array([limits.least_minutes for limits in problem.limits], dtype=np.float64)
        self.most = np.array([limits.most_minutes for limits in problem.limits], dtype=np.float64)
        self.most_of = np.array([limits.most_of for limits in problem.limits], dtype=np.float64)
        self.scales = (1.0, MINUTES_SCALE * float(problem.minutes.mean()), TYPES_SCALE)
        self.at: tuple[Floats, Floats, Floats] = (
            self._first(),
            np.zeros(problem.people),
            np.zeros((problem.people, problem.types)),
        )
        self.best, self.value = self.at, -np.inf

    def _first(self) -> Floats:
        rows, under = self.search.rows, self.problem.under
        if rows is None:
            return ENOUGH * under
        return np.where(self.problem.missing(rows) > 0, SCARCE, ENOUGH) * under

    @property
    def duals(self) -> Floats:
        """The prices of needs at the best bound."""
        return self.best[0]

    def run(self, until: float = np.inf, most_rounds: int = 10**9) -> None:
        """Climb until steps win nothing more, or until that time of time.monotonic."""
        share, idle, room = FIRST_STEP, 0, np.inf
        way = [np.zeros_like(each) for each in self.at]
        for _ in range(most_rounds):
            found = self._look()
            if found is None or share < LEAST_STEP or time.monotonic() > until:
                return
            value, lacks = found
            if value > self.value:
                idle, self.best, self.value = 0 if value > self.value + 1 else idle + 1, self.at, value
                self.search.raise_bound(value)
            else:
                idle += 1
            if idle >= PATIENCE or value < self.value - FALL * room:
                share, idle, self.at = share / 2, 0, self.best
                way = [np.zeros_like(each) for each in way]
                continue
            cost = self.search.cost
            room = share * max((2 * abs(value) + 1000 if cost is None else cost) - self.value, 1.0)
            scaled = [each / scale for each, scale in zip(lacks, self.scales, strict=True)]
            way = [MEMORY * old + (1 - MEMORY) * new for old, new in zip(way, scaled, strict=True)]
            length = sum(float((each * each).sum()) for each in way)
            if length == 0:
                return
            step = room / length
            self.at = self._moved([step * each / scale for each, scale in zip(way, self.scales, strict=True)])

    def _moved(self, steps: list[Floats]) -> tuple[Floats, Floats, Floats]:
        """The prices after these steps: those of needs within what cover can pay, those of types not below nothing."""
        needs, minutes, types = (at + step for at, step in zip(self.at, steps, strict=True))
        return np.clip(needs, -self.problem.over, self.problem.under), minutes, np.maximum(types, 0.0)

    def _look(self) -> tuple[float, tuple[Floats, Floats, Floats]] | None:
        """The value at the prices, and what needs, minutes and types lack there; None when time is up."""
        problem, (needs, minutes, types) = self.problem, self.at
        grid = self.prices.grid(needs)
        lack = problem.need.copy()
        worked = np.zeros((problem.people, problem.types))
        value = float(problem.need @ needs)
        for person, pricer in enumerate(self.pricers):
            if self.search.is_over:
                return None
            price = problem.choice[person] - grid
            price[:, :-1] += types[person] - minutes[person] * problem.minutes
            least, row = pricer.cheapest(price)
            if row is None:
                return None
            value += least
            lack[problem.needs_met(row)] -= 1
            worked[person] = np.bincount(row[row >= 0], minlength=problem.types)
        total = worked @ problem.minutes
        value += float(np.where(minutes > 0, minutes * self.least, minutes * self.most).sum())
        value -= float((types * self.most_of).sum())
        over_or_under = np.clip(total, self.least, self.most) - total
        lacking = np.where(minutes > 0, self.least - total, np.where(minutes < 0, self.most - total, over_or_under))
        at_top, at_bottom = needs >= problem.under, needs <= -problem.over
        lack[(at_top & (lack > 0)) | (at_bottom & (lack < 0))] = 0.0
        return value, (lack, lacking, np.where(types > 0, worked - self.most_of, np.maximum(worked - self.most_of, 0)))


def _free_of_sums(problem: Problem, person: int) -> Pricer:
    """A pricer that counts neither minutes nor types."""
    limits = problem.limits[person]
    free = replace(limits, most_minutes=0, least_minutes=0, most_of=(problem.days,) * problem.types)
    nothing: Ints = np.zeros(problem.types, dtype=np.int64)
    return Pricer(free, problem.choice[person], nothing, problem.may_follow)
