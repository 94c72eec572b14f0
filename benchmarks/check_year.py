"""How long the working-time rules take over one year of one assistant's shifts, and which rules take it.

Run: .venv/bin/python benchmarks/check_year.py
Target: 100 000 shifts a second of processor time, at the least 20 000; 10 000 shifts in one call.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from made_plans import CONTRACTS, LIMITS, assessed, bad_rota, ordinary_rota

from selvstyrt.core.worktime import Assessed, CountingMode, check
from selvstyrt.core.worktime.checking import RULES
from selvstyrt.core.worktime.judging import Judging

ROUNDS = 60
WEEKS = 52
LONG_WEEKS = (500, 1000, 2000)  # 2 500, 5 000 and 10 000 shifts


def timed(work: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Sorted seconds of processor time."""
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        found.append(time.process_time() - begun)
    return sorted(found)


def show(name: str, asked: Assessed, rounds: int = ROUNDS) -> None:
    """One line: shifts, findings, median and fastest, shifts per second."""
    findings, times = check(asked, LIMITS), timed(lambda: check(asked, LIMITS), rounds)
    middle, count = statistics.median(times), len(asked.shifts)
    print(f"{name}: {count} shifts, {len(findings)} findings, median {middle * 1000:.1f} ms ({count / middle:.0f}/s), "
          f"fastest {times[0] * 1000:.1f} ms ({count / times[0]:.0f}/s)")  # fmt: skip


def counted(asked: Assessed) -> Judging:
    """Everything counted that most rules read, so that a rule's own time is left."""
    judging = Judging(asked, LIMITS)
    assert judging.days is not None
    assert judging.judged_weeks is not None
    assert judging.main_periods is not None
    return judging


def show_shares(asked: Assessed) -> None:
    """The fastest time of reading and counting, and of each rule, as a share of their sum."""
    judging = counted(asked)
    parts = {"read and count": timed(lambda: counted(asked))[0]}
    for rule in RULES:
        name = f"{rule.__module__.rsplit('.', 1)[-1]}.{rule.__name__}"
        parts[name] = timed(lambda rule=rule: list(rule(judging)))[0]  # type: ignore[misc]
    whole = sum(parts.values())
    for name, seconds in sorted(parts.items(), key=lambda item: -item[1]):
        if seconds / whole >= 0.01:
            print(f"  {name}: {seconds / whole:.0%}")


def main() -> None:
    """A year under each contract, the shares of the rules, the ways of counting, and long plans."""
    for kind, shifts in (("ordinary rota", ordinary_rota(WEEKS)), ("bad rota", bad_rota(WEEKS))):
        for name in CONTRACTS:
            asked = assessed(name, shifts, WEEKS)
            show(f"{kind}, {name}", asked)
            show_shares(asked)
    for mode in CountingMode:
        show(f"ordinary rota, {mode.value}", assessed("the act", ordinary_rota(WEEKS), WEEKS, mode))
    for weeks in LONG_WEEKS:
        show(f"{weeks} weeks", assessed("the act", ordinary_rota(weeks), weeks), rounds=5)


if __name__ == "__main__":
    main()
