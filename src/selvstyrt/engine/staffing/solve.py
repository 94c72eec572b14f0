"""Solve a public rostering instance (løsning): the best roster within the time, a bound, and whether it is proven."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.instance import Instance, Roster
from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.race import race
from selvstyrt.engine.staffing.search import MismatchError, NoRosterError, Search


class Status(Enum):
    """How a search ended (utfall)."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class News:
    """Where a search stands: seconds since its start, cost of the best roster, bound."""

    seconds: float
    objective: int | None
    bound: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search gave; the roster was judged by the checker."""

    status: Status
    objective: int | None
    bound: int
    seconds: float
    roster: Roster | None
    without_row: str | None = None
    """Where no roster exists: somebody who has no lawful row."""
    is_bound_refuted: bool = False
    """True when a roster was cheaper than a bound, a fault: the bound is then 0 and nothing proven."""


OnNews = Callable[[News], None]
ShouldStop = Callable[[], bool]


def solve(
    instance: Instance,
    *,
    time_limit_s: float,
    workers: int = 2,
    seed: int = 0,
    on_news: OnNews | None = None,
    should_stop: ShouldStop | None = None,
    started: float | None = None,
) -> Outcome:
    """The best roster found within the time, counted from `started` (of time.monotonic; now when left out).

    A first roster is made even when the time is 0. Raises MismatchError when the checker and the solvers disagree.
    """
    start = time.monotonic() if started is None else started
    told: list[tuple[int | None, int]] = []

    def tell(search: Search) -> None:
        if should_stop is not None and should_stop():
            search.is_stopped = True
        if on_news is not None and (not told or told[-1] != (search.cost, search.bound)):
            told.append((search.cost, search.bound))
            on_news(News(time.monotonic() - start - search.compiled_seconds, search.cost, search.bound))

    search = Search(problem_of(instance), seed, start + time_limit_s)
    try:
        race(instance, time_limit_s, workers if time_limit_s > 0 else 1, seed, tell, search)
    except NoRosterError as none:
        seconds = time.monotonic() - start - search.compiled_seconds
        return Outcome(Status.INFEASIBLE, None, search.bound, seconds, None, instance.people[none.person].id)
    except KeyboardInterrupt:
        pass
    return _judged(instance, search, time.monotonic() - start - search.compiled_seconds)


def _judged(instance: Instance, search: Search, seconds: float) -> Outcome:
    if search.rows is None or search.cost is None:
        return Outcome(Status.UNKNOWN, None, search.bound, seconds, None)
    roster = search.problem.roster(search.rows)
    verdict = check(instance, roster)
    if verdict.breaches or verdict.cost != search.cost:
        raise MismatchError(f"{instance.name}: cost {search.cost}, checked {verdict}")
    status = Status.OPTIMAL if search.is_proven else Status.FEASIBLE
    return Outcome(status, search.cost, search.bound, seconds, roster, is_bound_refuted=search.is_refuted)
