"""The model against the evaluator: every roster of many small problems, judged by both.

The model must allow exactly the rosters that the evaluator finds sound and free of new doubts, and its
best must cost what the evaluator says the cheapest of them costs.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from ortools.sat.python import cp_model

from selvstyrt.core.roster import Evaluator, Problem, read_problem
from selvstyrt.engine.constraints import CONSTRAINTS
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.highs import Highs
from selvstyrt.engine.improve import build_model
from selvstyrt.engine.model import Model
from selvstyrt.engine.totals import bound_by_totals
from tests.engine.random_problems import random_problem

DEMO = Path(__file__).parents[2] / "benchmarks" / "problems" / "demo.json"

Holders = tuple[tuple[str, str | None], ...]


def lawful_by_evaluator(evaluator: Evaluator) -> dict[Holders, int]:
    """Every roster that the evaluator accepts, with its points."""
    problem = evaluator.problem
    fixed = evaluator.judge({shift.id: shift.fixed for shift in problem.shifts})
    doubted = {(finding.who, finding.rule) for finding in fixed.doubts}
    found = {}
    for roster in every_roster(problem):
        judged = evaluator.judge(dict(roster))
        if judged.is_sound and all((doubt.who, doubt.rule) in doubted for doubt in judged.doubts):
            found[roster] = judged.objective
    return found


def every_roster(problem: Problem) -> Iterator[Holders]:
    ids = [shift.id for shift in problem.shifts]
    for holders in product([None, *problem.person_by_id], repeat=len(ids)):
        yield tuple(zip(ids, holders, strict=True))


def allowed_by_model(model: Model) -> set[Holders]:
    """Every roster that the model has a solution for."""
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    found = set()
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    while solver.solve(model.cp) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        holders: dict[str, str | None] = {shift.id: None for shift in model.problem.shifts}
        other = []
        for (person, shift), literal in model.has.items():
            taken = solver.boolean_value(literal)
            other.append(literal.negated() if taken else literal)
            if taken:
                holders[shift] = person
        found.add(tuple(holders.items()))
        if not other:
            break
        model.cp.add_bool_or(other)
    return found


def cheapest_by_model(model: Model) -> int | None:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    return round(solver.objective_value) if solver.solve(model.cp) == cp_model.OPTIMAL else None


MANY = int(os.environ.get("SELVSTYRT_RANDOM_PROBLEMS", "0"))
"""Set it to try so many problems of each size; otherwise a sample."""

SIZES = {"one assistant": (1, 6, 0, 32), "two assistants": (2, 4, 500_000, 18)}
CASES = [
    pytest.param(people, shifts, first + number, id=f"{name}-{first + number}")
    for name, (people, shifts, first, sample) in SIZES.items()
    for number in range(MANY or sample)
]
LARGER = range(1_000_000, 1_000_000 + (MANY or 8))


@pytest.mark.parametrize(("people", "shifts", "seed"), CASES)
def test_model_and_evaluator_allow_the_same_rosters_at_the_same_price(people: int, shifts: int, seed: int) -> None:
    evaluator = Evaluator.of(read_problem(random_problem(seed, people=people, shifts=shifts)))
    lawful = lawful_by_evaluator(evaluator)
    if not evaluator.judge({shift.id: shift.fixed for shift in evaluator.problem.shifts}).is_sound:
        assert lawful == {}, "an impossible fixed shift leaves no roster"
        return
    assert allowed_by_model(build_model(evaluator)) == set(lawful)
    model, cheapest = build_model(evaluator), min(lawful.values())
    assert cheapest_by_model(model) == cheapest
    assert bound_by_totals(model, seconds=20, seed=0) in range(cheapest + 1)


@pytest.mark.parametrize("seed", LARGER)
def test_nothing_that_the_model_allows_in_a_larger_problem_is_refused(seed: int) -> None:
    """Whatever the model is asked to prefer: the evaluator accepts the roster."""
    evaluator = Evaluator.of(read_problem(random_problem(seed, people=3, shifts=24)))
    fixed = evaluator.judge({shift.id: shift.fixed for shift in evaluator.problem.shifts})
    if not fixed.is_sound:
        return
    doubted = {(finding.who, finding.rule) for finding in fixed.doubts}
    model, dice, solver = build_model(evaluator), random.Random(seed), cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 0.1
    for _ in range(3):
        model.cp.clear_objective()  # type: ignore[no-untyped-call]
        model.cp.maximize(sum(dice.randrange(-1, 10) * literal for literal in model.has.values()))
        if solver.solve(model.cp) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            continue
        holders: dict[str, str | None] = dict.fromkeys(evaluator.problem.shift_by_id)
        holders |= {shift: person for (person, shift), taken in model.has.items() if solver.boolean_value(taken)}
        judged = evaluator.judge(holders)
        assert judged.breaches == ()
        assert [doubt for doubt in judged.doubts if (doubt.who, doubt.rule) not in doubted] == []


@pytest.mark.parametrize("seed", range(600, 608))
def test_the_linear_program_has_the_same_cheapest_roster(seed: int) -> None:
    """Rows switched off by conditions, negations and long sums: HiGHS and the evaluator agree."""
    evaluator = Evaluator.of(read_problem(random_problem(seed, people=2, shifts=4)))
    lawful = lawful_by_evaluator(evaluator)
    highs = Highs(build_model(evaluator), seed=0, seconds=20)
    highs.work()
    if not lawful:
        assert highs.is_impossible
        return
    assert highs.is_proven
    assert highs.best is not None
    assert highs.best.points == highs.bound == min(lawful.values())
    assert tuple(highs.best.holders.items()) in lawful


def test_the_model_prices_a_roster_of_a_scheme_as_the_evaluator_does() -> None:
    """The first draft, and the same with shifts left out: hours, shares and wishes off their targets."""
    problem = read_problem(json.loads(DEMO.read_text(encoding="utf-8")))
    evaluator = Evaluator.of(problem)
    draft = first_draft(evaluator)
    for left_out in (0, 1, 3):
        model = build_model(evaluator)
        holders = {
            shift: None if left_out and n % 7 < left_out else who for n, (shift, who) in enumerate(draft.items())
        }
        for (person, shift), literal in model.has.items():
            model.cp.add(literal == (holders[shift] == person))
        assert cheapest_by_model(model) == evaluator.judge(holders).objective


NEEDED_BY = {
    "daily_hours": 0,
    "overlap": 1,
    "daily_rest": 1,
    "fixed": 3,
    "breaks": 7,
    "sundays": 7,
    "special": 11,
    "contract_max": 12,
    "weekly_hours": 20,
    "union": 29,
    "frame": 37,
    "weekly_rest": 90,
}
"""Rule -> seed of a random problem in which it alone keeps some roster out."""


def test_every_rule_of_the_model_is_needed_by_some_random_problem() -> None:
    """The random problems reach each rule: without it the model allows something the evaluator refuses."""
    rules = {constraint.__name__.rpartition(".")[2]: frozenset(constraint.MIRRORS) for constraint in CONSTRAINTS}
    assert set(NEEDED_BY) == set(rules)
    for name, seed in NEEDED_BY.items():
        evaluator = Evaluator.of(read_problem(random_problem(seed, people=1, shifts=6)))
        assert any(
            broken and broken <= rules[name]
            for roster in every_roster(evaluator.problem)
            for judged in [evaluator.judge(dict(roster))]
            for broken in [{finding.rule for finding in judged.breaches + judged.doubts}]
        ), name
