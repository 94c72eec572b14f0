"""The page about file formats says what the commands really read and answer."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from selvstyrt.core.worktime import AgreementType, NoEffect
from selvstyrt.faces.cli.directory import directory
from selvstyrt.faces.cli.fee import fee
from selvstyrt.faces.cli.law import law

PAGE = (Path(__file__).parents[3] / "docs" / "formats.md").read_text(encoding="utf-8")
SHIFTS = PAGE.split("## Shifts to judge")[1].split("## Findings")[0]
FINDINGS = PAGE.split("## Findings")[1].split("\n## ")[0]


def test_the_example_of_shifts_is_read_and_answered_with_the_keys_named(tmp_path):
    path = tmp_path / "shifts.json"
    path.write_text(re.findall(r"```json\n(.*?)```", SHIFTS, re.DOTALL)[0], encoding="utf-8")
    done = CliRunner().invoke(law, ["check", str(path)])
    assert done.exit_code == 1
    found = json.loads(done.stdout)
    named = set(re.findall(r"`(\w+)`", FINDINGS)) | {"format"}
    assert set(found) <= named
    assert {key for each in found["violations"] for key in each} <= named


def test_every_agreement_and_every_reason_without_effect_is_named():
    assert {kind.value for kind in AgreementType} <= set(re.findall(r"`(\w+)`", SHIFTS))
    assert {why.value for why in NoEffect} <= set(re.findall(r"`(\w+)`", FINDINGS))


FEES = re.findall(r"```json\n(.*?)```", PAGE.split("## Months to price")[1].split("## Roster: ")[0], re.DOTALL)


def test_the_example_of_months_to_price_is_read_and_priced(tmp_path):
    path = tmp_path / "fee.json"
    path.write_text(FEES[0], encoding="utf-8")
    done = CliRunner().invoke(fee, [str(path), "--json"])
    assert done.exit_code == 0
    assert [month["fee"] for month in json.loads(done.stdout)["months"]] == ["786.50", "471.90"]


@pytest.mark.django_db
def test_the_example_of_a_municipalitys_fees_is_kept(tmp_path):
    path = tmp_path / "table.json"
    path.write_text(FEES[1], encoding="utf-8")
    assert CliRunner().invoke(directory, ["fee-table", str(path), "--by", "Liv"]).exit_code == 0
