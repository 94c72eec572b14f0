"""The model against the evaluator: every roster of many small problems, judged by both.

The model must allow exactly the rosters that the evaluator finds sound and free of new doubts, and its
best must cost what the evaluator says the cheapest of them costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from ortools.sat.python import cp_model

from selvstyrt.core.roster import Evaluator, Problem, read_problem
from selvstyrt.engine.constraints import CONSTRAINTS
from selvstyrt.engine.model import Model
from selvstyrt.engine.improve import build_model
from tests.engine.random_problems import random_problem

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


SIZES = {"one assistant": (1, 6, range(45)), "two assistants": (2, 4, range(500, 525))}
CASES = [
    pytest.param(people, shifts, seed, id=f"{name}-{seed}")
    for name, (people, shifts, seeds) in SIZES.items()
    for seed in seeds
]


@pytest.mark.parametrize(("people", "shifts", "seed"), CASES)
def test_model_and_evaluator_allow_the_same_rosters_at_the_same_price(people: int, shifts: int, seed: int) -> None:
    evaluator = Evaluator.of(read_problem(random_problem(seed, people=people, shifts=shifts)))
    lawful = lawful_by_evaluator(evaluator)
    if not evaluator.judge({shift.id: shift.fixed for shift in evaluator.problem.shifts}).is_sound:
        assert lawful == {}, "an impossible fixed shift leaves no roster"
        return
    assert allowed_by_model(build_model(evaluator)) == set(lawful)
    assert cheapest_by_model(build_model(evaluator)) == min(lawful.values())


def test_every_rule_of_the_model_is_needed_by_some_random_problem() -> None:
    """The random problems reach each rule: without it the model allows something the evaluator refuses."""
    unreached = {constraint.__name__.rpartition(".")[2] for constraint in CONSTRAINTS} - {"special"}
    for seed in range(120):
        if not unreached:
            break
        evaluator = Evaluator.of(read_problem(random_problem(seed, people=1, shifts=6)))
        for roster in every_roster(evaluator.problem):
            judged = evaluator.judge(dict(roster))
            rules = {finding.rule for finding in judged.breaches + judged.doubts}
            for constraint in CONSTRAINTS:
                if rules and rules <= set(constraint.MIRRORS):
                    unreached.discard(constraint.__name__.rpartition(".")[2])
    assert unreached == set()
