"""What the peers have in common: arguments in, the checked cost out."""

from __future__ import annotations

import argparse
import json
import math
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.instance import Instance, weekend_of
from selvstyrt.engine.staffing.reading import read_instance


@dataclass
class Result:
    """A peer's roster (None when it has none), its bound, its seconds, and whether it says that it is best."""

    roster: dict[str, list[str]] | None
    bound: float
    seconds: float
    is_proven: bool


def weekends(days: int) -> list[list[int]]:
    """The days of each weekend."""
    found: dict[int, list[int]] = {}
    for day in range(days):
        weekend = weekend_of(day)
        if weekend is not None:
            found.setdefault(weekend, []).append(day)
    return list(found.values())


def main(name: str, solve: Callable[[Instance, float, int], Result]) -> None:
    """Solve the instance of the command line; one line of JSON with the cost that our checker finds."""
    parser = argparse.ArgumentParser()
    parser.add_argument("instance", type=Path)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    instance = read_instance(options.instance)
    result = solve(instance, options.time_limit, options.workers)
    verdict = check(instance, result.roster) if result.roster is not None else None
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(
        json.dumps(
            {
                "peer": name,
                "objective": verdict.cost if verdict is not None and verdict.is_legal else None,
                "breaches": len(verdict.breaches) if verdict is not None else 0,
                "bound": max(0, math.ceil(result.bound - 1e-6)) if math.isfinite(result.bound) else 0,
                "seconds": round(result.seconds, 2),
                "cpu": round(usage.ru_utime + usage.ru_stime, 2),
                "optimal": result.is_proven,
            }
        )
    )
