"""The page about file formats says what the commands really read and answer."""

import json
import re
from pathlib import Path

from click.testing import CliRunner

from selvstyrt.core.worktime import AgreementType, NoEffect
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
