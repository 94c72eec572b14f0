"""How fast a lawful roster of a scheme comes, and how fast it is proven best.

Run: .venv/bin/python benchmarks/roster_demo.py [--problem FILE] [--workers N] [--time-limit S] [--seeds K]
     [--few-people W]
Without FILE: made-up schemes, one for each seed. Seconds of processor time stand beside seconds on the clock.
Target: first lawful roster within 1 s; proven best, or within 1 %, in 10 s on 2 cores.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import time
from importlib.metadata import version
from pathlib import Path

from selvstyrt.core.roster import PROBLEM_FORMAT_2, evaluate, read_problem
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.solve import Result, solve


def main() -> None:
    """Print one line for each made-up scheme, then the medians and the machine."""
    options = argparse.ArgumentParser()
    options.add_argument("--problem", type=Path, default=None)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--time-limit", type=float, default=10)
    options.add_argument("--seeds", type=int, default=5)
    options.add_argument("--assistants", type=int, default=7)
    options.add_argument("--weeks", type=int, default=8)
    options.add_argument("--few-people", type=int, default=0, help="Weight of few different people in a day.")
    chosen = options.parse_args()
    print("seed shifts  first  total    cpu  status    points  bound   gap  empty")
    results = [_run(chosen, seed) for seed in range(1, chosen.seeds + 1)]
    first = statistics.median(result.first_seconds or 0 for result in results)
    total = statistics.median(result.seconds for result in results)
    print(f"median: first lawful roster {first:.2f} s, all {total:.1f} s, "
          f"gap {100 * statistics.median(result.gap or 0 for result in results):.1f} %")  # fmt: skip
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
          f"OR-Tools {version('ortools')}, HiGHS {version('highspy')}, "
          f"{chosen.workers} workers, load {load}")  # fmt: skip


def _run(chosen: argparse.Namespace, seed: int) -> Result:
    recipe = Recipe(assistants=chosen.assistants, weeks=chosen.weeks, seed=seed)
    asked = generate(recipe) if chosen.problem is None else json.loads(chosen.problem.read_text(encoding="utf-8"))
    if chosen.few_people:
        weights = asked.get("weights", {}) | {"few_people": chosen.few_people}
        asked |= {"format": PROBLEM_FORMAT_2, "weights": weights}
    problem = read_problem(asked)
    begun = time.process_time()
    result = solve(problem, time_limit_s=chosen.time_limit, workers=chosen.workers, seed=seed)
    processor = time.process_time() - begun
    judged = evaluate(problem, result.roster.assignments)
    if not judged.is_sound or result.differences:
        raise SystemExit(f"seed {seed}: the roster breaks {judged.breaches} {result.differences}")
    print(
        f"{seed:4} {len(problem.shifts):6} {result.first_seconds or 0:6.2f} {result.seconds:6.2f} {processor:6.2f}  "
        f"{result.status.value:9}{result.objective:7} {result.bound:6} {100 * (result.gap or 0):5.1f}%"
        f"{len(judged.uncovered):6}"
    )
    return result


if __name__ == "__main__":
    main()
