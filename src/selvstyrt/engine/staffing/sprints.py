"""Sprints over likely rows (spurter): short trees beside the one that proves, which may meet a roster soon.

Whether a tree meets a roster soon is luck: short ones that branch otherwise each time find one sooner than a long one
(Gomes, C., Selman, B. and Kautz, H.: Boosting combinatorial search through randomization, AAAI 1998).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from selvstyrt.engine.staffing.listing import Lists
from selvstyrt.engine.staffing.tree import Tree

PARTS = (0.3, 0.5, 0.4, 0.2, 0.6, 0.8)
"""Likely rows are those that take up at most such a part of the room above the bound; the sprints go round."""
MOST_ROWS = 60_000
"""No sprint over more rows."""
NODES = 75
EVERY = 150
EVERY_WHOLE = 15
"""After so many parts of the tree that proves comes a sprint; the second where it is not over lists, and slow."""
JITTER = 0.1
"""How much chance has a say in a sprint, from the second over the same rows on."""

ListRows = Callable[[int, float], Lists | None]
"""The likely rows of rosters below a cost, those within such a part of the room; None when they are too many."""
MakeTree = Callable[[Lists, int, float], Tree]
"""A tree over listed rows for rosters below a cost, with such a jitter, that proves nothing."""


class Sprints:
    """The sprints for rosters below one cost, and then below the next."""

    def __init__(self, listed: ListRows, tree_of: MakeTree) -> None:
        self.listed, self.tree_of = listed, tree_of
        self.below = 0
        self.every = EVERY_WHOLE
        self.parts: deque[float] = deque()
        self.rows: dict[float, Lists] = {}
        self.waited = 0

    def begin(self, below: int, *, every: int) -> None:
        """From now on rosters cheaper than `below`, after every so many parts of the other tree."""
        self.below, self.every, self.parts, self.rows, self.waited = below, every, deque(PARTS), {}, 0

    def after(self, nodes: int) -> int:
        """Told that so many parts of the other tree were worked on; a sprint when its time has come, and its length."""
        self.waited += nodes
        if self.waited < self.every or not self.parts:
            return 0
        self.waited = 0
        part = self.parts[0]
        is_first = part not in self.rows
        if is_first and not self._list(part):
            return 0
        self.parts.rotate(-1)
        tree = self.tree_of(self.rows[part], self.below, 0.0 if is_first else JITTER)
        tree.work(NODES)
        if not tree.open:  # no use in the same rows again, nor in fewer
            self._leave(each for each in self.parts if each <= part)
        return tree.worked

    def _list(self, part: float) -> bool:
        """List the rows within the part; False when they are too many, or those of another part."""
        rows = self.listed(self.below, part)
        if rows is None or rows.count > MOST_ROWS:
            self._leave(each for each in self.parts if each >= part)
            return False
        if any(other.count == rows.count for other in self.rows.values()):
            self._leave([part])
            return False
        self.rows[part] = rows
        return True

    def _leave(self, parts: Iterable[float]) -> None:
        left = set(parts)
        self.parts = deque(each for each in self.parts if each not in left)
