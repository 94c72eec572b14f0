"""The extra `bench`: machine code is kept for the next run; without numba small instances are solved all the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SMALL = Path(__file__).parents[3] / "benchmarks" / "problems" / "staffing_small.txt"

COMPILE = """
import numpy as np
from selvstyrt.engine.staffing.kernels import rest_after
print(rest_after(2, 9, 2, np.zeros(9))[0])
print(sum(rest_after.stats.cache_hits.values()), sum(rest_after.stats.cache_misses.values()))
"""

WITHOUT = """
import sys
from pathlib import Path
sys.modules["numba"] = None
from selvstyrt.engine.staffing.reading import read_instance
from selvstyrt.engine.staffing.solve import solve
found = solve(read_instance(Path(sys.argv[1])), time_limit_s=60, workers=1)
print(found.status.value, found.objective == found.bound)
"""


def run(code: str, *arguments: str, **more: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | more,
        timeout=300,
    )
    return done.stdout.split()


def test_the_second_run_finds_the_machine_code_of_the_first(tmp_path: Path) -> None:
    assert run(COMPILE, NUMBA_CACHE_DIR=str(tmp_path)) == ["4", "0", "1"]
    assert run(COMPILE, NUMBA_CACHE_DIR=str(tmp_path)) == ["4", "1", "0"]


def test_where_no_folder_can_be_written_it_is_compiled_each_time() -> None:
    nowhere = "import numba.core.caching as c; c.CacheImpl._locator_classes = []\n"
    assert run(nowhere + COMPILE)[0] == "4"


def test_a_small_instance_is_proven_without_numba() -> None:
    assert run(WITHOUT, str(SMALL)) == ["optimal", "True"]
