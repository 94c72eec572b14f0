"""Parts of the best roster solved anew."""

from __future__ import annotations

import time

import numpy as np

from selvstyrt.engine.staffing.generation import Pool
from selvstyrt.engine.staffing.neighbourhood import Inner, Neighbourhoods
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.search import Search
from selvstyrt.engine.staffing.start import first_rows
from selvstyrt.engine.staffing.windows import Window
from tests.engine.staffing.made_up import made_up
from tests.engine.staffing.test_bounds import solved


def started(seed: int) -> tuple[Search, Prices]:
    search = Search(problem_of(solved(seed)[0]), seed, time.monotonic() + 60)
    prices = Prices(search.problem)
    assert first_rows(search, prices) is not None
    return search, prices


def test_neighbourhoods_lead_from_a_first_roster_to_the_optimum_or_near_it() -> None:
    for seed in range(5):
        search, prices = started(seed)
        around = Neighbourhoods(search, prices, Pool())
        first = search.cost or 0
        for _ in range(60):
            before = search.cost or 0
            is_better = around.improve()
            assert is_better == ((search.cost or 0) < before)
        best = solved(seed)[1]
        assert best <= (search.cost or 0) <= best + 0.1 * (first - best)


def test_what_another_worker_changed_meanwhile_stays_when_it_was_about_other_people() -> None:
    instance = made_up(5, people=4, days=28, types=2, gentle=True)
    problem = problem_of(instance)
    search = Search(problem, 1, time.monotonic() + 60)
    prices = Prices(problem)
    free = {person: np.full(28, -1, dtype=np.int16) for person in range(4)}
    assert first_rows(search, prices) is not None
    rows = dict(search.rows or {})
    inner = Inner(search, Window(problem, (0, 1), rows, 7, 21))
    other = rows | {3: _another(problem, prices, rows[3])}
    search.rows, search.cost = other, problem.cost(other)
    found = inner.window.inner()
    assert (inner._newest().whole(found)[3] == other[3]).all()
    search.rows = rows | {1: free[1]}
    assert (inner._newest().whole(found)[1] == rows[1]).all()


def _another(problem, prices, row):  # type: ignore[no-untyped-def]
    rng = np.random.default_rng(0)
    for _ in range(50):
        priced = prices.cheapest(3, rng.uniform(-50, 50, (problem.days, problem.types + 1)))
        if (priced.row != row).any():
            return priced.row
    raise AssertionError("no other row")
