"""The pricers of all people (priser), and prices in the shape that they want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from selvstyrt.engine.staffing.pricing import Priced, Pricer
from selvstyrt.engine.staffing.problem import Flags, Floats, Problem


class RowPricer(Protocol):
    """What finds a person's cheapest row."""

    @property
    def steps(self) -> int:
        """About how many steps one pricing takes."""

    def price(self, price: Floats) -> Priced | None:
        """The cheapest row at `price`; None when no row is lawful."""

    def is_possible(self, choice: Floats) -> bool:
        """False when there is no row at all."""


def pricer_of(problem: Problem, person: int) -> Pricer:
    """The pricer of one person's whole row."""
    return Pricer(problem.limits[person], problem.choice[person], problem.minutes, problem.may_follow)


class Prices:
    """The pricers of all people, and prices in the shape that they want."""

    def __init__(self, problem: Problem, pricers: Sequence[RowPricer] | None = None) -> None:
        self.problem = problem
        self.pricers = pricers if pricers is not None else [pricer_of(problem, each) for each in range(problem.people)]

    @property
    def steps(self) -> int:
        """About how many steps one round of pricing takes."""
        return sum(pricer.steps for pricer in self.pricers)

    def grid(self, duals: Floats) -> Floats:
        """What one more on each need is worth, by day and type; nothing for a day off."""
        problem = self.problem
        grid = np.zeros((problem.days, problem.types + 1))
        grid[problem.day_of, problem.shift_of] = duals
        return grid

    def cheapest(self, person: int, grid: Floats, mask: Flags | None = None) -> Priced | None:
        """The person's cheapest row, within the mask of allowed choices if there is one."""
        price = self.problem.choice[person] - grid
        if mask is not None:
            price[~mask] = np.inf
        return self.pricers[person].price(price)
