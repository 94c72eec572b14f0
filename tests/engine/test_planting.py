"""Made-up problems with a known answer: it is lawful, and a search is never worse."""

from __future__ import annotations

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import read_needs
from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.core.roster.roster import Status
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.planting import planted_needs, planted_roster
from selvstyrt.engine.shift_design import design
from selvstyrt.engine.solve import solve

RECIPES = [Recipe(2, 4, 1), Recipe(5, 6, 2), Recipe(8, 8, 3), Recipe(15, 12, 4), Recipe(4, 52, 5)]


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_the_planted_roster_is_lawful_and_leaves_nothing_empty(recipe: Recipe) -> None:
    planted = planted_roster(recipe)
    problem = read_problem(planted.problem)
    judged = Evaluator.of(problem).judge(planted.holders)
    assert judged.is_sound
    assert not judged.uncovered
    assert judged.objective == planted.points
    assert set(planted.holders) == {shift.id for shift in problem.shifts}
    assert len(problem.shifts) >= 0.7 * len(generate(recipe)["shifts"])
    assert planted_roster(recipe) == planted


@pytest.mark.parametrize("recipe", [Recipe(3, 4, 7), Recipe(5, 4, 8), Recipe(6, 6, 9)], ids=str)
def test_a_search_is_never_worse_than_the_planted_roster_nor_its_bound_above_it(recipe: Recipe) -> None:
    planted = planted_roster(recipe)
    found = solve(read_problem(planted.problem), time_limit_s=5, workers=1)
    assert found.status in (Status.OPTIMAL, Status.FEASIBLE)
    assert found.evaluation is not None
    assert not found.evaluation.uncovered
    assert found.objective is not None
    assert found.objective <= planted.points
    assert found.bound is not None
    assert found.bound <= planted.points


@pytest.mark.parametrize("recipe", [Recipe(3, 4, 1), Recipe(5, 8, 2), Recipe(8, 4, 3)], ids=str)
def test_a_curve_that_is_the_sum_of_shifts_is_covered_by_at_most_as_many(recipe: Recipe) -> None:
    planted = planted_needs(recipe)
    found = design(read_needs(planted.needs))
    assert found.status in (Status.OPTIMAL, Status.FEASIBLE)
    assert 0 < len(found.week) <= len(planted.shifts)


def test_a_recipe_out_of_range_is_named() -> None:
    for make in (planted_roster, planted_needs):
        with pytest.raises(WrongInput, match="use 1 to"):
            make(Recipe(assistants=0))
