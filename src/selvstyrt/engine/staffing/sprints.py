"""Sprints over likely rows (spurter): short trees beside the one that proves, which may meet a roster soon.

Whether a tree meets a roster soon is luck: short ones that branch otherwise each time find one sooner than a long one
(Gomes, C., Selman, B. and Kautz, H.: Boosting combinatorial search through randomization, AAAI 1998).
"""

from __future__ import annotations

from collections.abc import Callable

from selvstyrt.engine.staffing.listing import Lists
from selvstyrt.engine.staffing.search import Search
from selvstyrt.engine.staffing.tree import Tree

PARTS = (0.2, 0.6)
"""Likely rows are those that take up at most a part of the room above the bound: one between these, by chance."""
NARROW = 0.01
"""Between parts as near to each other as that there is nothing more to try."""
MOST_ROWS = 60_000
"""No sprint over more rows."""
NODES = 45
EVERY = 150
EVERY_WHOLE = 5
"""After so many parts of the tree that proves comes a sprint; the second where it is not over lists, and slow."""

ListRows = Callable[[int, float], Lists | None]
"""The likely rows of rosters below a cost, those within such a part of the room; None when they are too many."""
MakeTree = Callable[[Lists, int], Tree]
"""A tree over listed rows for rosters below a cost, that branches by chance and proves nothing."""


class Sprints:
    """The sprints for rosters below one cost, and then below the next."""

    def __init__(self, search: Search, listed: ListRows, tree_of: MakeTree) -> None:
        self.search, self.listed, self.tree_of = search, listed, tree_of
        self.below = self.waited = 0
        self.every = EVERY_WHOLE
        self.least, self.most = PARTS
        """A part that holds no such roster, or nearly, and one with too many rows, or nearly."""

    def begin(self, below: int) -> None:
        """From now on rosters cheaper than `below`."""
        self.below, self.waited = below, 0
        self.least, self.most = PARTS

    def after(self, nodes: int) -> None:
        """Told that so many parts of the other tree were worked on; a sprint when its time has come."""
        self.waited += nodes
        is_of_use = self.search.bound < self.below and self.most - self.least > NARROW and not self.search.is_over
        if self.waited < self.every or not is_of_use:
            return
        self.waited = 0
        part = float(self.search.rng.uniform(self.least, self.most))
        rows = self.listed(self.below, part)
        if rows is None or rows.count > MOST_ROWS:
            self.most = part
            return
        tree = self.tree_of(rows, self.below)
        tree.work(NODES)
        if not tree.open and not tree.aside:  # no such roster has these rows, nor fewer
            self.least = part
