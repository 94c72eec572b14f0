"""Pricing against trying every row."""

from __future__ import annotations

import numpy as np
import pytest

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.prices import Prices, pricer_of
from selvstyrt.engine.staffing.problem import problem_of
from tests.engine.staffing.made_up import alone, lawful_rows, made_up


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("days", "types"), [(8, 2), (12, 1), (6, 3)])
def test_the_cheapest_row_is_the_cheapest_of_all_lawful_rows(seed: int, days: int, types: int) -> None:
    instance = made_up(seed, people=1, days=days, types=types)
    problem = problem_of(instance)
    rng = np.random.default_rng(seed)
    price = problem.choice[0] + np.round(rng.uniform(-50, 50, (days, types + 1)), 3)
    rows = problem_rows(instance)
    priced = pricer_of(problem, 0).price(price)
    if not rows:
        assert priced is None
        return
    least = min(float(price[np.arange(days), row].sum()) for row in rows)
    assert priced is not None
    assert priced.price == pytest.approx(least)
    assert priced.bound == pytest.approx(least)
    assert price[np.arange(days), priced.row].sum() == pytest.approx(least)
    assert check(alone(instance, 0), problem_of(alone(instance, 0)).roster({0: priced.row})).is_legal


def problem_rows(instance):  # type: ignore[no-untyped-def]
    letters = {shift.id: place for place, shift in enumerate(instance.shifts)} | {"": -1}
    return [np.array([letters[shift] for shift in row]) for row in lawful_rows(instance, 0)]


def test_a_limit_that_is_too_wide_to_count_still_gives_a_lawful_row_and_a_true_bound(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("selvstyrt.engine.staffing.pricing.MOST_STEPS", 1)
    found = 0
    for seed in range(20):
        instance = made_up(seed, people=1, days=8, types=2)
        problem = problem_of(instance)
        price = problem.choice[0] + np.random.default_rng(seed).uniform(-50, 50, (8, 3))
        priced = pricer_of(problem, 0).price(price)
        rows = problem_rows(instance)
        if priced is None or not rows:
            continue
        least = min(float(price[np.arange(8), row].sum()) for row in rows)
        found += priced.bound < priced.price
        assert priced.bound <= least + 1e-9 <= priced.price + 2e-9
        assert check(alone(instance, 0), problem_of(alone(instance, 0)).roster({0: priced.row})).is_legal
    assert found > 0


def test_a_mask_holds() -> None:
    instance = next(each for seed in range(50) if len(problem_rows(each := made_up(seed, people=1, days=8))) > 20)
    problem = problem_of(instance)
    prices = Prices(problem)
    grid = prices.grid(np.zeros(len(problem.need)))
    for row in problem_rows(instance)[:20]:
        mask = np.zeros((8, 3), dtype=np.bool_)
        mask[np.arange(8), row] = True
        priced = prices.cheapest(0, grid, mask)
        assert priced is not None
        assert priced.row.tolist() == row.tolist()
