"""What the solvers have in common (løsere): each runs in a thread of its own, can be stopped and be looked at."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass

from selvstyrt.engine.model import Literal, Model

Holders = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A roster and what it costs by the model."""

    holders: Holders
    points: int

    @property
    def covered(self) -> int:
        """Number of filled shifts."""
        return sum(who is not None for who in self.holders.values())


class Arm(ABC):
    """One solver at work on one model."""

    def __init__(self, model: Model, seed: int, seconds: float) -> None:
        self.model = model
        self.seed = seed
        self.seconds = seconds
        self.best: Found | None = None
        self.bound: int | None = None
        self.is_proven = False
        """True when the best is proven best."""
        self.is_impossible = False
        self._until = time.monotonic() + seconds
        self._stop = threading.Event()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._guarded, name=f"roster-{type(self).__name__}", daemon=True)

    @abstractmethod
    def work(self) -> None:
        """Search until proof, time or stop."""

    def begin(self) -> None:
        """Let the time run from now."""
        self._until = time.monotonic() + self.seconds

    @property
    def seconds_left(self) -> float:
        """Of the time that it has from where it began."""
        return self._until - time.monotonic()

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Ask it to end; the best so far is kept."""
        self._stop.set()

    def end_with(self, other: Arm) -> None:
        """Work for another one: whoever asks that one to end asks this one too."""
        self._stop = other._stop

    def join(self, seconds: float | None = None) -> None:
        """Wait for its end; what went wrong in its thread goes wrong here."""
        self._thread.join(seconds)
        if not self._thread.is_alive() and self._failure is not None:
            raise self._failure

    @property
    def is_running(self) -> bool:
        """True until its thread ends."""
        return self._thread.is_alive()

    def found(self, is_true: Callable[[Literal], bool], points: float) -> None:
        """Keep a roster just found, when it is the cheapest so far."""
        if self.best is None or round(points) <= self.best.points:
            self.best = Found(holders_of(self.model, is_true), round(points))

    def _guarded(self) -> None:
        try:
            self.work()
        except BaseException as error:  # handed to the waiting thread
            self._failure = error


def holders_of(model: Model, is_true: Callable[[Literal], bool]) -> Holders:
    """Who has which shift under one solution."""
    holders: Holders = {shift.id: None for shift in model.problem.shifts}
    for (person_id, shift_id), literal in model.has.items():
        if is_true(literal):
            holders[shift_id] = person_id
    return holders


def whole(bound: float, slack: float = 1e-6) -> int | None:
    """A bound of whole points: rounded up, as no roster costs half a point."""
    if abs(bound) > 1e15:
        return None
    return -int(-(bound - slack) // 1)
