"""No bound is ever above the true optimum, which plain CP-SAT finds; none is printed above the cost of a roster."""

from __future__ import annotations

import functools
import os
import time

import numpy as np
import pytest

from benchmarks.peers.plain_cpsat import solve as solve_plainly
from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.compact import Compact
from selvstyrt.engine.staffing.hunt import Hunt
from selvstyrt.engine.staffing.instance import Instance
from selvstyrt.engine.staffing.master import INFINITE, Master, column_of
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Floats, Problem, problem_of
from selvstyrt.engine.staffing.search import Part, Search
from selvstyrt.engine.staffing.solve import Status, solve
from tests.engine.staffing.made_up import made_up

INSTANCES = int(os.environ.get("SELVSTYRT_RANDOM_STAFFING", "10"))
"""How many made-up instances; more find more."""
SECONDS = 60
WILD = 300.0


class Told:
    """Remembers the highest bound that a search told of."""

    highest = 0

    def __call__(self, search: Search) -> None:
        self.highest = max(self.highest, search.bound)


@functools.cache
def solved(seed: int) -> tuple[Instance, int]:
    """A made-up instance and its true optimum."""
    instance = made_up(seed, people=3 + seed % 4, days=14, types=1 + seed % 3, gentle=True)
    plain = solve_plainly(instance, SECONDS, 2)
    assert plain.is_proven
    assert plain.roster is not None
    return instance, check(instance, plain.roster).cost


def value_at(problem: Problem, prices: Prices, duals: Floats, worth: float) -> float:
    """The worth and what the cheapest rows of all people cost at these duals."""
    grid = prices.grid(duals)
    priced = [prices.cheapest(person, grid) for person in range(problem.people)]
    return worth + sum(each.bound for each in priced if each is not None)


@pytest.mark.parametrize("seed", range(INSTANCES))
def test_no_arm_ever_tells_of_a_bound_above_the_optimum(seed: int) -> None:
    instance, best = solved(seed)
    for part in (Part.ALONE, Part.PROVE):
        search = Search(problem_of(instance), seed, time.monotonic() + SECONDS)
        search.exchange = Told()
        Hunt(search, part).run()
        assert max(search.bound, search.exchange.highest) <= best <= (search.cost or 0)
        assert not search.is_refuted
    compact = Search(problem_of(instance), seed, time.monotonic() + SECONDS)
    Compact(compact).run()
    assert compact.bound <= best
    assert compact.cost is None or compact.cost >= best


@pytest.mark.parametrize("counted", [1, 2_000_000_000])
def test_bounds_hold_however_bad_the_duals_are_and_raw_duals_would_not_do(
    counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selvstyrt.engine.staffing.pricing.MOST_STEPS", counted)
    false = 0
    for seed in range(INSTANCES):
        instance, best = solved(seed)
        problem = problem_of(instance)
        prices = Prices(problem)
        master = Master(problem, range(problem.people), problem.need, spare=2)
        everything = np.arange(len(problem.need))
        master.fill_spare(0, everything, everything[:0])
        master.bind_spare(0, 0.0, INFINITE)
        master.fill_spare(1, everything[:3], everything[:3])
        master.bind_spare(1, -INFINITE, 3.0 * problem.people)
        master.solve()
        rng = np.random.default_rng(seed)
        for low, spread in ((-1.0, 1.0), (-20.0, 20.0), (-WILD, WILD), (WILD, 2 * WILD)):
            master.need_duals = rng.uniform(low, spread, len(problem.need))
            master.spare_duals = rng.uniform(-spread, spread, 2)
            duals, worth = master.safe_duals()
            assert value_at(problem, prices, duals, worth) <= best + 1e-6
            raw = master.need_duals
            false += value_at(problem, prices, raw, float(problem.need @ raw)) > best
    assert false > 0


def test_a_linear_program_that_was_cut_off_gives_no_false_bound() -> None:
    for seed in range(INSTANCES):
        instance, best = solved(seed)
        problem = problem_of(instance)
        prices = Prices(problem)
        master = Master(problem, range(problem.people), problem.need)
        master.highs.setOptionValue("simplex_iteration_limit", seed)
        grid = prices.grid(problem.under)
        for person in range(problem.people):
            priced = prices.cheapest(person, grid)
            assert priced is not None
            assert priced.row is not None
            master.add([column_of(problem, person, priced.row)])
        for _ in range(20):
            master.solve()
            duals, worth = master.safe_duals()
            assert value_at(problem, prices, duals, worth) <= best + 1e-6
            grid = prices.grid(duals)
            for person in range(problem.people):
                priced = prices.cheapest(person, grid)
                assert priced is not None
                assert priced.row is not None
                master.add([column_of(problem, person, priced.row)])


def test_the_compact_bound_holds_at_any_duals() -> None:
    for seed in range(INSTANCES):
        instance, best = solved(seed)
        compact = Compact(Search(problem_of(instance), seed, time.monotonic() + SECONDS))
        rng = np.random.default_rng(seed)
        for spread in (0.0, 1.0, WILD):
            duals = rng.uniform(-spread, spread, len(compact.program.lows))
            bound, _ = compact.program.bound_at(duals, compact.least, compact.most)
            assert bound <= best + 1e-6


def test_a_bound_that_a_roster_refutes_is_thrown_away_and_nothing_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, _ = solved(2)
    false: list[float] = []

    def too_high(search: Search) -> None:
        false.append(1.0)
        search.raise_bound(10**6)

    monkeypatch.setattr("selvstyrt.engine.staffing.hunt.Hunt._solve_root", lambda hunt, duals: too_high(hunt.search))
    monkeypatch.setattr("selvstyrt.engine.staffing.race.is_small", lambda problem: False)
    outcome = solve(instance, time_limit_s=1, workers=1)
    assert false
    assert outcome.is_bound_refuted
    assert outcome.bound == 0
    assert outcome.status is Status.FEASIBLE
    assert outcome.roster is not None
    assert check(instance, outcome.roster).cost == outcome.objective
