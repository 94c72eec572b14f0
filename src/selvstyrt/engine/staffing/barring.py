"""Choices that no better roster has (stengte valg), seen from the duals of the root.

At duals that cover can pay, the cheapest rows of all people and the needs' worth give a lower bound. Where a person's
cheapest row with one choice lifts that bound to the cost of the best roster, no better roster has the choice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from selvstyrt.engine.staffing.generation import Pool
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Flags, Floats, Row
from selvstyrt.engine.staffing.search import SLACK, Search


@dataclass(frozen=True)
class Room:
    """What rosters below a cost leave for each person at some duals: at most `gap` above the person's `least`."""

    grid: Floats
    least: tuple[float, ...]
    bound: float
    """What every roster costs at least."""
    gap: float


def room_below(search: Search, prices: Prices, duals: Floats, below: int) -> Room | None:
    """The room that rosters cheaper than `below` leave; None when somebody has no row or time runs out.

    `duals` lie between minus the weight of too many and the weight of too few, need by need.
    """
    grid, least = prices.grid(duals), list[float]()
    for person in range(search.problem.people):
        priced = prices.cheapest(person, grid)
        if priced is None or search.is_over:
            return None
        least.append(priced.bound)
    bound = sum(least) + float(search.problem.need @ duals)
    return Room(grid, tuple(least), bound, below - 1 + SLACK - bound)


def barred_choices(search: Search, prices: Prices, duals: Floats, pool: Pool, below: int) -> dict[int, Flags]:
    """For each person the mask of choices that a roster cheaper than `below` may have; empty when time runs out.

    `duals` as for `room_below`.
    """
    room = room_below(search, prices, duals, below)
    if room is None:
        return {}
    masks = {}
    for person, least in enumerate(room.least):
        most = least + room.gap
        mask = _mask(search, prices, person, room.grid, most, _known(pool, person, duals, most))
        if search.is_over:
            return {}
        masks[person] = mask
    return masks


def _known(pool: Pool, person: int, duals: Floats, most: float) -> list[Row]:
    """The known rows of the person that cost at most so much at these duals."""
    columns = pool.by_person.get(person, {}).values()
    return [column.row for column in columns if column.cost - float(duals[column.met].sum()) <= most]


def _mask(search: Search, prices: Prices, person: int, grid: Floats, most: float, known: list[Row]) -> Flags:
    problem = search.problem
    able = np.isfinite(problem.choice[person])
    stays = np.zeros_like(able)
    for row in known:
        stays[problem.every_day, row] = True
    for day, choice in np.argwhere(able & ~stays):
        if stays[day, choice]:
            continue
        if search.is_over:
            return able
        forced = able.copy()
        forced[day, np.arange(able.shape[1]) != choice] = False
        priced = prices.cheapest(person, grid, forced)
        if priced is None or priced.bound > most:
            able[day, choice] = False
        elif priced.row is not None:
            stays[problem.every_day, priced.row] = True
    return able
