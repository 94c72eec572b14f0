"""The objective in linear terms against the evaluator's points, with all that the second format adds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.totals import bound_by_totals
from tests.engine.random_problems import random_problem
from tests.engine.test_model_against_evaluator import cheapest_by_model, lawful_by_evaluator

PAY = {"tariff": "tariff_virke", "full_week_minutes": 2130}
REACHED = ("short_notice", "few_people", "cost", "wishes", "calm", "continuity")


def second_format(seed: int, people: int, shifts: int) -> dict[str, Any]:
    """A small random problem with a ledger, pay, short notice and every term weighed."""
    dice = random.Random(1000 + seed)
    data = random_problem(seed, people=people, shifts=shifts) | {"format": "selvstyrt-roster-problem/2"}
    data["weights"] |= {"few_people": dice.choice((1, 3)), "short_notice": dice.choice((2, 12)), "cost": 1}
    data["notice_until"] = f"{data['to']}T00:00"
    team = data["assistants"]
    if dice.random() < 0.5:
        data["current"] = {need["id"]: dice.choice([*(p["id"] for p in team), None]) for need in data["shifts"]}
    for number, person in enumerate(team):
        person["pay"] = PAY | {"seniority": 12 * number}
        balance = {kind: str(dice.choice((-2, -1, 0, 1, 3)) / 4) for kind in ("weekends", "nights", "short_notice")}
        person["ledger"] = balance | {"wishes": str(dice.choice((-3, -1, 0, 2)))}
    return data


CASES = [*((1, 6, seed) for seed in range(40, 60)), *((2, 4, seed) for seed in range(700, 730))]


@pytest.mark.parametrize(("people", "shifts", "seed"), CASES)
def test_the_cheapest_roster_costs_the_same_by_model_and_evaluator(people: int, shifts: int, seed: int) -> None:
    evaluator = Evaluator.of(read_problem(second_format(seed, people, shifts)))
    lawful = lawful_by_evaluator(evaluator)
    if not lawful:
        return
    model, cheapest = build_model(evaluator), min(lawful.values())
    assert cheapest_by_model(model) == cheapest
    assert bound_by_totals(model, seconds=20, seed=0) in range(cheapest + 1)


@pytest.mark.parametrize(("people", "shifts", "seed"), CASES[::3])
def test_any_roster_costs_the_same_by_model_and_evaluator(people: int, shifts: int, seed: int) -> None:
    evaluator = Evaluator.of(read_problem(second_format(seed, people, shifts)))
    lawful = lawful_by_evaluator(evaluator)
    for roster in random.Random(seed).sample(sorted(lawful, key=str), min(4, len(lawful))):
        holders = dict(roster)
        model = build_model(evaluator)
        for (person, shift), literal in model.has.items():
            model.cp.add(literal == (holders[shift] == person))
        assert cheapest_by_model(model) == lawful[roster]


def test_the_small_problems_reach_every_term() -> None:
    reached = set()
    for people, shifts, seed in CASES:
        evaluator = Evaluator.of(read_problem(second_format(seed, people, shifts)))
        for roster in list(lawful_by_evaluator(evaluator))[:200]:
            reached |= {term for term, points in evaluator.judge(dict(roster)).points.items() if points}
    assert reached >= set(REACHED)
