"""The pay pages: every published cell where it belongs, hidden ones hidden, every trap said aloud."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from django.test import Client

from selvstyrt.apps.directory.datasets.wages import GENDERS, WageCell, WageGroup
from selvstyrt.apps.directory.importers import ssb
from selvstyrt.apps.directory.running import run_import
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.faces.web.open.pay.forms import OCCUPATIONS, OVERTIMES, STATISTICS, UNITS
from tests.apps.directory import wage_csv
from tests.apps.directory.source import SAMPLES

pytestmark = pytest.mark.django_db

SECTORS = {"Alle sektorer": "all", "Kommunen": "municipal", "Privat sektor": "private", "Staten": "state"}
TIMES = {"deltid og heltid": "all", "deltid": "part_time", "heltid": "full_time"}
HIDDEN = "skjult"


class Tables(HTMLParser):
    """The tables of a page as lists of rows of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("th", "td"):
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in_cell = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def tables(address: str) -> list[list[list[str]]]:
    parser = Tables()
    parser.feed(page(address))
    return parser.tables


def amount(text: str) -> int | None:
    digits = "".join(sign for sign in text if sign.isdigit())
    return None if text == HIDDEN else int(digits)


def shown(table: list[list[str]], occupation: str) -> Iterator[tuple[WageGroup, str, int | None]]:
    for label, *cells in table[1:]:
        sector, _, time = label.partition(", ")
        group = WageGroup(occupation, SECTORS[sector], TIMES[time])
        yield from ((group, gender, amount(text)) for gender, text in zip(GENDERS, cells, strict=True))


def test_all_702_cells_stand_on_the_pages_as_the_source_has_them() -> None:
    on_pages: dict[WageCell, int | None] = {}
    for yrke, mal, overtid, enhet in product(OCCUPATIONS, STATISTICS, OVERTIMES, UNITS):
        pay, persons, *_ = tables(f"/lonn/?yrke={yrke}&mal={mal}&overtid={overtid}&enhet={enhet}")
        for group, gender, value in shown(pay, OCCUPATIONS[yrke]):
            on_pages[WageCell(group, gender, STATISTICS[mal], OVERTIMES[overtid], UNITS[enhet])] = value
        for group, gender, value in shown(persons, OCCUPATIONS[yrke]):
            on_pages[WageCell(group, gender, "count", "", "persons")] = value

    assert len(on_pages) == 702
    assert on_pages == dict(wage_csv.cells())


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_all_702_cells_stand_in_the_files(kind: str) -> None:
    body = page(f"/lonn/alt.{kind}")
    lines = list(csv.DictReader(io.StringIO(body))) if kind == "csv" else json.loads(body)["cells"]
    ids = {"hjemmehjelp": "heimehjelp", "personlig-assistent": "personlig_assistent"}
    found = {}
    for line in lines:
        group = WageGroup(ids[line["occupation"]], line["sector"], line["working_time"])
        value = int(line["value"]) if line["value"] not in (None, "") else None
        found[WageCell(group, line["gender"], line["statistic"], line["overtime"], line["unit"])] = value
        assert line["status"] == ("suppressed" if value is None else "published")

    assert found == dict(wage_csv.cells())


def test_the_file_of_a_choice_holds_the_table_of_the_page() -> None:
    query = "yrke=hjemmehjelp&mal=snitt&overtid=med&enhet=ar"
    lines = list(csv.DictReader(io.StringIO(page(f"/lonn/utvalg.csv?{query}"))))
    pay = [line for line in lines if line["statistic"] == "mean"]

    assert len(lines) == 9 * 3 * 2
    assert {(line["overtime"], line["unit"]) for line in pay} == {("incl_overtime", "year")}
    on_page = {
        (group.sector, group.working_time, gender): value
        for group, gender, value in shown(tables(f"/lonn/?{query}")[0], "heimehjelp")
    }
    assert {(line["sector"], line["working_time"], line["gender"]): int(line["value"]) for line in pay} == on_page
    assert {line["period_stated"] for line in lines} == {""}
    assert {line["licence"] for line in lines} == {"NLOD"}


def test_the_json_of_a_choice_says_its_source_and_that_no_year_is_stated() -> None:
    content = json.loads(page("/lonn/utvalg.json?yrke=hjemmehjelp"))

    assert content["period"] is None
    assert content["hourly_divisor"] == "162"
    assert "SSB" in content["source"]["source"] or "Statistisk sentralbyrå" in content["source"]["source"]
    assert len(content["cells"]) == 54


def test_without_a_question_the_page_answers_about_part_time_in_the_private_sector() -> None:
    body = page("/lonn/")

    assert (
        "Personlige assistenter i privat sektor, deltid: 29\u00a0270\u00a0kr i måneden, uten overtid (median)." in body
    )
    assert "Tallet bygger på 447 ansatte." in body
    assert "Kilden oppgir ikke årstall." in body


def test_a_hidden_figure_stays_hidden_and_says_why() -> None:
    body = page("/lonn/?sektor=alle&arbeidstid=heltid&kjonn=kvinner")

    assert "Kilden skjuler dette tallet." in body
    assert "Vi regner dem ikke ut." in body
    assert "41\u00a0" not in body.partition("<table")[0]


def test_a_group_that_the_source_does_not_have_is_said_in_other_words() -> None:
    body = page("/lonn/?sektor=kommune&arbeidstid=heltid")

    assert "Kilden har ingen slik gruppe." in body
    assert "Kilden skjuler dette tallet." not in body


@pytest.mark.parametrize(
    "query", ["sektor=stat&arbeidstid=heltid", "sektor=alle&arbeidstid=heltid", "sektor=alle&arbeidstid=alle"]
)
def test_the_group_in_the_state_is_warned_of_where_it_weighs(query: str) -> None:
    assert "Ikke bruk dette tallet for BPA" in page(f"/lonn/?{query}")


@pytest.mark.parametrize(
    "query", ["", "sektor=kommune", "sektor=alle&arbeidstid=deltid", "yrke=hjemmehjelp&sektor=alle"]
)
def test_no_warning_where_the_state_has_no_weight(query: str) -> None:
    assert "Ikke bruk dette tallet for BPA" not in page(f"/lonn/?{query}")


def test_an_hour_with_overtime_says_that_overtime_is_not_in_it() -> None:
    assert "Kilden tar ikke overtid med i timelønnen." in page("/lonn/?enhet=time&overtid=med")
    assert "Kilden tar ikke overtid med i timelønnen." not in page("/lonn/?enhet=maned&overtid=med")


def test_hours_of_different_sources_are_compared_with_the_same_hours_a_year() -> None:
    agreements = tables("/lonn/")[2]
    municipal = next(row for row in agreements if row[0].startswith("Hovedtariffavtalen"))
    uloba = next(row for row in agreements if "Uloba" in row[0])

    assert municipal[1:] == [
        "01.05.2024",
        "382\u00a0500\u00a0kr",
        "1\u00a0950",
        "196,15\u00a0kr",
        "180,12\u00a0kr",
    ]
    assert uloba[-1] == "kan ikke sammenlignes"
    assert 'href="https://www.uloba.no/bli-assistent/dette-tjener-assistenter-i-uloba/"' in page("/lonn/")
    assert "Det er 180,68\u00a0kr i timen med kildens 1\u00a0944 timer." in page("/lonn/")


@pytest.mark.parametrize(
    "query",
    [
        "yrke=kaptein",
        "sektor=%01",
        "kjonn=' or 1=1",
        "enhet=<script>alert(1)</script>",
        "arbeidstid=" + "x" * 3000,
        "mal=median&mal=snitt&mal=x",
        "overtid=%F0%9F%98%80",
    ],
)
def test_a_strange_address_is_answered_with_a_word_beside_the_field(query: str) -> None:
    body = page(f"/lonn/?{query}")

    assert "finnes ikke her. Velg noe fra listen." in body
    assert "<script>alert" not in body
    assert "29\u00a0270\u00a0kr" in body
    assert page(f"/lonn/ssb/?gruppe={query.partition('=')[2]}")


def test_the_picture_can_be_heard_and_says_which_one_is_chosen() -> None:
    body = page("/lonn/?yrke=hjemmehjelp&sektor=kommune&arbeidstid=deltid")

    assert '<desc id="grupper-om">' in body
    assert "Valgt: Kommunen, deltid: 33\u00a0020\u00a0kr." in body
    assert 'aria-labelledby="grupper-tittel grupper-om"' in body


def test_ssb_has_both_occupations_in_one_group_and_says_so() -> None:
    body = page("/lonn/ssb/")

    assert "Gruppen 5322 Hjemmehjelper, alle, 2025: 37\u00a0440\u00a0kr i måneden i midten." in body
    assert "Halvparten tjener fra 34\u00a0800\u00a0kr til 41\u00a0180\u00a0kr." in body
    assert "Tallet sier derfor ikke hva en assistent tjener." in body
    assert "4. kvartal 2024" in body
    assert "35\u00a0590\u00a0kr" in body


def test_men_and_women_of_ssb_stand_in_their_places() -> None:
    statistics = tables("/lonn/ssb/")[0]

    assert statistics[0] == ["Mål", "Alle", "Kvinner", "Menn"]
    assert next(row for row in statistics if row[0] == "Median")[1:] == [
        "37\u00a0440\u00a0kr",
        "37\u00a0700\u00a0kr",
        "36\u00a0600\u00a0kr",
    ]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_every_figure_of_ssb_can_be_taken_along(kind: str) -> None:
    body = page(f"/lonn/ssb/alt.{kind}")
    lines = list(csv.DictReader(io.StringIO(body))) if kind == "csv" else json.loads(body)["cells"]

    assert len(lines) == 96 + 72 + 24
    assert {line["licence"] for line in lines} == {"CC BY 4.0"}
    assert sum(line["table"] == "14437" for line in lines) == 24
    only = page(f"/lonn/ssb/alt.{kind}?gruppe=9111")
    assert "9111" in only and "5322" not in only


def test_a_page_may_be_kept_and_a_file_may_be_read_from_another_site() -> None:
    assert Client().get("/lonn/")["Cache-Control"] == "public, max-age=300"
    answer = Client().get("/lonn/alt.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/lonn/alt.json", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert Client().post("/lonn/").status_code == 405


def test_imported_years_stand_beside_each_other_and_can_be_chosen(tmp_path: Path) -> None:
    cube = json.loads((SAMPLES / "ssb_11418.realvalues.jsonstat2.json").read_text(encoding="utf-8"))
    newest = cube["value"]
    cube["size"][-1] = 2
    cube["dimension"]["Tid"]["category"] = {"index": ["2025", "2026"], "label": {"2025": "2025", "2026": "2026"}}
    cube["value"] = [each for value in newest for each in (value, value + 1000)]
    cube["value"][1] = None
    cube["status"] = {"1": ":"}
    file = tmp_path / "11418.json"
    file.write_text(json.dumps(cube))
    yearly = next(each for each in ssb.IMPORTERS if each.name == "ssb-11418")
    run_import(yearly, by=SYSTEM, now=datetime(2027, 2, 6, 9, tzinfo=UTC), file=file, accept_shrinkage=True)

    body = page("/lonn/ssb/")
    assert "Gruppen 5322 Hjemmehjelper, alle, 2026: SSB viser ikke alle tallene." in body
    assert "Hentet 6. februar 2027" in body
    assert "Gjelder 2025–2026." in body
    assert "alle, 2025: 37\u00a0440\u00a0kr" in page("/lonn/ssb/?ar=2025")
    years = next(table for table in tables("/lonn/ssb/?kjonn=menn") if table[0][0] == "Tid")
    assert [row[0] for row in years[1:]] == ["2025", "2026"]
    assert years[2][1:] == ["skjult", "38\u00a0700\u00a0kr", "37\u00a0600\u00a0kr"]


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_is_refused_where_the_question_is_not_understood(kind: str) -> None:
    answer = Client().get(f"/lonn/utvalg.{kind}?yrke=prest")
    assert answer.status_code == 400
    assert "Yrke: «prest»" in answer.content.decode()
