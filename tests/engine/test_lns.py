"""The search part by part: always from one lawful roster to one at least as good, repeatable, open to others' finds."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.engine.arms import Found
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.lns import Lns
from selvstyrt.engine.model import Model
from selvstyrt.engine.neighbourhoods import Kind, Neighbourhoods
from tests.core.roster.problems import assistant, problem, shift

RECIPES = [Recipe(assistants=4, weeks=4, seed=1), Recipe(assistants=6, weeks=5, seed=3), Recipe(assistants=2, weeks=2)]


def evaluator_of(recipe: Recipe) -> Evaluator:
    return Evaluator.of(read_problem(generate(recipe)), None)


def run(model: Model, start: dict[str, str | None], *, seed: int = 7, barren: int = 6) -> Lns:
    lns = Lns(model, seed, 60, start, model.evaluator.judge(start).objective)
    lns.most_barren = barren
    lns.start()
    lns.join()
    return lns


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_the_roster_gets_better_and_stays_lawful(recipe: Recipe) -> None:
    evaluator = evaluator_of(recipe)
    draft = first_draft(evaluator)
    lns = run(build_model(evaluator), draft)
    assert lns.best is not None
    judged = evaluator.judge(lns.best.holders)
    assert judged.is_sound
    assert judged.doubts == ()
    assert judged.objective <= lns.best.points <= evaluator.judge(draft).objective
    assert judged.objective < evaluator.judge(draft).objective


def test_the_same_seed_goes_the_same_way() -> None:
    evaluator = evaluator_of(RECIPES[1])
    draft = first_draft(evaluator)
    first, second = (run(build_model(evaluator), draft, seed=5) for _ in range(2))
    assert first.best == second.best
    assert first.steps == second.steps


def test_a_roster_that_the_model_refuses_is_left_for_the_fixed_shifts_alone() -> None:
    late = shift("2027-03-01T15:00", "2027-03-01T23:00", "late")
    early = shift("2027-03-02T06:00", "2027-03-02T14:00", "early")
    evaluator = Evaluator.of(problem(late, early, team=(assistant("amal", weekly_minutes=960),)), None)
    both = {"late": "amal", "early": "amal"}
    assert not evaluator.judge(both).is_sound
    lns = run(build_model(evaluator), {**both}, barren=3)
    assert lns.best is not None
    assert evaluator.judge(lns.best.holders).is_sound
    assert sorted(holder or "" for holder in lns.best.holders.values()) == ["", "amal"]


def test_a_better_roster_from_elsewhere_is_taken() -> None:
    evaluator = evaluator_of(RECIPES[0])
    model, draft = build_model(evaluator), first_draft(evaluator)
    better = run(model, draft).best
    assert better is not None
    waiting = Lns(model, 1, 60, draft, evaluator.judge(draft).objective)
    waiting.offer(Found(draft, better.points + 1))
    waiting.offer(better)
    waiting.most_barren = 1
    waiting.start()
    waiting.join()
    assert waiting.best is not None
    assert waiting.best.points <= better.points


@pytest.mark.parametrize("recipe", RECIPES, ids=str)
def test_every_kind_of_part_is_open_only_to_those_it_is_meant_for(recipe: Recipe) -> None:
    evaluator = evaluator_of(recipe)
    model, draft = build_model(evaluator), first_draft(evaluator)
    around = Neighbourhoods(model, random.Random(3), draft)
    everything = set(model.has)
    for kind in around.kinds:
        for size in (1, 60, 10_000):
            part = kind.choose(around, size)
            assert len(part) == len(set(part))
            assert everything.issuperset(part)
            if kind.name in ("weekends", "team weekends"):
                assert {key[1] for key in part} <= around.weekends
            if kind.name == "pair":
                assert len({key[0] for key in part}) <= 2
            if kind.name in ("weekends", "mixed", "pair"):
                few = {key[0] for key in part}
                assert all(draft[key[1]] is None or draft[key[1]] in few for key in part)
    assert set(around.some_weeks(10_000_000)) == everything


def test_a_kind_grows_when_it_proves_its_parts_and_shrinks_when_it_does_not() -> None:
    def nothing(around: Neighbourhoods, size: int) -> list[tuple[str, str]]:
        return []

    kind = Kind("weeks", nothing, size=100)
    kind.learn(0, 0.01, is_proven=True, was_whole=False)
    assert kind.size > 100
    grown, worth = kind.size, kind.worth
    kind.learn(0, 0.05, is_proven=False, was_whole=False)
    assert kind.size < grown
    assert kind.worth < worth
    kind.learn(5, 0.01, is_proven=True, was_whole=True)
    assert kind.worth > replace(kind, worth=0.0).worth
