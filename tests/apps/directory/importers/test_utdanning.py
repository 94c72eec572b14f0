"""The importers of utdanning.no, fed with recorded samples by a real server on loopback."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets.apprenticeships import APPRENTICESHIPS
from selvstyrt.apps.directory.datasets.descriptions import DESCRIPTIONS
from selvstyrt.apps.directory.datasets.wages import WAGES, WageCell
from selvstyrt.apps.directory.figures import FigureStatus
from selvstyrt.apps.directory.importers import (
    utdanning_apprenticeships,
    utdanning_descriptions,
    utdanning_employers,
    utdanning_pay,
)
from selvstyrt.apps.directory.importers.html_text import lines_of
from selvstyrt.apps.directory.importing import Importer, SourceFailed, UnsoundReply
from selvstyrt.apps.directory.models import Reply
from selvstyrt.apps.directory.queries.employers import apprenticeships_in, counties_that_deliver, employers_in
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.shelf import Shelved, current
from selvstyrt.apps.directory.shelf import shipped as shipped_edition
from selvstyrt.apps.journal.actor import SYSTEM
from tests.apps.directory import wage_csv
from tests.apps.directory.source import Source, sample

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 13, 9, tzinfo=UTC)
INDEX = "utdanning.no/api/v1/data_norge--yrkesbeskrivelse"
API = "api.utdanning.no"
ASSISTANT = "y_konstruert_personlig_assistent"
_LETTERS = {"total": "A", "women": "K", "men": "M"}
_SECTORS = {"all": "A", "municipal": "K", "private": "P", "state": "S"}
_TIMES = {"all": "A", "part_time": "D", "full_time": "H"}


def run(importer: Importer) -> RunReport:
    return run_import(importer, by=SYSTEM, now=NOW)


def json_sample(name: str) -> Any:
    return json.loads(sample(name))


def served(dataset: Any) -> Any:
    found: Shelved[Any] | None = current(dataset)
    assert found is not None
    return found.content


def give_descriptions(source: Source) -> None:
    addresses = [f"https://{INDEX}/{name}" for name in ("y_hjemmehjelp", ASSISTANT, "y_refused")]
    detail = json_sample("utdanning_yrkesbeskrivelse.constructed.json")
    source.says(INDEX, addresses)
    source.says(f"{INDEX}/y_hjemmehjelp", detail)
    source.says(f"{INDEX}/{ASSISTANT}", {**detail, "title": "Personlig assistent", "sammenligning_id": ASSISTANT})
    source.says(f"{INDEX}/y_refused", b"no", status=403)


def pay_reply(occupation: str, uno_id: str) -> list[dict[str, Any]]:
    """All groups of an occupation in the service's shape, made from the published table."""
    found = []
    for row in wage_csv.rows():
        if row["occupation_id"] != occupation:
            continue
        reply: dict[str, Any] = {"uno_id": uno_id, "aldersklasse": "A", "ansiennnitet": "A", "dato": None}
        reply |= {"sektor": _SECTORS[row["sector"]], "arbeidstid": _TIMES[row["working_time"]]}
        for gender, letter in _LETTERS.items():
            reply[f"{letter}_antall_asnatte"] = int(row[f"persons_{gender}"]) if row[f"persons_{gender}"] else None
            for field, column in {
                "wage_median": "median_excl",
                "wage_avg": "mean_excl",
                "wage_overtime_median": "median_incl",
                "wage_overtime_avg": "mean_incl",
            }.items():
                amount = row[f"{column}_overtime_monthly_{gender}_nok"]
                reply[f"{letter}_{field}"] = int(amount) if amount else None
        found.append(reply)
    return found


def test_descriptions_come_as_plain_lines_and_a_refused_one_is_told(source: Source) -> None:
    give_descriptions(source)

    report = run(utdanning_descriptions.IMPORTER)

    assert report.outcome == "switched"
    assert any("y_refused" in line for line in report.skipped)
    content = served(DESCRIPTIONS)
    assert content.refused == ("y_refused",)
    home_help = content.by_uno_id["y_hjemmehjelp"]
    assert home_help.parts["body"] == ("KONSTRUERT eksempel.", "Oppgaver", "rengjøring", "matlaging", "innkjøp")
    assert home_help.job_titles == ("5133101", "5133107")
    assert home_help.reviewed_on == "2024-04-23"


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>Én</p><p>To</p>", ["Én", "To"]),
        ("<script>alert(1)</script>Vask<style>p{}</style>", ["Vask"]),
        ("<img src=x onerror=alert(1)>Hei", ["Hei"]),
        ("<scr<script>ipt>alert(1)</script>", ["ipt>alert(1)"]),  # words; the page escapes them
        ("a &lt;script&gt; b", ["a <script> b"]),
        ("", []),
        ("uten tagger", ["uten tagger"]),
    ],
)
def test_html_of_a_source_becomes_words_only(html: str, lines: list[str]) -> None:
    assert lines_of(html) == lines


def test_an_index_that_points_elsewhere_is_refused(source: Source) -> None:
    source.says(INDEX, ["https://evil.example/y_hjemmehjelp"])

    with pytest.raises(UnsoundReply, match=r"not at utdanning\.no"):
        run(utdanning_descriptions.IMPORTER)
    assert current(DESCRIPTIONS) is None


def test_the_pay_of_both_occupations_comes_back_cell_by_cell(source: Source) -> None:
    give_descriptions(source)
    run(utdanning_descriptions.IMPORTER)
    source.says(f"{API}/sammenligning/lonn?uno_id=y_hjemmehjelp", pay_reply("heimehjelp", "y_hjemmehjelp"))
    source.says(f"{API}/sammenligning/lonn?uno_id={ASSISTANT}", pay_reply("personlig_assistent", ASSISTANT))

    report = run(utdanning_pay.IMPORTER)

    assert report.outcome == "switched"
    assert not report.datasets[0].differences.changed
    shipped = shipped_edition(WAGES)
    assert shipped is not None
    assert served(WAGES).cells == shipped.content.cells
    assert len(served(WAGES).cells) == 702


@pytest.mark.parametrize("name", ["", "_nested"])
def test_the_recorded_sample_equals_the_published_table_in_both_shapes(name: str) -> None:
    content = json_sample(f"utdanning_sammenligning_lonn{name}.constructed.json")
    published = dict(wage_csv.cells())
    ours = {ASSISTANT: "personlig_assistent", "y_hjemmehjelp": "heimehjelp"}
    compared = 0
    for row in utdanning_pay.rows_of(content, "sample"):
        for cell in utdanning_pay.cells_of(row, ours[row["uno_id"]], "sample"):
            group = wage_csv.WageGroup(cell["occupation"], cell["sector"], cell["working_time"])
            key = WageCell(group, cell["gender"], cell["statistic"], cell["overtime"], cell["unit"])
            assert cell["value"] == published[key], key
            compared += 1
    assert compared == 12 * 39


def test_pay_of_two_thirds_of_the_groups_is_held_back(source: Source) -> None:
    give_descriptions(source)
    run(utdanning_descriptions.IMPORTER)
    source.says(f"{API}/sammenligning/lonn", sample("utdanning_sammenligning_lonn.constructed.json"))

    report = run(utdanning_pay.IMPORTER)

    assert report.outcome == "held"
    assert "702 facts became 468" in report.datasets[0].held_because
    assert len(served(WAGES).cells) == 702


def test_pay_is_not_asked_for_before_the_id_is_known(source: Source) -> None:
    source.says(f"{API}/sammenligning/lonn", [])

    with pytest.raises(SourceFailed, match="utdanning-descriptions"):
        run(utdanning_pay.IMPORTER)


@pytest.mark.parametrize("amount", [180, 3_502_400])
def test_pay_by_the_hour_or_in_ore_is_seen_as_another_unit(amount: int) -> None:
    row = {**pay_reply("heimehjelp", "y")[0], "A_wage_median": amount}

    with pytest.raises(UnsoundReply, match="expected kroner a month"):
        utdanning_pay.cells_of(row, "heimehjelp", "sample")


@pytest.mark.parametrize("body", [b"<!doctype html><p>Nede", b'[{"sektor": "A"', b'"x"', b"[1, 2]"])
def test_a_reply_that_is_no_pay_leaves_what_is_in_use(source: Source, body: bytes) -> None:
    give_descriptions(source)
    run(utdanning_descriptions.IMPORTER)
    source.says(f"{API}/sammenligning/lonn", body)

    with pytest.raises(UnsoundReply):
        run(utdanning_pay.IMPORTER)
    assert len(served(WAGES).cells) == 702


def test_nothing_collected_says_so_and_no_list_is_made_up() -> None:
    assert not employers_in("5501").imported
    assert not apprenticeships_in("5501").imported
    assert counties_that_deliver() is None


def test_employers_lie_in_their_municipality_and_small_counts_are_masked(source: Source) -> None:
    source.says(
        f"{API}/yrkearbeidsliv/potensielle-bedrifter", sample("utdanning_potensielle_bedrifter.constructed.json")
    )

    report = run(utdanning_employers.IMPORTER)

    assert report.outcome == "switched"
    assert any("5133108" in line for line in report.remarks)
    there = employers_in("5601")
    assert there.imported
    assert {each.positions.status for each in there.employers} == {FigureStatus.MASKED}
    assert there.has_masked
    assert [each.positions.value for each in employers_in("5501").employers if each.occupation == "heimehjelp"] == [
        17,
        41,
    ]
    assert there.provenance is not None and there.provenance.period == "2026-11"


def test_every_page_of_employers_is_asked_for(source: Source) -> None:
    first = json_sample("utdanning_potensielle_bedrifter.constructed.json")
    rows = first["hydra:member"]
    address = f"{API}/yrkearbeidsliv/potensielle-bedrifter"
    first["hydra:member"], first["hydra:view"]["hydra:next"] = rows[:1], "/next"
    second = {"hydra:member": rows[1:], "hydra:view": {}}
    source.says(address, {"hydra:member": []})
    source.says(f"{address}?uno_id=y_hjemmehjelp&page=1", first)
    source.says(f"{address}?uno_id=y_hjemmehjelp&page=2", second)

    report = run(utdanning_employers.IMPORTER)

    assert report.datasets[0].differences.after == 3


def give_apprenticeships(source: Source) -> None:
    leaf = {"programomradekode6": "KONST3", "programomrade_tittel": "Helsearbeiderfaget", "is_laerefag": True}
    source.says(f"{API}/finnlarebedrift/fagvelger", [{"programomrade_tittel": "Helse", "children": [leaf]}])
    places = json_sample("utdanning_larlinger_indikatorrapport.constructed.json")
    places["hydra:member"][0]["navn_daglig_leder"] = "KONSTRUERT NAVN"
    source.says(f"{API}/yrkearbeidsliv/larlinger-indikatorrapport", places)
    companies = json_sample("utdanning_finnlarebedrift.constructed.json")
    companies["bedrifter"][0]["adresse_daglig_leder"] = "KONSTRUERT GATE 1"
    source.says(f"{API}/finnlarebedrift/bedrift", companies)


def test_apprenticeships_come_by_place_and_persons_are_dropped_at_the_door(source: Source) -> None:
    give_apprenticeships(source)

    report = run(utdanning_apprenticeships.IMPORTER)

    assert report.outcome == "switched"
    there = apprenticeships_in("5501")
    assert [place.apprentices.value for place in there.places] == [9]
    assert there.county_delivers
    assert not apprenticeships_in("1804").county_delivers
    assert counties_that_deliver() == {"55", "46", "11"}
    assert [company.name for company in apprenticeships_in("4601").companies] == ["KONSTRUERT SYKEHJEM"]
    for reply in Reply.objects.all():
        assert b"KONSTRUERT NAVN" not in bytes(reply.body)
    assert "KONSTRUERT GATE" not in json.dumps(_stored(APPRENTICESHIPS.name))


def _stored(name: str) -> list[str]:
    return [
        content
        for reply in Reply.objects.filter(editions__dataset=name)
        for content in reply.editions.values_list("content", flat=True)
    ]


def test_a_trade_that_is_gone_from_the_list_is_said(source: Source) -> None:
    give_apprenticeships(source)
    source.says(f"{API}/finnlarebedrift/fagvelger", [{"programomrade_tittel": "Kokkfaget", "is_laerefag": True}])

    with pytest.raises(UnsoundReply, match="helsearbeiderfaget"):
        run(utdanning_apprenticeships.IMPORTER)


def test_numbers_of_before_2024_lie_in_todays_municipality(source: Source) -> None:
    row = {"navn": "KONSTRUERT OMSORG", "stillinger": "7", "orgnr": "310000027"}
    rows = [{**row, "kommunenr": "5401"}, {**row, "kommunenr": "1507"}, {**row, "kommunenr": "9999"}]
    source.says(f"{API}/yrkearbeidsliv/potensielle-bedrifter", {"hydra:member": rows})

    run(utdanning_employers.IMPORTER)

    assert {(each.name, each.number) for each in employers_in("5501").employers} == {("KONSTRUERT OMSORG", "5501")}
    assert not employers_in("1508").employers
    assert not employers_in("1580").employers


def test_an_old_county_that_delivers_stands_for_the_counties_of_today(source: Source) -> None:
    give_apprenticeships(source)
    places = json_sample("utdanning_larlinger_indikatorrapport.constructed.json")
    places["hydra:member"][0] |= {"fylkenr": "54", "kommunenr": None}
    source.says(f"{API}/yrkearbeidsliv/larlinger-indikatorrapport", places)

    run(utdanning_apprenticeships.IMPORTER)

    assert counties_that_deliver() == {"55", "56", "46", "11"}
    assert apprenticeships_in("5601").county_delivers
