"""Workers race (kappløp): a process for each core, the best roster and bound shared; the first proof ends it.

With one worker there is no other process, and the same seed gives the same rosters in the same order, but where a
question to HiGHS was cut off by its seconds.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from selvstyrt.core.base import NoAnswer
from selvstyrt.engine.staffing.compact import Compact, is_small
from selvstyrt.engine.staffing.instance import Instance
from selvstyrt.engine.staffing.problem import Row, problem_of
from selvstyrt.engine.staffing.search import NoRosterError, Part, Search

LEAVE_SECONDS = 1.0
WAIT_SECONDS = 0.05
HUNT = "selvstyrt.engine.staffing.hunt"
"""The module that needs numba; loaded only when the compact model has not ended the race."""

OnNews = Callable[[Search], None]


class Line:
    """One end of the line between two workers: each tells what is better than what both know."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.known_cost: int | None = None
        self.known_bound = 0
        self.is_open = True

    def exchange(self, search: Search) -> None:
        """Bring in the other's news and tell our own; a line that was cut stays silent."""
        try:
            while self.connection.poll():
                self._hear(search, *self.connection.recv())
            if search.cost is not None and (self.known_cost is None or search.cost < self.known_cost):
                self.known_cost = search.cost
                self.connection.send(("roster", (search.cost, search.rows)))
            if search.bound > self.known_bound:
                self.known_bound = search.bound
                self.connection.send(("bound", search.bound))
        except (EOFError, OSError):
            self.is_open = False

    def _hear(self, search: Search, kind: str, value: Any) -> None:
        if kind == "bound":
            self.known_bound = max(self.known_bound, value)
            search.raise_bound(value)
        else:
            self._hear_roster(search, *value)

    def _hear_roster(self, search: Search, cost: int, rows: dict[int, Row]) -> None:
        self.known_cost = cost if self.known_cost is None else min(self.known_cost, cost)
        if search.cost is None or cost < search.cost:
            search.take(rows, cost)


def race(instance: Instance, seconds: float, workers: int, seed: int, on_news: OnNews, search: Search) -> None:
    """Search with so many workers until proof, time or stop; `search` holds the outcome.

    The compact model goes first where it is small: it often ends the race before the compiled parts are loaded.
    """
    helpers: list[_Helper] = []

    def exchange(current: Search) -> None:
        for helper in helpers:
            if helper.line.is_open:
                helper.line.exchange(current)
        on_news(current)

    search.exchange = exchange
    if seconds > 0 and is_small(search.problem):
        Compact(search).run()
        if search.is_over and search.cost is not None:
            return
    _load(search)
    try:
        helpers += [_Helper(instance, search.seconds_left, seed + number) for number in range(1, workers)]
        _hunt(search, Part.PROVE if helpers else Part.ALONE)
        while any(helper.line.is_open for helper in helpers) and not search.is_over:
            time.sleep(WAIT_SECONDS)
    finally:
        for helper in helpers:
            helper.end()


def _load(search: Search) -> None:
    """Load the compiled parts; when they have to be compiled, once on a machine, the clock stands still."""
    start = time.monotonic()
    if importlib.util.find_spec("numba") is None:
        raise NoAnswer("bench.no_numba", "numba is not installed; the bench needs it: pip install 'selvstyrt[bench]'.")
    if importlib.import_module(HUNT).warm_up():
        spent = time.monotonic() - start
        search.compiled_seconds = spent
        search.deadline += spent


def _hunt(search: Search, part: Part) -> None:
    importlib.import_module(HUNT).Hunt(search, part).run()


class _Helper:
    """Another process at work on the same instance."""

    def __init__(self, instance: Instance, seconds: float, seed: int) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        self.line = Line(ours)
        self.process: BaseProcess = context.Process(target=_work, args=(theirs, instance, seconds, seed), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        """End the process; what it knows was told."""
        self.process.terminate()
        self.process.join(LEAVE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _work(connection: Connection, instance: Instance, seconds: float, seed: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which ends this one
    line = Line(connection)

    def exchange(search: Search) -> None:
        line.exchange(search)
        search.is_stopped = search.is_stopped or not line.is_open

    search = Search(problem_of(instance), seed, time.monotonic() + seconds, exchange)
    try:
        _hunt(search, Part.IMPROVE)
    except NoRosterError:
        return
