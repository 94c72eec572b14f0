"""All rows that a roster below some cost can have (listede rader), where they are few enough to be written down.

At duals that cover can pay, the cheapest rows of all people and the needs' worth are a lower bound. A roster below a
cost leaves little above that bound, so nobody's row in it costs more than the cheapest one and what is left: these rows
are listed, and the search for such a roster needs no others. Baldacci, R., Christofides, N. and Mingozzi, A.: An exact
algorithm for the vehicle routing problem based on the set partitioning formulation, Mathematical Programming 115, 2008.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from selvstyrt.engine.staffing.barring import room_below
from selvstyrt.engine.staffing.listing_kernels import completions, list_rows
from selvstyrt.engine.staffing.master import Packed
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.pricing import Priced
from selvstyrt.engine.staffing.problem import Flags, Floats, Problem
from selvstyrt.engine.staffing.search import SLACK, Search

MOST_ROWS = 250_000
"""So many rows of all people together are listed at most."""
MOST_STATES = 20_000_000
MOST_STEPS = 10_000_000
"""And so many days looked at for one person: limits of shift types only show when a row is nearly whole."""

NEAR = 10
"""Rows are listed where the best roster costs at most so much more than the bound: each list begins a new tree."""

Table = npt.NDArray[np.int16]


@dataclass(frozen=True)
class Listed:
    """One person's rows, as a pricer that knows no others."""

    rows: Table
    places: npt.NDArray[np.int32]
    """For each day the places of the rows' choices in the prices of all days."""

    @classmethod
    def of(cls, rows: Table, types: int) -> Listed:
        """The rows with the places of their choices among so many shift types and the day off."""
        days = np.arange(rows.shape[1], dtype=np.int32)[:, None]
        return cls(rows, np.ascontiguousarray(days * (types + 1) + rows.T.astype(np.int32) % (types + 1)))

    @property
    def steps(self) -> int:
        """About how many steps one pricing takes."""
        return self.places.size

    def values(self, price: Floats) -> Floats:
        """What each row costs."""
        found: Floats = price.ravel()[self.places].sum(axis=0)
        return found

    def price(self, price: Floats) -> Priced | None:
        """The cheapest of the rows; None when the price allows none."""
        if not len(self.rows):
            return None
        values = self.values(price)
        best = int(values.argmin())
        value = float(values[best])
        return Priced(value, value, self.rows[best].copy()) if value < np.inf else None

    def is_possible(self, choice: Floats) -> bool:
        """False when no row is left."""
        return self.price(choice) is not None


class Lists(Prices):
    """Prices that know only the listed rows of each person."""

    def __init__(self, problem: Problem, listed: Sequence[Listed]) -> None:
        super().__init__(problem, listed)
        self.listed = listed

    @property
    def count(self) -> int:
        """How many rows there are."""
        return sum(len(each.rows) for each in self.listed)

    @property
    def choices(self) -> dict[int, Flags]:
        """For each person the choices that some row has."""
        masks = {}
        for person, each in enumerate(self.listed):
            mask = np.zeros((self.problem.days, self.problem.types + 1), dtype=np.bool_)
            mask.ravel()[each.places.ravel()] = True
            masks[person] = mask
        return masks


def is_near(search: Search) -> bool:
    """True where the best roster costs little more than the bound."""
    return search.cost is not None and search.cost - search.bound <= NEAR


def listed(search: Search, prices: Prices, duals: Floats, below: int, part: float = 1.0) -> Lists | None:
    """The rows that a roster cheaper than `below` can have; None when they are too many or time runs out.

    With a `part` below 1 only rows that take up no more than that part of what is left above the bound: the best roster
    often has no others. `duals` lie between minus the weight of too many and the weight of too few, need by need.
    """
    problem, room = search.problem, room_below(search, prices, duals, below)
    if room is None:
        return None
    found: list[Listed] = []
    left = MOST_ROWS
    for person, least in enumerate(room.least):
        if search.is_over:
            return None
        price, limit = problem.choice[person] - room.grid, least + part * room.gap
        rows = rows_up_to(problem, person, price, limit, left)
        if rows is None:
            return None
        found.append(Listed.of(rows, problem.types))
        left -= len(rows)
    return Lists(problem, found)


@dataclass(frozen=True)
class Narrower:
    """Fewer rows still: those that cost at most `gap` more than the person's `least` at these duals."""

    prices: Lists
    duals: Floats
    least: Floats
    gap: float

    def shuts(self, columns: Packed) -> Flags:
        """For each column whether it is dearer than all of these rows."""
        dearer: Flags = columns.costs - columns.worth(self.duals) - self.least[columns.people] > self.gap + SLACK
        return dearer


def narrowed(prices: Lists, duals: Floats, masks: Mapping[int, Flags], gap: float) -> Narrower | None:
    """Of listed rows those within the masks and the gap; None when somebody has no row."""
    problem, grid = prices.problem, prices.grid(duals)
    least, found = np.zeros(problem.people), list[Listed]()
    for person, pricer in enumerate(prices.listed):
        price = problem.choice[person] - grid
        if person in masks:
            price[~masks[person]] = np.inf
        values = pricer.values(price)
        least[person] = values.min(initial=np.inf)
        if least[person] == np.inf:
            return None
        stays = values <= least[person] + gap + SLACK
        found.append(Listed(pricer.rows[stays], np.ascontiguousarray(pricer.places[:, stays])))
    return Narrower(Lists(problem, found), duals, least, gap)


def rows_up_to(problem: Problem, person: int, price: Floats, limit: float, most: int) -> Table | None:
    """The person's lawful rows that cost no more than the limit; None when there are more than `most`."""
    limits, types = problem.limits[person], problem.types
    states = (limits.most_weekends + 1, limits.most_minutes + 1, limits.least_off + limits.most_in_row, types)
    if (problem.days + 1) * np.prod(states) > MOST_STATES:
        return None
    off, work = np.ascontiguousarray(price[:, -1]), np.ascontiguousarray(price[:, :-1])
    runs = limits.least_in_row, limits.most_in_row, limits.least_off
    rules = problem.minutes, problem.may_follow, runs, limits.least_minutes
    table = np.full((problem.days + 1, *states), np.inf)
    completions(work, off, rules, table)
    rows = np.empty((most + 1, problem.days), dtype=np.int16)
    most_of = np.array(limits.most_of, dtype=np.int64)
    count = int(list_rows(work, off, rules, table, most_of, limit + SLACK, rows, MOST_STEPS))
    return None if count < 0 or count > most else rows[:count].copy()
