"""How far a search has come, and whom to tell (framdrift); knows no solver."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the search has come: best and bound in points, lower is better."""

    seconds: float
    best: int | None
    bound: int | None
    covered: int
    total: int


OnProgress = Callable[[Progress], None]
ShouldStop = Callable[[], bool]

STOPPED_SECONDS = 3.0
"""Who asked to stop waits so long for the explanation; what is not explained then is told as not looked into."""


def never() -> bool:
    """False: nobody asks to stop."""
    return False


@dataclass
class Search:
    """How to search: threads and seed; where it stands, and whom to tell."""

    workers: int
    seed: int
    on_progress: OnProgress | None = None
    should_stop: ShouldStop | None = None
    started: float = field(default_factory=time.monotonic)
    best: int | None = None
    bound: int | None = None
    covered: int = 0
    total: int = 0
    stopped: bool = False
    stopped_at: float | None = None

    def seconds(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.started

    def tell(self) -> None:
        """Report how far it has come."""
        if self.on_progress is not None:
            self.on_progress(Progress(self.seconds(), self.best, self.bound, self.covered, self.total))

    def asked_to_stop(self) -> bool:
        """True once somebody asked to stop."""
        if not self.stopped and self.should_stop is not None:
            self.stopped = self.should_stop()
        return self.stopped

    def has_waited(self) -> bool:
        """True when somebody asked to stop, and has since waited as long as an explanation may take."""
        if self.asked_to_stop() and self.stopped_at is None:
            self.stopped_at = time.monotonic()
        return self.stopped_at is not None and time.monotonic() - self.stopped_at >= STOPPED_SECONDS

    def take_roster(self, points: int, covered: int) -> bool:
        """Keep a roster's points when they are the fewest so far."""
        if self.best is not None and self.best <= points:
            return False
        self.best, self.covered = points, covered
        return True

    def take_bound(self, bound: int | None) -> None:
        """Keep a bound when it is the highest so far."""
        if bound is not None:
            self.bound = bound if self.bound is None else max(self.bound, bound)
