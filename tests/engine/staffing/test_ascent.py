"""The ascent's bound against the true optimum."""

from __future__ import annotations

import time

import pytest

from selvstyrt.engine.staffing.ascent import Ascent
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.search import Search
from tests.engine.staffing.made_up import cheapest_by_trying, made_up
from tests.engine.staffing.test_bounds import INSTANCES, solved


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_the_ascent_stays_below_the_optimum_and_comes_near_it(seed: int) -> None:
    instance, best = solved(seed)
    problem = problem_of(instance)
    search = Search(problem, seed, time.monotonic() + 60)
    ascent = Ascent(search, Prices(problem))
    ascent.run(most_rounds=400)
    assert 0.6 * best <= search.bound <= best
    assert ascent.value <= best


@pytest.mark.parametrize("seed", range(24))
def test_the_ascent_stays_below_the_optimum_under_tight_sums(seed: int) -> None:
    instance = made_up(seed, people=2, days=6, types=2)
    best = cheapest_by_trying(instance)
    if best is None:
        return
    problem = problem_of(instance)
    search = Search(problem, seed, time.monotonic() + 60)
    Ascent(search, Prices(problem)).run(most_rounds=200)
    assert search.bound <= best
