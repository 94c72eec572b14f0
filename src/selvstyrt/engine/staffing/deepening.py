"""Proof step by step (fordypning): look for a roster as cheap as the bound; when there is none the bound rises by one.

So little room above the bound leaves few rows to choose from. Where they can be listed the tree needs no others, and
its parts cost a hundredth; where they cannot, it bars the choices that none of them has.
"""

from __future__ import annotations

import numpy as np

from selvstyrt.engine.staffing.diving import Dive, Manner
from selvstyrt.engine.staffing.generation import Generator
from selvstyrt.engine.staffing.listing import Listed, choices_in, listed
from selvstyrt.engine.staffing.master import Column, Master, column_of
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.tree import Tree

SPARE_ROWS = 400
FEW_ROWS = 25_000
"""So few listed rows are first given to HiGHS as one integer program."""
PART = 0.3
"""It may take this part of the time that is left."""
MOST_NODES = 2**31 - 1


class Deepening:
    """Trees over the columns of one root, each for rosters as cheap as the bound is then."""

    def __init__(self, root: Generator) -> None:
        """`root` is solved further, to its end."""
        self.root, self.search = root, root.search
        root.master.restrict({})
        root.run()
        self.search.raise_bound(root.bound)
        problem = self.search.problem
        duals = root.master.need_duals if root.center is None else root.center
        self.duals = np.clip(duals, -problem.over, problem.under)
        self.tree = self._next()
        self.is_done = False
        """True when there is nothing more to do; without a proof when parts of a tree had to be left aside."""

    def work(self, nodes: int) -> None:
        """Work on so many parts of the tree; the next tree begins when the bound has risen."""
        if self.is_done:
            return
        if self.tree.below <= self.search.bound:
            self.tree = self._next()
        if self.tree.below > self.search.bound:
            self.tree.work(nodes)
        self.is_done = not self.tree.open and self.tree.below > self.search.bound

    def dive(self, manner: Manner) -> bool:
        """Dive where the bound is lowest, then without the tree; True when the best roster is better for it."""
        return self.tree.dive(manner) or Dive(self.root, manner).run()

    def _next(self) -> Tree:
        """The tree of the rosters that cost no more than the bound."""
        below, problem = self.search.bound + 1, self.search.problem
        rows = listed(self.search, self.root.prices, self.duals, below)
        master = Master(problem, range(problem.people), problem.need, SPARE_ROWS)
        columns: list[Column] = self.root.master.columns
        if rows is None:
            master.add(columns)
            return Tree(Generator(self.search, self.root.prices, self.root.pool, master), self.duals, below)
        if sum(len(pricer.rows) for pricer in rows.pricers if isinstance(pricer, Listed)) <= FEW_ROWS:
            self._choose(rows, below, master)
        masks = choices_in(rows)
        days = problem.every_day
        master.add(column for column in columns if masks[column.person][days, column.row].all())
        return Tree(Generator(self.search, rows, self.root.pool, master), None, below)

    def _choose(self, rows: Prices, below: int, master: Master) -> None:
        """The listed rows as one integer program: a roster, or the proof that none is so cheap, when there is time."""
        problem, columns = self.search.problem, list[Column]()
        for person, pricer in enumerate(rows.pricers):
            assert isinstance(pricer, Listed)
            if not len(pricer.rows):
                self.search.raise_bound(below)
                return
            columns += [column_of(problem, person, row) for row in pricer.rows]
        chosen = master.choose(columns, below - 1, MOST_NODES, PART * self.search.seconds_left)
        if chosen.rows is not None:
            self.search.offer(chosen.rows)
        elif chosen.is_certain:
            self.search.raise_bound(below)
