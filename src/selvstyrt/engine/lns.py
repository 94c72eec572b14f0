"""Large neighbourhood search (storskala nabolagssøk): the roster is kept but for a part, which CP-SAT solves again.

Pisinger, D. and Ropke, S.: Large neighborhood search, in Handbook of Metaheuristics, 2010.
"""

from __future__ import annotations

import random
import threading

from ortools.sat.python import cp_model

from selvstyrt.core.roster import Assignments
from selvstyrt.engine.arms import Arm, Found, Holders
from selvstyrt.engine.model import Model
from selvstyrt.engine.neighbourhoods import Key, Kind, Neighbourhoods
from selvstyrt.engine.parts import LAWFUL, Parts


class Lns(Arm):
    """One run: from the roster to start from, part by part, as long as there is time."""

    def __init__(self, model: Model, seed: int, seconds: float, start: Assignments, points: int) -> None:
        super().__init__(model, seed, seconds)
        self.holders: Holders = dict(start)
        self.points = points
        self._offered: Found | None = None
        self._lock = threading.Lock()
        self.steps = 0
        self.barren = 0
        """Steps in a row without a better roster."""
        self.most_barren: int | None = None

    def offer(self, found: Found) -> None:
        """Let the search go on from a better roster that somebody else found."""
        with self._lock:
            if self._offered is None or found.points < self._offered.points:
                self._offered = found

    def work(self) -> None:
        """Set parts free until time, stop, or a proof of the whole."""
        parts = Parts(self.model)
        self._begin(parts)
        around = Neighbourhoods(self.model, random.Random(self.seed), self.holders)
        self.begin()
        if not self.model.has:
            return
        while not self._stop.is_set() and not self._is_tired() and (left := self.seconds_left) > 0:
            parts.solver.parameters.max_time_in_seconds = left
            self._take_offer()
            around.holders = self.holders
            kind = around.draw()
            free = kind.choose(around, round(kind.size))
            if free:
                self._step(parts, kind, free)
            self.steps += 1

    def _begin(self, parts: Parts) -> None:
        """From the roster given, or from the fixed shifts alone where the model has doubts about it."""
        status, points, _ = parts.solve(self.holders, [], self.seed)
        if status not in LAWFUL:
            self.holders = {shift.id: shift.fixed for shift in self.model.problem.shifts}
            status, points, _ = parts.solve(self.holders, [], self.seed)
        if points is not None:
            self._keep(self.holders, points)

    def _keep(self, holders: Holders, points: int) -> None:
        self.holders, self.points = holders, points
        self.best = Found(dict(holders), points)

    def _is_tired(self) -> bool:
        return self.most_barren is not None and self.barren >= self.most_barren

    def _take_offer(self) -> None:
        with self._lock:
            offered, self._offered = self._offered, None
        if offered is not None and (self.best is None or offered.points < self.points):
            self._keep(dict(offered.holders), offered.points)

    def _step(self, parts: Parts, kind: Kind, free: list[Key]) -> None:
        status, points, holders = parts.solve(self.holders, free, self.seed * 1_000_003 + self.steps)
        whole = len(free) == len(self.model.has)
        gain = 0 if points is None else self.points - points
        kind.learn(gain, parts.effort, is_proven=status == cp_model.OPTIMAL, was_whole=whole)
        if holders is not None and points is not None and gain >= 0:
            self._keep(holders, points)
        self.barren = 0 if gain > 0 else self.barren + 1
        if whole and status == cp_model.OPTIMAL:
            self.is_proven = True
            self.stop()
