"""The first rosters (første utkast): people in turn choose their best row against what the others leave."""

from __future__ import annotations

import numpy as np

from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Floats, Problem, Row
from selvstyrt.engine.staffing.search import Search


def worth_of_one_more(problem: Problem, missing: Floats) -> Floats:
    """What one more on each need saves: the weight of one too few, or minus the weight of one too many."""
    found: Floats = np.where(missing > 0, problem.under, -problem.over)
    return found


def best_responses(search: Search, prices: Prices, rows: dict[int, Row], passes: int = 30) -> None:
    """Let people in turn take their best row while the others stay, until nobody gains."""
    problem = search.problem
    missing = problem.missing(rows)
    cost = problem.cost(rows)
    for _ in range(passes):
        for person in search.rng.permutation(problem.people):
            if search.is_over:
                return
            missing[problem.needs_met(rows[person])] += 1
            priced = prices.cheapest(person, prices.grid(worth_of_one_more(problem, missing)))
            if priced is not None and priced.row is not None:
                rows[int(person)] = priced.row
            missing[problem.needs_met(rows[person])] -= 1
        now = problem.cost(rows)
        if now >= cost:
            return
        cost = now
        search.offer(rows)


def first_rows(search: Search, prices: Prices) -> dict[int, Row] | None:
    """One row for each person, taken in random order; None when somebody has no lawful row at all."""
    problem = search.problem
    missing = problem.need.copy()
    rows: dict[int, Row] = {}
    for person in search.rng.permutation(problem.people):
        priced = prices.cheapest(person, prices.grid(worth_of_one_more(problem, missing)))
        if priced is None or priced.row is None:
            return None
        rows[int(person)] = priced.row
        missing[problem.needs_met(priced.row)] -= 1
    search.offer(rows)
    return rows
