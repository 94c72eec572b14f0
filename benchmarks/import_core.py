"""How long `import selvstyrt.core` and each of its packages takes in a fresh process, compiled files in place.

Run: .venv/bin/python benchmarks/import_core.py
Target: under 50 ms.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 20
TIMED = "import time; begun = time.process_time(); import {}; print(time.process_time() - begun)"
STANDARD_LIBRARY = "dataclasses, datetime, decimal, enum, pathlib, tomllib, typing, zoneinfo"


def packages() -> list[str]:
    """`selvstyrt.core` and the packages in it."""
    core = Path(__file__).resolve().parents[1] / "src" / "selvstyrt" / "core"
    inside = sorted(path.parent.name for path in core.glob("*/__init__.py"))
    return ["selvstyrt.core", *(f"selvstyrt.core.{name}" for name in inside)]


def seconds(names: str) -> float:
    """Processor seconds of one import in a fresh process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", TIMED.format(names)]
    return float(subprocess.run(command, capture_output=True, check=True, env=environment, text=True).stdout)


def main() -> None:
    """Print the fastest and the median import in milliseconds of processor time."""
    for name in (*packages(), STANDARD_LIBRARY):
        seconds(name)
        times = sorted(seconds(name) for _ in range(ROUNDS))
        print(f"{name}: fastest {times[0] * 1000:.0f} ms, median {statistics.median(times) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
