"""A roster of which only the burdens are dealt is filled up, in the time of the one who asks."""

from __future__ import annotations

import pytest

from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.engine import completing
from selvstyrt.engine.arms import Arm, Holders
from selvstyrt.engine.completing import Completing
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.highs import Highs
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.model import Model


class Asking(Arm):
    """One who asks for whole rosters."""

    def work(self) -> None:
        """Nothing of its own."""


@pytest.fixture(scope="module")
def model() -> Model:
    return build_model(Evaluator.of(read_problem(generate(Recipe(assistants=6, weeks=5, seed=3)))))


def burdens_of(model: Model) -> Holders:
    """Of a first draft the weekends and nights alone."""
    draft, targets = first_draft(model.evaluator), model.targets
    burdened = {shift.id for shifts in targets.of_kind.values() for shift in shifts}
    return {shift: who if shift in burdened else None for shift, who in draft.items()}


def test_what_is_dealt_stands_and_the_rest_is_set_right_by_the_linear_program(
    model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completing, "EFFORT", 1e-6)
    dealt, asking = burdens_of(model), Asking(model, 0, 60)
    found = Completing(model, 0).complete(dealt, asking)
    assert found is not None
    judged, drafted = model.evaluator.judge(found.holders), model.evaluator.judge(first_draft(model.evaluator, dealt))
    assert judged.is_sound
    assert judged.objective == found.points < drafted.objective
    assert all(found.holders[shift] == who for shift, who in dealt.items() if who is not None)


def test_nothing_is_set_right_for_one_who_was_asked_to_end(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completing, "EFFORT", 1e-6)
    dealt, asking = burdens_of(model), Asking(model, 0, 60)
    asking.stop()
    found = Completing(model, 0).complete(dealt, asking)
    assert found is not None
    assert found.points == model.evaluator.judge(first_draft(model.evaluator, dealt)).objective
    late = Completing(model, 0).complete(dealt, Asking(model, 0, 0))
    assert late is not None
    assert late.points == found.points


def test_the_linear_program_keeps_what_is_held(model: Model) -> None:
    held = {shift: who for shift, who in burdens_of(model).items() if who is not None}
    free, bound = Highs(model, 0, 60), Highs(model, 0, 60, held)
    for arm in (free, bound):
        arm.work()
        assert arm.best is not None
        assert model.evaluator.judge(arm.best.holders).objective == arm.best.points
    assert free.best is not None
    assert bound.best is not None
    assert free.best.points < bound.best.points
    assert {shift: bound.best.holders[shift] for shift in held} == held
