"""What search engines are told: every open page in three languages, and nothing that is somebody's own."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client

from selvstyrt.faces.web.open import urls
from selvstyrt.faces.web.open.home.sitemap import OpenPages

pytestmark = pytest.mark.django_db
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
NOT_LISTED = {  # answers, forms, files, and addresses that lead on to a page that is listed
    "open_municipality_county",
    "open_municipality_name",
    "open_municipality_number",
    "open_right_answer",
    "open_right_paper",
    "open_supplier_contact",
    "open_supplier_receipt",
    "open_suppliers_compared",
    "open_vacancies_feed",
    "open_vacancy",  # none is shipped
}


def test_every_open_page_is_listed_in_three_languages() -> None:
    answer = Client().get("/sitemap.xml")
    entries = ElementTree.fromstring(answer.content).findall(f"{SITEMAP}url")
    addresses = [entry.findtext(f"{SITEMAP}loc") or "" for entry in entries]

    assert len(addresses) == len(set(addresses)) >= 3 * 357
    assert {"http://testserver/", "http://testserver/nn/", "http://testserver/en/"} <= set(addresses)
    assert all(len(entry.findall(LINK)) == 3 for entry in entries)
    assert "Cookie" not in answer.get("Vary", "")


def test_robots_are_led_to_the_list_and_kept_from_what_is_somebodys_own() -> None:
    text = Client().get("/robots.txt").content.decode()

    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /s/" in text
    assert "Disallow: /nn/rett/svar" in text


def test_no_kind_of_open_page_is_forgotten() -> None:
    listed = {name for name, _words in OpenPages().items()}
    names = {pattern.name for area in urls.urlpatterns for pattern in area.url_patterns}
    pages = {name for name in names if not name.endswith(("_csv", "_json", "_pdf"))}

    assert pages - listed == NOT_LISTED
