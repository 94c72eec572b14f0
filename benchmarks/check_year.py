"""How long the working-time rules take over one year of one assistant's shifts.

Run: .venv/bin/python benchmarks/check_year.py
Target: under 10 ms for a year, 20 000 shifts a second.
"""

from __future__ import annotations

import random
import statistics
import time
from datetime import UTC, date, datetime, timedelta

from selvstyrt.core.base import Span
from selvstyrt.core.worktime import Agreement, AgreementType, Assessed, Contract, Limits, WorkShift, check

ROUNDS = 50
AGREEMENTS = {
    "no agreements": (),
    "averaged hours and Sundays": (
        Agreement(AgreementType.AVERAGING_INDIVIDUAL, period_weeks=8),
        Agreement(AgreementType.SUNDAY_AVERAGING_INDIVIDUAL, period_weeks=26),
    ),
}


def year_of_shifts(seed: int = 1) -> tuple[WorkShift, ...]:
    """About 300 shifts of seven to nine hours over 2026, with rests that are sometimes short."""
    dice = random.Random(seed)
    start, found = datetime(2026, 1, 5, 7, tzinfo=UTC), []
    while start.year == 2026:
        end = start + timedelta(minutes=dice.choice([420, 450, 480, 540]))
        found.append(WorkShift(str(len(found)), Span(start, end), break_minutes=30))
        start = end + timedelta(minutes=dice.choice([660, 960, 1200, 1800]))
    return tuple(found)


def main() -> None:
    """Print median milliseconds of processor time and shifts per second for each set of agreements."""
    shifts = year_of_shifts()
    limits = Limits.at(date(2026, 1, 1))
    period = Span.of_local(datetime(2026, 1, 5), datetime(2027, 1, 4))  # noqa: DTZ001
    for name, agreements in AGREEMENTS.items():
        assessed = Assessed("amal", shifts, Contract(), agreements, period=period)
        found = check(assessed, limits)
        times = []
        for _ in range(ROUNDS):
            begun = time.process_time()
            check(assessed, limits)
            times.append(time.process_time() - begun)
        middle = statistics.median(times)
        print(f"{name}: {len(shifts)} shifts, {len(found)} findings, {middle * 1000:.1f} ms, "
              f"{len(shifts) / middle:.0f} shifts/s")  # fmt: skip


if __name__ == "__main__":
    main()
