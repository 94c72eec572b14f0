"""Importers of municipalities against a real server: recorded samples, and shipped values in each source's shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets.municipalities import CENTRALITY, EARLIER_NUMBERS, PLACES, POPULATION
from selvstyrt.apps.directory.importers import brreg, kartverket, klass_places, ssb_population
from selvstyrt.apps.directory.importing import Importer, UnsoundReply
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, current, shipped_json
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.core.base import SelvstyrtError
from tests.apps.directory.source import SAMPLES, Source, sample

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 2, 4, tzinfo=UTC)
GEONORGE = "ws.geonorge.no/kommuneinfo/v1/fylkerkommuner"
KLASS = "data.ssb.no/api/klass/v1/classifications/131"
POPULATION_AT = "data.ssb.no/api/pxwebapi/v2/tables/07459/data"
COMPANIES_AT = "data.brreg.no/enhetsregisteret/api/enheter"
WORDS = {"no": "Norwegian", "se": "Northern Sami", "smj": "Lule Sami", "sma": "Southern Sami", "fkv": "Kven Finnish"}


def run(importer: Importer, **given: Any) -> RunReport:
    return run_import(importer, by=SYSTEM, now=NOW, **given)


def shipped_content(dataset: Dataset[Any]) -> Any:
    found = shipped_json(dataset.name)
    assert found is not None
    return found["content"]


def as_kartverket_says() -> list[dict[str, Any]]:
    """The shipped list in the shape of Kartverket's reply."""
    places = shipped_content(PLACES)
    return [
        {
            "fylkesnummer": county["number"],
            "fylkesnavn": " - ".join(name["name"] for name in county["names"]),
            "kommuner": [
                {
                    "kommunenummer": row["number"],
                    "kommunenavnNorsk": row["name"],
                    "samiskForvaltningsomrade": row["in_sami_area"],
                    "gyldigeNavn": [
                        {"navn": name["name"], "prioritet": order, "sprak": WORDS[name["language"]]}
                        for order, name in enumerate(row["names"], start=1)
                    ]
                    + [{"navn": None, "prioritet": 9, "sprak": None}],
                }
                for row in places["municipalities"]
                if row["county"] == county["number"]
            ],
        }
        for county in places["counties"]
    ]


def as_ssb_says(unit: str = "personer", factor: int = 1) -> dict[str, Any]:
    """The shipped population as a JSON-stat cube."""
    people = shipped_content(POPULATION)
    years = ["2024", "2025", "2026"]

    def dimension(codes: list[str], **more: Any) -> dict[str, Any]:
        return {"category": {"index": codes, **more}}

    return {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "ContentsCode", "Tid"],
        "size": [len(people), 1, 3],
        "dimension": {
            "Region": dimension(list(people)),
            "ContentsCode": dimension(["Personer1"], unit={"Personer1": {"base": unit}}),
            "Tid": dimension(years),
        },
        "value": [people[number][year] * factor for number in people for year in years],
    }


def test_the_list_of_kartverket_becomes_the_shipped_list_again(source: Source) -> None:
    source.says(GEONORGE, as_kartverket_says())
    report = run(kartverket.IMPORTER)
    assert report.outcome == "switched"
    assert report.datasets[0].differences.is_none
    assert "filtrer=fylkesnummer%2Cfylkesnavn%2Ckommuner.kommunenummer" in source.asked[0].target
    found = current(PLACES)
    assert found is not None
    assert not found.provenance.shipped
    assert found.provenance.attribution == "© Kartverket (CC BY 4.0)"
    assert municipalities.municipality("5540").official_name == "Gáivuotna - Kåfjord - Kaivuono"
    assert municipalities.county("55").official_name == "Troms - Romsa - Tromssa"
    assert municipalities.county("55").names[1].language == "se"


def test_the_recorded_sample_of_2023_is_read_and_held_back_as_far_too_short() -> None:
    report = run(kartverket.IMPORTER, file=SAMPLES / "kartverket_fylkerkommuner_2023.realvalues.json")
    assert report.outcome == "held"
    told = report.datasets[0].differences
    assert (told.before, told.after) == (372, 10)
    assert len(municipalities.all_municipalities()) == 357


def test_a_new_name_and_a_split_are_told_and_served(source: Source) -> None:
    said = as_kartverket_says()
    oslo = said[0]["kommuner"][0]
    oslo["gyldigeNavn"].insert(1, {"navn": "Oslove", "prioritet": 2, "sprak": "Southern Sami"})
    said[-1]["kommuner"].append(
        {
            "kommunenummer": "5699",
            "kommunenavnNorsk": "Nyby",
            "samiskForvaltningsomrade": False,
            "gyldigeNavn": [{"navn": "Nyby", "prioritet": 1, "sprak": "Norwegian"}],
        }
    )
    source.says(GEONORGE, said)
    told = run(kartverket.IMPORTER).datasets[0].differences
    assert (told.added, told.changed, told.gone) == (("5699",), ("0301",), ())
    new = municipalities.municipality("5699")
    assert (new.name, new.population, new.centrality_class, new.latitude) == ("Nyby", None, None, None)
    assert municipalities.county("56").population is None  # one part is not counted, so there is no sum
    assert municipalities.municipality("0301").names[1].language == "sma"


def spoiled() -> Iterator[tuple[str, Any, str]]:
    yield from [
        ("a number twice", lambda rows: rows[1]["kommuner"].append(rows[1]["kommuner"][0]), "the number stands twice"),
        (
            "a lost zero",
            lambda rows: rows[0]["kommuner"][0].update(kommunenummer="301"),
            "'301' is no municipality number",
        ),
        ("a number as a number", lambda rows: rows[0]["kommuner"][0].update(kommunenummer=301), "must be text"),
        ("another language", lambda rows: rows[0]["kommuner"][0]["gyldigeNavn"][0].update(sprak="Danish"), "'Danish'"),
        ("no names", lambda rows: rows[0]["kommuner"][0].update(gyldigeNavn=[]), "there is no name"),
        ("a county without its list", lambda rows: rows[0].pop("kommuner"), "expected a list of objects, found null"),
        ("a county twice", lambda rows: rows.append({**rows[0], "kommuner": []}), "stands twice"),
    ]


@pytest.mark.parametrize(("name", "spoil", "said"), list(spoiled()))
def test_a_list_that_is_not_sound_changes_nothing(source: Source, name: str, spoil: Any, said: str) -> None:
    rows = deepcopy(as_kartverket_says())
    spoil(rows)
    source.says(GEONORGE, rows)
    with pytest.raises(UnsoundContent, match=said):
        run(kartverket.IMPORTER)
    found = current(PLACES)
    assert found is not None
    assert found.provenance.shipped


def klass_says(source: Source, **instead: Any) -> None:
    labels = {
        row["number"]: " - ".join(name["name"] for name in row["names"])
        for row in shipped_content(PLACES)["municipalities"]
    }
    codes = [{"code": code, "name": name, "level": "1"} for code, name in labels.items()]
    central = [
        {"sourceCode": number, "sourceName": "x", "targetCode": f"0{row['class']}", "targetName": "y"}
        for number, row in shipped_content(CENTRALITY).items()
    ]
    source.says(f"{KLASS}/codesAt", instead.get("codes", {"codes": [*codes, {"code": "9999", "name": "Uoppgitt"}]}))
    source.says(f"{KLASS}/changes", instead.get("changes", sample("klass_131_changes.constructed.json")))
    source.says(f"{KLASS}/correspondsAt", instead.get("central", {"correspondenceItems": central}))


def test_klass_gives_labels_earlier_numbers_and_centrality_in_one_switch(source: Source) -> None:
    klass_says(source)
    report = run(klass_places.IMPORTER)
    assert report.outcome == "switched"
    told = {each.dataset: each.differences for each in report.datasets}
    assert told[EARLIER_NUMBERS.name].is_none  # what the shipped list says, Klass says too
    assert len(municipalities.all_municipalities()) == 357
    assert municipalities.municipality("0301").centrality_class == 1
    assert [each.name for each in municipalities.todays("1507")] == ["Ålesund", "Haram"]
    assert "date=2026-12-02" in source.asked[0].target


def test_the_short_recorded_samples_of_klass_are_held_back(tmp_path: Path) -> None:
    (tmp_path / "codes.json").write_bytes(sample("klass_131_codesAt_2024-01-01.realvalues.json"))
    (tmp_path / "changes.json").write_text('{"codeChanges": []}', encoding="utf-8")
    (tmp_path / "centrality.json").write_bytes(sample("klass_131_128_correspondsAt_2024-01-01.realvalues.json"))
    report = run(klass_places.IMPORTER, file=tmp_path)
    held = {each.dataset for each in report.datasets if each.held_because}
    assert report.outcome == "held"
    assert held == {"municipality_labels", "municipality_earlier_numbers", "municipality_centrality"}


def test_a_number_that_changed_twice_leads_all_the_way_to_todays(source: Source) -> None:
    changes = json.loads(sample("klass_131_changes.constructed.json"))
    changes["codeChanges"] += [
        {
            "oldCode": "3001",
            "oldName": "Halden",
            "newCode": "3099",
            "newName": "Halden",
            "changeOccurred": "2022-01-01",
        },
        {
            "oldCode": "3099",
            "oldName": "Halden",
            "newCode": "3101",
            "newName": "Halden",
            "changeOccurred": "2024-01-01",
        },
    ]
    klass_says(source, changes=changes)
    run(klass_places.IMPORTER)
    assert [each.name for each in municipalities.todays("3099")] == ["Halden"]
    assert [each.name for each in municipalities.todays("3001")] == ["Halden"]


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"codes": {"codes": [{"code": "0301", "name": "Oslo"}] * 2}}, "the code stands twice"),
        ({"codes": []}, "expected an object with 'codes'"),
        ({"changes": b"<html></html>"}, "got a page of HTML"),
        (
            {
                "changes": {
                    "codeChanges": [
                        {
                            "oldCode": "3098",
                            "oldName": "X",
                            "newCode": "3097",
                            "newName": "Y",
                            "changeOccurred": "2024-01-01",
                        }
                    ]
                }
            },
            "leads to no number of today",
        ),
        ({"central": {"correspondenceItems": [{"sourceCode": "0301", "targetCode": "høy"}]}}, "'høy' is no number"),
        ({"central": {"correspondenceItems": [{"sourceCode": "0301", "targetCode": "7"}]}}, "classes are 1-6"),
    ],
)
def test_an_unsound_part_of_klass_stops_all_three(source: Source, instead: dict[str, Any], said: str) -> None:
    klass_says(source, **instead)
    with pytest.raises(SelvstyrtError, match=said):
        run(klass_places.IMPORTER)
    assert all(provenance.shipped for provenance in municipalities.provenance().values())


def test_ssb_counts_people_of_every_municipality_in_the_list(source: Source) -> None:
    source.says(POPULATION_AT, as_ssb_says())
    report = run(ssb_population.IMPORTER)
    assert (report.outcome, report.datasets[0].period) == ("switched", "2024-2026")
    assert report.datasets[0].differences.is_none
    assert sum(each.population or 0 for each in municipalities.all_municipalities()) == 5_627_400
    assert municipalities.provenance()["municipality_population"].shipped is False


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (as_ssb_says("prosent"), "the unit is prosent; expected personer"),
        (as_ssb_says(factor=1000), "persons in 2024 cannot be"),
        ({**as_ssb_says(), "value": [1, 2]}, "there are 2 values, but the sizes make 1071"),
        ({**as_ssb_says(), "value": [None] * 1071}, "not one count of persons"),
        (b'{"version": "2.0", "class": "dataset"', "cut short"),
    ],
)
def test_population_in_other_units_or_cut_short_is_refused(source: Source, reply: Any, said: str) -> None:
    source.says(POPULATION_AT, reply)
    with pytest.raises(UnsoundContent, match=said):
        run(ssb_population.IMPORTER)


def page(numbers: list[tuple[str, str, str]], number: int, pages: int) -> dict[str, Any]:
    rows = [
        {"organisasjonsnummer": own, "navn": name, "forretningsadresse": {"kommunenummer": at}}
        for own, name, at in numbers
    ]
    return {"_embedded": {"enheter": rows}, "page": {"number": number, "totalPages": pages}}


def test_organisation_numbers_of_municipalities_come_page_by_page(source: Source) -> None:
    known = {row["number"]: row["name"] for row in shipped_content(PLACES)["municipalities"]}
    numbers = dict(shipped_content(brreg.ORGANISATIONS))
    numbers |= {"1508": "310000019", "1580": "310000051"}  # made up, with a right last digit
    rows = [(numbers[number], f"{known[number].upper()} KOMMUNE", number) for number in known]
    rows.append(("310000019", "NAMDAL REGIONRÅD", "0301"))
    source.says(f"{COMPANIES_AT}?organisasjonsform=KOMM&size=200&page=0", page(rows[:200], 0, 2))
    source.says(f"{COMPANIES_AT}?organisasjonsform=KOMM&size=200&page=1", page(rows[200:], 1, 2))
    report = run(brreg.MUNICIPALITIES_IMPORTER)
    assert report.datasets[0].differences.added == ("1508", "1580")
    assert report.datasets[0].differences.changed == ()
    assert municipalities.municipality("1508").organisation_number == "310000019"
    assert municipalities.municipality("0301").organisation_number == "958935420"
    assert report.remarks == ()


def test_a_wrong_organisation_number_is_refused_and_a_missing_one_is_told(source: Source) -> None:
    source.says(COMPANIES_AT, page([("958935421", "OSLO KOMMUNE", "0301")], 0, 1))
    with pytest.raises(UnsoundReply, match="is not an organisation number"):
        run(brreg.MUNICIPALITIES_IMPORTER)
    source.says(COMPANIES_AT, page([("958935420", "OSLO KOMMUNE", "0301")], 0, 1))
    report = run(brreg.MUNICIPALITIES_IMPORTER)
    assert report.outcome == "held"
    assert "No organisation number for municipality 5501" in report.remarks
