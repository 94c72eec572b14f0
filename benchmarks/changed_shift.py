"""How long one changed shift takes in a plan of 26 weeks that is already checked, as a page asks while a time is typed.

Run: .venv/bin/python benchmarks/changed_shift.py
Target: under 2 ms of processor time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from made_plans import CONTRACTS, LIMITS, assessed, bad_rota, ordinary_rota

from selvstyrt.core.base import Span
from selvstyrt.core.worktime import Assessed, CheckedPlan, CountingMode, WorkShift

CHANGES = 300
WEEKS = 26


def changes(shifts: tuple[WorkShift, ...], seed: int = 1) -> Iterator[tuple[str, WorkShift | None]]:
    """Shifts moved by up to ten hours, made longer or shorter, or taken out."""
    dice = random.Random(seed)
    for _ in range(CHANGES):
        shift = dice.choice(shifts)
        start, end = (timedelta(minutes=15 * dice.randrange(-12, 13)) for _ in range(2))
        kept = dice.random() > 0.1
        yield shift.id, replace(shift, span=Span(shift.span.start + start, shift.span.end + end)) if kept else None


def show(name: str, asked: Assessed) -> None:
    """One line: the plan, then fastest, median and 95th percentile of a change in milliseconds."""
    plan, times = CheckedPlan(asked, LIMITS), []
    for shift_id, shift in changes(asked.shifts):
        begun = time.process_time()
        plan.changed(shift_id, shift)
        times.append((time.process_time() - begun) * 1000)
    times.sort()
    print(f"{name}: {len(asked.shifts)} shifts, {len(plan.findings)} findings, fastest {times[0]:.2f} ms, "
          f"median {times[CHANGES // 2]:.2f} ms, 95 % within {times[CHANGES * 95 // 100]:.2f} ms")  # fmt: skip


def main() -> None:
    """Both rotas under each contract, and the ordinary one in each way of counting."""
    for kind, shifts in (("ordinary rota", ordinary_rota(WEEKS)), ("bad rota", bad_rota(WEEKS))):
        for name in CONTRACTS:
            show(f"{kind}, {name}", assessed(name, shifts, WEEKS))
    for mode in CountingMode:
        show(f"ordinary rota, {mode.value}", assessed("the act", ordinary_rota(WEEKS), WEEKS, mode))


if __name__ == "__main__":
    main()
