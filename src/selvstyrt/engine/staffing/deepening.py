"""Proof step by step (fordypning): look for a roster as cheap as the bound; when there is none the bound rises by one.

So little room above the bound leaves few rows to choose from. Where they can be listed the tree needs no others, and
its parts cost a hundredth. Where they cannot, it is one over all rows, from which choices are barred that no better
roster has. Between its parts come sprints over likely rows alone, which prove nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from selvstyrt.engine.staffing.diving import Dive, Manner
from selvstyrt.engine.staffing.generation import Generator
from selvstyrt.engine.staffing.listing import Lists, is_near, listed
from selvstyrt.engine.staffing.master import Column, Master, column_of
from selvstyrt.engine.staffing.problem import NO_ROSTER, Flags
from selvstyrt.engine.staffing.sprints import EVERY, EVERY_WHOLE, Sprints
from selvstyrt.engine.staffing.tree import Tree

SPARE_ROWS = 400
FEW_ROWS = 25_000
"""So few listed rows are given to HiGHS as one integer program, when the tree over them is not soon done."""
FIRST_NODES = 1500
PART = 0.3
"""It may take this part of the time that is left."""
MOST_NODES = 2**31 - 1
JITTER = 0.3
"""How much chance has a say in what a sprint branches on."""


class Deepening:
    """Trees over the columns of one root: one of all rosters, and one for those as cheap as each bound."""

    def __init__(self, root: Generator, *, lists: bool = True) -> None:
        """`root` is solved further, to its end; without `lists` rows are never listed."""
        self.root, self.search, self.lists = root, root.search, lists
        root.master.restrict({})
        root.run()
        self.search.raise_bound(root.bound)
        problem = self.search.problem
        duals = root.master.need_duals if root.center is None else root.center
        self.duals = np.clip(duals, -problem.over, problem.under)
        self.sprints = Sprints(self.search, self._rows, self._sprint)
        self.is_asked = False
        """True when HiGHS was asked about the rows of the tree at hand."""
        self.whole = Tree(Generator(self.search, root.prices, root.pool, self._master(None)), self.duals, NO_ROSTER)
        """The tree of all rosters, worked on where the bound is far off or no step leads further."""
        self.tree = self.whole
        self.stepped = -1
        """The bound from which the last step was tried."""
        self.is_done = False
        """True when there is nothing more to do; without a proof when parts of a tree had to be left aside."""

    def work(self, nodes: int) -> None:
        """Work on so many parts of the trees; the next tree begins when the bound has risen."""
        while nodes > 0 and not self.is_done and not self.search.is_over:
            self._turn()
            before = self.tree.worked
            self.tree.work(min(nodes, self.sprints.every))
            done = max(self.tree.worked - before, 1)
            nodes -= done
            if self.search.is_over:
                return
            if self.tree.worked >= FIRST_NODES and self.tree.open:
                self._choose()
            self.is_done = self.tree is self.whole and not self.tree.open and not self._is_due
            if self.lists:
                self.sprints.after(done)

    @property
    def _is_due(self) -> bool:
        """True near the bound where it has risen since the last step."""
        return self.lists and is_near(self.search) and self.search.bound > self.stepped

    def _turn(self) -> None:
        """Turn to the tree that is worth working on: near the bound step by step, else that of all rosters."""
        tree = self.tree
        if self._is_due:
            self.stepped = self.search.bound
            self.tree = self._next()
        elif not tree.open or tree.below <= self.search.bound:
            self.tree = self.whole
        self.sprints.every = EVERY_WHOLE if self.tree is self.whole else EVERY

    def dive(self, manner: Manner) -> bool:
        """Dive where the bound is lowest, then without the tree; True when the best roster is better for it."""
        return self.tree.dive(manner) or Dive(self.root, manner).run()

    def _next(self) -> Tree:
        """The tree of the rosters that cost no more than the bound; where their rows are too many, that of all."""
        below = self.search.bound + 1
        self.is_asked = False
        rows = self._rows(below)
        return self.whole if rows is None else self._tree(rows, below, proves=True)

    def _rows(self, below: int, part: float = 1.0) -> Lists | None:
        """The rows, or the likely ones, of rosters cheaper than `below`; None when they are too many."""
        return listed(self.search, self.root.prices, self.duals, below, part)

    def _tree(self, rows: Lists, below: int, *, proves: bool, jitter: float = 0.0) -> Tree:
        """A tree over listed rows."""
        generator = Generator(self.search, rows, self.root.pool, self._master(rows.choices))
        return Tree(generator, None, below, proves=proves, jitter=jitter)

    def _sprint(self, rows: Lists, below: int) -> Tree:
        return self._tree(rows, below, proves=False, jitter=JITTER)

    def _master(self, masks: Mapping[int, Flags] | None) -> Master:
        """A master of its own with the root's columns, or those of them that are within the masks."""
        problem = self.search.problem
        master = Master(problem, range(problem.people), problem.need, SPARE_ROWS)
        columns: list[Column] = self.root.master.columns
        days = problem.every_day
        master.add(each for each in columns if masks is None or masks[each.person][days, each.row].all())
        return master

    def _choose(self) -> None:
        """Once for a tree over few listed rows: HiGHS finds a roster or shows that none is so cheap."""
        rows, below, problem = self.tree.prices, self.tree.below, self.search.problem
        if self.is_asked or not isinstance(rows, Lists) or rows.count > FEW_ROWS:
            return
        self.is_asked = True
        columns = [column_of(problem, person, row) for person, each in enumerate(rows.listed) for row in each.rows]
        master = Master(problem, range(problem.people), problem.need)
        seconds = PART * self.search.seconds_left
        chosen = master.choose(columns, below - 1, MOST_NODES, seconds, lambda: self.search.is_over)
        if chosen.rows is not None:
            self.search.offer(chosen.rows)
        if chosen.is_certain and (chosen.rows is None or problem.cost(chosen.rows) >= below):
            self.search.raise_bound(below)
