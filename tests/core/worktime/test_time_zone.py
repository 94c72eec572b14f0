"""The time zone of the machine decides nothing: other processes in other zones give the same answers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import random, time
from datetime import date
from selvstyrt.core.law import holidays
from selvstyrt.core.worktime import advise, check, measures
from tests.core.worktime.any_roster import any_assessed
from tests.core.worktime.shifts import LIMITS
print(time.localtime(0).tm_gmtoff, file=__import__("sys").stderr)
for seed in range(40):
    assessed = any_assessed(random.Random(seed), 4)
    print(check(assessed, LIMITS), advise(assessed, LIMITS), measures(assessed, LIMITS))
print(holidays.sunday_windows(date(2026, 1, 1), date(2026, 12, 31)))
"""


def answers(zone):
    """What a new process says whose machine stands in another zone, and how far from UTC that machine is."""
    done = subprocess.run(
        [sys.executable, "-c", ASKED],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TZ": zone},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, int(done.stderr.split()[-1])


@pytest.fixture(scope="module")
def at_home():
    return answers("Europe/Oslo")


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/St_Johns"])
def test_findings_sums_and_windows_are_the_same_wherever_the_server_stands(zone, at_home):
    there, offset = answers(zone)
    assert offset != at_home[1], "the zone took effect"
    assert len(there) > 10_000
    assert there == at_home[0]
