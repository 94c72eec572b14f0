"""Large neighbourhoods (nabolag): free some days of some people in the best roster and solve that part anew.

How many people are freed for each length of days follows what the last parts took, counted in steps of the solvers and
not in seconds, so that one worker repeats itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from selvstyrt.engine.staffing.diving import Dive, Manner
from selvstyrt.engine.staffing.generation import Generator, Pool
from selvstyrt.engine.staffing.master import Column, Master, column_of
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Floats, Row, Rows
from selvstyrt.engine.staffing.search import Search, rounded_up
from selvstyrt.engine.staffing.windows import Window

LENGTHS = (7, 14, 28, 56, 112)
"""Days of the windows that are tried; the whole period beside."""
PERSON_DAYS = 500
"""How much is freed at first."""
MOST_COLUMNS = 3000
NODES = 100
CHOICE_SECONDS = 1.5
AIM = 2.5
"""About the seconds that one part should take."""
MEMORY = 0.85
WIDE_GAP = 0.02
LONG = 40
SMOOTH = 0.5
"""Duals are smoothed in windows that are so many days long."""
DIVE = Manner(share=0.2, rounds=5)


class Inner(Search):
    """The search within a window: what it finds is offered to the whole search."""

    def __init__(self, whole: Search, window: Window) -> None:
        super().__init__(window.part(), whole.seed, whole.deadline)
        self.whole, self.window, self.rng = whole, window, whole.rng
        self.rows = window.inner()
        self.cost = self.problem.cost(self.rows)
        self.is_better = False

    @property
    def is_over(self) -> bool:
        """True when the whole search is over, or nothing is left to win here."""
        return self.is_proven or self.whole.is_over

    def offer(self, rows: Rows) -> bool:
        """Keep the rows when they are the cheapest so far; the whole roster is judged."""
        cost = self.problem.cost(rows)
        if self.cost is not None and cost >= self.cost:
            return False
        self.rows, self.cost = dict(rows), cost
        if self.whole.offer(self._newest().whole(rows)):
            self.is_better = True
        return True

    def _newest(self) -> Window:
        """The window in the best roster of now, where another worker has changed only other people."""
        window, now = self.window, self.whole.rows
        if now is None or any((now[person] != window.rows[person]).any() for person in window.people):
            return window
        return replace(window, rows=dict(now))


@dataclass
class Kind:
    """Windows of one length: how many people they free, and what they have given lately."""

    days: int
    people: float
    gain: float = 0.0
    effort: float = 1.0
    tries: int = 0


class Neighbourhoods:
    """Windows of the best roster, drawn by chance with a lean to where it hurts and to lengths that have paid."""

    def __init__(self, search: Search, prices: Prices, pool: Pool) -> None:
        self.search, self.prices, self.pool = search, prices, pool
        self.problem = search.problem
        days, people = self.problem.days, self.problem.people
        lengths = [each for each in LENGTHS if each < days * 3 // 4] + [days]
        self.kinds = [Kind(each, float(min(people, max(3, PERSON_DAYS // each)))) for each in lengths]
        self.aim = AIM
        self.failures = 0
        self.duals: Floats | None = None
        """Those of the root, if it has been solved: they say which known rows are worth trying."""

    def improve(self) -> bool:
        """Solve one part anew; True when the best roster is better for it."""
        rows, before = self.search.rows, self.search.cost
        if rows is None or before is None:
            return False
        kind = self._kind()
        window = self._window(kind, dict(rows))
        inner = Inner(self.search, window)
        effort = self._solve(inner, kind)
        gain = float(before - self.search.cost) if inner.is_better and self.search.cost is not None else 0.0
        kind.gain = MEMORY * kind.gain + gain
        kind.effort = MEMORY * kind.effort + effort
        kind.tries += 1
        grown = 1.2 if effort < self.aim / 3 else 1.05 if effort < self.aim else 0.8
        kind.people = min(max(2.0, kind.people * grown), float(self.problem.people))
        self.failures = 0 if inner.is_better else self.failures + 1
        return inner.is_better

    def widen(self) -> None:
        """Free more from now on."""
        self.aim = min(self.aim * 2, 16 * AIM)

    def _kind(self) -> Kind:
        """A length: each one first, then by what it has given for its effort, with something for the others."""
        fresh = [kind for kind in self.kinds if kind.tries == 0]
        if fresh:
            return fresh[0]
        worth = np.array([kind.gain / max(kind.effort, 0.05) for kind in self.kinds])
        share = np.full(len(worth), 1.0 / len(worth))
        if worth.sum() > 0:
            share = 0.35 * share + 0.65 * worth / worth.sum()
        return self.kinds[int(self.search.rng.choice(len(worth), p=share))]

    def _window(self, kind: Kind, rows: dict[int, Row]) -> Window:
        rng, problem = self.search.rng, self.problem
        missing = problem.missing(rows)
        pain = np.where(missing > 0, missing * problem.under, -missing * problem.over)
        need = int(rng.choice(len(pain), p=pain / pain.sum())) if pain.sum() > 0 and rng.random() < 0.75 else None
        middle = int(problem.day_of[need]) if need is not None else int(rng.integers(problem.days))
        first = max(0, min(problem.days - kind.days, middle - int(rng.integers(kind.days))))
        count = min(problem.people, max(2, round(kind.people)))
        people = rng.choice(problem.people, size=count, replace=False, p=self._weights(rows, need))
        return Window(problem, tuple(sorted(int(each) for each in people)), rows, first, first + kind.days)

    def _weights(self, rows: dict[int, Row], need: int | None) -> Floats:
        """How likely each person is to be freed: more where they could do, or do, what hurts."""
        problem = self.problem
        weights = np.ones(problem.people)
        if need is not None:
            day, shift = int(problem.day_of[need]), int(problem.shift_of[need])
            for person in range(problem.people):
                weights[person] += 4 * np.isfinite(problem.choice[person][:, shift]).any()
                weights[person] += 2 * (rows[person][day] == shift)
        found: Floats = weights / weights.sum()
        return found

    def _solve(self, inner: Inner, kind: Kind) -> float:
        """Solve the window; about the seconds that it took."""
        window, problem = inner.window, inner.problem
        is_whole_period = kind.days == self.problem.days
        people = window.people
        pricers = [self.prices.pricers[person] for person in people] if is_whole_period else window.pricers()
        prices = Prices(problem, pricers)
        master = Master(problem, range(problem.people), problem.need)
        assert inner.rows is not None
        master.add([column_of(problem, place, row) for place, row in inner.rows.items()])
        if is_whole_period:
            for place, person in enumerate(people):
                master.add(self._known(place, person))
        generator = Generator(inner, prices, Pool(), master)
        self._choose(inner, generator)
        return generator.effort

    def _choose(self, inner: Inner, generator: Generator) -> None:
        """Rows by column generation, then the best whole choice among them; a dive where the gap is wide."""
        now, master = inner.cost, generator.master
        smooth = SMOOTH if inner.problem.days >= LONG else 0.0
        assert now is not None
        if not generator.run(cutoff=now, smooth=smooth, most_effort=2 * self.aim) or rounded_up(generator.bound) >= now:
            return
        if not master.is_whole:
            return
        shares = master.shares()
        if all(len(each) == 1 for each in shares.values()):
            inner.offer({place: each[0].column.row for place, each in shares.items()})
            return
        bound = generator.bound
        if now - bound > WIDE_GAP * now + 1:
            Dive(generator, DIVE).run()
            if inner.is_better or inner.is_over:
                return
            master.restrict({})
            master.solve()
        seconds = min(CHOICE_SECONDS * self.aim / AIM, inner.seconds_left)
        chosen = master.best_choice(now - 1, MOST_COLUMNS, NODES, seconds)
        if chosen is not None:
            inner.offer(chosen)

    def _known(self, place: int, person: int) -> list[Column]:
        """A few known rows of the person, the cheapest at the root's duals of some drawn by chance."""
        known = list(self.pool.by_person.get(person, {}).values())
        if len(known) > 200:
            known = [known[number] for number in self.search.rng.choice(len(known), size=200, replace=False)]
        duals = self.duals if self.duals is not None else np.zeros(len(self.problem.need))
        cheapest = sorted(known, key=lambda column: column.cost - float(duals[column.met].sum()))[:25]
        return [Column(place, column.cost, column.row, column.met) for column in cheapest]
