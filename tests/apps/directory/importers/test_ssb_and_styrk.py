"""SSB's tables and Klass, fed with recorded samples by a real server on loopback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets.ssb import SSB_11418
from selvstyrt.apps.directory.datasets.styrk import STYRK
from selvstyrt.apps.directory.figures import MISSING, SUPPRESSED, published
from selvstyrt.apps.directory.importers import klass_styrk, ssb
from selvstyrt.apps.directory.importers.json_stat import read_cube
from selvstyrt.apps.directory.importing import Importer, UnsoundReply
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.shelf import current
from selvstyrt.apps.directory.shelf import shipped as shipped_edition
from selvstyrt.apps.journal.actor import SYSTEM
from tests.apps.directory.source import Source, sample

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 2, 6, 8, 30, tzinfo=UTC)
DATA = "data.ssb.no/api/pxwebapi/v2/tables/11418/data"
KLASS = "data.ssb.no/api/klass/v1"
YEARLY = next(importer for importer in ssb.IMPORTERS if importer.name == "ssb-11418")


def cube() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(sample("ssb_11418.realvalues.jsonstat2.json"))
    return content


def run(importer: Importer, *, accept: bool = True) -> RunReport:
    return run_import(importer, by=SYSTEM, now=NOW, accept_shrinkage=accept)


def served(dataset: Any) -> Any:
    found = current(dataset)
    assert found is not None
    return found.content


def test_the_recorded_table_equals_the_shipped_figures_with_men_and_women_in_their_places(source: Source) -> None:
    source.says(DATA, cube())

    report = run(YEARLY)

    assert report.outcome == "switched"
    ours = shipped_edition(SSB_11418)
    assert ours is not None
    cells = served(SSB_11418).cells
    assert len(cells) == 24
    assert all(ours.content.cells[cell] == figure for cell, figure in cells.items())
    assert served(SSB_11418).figure("2025", "5322", "median", "men") == published(36600)


def test_a_table_of_two_groups_is_held_back_where_eight_were_in_use(source: Source) -> None:
    source.says(DATA, cube())

    report = run(YEARLY, accept=False)

    assert report.outcome == "held"
    assert "96 facts became 24" in report.datasets[0].held_because


def test_what_is_asked_for_stands_in_the_address(source: Source) -> None:
    source.says(DATA, cube())
    run(YEARLY)

    assert len(source.asked) == 1
    target = source.asked[0].target
    assert "outputFormat=json-stat2" in target
    assert "valueCodes%5BTid%5D=top%285%29" in target or "valueCodes[Tid]=top(5)" in target


def test_the_order_of_the_dimensions_and_of_the_codes_does_not_matter() -> None:
    plain = read_cube(cube(), "sample")
    turned = cube()
    names = plain.codes
    figures = {tuple(sorted(codes.items())): figure for codes, figure in plain.cells()}
    turned["id"] = list(reversed(turned["id"]))
    turned["size"] = list(reversed(turned["size"]))
    turned["dimension"]["Kjonn"]["category"]["index"] = {"2": 0, "0": 1, "1": 2}
    turned["value"] = [None] * len(figures)
    again = read_cube(turned, "sample")
    for place, (codes, _figure) in enumerate(again.cells()):
        turned["value"][place] = figures[tuple(sorted(codes.items()))].value

    found = {tuple(sorted(codes.items())): figure for codes, figure in read_cube(turned, "sample").cells()}
    assert set(names) == set(turned["id"])
    assert found == figures


def test_values_may_be_sparse_and_a_hidden_one_is_not_a_missing_one() -> None:
    content = cube()
    content["value"] = {"0": 37440, "3": 38960}
    content["status"] = {"1": ":", "2": ".."}

    figures = read_cube(content, "sample").figures

    assert figures[:4] == (published(37440), SUPPRESSED, MISSING, published(38960))
    assert len(figures) == 24


def _other_version(content: dict[str, Any]) -> None:
    content["version"] = "1.0"


def _cut_short(content: dict[str, Any]) -> None:
    content["value"] = content["value"][:20]


def _half_a_krone(content: dict[str, Any]) -> None:
    content["value"][0] = 37440.5


def _place_outside(content: dict[str, Any]) -> None:
    content["value"] = {"24": 1}


def _twice_the_code(content: dict[str, Any]) -> None:
    content["dimension"]["Kjonn"]["category"]["index"] = ["0", "1", "1"]


def _other_unit(content: dict[str, Any]) -> None:
    content["dimension"]["ContentsCode"]["category"]["unit"]["AvtaltManedslonn"]["base"] = "1000 kr"


def _unknown_gender(content: dict[str, Any]) -> None:
    content["dimension"]["Kjonn"]["category"]["index"] = ["0", "1", "9"]


def _another_dimension(content: dict[str, Any]) -> None:
    content["id"][2] = "Region"
    content["dimension"]["Region"] = content["dimension"].pop("Sektor")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_other_version, "JSON-stat 2.0"),
        (_cut_short, "there are 20 values, but the sizes make 24"),
        (_half_a_krone, "expected a whole number"),
        (_place_outside, "outside the 24"),
        (_twice_the_code, "the dimension Kjonn has 3 codes"),
        (_other_unit, "the unit is 1000 kr"),
        (_unknown_gender, "unknown code '9'"),
        (_another_dimension, "the dimensions are"),
    ],
)
def test_a_table_that_is_not_what_was_asked_for_is_refused(source: Source, spoil: Any, told: str) -> None:
    content = cube()
    spoil(content)
    source.says(DATA, content)

    with pytest.raises(UnsoundReply, match=told):
        run(YEARLY)
    assert len(served(SSB_11418).cells) == 96


@pytest.mark.parametrize(
    "name", ["klass_426_correspondence.realvalues.json", "klass_426_correspondence.realvalues.latin1.csv"]
)
def test_occupation_codes_come_as_json_and_as_latin_1(source: Source, name: str) -> None:
    source.says(f"{KLASS}/classifications/7/codesAt", sample("klass_7_codesAt.realvalues.json"))
    source.says(f"{KLASS}/correspondencetables/426", sample(name))
    before = shipped_edition(STYRK)
    assert before is not None

    report = run(klass_styrk.IMPORTER)

    codes = served(STYRK)
    assert not report.datasets[0].differences.changed
    assert codes.titles["5136107"].title == "STØTTEKONTAKT"
    assert codes.titles == before.content.titles
    assert codes.groups == before.content.groups


def test_a_new_title_in_the_group_of_home_helpers_is_taken_in_and_our_reading_is_kept() -> None:
    before = {
        "titles": [
            {"code": "5133108", "title": "X", "group": "5322", "occupations": ["personlig_assistent"], "role": "worker"}
        ],
        "groups": [],
    }
    new = {"sourceCode": "5133199", "sourceName": "NY", "targetCode": "5322", "targetName": "Hjemmehjelper"}
    other = {"sourceCode": "7125101", "sourceName": "SNEKKER", "targetCode": "7115", "targetName": "Snekkere"}
    renamed = {**new, "sourceCode": "5133108", "sourceName": "PERSONLIG ASSISTENT (PRIVATHJEM)"}

    content = klass_styrk.merged(before, [], [new, other, renamed])

    assert [row["code"] for row in content["titles"]] == ["5133108", "5133199"]
    assert content["titles"][0]["occupations"] == ["personlig_assistent"]
    assert content["titles"][0]["title"] == "PERSONLIG ASSISTENT (PRIVATHJEM)"


def test_a_csv_with_other_columns_is_refused(source: Source) -> None:
    source.says(f"{KLASS}/classifications/7/codesAt", sample("klass_7_codesAt.realvalues.json"))
    source.says(f"{KLASS}/correspondencetables/426", b'"kode";"navn"\n"1";"2"\n')

    with pytest.raises(UnsoundReply, match="columns sourceCode"):
        run(klass_styrk.IMPORTER)
