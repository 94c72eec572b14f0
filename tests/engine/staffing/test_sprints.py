"""Sprints over likely rows: when they come, over which rows, and that they prove nothing."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from selvstyrt.engine.staffing import deepening as deepening_module
from selvstyrt.engine.staffing import listing, sprints
from selvstyrt.engine.staffing.deepening import Deepening
from selvstyrt.engine.staffing.sprints import EVERY, EVERY_WHOLE, JITTER, NODES, Sprints
from selvstyrt.engine.staffing.tree import Tree
from tests.engine.staffing.test_listing import rooted

PARTS = {0.3: 30, 0.5: 50, 0.4: 40, 0.2: 20, 0.6: 60, 0.8: 80}


class Made:
    """Sprints over made-up lists, and what trees were asked for."""

    def __init__(self, counts: Mapping[float, int | None], exhausts: int = 0) -> None:
        self.asked: list[tuple[int, int, float]] = []
        self.counts, self.exhausts = counts, exhausts
        self.sprints = Sprints(self._listed, self._tree)
        self.sprints.begin(7, every=10)

    def _listed(self, below: int, part: float) -> Any:
        assert below == 7
        count = self.counts[part]
        return None if count is None else SimpleNamespace(count=count)

    def _tree(self, rows: Any, below: int, jitter: float) -> Any:
        self.asked.append((rows.count, below, jitter))
        tree = SimpleNamespace(open=[] if rows.count == self.exhausts else [1], worked=0)

        def work(nodes: int) -> None:
            tree.worked += nodes

        tree.work = work
        return tree

    def counts_of(self, rounds: int) -> list[int]:
        for _ in range(rounds):
            self.sprints.after(10)
        return [count for count, _, _ in self.asked]


def test_a_sprint_comes_after_so_many_parts_and_tells_how_long_it_was() -> None:
    made = Made(PARTS)
    assert [made.sprints.after(4) for _ in range(6)] == [0, 0, NODES, 0, 0, NODES]
    assert Sprints(made._listed, made._tree).after(1000) == 0, "no cost to stay below yet"


def test_sprints_go_round_and_chance_has_a_say_from_the_second_over_the_same_rows_on() -> None:
    made = Made(PARTS)
    assert made.counts_of(7) == [30, 50, 40, 20, 60, 80, 30]
    assert [below for _, below, _ in made.asked] == [7] * 7
    assert [jitter for _, _, jitter in made.asked] == [0.0] * 6 + [JITTER]


@pytest.mark.parametrize("count", [None, sprints.MOST_ROWS + 1])
def test_rows_that_are_too_many_are_left_out_with_all_larger_parts(count: int | None) -> None:
    assert Made(PARTS | {0.4: count}).counts_of(7) == [30, 50, 20, 30, 20, 30]


def test_the_same_rows_are_not_taken_twice() -> None:
    assert Made(PARTS | {0.4: 50}).counts_of(8) == [30, 50, 20, 60, 80, 30, 50]


def test_rows_without_such_a_roster_are_left_with_all_fewer() -> None:
    assert Made(PARTS, exhausts=50).counts_of(6) == [30, 50, 60, 80, 60, 80]


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
        while not deepening.is_done and not search.is_proven:
            deepening.work(20)
            assert search.bound <= best
        assert (search.cost, search.bound) == (best, best)
    assert bounds
    assert all(before == after for before, after in bounds)
    assert found > 0, "some roster was met by a sprint"


def test_where_all_rows_are_too_many_sprints_come_sooner(monkeypatch: pytest.MonkeyPatch) -> None:
    search, hunt, best = rooted(0)
    assert EVERY_WHOLE < EVERY
    monkeypatch.setattr(listing, "MOST_ROWS", -1)
    deepening = Deepening(hunt.generator)
    deepening.work(1)
    assert deepening.tree is deepening.whole
    assert deepening.sprints.every == EVERY_WHOLE
    monkeypatch.undo()
    search, hunt, best = rooted(0)
    deepening = Deepening(hunt.generator)
    deepening.work(1)
    assert deepening.tree is not deepening.whole
    assert deepening.sprints.every == EVERY
    assert search.bound <= best


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
