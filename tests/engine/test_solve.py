"""Solving: what comes out is lawful, complete, repeatable, stoppable, and the best where that can be proven."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import Problem, Status, evaluate, read_problem, read_roster, write_roster
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.progress import Progress
from selvstyrt.engine.solve import solve
from tests.core.roster.problems import assistant, problem, shift

DEMO_LIKE = Recipe(assistants=5, weeks=4, seed=4)


def generated(recipe: Recipe = DEMO_LIKE) -> Problem:
    return read_problem(generate(recipe))


@pytest.mark.parametrize(
    "recipe",
    [
        Recipe(assistants=3, weeks=4, seed=1),
        Recipe(assistants=5, weeks=6, seed=2),
        Recipe(assistants=4, weeks=5, seed=3, nights=False, hours_per_week=45),
        Recipe(assistants=2, weeks=4, seed=5, hours_per_week=60),
    ],
)
def test_generated_problems_get_lawful_rosters_that_model_and_evaluator_agree_on(recipe: Recipe) -> None:
    asked = generated(recipe)
    result = solve(asked, time_limit_s=4, workers=1)
    assert result.differences == ()
    judged = evaluate(asked, result.roster.assignments)
    assert judged.is_sound
    assert judged.doubts == ()
    assert judged.objective == result.objective
    assert result.bound is not None
    assert result.objective is not None
    assert 0 <= result.bound <= result.objective
    assert {shift_id for shift_id, _ in result.roster.uncovered} == set(judged.uncovered)
    assert all(reasons for _, reasons in result.roster.uncovered)


def test_a_small_scheme_is_proven_best() -> None:
    result = solve(generated(Recipe(assistants=3, weeks=3, seed=1)), time_limit_s=20, workers=1)
    assert result.status is Status.OPTIMAL
    assert result.gap == 0


def test_the_same_seed_and_one_worker_give_the_same_roster() -> None:
    asked = generated(Recipe(assistants=3, weeks=3, seed=8))
    first, second = (solve(asked, time_limit_s=30, workers=1, seed=11) for _ in range(2))
    assert first.status is Status.OPTIMAL
    assert first.roster.assignments == second.roster.assignments


def test_the_generator_gives_the_same_problem_for_the_same_seed_only() -> None:
    assert generate(DEMO_LIKE) == generate(DEMO_LIKE)
    assert generate(DEMO_LIKE) != generate(Recipe(assistants=5, weeks=4, seed=5))


def test_time_limit_zero_gives_the_first_lawful_draft() -> None:
    asked = generated()
    result = solve(asked, time_limit_s=0)
    assert result.status is Status.FEASIBLE
    assert evaluate(asked, result.roster.assignments).is_sound


def test_a_stop_keeps_the_best_so_far() -> None:
    asked = generated(Recipe(assistants=14, weeks=12, seed=7))
    seen: list[Progress] = []
    result = solve(asked, time_limit_s=60, workers=1, on_progress=seen.append, should_stop=lambda: len(seen) >= 3)
    assert result.stopped
    assert result.seconds < 20
    assert evaluate(asked, result.roster.assignments).is_sound


def test_a_stop_before_the_start_gives_the_first_draft() -> None:
    result = solve(generated(), time_limit_s=60, should_stop=lambda: True)
    assert result.stopped
    assert result.status is Status.FEASIBLE


def test_progress_only_gets_better() -> None:
    seen: list[Progress] = []
    result = solve(generated(), time_limit_s=3, workers=2, on_progress=seen.append)
    best = [step.best for step in seen if step.best is not None]
    assert best == sorted(best, reverse=True)
    assert best[-1] == result.objective
    bounds = [step.bound for step in seen if step.bound is not None]
    assert bounds == sorted(bounds)
    assert all(step.total == len(generated().shifts) for step in seen)


FIRST_TOLD = """
import json, sys
from selvstyrt.core.roster import read_problem
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.solve import solve
told = []
def tell(progress):
    told.append((progress.best is not None, "ortools" in sys.modules or "highspy" in sys.modules))
solve(read_problem(generate(Recipe(assistants=3, weeks=2, seed=1))), time_limit_s=5, workers=1, on_progress=tell)
print(json.dumps([told[0], "ortools" in sys.modules]))
"""


def test_the_first_lawful_roster_is_told_before_the_solvers_are_loaded() -> None:
    ran = subprocess.run([sys.executable, "-c", FIRST_TOLD], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [[True, False], True]


def test_what_cannot_be_filled_lawfully_stays_empty() -> None:
    late = shift("2027-03-01T15:00", "2027-03-01T22:00", "late", priority=2)
    early = shift("2027-03-02T07:00", "2027-03-02T14:00", "early", priority=3)
    result = solve(problem(late, early), time_limit_s=5, workers=1)
    assert result.status is Status.OPTIMAL
    assert result.roster.assignments == {"late": None, "early": "amal"}
    (empty, reasons), *others = result.roster.uncovered
    assert (empty, others) == ("late", [])
    assert [(each.rule, each.assistant, each.measured, each.limit, each.other) for each in reasons] == [
        ("AML-10-8-1", "amal", 540, 660, ("early",))
    ]


def test_a_wish_is_met_when_somebody_else_can() -> None:
    monday = shift("2027-03-01T07:00", "2027-03-01T15:00", "monday")
    asks = [{"start": "2027-03-01T00:00", "end": "2027-03-02T00:00", "weight": -1}]
    result = solve(
        problem(monday, team=(assistant("amal", wishes=asks), assistant("jonas"))), time_limit_s=5, workers=1
    )
    assert result.roster.assignments == {"monday": "jonas"}


def test_a_published_roster_is_changed_as_little_as_possible() -> None:
    data = generate(Recipe(assistants=4, weeks=3, seed=6))
    published = solve(read_problem(data), time_limit_s=10, workers=1).roster.assignments
    ill = next(who for who in published.values() if who is not None)
    day = next(day for day, who in published.items() if who == ill)[:10]
    person = next(each for each in data["assistants"] if each["id"] == ill)
    person["unavailable"].append({"start": f"{day}T00:00", "end": f"{day}T23:59"})
    data["current"] = dict(published)
    data["weights"] = {"calm": 50}
    again = solve(read_problem(data), time_limit_s=10, workers=1).roster.assignments
    changed = [each for each in published if published[each] != again[each]]
    assert changed
    assert len(changed) <= 3


def test_fixed_shifts_that_break_the_law_are_explained() -> None:
    late = shift("2027-03-01T15:00", "2027-03-01T22:00", "late", fixed="amal")
    early = shift("2027-03-02T07:00", "2027-03-02T14:00", "early", fixed="amal")
    other = shift("2027-03-05T07:00", "2027-03-05T14:00", "other", fixed="amal")
    result = solve(problem(late, early, other), time_limit_s=5)
    assert result.status is Status.INFEASIBLE
    assert result.evaluation is None
    (note,) = result.roster.explanation
    assert note.code == "fixed_conflict"
    assert note.facts["rule"] == "AML-10-8-1"
    assert note.facts["shifts"] == ["late", "early"]
    assert (note.facts["measured"], note.facts["limit"]) == (540, 660)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"unavailable": [{"start": "2027-03-01T00:00", "end": "2027-03-02T00:00"}]}, "UNAVAILABLE"),
        ({"skills": []}, "SKILL"),
        ({"max_weekly_minutes": 60}, "CONTRACT-MAX"),
        ({"history": [{"start": "2027-03-01T06:00", "end": "2027-03-01T08:00"}]}, "OVERLAP"),
    ],
)
def test_a_fixed_shift_against_the_facts_is_explained(change: dict[str, object], rule: str) -> None:
    fixed = shift("2027-03-01T07:00", "2027-03-01T14:00", "fixed", fixed="amal", skills=["driving"])
    able: dict[str, object] = {"skills": ["driving"], **change}
    result = solve(problem(fixed, team=(assistant(**able),)), time_limit_s=5)
    assert result.status is Status.INFEASIBLE
    assert rule in {note.facts["rule"] for note in result.roster.explanation}


def test_a_hard_frame_leaves_the_least_important_shift_empty() -> None:
    shifts = [shift(f"2027-03-0{day}T07:00", f"2027-03-0{day}T15:00", f"d{day}", priority=day) for day in (1, 2, 3)]
    tight = problem(*shifts, last="2027-03-07", frame={"minutes_per_week": 960, "hard": True})
    result = solve(tight, time_limit_s=5, workers=1)
    assert result.roster.assignments == {"d1": None, "d2": "amal", "d3": "amal"}
    assert result.roster.uncovered[0][1][0].rule == "FRAME"


@pytest.mark.parametrize("team", [(), None])
def test_no_team_or_no_shifts_is_answered(team: tuple[()] | None) -> None:
    monday = shift("2027-03-01T07:00", "2027-03-01T15:00", "monday")
    data = {"format": "selvstyrt-roster-problem/1", "from": "2027-03-01", "to": "2027-03-07"}
    asked = read_problem({**data, "shifts": [monday]} if team == () else {**data, "assistants": [assistant()]})
    result = solve(asked, time_limit_s=5, workers=1)
    assert result.status is Status.OPTIMAL
    assert result.roster.assignments == ({"monday": None} if team == () else {})
    if team == ():
        assert [note.code for note in result.roster.explanation] == ["one_more_assistant"]


def test_a_fixed_shift_with_a_doubt_does_not_stop_the_rest() -> None:
    days = [shift(f"2027-03-0{day}T10:00", f"2027-03-0{day}T15:00", str(day), fixed="amal") for day in range(1, 8)]
    result = solve(problem(*days), time_limit_s=5, workers=1)
    assert result.status is Status.OPTIMAL
    assert result.evaluation is not None
    assert [each.rule for each in result.evaluation.doubts] == ["AML-10-8-2"]


def test_the_written_roster_survives_json() -> None:
    result = solve(generated(Recipe(assistants=2, weeks=2, seed=1)), time_limit_s=5, workers=1)
    text = json.dumps(write_roster(result.roster), default=float)
    assert read_roster(json.loads(text)).assignments == result.roster.assignments


@pytest.mark.parametrize("limit", [-1, 86_401, float("nan")])
def test_a_time_limit_out_of_range_is_refused(limit: float) -> None:
    with pytest.raises(WrongInput, match="use 0 to 86400"):
        solve(problem(), time_limit_s=limit)


@pytest.mark.parametrize("workers", [0, -3, 1000])
def test_workers_out_of_range_are_refused(workers: int) -> None:
    with pytest.raises(WrongInput, match="use 1 to 256"):
        solve(problem(), workers=workers)


def test_a_recipe_out_of_range_is_refused() -> None:
    with pytest.raises(WrongInput, match="use 1 to 22 assistants"):
        generate(Recipe(assistants=0))


@pytest.mark.parametrize(
    "change",
    [
        {"contract": {"birth_date": "2010-06-01", "weekly_limit_h": 40}},
        {"contract": {"regime": "AVL", "weekly_limit_h": 40}, "agreements": [{"type": "respite_individual"}]},
    ],
)
def test_young_assistants_and_respite_have_their_own_rules_in_the_model(change: dict[str, object]) -> None:
    days = [shift(f"2027-03-{day:02}T07:00", f"2027-03-{day:02}T16:00", f"day-{day}") for day in range(1, 13)]
    nights = [
        shift(f"2027-03-{day:02}T20:00", f"2027-03-{day + 1:02}T06:00", f"night-{day}") for day in range(1, 12, 2)
    ]
    asked = problem(*days, *nights, team=(assistant(**change), assistant("jonas")))
    result = solve(asked, time_limit_s=10, workers=1)
    assert result.differences == ()
    assert result.evaluation is not None
    assert result.evaluation.is_sound


def test_a_week_that_the_period_cuts_is_rested_in_with_the_days_before_it() -> None:
    def day(number: int) -> dict[str, str]:
        return {"start": f"2027-03-{number:02}T10:00", "end": f"2027-03-{number:02}T15:00"}

    asked = problem(
        *(shift(**day(number)) for number in range(10, 17)),
        team=(assistant(history=[{"id": f"h{number}", **day(number)} for number in (5, 6, 8, 9)]),),
        first="2027-03-10",
        last="2027-03-16",
    )
    result = solve(asked, time_limit_s=10, workers=1)

    assert result.status is Status.OPTIMAL
    assert result.differences == ()
    filled = {shift_id[8:10] for shift_id, who in result.roster.assignments.items() if who is not None}
    assert filled & {"10", "11", "12", "13", "14"} == {"11", "12", "13", "14"}
    assert {"15", "16"} <= filled
