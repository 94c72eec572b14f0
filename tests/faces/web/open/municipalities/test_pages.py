"""Pages of municipalities: every one in three languages, numbers of before, spelling, bad input, pictures."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from hashlib import sha256
from math import asin, cos, hypot, radians, sin, sqrt
from xml.etree import ElementTree

import pytest
from django.test import Client

from selvstyrt.apps.directory.models import Edition, EditionState
from selvstyrt.apps.directory.queries.municipalities import all_municipalities, municipalities_of, register
from selvstyrt.faces.web.open.municipalities.picture import county_picture, flat, nearest, norway
from selvstyrt.faces.web.open.municipalities.sitemap import addresses

pytestmark = pytest.mark.django_db
BETWEEN_TAGS = re.compile(r">\s*(None|\(\)|\[\]|%\(\w+\)s|,)\s*<")


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


ALL = "SELVSTYRT_ALL_PAGES" in os.environ
"""Set: every municipality in every language; else each municipality in one of the three."""


@pytest.mark.parametrize(("turn", "before", "says"), [(0, "", "BPA i"), (1, "/nn", "BPA i"), (2, "/en", "BPA in")])
def test_all_municipalities_have_a_page_with_nothing_missing(client: Client, turn: int, before: str, says: str) -> None:
    places = all_municipalities()
    assert len(places) == 357
    largest = 0
    for place in places if ALL else places[turn::3]:
        answer = client.get(f"{before}/kommuner/{place.number}-{place.slug}/")
        page = answer.content.decode()
        assert answer.status_code == 200, place
        assert heading(page) == f"{says} {place.name}"
        assert place.number in page and place.county_name in page
        assert not BETWEEN_TAGS.search(page), BETWEEN_TAGS.search(page)
        assert not answer.cookies
        largest = max(largest, len(answer.content))
    assert largest < 60_000, "the page itself is a part of the 100 kB of a first visit"


def test_no_two_municipalities_share_an_address_and_the_site_map_has_them_all() -> None:
    listed = [words for name, words in addresses() if name == "open_municipality"]
    assert len({(words["number"], words["slug"]) for words in listed}) == 357
    assert all(re.fullmatch(r"[a-z-]+", words["slug"]) for words in listed)


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("Tromsø", "5501-tromso"),
        ("tromso", "5501-tromso"),
        ("Romssa", ""),
        ("Kárášjohka", "5610-karasjok"),
        ("Kaivuono", "5540-kafjord"),
        ("bergen kommune", "4601-bergen"),
        ("4601", "4601-bergen"),
        ("3005", "3301-drammen"),
        ("oslo", "0301-oslo"),
        ("Flå", "3320-fla"),
        ("os", "3430-os"),
    ],
)
def test_a_name_that_is_surely_meant_leads_to_the_page(client: Client, typed: str, leads_to: str) -> None:
    answer = client.get("/kommuner/", {"q": typed})
    if leads_to:
        assert (answer.status_code, answer["Location"]) == (302, f"/kommuner/{leads_to}/")
    else:
        assert answer.status_code == 200


@pytest.mark.parametrize(
    ("typed", "shows"),
    [
        ("Begren", ["Mente du", "4601-bergen"]),
        ("Herøy", ["1515-heroy", "1818-heroy"]),
        ("Viken", ["ble delt 1. januar 2024", "?fylke=31", "?fylke=32", "?fylke=33"]),
        ("Troms og Finnmark", ["?fylke=55", "?fylke=56"]),
        ("vestfold og telemark", ["?fylke=39", "?fylke=40"]),
        ("Vestland", ["?fylke=46"]),
        ("Finnmárku", ["?fylke=56"]),
        ("Svalbard", ["Svalbard er ikke et fylke"]),
        ("1507", ["1508-alesund", "1580-haram"]),
        ("1201", ["Ingen kommune har nummeret 1201, og ingen hadde det fra 2020 til 2023."]),
        ("Fl", ["3320-fla", "1859-flakstad"]),
        ("qqqqqq", ["Vi fant ingen kommune som ligner på «qqqqqq»", 'value="qqqqqq"']),
        ("<script>alert(1)</script>", ["&lt;script&gt;"]),
        ("x" * 500, ["Vi fant ingen"]),
        ("%", ["Vi fant ingen"]),
        ("', --", ["Vi fant ingen"]),
    ],
)
def test_other_words_give_choices_and_keep_what_was_typed(client: Client, typed: str, shows: list[str]) -> None:
    answer = client.get("/kommuner/", {"q": typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    for text in shows:
        assert text in page, text
    assert "<script>alert" not in page


@pytest.mark.parametrize("number", ["99", "1", "abc", "046", "-1", "٤٦"])
def test_an_unknown_county_is_told_at_the_field(client: Client, number: str) -> None:
    page = client.get("/kommuner/", {"fylke": number}).content.decode()
    assert "Det finnes ikke noe fylke med nummer" in page and 'aria-invalid="true"' in page
    assert "Velg fylke" in page


def test_a_county_lists_its_municipalities_with_their_names(client: Client) -> None:
    page = client.get("/kommuner/?fylke=55").content.decode()
    for place in municipalities_of("55"):
        assert f"/kommuner/{place.number}-{place.slug}/" in page
    assert '<span class="sv-fine" lang="se">Gáivuotna</span>' in page
    assert '<span class="sv-fine" lang="fkv">Kaivuono</span>' in page


@pytest.mark.parametrize(
    ("address", "status", "leads_to"),
    [
        ("/kommuner/4601/", 301, "/kommuner/4601-bergen/"),
        ("/nn/kommuner/4601/", 301, "/nn/kommuner/4601-bergen/"),
        ("/kommuner/4601-feil-navn/", 301, "/kommuner/4601-bergen/"),
        ("/en/kommuner/3005/", 302, "/en/kommuner/3301-drammen/"),
        ("/kommuner/3005-drammen/", 301, "/kommuner/3301-drammen/"),
        ("/kommuner/46/", 301, "/kommuner/?fylke=46"),
        ("/kommuner/bergen/", 301, "/kommuner/4601-bergen/"),
        ("/kommuner/tromsø/", 301, "/kommuner/5501-tromso/"),
        ("/kommuner/heroy/", 301, "/kommuner/?q=heroy"),
    ],
)
def test_other_addresses_lead_to_the_right_one(client: Client, address: str, status: int, leads_to: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (status, leads_to)


def test_each_number_of_2020_to_2023_leads_to_a_page_or_a_choice(client: Client) -> None:
    book = register()
    assert len(book.earlier) > 100
    for number, before in book.earlier.items():
        answer = client.get(f"/kommuner/{number}/")
        if len(before.today) == 1:
            assert answer["Location"].startswith(f"/kommuner/{before.today[0]}-")
        else:
            assert answer.status_code == 300
            for today in before.today:
                assert f"/kommuner/{today}-" in answer.content.decode()


@pytest.mark.parametrize("address", ["/kommuner/9999/", "/kommuner/0000-ingen/", "/en/kommuner/9999-bergen/"])
def test_a_number_that_nobody_had_is_said_in_words(client: Client, address: str) -> None:
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert address.split("/kommuner/")[1][:4] in page and 'name="q"' in page
    if "bergen" in address:
        assert "/en/kommuner/4601-bergen/" in page and "Did you mean" in page


def test_the_page_says_what_is_not_known_and_never_an_estimate(client: Client) -> None:
    page = client.get("/kommuner/1580-haram/").content.decode()
    assert "Organisasjonsnummeret står ikke i kilden vår." in page
    assert "er ikke publisert her" in page
    assert "4\u00a0114" in page and "1,52" in page
    assert "Vi har ikke hentet bedriftene ennå" in page
    assert "Vi har ikke hentet lærebedriftene ennå" in page


def test_two_municipalities_of_one_name_are_told_apart(client: Client) -> None:
    titles = [
        re.search(r"<title>(.*?)</title>", client.get(f"/kommuner/{number}-heroy/").content.decode())[1]  # type: ignore[index]
        for number in ("1515", "1818")
    ]
    assert "Møre og Romsdal" in titles[0] and "Nordland" in titles[1]


def test_the_picture_has_a_dot_for_each_municipality_and_stays_light(client: Client) -> None:
    drawn = norway(register())
    assert sum(each.dots.count("M") for each in drawn.counties) == 357
    assert len(drawn.counties) == 15
    marks = [(each.x, each.y) for each in drawn.counties]
    close = [(a, b) for a in marks for b in marks if a < b and (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 < 40**2]
    assert close == [], "the numbers lie on each other"
    page = client.get("/kommuner/").content.decode()
    svg = page[page.index("<svg") : page.index("</svg>") + 6]
    assert len(svg) < 9_000
    root = ElementTree.fromstring(svg)
    assert root.get("aria-hidden") == "true"
    links = list(root.iter("a"))
    assert len(links) == 15 and {each.get("tabindex") for each in links} == {"-1"}


def test_names_in_a_county_picture_lie_inside_it_and_not_on_each_other() -> None:
    book = register()
    for county in book.counties.values():
        for place in municipalities_of(county.number)[:6]:
            drawn = county_picture(book, county.number, place.number)
            assert drawn is not None and drawn.picked is not None
            boxes = []
            for label in drawn.labels:
                long = len(label.text) * 9
                left = label.x - long if label.end else label.x
                assert left >= 0 and left + long <= drawn.width, (county.name, label)
                boxes.append((left, label.y - 15, left + long, label.y + 5))
            for one in boxes:
                for other in boxes:
                    apart = one is other or one[2] <= other[0] or other[2] <= one[0]
                    assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_the_nearest_municipalities_come_first_and_never_the_place_itself() -> None:
    near = nearest(register(), "4601", 6)
    assert [far for far, _place in near] == sorted(far for far, _place in near)
    assert "4601" not in {place.number for _far, place in near}
    assert {"4627", "4626"} <= {place.number for _far, place in near}, "Askøy and Øygarden are Bergen's neighbours"


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        ((59.913, 10.752), (60.393, 5.324), 305),
        ((69.649, 18.955), (70.074, 29.749), 411),
        ((58.0, 7.0), (71.1, 25.8), 1687),
    ],
)
def test_distances_in_the_picture_are_right_within_two_per_cent(
    one: tuple[float, float], other: tuple[float, float], kilometres: int
) -> None:
    """Against the great circle, computed here by the haversine formula and given as a check."""
    (x1, y1), (x2, y2) = flat(*one), flat(*other)
    lat1, lat2, east = radians(one[0]), radians(other[0]), radians(other[1] - one[1])
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(east / 2) ** 2
    great_circle = 2 * 6371 * asin(sqrt(half))
    assert abs(great_circle - kilometres) < 12
    assert abs(hypot(x1 - x2, y1 - y2) - great_circle) < 0.02 * great_circle


def shelve(dataset: str, content: object) -> None:
    """An edition in use, as an importer leaves it."""
    moment = datetime(2026, 11, 13, 5, 0, tzinfo=UTC)
    text = json.dumps(content)
    Edition.objects.create(
        dataset=dataset,
        source="utdanning",
        state=EditionState.CURRENT,
        content=text,
        digest=sha256(text.encode()).hexdigest(),
        publisher="utdanning.no",
        title="KONSTRUERT",
        address="https://utdanning.no/",
        licence="NLOD",
        attribution="utdanning.no",
        retrieved_at=moment,
        checked_at=moment,
    )


def test_counties_that_deliver_no_apprenticeships_are_marked_as_the_source_marks_them(client: Client) -> None:
    company = {"organisation_number": "310000019", "name": "KONSTRUERT AS", "municipality": "4601", "trade": "Helse"}
    shelve("apprenticeships", {"places": [], "companies": [company]})

    page = client.get("/kommuner/").content.decode()
    marked = re.findall(r'fylke=(\d\d)">\d\d <span lang="no">[^<]+</span> \*</a>', page)
    assert len(marked) == 14 and "46" not in marked
    assert "* Fylket har ikke levert opplysninger om lærebedrifter, opplæringskontor og lærlinger" in page
    assert "KONSTRUERT AS" in client.get("/kommuner/4601-bergen/").content.decode()
    assert "Kilden har ingen lærebedrifter i Stord" in client.get("/kommuner/4614-stord/").content.decode()
    assert "Rogaland * har ikke levert" in client.get("/kommuner/1103-stavanger/").content.decode()
    assert "* Fylket har ikke levert" in client.get("/kommuner/?fylke=11").content.decode()


def test_employers_are_shown_with_masked_numbers_as_masked(client: Client) -> None:
    row = {"name": "KONSTRUERT AS", "occupation": "heimehjelp", "municipality": "4601"}
    shelve(
        "employers",
        [
            {**row, "organisation_number": "310000019", "positions": 2, "status": "masked"},
            {**row, "organisation_number": "310000078", "positions": 12, "status": "published"},
        ],
    )
    page = client.get("/kommuner/4601-bergen/").content.decode()
    assert "færre enn 5" in page and ">12<" in page and ">2<" not in page
    assert "Legg derfor ikke sammen tallene" in page
    assert "Kilden har ingen bedrifter i Stord" in client.get("/kommuner/4614-stord/").content.decode()


@pytest.mark.parametrize("query", [{"q": "qqqqqq"}, {"fylke": "99"}])
def test_a_search_without_an_answer_says_so_in_the_title_and_puts_one_back_in_the_field(
    client: Client, query: dict[str, str]
) -> None:
    page = client.get("/kommuner/", query).content.decode()
    assert "<title>Feil: " in page
    assert 'aria-invalid="true" autofocus>' in page


def test_a_county_of_one_municipality_neither_links_to_itself_nor_draws_a_lone_dot(client: Client) -> None:
    page = client.get("/kommuner/0301-oslo/").content.decode()
    assert "?fylke=03" not in page
    assert "sv-picture" not in page
    assert "?fylke=56" in client.get("/kommuner/5610-karasjok/").content.decode()
