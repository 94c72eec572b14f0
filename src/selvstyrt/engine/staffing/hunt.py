"""How one worker hunts for the best roster (jakt): first rosters, root, dives, neighbourhoods, tree."""

from __future__ import annotations

import numpy as np

from selvstyrt.engine.staffing.diving import Dive, Manner, dive_by_rows
from selvstyrt.engine.staffing.generation import SMOOTH, Generator, Pool
from selvstyrt.engine.staffing.instance import Instance, Person, ShiftType
from selvstyrt.engine.staffing.kernels import was_compiled
from selvstyrt.engine.staffing.master import Master, column_of
from selvstyrt.engine.staffing.neighbourhood import Neighbourhoods
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Row, problem_of
from selvstyrt.engine.staffing.search import NoRosterError, Part, Search
from selvstyrt.engine.staffing.start import best_responses, first_rows
from selvstyrt.engine.staffing.tree import SPARE_ROWS, Tree

FIRST_ROSTERS = 3
LARGE = 3000
"""Person-days from which dives settle more at a time, and no tree is grown."""
FIRST_NODES = 10
MOST_FAILURES = 60
TURNS = {Part.ALONE: (30, 60), Part.PROVE: (4, 300), Part.IMPROVE: (60, 0)}
"""How many neighbourhoods and how many parts of the tree are worked in turn."""


def warm_up() -> bool:
    """Load the compiled functions; True when they had to be compiled first, as once on a machine (half a minute)."""
    shift = ShiftType("D", 1, frozenset())
    person = Person("P", {"D": 1}, frozenset(), 1, 0, 1, 1, 1, 1)
    problem = problem_of(Instance("warm", 7, (shift,), (person,), (), (), ()))
    prices = Prices(problem)
    prices.cheapest(0, prices.grid(np.zeros(0)))
    return was_compiled()


class Hunt:
    """One worker's tools on one search."""

    def __init__(self, search: Search, part: Part) -> None:
        self.search, self.part, self.problem = search, part, search.problem
        self.prices = Prices(search.problem)
        self.pool = Pool()
        self.master = Master(self.problem, range(self.problem.people), self.problem.need)
        self.generator = Generator(search, self.prices, self.pool, self.master)

    def run(self) -> None:
        """Hunt until proof, time or stop."""
        self._begin()
        if not self.search.is_over:
            self._solve_root()
        if not self.search.is_over:
            self._dive_first()
        if not self.search.is_over:
            self._go_on()

    def _begin(self) -> None:
        for _ in range(FIRST_ROSTERS):
            rows = first_rows(self.search, self.prices)
            if rows is None:
                raise NoRosterError(self._without_row())
            best_responses(self.search, self.prices, rows)
            self._keep(rows)
            if self.search.is_over:
                return

    def _without_row(self) -> int:
        grid = self.prices.grid(np.zeros(len(self.problem.need)))
        people = range(self.problem.people)
        return next(person for person in people if self.prices.cheapest(person, grid) is None)

    def _keep(self, rows: dict[int, Row]) -> None:
        self.master.add([self.pool.keep(column_of(self.problem, person, row)) for person, row in rows.items()])

    def _solve_root(self) -> None:
        self.generator.run(smooth=SMOOTH)
        self.search.raise_bound(self.generator.bound)
        self.root_duals = np.clip(self.master.need_duals, -self.problem.over, self.problem.under)

    @property
    def _is_large(self) -> bool:
        return self.problem.people * self.problem.days > LARGE

    def _dive_first(self) -> None:
        Dive(self.generator, Manner(share=0.25, rounds=4) if self._is_large else Manner()).run()

    def _go_on(self) -> None:
        """Neighbourhoods and tree in turns, each for as long as the worker's part says."""
        rounds, nodes = TURNS[self.part]
        around = Neighbourhoods(self.search, self.prices, self.pool)
        around.duals = self.root_duals
        tree = self._tree() if nodes > 0 and not self._is_large else None
        if tree is not None:
            tree.work(FIRST_NODES)
        while not self.search.is_over:
            for _ in range(rounds):
                if self.search.is_over:
                    return
                around.improve()
            if around.failures >= MOST_FAILURES:
                around.failures = 0
                around.widen()
                self._dive_again()
            if tree is not None:
                tree.work(nodes)

    def _dive_again(self) -> None:
        rng = self.search.rng
        if rng.random() < 0.3:
            dive_by_rows(self.generator, 0.3)
        elif self._is_large:
            Dive(self.generator, Manner(0.3, 0.25, 4)).run()
        else:
            Dive(self.generator, Manner(0.3, 1 / (20 + 20 * float(rng.random())))).run()

    def _tree(self) -> Tree:
        """The tree, on a master of its own with the root's columns."""
        self.master.restrict({})
        self.generator.run()
        self.search.raise_bound(self.generator.bound)
        duals = np.clip(self.master.need_duals, -self.problem.over, self.problem.under)
        master = Master(self.problem, range(self.problem.people), self.problem.need, SPARE_ROWS)
        master.add(self.master.columns)
        return Tree(Generator(self.search, self.prices, self.pool, master), duals)
