"""`selvstyrt law` and `selvstyrt cases` on files, as a person or a script meets them."""

import json
import re

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


def test_an_unknown_value_names_the_near_ones_and_where_to_look():
    done = run(law, "show", "aml.dailyrest")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "selvstyrt law list" in done.stderr
    assert "Did you mean aml.daily_rest" in done.stderr
    assert "aml.weekly_rest" in run(law, "show", "weekly_rest").stderr


def test_what_nobody_knew_yet_is_told_with_the_day_it_was_announced():
    done = run(law, "show", "aml.daily_rest", "--on", "2016-01-01", "--known-on", "2015-04-23")
    assert done.exit_code == 1
    assert "first announced on 2015-04-24" in done.stderr
    assert run(law, "show", "aml.daily_rest", "--on", "2016-01-01", "--known-on", "2015-04-24").exit_code == 0


def test_a_day_to_come_is_answered_with_a_word_of_warning():
    done = run(law, "show", "aml.daily_rest", "--on", "2100-01-01")
    assert done.exit_code == 0
    assert "On 2100-01-01: 11 h" in done.stdout
    assert "2100-01-01 has not come yet" in done.stdout
    assert "has not come yet" not in run(law, "show", "aml.daily_rest", "--on", "2026-01-01").stdout


def test_a_wrong_day_is_told_with_an_example():
    done = run(law, "show", "aml.daily_rest", "--on", "1.6.2026")
    assert done.exit_code == 2
    assert "Write year-month-day, such as 2026-06-01" in done.stderr


def rows_of(*arguments):
    return [re.split(r" {2,}", line) for line in run(law, "list", *arguments).stdout.splitlines()]


def test_the_list_can_be_filtered_by_several_words_of_id_name_and_provision():
    assert ["aml.weekly_rest", "35 h", "from 2015-07-01", "ukentlig arbeidsfri"] in rows_of("ukentlig")
    assert {row[0] for row in rows_of("aml", "10-8")} >= {"aml.daily_rest", "aml.weekly_rest"}
    assert all(row[0].startswith("avl.") for row in rows_of("avlasterforskriften"))
    assert not [row for row in rows_of("avl", "weekly") if row[0].startswith("aml.")]


def test_the_list_shows_the_value_of_the_day():
    before = {row[0]: row[1:3] for row in rows_of("ftrl.grunnbelop", "--on", "2025-04-30")}
    after = {row[0]: row[1:3] for row in rows_of("ftrl.grunnbelop", "--on", "2025-05-01")}
    assert before["ftrl.grunnbelop"] == ["124028 NOK", "from 2024-05-01"]
    assert after["ftrl.grunnbelop"] == ["130160 NOK", "from 2025-05-01"]
    assert rows_of("home.daily_rest", "--on", "2022-06-30") == [
        ["home.daily_rest", "no value", "first from 2022-07-01", "daglig arbeidsfri"]
    ]


def test_the_list_can_be_read_by_a_program():
    found = json.loads(run(law, "list", "aml.passive_share", "--on", "2026-06-01", "--json").stdout)
    assert [each["value"] for each in found] == ["0.5"]
    assert found[0]["url"].startswith("https://lovdata.no/")
    table = json.loads(run(law, "list", "aml_employment.notice_by_age", "--json").stdout)
    assert all(each["rows"] or each["value"] for each in table)


def test_a_list_without_hits_says_so():
    done = run(law, "list", "overtid", "xyz")
    assert done.exit_code == 1
    assert "No law value holds overtid and xyz." in done.stderr


def test_values_that_nobody_has_compared_for_a_year_are_told():
    fresh = run(law, "freshness", "--on", "2027-07-28")
    stale = run(law, "freshness", "--on", "2027-07-29")
    assert (fresh.exit_code, fresh.stdout) == (0, "")
    assert "the oldest on 2026-07-28" in fresh.stderr
    assert stale.exit_code == 1
    assert "aml.daily_rest" in stale.stdout
    assert run(law, "freshness", "--on", "2026-08-28", "--days", "30").exit_code == 1


def test_a_check_tells_findings_as_json_and_in_words(written):
    path = written(SHORT_REST)
    done = run(law, "check", path)
    assert done.exit_code == 1
    found = json.loads(done.output)
    assert [each["rule"] for each in found["violations"]] == ["AML-10-8-1"]
    assert found["violations"][0]["at"] == "2026-06-01 22:00:00"
    told = run(law, "check", path, "--explain", "nn")
    assert "1. Det er berre 9 timar fri etter arbeidet som sluttar måndag 1. juni 2026 kl. 22:00." in told.output
    assert "Heimel: aml. § 10-8 (1) https://lovdata.no/lov/2005-06-17-62/§10-8 [AML-10-8-1]" in told.output


def test_a_sound_input_gives_exit_code_zero(written):
    done = run(law, "check", written({**SHORT_REST, "shifts": SHORT_REST["shifts"][:1]}))
    assert done.exit_code == 0
    assert json.loads(done.output) == {
        "format": "selvstyrt-findings/1",
        "valid_on": "2026-06-01",
        "compliant": True,
        "violations": [],
        "agreements_without_effect": [],
        "notes": ["no_period"],
    }


TWO_SCHEMES = {
    "format": "selvstyrt-shifts/1",
    "timezone": "Europe/Oslo",
    "period": {"from": "2026-06-01T00:00", "to": "2026-06-08T00:00"},
    "assistants": [
        {
            "id": "Amal",
            "employer": "Uloba",
            "contract": {"tariff_bound": False},
            "agreements": [{"type": "rest_8h_28h_union_local", "compensatory_rest": True}],
            "shifts": [
                {"id": "a", "scheme": "Kari", "start": "2026-06-01T14:00", "end": "2026-06-01T22:00", "break_min": 30},
                {"id": "b", "scheme": "Ola", "start": "2026-06-02T07:00", "end": "2026-06-02T15:00", "break_min": 30},
            ],
        },
        {
            "id": "Amal",
            "employer": "Bergen",
            "shifts": [{"id": "c", "start": "2026-06-02T16:00", "end": "2026-06-02T20:00"}],
        },
    ],
}


def test_schemes_under_one_employer_are_added_up_and_other_employers_are_not(written):
    found = json.loads(run(law, "check", written(TWO_SCHEMES)).output)
    (short,) = found["violations"]
    assert (short["who"], short["employer"], short["rule"]) == ("Amal", "Uloba", "AML-10-8-1")
    assert (short["shifts"], short["schemes"]) == (["a", "b"], ["Kari", "Ola"])
    assert (short["measured_min"], short["limit_min"]) == (540, 660)
    assert short["provision"] == {
        "text": "aml. § 10-8 (1)",
        "url": "https://lovdata.no/lov/2005-06-17-62/§10-8",
    }
    assert found["agreements_without_effect"] == [
        {"who": "Amal", "employer": "Uloba", "type": "rest_8h_28h_union_local", "why": "no_tariff"}
    ]


def test_the_explanation_says_why_the_agreement_on_record_does_not_help(written):
    told = run(law, "check", written(TWO_SCHEMES), "--explain", "en").output
    assert "Amal (Uloba): 1 finding." in told
    assert "Amal (Bergen): nothing is broken." in told
    assert (
        "Agreement on record: The agreement with the union representatives on shorter rest has no effect, "
        "because the employer is not bound by a collective agreement (tariff)."
    ) in told
    assert "Shifts: a (Kari), b (Ola)" in told


def test_a_period_without_shifts_is_judged_by_the_law_of_its_first_day(written):
    period = {"from": "2026-06-01T00:00", "to": "2026-06-15T00:00"}
    answer = json.loads(run(law, "check", written({"shifts": [], "period": period})).stdout)
    assert (answer["valid_on"], answer["compliant"], answer["notes"]) == ("2026-06-01", True, ["no_shifts"])


@pytest.mark.parametrize(
    ("language", "words"),
    [("nb", "Assistenten: ingen brudd."), ("nn", "Assistenten: ingen brot."), ("en", "The assistant: nothing is")],
)
def test_somebody_without_a_name_is_told_of_in_the_language_of_the_answer(written, language, words):
    assert words in run(law, "check", written({"shifts": []}), "--explain", language).stdout


def test_advice_is_given_when_asked_for(written):
    week = [{"start": f"2026-06-0{day}T08:00", "end": f"2026-06-0{day}T12:00"} for day in range(1, 8)]
    path = written({"shifts": week})
    assert run(law, "check", path).exit_code == 0
    told = run(law, "check", path, "--advice", "--explain", "nb")
    assert told.exit_code == 0
    assert "Fra mandag 1. juni 2026 jobber assistenten 7 dager på rad. Vanlig råd er høyst 6 dager." in told.output


def test_the_answer_can_be_written_to_a_file(written, tmp_path):
    out = tmp_path / "answer.json"
    done = run(law, "check", written(SHORT_REST), "--out", out)
    assert (done.exit_code, done.output) == (1, "")
    assert json.loads(out.read_text(encoding="utf-8"))["compliant"] is False
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_whole_law_case_is_read_with_its_day(written):
    found = json.loads(run(law, "check", written({**CASE, "valid_on": "2027-01-01"})).output)
    assert found["valid_on"] == "2027-01-01"


def test_the_file_may_come_from_standard_input():
    done = CliRunner().invoke(law, ["check", "-"], input=json.dumps(SHORT_REST))
    assert done.exit_code == 1
    assert json.loads(done.output)["violations"][0]["rule"] == "AML-10-8-1"


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


def test_a_value_of_a_year_that_is_not_known_is_listed_as_that_and_never_as_the_year_before():
    assert rows_of("egenandel.state_ceiling", "--on", "2025-06-01")[0][:3] == [
        "egenandel.state_ceiling",
        "not known",
        "for 2025",
    ]
    shown = run(law, "show", "egenandel.state_ceiling", "--on", "2025-06-01")
    assert shown.exit_code == 1
    assert "the value of 2025 is not known here" in shown.stderr
