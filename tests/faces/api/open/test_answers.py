"""What the open API gives: the same facts as the pages, with sources and licences, for anybody and without a trace."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from selvstyrt.apps.directory.models import Edition
from selvstyrt.apps.directory.queries import pay as pay_queries
from tests.cast import Cast
from tests.faces.web.open.vacancies.building import FIRST, GONE, advert, collect, ended, place

pytestmark = pytest.mark.django_db
BASE = "/api/open/v1"
LISTS = [
    "/municipalities",
    "/municipality-numbers/1507",
    "/counties",
    "/fees/tables",
    "/suppliers",
    "/coverage",
    "/occupations",
    "/styrk/titles",
    "/styrk/groups",
    "/pay",
    "/ssb/11418",
    "/ssb/11658",
    "/ssb/14437",
    "/agreements/minimum-pay",
    "/bpa-recipients",
    "/bpa-recipients?year=2022",
    "/employers?municipality=0301",
    "/apprenticeships?municipality=0301",
    "/training-companies?municipality=0301",
    "/vacancies",
    "/guide",
    "/datasets",
]
TABLES = [
    "/municipalities",
    "/counties",
    "/fees/tables",
    "/styrk/titles",
    "/pay",
    "/ssb/11418",
    "/bpa-recipients",
    "/datasets",
]
MAY_BE_EMPTY = ("/coverage", "/employers", "/apprenticeships", "/training-companies", "/vacancies")
WITHOUT_SOURCE = (*MAY_BE_EMPTY, "/agreements")


def ask(address: str, status: int = 200, **headers: str) -> Any:
    answer = Client().get(f"{BASE}{address}", headers=headers)
    assert answer.status_code == status, answer.content.decode()[:500]
    assert answer["Content-Type"].startswith("application/json" if status == 200 else "application/problem+json")
    return answer.json()


def reckonable_table() -> dict[str, Any]:
    """A table of fees with a day on which it holds, and which says what G it reckons with."""
    found: dict[str, Any] = next(row for row in ask("/fees/tables")["data"] if row["valid_from"] and row["g_basis"])
    return found


@pytest.mark.parametrize("address", LISTS)
def test_every_list_names_its_sources_with_licence_and_attribution(address: str) -> None:
    found = ask(address)

    assert found["data"] or (address.startswith(MAY_BE_EMPTY) and found["collected"] is False)
    assert found["sources"] or address.startswith(WITHOUT_SOURCE)
    for source in found["sources"]:
        assert source["licence"]
        assert source["attribution"]
        assert source["retrieved_on"]


@pytest.mark.parametrize(
    "address", ["/employers?municipality=0301", "/apprenticeships?municipality=0301", "/vacancies"]
)
def test_where_nothing_is_collected_it_says_so_and_where_to_look(address: str) -> None:
    found = ask(address)
    assert found["collected"] is False
    assert found["elsewhere"].startswith("https://")

    as_table = ask(f"{address}{'&' if '?' in address else '?'}format=csv&language=en", 404)
    assert as_table["code"] == "nothing_collected"
    assert as_table["detail"].startswith("Nothing has been collected here yet.")


def test_all_702_cells_of_the_wage_table_are_there_with_their_status() -> None:
    found = ask("/pay")
    cells = list(pay_queries.wage_rows(pay_queries.wages().content))

    assert found["page"]["total"] == len(found["data"]) == len(cells) == 702
    for row, (cell, figure) in zip(found["data"], cells, strict=True):
        assert (row["occupation"], row["sector"], row["working_time"]) == (
            cell.group.occupation,
            cell.group.sector,
            cell.group.working_time,
        )
        assert (row["value"], row["status"]) == (figure.value, figure.status.value)
    hidden = [row for row in found["data"] if row["status"] == "suppressed"]
    assert hidden
    assert all(row["value"] is None for row in hidden)
    assert found["sources"][0]["period"] is None


@pytest.mark.parametrize("address", TABLES)
def test_a_table_can_be_had_as_csv_with_licence_on_each_row(address: str) -> None:
    answer = Client().get(f"{BASE}{address}?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == ask(address)["page"]["total"]
    assert all(row["licence"] and row["source"] and row["retrieved_on"] for row in rows)


def test_a_text_that_a_spreadsheet_would_run_is_marked() -> None:
    collect(advert(title="=cmd|'/c calc'!A1", employer={"name": "@x", "orgnr": "", "homepage": "", "about": []}))
    row = next(csv.DictReader(io.StringIO(Client().get(f"{BASE}/vacancies?format=csv").content.decode(), newline="")))

    assert row["title"].startswith("'=cmd")
    assert row["employer"] == "'@x"


def test_a_long_list_has_pages_that_link_to_each_other() -> None:
    first = ask("/municipalities?per_page=200&county=")
    second = ask(first["page"]["next"].removeprefix(f"http://testserver{BASE}"))

    assert (first["page"]["total"], len(first["data"]), len(second["data"])) == (357, 200, 157)
    assert second["page"]["next"] is None
    assert second["page"]["previous"].endswith("page=1")
    assert len({row["number"] for row in first["data"] + second["data"]}) == 357


def test_municipalities_are_found_by_a_slip_by_county_and_by_an_old_number() -> None:
    assert [row["number"] for row in ask("/municipalities?q=tromsö")["data"]][:1] == ["5501"]
    assert {row["county_number"] for row in ask("/municipalities?county=55")["data"]} == {"55"}
    assert [row["number"] for row in ask("/municipality-numbers/1507")["data"]] == ["1508", "1580"]


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("/municipalities/9999", "unknown_municipality", "No municipality has the number 9999."),
        ("/municipalities/1507", "abolished_municipality", "Today it is 1508, 1580."),
        ("/counties/99", "unknown_county", "No county has the number 99."),
        ("/counties/30", "abolished_county", "Today it is 31, 32, 33."),
        ("/companies/974760673", "unknown_company", "Ask the Register of Legal Entities."),
        ("/suppliers/x", "unknown_supplier", "No supplier"),
        ("/occupations/x", "unknown_occupation", "We do not have this occupation."),
        ("/guide/x", "unknown_page", "The guide has no such page."),
        ("/datasets/x", "unknown_dataset", "We do not have this dataset."),
        (f"/vacancies/{GONE}", "unknown_vacancy", "It may have ended."),
        ("/employers?municipality=1507", "abolished_municipality", "Today it is"),
        ("/vacancies?county=77", "unknown_county", "No county has the number 77."),
        ("/fees/calculation?municipality=0301&income=1", "no_fee_table", "We know no fees"),
        ("/nothing-here", "not_found", "There is nothing here."),
    ],
)
def test_what_is_not_there_is_told_in_the_language_asked(address: str, code: str, words: str) -> None:
    sign = "&" if "?" in address else "?"
    found = ask(f"{address}{sign}language=en", 404)

    assert found["code"] == code
    assert words in found["detail"]
    assert found["status"] == 404
    assert found["type"] == "about:blank"


@pytest.mark.parametrize(
    ("address", "name", "words"),
    [
        ("/pay?sector=sky", "sector", "Vel ein av"),
        ("/municipalities?per_page=5000", "per_page", "Kan vere høgst 1000."),
        ("/municipalities?page=0", "page", "Må vere minst 1."),
        ("/municipalities?page=x", "page", "Skriv eit tal."),
        ("/right?age=131&duration_months=1", "age", "Kan vere høgst 130."),
        ("/right?duration_months=1", "age", "Manglar."),
        ("/right?age=1&duration_months=1&day=i-går", "day", "Skriv ein dato"),
        ("/fees/calculation?municipality=0301&income=-1", "income", "Må vere minst 0."),
        ("/ssb/99", "table", "Vel ein av"),
        ("/vacancies/ikke-en-uuid", "uid", "Skriv ein UUID"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_would_do(address: str, name: str, words: str) -> None:
    found = ask(address, 422, **{"accept-language": "nn"})

    assert found["code"] == "unusable_question"
    (error,) = [each for each in found["errors"] if each["name"] == name]
    assert words in error["detail"]


def test_a_month_is_reckoned_by_the_municipalitys_table_with_every_step() -> None:
    table = reckonable_table()
    asked = f"municipality={table['municipality']}&income=250000&hours=10&day={table['valid_from']}"
    found = ask(f"/fees/calculation?{asked}")["data"]

    assert found["table"]["id"] == table["id"]
    assert found["table_holds"] is True
    assert found["steps"][-1]["rule"] == "fee"
    assert found["steps"][-1]["result"] == found["fee"]


def test_an_income_in_the_body_gives_the_same_and_no_cache_keeps_it() -> None:
    table = reckonable_table()
    asked = {"municipality": table["municipality"], "income": "250000", "hours": "10", "day": table["valid_from"]}
    posted = Client().post(f"{BASE}/fees/calculation", asked, content_type="application/json")
    got = Client().get(f"{BASE}/fees/calculation", asked)

    assert posted.json() == got.json()
    assert posted["Cache-Control"] == got["Cache-Control"] == "no-store"
    assert "ETag" not in got


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ("age=34&duration_months=60&assistance_hours=40", "right"),
        ("age=34&duration_months=60&assistance_hours=28", "right_unless_cost"),
        ("age=34&duration_months=60&assistance_hours=10", "discretionary"),
        ("age=70&duration_months=60&assistance_hours=40", "discretionary"),
        ("age=70&duration_months=60&assistance_hours=40&granted_before_limit=true", "right"),
        ("age=0&duration_months=60&assistance_hours=168", "right"),
        ("age=34&duration_months=60&health_hours=40", "no"),
    ],
)
def test_the_check_of_the_right_answers_with_provisions(asked: str, outcome: str) -> None:
    found = ask(f"/right?{asked}&day=2026-03-01&language=en")["data"]

    assert found["outcome"] == outcome
    assert found["reasons"]
    assert all(reason["citation"]["text"] and reason["text"] for reason in found["reasons"])
    assert found["words"]
    assert found["frame"]


def test_a_situation_in_the_body_is_answered_and_broken_json_is_told() -> None:
    good = Client().post(
        f"{BASE}/right", {"age": 34, "duration_months": 60, "assistance_hours": 40}, content_type="application/json"
    )
    broken = Client().post(f"{BASE}/right?language=en", b"{", content_type="application/json")

    assert good.json()["data"]["gives_right"] is True
    assert broken.status_code == 400
    assert broken.json()["detail"] == "The content of the question cannot be read as JSON."


def test_the_guide_tells_each_statement_with_its_sources() -> None:
    for row in ask("/guide?language=nn")["data"]:
        page = ask(f"/guide/{row['slug']}?language=nn")["data"]
        numbers = {reference["number"] for reference in page["references"]}
        for section in page["sections"]:
            for part in section["parts"]:
                for statement in part["statements"]:
                    assert statement["references"]
                    assert set(statement["references"]) <= numbers


def test_adverts_are_there_while_open_without_text_and_persons() -> None:
    here = place("TROMSØ", "TROMS")
    collect(advert(), gone=(ended(3, here),))
    (row,) = ask("/vacancies?municipality=5501&mentions=evening&mentions=driving_licence")["data"]

    assert row["uid"] == str(FIRST)
    assert row["places"] == [{"name": "Tromsø", "municipality": "5501", "county": "55"}]
    assert "text" not in row
    assert ask("/vacancies?mentions=night")["data"] == []
    assert ask(f"/vacancies/{FIRST}")["data"] == row
    ask(f"/vacancies/{GONE}", 404)


def test_the_catalogue_has_every_dataset_with_its_date() -> None:
    found = {row["name"]: row for row in ask("/datasets")["data"]}

    assert found["municipalities"]["rows"] == 357 + 15
    assert found["wages"]["rows"] == 702
    assert found["vacancies"]["collected"] is False
    assert found["vacancies"]["renewed"] == "every hour, 12 minutes past"
    assert ask("/datasets/wages")["data"] == found["wages"]


def test_any_page_may_ask_and_what_has_not_changed_is_not_sent_again() -> None:
    first = Client().get(f"{BASE}/counties", headers={"origin": "https://example.org"})
    again = Client().get(f"{BASE}/counties", headers={"if-none-match": first["ETag"]})
    before = Client().options(f"{BASE}/right")

    assert first["Access-Control-Allow-Origin"] == again["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in first
    assert first["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in first["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert before.status_code == 204
    assert "POST" in before["Access-Control-Allow-Methods"]


def test_head_is_get_without_the_body() -> None:
    head, get = Client().head(f"{BASE}/counties"), Client().get(f"{BASE}/counties")

    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_nothing_can_be_changed(method: str) -> None:
    answer = getattr(Client(), method)(f"{BASE}/municipalities")

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_who_asks_is_never_looked_up_and_nothing_is_left_behind(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.kari.user)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"{BASE}/counties")

    assert answer.content == Client().get(f"{BASE}/counties").content
    assert answer["Cache-Control"] == "public, max-age=300"
    assert not answer.cookies
    assert not any(Session._meta.db_table in query["sql"] for query in asked)
    assert not any("people_user" in query["sql"] for query in asked)


def test_a_broken_edition_is_our_fault_and_says_so() -> None:
    collect()
    Edition.objects.update(content='{"adverts": 5}', digest="broken")
    found = Client(raise_request_exception=False).get(f"{BASE}/vacancies?language=en")

    assert found.status_code == 500
    assert found.json()["detail"] == "The fault is ours. Try again in a while."


def test_a_strange_address_is_answered_in_words() -> None:
    found = Client().get(f"{BASE}/municipalities?q=%00")

    assert found.status_code == 400
    assert found.json()["code"] == "bad_address"
