"""Where one search stands (søk): the best roster, the bound, the time left; each roster is judged before it is kept."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.problem import NO_ROSTER, Flags, Problem, Row, Rows

SLACK = 1e-5
"""Bounds are computed in floating point: a whole cost is passed only when it is passed by this much."""

POLL_SECONDS = 0.05


class Part(Enum):
    """What a worker is for (rolle)."""

    ALONE = "alone"
    PROVE = "prove"
    IMPROVE = "improve"


class NoRosterError(Exception):
    """Somebody has no lawful row: no roster exists."""

    def __init__(self, person: int) -> None:
        super().__init__(person)
        self.person = person


class MismatchError(Exception):
    """A solver made a roster that the checker refuses or prices otherwise; one of the two is wrong."""


def rounded_up(bound: float) -> int:
    """The least whole cost that is not below the bound; 0 when there is no bound, very much when no roster is left."""
    if not math.isfinite(bound):
        return NO_ROSTER if bound > 0 else 0
    return math.ceil(bound - SLACK)


@dataclass
class Search:
    """One search: what it looks for, with what chance, until when; and what it has found."""

    problem: Problem
    seed: int
    deadline: float
    exchange: Callable[[Search], None] | None = None
    """Called now and then: tells of news, and brings in those of others."""
    rows: dict[int, Row] | None = None
    cost: int | None = None
    bound: int = 0
    is_refuted: bool = False
    """True when a roster was cheaper than a bound: then no bound is believed any more."""
    is_stopped: bool = False
    rng: np.random.Generator = field(init=False)
    polled: float = 0.0
    compiled_seconds: float = 0.0
    """Seconds in which functions were compiled; they are not counted."""

    def __post_init__(self) -> None:
        self.rng = np.random.default_rng(self.seed)

    @property
    def seconds_left(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - time.monotonic()

    @property
    def is_proven(self) -> bool:
        """True when the best roster costs no more than the bound."""
        return self.cost is not None and self.cost <= self.bound

    @property
    def is_over(self) -> bool:
        """True when there is no more to do: proof, time or stop."""
        now = time.monotonic()
        if self.exchange is not None and now - self.polled > POLL_SECONDS:
            self.polled = now
            self.exchange(self)
        return self.is_stopped or self.is_proven or now > self.deadline

    def offer(self, rows: Rows) -> bool:
        """Keep the roster when it is the cheapest so far; True when it is."""
        cost = self.problem.cost(rows)
        if self.cost is not None and cost >= self.cost:
            return False
        verdict = check(self.problem.instance, self.problem.roster(rows))
        if verdict.breaches or verdict.cost != cost:
            raise MismatchError(f"{self.problem.instance.name}: {cost} against {verdict.cost}; {verdict.breaches[:3]}")
        self.take(dict(rows), cost)
        return True

    def take(self, rows: dict[int, Row], cost: int) -> None:
        """Keep a roster that was judged already."""
        self.rows, self.cost = rows, cost
        self._doubt()
        self._tell()

    def raise_bound(self, bound: float) -> None:
        """Keep a bound when it is the highest so far."""
        if math.isfinite(bound) and rounded_up(bound) > self.bound and not self.is_refuted:
            self.bound = rounded_up(bound)
            self._doubt()
            self._tell()

    def _doubt(self) -> None:
        """Throw all bounds away when a roster refutes them: one that was judged outweighs what was computed."""
        if self.cost is not None and self.cost < self.bound:
            self.is_refuted, self.bound = True, 0

    def _tell(self) -> None:
        if self.exchange is not None:
            self.exchange(self)


def only(problem: Problem, row: Row) -> Flags:
    """The mask that allows this row and nothing else."""
    mask = np.zeros((problem.days, problem.types + 1), dtype=np.bool_)
    mask[problem.every_day, row] = True
    return mask
