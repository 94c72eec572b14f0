"""Options that several commands have: seconds that end, and a Monday."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from selvstyrt.core.roster import read_problem
from selvstyrt.faces.cli.main import cli
from tests.core.roster.problems import problem_file, shift

SMALL = Path(__file__).parents[3] / "benchmarks" / "problems" / "staffing_small.txt"
SEARCHES = (["bench", "curtois-qu"], ["roster", "solve"], ["roster", "design"], ["roster", "solve-all"])


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, list(map(str, words)))


@pytest.mark.parametrize("seconds", ["nan", "NaN", "-nan", "inf", "-inf"])
@pytest.mark.parametrize("words", SEARCHES, ids=" ".join)
def test_a_search_without_an_end_is_refused_before_any_file_is_read(
    tmp_path: Path, words: list[str], seconds: str
) -> None:
    done = run(*words, tmp_path / "none.json", "--out", tmp_path / "out", f"--time-limit={seconds}")
    assert done.exit_code == 2
    assert "--time-limit" in done.stderr
    assert "<=" in done.stderr
    assert not (tmp_path / "out").exists()


def test_seconds_with_decimals_are_taken(tmp_path: Path) -> None:
    problem, roster = tmp_path / "problem.json", tmp_path / "roster.json"
    problem.write_text(json.dumps(problem_file(shift("2027-03-01T15:00", "2027-03-01T22:00"))), encoding="utf-8")
    assert run("roster", "solve", problem, "--out", roster, "--time-limit", "0.5").exit_code == 0
    assert roster.exists()


@pytest.mark.parametrize("day", [date(2027, 1, 4) + timedelta(days=number) for number in range(1, 7)], ids=str)
def test_made_up_problems_begin_on_a_monday_or_are_refused_with_the_two_next_to_it(tmp_path: Path, day: date) -> None:
    done = run("roster", "generate", "--from", day.isoformat(), "--out", tmp_path / "problem.json")
    assert done.exit_code == 2
    assert "Use 2027-01-04 or 2027-01-11." in done.stderr
    assert not (tmp_path / "problem.json").exists()


def test_a_monday_is_taken_and_the_problem_can_be_read(tmp_path: Path) -> None:
    problem = tmp_path / "problem.json"
    assert run("roster", "generate", "--weeks", "2", "--from", "2027-01-04", "--out", problem).exit_code == 0
    assert read_problem(json.loads(problem.read_text(encoding="utf-8"))).last_day == date(2027, 1, 17)


@pytest.mark.parametrize("day", ["9999-12-27", "0001-01-01", "2199-12-30", "tomorrow", "2027-02-30"])
def test_a_first_day_that_leads_beyond_the_years_is_refused(tmp_path: Path, day: str) -> None:
    done = run("roster", "generate", "--from", day, "--out", tmp_path / "problem.json")
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert not (tmp_path / "problem.json").exists()
