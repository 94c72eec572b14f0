"""`selvstyrt fee`: months on file, told in text and JSON; bad files are refused with the place."""

import json

import pytest
from click.testing import CliRunner

from selvstyrt.faces.cli.fee import fee

FILE = {
    "format": "selvstyrt-fee/1",
    "table": "frosta_2024",
    "g": {"basis": "may_before"},
    "household": {"net_incomes": ["300000"], "attendance_benefit": 0},
    "months": [{"day": "2024-03-01", "hours": "1.5"}, {"day": "2024-04-01", "hours": 3}],
}


def run(tmp_path, data, *options):
    path = tmp_path / "fee.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return CliRunner().invoke(fee, [str(path), *options])


def test_each_month_is_told_with_its_steps(tmp_path):
    found = run(tmp_path, FILE)
    assert found.exit_code == 0
    assert "2024-03: 636.00 kr, decided by table" in found.output
    assert "2024-04: 957 kr, decided by cap" in found.output
    assert "g.may_before: day 2024-03-01, valid_from 2023-05-01 -> 118620  [ftrl. § 1-4]" in found.output


def test_the_same_as_json(tmp_path):
    found = json.loads(run(tmp_path, FILE, "--json").output)
    assert [month["fee"] for month in found["months"]] == ["636.00", "957"]
    assert found["months"][0]["steps"][0] == {
        "rule": "income.household",
        "inputs": {"net_incomes": ["300000"], "attendance_benefit": "0"},
        "result": "300000",
        "citation": {
            "text": "egenandelsforskriften kapittel 2",
            "url": "https://lovdata.no/forskrift/2011-12-16-1349",
        },
    }


def test_a_month_without_an_answer_says_why_and_the_others_are_told(tmp_path):
    months = [{"day": "2024-03-01", "hours": 1}, {"day": "2025-03-01", "hours": 1}]
    poor = FILE | {"household": {"net_incomes": [100000]}, "months": months}
    found = run(tmp_path, poor)
    assert found.exit_code == 1
    assert "2025-03: no answer. egenandel.state_ceiling is set for each calendar year" in found.output
    told = json.loads(run(tmp_path, poor, "--json").output)["months"][1]
    assert (told["fee"], told["no_answer"]) == (None, "no_value_for_year")


def test_an_own_table_is_read_from_the_file(tmp_path):
    own = {
        "name": "ours",
        "g": {"basis": "fixed", "amount": 118620},
        "brackets": [
            {"from_g": 0, "charging": "monthly", "monthly": 220},
            {"from_g": 2, "charging": "monthly", "monthly": 868},
        ],
    }
    data = {key: value for key, value in FILE.items() if key not in ("table", "g")} | {"tariff": own}
    assert "868 kr" in run(tmp_path, data).output


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "selvstyrt-fee/9"}, "format"),
        ({"table": "frostaa"}, "frosta_2024"),
        ({"tariff": {}}, "one table"),
        ({"colour": 1}, "colour"),
        ({"months": [{"day": "soon"}]}, "months[0].day"),
        ({"household": {"net_incomes": ["-5"]}}, "household.net_incomes.0"),
        ({"household": {"net_incomes": []}}, "no income"),
    ],
)
def test_a_wrong_file_is_refused_in_one_line(tmp_path, change, told):
    found = run(tmp_path, FILE | change)
    assert found.exit_code == 2
    assert told in found.output


def test_text_that_is_no_json_and_no_file_are_refused(tmp_path):
    assert run(tmp_path, "<html>").exit_code == 2
    assert CliRunner().invoke(fee, []).exit_code == 2
    assert CliRunner().invoke(fee, [str(tmp_path / "none.json")]).exit_code == 2


def test_the_tables_are_listed():
    lines = CliRunner().invoke(fee, ["--tables"]).output.splitlines()
    assert len(lines) == 21
    assert any(line.startswith("frosta_2024") and "5036" in line and "https://" in line for line in lines)
