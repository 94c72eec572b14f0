"""Sprints over likely rows: when they come, over which rows, and that they prove nothing."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from selvstyrt.engine.staffing import deepening as deepening_module
from selvstyrt.engine.staffing import listing, sprints
from selvstyrt.engine.staffing.deepening import Deepening
from selvstyrt.engine.staffing.listing import NEAR
from selvstyrt.engine.staffing.sprints import EVERY, EVERY_WHOLE, NODES, PARTS, Sprints
from selvstyrt.engine.staffing.tree import Tree
from tests.engine.staffing.test_listing import rooted


class Made:
    """Sprints over made-up lists, a hundred thousand rows in the whole room, and what they asked for."""

    def __init__(self) -> None:
        self.search = SimpleNamespace(rng=np.random.default_rng(4), bound=6, cost=7, is_over=False)
        self.parts: list[float] = []
        self.belows: list[int] = []
        self.worked: list[int] = []
        self.open: list[int] = [1]
        self.aside: list[int] = []
        self.rows_in_all = 100_000
        search: Any = self.search
        self.sprints = Sprints(search, self._listed, self._tree)
        self.sprints.every = 10

    def _listed(self, below: int, part: float) -> Any:
        self.belows.append(below)
        self.parts.append(part)
        count = int(part * self.rows_in_all)
        return None if count > 250_000 else SimpleNamespace(count=count)

    def _tree(self, rows: Any, below: int) -> Any:
        return SimpleNamespace(open=self.open, aside=self.aside, work=self.worked.append)

    def rounds(self, count: int) -> list[float]:
        before = len(self.parts)
        for _ in range(count):
            self.sprints.after(10)
        return self.parts[before:]


def test_a_sprint_comes_after_so_many_parts_of_the_other_tree() -> None:
    made = Made()
    for _ in range(6):
        made.sprints.after(4)
    assert made.worked == [NODES, NODES]


def test_each_sprint_is_over_other_likely_rows() -> None:
    parts = Made().rounds(60)
    assert len(set(parts)) == 60
    assert min(parts) < PARTS[0] + 0.1
    assert max(parts) > PARTS[1] - 0.1
    assert all(PARTS[0] <= part <= PARTS[1] for part in parts)


@pytest.mark.parametrize("rows_in_all", [sprints.MOST_ROWS * 4, 10_000_000])
def test_rows_that_are_too_many_are_left_out_from_then_on(rows_in_all: int) -> None:
    made = Made()
    made.rows_in_all = rows_in_all
    parts = made.rounds(200)
    too_many = [part for part in parts if int(part * rows_in_all) > sprints.MOST_ROWS]
    assert too_many == sorted(too_many, reverse=True)
    assert len(made.worked) == len(parts) - len(too_many)
    if rows_in_all == 10_000_000:
        assert len(parts) < 20, "nothing left to try"


def test_rows_without_such_a_roster_are_left_with_all_fewer_unless_a_part_was_put_aside() -> None:
    made = Made()
    made.open = []
    parts = made.rounds(200)
    assert parts == sorted(parts)
    assert len(parts) < 20, "nothing left to try"
    made = Made()
    made.open, made.aside = [], [6]
    assert len(made.rounds(60)) == 60


def test_the_roster_looked_for_is_cheaper_than_the_bound_and_a_little_but_never_dearer_than_the_best() -> None:
    made = Made()
    made.search.cost = 6 + NEAR
    made.rounds(40)
    assert set(made.belows) == {7, 8, 9}
    made.belows, made.search.cost = [], 8
    made.rounds(40)
    assert set(made.belows) == {7, 8}


def test_what_is_left_out_for_one_cost_is_not_for_another() -> None:
    made = Made()
    made.search.cost, made.open = 9, []
    made.rounds(300)
    last = {
        below: max(part for part, each in zip(made.parts, made.belows, strict=True) if each == below)
        for below in (7, 8, 9)
    }
    assert all(part > PARTS[1] - 0.05 for part in last.values())


def test_no_sprint_where_it_is_of_no_use() -> None:
    made = Made()
    made.search.is_over = True
    assert made.rounds(3) == []
    made = Made()
    made.search.cost = 6 + NEAR + 1
    assert made.rounds(3) == [], "too far from the bound"
    made = Made()
    made.search.cost = None
    assert made.rounds(3) == [], "no roster yet"


def test_sprints_beside_the_tree_find_the_roster_and_prove_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deepening_module, "EVERY", 1)
    monkeypatch.setattr(deepening_module, "FEW_ROWS", 0)
    bounds: list[tuple[int, int]] = []
    found = 0
    sprinted = Tree.work

    def work(tree: Tree, nodes: int) -> None:
        nonlocal found
        before, cost = tree.search.bound, tree.search.cost
        sprinted(tree, nodes)
        if not tree.proves:
            bounds.append((before, tree.search.bound))
            found += tree.search.cost != cost

    monkeypatch.setattr(Tree, "work", work)
    for seed in range(8):
        search, hunt, best = rooted(seed)
        deepening = Deepening(hunt.generator)
        while not deepening.is_done and not search.is_over:
            deepening.work(20)
            assert search.bound <= best
        assert (search.cost, search.bound) == (best, best)
    assert bounds
    assert all(before == after for before, after in bounds)
    assert found > 0, "some roster was met by a sprint"


def test_beside_the_slow_tree_of_all_rosters_sprints_come_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    assert EVERY_WHOLE < EVERY
    _, hunt, _ = rooted(0)
    deepening = Deepening(hunt.generator)
    deepening.work(1)
    assert deepening.tree is not deepening.whole
    assert deepening.sprints.every == EVERY
    monkeypatch.setattr(listing, "MOST_ROWS", -1)
    _, hunt, _ = rooted(0)
    deepening = Deepening(hunt.generator)
    deepening.work(1)
    assert deepening.tree is deepening.whole
    assert deepening.sprints.every == EVERY_WHOLE


def test_a_tree_that_is_empty_is_not_the_end_where_a_step_is_due() -> None:
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    deepening.whole.open, deepening.whole.aside = [], [search.bound]
    deepening.stepped = search.bound
    deepening.work(1)
    assert deepening.is_done
    deepening.is_done, deepening.stepped = False, search.bound - 1
    while not deepening.is_done and not search.is_over:
        deepening.work(20)
    assert (search.cost, search.bound) == (best, best)


def test_a_bound_that_rises_as_the_tree_ends_is_stepped_from(monkeypatch: pytest.MonkeyPatch) -> None:
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    search.bound = deepening.stepped = best - 1
    deepening.whole.open, deepening.whole.aside = [], [best]
    assert deepening.tree is deepening.whole
    deepening.work(1)
    assert search.bound == best
    assert not deepening.is_done
    while not deepening.is_done and not search.is_over:
        deepening.work(20)
    assert (search.cost, search.bound) == (best, best)


def test_chance_changes_what_a_tree_branches_on_and_a_seed_repeats_it() -> None:
    def choices(seed: int, jitter: float) -> list[object]:
        search, hunt, best = rooted(7)
        search.rng = np.random.default_rng(seed)
        deepening = Deepening(hunt.generator)
        rows = deepening._rows(best + 3)
        assert rows is not None
        search.cost = best + 3
        tree = deepening._tree(rows, best + 3, proves=False, jitter=jitter)
        tree.work(12)
        return [choice for node in sorted(tree.open) for choice in node.choices]

    assert choices(1, 0.5) == choices(1, 0.5)
    assert len({str(choices(seed, 0.5)) for seed in range(6)}) > 1
    assert len({str(choices(seed, 0.0)) for seed in range(3)}) == 1
