"""First rosters."""

from __future__ import annotations

import time

import pytest

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.search import Search
from selvstyrt.engine.staffing.start import drafted_rows
from tests.engine.staffing.made_up import made_up


@pytest.mark.parametrize("seed", range(10))
def test_a_draft_of_two_weeks_at_a_time_is_a_lawful_roster(seed: int) -> None:
    instance = made_up(seed, people=6, days=56, types=3, gentle=True)
    problem = problem_of(instance)
    search = Search(problem, seed, time.monotonic() + 60)
    rows = drafted_rows(search, Prices(problem))
    assert rows is not None
    verdict = check(instance, problem.roster(rows))
    assert verdict.is_legal
    assert verdict.cost == search.cost
