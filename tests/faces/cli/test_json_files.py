"""Files that are written: never over the input, through links, whole or not at all, and tried before the work."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from selvstyrt.faces.cli.json_files import UnreadableError, refuse_unwritable, write_whole
from selvstyrt.faces.cli.main import cli
from tests.core.needs.files import KARI, needs_file
from tests.core.roster.problems import assistant, problem_file, shift

SMALL = Path(__file__).parents[3] / "benchmarks" / "problems" / "staffing_small.txt"
PROBLEM = json.dumps(problem_file(shift("2027-03-01T15:00", "2027-03-01T22:00")))
SHIFTS = {"contract": {"weekly_limit_h": 37.5}, "shifts": [{"start": "2026-06-01T14:00", "end": "2026-06-01T22:00"}]}

COMMANDS: list[tuple[list[str], str]] = [
    (["roster", "solve", "--time-limit", "0"], PROBLEM),
    (["roster", "design"], json.dumps(needs_file(*KARI, assistants=[assistant(skills=["driving"])]))),
    (["bench", "curtois-qu", "--time-limit", "0"], SMALL.read_text(encoding="utf-8")),
    (["cases"], "[]"),
    (["law", "check"], json.dumps(SHIFTS)),
]


def run(*words: str | Path, **more: Any) -> Result:
    return CliRunner().invoke(cli, list(map(str, words)), **more)


def told(done: Result) -> str:
    """What the command says: some errors become a message in `main` only."""
    return f"{done.stderr}{done.exception}"


def itself(given: Path) -> Path:
    return given


def by_another_way(given: Path) -> Path:
    (given.parent / "folder").mkdir()
    return given.parent / "folder" / ".." / given.name


def by_a_link(given: Path) -> Path:
    other = given.with_name("link")
    other.symlink_to(given.name)
    return other


def by_a_second_name(given: Path) -> Path:
    other = given.with_name("second")
    os.link(given, other)
    return other


@pytest.mark.parametrize("name", [itself, by_another_way, by_a_link, by_a_second_name])
@pytest.mark.parametrize(("words", "text"), COMMANDS, ids=[" ".join(words[:2]) for words, _text in COMMANDS])
def test_no_command_writes_over_its_input(
    tmp_path: Path, words: list[str], text: str, name: Callable[[Path], Path]
) -> None:
    given = tmp_path / "given"
    given.write_text(text, encoding="utf-8")
    done = run(*words, given, "--out", name(given))
    assert done.exit_code == 2 or done.exception is not None
    assert "is the input" in told(done)
    assert given.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(("words", "text"), COMMANDS, ids=[" ".join(words[:2]) for words, _text in COMMANDS])
def test_a_link_as_output_stays_and_the_file_behind_it_is_written(tmp_path: Path, words: list[str], text: str) -> None:
    given, link, behind = tmp_path / "given", tmp_path / "link", tmp_path / "folder" / "behind"
    given.write_text(text, encoding="utf-8")
    behind.parent.mkdir()
    link.symlink_to("folder/behind")
    run(*words, given, "--out", link)
    assert link.is_symlink()
    assert behind.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["behind", "folder", "given", "link"]


@pytest.mark.parametrize("name", ["a" * 500, "a" * 256, "given/below", "nowhere/roster"])
def test_a_name_that_cannot_be_written_is_told_before_the_search(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "given"
    given.write_text(PROBLEM, encoding="utf-8")
    monkeypatch.setattr("selvstyrt.faces.cli.roster_solve.solve", lambda *_, **__: pytest.fail("searched"))
    done = run("roster", "solve", given, "--out", tmp_path / name)
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["given"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder where nobody can write")
def test_a_folder_where_nothing_can_be_made_is_told_before_the_search() -> None:
    with pytest.raises(UnreadableError, match=r"/proc/x\.json cannot be written"):
        refuse_unwritable(Path("/proc/x.json"))


@pytest.mark.parametrize("name", ["a" * 255, "å" * 127, "a" * 250])
def test_the_longest_names_are_written(tmp_path: Path, name: str) -> None:
    refuse_unwritable(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
    write_whole(tmp_path / name, "text")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: "text"}


def test_what_was_there_stays_when_the_writing_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = tmp_path / "there"
    there.write_text("before", encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(there, "after")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"there": "before"}


def test_a_device_is_written_as_it_is_and_a_folder_is_refused(tmp_path: Path) -> None:
    refuse_unwritable(Path("/dev/null"), Path("/dev/null"))
    write_whole(Path("/dev/null"), "text")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(UnreadableError, match="Is a directory"):
        refuse_unwritable(tmp_path)
