"""`selvstyrt roster solve` with input that is wrong, contradictory or at its limits: exit codes and what is said."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from selvstyrt.faces.cli.main import cli
from tests.core.roster.problems import assistant, problem_file, shift

DAY = shift("2027-03-01T07:00", "2027-03-01T15:00", "day")
LATE = shift("2027-03-01T15:00", "2027-03-01T22:00", "late")
EARLY = shift("2027-03-02T07:00", "2027-03-02T14:00", "early")
WORKED = {"start": "2027-03-01T06:00", "end": "2027-03-01T09:00"}


def solve(folder: Path, problem: dict[str, Any], *more: str) -> tuple[Result, dict[str, Any] | None]:
    """What the command said, and the roster that it wrote."""
    asked, roster = folder / "problem.json", folder / "roster.json"
    asked.write_text(json.dumps(problem), encoding="utf-8")
    words = ["roster", "solve", str(asked), "--out", str(roster), "--time-limit", "3", "--language", "en", *more]
    done = CliRunner().invoke(cli, words)
    return done, json.loads(roster.read_text(encoding="utf-8")) if roster.exists() else None


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (problem_file({**DAY, "prioritet": 2}), ("shifts[0].prioritet", "Did you mean “priority”?")),
        (problem_file(DAY, team=(assistant(wishs=[]),)), ("assistants[0].wishs", "Did you mean “wishes”?")),
        (
            problem_file(DAY, team=(assistant(contract={"weekly_limit": 40}),)),
            ("contract.weekly_limit", "Did you mean"),
        ),
        (problem_file(DAY, team=(assistant(agreements=[{"type": "averaging"}]),)), ("agreements[0].type",)),
        (problem_file(DAY, weight={}), ("weight", "Did you mean “weights”?")),
        (problem_file(DAY, weights={"calm": 101}), ("weights.calm", "0 to 100")),
        (problem_file(DAY, weights={"calm": -1}), ("weights.calm", "0 to 100")),
        (problem_file(DAY, weights={"preset": "kind"}), ("weights.preset", "balanced")),
        (problem_file(DAY, DAY), ("The id “day” stands twice",)),
        (problem_file(DAY, team=(assistant(), assistant())), ("The id “amal” stands twice",)),
        (problem_file({**DAY, "fixed": "amel"}), ("shifts.day.fixed", "There is no assistant “amel”", "amal")),
        (problem_file(shift("2027-04-01T07:00", "2027-04-01T15:00", "far")), ("shifts.far.start", "within the period")),
        (problem_file(DAY, current={"dag": "amal"}), ("current.dag", "There is no shift “dag”")),
        (problem_file(DAY, current={"day": "nobody"}), ("current.day", "There is no assistant “nobody”")),
        (problem_file(first="2027-01-01", last="2028-02-05"), ("The period is 401 days", "at most 400")),
        (problem_file(first="2027-03-14", last="2027-03-01"), ("to", "is before")),
        (problem_file(*(shift("2027-03-01T07:00", "2027-03-01T15:00", str(n)) for n in range(5001))), ("5001 shifts",)),
        (problem_file(DAY, team=(assistant(min_weekly_minutes=900, max_weekly_minutes=600),)), ("above the maximum",)),
        (problem_file(shift("2027-03-28T02:30", "2027-03-28T09:00", "x"), last="2027-03-31"), ("does not exist",)),
    ],
)
def test_what_cannot_be_understood_is_named_with_where_and_what_to_write(
    tmp_path: Path, problem: dict[str, Any], words: tuple[str, ...]
) -> None:
    done, roster = solve(tmp_path, problem)
    assert done.exit_code == 2, done.stderr
    assert all(word in done.stderr for word in words), done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert roster is None


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (
            problem_file({**LATE, "fixed": "amal"}, {**EARLY, "fixed": "amal"}),
            "These fixed shifts cannot stand together: late, early. Reason: amal would rest 9 h between shifts; 11 h",
        ),
        (
            problem_file({**DAY, "fixed": "amal"}, {**DAY, "id": "same", "fixed": "amal"}),
            "These fixed shifts cannot stand together: day, same. Reason: amal has another shift then",
        ),
        (
            problem_file({**DAY, "fixed": "amal", "skills": ["driving"]}),
            "The fixed shift day cannot stand. Reason: amal lacks the training needed: driving. Unfix it.",
        ),
        (
            problem_file({**DAY, "fixed": "amal"}, frame={"minutes_per_week": 120, "hard": True}),
            "the hours of the decision are used up: 8 h of 4 h",
        ),
        (
            problem_file({**DAY, "fixed": "amal"}, team=(assistant(history=[WORKED]),)),
            "The fixed shift day cannot stand. Reason: amal has another shift then. "
            "Other work that amal has counts too: amal-history-1. Unfix it.",
        ),
    ],
)
def test_fixed_shifts_that_contradict_are_explained_by_rule(
    tmp_path: Path, problem: dict[str, Any], words: str
) -> None:
    done, roster = solve(tmp_path, problem)
    assert done.exit_code == 1, done.stderr
    assert "No lawful roster exists with the fixed shifts." in done.stderr
    assert words in done.stderr
    assert roster is not None
    assert roster["status"] == "infeasible"
    assert roster["explanation"][0]["code"] == "fixed_conflict"


def test_an_empty_team_leaves_every_shift_empty_and_asks_for_somebody(tmp_path: Path) -> None:
    problem = {**problem_file(DAY), "assistants": []}
    done, roster = solve(tmp_path, problem)
    assert done.exit_code == 0
    assert roster is not None
    assert roster["assignments"] == {"day": None}
    assert "there is nobody in the team" in done.stderr
    assert "One more assistant is needed for 1 shift." in done.stderr


def test_no_shifts_is_an_empty_roster(tmp_path: Path) -> None:
    done, roster = solve(tmp_path, problem_file())
    assert done.exit_code == 0
    assert roster is not None
    assert (roster["status"], roster["assignments"]) == ("optimal", {})


def test_the_longest_period_is_solved(tmp_path: Path) -> None:
    first = date(2027, 1, 1)
    days = [first + timedelta(days=number) for number in range(0, 400, 4)]
    shifts = [shift(f"{day}T08:00", f"{day}T15:00", f"{day}") for day in days]
    problem = problem_file(*shifts, first=f"{first}", last=f"{first + timedelta(days=399)}")
    done, roster = solve(tmp_path, problem, "--time-limit", "0")
    assert done.exit_code == 0, done.stderr
    assert roster is not None
    assert len(roster["assignments"]) == 100


@pytest.mark.parametrize("words", [("--time-limit", "-1"), ("--workers", "0"), ("--seed", "-1"), ("--language", "de")])
def test_an_option_out_of_range_is_refused(tmp_path: Path, words: tuple[str, str]) -> None:
    done, roster = solve(tmp_path, problem_file(DAY), *words)
    assert done.exit_code == 2
    assert words[0] in done.stderr
    assert roster is None


def test_time_limit_zero_writes_the_first_draft(tmp_path: Path) -> None:
    done, roster = solve(tmp_path, problem_file(DAY), "--time-limit", "0")
    assert done.exit_code == 0
    assert roster is not None
    assert roster["assignments"] == {"day": "amal"}
