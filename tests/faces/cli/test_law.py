"""`selvstyrt law` and `selvstyrt cases` on files, as a person or a script meets them."""

import json

import pytest
from click.testing import CliRunner

from selvstyrt.faces.cli.cases import cases
from selvstyrt.faces.cli.law import law

SHORT_REST = {
    "contract": {"regime": "AML", "tariff_bound": False, "weekly_limit_h": 40},
    "agreements": [],
    "shifts": [
        {"start": "2026-06-01T14:00", "end": "2026-06-01T22:00", "break_min": 30},
        {"start": "2026-06-02T07:00", "end": "2026-06-02T15:00", "break_min": 30},
    ],
}
CASE = {"id": "A", "rule": "AML-10-8-1", "valid_on": "2026-06-01", "input": SHORT_REST}


def run(command, *arguments):
    return CliRunner().invoke(command, [str(each) for each in arguments])


@pytest.fixture
def written(tmp_path):
    def write(content, name="in.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return write


def test_a_value_is_shown_with_its_provision_source_and_history():
    done = run(law, "show", "aml.daily_rest", "--on", "2026-01-01")
    assert done.exit_code == 0
    assert "On 2026-01-01: 11 h" in done.output
    assert "https://lovdata.no/lov/2005-06-17-62/§10-8" in done.output
    assert "LOV-2015-04-24-21" in done.output


def test_a_day_without_a_value_names_the_first_known_day():
    done = run(law, "show", "home.plan_discussed_days", "--on", "2024-06-01")
    assert done.exit_code == 1
    assert "first known day is 2025-01-01" in done.output


def test_an_unknown_value_says_where_to_look():
    done = run(law, "show", "aml.nothing")
    assert done.exit_code == 1
    assert "selvstyrt law list" in done.output


def test_the_list_can_be_searched():
    done = run(law, "list", "ukentlig")
    assert "aml.weekly_rest\t35 h" in done.output
    assert "aml.overtime_week" not in done.output


def test_values_that_nobody_has_compared_for_a_year_are_told():
    fresh = run(law, "freshness", "--on", "2026-08-01")
    stale = run(law, "freshness", "--on", "2027-08-01")
    assert fresh.exit_code == 0
    assert stale.exit_code == 1
    assert "aml.daily_rest" in stale.output


def test_a_check_tells_findings_as_json_and_in_words(written):
    path = written(SHORT_REST)
    done = run(law, "check", path)
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert [each["rule"] for each in found["violations"]] == ["AML-10-8-1"]
    assert found["violations"][0]["at"] == "2026-06-01 22:00:00"
    told = run(law, "check", path, "--explain", "nn")
    assert "Det er berre 9 t fri" in told.output


def test_a_sound_input_gives_exit_code_zero(written):
    done = run(law, "check", written({**SHORT_REST, "shifts": SHORT_REST["shifts"][:1]}))
    assert done.exit_code == 0
    assert json.loads(done.output) == {"violations": [], "compliant": True}


@pytest.mark.parametrize(
    "content",
    [
        "not json",
        "[]",
        {"shifts": [{"start": "2026-06-01T14:00"}]},
        {"shifts": [{"start": "2026-06-01T14:00", "end": "2026-06-01T13:00"}]},
        {"shifts": [{"start": "half past", "end": "2026-06-01T13:00"}]},
        {"shifts": [], "agreements": [{"type": "handshake"}]},
        {"shifts": [{"start": "2026-06-01T14:00", "end": "2026-06-01T23:00", "break_min": "30"}]},
        {"shifts": [{"start": "2026-06-01T14:00", "end": "2026-06-01T23:00", "passive_min": -1}]},
        {"shifts": [], "contract": {"tariff_bound": "false"}},
        {"shifts": [], "contract": {"weekly_limit_h": "many"}},
        {"shifts": [], "agreements": [{"type": "averaging_individual", "period_weeks": 0}]},
        {"shifts": [], "period": {"from": "2026-06-01T00:00", "to": "3026-06-01T00:00"}},
        {"shifts": [], "settings": {"timezone": "Europe/Nowhere"}},
    ],
)
def test_an_unreadable_input_gives_one_message_and_exit_code_two(written, content):
    done = run(law, "check", written(content))
    assert done.exit_code == 2
    assert "selvstyrt law check:" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"shift": []}, "shift"),
        ({"contract": {"tarif_bound": True}}, "tarif_bound"),
        ({"agreements": [{"type": "averaging_individual", "weeks": 4}]}, "weeks"),
        ({"settings": {"mode": "rolling"}}, "mode"),
    ],
)
def test_a_misspelt_key_is_refused_by_name(written, change, named):
    done = run(law, "check", written({**SHORT_REST, **change}))
    assert done.exit_code == 2
    assert f"not known: {named}" in done.output


def test_cases_are_answered_to_a_file(written, tmp_path):
    out = tmp_path / "out.json"
    done = run(cases, written([CASE]), "--out", out)
    assert done.exit_code == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert found["A"]["compliant"] is False
    assert found["A"]["violations"][0]["measured"] == 9.0


def test_an_object_with_cases_is_read_too_and_pay_cases_beside_law_cases(written):
    pay = {"id": "P", "area": "nothing", "title": "", "inputs": {}}
    done = run(cases, written({"cases": [CASE, pay]}))
    assert done.exit_code == 1
    assert set(json.loads(done.output)) == {"A", "P"}
    assert "unsupported" in json.loads(done.output)["P"]


def test_a_case_that_no_rule_covers_is_unsupported_with_exit_code_one(written):
    odd = {"id": "B", "rule": "NO-SUCH-RULE", "valid_on": "2026-06-01", "input": {"facts": {"x": 1}}}
    done = run(cases, written([CASE, odd]))
    assert done.exit_code == 1
    assert "unsupported" in json.loads(done.output)["B"]
    assert "violations" in json.loads(done.output)["A"]


def test_the_expected_answer_is_not_read(written):
    plain = run(cases, written([CASE]))
    told = run(cases, written([{**CASE, "expected": {"violations": [], "compliant": True}}]))
    assert told.output == plain.output


@pytest.mark.parametrize("content", ["{", "3", {"no": "cases"}, [3], [{"id": "A"}], [CASE, CASE]])
def test_an_unreadable_case_file_writes_nothing(written, tmp_path, content):
    out = tmp_path / "out.json"
    done = run(cases, written(content), "--out", out)
    assert done.exit_code == 2
    assert "selvstyrt cases:" in done.output
    assert not out.exists()


def test_a_missing_case_file_is_told(tmp_path):
    done = run(cases, tmp_path / "none.json")
    assert done.exit_code == 2
    assert "cannot be opened" in done.output
