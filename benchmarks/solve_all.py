"""How many schemes a machine makes rosters for in a minute, with one process and with more; what a night gives.

Run: .venv/bin/python benchmarks/solve_all.py [--schemes 1000] [--time-limit S] [--processes 1 2] [--folder DIR]
Made-up schemes of 8 weeks with 5 to 9 assistants; `selvstyrt roster solve-all` on the same files each time.
Target: with 2 processes on 2 cores at least 1.8 times as many as with 1. Run it on a quiet machine: each search ends
by the clock or by proof. Processor time stands beside, and tells what the machine was kept from.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from selvstyrt.engine.generator import Recipe, generate

ASSISTANTS = (5, 6, 7, 8, 9)
WEEKS = 8
NIGHT_HOURS = 8
NIGHT_CORES = 16
COMMAND = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster", "solve-all"]


@dataclass(frozen=True)
class Measured:
    """One run of the command."""

    processes: int
    seconds: float
    processor: float
    rosters: list[dict[str, Any]]

    @property
    def per_minute(self) -> float:
        """Schemes in a minute on the clock."""
        return len(self.rosters) * 60 / self.seconds

    @property
    def cores_had(self) -> float:
        """Cores that the command had on average."""
        return self.processor / self.seconds


def main() -> None:
    """Print one line for each number of processes, the speed-up, and a night."""
    options = argparse.ArgumentParser()
    options.add_argument("--schemes", type=int, default=1000)
    options.add_argument("--time-limit", type=float, default=10)
    options.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    options.add_argument("--folder", type=Path, default=None, help="keep problems and rosters here")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        problems = make(folder / "problems", chosen.schemes)
        print("processes  seconds  a minute  processor s a scheme  cores had  proven  median gap of the others  empty")
        found = [measure(problems, folder / f"rosters-{n}", n, chosen.time_limit) for n in chosen.processes]
    first = found[0]
    for each in found[1:]:
        print(
            f"{each.processes} processes against {first.processes}: {each.per_minute / first.per_minute:.2f} times as"
            f" many a minute; a scheme took {each.processor / first.processor:.2f} times the processor time"
        )
    each = found[-1]
    night = each.per_minute / each.processes * NIGHT_CORES * 60 * NIGHT_HOURS
    print(
        f"A night of {NIGHT_HOURS} hours on {NIGHT_CORES} cores, at the rate of each of the {each.processes} processes:"
        f" {night:.0f} schemes"
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()},"
        f" OR-Tools {version('ortools')}, HiGHS {version('highspy')}, load {load}"
    )


def make(folder: Path, schemes: int) -> Path:
    """The problem files."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(schemes):
        recipe = Recipe(assistants=ASSISTANTS[seed % len(ASSISTANTS)], weeks=WEEKS, seed=seed)
        (folder / f"scheme-{seed:04}.json").write_text(json.dumps(generate(recipe), default=float), encoding="utf-8")
    return folder


def measure(problems: Path, out: Path, processes: int, limit: float) -> Measured:
    """Run the command and print its line."""
    before, begun = _processor(), time.monotonic()
    subprocess.run(
        [*COMMAND, problems, "--out", out, "--processes", str(processes), "--time-limit", str(limit), "--again"],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    seconds, processor = time.monotonic() - begun, _processor() - before
    rosters = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.glob("*.json"))]
    found = Measured(processes, seconds, processor, rosters)
    statuses = Counter(roster["status"] for roster in rosters)
    gaps = [
        100 * (roster["objective"] - roster["bound"]) / roster["objective"]
        for roster in rosters
        if roster["status"] == "feasible" and roster["objective"]
    ]
    empty = sum(who is None for roster in rosters for who in roster["assignments"].values())
    gap = f"{statistics.median(gaps):.1f} %" if gaps else "none"
    print(
        f"{processes:9} {seconds:8.1f} {found.per_minute:9.1f} {processor / len(rosters):21.2f}"
        f" {found.cores_had:10.2f} {statuses['optimal']:4} of {len(rosters)} {gap:>22} {empty:8}",
        flush=True,
    )
    return found


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
