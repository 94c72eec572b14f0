"""The inner loops of listing, compiled by numba (kjernene for lister): every row of one person up to a price.

From the last day back the cheapest completion of each state; then from the first day on, depth first, every row
whose price with its cheapest completion stays within the limit. A state is the day, weekends begun, minutes, the run
that the last day belongs to, and the last shift. Runs: 0 is free to work, 1 and up are days off that are still too few,
`least_off` and up are days of work in a row, one first.

Bundles: `rules` is (minutes by type, which type may follow which, (least and most days in a row, least days off), least
minutes).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from selvstyrt.engine.staffing.kernels import compiled


@compiled
def rests(day: int, run: int, runs: Any) -> Any:
    """The run after a day off; -1 when the days of work before it are too few."""
    least, _, least_off = runs
    if run >= least_off:
        worked = run - least_off + 1
        if worked < least and day > worked:
            return -1
        return int(least_off > 1)
    return run + 1 if 0 < run < least_off - 1 else 0


@compiled
def works(run: int, runs: Any) -> Any:
    """The run after a day of work; -1 when it may not come."""
    _, most, least_off = runs
    if run == 0 and most > 0:
        return least_off
    if run < least_off or run - least_off + 1 >= most:
        return -1
    return run + 1


@compiled
def weekend_after(day: int, run: int, least_off: int) -> int:
    """1 when work on this day begins another weekend, after this run."""
    if day % 7 == 5 or (day % 7 == 6 and run < least_off):
        return 1
    return 0


@compiled
def cheapest_completion(state: Any, work: Any, off: Any, rules: Any, table: Any) -> float:
    """The least that the days from this one on can cost."""
    minutes, follows, runs, _ = rules
    day, weekend, done, run, last = state
    best = np.inf
    rested = rests(day, run, runs)
    if rested >= 0:
        best = off[day] + table[day + 1, weekend, done, rested, 0]
    after = works(run, runs)
    if after < 0:
        return best
    weekend += weekend_after(day, run, runs[2])
    if weekend >= table.shape[1]:
        return best
    for kind in range(len(minutes)):
        total = done + minutes[kind]
        if work[day, kind] < np.inf and total < table.shape[2] and (run < runs[2] or follows[last, kind]):
            best = min(best, work[day, kind] + table[day + 1, weekend, total, after, kind])
    return best


@compiled
def completions(work: Any, off: Any, rules: Any, table: Any) -> None:
    """Fill table[day, weekends, minutes, run, last shift]; the last shift is 0 while the run is one of days off."""
    days, types = work.shape
    least_off, least_minutes = rules[2][2], rules[3]
    table[days, :, least_minutes:] = 0.0
    for day in range(days - 1, -1, -1):
        for weekend in range(table.shape[1]):
            for done in range(table.shape[2]):
                for run in range(table.shape[3]):
                    for last in range(types if run >= least_off else 1):
                        state = (day, weekend, done, run, last)
                        table[day, weekend, done, run, last] = cheapest_completion(state, work, off, rules, table)


@compiled
def next_choice(first: int, state: Any, cost: float, work: Any, off: Any, rules: Any, table: Any, spare: Any) -> Any:
    """The first choice from `first` on (-1: a day off) that keeps within `spare`: it, the state after it and its cost.

    `spare` is (the limit, how many shifts of each type may still come). The choice is the number of types where there
    is none.
    """
    minutes, follows, runs, _ = rules
    day, weekend, done, run, last = state
    limit, left = spare
    rested = rests(day, run, runs)
    if first == -1 and rested >= 0 and cost + off[day] + table[day + 1, weekend, done, rested, 0] <= limit:
        return -1, (day + 1, weekend, done, rested, 0), cost + off[day]
    after, now = works(run, runs), weekend + weekend_after(day, run, runs[2])
    if after >= 0 and now < table.shape[1]:
        for kind in range(max(first, 0), len(minutes)):
            total = done + minutes[kind]
            if total >= table.shape[2] or left[kind] == 0 or not (run < runs[2] or follows[last, kind]):
                continue
            if cost + work[day, kind] + table[day + 1, now, total, after, kind] <= limit:
                return kind, (day + 1, now, total, after, kind), cost + work[day, kind]
    return len(minutes), state, cost


@compiled
def list_rows(
    work: Any, off: Any, rules: Any, table: Any, most_of: Any, limit: float, rows: Any, most_steps: int
) -> int:
    """Write every row up to the limit; how many there are, -1 when they or the steps are too many."""
    days, types = work.shape
    states = [(0, 0, 0, 0, 0)] * (days + 1)
    costs = np.zeros(days + 1)
    row = np.full(days + 1, -2)
    left = most_of.copy()
    day, count = 0, 0
    for _ in range(most_steps):
        if day == days:
            if count == len(rows):
                return -1
            rows[count] = row[:days]
            count += 1
            day -= 1
        if row[day] >= 0:
            left[row[day]] += 1
        found, state, cost = next_choice(row[day] + 1, states[day], costs[day], work, off, rules, table, (limit, left))
        if found == types:
            day -= 1
            if day < 0:
                return count
            continue
        row[day] = found
        if found >= 0:
            left[found] -= 1
        day += 1
        states[day], costs[day], row[day] = state, cost, -2
    return -1
