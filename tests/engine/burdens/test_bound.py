"""Whole plans of burdens: a bound that no roster comes under, and rosters that reach it."""

from __future__ import annotations

import random

import numpy as np
import pytest

from selvstyrt.core.roster import Assignments, Evaluator, read_problem
from selvstyrt.engine.arms import Arm, Found
from selvstyrt.engine.burdens import BurdenPlans
from selvstyrt.engine.burdens.pricing import Pricing
from selvstyrt.engine.burdens.stages import NEVER, SCALE, Burdens
from selvstyrt.engine.completing import Completing
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.model import Model
from tests.core.roster.problems import assistant, problem, shift
from tests.engine.random_problems import random_problem
from tests.engine.test_model_against_evaluator import lawful_by_evaluator
from tests.engine.test_objective import second_format

WEEKEND = (
    shift("2027-03-05T23:00", "2027-03-06T07:00", "friday night"),
    shift("2027-03-06T10:00", "2027-03-06T14:00", "saturday"),
    shift("2027-03-06T23:00", "2027-03-07T07:00", "saturday night"),
    shift("2027-03-07T10:00", "2027-03-07T14:00", "sunday"),
)


def bounded(model: Model, start: Assignments | None = None) -> BurdenPlans:
    """The arm after its work, without a roster to complete."""
    nobody = dict.fromkeys(model.problem.shift_by_id)
    arm = BurdenPlans(model, 0, 60, start or nobody, lambda holders, of: None)
    arm.work()
    return arm


@pytest.mark.parametrize("seed", [*range(100, 116), *range(700, 724)])
def test_no_roster_of_a_small_problem_comes_under_the_bound(seed: int) -> None:
    data = second_format(seed, 2, 4) if seed >= 700 else random_problem(seed, people=2, shifts=4)
    evaluator = Evaluator.of(read_problem(data))
    lawful = lawful_by_evaluator(evaluator)
    if lawful:
        bound = bounded(build_model(evaluator)).bound
        assert bound is None or bound <= min(lawful.values())


def test_a_weekend_that_nobody_can_work_alone_begins_two_weekends() -> None:
    weights = {"nights": 0, "weekends": 0, "contract": 0}
    team = (assistant("amal"), assistant("jonas"))
    evaluator = Evaluator.of(problem(*WEEKEND, team=team, weights=weights))
    model = build_model(evaluator)
    assert min(lawful_by_evaluator(evaluator).values()) == 12
    assert bounded(model).bound == 12
    alone = Evaluator.of(problem(*WEEKEND, team=(assistant("amal"),)))
    bound = bounded(build_model(alone)).bound
    assert bound is not None
    assert 2 * 50_000 <= bound <= min(lawful_by_evaluator(alone).values())


@pytest.mark.parametrize(
    "recipe", [Recipe(assistants=8, weeks=8, seed=5), Recipe(assistants=8, weeks=8, seed=2)], ids=str
)
def test_a_scheme_reaches_its_bound(recipe: Recipe) -> None:
    evaluator = Evaluator.of(read_problem(generate(recipe)))
    model = build_model(evaluator)
    arm = BurdenPlans(model, 0, 120, first_draft(evaluator), Completing(model, 0).complete)
    arm.work()
    assert arm.best is not None
    judged = evaluator.judge(arm.best.holders)
    assert judged.is_sound
    assert judged.objective == arm.best.points == arm.bound


def test_a_plan_costs_what_the_search_for_it_says_and_no_lawful_plan_costs_less() -> None:
    evaluator = Evaluator.of(read_problem(generate(Recipe(assistants=6, weeks=5, seed=3))))
    burdens = Burdens(build_model(evaluator))
    pricing, dice = Pricing(burdens), random.Random(3)
    draft = first_draft(evaluator)
    for _ in range(6):
        prices = np.array([dice.randrange(0, 20 * SCALE) for _ in burdens.shifts], dtype=np.int64)
        values, plans = pricing.cheapest(prices)
        for person, plan in enumerate(plans):
            assert values[person] == pricing.cost(person, plan) - prices[list(plan)].sum()
            drafted = tuple(n for n, each in enumerate(burdens.shifts) if draft[each.id] == burdens.people[person].id)
            assert values[person] <= pricing.cost(person, drafted) - prices[list(drafted)].sum()
            assert pricing.cost(person, drafted) < NEVER


def test_what_is_decided_stands_in_every_plan() -> None:
    evaluator = Evaluator.of(read_problem(generate(Recipe(assistants=4, weeks=4, seed=1))))
    pricing = Pricing(Burdens(build_model(evaluator)))
    none = np.zeros(len(pricing.burdens.shifts), dtype=np.int64)
    person = next(n for n in range(4) if pricing.cost(n, (1,)) < NEVER)
    pricing.decide(person, 1)
    assert [1 in plan for plan in pricing.cheapest(none)[1]] == [n == person for n in range(4)]
    dear = none + 1000 * SCALE
    assert [1 in plan for plan in pricing.cheapest(dear)[1]] == [n == person for n in range(4)]


def test_problems_without_burdens_have_no_bound() -> None:
    model = build_model(Evaluator.of(problem(shift("2027-03-01T10:00", "2027-03-01T14:00", "one"))))
    arm = bounded(model)
    assert arm.bound is None
    assert arm.best is None


def test_the_search_ends_when_asked() -> None:
    evaluator = Evaluator.of(read_problem(generate(Recipe(assistants=8, weeks=8, seed=1))))
    model, draft = build_model(evaluator), first_draft(evaluator)
    asked: list[Found | None] = []

    def complete(holders: Assignments, of: Arm) -> Found | None:
        of.stop()
        asked.append(None)
        return None

    arm = BurdenPlans(model, 0, 120, draft, complete)
    arm.work()
    assert len(asked) == 1
