"""Windows against trying every row that agrees outside."""

from __future__ import annotations

import numpy as np
import pytest

from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.windows import Window
from tests.engine.staffing.made_up import made_up
from tests.engine.staffing.test_pricing import problem_rows


@pytest.mark.parametrize("seed", range(16))
@pytest.mark.parametrize(("days", "types"), [(12, 1), (9, 2)])
def test_a_window_is_priced_as_the_cheapest_lawful_row_that_agrees_outside(seed: int, days: int, types: int) -> None:
    instance = made_up(seed, people=1, days=days, types=types)
    problem = problem_of(instance)
    rows = problem_rows(instance)
    rng = np.random.default_rng(seed)
    for _ in range(30 if rows else 0):
        row = rows[rng.integers(len(rows))].astype(np.int16)
        first, last = sorted(rng.choice(days + 1, size=2, replace=False).tolist())
        window = Window(problem, (0,), {0: row}, first, last)
        part = window.part()
        price = part.choice[0] + np.round(rng.uniform(-50, 50, (last - first, types + 1)), 3)
        settled = np.r_[0:first, last:days]
        fitting = [each[first:last] for each in rows if (each[settled] == row[settled]).all()]
        priced = window.pricers()[0].price(price)
        assert priced is not None
        assert priced.row is not None
        assert priced.price == pytest.approx(min(float(price[np.arange(last - first), each].sum()) for each in fitting))
        assert priced.row.tolist() in [each.tolist() for each in fitting]


@pytest.mark.parametrize("seed", range(8))
def test_the_part_costs_what_the_whole_costs_within_the_window(seed: int) -> None:
    instance = made_up(seed, people=3, days=9, types=1)
    problem = problem_of(instance)
    every = [problem_rows_of(instance, person) for person in range(3)]
    if not all(every):
        return
    rng = np.random.default_rng(seed)
    drawn = [{person: rows[rng.integers(len(rows))] for person, rows in enumerate(every)} for _ in range(2)]
    window = Window(problem, (2, 0), drawn[0], 2, 7)
    part = window.part()
    other = {place: drawn[1][person][2:7] for place, person in enumerate(window.people)}
    moved = window.whole(other)
    assert part.cost(other) - part.cost(window.inner()) == problem.cost(moved) - problem.cost(drawn[0])


def problem_rows_of(instance, person):  # type: ignore[no-untyped-def]
    from tests.engine.staffing.made_up import lawful_rows

    letters = {shift.id: place for place, shift in enumerate(instance.shifts)} | {"": -1}
    return [np.array([letters[each] for each in row], dtype=np.int16) for row in lawful_rows(instance, person)]
