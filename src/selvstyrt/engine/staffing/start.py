"""The first rosters (første utkast): people in turn choose their best row against what the others leave."""

from __future__ import annotations

import numpy as np

from selvstyrt.engine.staffing.instance import weekend_of
from selvstyrt.engine.staffing.prices import Prices
from selvstyrt.engine.staffing.pricing import Priced
from selvstyrt.engine.staffing.problem import FREE, Flags, Floats, Limits, Problem, Row
from selvstyrt.engine.staffing.search import Search
from selvstyrt.engine.staffing.windows import Frame, WindowPricer, choice_within, first_seen

BLOCK_DAYS = 14
AHEAD_DAYS = 7


def worth_of_one_more(problem: Problem, missing: Floats) -> Floats:
    """What one more on each need saves: the weight of one too few, or minus the weight of one too many."""
    found: Floats = np.where(missing > 0, problem.under, -problem.over)
    return found


def best_responses(search: Search, prices: Prices, rows: dict[int, Row], passes: int = 30) -> None:
    """Let people in turn take their best row while the others stay, until nobody gains."""
    problem = search.problem
    missing = problem.missing(rows)
    cost = problem.cost(rows)
    for _ in range(passes):
        for person in search.rng.permutation(problem.people):
            if search.is_over:
                return
            missing[problem.needs_met(rows[person])] += 1
            priced = prices.cheapest(person, prices.grid(worth_of_one_more(problem, missing)))
            if priced is not None and priced.row is not None:
                rows[int(person)] = priced.row
            missing[problem.needs_met(rows[person])] -= 1
        now = problem.cost(rows)
        if now >= cost:
            return
        cost = now
        search.offer(rows)


def first_rows(search: Search, prices: Prices) -> dict[int, Row] | None:
    """One row for each person, taken in random order; None when somebody has no lawful row at all."""
    problem = search.problem
    missing = problem.need.copy()
    rows: dict[int, Row] = {}
    for person in search.rng.permutation(problem.people):
        priced = prices.cheapest(person, prices.grid(worth_of_one_more(problem, missing)))
        if priced is None or priced.row is None:
            return None
        rows[int(person)] = priced.row
        missing[problem.needs_met(priced.row)] -= 1
    search.offer(rows)
    return rows


def drafted_rows(search: Search, prices: Prices) -> dict[int, Row] | None:
    """One row for each person, two weeks at a time; None when somebody got none.

    Quick where whole rows take long. Each takes a share of the person's sums that goes with the days, and looks a week
    ahead, so that the next two weeks can go on from there. Who gets stuck takes a whole row instead.
    """
    problem = search.problem
    missing = problem.need.copy()
    rows = {person: np.full(problem.days, FREE, dtype=np.int16) for person in range(problem.people)}
    settled: set[int] = set()
    for first in range(0, problem.days, BLOCK_DAYS):
        last = min(first + BLOCK_DAYS, problem.days)
        for person in search.rng.permutation(problem.people).tolist():
            if person in settled:
                continue
            worth = prices.grid(worth_of_one_more(problem, missing))
            before, row = rows[person], None
            ahead = min(last + AHEAD_DAYS, problem.days)
            for end, slack in ((ahead, 1), (ahead, 3), (problem.days, 1)):
                row = row if row is not None else _drafted(problem, person, before, (first, end), slack, worth)
            if row is None:
                missing[problem.needs_met(before)] += 1
                priced = prices.cheapest(person, prices.grid(worth_of_one_more(problem, missing)))
                if priced is None or priced.row is None:
                    return None
                row = priced.row
                settled.add(person)
                missing[problem.needs_met(row)] -= 1
            else:
                row[last:] = FREE
                missing += np.bincount(problem.needs_met(before), minlength=len(missing))
                missing -= np.bincount(problem.needs_met(row), minlength=len(missing))
            rows[person] = row
    search.offer(rows)
    return rows


def _drafted(problem: Problem, person: int, row: Row, days: tuple[int, int], slack: int, worth: Floats) -> Row | None:
    """The row with the cheapest days from the first to before the last of `days`; None when there are none."""
    first, end = days
    low = first_seen(problem, person, row, first)
    frame = Frame(
        low,
        end,
        _share(problem, person, row, (low, end), slack),
        choice_within(problem, person, row, (low, end), days),
    )
    priced: Priced | None = WindowPricer(problem, frame, first, end).price((problem.choice[person] - worth)[first:end])
    if priced is None or priced.row is None:
        return None
    drafted = row.copy()
    drafted[first:end] = priced.row
    return drafted


def _share(problem: Problem, person: int, row: Row, days: tuple[int, int], shifts: int) -> Limits:
    """The person's limits for the days from low to end, as much of the whole as goes with the days that can be worked.

    So many shifts more or less are let through until the end of the period, where the limits are those of the person.
    """
    limits, (low, end) = problem.limits[person], days
    able: Flags = np.isfinite(problem.choice[person][:, :-1]).sum(axis=1) > 0
    share, slack = float(able[:end].sum() / max(able.sum(), 1)), shifts * int(problem.minutes.max())
    if end == problem.days:
        share, slack = 1.0, 0
    worked = row[:low][row[:low] != FREE]
    minutes, used = int(problem.minutes[worked].sum()), np.bincount(worked, minlength=problem.types)
    weekends = len({weekend_of(day) for day in range(low) if row[day] != FREE} - {None})
    so_far = min(limits.most_weekends, int(np.ceil(limits.most_weekends * share)) + shifts - 1)
    return Limits(
        most_minutes=max(0, min(limits.most_minutes, int(limits.most_minutes * share) + slack) - minutes),
        least_minutes=max(0, int(limits.least_minutes * share) - slack - minutes),
        most_in_row=min(limits.most_in_row, end - low),
        least_in_row=limits.least_in_row,
        least_off=limits.least_off,
        most_weekends=max(0, min(so_far - weekends, -(-(end - low) // 7) + 1)),
        most_of=tuple(
            max(0, min(most, int(np.ceil(most * share)) + (shifts if slack else 0)) - int(done))
            for most, done in zip(limits.most_of, used, strict=True)
        ),
    )
