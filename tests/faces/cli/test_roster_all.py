"""`selvstyrt roster solve-all` on files: fans out, goes on where it was, survives its processes, gives up on poison."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from selvstyrt.core.roster import Evaluator, read_problem, read_roster, with_work_beside, work_given
from selvstyrt.engine.generator import Recipe, generate
from tests.core.roster.problems import assistant, problem_file, shift

COMMAND = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster", "solve-all"]


def solve_all(*words: object, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, words)], capture_output=True, text=True, timeout=400, check=False, **more
    )


def small(number: int, **changes: Any) -> dict[str, Any]:
    shifts = [shift(f"2027-03-{day:02}T08:00", f"2027-03-{day:02}T14:00") for day in range(1, 1 + number % 5 + 1)]
    return problem_file(*shifts, **changes)


def write(folder: Path, problems: Iterable[tuple[str, Any]]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in problems:
        text = content if isinstance(content, str) else json.dumps(content, default=float)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def rosters_in(folder: Path) -> dict[str, dict[str, Any]]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def test_a_directory_of_problems_becomes_a_directory_of_rosters_and_a_second_run_changes_nothing(
    tmp_path: Path,
) -> None:
    problems = write(tmp_path / "in", ((f"p{number}", small(number)) for number in range(6)))
    out = tmp_path / "out"
    first = solve_all(problems, "--out", out, "--processes", 2, "--time-limit", 5)
    assert (first.returncode, first.stdout) == (0, ""), first.stderr
    assert "6 problems: 6 rosters written" in first.stderr
    made = rosters_in(out)
    assert sorted(made) == [f"p{number}.json" for number in range(6)]
    assert all(who == "amal" for roster in made.values() for who in roster["assignments"].values())
    before = {path: path.stat().st_mtime_ns for path in out.iterdir()}

    again = solve_all(problems, "--out", out, "--processes", 2)
    assert again.returncode == 0
    assert "0 rosters written" in again.stderr
    assert "6 were there" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in out.iterdir()} == before

    (problems / "p3.json").write_text(json.dumps(small(1)), encoding="utf-8")
    assert "1 rosters written" in solve_all(problems, "--out", out).stderr, "a problem that is newer is done again"
    assert "6 rosters written" in solve_all(problems, "--out", out, "--again").stderr


def test_what_cannot_be_solved_is_listed_and_the_rest_is_made(tmp_path: Path) -> None:
    clash = [shift("2027-03-01T08:00", "2027-03-01T14:00", f"s{n}", fixed="amal") for n in (1, 2)]
    problems = write(
        tmp_path / "in",
        [("good", small(1)), ("torn", "{"), ("unknown", {"format": "x"}), ("clash", problem_file(*clash))],
    )
    told = solve_all(problems, "--out", tmp_path / "out", "--processes", 2, "--time-limit", 5)
    assert told.returncode == 1
    assert "4 problems: 1 rosters written" in told.stderr
    assert "torn.json: " in told.stderr
    assert "is not JSON" in told.stderr
    assert "unknown.json: " in told.stderr
    assert "clash.json: no roster exists" in told.stderr
    assert sorted(rosters_in(tmp_path / "out")) == ["clash.json", "good.json"]
    assert rosters_in(tmp_path / "out")["clash.json"]["explanation"]


@pytest.mark.parametrize(
    "words", [["nowhere", "--out", "out"], ["--out", "out"], ["in"], ["empty", "--out", "out"], ["in", "--out", "in"]]
)
def test_a_command_that_makes_no_sense_is_refused(tmp_path: Path, words: list[str]) -> None:
    write(tmp_path / "in", [("good", small(1))])
    (tmp_path / "empty").mkdir()
    told = solve_all(*words, cwd=tmp_path)
    assert told.returncode == 2
    assert told.stderr.strip()


def test_what_is_there_is_read_before_it_counts_as_a_roster(tmp_path: Path) -> None:
    clash = [shift("2027-03-01T08:00", "2027-03-01T14:00", f"s{n}", fixed="amal") for n in (1, 2)]
    problems = write(tmp_path / "in", [("good", small(1)), ("clash", problem_file(*clash))])
    out = tmp_path / "out"
    assert solve_all(problems, "--out", out, "--time-limit", 5).returncode == 1

    again = solve_all(problems, "--out", out, "--time-limit", 5)
    assert again.returncode == 1, "a second run does not make a roster of none"
    assert "0 rosters written" in again.stderr
    assert "1 were there; 1 without a roster" in again.stderr
    assert "clash.json: no roster exists" in again.stderr

    for torn in ("garbage", "{}", json.dumps({"format": "selvstyrt-roster/1", "assignments": {}})):
        (out / "good.json").write_text(torn, encoding="utf-8")
        assert "1 rosters written" in solve_all(problems, "--out", out, "--time-limit", 5).stderr
        assert rosters_in(out)["good.json"]["status"] == "optimal"


def test_a_roster_that_is_a_link_to_a_problem_is_refused(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("a", small(1)), ("b", small(2))])
    before = (problems / "b.json").read_text(encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").symlink_to(problems / "b.json")
    told = solve_all(problems, "--out", tmp_path / "out", "--again")
    assert (told.returncode, "leads to a problem" in told.stderr) == (2, True)
    assert (problems / "b.json").read_text(encoding="utf-8") == before


def test_a_database_without_tables_is_told(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"SELVSTYRT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    words = ("--supplier", "X", "--from", "2027-01-04", "--to", "2027-02-28", "--coordinator", "x@example.no")
    told = solve_all(*words, env=environment)
    assert told.returncode == 2
    assert "selvstyrt migrate" in told.stderr
    assert "Traceback" not in told.stderr


def holder_of(problem: Path) -> int | None:
    """The process that is at the problem now: it holds the file's lock."""
    for line in Path("/proc/locks").read_text(encoding="ascii").splitlines():
        words = line.split()
        if "FLOCK" in words and words[5].endswith(f":{problem.stat().st_ino}") and words[1] != "->":
            return int(words[4])
    return None


def hard(seed: int) -> dict[str, Any]:
    return generate(Recipe(12, 12, seed))


def wait_until(claim: Any, seconds: int = 240) -> None:
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="asks Linux who holds a lock")
def test_a_killed_process_is_replaced_and_its_problem_is_made_by_another(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("hard", hard(1)), ("easy", small(2))])
    command = [*COMMAND, str(problems), "--out", str(tmp_path / "out"), "--processes", "1", "--time-limit", "6"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        kill_whoever_has(problems / "hard.json")
        _out, told = running.communicate(timeout=400)
    assert running.returncode == 0, told
    made = rosters_in(tmp_path / "out")
    assert sorted(made) == ["easy.json", "hard.json"], "and no half file is left"
    assert made["hard.json"]["status"] in ("feasible", "optimal")


@pytest.mark.skipif(not Path("/proc/locks").exists(), reason="asks Linux who holds a lock")
def test_a_problem_that_kills_three_processes_is_given_up_and_named(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("a-poison", hard(1)), ("easy", small(2))])
    command = [*COMMAND, str(problems), "--out", str(tmp_path / "out"), "--processes", "1", "--time-limit", "600"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        killed = [kill_whoever_has(problems / "a-poison.json") for _death in range(3)]
        _out, told = running.communicate(timeout=400)
    assert len(set(killed)) == 3
    assert running.returncode == 1
    assert "a-poison.json: given up after 3 tries: its process died with code -9" in told
    assert sorted(rosters_in(tmp_path / "out")) == ["easy.json"]


def kill_whoever_has(problem: Path) -> int:
    """Kill the process that is at the problem, and wait until it is gone."""
    wait_until(lambda: holder_of(problem) is not None)
    victim = holder_of(problem)
    assert victim is not None
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: holder_of(problem) != victim)
    return victim


def test_two_commands_on_the_same_directories_share_the_work(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", ((f"p{number}", generate(Recipe(4, 4, number))) for number in range(6)))
    command = [*COMMAND, str(problems), "--out", str(tmp_path / "out"), "--processes", "1", "--time-limit", "3"]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _command in range(2)]
    told = [each.communicate(timeout=400)[1] for each in both]
    assert [each.returncode for each in both] == [0, 0], told
    written = [int(text.rpartition("problems: ")[2].split()[0]) for text in told]
    assert sum(written) == 6, "each roster was written by one of them"
    assert len(rosters_in(tmp_path / "out")) == 6


def one_person(first_hour: int, last_hour: int) -> dict[str, Any]:
    days = range(1, 11)
    shifts = [shift(f"2027-03-{day:02}T{first_hour:02}:00", f"2027-03-{day:02}T{last_hour:02}:00") for day in days]
    return problem_file(*shifts, team=(assistant("sam", weekly_minutes=1200),))


def test_the_same_person_in_two_files_gets_rosters_that_are_lawful_together(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("evening", one_person(17, 22)), ("morning", one_person(6, 11))])

    def breaches(out: Path) -> set[str]:
        files = {
            name: read_problem(json.loads((problems / f"{name}.json").read_text())) for name in ("evening", "morning")
        }
        given = {name: read_roster(json.loads((out / f"{name}.json").read_text())).assignments for name in files}
        evening = work_given("evening", files["evening"], given["evening"])
        judged = Evaluator.of(with_work_beside(files["morning"], evening)).judge(given["morning"])
        assert evening
        return {finding.rule for finding in judged.findings if finding.severity.value == "illegal"}

    assert solve_all(problems, "--out", tmp_path / "alone", "--time-limit", 5).returncode == 0
    assert "AML-10-8-1" in breaches(tmp_path / "alone"), "each is lawful alone, but not both"
    assert solve_all(problems, "--out", tmp_path / "both", "--time-limit", 5, "--shared").returncode == 0
    assert breaches(tmp_path / "both") == set()


def day(number: int, hours: tuple[int, int] = (8, 14), **more: Any) -> dict[str, Any]:
    start, end = (f"2027-03-{number:02}T{hour:02}:00" for hour in hours)
    return shift(start, end, f"d{number}", **more)


def shared(folder: Path, *words: object) -> tuple[int, dict[str, Any]]:
    """The exit code, and who has what in which file."""
    told = solve_all(folder, "--out", folder.with_name("out"), "--time-limit", 2, "--shared", *words)
    return told.returncode, {name: made["assignments"] for name, made in rosters_in(folder.with_name("out")).items()}


def test_a_problem_that_changes_never_books_a_person_twice(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("a", problem_file(day(1))), ("b", problem_file(day(2)))])
    assert shared(problems) == (0, {"a.json": {"d1": "amal"}, "b.json": {"d2": "amal"}})
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    assert shared(problems)[0] == 0
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()} == before, "nothing has changed"

    write(problems, [("a", problem_file(day(2)))])
    assert shared(problems) == (0, {"a.json": {"d2": "amal"}, "b.json": {"d2": None}})
    write(problems, [("a", problem_file(day(4)))])
    assert shared(problems, "--again") == (0, {"a.json": {"d4": "amal"}, "b.json": {"d2": "amal"}})


def test_rosters_that_were_made_apart_are_not_taken_for_shared_ones(tmp_path: Path) -> None:
    problems = write(tmp_path / "in", [("a", problem_file(day(2))), ("b", problem_file(day(2)))])
    assert solve_all(problems, "--out", tmp_path / "out", "--time-limit", 2).returncode == 0
    assert shared(problems) == (0, {"a.json": {"d2": "amal"}, "b.json": {"d2": None}})


def test_the_first_keeps_clear_of_what_is_fixed_in_the_next(tmp_path: Path) -> None:
    two = (assistant("amal"), assistant("per", weekly_minutes=0))
    fixed = problem_file(day(1, (9, 12), fixed="amal"))
    problems = write(tmp_path / "in", [("a", problem_file(day(1), team=two)), ("b", fixed)])
    lawful = (0, {"a.json": {"d1": "per"}, "b.json": {"d1": "amal"}})
    assert shared(problems) == lawful

    write(problems, [("b", problem_file(day(3, fixed="amal")))])
    assert shared(problems, "--again") == (0, {"a.json": {"d1": "amal"}, "b.json": {"d3": "amal"}})
    write(problems, [("b", fixed)])
    assert shared(problems) == lawful, "what becomes fixed later counts too"


def test_where_the_fixed_shifts_of_both_clash_the_first_has_a_roster_and_the_next_is_listed(tmp_path: Path) -> None:
    both = problem_file(day(1, fixed="amal"))
    problems = write(tmp_path / "in", [("a", both), ("b", both)])
    for _run in range(2):
        assert shared(problems) == (1, {"a.json": {"d1": "amal"}, "b.json": {"d1": None}})
