"""The race of the solvers: what is tiny is proven whatever the clock says."""

from __future__ import annotations

import pytest

from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.engine import race as race_module
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.progress import Search
from selvstyrt.engine.race import TINY, Run, Start, race

NO_TIME = 1e-6


def raced(assistants: int, weeks: int, workers: int) -> tuple[int, Run]:
    evaluator = Evaluator.of(read_problem(generate(Recipe(assistants=assistants, weeks=weeks, seed=2))))
    model, draft = build_model(evaluator), first_draft(evaluator)
    search = Search(workers, 0, total=len(evaluator.problem.shifts))
    return len(model.has), race(search, model, NO_TIME, Start(draft, evaluator.judge(draft).objective))


@pytest.mark.parametrize("workers", [1, 2])
def test_a_tiny_problem_is_proven_whatever_the_clock_says(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    size, run = raced(3, 2, workers)
    assert 0 < size <= TINY
    assert run.is_proven
    assert run.points == run.bound
    monkeypatch.setattr(race_module, "TINY", 0)
    assert not raced(3, 2, workers)[1].is_proven


def test_a_larger_one_ends_when_its_time_is_up() -> None:
    size, run = raced(7, 8, 1)
    assert size > TINY
    assert not run.is_proven
