"""`selvstyrt directory fee-table`: a municipality's own table, from a file."""

import json

import pytest
from click.testing import CliRunner

from selvstyrt.apps.directory.models import FeeTariffCorrection
from selvstyrt.faces.cli.directory import directory
from tests.apps.directory.test_fees import OURS


def run(tmp_path, data, by="Liv Berg, Frosta kommune"):
    path = tmp_path / "table.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return CliRunner().invoke(directory, ["fee-table", str(path), "--by", by])


@pytest.mark.django_db
def test_a_table_is_kept_and_the_days_are_told(tmp_path):
    done = run(tmp_path, OURS)
    assert done.exit_code == 0
    assert done.output == "The fees of municipality 5036 are kept from 2026-01-01 until 2026-12-31.\n"
    assert FeeTariffCorrection.objects.get().entered_by == "Liv Berg, Frosta kommune"


@pytest.mark.django_db
def test_a_wrong_table_is_refused_in_one_line(tmp_path):
    done = run(tmp_path, OURS | {"municipality": "9999"})
    assert done.exit_code == 2
    assert "9999" in done.output
    assert not FeeTariffCorrection.objects.exists()
