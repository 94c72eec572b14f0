"""Column generation (kolonnegenerering): let the duals of the master price new rows until none helps.

The duals are smoothed towards those of the best bound so far, which calms their swinging. At any duals that cover can
pay, the sum of the cheapest rows and of the duals' worth of the needs is a lower bound (Lagrange); branch rows
take part with their own duals. The bound never rests on the linear program having been solved well.
"""

from __future__ import annotations

import math
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from selvstyrt.engine.staffing.master import Column, Master
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Flags, Floats, Row
from selvstyrt.engine.staffing.search import Search, rounded_up

SMOOTH = 0.7
ITERATION = 3.0e-7
STEP = 1.0e-9
CALL = 2.0e-4
"""About the seconds of one simplex iteration per row, one step of pricing, one call of pricing."""
GAIN = -1e-6


class Pool:
    """All columns found so far, by person: later masters begin with some of them."""

    def __init__(self) -> None:
        self.by_person: dict[int, dict[bytes, Column]] = {}

    def keep(self, column: Column) -> Column:
        """The column, or the equal one that is there already."""
        return self.by_person.setdefault(column.person, {}).setdefault(column.row.tobytes(), column)


@dataclass
class Round:
    """What one round of pricing gave."""

    total: float = 0.0
    """The sum of the cheapest prices."""
    added: int = 0
    is_full: bool = True
    is_possible: bool = True


@dataclass
class Generator:
    """Column generation on one master."""

    search: Search
    prices: Prices
    pool: Pool
    master: Master
    bound: float = -np.inf
    rounds: int = 0
    pricing: float = 0.0
    center: Floats | None = None
    """The duals of the best bound."""

    def run(  # noqa: C901 - one loop, read from top to bottom
        self,
        *,
        masks: Mapping[int, Flags] | None = None,
        smooth: float = 0.0,
        most_rounds: int = 10**9,
        cutoff: float = np.inf,
        settled: Collection[int] = (),
        keep: int = 0,
        until: float = math.inf,
        most_effort: float = math.inf,
        center: Floats | None = None,
        tells: bool = False,
    ) -> bool:
        """Generate until no row helps, or the bound reaches the cutoff; False when somebody has no lawful row.

        `bound` is then the best lower bound, `master` solved. People in `settled` are not priced: no bound then.
        With a `center` the first round prices there, before all smoothing.
        `keep` is how many columns stay when there are too many; `tells` says that the bound holds for the whole search.
        """
        self.master.deadline = self.search.deadline
        self.bound, self.center, pull = -np.inf, center, smooth if center is None else 1.0
        most_effort += self.effort
        for _ in range(most_rounds):
            if self.search.is_over or time.monotonic() > until or self.effort > most_effort:
                break
            self.rounds += 1
            self.master.solve()
            duals, worth = self._duals(pull)
            found = self._price_all(duals, masks or {}, settled)
            if not found.is_possible:
                return False
            pull = min(pull, smooth)
            if found.is_full:
                if found.total + worth > self.bound:
                    self.bound, self.center = found.total + worth, duals
                if tells:
                    self.search.raise_bound(self.bound)
                if rounded_up(self.bound) >= min(cutoff, self.master.objective - 1e-6):
                    break
            if found.added == 0 and (pull == 0 or not found.is_full):
                break
            if found.added == 0:
                pull = pull / 2 if pull > 0.1 else 0.0
            elif keep:
                self.master.forget(keep)
        self.master.solve()
        return True

    @property
    def effort(self) -> float:
        """About the seconds so far, counted in steps of the solvers."""
        return self.pricing + self.master.effort * ITERATION

    def _duals(self, pull: float) -> tuple[Floats, float]:
        """The duals to price at, and the worth of the needs there: pulled to the centre, or the master's own."""
        if pull == 0:
            return self.master.safe_duals()
        duals = self._allowed(self.master.need_duals)
        duals = duals if self.center is None else pull * self.center + (1 - pull) * duals
        return duals, float(self.master.need @ duals)

    def _allowed(self, duals: Floats) -> Floats:
        """Duals within what too few and too many cost."""
        return np.clip(duals, -self.master.problem.over, self.master.problem.under)

    def _price_all(self, duals: Floats, masks: Mapping[int, Flags], settled: Collection[int]) -> Round:
        master, found = self.master, Round()
        self.pricing += self.prices.steps * STEP + (len(master.people) - len(settled)) * CALL
        grid = self.prices.grid(duals)
        fresh = []
        for person in master.people:
            if person in settled:
                found.is_full = False
                continue
            if self.search.is_over:
                found.is_full = False
                break
            priced = self.prices.cheapest(person, grid, masks.get(person))
            if priced is None:
                found.is_possible = False
                return found
            found.total += priced.bound
            if priced.row is None:
                continue
            column = self.pool.keep(self._column(person, priced.row))
            if master.reduced_cost(column) < GAIN:
                fresh.append(column)
        found.added = master.add(fresh)
        return found

    def _column(self, person: int, row: Row) -> Column:
        problem = self.master.problem
        return Column(person, problem.wishes_cost(person, row), row, problem.needs_met(row))
