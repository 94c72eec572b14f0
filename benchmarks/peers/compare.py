"""Run Selvstyrt and its peers on the same instances, one after another in the same run, and print the ratios.

python -m benchmarks.peers.compare --time-limit 60 [--peer timefold] INSTANCE...

Peers, all of them unless named: OR-Tools CP-SAT with 2 workers, HiGHS with 1 thread, and Timefold with 1 thread (its
community edition has no more) when SELVSTYRT_TIMEFOLD_JARS names the folder of jars of its Python package
(`plain_timefold.py`), each with the model that one writes first.
Each roster is judged by the same checker. `seconds` is the solver's own clock, model building included and the start of
the process not; `cpu` is the whole process with all its threads and children.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
LAST = re.compile(r"objective=(\S+) bound=(\d+) seconds=(\S+) status=(\w+)")
Answer = dict[str, Any]
JARS = "SELVSTYRT_TIMEFOLD_JARS"
PEERS = ("cpsat", "highs", "timefold")


def run(command: list[str], seconds: float) -> tuple[str, float]:
    """The command's output, and the processor time that it and its children took."""
    before = os.times()
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=10 * seconds + 600, cwd=FOLDER.parents[1]
    )
    after = os.times()
    if done.returncode > 1 or not done.stdout:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return done.stdout, spent


def ours(path: Path, seconds: float, workers: int, seed: int) -> Answer:
    """Selvstyrt's own answer."""
    command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "bench", "curtois-qu", str(path)]
    text, cpu = run([*command, f"--time-limit={seconds}", f"--workers={workers}", f"--seed={seed}"], seconds)
    found = LAST.search(text)
    assert found is not None, text
    objective = None if found[1] == "none" else int(found[1])
    return {
        "peer": "selvstyrt",
        "objective": objective,
        "bound": int(found[2]),
        "seconds": float(found[3]),
        "cpu": round(cpu, 2),
        "optimal": found[4] == "optimal",
    }


def peer(module: str, path: Path, seconds: float, workers: int) -> Answer:
    """A peer's answer."""
    command = [
        sys.executable,
        "-m",
        f"benchmarks.peers.{module}",
        str(path),
        f"--time-limit={seconds}",
        f"--workers={workers}",
    ]
    text, cpu = run(command, seconds)
    answer: Answer = json.loads(text.splitlines()[-1])
    return answer | {"cpu": round(cpu, 2)}


def line(name: str, answer: Answer) -> str:
    """One line of the table."""
    objective = "none" if answer["objective"] is None else answer["objective"]
    broken = f", {answer['breaches']} rules broken" if answer.get("breaches") else ""
    proof = "proven" if answer["optimal"] else f"bound {answer['bound']}"
    return f"| {name} | {answer['peer']} | {objective} ({proof}{broken}) | {answer['seconds']} | {answer['cpu']} |"


def ratios(mine: Answer, others: list[Answer]) -> str:
    """Ours against the better of the peers: time to proof where somebody proves, cost elsewhere."""
    proven = [other for other in others if other["optimal"]]
    if mine["optimal"] and proven:
        best = min(proven, key=lambda other: other["seconds"])
        least_cpu = min(other["cpu"] for other in proven)
        clock = f"time of the better peer ({best['peer']}) / ours: {best['seconds'] / max(mine['seconds'], 0.01):.1f}"
        return f"{clock}; least processor time / ours: {least_cpu / max(mine['cpu'], 0.01):.1f}"
    if mine["optimal"]:
        return "only ours is proven"
    costs = [other for other in others if other["objective"] is not None]
    if not costs or mine["objective"] is None:
        return "no roster to compare"
    best = min(costs, key=lambda other: other["objective"])
    return f"cost of the better peer ({best['peer']}) / ours: {best['objective'] / max(mine['objective'], 1):.2f}"


def main() -> None:
    """Compare on each instance of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("instances", nargs="+", type=Path)
    parser.add_argument("--time-limit", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--peer", action="append", choices=PEERS, help="only this one; may be given more than once")
    parser.add_argument("--alone", action="store_true", help="no peers, only Selvstyrt")
    options = parser.parse_args()
    if "timefold" in (options.peer or ()) and not os.environ.get(JARS):
        parser.error(f"Timefold is asked for, and {JARS} does not name the folder of its jars (plain_timefold.py).")
    print("| instance | who | cost | seconds | cpu |\n|---|---|---|---|---|", flush=True)
    for path in options.instances:
        name, seconds = path.stem, options.time_limit
        mine = ours(path.resolve(), seconds, options.workers, options.seed)
        if options.alone:
            print(f"{line(name, mine)} load {os.getloadavg()[0]:.1f}", flush=True)
            continue
        others = [
            peer(f"plain_{each}", path.resolve(), seconds, options.workers if each == "cpsat" else 1)
            for each in options.peer or PEERS
            if each != "timefold" or os.environ.get(JARS)
        ]
        for answer in (mine, *others):
            print(line(name, answer), flush=True)
        print(f"{name}: {ratios(mine, others)}; load {os.getloadavg()[0]:.1f}, {time.strftime('%H:%M')}", flush=True)


if __name__ == "__main__":
    main()
