"""Names in upper case lead to the number of a municipality where that is certain, and to none where it is not."""

from __future__ import annotations

import pytest

from selvstyrt.apps.directory.adverts.places import Gazetteer, titled
from selvstyrt.apps.directory.datasets.vacancies import Place
from selvstyrt.apps.directory.queries.municipalities import register

pytestmark = pytest.mark.django_db


def located(municipality: str, county: str = "", city: str = "") -> tuple[str, str | None, str | None]:
    found = Gazetteer.of(register()).locate(Place(municipality, county, "", city, "NORGE"))
    return found.name, found.municipality, found.county


@pytest.mark.parametrize(
    ("written", "county", "number"),
    [
        ("TROMSØ", "TROMS", "5501"),
        ("Oslo", "", "0301"),
        ("KÁRÁŠJOHKA", "FINNMARK", "5610"),
        ("KARASJOHKA - KARASJOK", "FINNMARK", "5610"),
        ("NORD-AURDAL", "INNLANDET", "3451"),
        ("HERØY", "NORDLAND", "1818"),
        ("HERØY", "MØRE OG ROMSDAL", "1515"),
        ("HERØY (NORDLAND)", "", "1818"),
        ("VÅLER", "INNLANDET", "3419"),
        ("VÅLER (ØSTFOLD)", "ØSTFOLD", "3114"),
        ("TROMSØ", "TROMS OG FINNMARK", "5501"),
        ("VÅLER", "VIKEN", "3114"),
    ],
)
def test_a_name_leads_to_its_number(written: str, county: str, number: str) -> None:
    assert located(written, county)[1] == number


@pytest.mark.parametrize(
    ("written", "county"), [("HERØY", ""), ("HERØY", "VIKEN"), ("VÅLER", ""), ("SVALBARD", ""), ("", "")]
)
def test_a_name_that_may_be_two_or_none_gets_no_number(written: str, county: str) -> None:
    assert located(written, county)[1:] == (None, None)


def test_a_county_that_was_divided_stands_for_none_of_its_parts() -> None:
    assert located("", "VIKEN", "FREDRIKSTAD") == ("Fredrikstad", None, None)


def test_a_county_alone_keeps_the_county() -> None:
    assert located("", "NORDLAND", "BODØ") == ("Bodø", None, "18")


def test_every_municipality_is_found_by_its_name_in_upper_case_and_its_county() -> None:
    names = Gazetteer.of(register())
    for row in register().municipalities.values():
        place = Place(row.name.upper(), row.county_name.upper(), "", "", "NORGE")
        assert names.locate(place).municipality == row.number, row.name


@pytest.mark.parametrize(
    ("written", "shown"),
    [("MØRE OG ROMSDAL", "Møre og Romsdal"), ("NORD-AURDAL", "Nord-Aurdal"), ("Oslo", "Oslo"), ("", "")],
)
def test_names_are_shown_in_ordinary_letters(written: str, shown: str) -> None:
    assert titled(written) == shown
