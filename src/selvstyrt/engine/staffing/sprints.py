"""Sprints over likely rows (spurter): short trees beside the one that proves, which may meet a roster soon.

Whether a tree meets a roster soon is luck: short ones that branch otherwise each time find one sooner than a long one
(Gomes, C., Selman, B. and Kautz, H.: Boosting combinatorial search through randomization, AAAI 1998).
"""

from __future__ import annotations

from collections.abc import Callable

from selvstyrt.engine.staffing.listing import Lists, is_near
from selvstyrt.engine.staffing.search import Search
from selvstyrt.engine.staffing.tree import Tree

AHEAD = 3
"""The roster looked for is cheaper than the bound and one to so much: the bound may still have to rise."""
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
    """The sprints beside the trees of one root."""

    def __init__(self, search: Search, listed: ListRows, tree_of: MakeTree) -> None:
        self.search, self.listed, self.tree_of = search, listed, tree_of
        self.every, self.waited = EVERY_WHOLE, 0
        self.parts: dict[int, tuple[float, float]] = {}
        """For each cost to stay below: a part that holds no such roster, and one with too many rows, as far as seen."""

    def after(self, nodes: int) -> None:
        """Told that so many parts of the other tree were worked on; near the bound a sprint when its time has come."""
        self.waited += nodes
        search = self.search
        if self.waited < self.every or search.is_over or search.cost is None or not is_near(search):
            return
        below = search.bound + 1 + int(search.rng.integers(min(AHEAD, search.cost - search.bound)))
        least, most = self.parts.get(below, PARTS)
        if most - least <= NARROW:
            return
        self.waited = 0
        part = float(search.rng.uniform(least, most))
        rows = self.listed(below, part)
        if rows is None or rows.count > MOST_ROWS:
            self.parts[below] = least, part
            return
        tree = self.tree_of(rows, below)
        tree.work(NODES)
        if not tree.open and not tree.aside:  # no such roster has these rows, nor fewer
            self.parts[below] = part, most
