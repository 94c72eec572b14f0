"""A peer: Timefold's community edition, with the jars of its Python package `timefold` (Java 17); TimefoldPeer.java.

python -m benchmarks.peers.plain_timefold INSTANCE --time-limit 60

The package stands in an environment of its own; SELVSTYRT_TIMEFOLD_JARS names its folder `timefold/solver/jars`.
Timefold proves nothing, so there is no bound.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers.peer import Result, main
from selvstyrt.engine.staffing.instance import Instance

SOURCE = Path(__file__).with_name("TimefoldPeer.java")


def lines(instance: Instance) -> Iterator[tuple[object, ...]]:
    """The instance as TimefoldPeer.java reads it."""
    yield "days", instance.days
    for shift in instance.shifts:
        yield "shift", shift.id, shift.minutes
    for shift in instance.shifts:
        yield from (("after", shift.id, other) for other in sorted(shift.not_before))
    for person in instance.people:
        limits = (person.most_minutes, person.least_minutes, person.most_in_row, person.least_in_row)
        yield "person", person.id, *limits, person.least_off, person.most_weekends
        yield from (("most", person.id, shift, most) for shift, most in person.most_of.items())
        yield from (("off", person.id, day) for day in sorted(person.days_off))
    for kind, wishes in (("wanted", instance.wanted), ("unwanted", instance.unwanted)):
        yield from ((kind, wish.person, wish.day, wish.shift, wish.weight) for wish in wishes)
    for need in instance.needs:
        yield "need", need.day, need.shift, need.people, need.under, need.over


def solve(instance: Instance, seconds: float, workers: int) -> Result:
    """Compile, then solve; the clock runs for the solving, the start of Java included."""
    jars = os.pathsep.join(str(path) for path in sorted(Path(os.environ["SELVSTYRT_TIMEFOLD_JARS"]).glob("*.jar")))
    with tempfile.TemporaryDirectory() as folder:
        problem, roster = Path(folder) / "problem", Path(folder) / "roster"
        problem.write_text("".join("\t".join(map(str, line)) + "\n" for line in lines(instance)), encoding="utf-8")
        subprocess.run(["javac", "-cp", jars, "-d", folder, str(SOURCE)], check=True, capture_output=True)
        start = time.monotonic()
        command = ["java", "-Xmx1g", "-cp", f"{folder}{os.pathsep}{jars}", "TimefoldPeer", str(problem), str(seconds)]
        subprocess.run([*command, str(roster)], check=True, capture_output=True)
        spent = time.monotonic() - start
        rows = {person.id: [""] * instance.days for person in instance.people}
        for line in roster.read_text(encoding="utf-8").splitlines():
            person, day, shift = line.split("\t")
            rows[person][int(day)] = shift
    return Result(rows, 0, spent, False)


if __name__ == "__main__":
    main("timefold", solve)
