"""The pages of vacancies: search, one advert, an ended one, and the search as a feed."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from selvstyrt.apps.directory.models import Edition
from tests.faces.web.open.vacancies.building import FIRST, GONE, advert, collect, ended, place

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
FEW_QUERIES = 12


def text_of(address: str, status: int = 200, **headers: str) -> str:
    answer = Client().get(address, headers=headers)
    assert answer.status_code == status, answer.content.decode()[:400]
    return " ".join(answer.content.decode().split())


def posting_on(text: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert found is not None
    content: dict[str, Any] = json.loads(found[1])
    return content


def entries(text: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text).findall(f"{ATOM}entry")


def test_where_nothing_is_collected_the_page_says_so_and_leads_to_nav() -> None:
    text = text_of("/stillinger/")

    assert "Ingen stillinger er hentet ennå" in text
    assert "Det sier ikke noe om hvor mange stillinger som finnes." in text
    assert 'href="https://arbeidsplassen.nav.no/stillinger"' in text


def test_where_nothing_fits_the_page_says_how_many_there_are() -> None:
    collect(advert())
    text = text_of("/stillinger/?kommune=bergen")

    assert "0 stillinger: Bergen" in text
    assert "Det er 1 åpen annonse i hele landet." in text


def test_an_advert_stands_in_the_list_with_employer_place_and_last_day() -> None:
    collect(advert(), advert(4, title="Assistent i Bodø", places=[place("BODØ", "NORDLAND")]))
    text = text_of("/stillinger/?kommune=tromso")

    assert "1 stilling: Tromsø" in text
    assert "Konstruert Assistanse AS · Tromsø, Troms" in text
    assert "Søk innen" in text
    assert "Assistent i Bodø" not in text


def test_what_is_mentioned_stands_with_the_adverts_own_words_and_no_promise() -> None:
    collect(advert(text=[["paragraph", "Førerkort er ikke et krav."]]))
    text = text_of("/stillinger/?forerkort=nevnt")

    assert '<q lang="no">Førerkort er ikke et krav.</q>' in text
    assert "Det er ikke et løfte" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {2, 4, 5}),
        ("fylke=55", {2, 5}),
        ("omfang=deltid", {2, 5}),
        ("omfang=heltid", {4}),
        ("tid=kveld", {2}),
        ("tid=kveld&tid=natt", set()),
        ("tid=natt", {5}),
        ("forerkort=ikke-nevnt", {4, 5}),
        ("timer=under-10", {5}),
        ("timer=over-20", {4}),
        ("kommune=5501&tid=natt&timer=under-10", {5}),
    ],
)
def test_each_filter_lets_through_what_it_names(query: str, found: set[int]) -> None:
    bodo = [place("BODØ", "NORDLAND")]
    collect(
        advert(2),
        advert(4, extent="full_time", places=bodo, text=[["paragraph", "30 timer i uka."]]),
        advert(5, text=[["paragraph", "Hvilende natt, 6-8 timer i uka."]]),
    )
    text = text_of(f"/stillinger/?{query}")

    assert {int(number) for number in re.findall(r"stillinger/00000000-0000-4000-8000-(\d{12})/", text)} == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kommune=qqqq", "Vi finner ingen kommune som ligner på «qqqq»."),
        ("kommune=Herøy", "Flere kommuner passer med «Herøy»."),
        ("kommune=1507", "Flere kommuner passer med «1507»."),
        ("kommune=5501&fylke=18", "Tromsø ligger i Troms."),
        ("fylke=99", "Velg en av mulighetene."),
        ("omfang=alt", "Velg en av mulighetene."),
        ("tid=morgen", "Velg en av mulighetene."),
        ("kommune=" + "x" * 300, "60"),
        ("side=99999&kommune=", "hele landet"),
        ("side=-1", "hele landet"),
        ("kommune=%F0%9F%98%80", "Vi finner ingen kommune"),
    ],
)
def test_a_strange_search_is_answered_in_words(query: str, words: str) -> None:
    collect(advert())
    text = text_of(f"/stillinger/?{query}")

    assert words in text


def test_what_was_typed_is_kept_and_the_fitting_places_are_links() -> None:
    text = text_of("/stillinger/?kommune=Herøy&tid=natt")

    assert 'value="Herøy"' in text
    assert '<a class="ds-link" href="?kommune=1818&amp;tid=natt">Herøy (Nordland)</a>' in text
    assert re.search(r'value="natt"[^>]* checked', text)


def test_an_advert_that_has_expired_or_not_begun_is_not_in_the_list() -> None:
    today = timezone.localdate()
    collect(
        advert(2, last_day=(today - timedelta(days=1)).isoformat()),
        advert(4, published_on=(today + timedelta(days=1)).isoformat()),
        advert(5, last_day=today.isoformat(), apply_by=None, title="Siste dag"),
    )
    text = text_of("/stillinger/")

    assert "1 stilling: hele landet" in text
    assert "Siste dag" in text
    assert "(siste dag)" in text


def test_the_list_has_pages_that_keep_the_search() -> None:
    collect(*(advert(number) for number in range(2, 27)))
    text = text_of("/stillinger/?fylke=55&side=2")

    assert "25 stillinger: Troms" in text
    assert "Side 2 av 2" in text
    assert 'href="?fylke=55&amp;side=1"' in text


def test_the_page_of_an_advert_shows_its_text_in_our_own_elements_only() -> None:
    nasty = [["heading", "<b>Om</b>"], ["item", "<script>alert(1)</script>"], ["item", "to"], ["paragraph", "&amp;"]]
    collect(advert(text=nasty))
    text = text_of(f"/stillinger/{FIRST}/")

    assert "<script>alert" not in text
    assert "<li>&lt;script&gt;alert(1)&lt;/script&gt;</li><li>to</li>" in text
    assert "&lt;b&gt;Om&lt;/b&gt;</h3>" in text
    assert 'href="https://soknad.example.no/1" rel="nofollow">Søk på stillingen</a>' in text


def test_the_structured_data_say_what_the_advert_says_and_until_when() -> None:
    collect(advert(last_day="2030-07-01", text=[["item", "handle & lage mat"], ["paragraph", "</script>"]]))
    posting = posting_on(text_of(f"/stillinger/{FIRST}/"))

    assert posting["@type"] == "JobPosting"
    assert posting["validThrough"] == "2030-07-01T23:59:59+02:00"
    assert posting["employmentType"] == "PART_TIME"
    assert posting["jobLocation"][0]["address"]["addressLocality"] == "Tromsø"
    assert posting["description"] == "<ul><li>handle &amp; lage mat</li></ul><p>&lt;/script&gt;</p>"
    assert "baseSalary" not in posting


def test_full_time_is_not_told_to_search_engines_because_the_source_writes_it_for_nothing_too() -> None:
    collect(advert(extent="full_time"))
    text = text_of(f"/stillinger/{FIRST}/")

    assert "employmentType" not in posting_on(text)
    assert "heltid, eller ikke oppgitt" in text


def test_an_advert_that_has_ended_is_gone_and_similar_ones_stand_there() -> None:
    here, near = place("TROMSØ", "TROMS"), place("HARSTAD", "TROMS")
    collect(
        advert(4, title="Nær"),
        advert(5, title="I fylket", places=[near]),
        advert(6, title="Langt borte", places=[place("OSLO", "OSLO")]),
        gone=(ended(3, here),),
    )
    text = text_of(f"/stillinger/{GONE}/", 410)

    assert "Stillingen er utgått" in text
    assert text.index("Nær") < text.index("I fylket")
    assert "Langt borte" not in text
    assert "application/ld+json" not in text


def test_an_advert_past_its_last_day_is_gone_before_the_source_says_so() -> None:
    collect(advert(last_day=(timezone.localdate() - timedelta(days=1)).isoformat()))

    assert "Konstruert" not in text_of(f"/stillinger/{FIRST}/", 410)


def test_an_advert_that_nobody_knows_is_not_found() -> None:
    text_of(f"/stillinger/{GONE}/", 404)


def test_the_feed_is_atom_with_the_same_search_and_lasting_ids() -> None:
    collect(advert(), advert(4, places=[place("BODØ", "NORDLAND")]))
    text = text_of("/stillinger/atom.xml?kommune=Tromso")
    feed = ElementTree.fromstring(text)

    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "Stillinger som assistent: Tromsø"
    assert feed.findtext(f"{ATOM}updated") == "2026-01-12T07:00:00+00:00"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == "http://testserver/stillinger/atom.xml?kommune=5501"
    assert links["alternate"] == "http://testserver/stillinger/?kommune=5501"
    (entry,) = entries(text)
    assert entry.findtext(f"{ATOM}id") == f"urn:uuid:{FIRST}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Konstruert Assistanse AS"
    assert "Annonsen nevner førerkort, kveld" in str(entry.findtext(f"{ATOM}summary"))
    assert "Du må ha" not in text


def test_names_in_a_feed_are_words_and_no_mark_up() -> None:
    collect(advert(title="A & <b>", employer={"name": "B & <i>C", "orgnr": "", "homepage": "", "about": []}))
    (entry,) = entries(text_of("/stillinger/atom.xml"))

    assert entry.findtext(f"{ATOM}title") == "A & <b>"  # plain text, as Atom has it
    summary = entry.find(f"{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert str(summary.text).startswith("B &amp; &lt;i&gt;C · Tromsø, Troms")


def test_the_same_search_has_the_same_id_however_it_is_asked() -> None:
    def id_of(address: str) -> str | None:
        return ElementTree.fromstring(text_of(address)).findtext(f"{ATOM}id")

    one, other = (
        id_of("/stillinger/atom.xml?tid=natt&kommune=5501"),
        id_of("/stillinger/atom.xml?kommune=tromsø&tid=natt"),
    )
    assert one == other
    assert id_of("/stillinger/atom.xml") != one
    assert id_of("/nn/stillinger/atom.xml?kommune=5501&tid=natt") != one


def test_an_unchanged_feed_is_the_same_to_the_letter_and_answers_304() -> None:
    collect(advert())
    first = Client().get("/stillinger/atom.xml")
    again = Client().get("/stillinger/atom.xml", headers={"if-none-match": first["ETag"]})

    assert first["Content-Type"].startswith("application/atom+xml")
    assert first.content == Client().get("/stillinger/atom.xml").content
    assert again.status_code == 304


def test_a_feed_without_adverts_is_valid_and_steady() -> None:
    collect()
    first = text_of("/stillinger/atom.xml")

    assert entries(first) == []
    assert ElementTree.fromstring(first).findtext(f"{ATOM}updated")
    assert first == text_of("/stillinger/atom.xml")


def test_a_feed_that_cannot_be_read_says_why() -> None:
    assert "Vi finner ingen kommune" in text_of("/stillinger/atom.xml?kommune=qqqq", 400)


def test_the_search_speaks_nynorsk_and_english() -> None:
    collect(advert())
    assert "Ledige stillingar" in text_of("/nn/stillinger/")
    assert "Vacant jobs" in text_of("/en/stillinger/")


def test_a_search_asks_the_database_little(django_assert_max_num_queries: Any) -> None:
    collect(*(advert(number) for number in range(2, 200)))
    with django_assert_max_num_queries(FEW_QUERIES):
        text_of("/stillinger/?fylke=55")


def test_nobody_may_show_adverts_again_without_asking() -> None:
    collect(advert())
    for address in ("/stillinger/", f"/stillinger/{FIRST}/", "/stillinger/atom.xml", "/api/open/v1/vacancies"):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in answer.get("Vary", "")
        assert Client().get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_nothing_is_kept_of_what_was_searched_for() -> None:
    before = Edition.objects.count()
    answer = Client().get("/stillinger/?kommune=tromsø&tid=natt")

    assert not answer.cookies
    assert Edition.objects.count() == before
