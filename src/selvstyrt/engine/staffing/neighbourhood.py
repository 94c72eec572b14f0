"""Large neighbourhood search (nabolag): free a few people or a few days of the best roster and solve that part anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from selvstyrt.engine.staffing.generation import Generator, Pool
from selvstyrt.engine.staffing.master import Column, Master, column_of
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.problem import Flags, Floats, Row
from selvstyrt.engine.staffing.search import Search, only, rounded_up

SHORT_PERIOD = 21
MOST_COLUMNS = 3000


@dataclass
class Part:
    """Who is free, and within which masks."""

    people: list[int]
    masks: dict[int, Flags]


class Neighbourhoods:
    """Parts of the best roster, drawn by chance with a lean to where it hurts."""

    def __init__(self, search: Search, prices: Prices, pool: Pool) -> None:
        self.search, self.prices, self.pool = search, prices, pool
        self.problem = search.problem
        self.size = 8
        self.nodes = 200
        self.failures = 0
        self.duals: Floats | None = None
        """Those of the root, if it has been solved: they say which known rows are worth trying."""

    def improve(self) -> bool:
        """Solve one part anew; True when the best roster is better for it."""
        rows = self.search.rows
        if rows is None:
            return False
        missing = self.problem.missing(rows)
        part = self._people(rows, missing) if self._wants_people() else self._window(rows, missing)
        is_better = self._solve(part, dict(rows), missing)
        self.failures = 0 if is_better else self.failures + 1
        return is_better

    def widen(self) -> None:
        """Free more from now on."""
        self.size = min(self.size + 3, 24)
        self.nodes = min(self.nodes * 2, 5000)

    def _wants_people(self) -> bool:
        return self.problem.days < SHORT_PERIOD or self.search.rng.random() < 0.65

    def _people(self, rows: dict[int, Row], missing: Floats) -> Part:
        rng, people = self.search.rng, self.problem.people
        weights = np.ones(people)
        hurt = np.flatnonzero(missing)
        if len(hurt) and rng.random() < 0.7:
            need = hurt[rng.integers(len(hurt))]
            day, shift = self.problem.day_of[need], self.problem.shift_of[need]
            for person in range(people):
                weights[person] += 4 * np.isfinite(self.problem.choice[person][day, shift])
                weights[person] += 2 * (rows[person][day] == shift)
        count = min(people, int(rng.integers(3, self.size + 1)))
        free = rng.choice(people, size=count, replace=False, p=weights / weights.sum())
        return Part([int(person) for person in free], {})

    def _window(self, rows: dict[int, Row], missing: Floats) -> Part:
        rng, problem = self.search.rng, self.problem
        is_long = rng.random() < 0.4
        length = int(rng.integers(14, 29) if is_long else rng.integers(5, 15))
        hurt = np.flatnonzero(missing)
        leans = len(hurt) > 0 and rng.random() < 0.7
        middle = int(problem.day_of[hurt[rng.integers(len(hurt))]] if leans else rng.integers(problem.days))
        first = max(0, min(problem.days - length, middle - int(rng.integers(length))))
        count = min(problem.people, (1 if is_long else 3) * self.size)
        free = [int(person) for person in rng.choice(problem.people, size=count, replace=False)]
        masks = {person: only(problem, rows[person]) for person in free}
        for mask in masks.values():
            mask[first : first + length] = True
        return Part(free, masks)

    def _solve(self, part: Part, rows: dict[int, Row], missing: Floats) -> bool:
        problem = self.problem
        need = missing.copy()
        for person in part.people:
            need[problem.needs_met(rows[person])] += 1
        own = [column_of(problem, person, rows[person]) for person in part.people]
        now = sum(column.cost for column in own) + problem.cover_cost(missing)
        master = Master(problem, part.people, need)
        master.add(own)
        if not part.masks:
            for person in part.people:
                master.add(self._known(person))
        generator = Generator(self.search, self.prices, self.pool, master)
        if not generator.run(masks=part.masks, cutoff=now, most_rounds=150) or rounded_up(generator.bound) >= now:
            return False
        if self.search.is_over:
            return False
        shares = master.shares()
        if all(len(each) == 1 for each in shares.values()) and master.is_whole:
            found = {person: each[0].column.row for person, each in shares.items()}
        else:
            chosen = master.best_choice(now - 1, MOST_COLUMNS, self.nodes, min(20, self.search.seconds_left))
            if chosen is None:
                return False
            found = chosen
        return self.search.offer(rows | found)

    def _known(self, person: int) -> list[Column]:
        """A few known rows of the person, the cheapest at the root's duals of some drawn by chance."""
        known = list(self.pool.by_person.get(person, {}).values())
        if len(known) > 200:
            known = [known[number] for number in self.search.rng.choice(len(known), size=200, replace=False)]
        duals = self.duals if self.duals is not None else np.zeros(len(self.problem.need))
        return sorted(known, key=lambda column: column.cost - float(duals[column.met].sum()))[:25]
