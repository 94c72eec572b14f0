"""The command as a whole: output that nobody takes, and Ctrl-C, never look like an answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from selvstyrt.faces.cli import roster
from selvstyrt.faces.cli.main import cli
from tests.core.roster.problems import problem_file, shift

COMMAND = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster"]


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A problem and a sound roster."""
    problem, given = tmp_path / "problem.json", tmp_path / "roster.json"
    late = shift("2027-03-01T15:00", "2027-03-01T22:00", "late")
    problem.write_text(json.dumps(problem_file(late)), encoding="utf-8")
    made = {"format": "selvstyrt-roster/1", "status": "feasible", "assignments": {"late": "amal"}}
    given.write_text(json.dumps(made), encoding="utf-8")
    return str(problem), str(given)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_told_and_is_not_a_finding(files: tuple[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "check", *files], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
    assert done.returncode == 2
    assert done.stderr == "selvstyrt: the output cannot be written: No space left on device.\n"


def test_when_the_reader_has_gone_the_command_ends_quietly(files: tuple[str, str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "check", *files], stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_progress_that_nobody_can_see_does_not_lose_the_roster(files: tuple[str, str]) -> None:
    out = Path(files[1]).with_name("out.json")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, "solve", files[0], "--out", str(out), "--time-limit", "1"], stderr=full, timeout=60, check=False
        )
    assert done.returncode == 0
    assert json.loads(out.read_text(encoding="utf-8"))["assignments"] == {"late": "amal"}


def test_ctrl_c_is_not_the_answer_that_there_is_none(files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(roster, "evaluate", interrupted)
    assert CliRunner().invoke(cli, ["roster", "check", *files]).exit_code == 130


def test_another_error_of_the_system_is_not_hidden(files: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(click, "echo", refused)
    assert isinstance(CliRunner().invoke(cli, ["roster", "check", *files]).exception, PermissionError)
