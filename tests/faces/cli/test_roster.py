"""`selvstyrt roster`: files in, files out, exit codes as the contract says, sentences a person can read."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from selvstyrt.engine.constraints import CONSTRAINTS
from selvstyrt.faces.cli.main import cli
from selvstyrt.faces.texts.findings import LANGUAGES
from selvstyrt.faces.texts.roster import known_reasons
from tests.core.roster.problems import assistant, problem_file, shift

LATE = shift("2027-03-01T15:00", "2027-03-01T22:00", "late")
EARLY = shift("2027-03-02T07:00", "2027-03-02T14:00", "early", priority=3)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["roster", *map(str, words)])


def write(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_generate_solve_and_check_hand_over_to_each_other(tmp_path: Path) -> None:
    problem, roster = tmp_path / "problem.json", tmp_path / "roster.json"
    assert run("generate", "--assistants", "3", "--weeks", "2", "--seed", "3", "--out", problem).exit_code == 0
    solved = run("solve", problem, "--out", roster, "--time-limit", "5", "--workers", "1", "--seed", "2")
    assert solved.exit_code == 0, solved.stderr
    written = json.loads(roster.read_text(encoding="utf-8"))
    assert set(written) == {
        *("format", "status", "objective", "bound", "seconds", "seed"),
        *("assignments", "findings", "uncovered", "explanation"),
    }
    assert (written["format"], written["seed"]) == ("selvstyrt-roster/1", 2)
    assert written["bound"] <= written["objective"]
    assert all(
        set(finding) >= {"rule", "severity", "assistant", "at", "measured", "limit", "unit"}
        for finding in written["findings"]
    )
    checked = run("check", problem, roster)
    assert checked.exit_code == 0
    assert {each["severity"] for each in json.loads(checked.stdout)} <= {"warning", "wish"}


def test_check_tells_what_a_tampered_roster_breaks(tmp_path: Path) -> None:
    problem = write(tmp_path / "problem.json", problem_file(LATE, EARLY))
    roster = write(
        tmp_path / "roster.json",
        {"format": "selvstyrt-roster/1", "status": "optimal", "assignments": {"late": "amal", "early": "amal"}},
    )
    checked = run("check", problem, roster)
    assert checked.exit_code == 1
    (breach,) = [each for each in json.loads(checked.stdout) if each["severity"] == "illegal"]
    assert (breach["rule"], breach["measured"], breach["limit"], breach["unit"]) == ("AML-10-8-1", 540, 660, "min")


def test_an_impossible_problem_exits_with_one_and_is_explained_in_words(tmp_path: Path) -> None:
    fixed = [{**LATE, "fixed": "amal"}, {**EARLY, "fixed": "amal"}]
    problem, roster = write(tmp_path / "problem.json", problem_file(*fixed)), tmp_path / "roster.json"
    solved = run("solve", problem, "--out", roster, "--language", "en")
    assert solved.exit_code == 1
    assert "No lawful roster exists with the fixed shifts." in solved.stderr
    assert "These fixed shifts cannot stand together: late, early." in solved.stderr
    assert "amal would rest 9 h between shifts; 11 h is required" in solved.stderr
    assert json.loads(roster.read_text(encoding="utf-8"))["status"] == "infeasible"


def test_an_empty_shift_is_told_with_who_cannot_and_what_would_help(tmp_path: Path) -> None:
    problem, roster = write(tmp_path / "problem.json", problem_file(LATE, EARLY)), tmp_path / "roster.json"
    solved = run("solve", problem, "--out", roster, "--time-limit", "3")
    assert solved.exit_code == 0
    assert "late er ledig: amal ville fått 9 t hvile mellom vaktene; kravet er 11 t." in solved.stderr
    assert "Én assistent til trengs for 1 vakt." in solved.stderr
    (empty,) = json.loads(roster.read_text(encoding="utf-8"))["uncovered"]
    assert empty["shift"] == "late"
    assert empty["reasons"][0]["rule"] == "AML-10-8-1"


def test_a_missing_agreement_is_named_when_it_would_help(tmp_path: Path) -> None:
    long_day = shift("2027-03-01T07:00", "2027-03-01T17:00", "long")
    problem, roster = write(tmp_path / "problem.json", problem_file(long_day)), tmp_path / "roster.json"
    solved = run("solve", problem, "--out", roster, "--time-limit", "3", "--language", "en")
    assert "A written averaging agreement with the assistant" in solved.stderr
    assert "would make it possible to fill 1 shift." in solved.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_explain_says_who_why_and_who_else(tmp_path: Path, language: str) -> None:
    team = (assistant("amal"), assistant("jonas", skills=["driving"]))
    problem = write(tmp_path / "problem.json", problem_file(LATE, {**EARLY, "skills": ["driving"]}, team=team))
    roster = write(
        tmp_path / "roster.json",
        {"format": "selvstyrt-roster/1", "status": "feasible", "assignments": {"late": "amal", "early": "jonas"}},
    )
    explained = run("explain", problem, roster, "--language", language)
    assert explained.exit_code == 0
    lines = explained.stdout.splitlines()
    assert lines[0].startswith("late: amal,")
    assert lines[1].startswith("early: jonas,")
    assert run("explain", problem, roster, "--language", language, "--shift", "late").stdout.splitlines() == lines[:1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("[]", "not an object"),
        ("[" * 100_000, "is not JSON"),
        ('{"format": "x", "format": "y"}', "stands twice"),
        (json.dumps(problem_file({**LATE, "colour": "blue"})), "shifts[0].colour"),
        (json.dumps(problem_file({**LATE, "end": "2027-03-01T14:00"})), "not after the start"),
        (json.dumps(problem_file({**LATE, "fixed": "nobody"})), "There is no assistant “nobody”"),
    ],
)
def test_bad_input_exits_with_two_and_one_sentence(tmp_path: Path, content: str, message: str) -> None:
    problem, roster = tmp_path / "problem.json", tmp_path / "roster.json"
    problem.write_text(content, encoding="utf-8")
    solved = run("solve", problem, "--out", roster)
    assert solved.exit_code == 2
    assert message in solved.stderr
    assert len(solved.stderr.splitlines()) == 1
    assert not roster.exists()


def test_a_file_that_is_not_there_and_a_folder_that_is_not_there_are_told(tmp_path: Path) -> None:
    missing = run("solve", tmp_path / "none.json", "--out", tmp_path / "roster.json")
    assert (missing.exit_code, "cannot be opened" in missing.stderr) == (2, True)
    problem = write(tmp_path / "problem.json", problem_file(LATE))
    nowhere = run("solve", problem, "--out", tmp_path / "none" / "roster.json")
    assert (nowhere.exit_code, "there is no such folder" in nowhere.stderr) == (2, True)


def test_a_roster_for_another_problem_is_refused(tmp_path: Path) -> None:
    problem = write(tmp_path / "problem.json", problem_file(LATE))
    roster = write(tmp_path / "roster.json", {"format": "selvstyrt-roster/1", "assignments": {"other": "amal"}})
    checked = run("check", problem, roster)
    assert (checked.exit_code, "There is no shift “other”" in checked.stderr) == (2, True)


def test_time_limit_zero_gives_the_first_draft_and_a_negative_one_is_refused(tmp_path: Path) -> None:
    problem, roster = write(tmp_path / "problem.json", problem_file(LATE)), tmp_path / "roster.json"
    assert run("solve", problem, "--out", roster, "--time-limit", "0").exit_code == 0
    assert json.loads(roster.read_text(encoding="utf-8"))["assignments"] == {"late": "amal"}
    assert run("solve", problem, "--out", roster, "--time-limit", "-1").exit_code == 2


def test_interrupting_keeps_the_best_roster(tmp_path: Path) -> None:
    problem, roster = tmp_path / "problem.json", tmp_path / "roster.json"
    run("generate", "--assistants", "8", "--hours", "80", "--seed", "6", "--out", problem)
    words = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster", "solve", problem, "--out", roster]
    with subprocess.Popen(
        [*words, "--time-limit", "120", "--workers", "1"], stderr=subprocess.PIPE, text=True
    ) as solving:
        assert solving.stderr is not None
        assert "poeng" in solving.stderr.readline()
        time.sleep(1.5)
        solving.send_signal(signal.SIGINT)
        solving.communicate(timeout=60)
    assert solving.returncode == 0
    assert run("check", problem, roster).exit_code == 0


def test_every_rule_that_can_keep_somebody_from_a_shift_has_a_sentence() -> None:
    rules = {rule for constraint in CONSTRAINTS for rule in constraint.MIRRORS} | {"UNAVAILABLE", "SKILL"}
    assert rules - known_reasons() == set()


@pytest.mark.parametrize(("team", "said"), [(1, "no rule keeps anybody from taking it"), (0, "nobody in the team")])
def test_an_empty_shift_that_somebody_could_take_is_not_said_to_lack_a_team(
    tmp_path: Path, team: int, said: str
) -> None:
    asked = problem_file(shift("2027-03-02T08:00", "2027-03-02T12:00", "lunch"))
    asked["assistants"] = asked["assistants"][:team]
    problem = write(tmp_path / "problem.json", asked)
    empty = write(tmp_path / "roster.json", {"format": "selvstyrt-roster/1", "assignments": {}})

    told = run("explain", problem, empty, "--language", "en")

    assert told.exit_code == 0
    assert said in told.output
