"""All rows up to a price, against trying every row; and proof step by step over listed rows."""

from __future__ import annotations

import time

import numpy as np
import pytest

from selvstyrt.engine.staffing import deepening as deepening_module
from selvstyrt.engine.staffing import listing
from selvstyrt.engine.staffing.deepening import FEW_ROWS, Deepening
from selvstyrt.engine.staffing.hunt import Hunt
from selvstyrt.engine.staffing.listing import Listed, listed, narrowed, rows_up_to
from selvstyrt.engine.staffing.master import Chosen, Master, Packed, column_of
from selvstyrt.engine.staffing.prices import Prices, pricer_of
from selvstyrt.engine.staffing.problem import Floats, Problem, problem_of
from selvstyrt.engine.staffing.search import Part, Search
from tests.engine.staffing.made_up import lawful_rows, made_up
from tests.engine.staffing.test_bounds import SECONDS, solved

ALL = 10_000


def prices_of_days(seed: int, days: int, types: int) -> Floats:
    return np.round(np.random.default_rng(seed).uniform(-50, 50, (days, types + 1)), 3)


def price_of_cheapest(problem: Problem, price: Floats) -> float:
    priced = pricer_of(problem, 0).price(price)
    assert priced is not None
    return priced.price


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("days", "types"), [(8, 2), (14, 1), (6, 3)])
def test_the_list_is_every_lawful_row_up_to_the_limit(seed: int, days: int, types: int) -> None:
    instance = made_up(seed, people=1, days=days, types=types)
    problem = problem_of(instance)
    price = problem.choice[0] + prices_of_days(seed, days, types)
    place = {shift.id: number for number, shift in enumerate(instance.shifts)} | {"": -1}
    rows = [tuple(place[shift] for shift in row) for row in lawful_rows(instance, 0)]
    cost = {row: float(price[np.arange(days), row].sum()) for row in rows}
    for limit in (-40.0, 0.0, 60.0, 1e6):
        found = rows_up_to(problem, 0, price, limit, ALL)
        assert found is not None
        expected = sorted(row for row in rows if cost[row] <= limit)
        assert sorted(tuple(int(each) for each in row) for row in found) == expected
    if len(rows) > 1:
        assert rows_up_to(problem, 0, price, 1e6, len(rows)) is not None
        assert rows_up_to(problem, 0, price, 1e6, len(rows) - 1) is None


def test_listing_gives_up_after_its_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = problem_of(made_up(1, people=1, days=14, types=2, gentle=True))
    price = problem.choice[0] + prices_of_days(1, 14, 2)
    limit = price_of_cheapest(problem, price) + 10
    rows = rows_up_to(problem, 0, price, limit, ALL)
    assert rows is not None
    assert len(rows) > 0
    monkeypatch.setattr(listing, "MOST_STEPS", 10)
    assert rows_up_to(problem, 0, price, limit, ALL) is None
    monkeypatch.setattr(listing, "MOST_STEPS", 1_000_000)
    assert rows_up_to(problem, 0, price, limit, ALL) is not None
    monkeypatch.setattr(listing, "MOST_STATES", 10)
    assert rows_up_to(problem, 0, price, limit, ALL) is None


def test_a_listed_pricer_finds_the_cheapest_of_its_rows() -> None:
    price = prices_of_days(3, 4, 2)
    rows = np.array([[0, 1, -1, -1], [1, 1, 0, -1], [-1, -1, -1, -1]], dtype=np.int16)
    costs = [float(price[np.arange(4), row].sum()) for row in rows]
    priced = Listed.of(rows, 2).price(price)
    assert priced is not None
    assert priced.bound == priced.price == pytest.approx(min(costs))
    assert priced.row is not None
    assert priced.row.tolist() == rows[int(np.argmin(costs))].tolist()
    price[:, -1] = np.inf
    assert Listed.of(rows, 2).price(price) is None
    assert not Listed.of(rows, 2).is_possible(price)
    assert not Listed.of(rows[:0], 2).is_possible(price)


def rooted(seed: int) -> tuple[Search, Hunt, int]:
    instance, best = solved(seed)
    search = Search(problem_of(instance), seed, time.monotonic() + SECONDS)
    hunt = Hunt(search, Part.PROVE)
    hunt.generator.run()
    search.cost = best + 3
    return search, hunt, best


@pytest.mark.parametrize("few", [0, FEW_ROWS])
@pytest.mark.parametrize("seed", range(6))
def test_the_best_roster_is_among_the_listed_rows_of_its_cost_and_none_is_cheaper(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deepening_module, "FEW_ROWS", few)
    monkeypatch.setattr(deepening_module, "FIRST_NODES", 1)
    search, hunt, best = rooted(seed)
    deepening = Deepening(hunt.generator)
    asked = False
    while not deepening.is_done and not search.is_over:
        assert search.bound <= best
        deepening.work(20)
        asked |= deepening.is_asked
    assert (search.cost, search.bound) == (best, best)
    assert not (asked and few == 0)
    fresh = Search(search.problem, seed, time.monotonic() + SECONDS)
    rows = listed(fresh, Prices(search.problem), deepening.duals, best + 1)
    assert rows is not None
    masks = rows.choices
    assert search.rows is not None
    assert all(masks[person][search.problem.every_day, row].all() for person, row in search.rows.items())


def test_highs_finds_the_roster_in_the_list_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deepening_module, "FEW_ROWS", listing.MOST_ROWS)
    found = 0
    for seed in range(4):
        search, hunt, best = rooted(seed)
        deepening = Deepening(hunt.generator)
        deepening._turn()
        deepening._choose()
        assert deepening.is_asked == (deepening.tree is not deepening.whole)
        found += deepening.is_asked and search.cost == best
        assert search.bound <= best
    assert found > 0


@pytest.mark.parametrize("is_certain", [True, False])
def test_the_bound_rises_only_where_highs_is_certain(is_certain: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    rows = deepening._rows(best + 2, 0.1)
    assert rows is not None
    search.bound = best - 2
    deepening.tree = deepening._tree(rows, best - 1, proves=True)
    monkeypatch.setattr(deepening_module, "FEW_ROWS", rows.count)
    monkeypatch.setattr(Master, "choose", lambda *_: Chosen(None, is_certain))
    deepening._choose()
    assert deepening.is_asked
    assert search.bound == best - (1 if is_certain else 2)


def test_without_lists_the_tree_bars_choices_and_comes_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS", -1)
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    assert deepening.tree.duals is not None
    while not deepening.is_done and not search.is_over and search.cost != best:
        deepening.work(20)
    assert search.cost == best
    assert search.bound <= best


def test_far_from_the_bound_the_tree_of_all_rosters_goes_on_and_highs_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(listing, "NEAR", -1)
    monkeypatch.setattr(deepening_module, "FIRST_NODES", 0)
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    while not deepening.is_done and not search.is_over:
        deepening.work(3)
        assert deepening.tree is deepening.whole
        assert not deepening.is_asked
        assert search.bound <= best
    assert (search.cost, search.bound) == (best, best)


@pytest.mark.parametrize("noise", [0.0, 0.2])
@pytest.mark.parametrize("seed", range(4))
def test_narrower_lists_keep_every_row_of_a_roster_within_the_gap(seed: int, noise: float) -> None:
    search, hunt, best = rooted(seed)
    deepening = Deepening(hunt.generator)
    while not deepening.is_done and not search.is_over and search.cost != best:
        deepening.work(20)
    assert search.rows is not None
    fresh = Search(search.problem, seed, time.monotonic() + SECONDS)
    rows = listed(fresh, Prices(search.problem), deepening.duals, best + 5)
    assert rows is not None
    over, under = search.problem.over, search.problem.under
    duals = deepening.duals + noise * np.random.default_rng(seed).standard_normal(len(deepening.duals))
    duals = np.clip(duals, -over, under)
    grid = rows.grid(duals)
    total = sum(priced.bound for person in range(search.problem.people) if (priced := rows.cheapest(person, grid)))
    gap = best - total - float(search.problem.need @ duals)
    fewer = narrowed(rows, duals, {}, gap)
    assert fewer is not None
    kept = [{row.tobytes() for row in pricer.rows} for pricer in fewer.prices.pricers if isinstance(pricer, Listed)]
    assert all(row.tobytes() in kept[person] for person, row in search.rows.items())
    columns = [column_of(search.problem, person, row) for person, row in search.rows.items()]
    assert not fewer.shuts(Packed(columns)).any()
    gone = [
        (person, row)
        for person, pricer in enumerate(rows.pricers)
        for row in pricer.rows
        if row.tobytes() not in kept[person]
    ]
    assert gone
    dropped = [column_of(search.problem, person, row) for person, row in gone]
    assert fewer.shuts(Packed(dropped)).all()
    mask = rows.choices[0].copy()
    day, choice = 3, int(search.rows[0][3])
    mask[day, np.arange(mask.shape[1]) != choice % mask.shape[1]] = False
    held = narrowed(rows, duals, {0: mask}, gap)
    assert held is not None
    assert {int(row[day]) for row in held.prices.pricers[0].rows} == {choice}
    none = narrowed(rows, duals, {0: np.zeros_like(rows.choices[0])}, gap)
    assert none is None


def test_a_choice_that_is_cut_off_is_not_certain() -> None:
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    fresh = Search(search.problem, 0, time.monotonic() + SECONDS)
    rows = listed(fresh, Prices(search.problem), deepening.duals, best + 5)
    assert rows is not None
    columns = [
        column_of(search.problem, person, row) for person, pricer in enumerate(rows.pricers) for row in pricer.rows
    ]
    master = Master(search.problem, range(search.problem.people), search.problem.need)
    late = master.choose(columns, best - 1, 1000, -1.0)
    assert (late.rows, late.is_certain) == (None, False)
    told = master.choose(columns, best - 1, 1000, 60.0)
    assert told.is_certain
    assert told.rows is None or search.problem.cost(told.rows) == best
    found = master.choose(columns, best, 1000, 60.0)
    assert found.rows is not None
    assert search.problem.cost(found.rows) == best
