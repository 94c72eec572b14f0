"""The page about open data names every dataset with its licence, and leads to it."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from selvstyrt.apps.directory import datasets
from selvstyrt.apps.directory.queries.catalogue import DATASETS, catalogue
from selvstyrt.apps.directory.shelf import Dataset
from selvstyrt.faces.web.open.data.words import DATASETS as SHOWN
from tests.faces.web.open.vacancies.building import advert, collect

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer


def page(address: str = "/apne-data/") -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_dataset_of_the_house_has_a_name_and_an_address() -> None:
    modules = [importlib.import_module(f"{datasets.__name__}.{each.name}") for each in iter_modules(datasets.__path__)]
    defined = {each.name for module in modules for each in vars(module).values() if isinstance(each, Dataset)}

    assert list(SHOWN) == [dataset.name for dataset in DATASETS]
    assert set(SHOWN) == defined


@pytest.mark.django_db
def test_each_dataset_stands_with_source_date_and_licence() -> None:
    text = page()

    for row in catalogue():
        assert str(SHOWN[row.name].label) in text
        if row.provenance is not None:
            assert row.provenance.licence in text


@pytest.mark.django_db
def test_what_is_not_collected_is_told_and_has_no_table_to_fetch() -> None:
    before = page()
    collect(advert())

    assert "Ikke hentet ennå. Det sier ingenting om hva som finnes." in before
    assert "vacancies?format=csv" not in before
    assert "vacancies?format=csv" in page()


@pytest.mark.django_db
def test_every_link_to_data_leads_to_data() -> None:
    links = set(re.findall(r'href="(/api/open/v1/[^"]+)"', page()))

    assert len(links) > 20
    for link in links:
        assert Client().get(link.replace("&amp;", "&")).status_code == 200, link


@pytest.mark.django_db
def test_search_engines_of_data_get_a_catalogue() -> None:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page())
    assert found is not None
    told = json.loads(found[1])

    assert told["@type"] == "DataCatalog"
    assert len(told["dataset"]) == sum(row.provenance is not None for row in catalogue())
    assert all(each["license"] and each["dateModified"] for each in told["dataset"])


@pytest.mark.django_db(transaction=True)
def test_the_page_is_accessible_and_fits_a_narrow_screen(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    browser_page.set_viewport_size({"width": 320, "height": 640})
    for language in ("", "nn/", "en/"):
        browser_page.goto(f"{live_server.url}/{language}apne-data/")
        assert_accessible(browser_page)
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
