"""The guide's pages: every statement with its sources, sources that disagree, links that lead somewhere."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from selvstyrt.faces.texts import LANGUAGES
from selvstyrt.faces.texts.guide import contents, pages, told
from selvstyrt.faces.web.open.guide.onward import ONWARD, onward
from selvstyrt.faces.web.open.guide.sitemap import addresses
from selvstyrt.faces.web.open.shell import open_address

pytestmark = pytest.mark.django_db


def body(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split()).replace("&quot;", '"').replace("&#x27;", "'")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_shows_its_statements_and_numbers_every_source(language: str) -> None:
    for name, words in addresses():
        html = body(open_address(name, language, **words))
        assert len(html.encode()) < 40_000
        if name == "open_guide":
            continue
        here = told(pages()[words["slug"]], language)
        shown = text_of(html)
        for section in here.sections:
            for part in section.parts:
                for statement in (*part.statements, *([part.law] if part.law else [])):
                    marks = "".join(str(reference.number) for reference in statement.references)
                    assert f"{statement.text}{marks}" in shown, statement.text
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for target in re.findall(r'href="#([^"]+)"', html):
            assert target in ids
        assert html.count('<li id="kilde-') == len(here.references)
        assert len(re.findall(r"(?:Sjekket|Sjekka|Checked) ", html)) >= len(here.references)


def test_the_contents_lead_to_every_page_in_its_order() -> None:
    html = body("/nn/bpa/")
    assert re.findall(r'href="/nn/bpa/([\w-]+)/"', html) == [slug for group in contents() for slug in group.slugs]


def test_a_page_leads_to_the_one_before_and_the_one_after() -> None:
    html = body("/bpa/historie-og-lov/")
    assert 'rel="prev" href="/bpa/hva-er-bpa/"' in html
    assert 'rel="next" href="/bpa/roller/"' in html
    assert 'rel="prev"' not in body("/bpa/hva-er-bpa/")
    assert 'rel="next"' not in body("/bpa/for-assistenter/")


def test_a_page_names_others_that_belong_with_it() -> None:
    for slug, found in pages().items():
        assert found.see and slug not in found.see
    html = body("/nn/bpa/klage/")
    assert '<li><a class="ds-link" href="/nn/bpa/vedtak-og-frister/">Vedtaket og fristane</a></li>' in html


def test_every_way_onward_has_a_label_and_leads_to_a_page() -> None:
    assert {door for found in pages().values() for door in found.doors} <= set(ONWARD)
    for link in onward(ONWARD):
        assert Client().get(link["url"]).status_code == 200, link


def test_where_pages_disagree_it_says_so_and_what_the_act_says() -> None:
    shown = text_of(body("/bpa/for-og-etter-67/"))
    assert "Kildene er uenige: Må du være under 67?" in shown
    assert "Det loven sier: Du beholder retten hvis du fikk den før 67." in shown


def test_a_provision_links_to_lovdata_with_the_day_as_which_it_was_read() -> None:
    html = body("/bpa/klage/")
    assert 'href="https://lovdata.no/lov/1999-07-02-63/§7-5">Pasient- og brukerrettighetsloven § 7-5</a>' in html
    assert "Sjekket 22. november 2026, mot loven slik den var 28. juli 2026." in html


def test_search_engines_are_told_of_the_service() -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', body("/en/bpa/"))
    assert found
    content = json.loads(found[1])
    assert content["@type"] == "GovernmentService"
    assert content["url"] == "http://testserver/en/bpa/"
    assert "ld+json" in body("/bpa/hvem-har-rett/")
    assert "ld+json" not in body("/bpa/klage/")
