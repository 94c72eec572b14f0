"""How one worker hunts for the best roster (jakt): first rosters, root, dives, neighbourhoods, tree."""

from __future__ import annotations

import time

import numpy as np

from selvstyrt.engine.staffing.ascent import Ascent
from selvstyrt.engine.staffing.barring import room_below
from selvstyrt.engine.staffing.deepening import Deepening
from selvstyrt.engine.staffing.diving import Dive, Manner, dive_by_rows
from selvstyrt.engine.staffing.generation import SMOOTH, Generator, Pool
from selvstyrt.engine.staffing.instance import Instance, Person, ShiftType
from selvstyrt.engine.staffing.kernels import was_compiled
from selvstyrt.engine.staffing.listing import rows_up_to
from selvstyrt.engine.staffing.master import Master, column_of
from selvstyrt.engine.staffing.neighbourhood import Neighbourhoods
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import NO_ROSTER, Floats, Row, problem_of
from selvstyrt.engine.staffing.search import NoRosterError, Part, Search
from selvstyrt.engine.staffing.start import best_responses, drafted_rows, first_rows

HUGE = 15_000
"""Person-days from which the first roster is drafted two weeks at a time, by one worker alone."""
SLOW = 200
"""Days from which no linear program is built over whole rows."""
LONG = 80
"""Days from which the bound begins with an ascent."""
ASCENT_ROUNDS = {Part.ALONE: 200, Part.PROVE: 5000}
ASCENT_TIME = 0.6
"""Rounds of the ascent, and the share of the time that it may take."""
LARGE = 3000
"""Person-days from which dives settle more at a time, and no tree is grown."""
FIRST_NODES = 10
MOST_FAILURES = 40
ROOT_COLUMNS = 6000
WAIT_SECONDS = 0.05
TURNS = {Part.ALONE: (30, 60), Part.PROVE: (2, 300), Part.IMPROVE: (60, 0)}
"""How many neighbourhoods and how many parts of the tree are worked in turn."""


def warm_up() -> bool:
    """Load the compiled functions; True when they had to be compiled first, as once on a machine (half a minute)."""
    shift = ShiftType("D", 1, frozenset())
    person = Person("P", {"D": 1}, frozenset(), 1, 0, 1, 1, 1, 1)
    problem = problem_of(Instance("warm", 7, (shift,), (person,), (), (), ()))
    prices = Prices(problem)
    prices.cheapest(0, prices.grid(np.zeros(0)))
    rows_up_to(problem, 0, problem.choice[0], 0.0, 1)
    return was_compiled()


class Hunt:
    """One worker's tools on one search."""

    def __init__(self, search: Search, part: Part) -> None:
        self.search, self.part, self.problem = search, part, search.problem
        self.prices = Prices(search.problem)
        self.pool = Pool()
        self.master = Master(self.problem, range(self.problem.people), self.problem.need)
        self.generator = Generator(search, self.prices, self.pool, self.master)
        self.root_duals: Floats | None = None
        self.is_root_done = False

    def run(self) -> None:
        """Hunt until proof, time or stop."""
        self._begin()
        if not self.search.is_over and self.part is not Part.IMPROVE:
            duals = self._ascend() if self.problem.days > LONG else None
            if self.problem.days < SLOW:
                self._solve_root(duals)
            elif duals is not None:
                self._price_once(duals)
        if not self.search.is_over:
            self._go_on()

    def _begin(self) -> None:
        is_huge = self.problem.people * self.problem.days > HUGE
        while is_huge and self.part is Part.IMPROVE and self.search.rows is None and not self.search.is_over:
            time.sleep(WAIT_SECONDS)
        if self.search.rows is not None and is_huge:
            return
        for _ in range(1 if is_huge or self.part is Part.IMPROVE else 3):
            rows = drafted_rows(self.search, self.prices) if is_huge else None
            rows = rows or first_rows(self.search, self.prices)
            if rows is None:
                person = self._without_row()
                if person is not None:
                    raise NoRosterError(person)
                return
            if self.problem.days < SLOW:
                best_responses(self.search, self.prices, rows)
            self._keep(rows)
            if self.search.is_over:
                return

    def _without_row(self) -> int | None:
        """Somebody who has no lawful row; None when pricing only failed to find one."""
        for person, pricer in enumerate(self.prices.pricers):
            if not pricer.is_possible(self.problem.choice[person]):
                return person
        return None

    def _keep(self, rows: dict[int, Row]) -> None:
        self.master.add([self.pool.keep(column_of(self.problem, person, row)) for person, row in rows.items()])

    def _ascend(self) -> Floats | None:
        """A bound before any linear program; the prices of needs there, None when there was no time for them."""
        ascent = Ascent(self.search, self.prices)
        ascent.run(time.monotonic() + ASCENT_TIME * self.search.seconds_left, ASCENT_ROUNDS[self.part])
        return ascent.duals if np.isfinite(ascent.value) else None

    def _price_once(self, duals: Floats) -> None:
        """The bound that whole rows give at these prices: higher, for nothing is left out of their sums."""
        room = room_below(self.search, self.prices, duals, NO_ROSTER)
        if room is not None:
            self.search.raise_bound(room.bound)

    def _solve_root(self, duals: Floats | None) -> None:
        """Column generation on the whole problem, for at most half of the time."""
        half = time.monotonic() + self.search.seconds_left / 2
        self.generator.run(smooth=SMOOTH, until=half, keep=ROOT_COLUMNS, tells=True, center=duals)
        self.root_duals = np.clip(self.master.need_duals, -self.problem.over, self.problem.under)
        self.is_root_done = time.monotonic() < half

    @property
    def _is_large(self) -> bool:
        return self.problem.people * self.problem.days > LARGE

    def _go_on(self) -> None:
        """Dives, then neighbourhoods and tree in turns, each for as long as the worker's part says."""
        rounds, nodes = TURNS[self.part]
        around = Neighbourhoods(self.search, self.prices, self.pool)
        around.duals = self.root_duals
        tree = Deepening(self.generator, lists=not self._is_large) if self.is_root_done else None
        if tree is not None:
            tree.work(FIRST_NODES)
        if self.root_duals is not None:
            self._dive(tree, jitter=0.0)
        while not self.search.is_over:
            for _ in range(rounds):
                if self.search.is_over:
                    return
                around.improve()
            if around.failures >= MOST_FAILURES:
                around.failures = 0
                around.widen()
                if self.root_duals is None and not self._is_large:
                    self._solve_root(None)
                    around.duals = self.root_duals
                if self.root_duals is not None:
                    self._dive(tree, jitter=0.3)
            if tree is not None and nodes and not self._is_large:
                tree.work(nodes)

    def _dive(self, tree: Deepening | None, jitter: float) -> None:
        rng = self.search.rng
        if self._is_large:
            manner = Manner(jitter, 0.25, 4)
        else:
            manner = Manner(jitter, 1 / (20 + 20 * float(rng.random()) if jitter else 20))
        if jitter and rng.random() < 0.3:
            dive_by_rows(self.generator, jitter)
        elif tree is not None:
            tree.dive(manner)
        else:
            Dive(self.generator, manner).run()
