"""The command `selvstyrt bench`: its last line, its exit codes, its file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.reading import read_instance, read_rows
from selvstyrt.faces.cli.main import cli

LAST_LINE = re.compile(r"objective=(\d+|none) bound=\d+ seconds=\d+\.\d\d status=(optimal|feasible|infeasible|unknown)")
SMALL = Path(__file__).parents[3] / "benchmarks" / "problems" / "staffing_small.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["bench", "curtois-qu", *arguments])


def test_a_small_instance_is_proven_and_its_roster_written(tmp_path: Path) -> None:
    out = tmp_path / "roster.csv"
    result = run(str(SMALL), "--time-limit", "60", "--workers", "1", "--seed", "3", "--out", str(out))
    assert result.exit_code == 0, result.output
    last = result.stdout.splitlines()[-1]
    assert LAST_LINE.fullmatch(last)
    assert "status=optimal" in last
    verdict = check(read_instance(SMALL), read_rows(out.read_text()))
    assert verdict.is_legal
    assert f"objective={verdict.cost} bound={verdict.cost} " in last


def test_no_time_gives_a_first_roster() -> None:
    result = run(str(SMALL), "--time-limit", "0")
    assert result.exit_code == 0
    assert "objective=none" not in result.stdout


def test_where_no_roster_exists_the_person_is_named(tmp_path: Path) -> None:
    path = tmp_path / "impossible.txt"
    path.write_text(
        "SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480,\nSECTION_STAFF\nA,D=7,4800,4800,5,1,1,1\nSECTION_COVER\n0,D,1,9,1\n"
    )
    result = run(str(path), "--time-limit", "20")
    assert result.exit_code == 1
    assert "A has no lawful row" in result.stderr
    assert result.stdout.splitlines()[-1].startswith("objective=none bound=0 ")
    assert result.stdout.rstrip().endswith("status=infeasible")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "SECTION_HORIZON is missing or empty"),
        ("hello", "Line 1: text before the first section"),
        ("SECTION_HORIZON\nx\n", "SECTION_SHIFTS is missing or empty"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text)
    result = run(str(path))
    assert isinstance(result.exception, WrongInput)
    assert message in str(result.exception)


def test_a_folder_that_is_not_there_is_refused_before_the_search(tmp_path: Path) -> None:
    result = run(str(SMALL), "--out", str(tmp_path / "nowhere" / "roster.csv"))
    assert isinstance(result.exception, WrongInput)
    assert "no such folder" in str(result.exception)


@pytest.mark.parametrize("option", ["--time-limit=-1", "--workers=0", "--seed=-1"])
def test_numbers_out_of_range_are_refused(option: str) -> None:
    assert run(str(SMALL), option).exit_code == 2
