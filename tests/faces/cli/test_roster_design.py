"""`selvstyrt roster design`: needs in, a roster problem out, reasons that a person can read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from selvstyrt.core.roster import read_problem
from selvstyrt.engine import shift_design
from selvstyrt.faces.cli.main import cli
from selvstyrt.faces.texts.design import known_codes
from selvstyrt.faces.texts.findings import LANGUAGES
from tests.core.needs.files import KARI, line, needs_file
from tests.core.roster.problems import assistant

ENGINE = Path(shift_design.__file__).parent


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, ["roster", "design", *map(str, words)])


def write(path: Path, data: Any) -> Path:
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def test_the_problem_that_is_written_can_be_solved(tmp_path):
    team = [assistant(who, skills=["driving"]) for who in ("amal", "jonas", "eli", "per", "siv")]
    out, roster = tmp_path / "problem.json", tmp_path / "roster.json"
    done = run(write(tmp_path / "needs.json", needs_file(*KARI, assistants=team)), "--out", out, "--explain")
    assert done.exit_code == 0, done.stderr
    assert "07:00-09:00 MON" in done.stdout
    problem = read_problem(json.loads(out.read_text(encoding="utf-8")))
    assert len(problem.people) == 5
    assert any(shift.passive_minutes for shift in problem.shifts)
    solved = CliRunner().invoke(
        cli, ["roster", "solve", str(out), "--out", str(roster), "--time-limit", "2", "--workers", "1"]
    )
    assert solved.exit_code == 0, solved.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_needs_that_cannot_be_covered_end_with_1_a_reason_and_no_file(tmp_path, language):
    needs = write(
        tmp_path / "needs.json", needs_file(line("10:00", "12:00", skills=["driving"]), assistants=[assistant()])
    )
    done = run(needs, "--out", tmp_path / "problem.json", "--language", language)
    assert done.exit_code == 1
    assert "driving" in done.stderr
    assert not (tmp_path / "problem.json").exists()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ([], "the file: is a list"),
        ({"format": "selvstyrt-needs/2"}, "format"),
        (needs_file(line("07:10", "08:00")), "week[0].from"),
        (needs_file(*KARI, rules={"longest": 600}), "Did you mean"),
    ],
)
def test_what_cannot_be_read_ends_with_2_and_its_place(tmp_path, data, told):
    done = run(write(tmp_path / "needs.json", data), "--out", tmp_path / "problem.json")
    assert done.exit_code == 2
    assert told in done.stderr
    assert not (tmp_path / "problem.json").exists()


def test_a_shift_that_the_clock_skips_is_left_out_and_told(tmp_path):
    needs = needs_file(line("02:00", "03:00", "SUN"), first="2027-03-22", last="2027-04-04", rules={"shortest_min": 60})
    out = tmp_path / "problem.json"
    done = run(write(tmp_path / "needs.json", needs), "--out", out)
    assert done.exit_code == 0
    assert "28. mars 2027: vakten fra 02:00 faller bort" in done.stderr
    shifts = read_problem(json.loads(out.read_text(encoding="utf-8"))).shifts
    assert [shift.id for shift in shifts] == ["2027-04-04-0200-1"]


def test_a_period_without_any_of_the_needs_ends_with_2(tmp_path):
    needs = needs_file(line("07:00", "09:00", "MON"), first="2027-03-03", last="2027-03-03")
    done = run(write(tmp_path / "needs.json", needs), "--out", tmp_path / "problem.json")
    assert done.exit_code == 2
    assert "No need falls within 2027-03-03 to 2027-03-03" in done.stderr
    assert not (tmp_path / "problem.json").exists()


def test_a_folder_that_is_not_there_is_told_before_the_search(tmp_path):
    done = run(write(tmp_path / "needs.json", needs_file(*KARI)), "--out", tmp_path / "no" / "problem.json")
    assert done.exit_code == 2
    assert "no such folder" in done.stderr


def test_every_code_that_the_engine_tells_has_a_sentence_and_no_sentence_is_idle():
    source = "\n".join(path.read_text(encoding="utf-8") for path in ENGINE.glob("*.py"))
    told = set(re.findall(r'(?:Note\(|return )?"([a-z]+(?:_[a-z]+)+)"', source)) & known_codes()
    emitted = set(re.findall(r'Note\(\s*"([a-z_]+)"', source))
    assert emitted <= known_codes()
    assert known_codes() == told


def test_the_example_on_the_page_about_formats_is_designed_without_a_quarter_short(tmp_path):
    page = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
    example = re.findall(r"```json\n(.*?)```", page.split("## Needs as curves")[1], re.DOTALL)[0]
    needs, out = tmp_path / "needs.json", tmp_path / "problem.json"
    needs.write_text(example, encoding="utf-8")
    done = run(needs, "--out", out)
    assert done.exit_code == 0, done.stderr
    assert read_problem(json.loads(out.read_text(encoding="utf-8"))).frame is not None
