"""Branch and price (forgrening): close the last gap between the best roster and the bound.

Where the linear program takes parts of too few, a sum of them over all needs, a type, a week or a day is made whole
first: those rows move the bound most and leave pricing as it is. Then one need, then one choice of one person.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from selvstyrt.engine.staffing.barring import barred_choices
from selvstyrt.engine.staffing.diving import Dive, Manner
from selvstyrt.engine.staffing.generation import Generator
from selvstyrt.engine.staffing.listing import Lists, Narrower, narrowed
from selvstyrt.engine.staffing.master import INFINITE
from selvstyrt.engine.staffing.problem import NO_ROSTER, Flags, Floats, Ints
from selvstyrt.engine.staffing.search import SLACK, rounded_up

FRACTION = 0.01
DEAREST = 1e8
NARROWER = 0.9
"""Listed rows are sifted again where the room above the bound has shrunk to this part."""
TRY_EVERY = 50
"""After so many parts the columns at hand are tried as they are."""
TRY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Limit:
    """A sum over columns for too few and too many, held within whole limits."""

    name: str
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of one person on one day that must or must not be taken."""

    person: int
    day: int
    choice: int
    is_taken: bool


@dataclass(order=True)
class Node:
    """One open part of the tree; the order is that of working: lowest bound first, then deepest, then oldest."""

    bound: int
    height: int
    number: int
    limits: tuple[Limit, ...] = field(compare=False, default=())
    choices: tuple[Choice, ...] = field(compare=False, default=())
    lists: tuple[Narrower, ...] = field(compare=False, default=())
    """Listed rows grown fewer on the way here; the last are those that count."""


class Tree:
    """The tree over one master."""

    def __init__(
        self, generator: Generator, duals: Floats | None, below: int, *, proves: bool = True, jitter: float = 0.0
    ) -> None:
        """Only rosters cheaper than `below` are looked for; where some of them are left out nothing is proven.

        `duals` are those of the root: with them choices are barred that no such roster has; None when that is done.
        With `jitter` chance has a say in what the tree branches on.
        """
        self.below, self.proves, self.jitter = below, proves, jitter
        self.generator, self.search, self.master = generator, generator.search, generator.master
        self.problem = self.search.problem
        self.duals = duals
        self.prices = generator.prices
        self.barred: dict[int, Flags] = {}
        self.barred_at: int | None = None
        self.open: list[Node] = [Node(self.search.bound, 0, 0)]
        self.aside: list[int] = []
        """Bounds of parts that nothing more can be done about, though a better roster may lie in them."""
        self.made = 1
        self.worked = 0
        self.rows: dict[str, int] = {}
        self.groups = _groups(self.problem.day_of, self.problem.shift_of)
        self.sums = {name for kind in self.groups for name in kind}

    def work(self, nodes: int) -> None:
        """Work on so many nodes, or until the tree is empty or time is up."""
        for _ in range(nodes):
            if not self.open or self.search.is_over:
                break
            self._bar()
            node = heapq.heappop(self.open)
            if self._is_beaten(node.bound):
                continue
            children = self._worked(node)
            if children is None:
                heapq.heappush(self.open, node)
                return
            for child in children:
                heapq.heappush(self.open, child)
            self._raise_bound()
        self._raise_bound()

    def dive(self, manner: Manner) -> bool:
        """Dive where the bound is lowest, with the least sums of too few there; True when the best is better.

        Least sums can always be met, by too many elsewhere; what else was decided there would end most dives.
        """
        limits = self.open[0].limits if self.open else ()
        self._apply(Node(0, 0, 0, tuple(each for each in limits if each.most == INFINITE and each.name in self.sums)))
        return Dive(self.generator, manner).run()

    @property
    def cutoff(self) -> int:
        """What a part must stay below to be of interest."""
        return self.below if self.search.cost is None else min(self.search.cost, self.below)

    def _bar(self) -> None:
        """Bar choices anew when rosters must be cheaper than before."""
        if self.duals is not None and self.cutoff != self.barred_at and self.cutoff < NO_ROSTER:
            self.barred_at = self.cutoff
            generator = self.generator
            self.barred = barred_choices(self.search, generator.prices, self.duals, generator.pool, self.cutoff)

    def _raise_bound(self) -> None:
        if self.proves:
            self.search.raise_bound(min([node.bound for node in self.open] + self.aside + [self.cutoff]))

    def _is_beaten(self, bound: float) -> bool:
        return bound >= self.cutoff

    def _worked(self, node: Node) -> list[Node] | None:
        """The node's children; None when time ran out on it.

        A part is closed by its bound alone: what pricing failed to find, or a solution that is whole, closes nothing.
        """
        self.worked += 1
        masks = self._apply(node)
        cutoff = self.cutoff
        is_possible = self.generator.run(masks=masks, cutoff=cutoff)
        while is_possible and not self.master.is_whole and self.master.dear < DEAREST and self.generator.bound < cutoff:
            self.master.make_dearer()
            is_possible = self.generator.run(masks=masks, cutoff=cutoff)
        if self.search.is_over:
            return None
        bound = max(node.bound, rounded_up(self.generator.bound))
        if not is_possible or self._is_beaten(bound):
            return []
        children: list[Node] = []
        node = self._narrowed(node, masks)
        if self.master.is_whole:
            shares = self.master.shares()
            if all(len(each) == 1 for each in shares.values()):
                self.search.offer({person: each[0].column.row for person, each in shares.items()})
            else:
                children = self._tried(node, bound)
        if not children and not self._is_beaten(bound):
            self.aside.append(bound)
        return children

    def _narrowed(self, node: Node, masks: Mapping[int, Flags]) -> Node:
        """The node with fewer listed rows for its children, where its bound leaves much less room than theirs did."""
        generator, rows = self.generator, self.generator.prices
        gap = self.cutoff - 1 + SLACK - generator.bound
        if not isinstance(rows, Lists) or generator.center is None:
            return node
        if gap > NARROWER * (node.lists[-1].gap if node.lists else 1):
            return node
        fewer = narrowed(rows, generator.center, masks, gap)
        return node if fewer is None else replace(node, lists=(*node.lists, fewer))

    def _tried(self, node: Node, bound: int) -> list[Node]:
        """The children; now and then the columns at hand are tried as they are."""
        if self.worked % TRY_EVERY == 0:
            search = self.search
            seconds = min(TRY_SECONDS, search.seconds_left)
            found = self.master.best_choice(self.cutoff - 1, 2000, 10, seconds, lambda: search.is_over)
            if found is not None:
                self.search.offer(found)
        return self._children(node, bound)

    def _children(self, node: Node, bound: int) -> list[Node]:
        for limits in (self._fraction_of_needs(), self._fraction_of_counts()):
            if limits is not None and (limits[0].name in self.rows or len(self.rows) < self.master.spare):
                return [self._child(node, bound, limit=limit) for limit in limits]
        choice = self._fraction_of_choices()
        if choice is None:
            return []
        person, day, shift = choice
        return [self._child(node, bound, choice=Choice(person, day, shift, taken)) for taken in (True, False)]

    def _child(self, node: Node, bound: int, limit: Limit | None = None, choice: Choice | None = None) -> Node:
        self.made += 1
        limits = node.limits if limit is None else (*node.limits, limit)
        choices = node.choices if choice is None else (*node.choices, choice)
        return Node(bound, node.height - 1, self.made, limits, choices, node.lists)

    def _fraction_of_needs(self) -> tuple[Limit, Limit] | None:
        """The first kind of group of needs of which a part of a person is missing, and there the most undecided."""
        under = self.master.under
        for kind in self.groups:
            sums = {name: float(under[members].sum()) for name, members in kind.items()}
            found = self._most_undecided(sums)
            if found is not None:
                return Limit(found, -INFINITE, np.floor(sums[found])), Limit(found, np.ceil(sums[found]), INFINITE)
        return None

    def _fraction_of_counts(self) -> tuple[Limit, Limit] | None:
        """The need whose number of people is least whole."""
        gap = self.master.under - self.master.over
        found = self._most_undecided({f"count {number}": float(value) for number, value in enumerate(gap)})
        if found is None:
            return None
        value = gap[int(found.split()[1])]
        return Limit(found, -INFINITE, np.floor(value)), Limit(found, np.ceil(value), INFINITE)

    def _most_undecided(self, sums: dict[str, float]) -> str | None:
        """The name whose sum is farthest from a whole number, but for the jitter; None when all are whole."""
        far = {name: away for name, value in sums.items() if (away := abs(value - round(value))) > FRACTION}
        if self.jitter:
            far = {name: away + self.jitter * float(self.search.rng.random()) for name, away in far.items()}
        return max(far, key=lambda name: far[name], default=None)

    def _fraction_of_choices(self) -> tuple[int, int, int] | None:
        """The choice that is nearest to a half, but for the jitter."""
        best, found, rng = np.inf, None, self.search.rng
        for person, shares in self.master.shares().items():
            if len(shares) < 2:
                continue
            taken = np.zeros((self.problem.days, self.problem.types + 1))
            for share in shares:
                taken[self.problem.every_day, share.column.row] += share.part
            far = np.abs(taken - 0.5)
            far[far >= 0.5 - FRACTION] = np.inf
            if self.jitter:
                far += self.jitter * rng.random(far.shape)
            day, shift = np.unravel_index(int(far.argmin()), far.shape)
            if far[day, shift] < best:
                best, found = float(far[day, shift]), (person, int(day), int(shift))
        return found

    def _apply(self, node: Node) -> dict[int, Flags]:
        """Put the node's limits and choices on the master; its masks."""
        for row in range(len(self.rows)):
            self.master.bind_spare(row, -INFINITE, INFINITE)
        bounds: dict[str, tuple[float, float]] = {}
        for limit in node.limits:
            least, most = bounds.get(limit.name, (-INFINITE, INFINITE))
            bounds[limit.name] = max(least, limit.least), min(most, limit.most)
        for name, (least, most) in bounds.items():
            self.master.bind_spare(self._row(name), least, most)
        masks = {person: mask.copy() for person, mask in self.barred.items()}
        shape = (self.problem.days, self.problem.types + 1)
        for choice in node.choices:
            mask = masks.setdefault(choice.person, np.ones(shape, dtype=np.bool_))
            if choice.is_taken:
                mask[choice.day, np.arange(shape[1]) != choice.choice % shape[1]] = False
            else:
                mask[choice.day, choice.choice] = False
        self.generator.prices = node.lists[-1].prices if node.lists else self.prices
        shut = np.zeros(len(self.master.columns), dtype=np.bool_)
        for each in node.lists:
            shut |= each.shuts(self.master.packed())
        self.master.restrict(masks, shut)
        return masks

    def _row(self, name: str) -> int:
        if name not in self.rows:
            self.rows[name] = row = len(self.rows)
            if name.startswith("count "):
                need = np.array([int(name.split()[1])])
                self.master.fill_spare(row, need, need)
            else:
                members = next(kind[name] for kind in self.groups if name in kind)
                self.master.fill_spare(row, members, np.zeros(0, dtype=np.int64))
        return self.rows[name]


def _groups(day_of: Ints, shift_of: Ints) -> list[dict[str, Ints]]:
    """Groups of needs by kind, the widest first."""

    def by(label: str, keys: Iterable[object]) -> dict[str, Ints]:
        members: dict[str, list[int]] = {}
        for number, key in enumerate(keys):
            members.setdefault(f"{label} {key}", []).append(number)
        return {name: np.array(each, dtype=np.int64) for name, each in members.items()}

    days, shifts = day_of.tolist(), shift_of.tolist()
    return [
        by("all", (0 for _ in days)),
        by("type", shifts),
        by("week", (day // 7 for day in days)),
        by("type and week", ((shift, day // 7) for day, shift in zip(days, shifts, strict=True))),
        by("day", days),
        by("need", range(len(days))),
    ]
