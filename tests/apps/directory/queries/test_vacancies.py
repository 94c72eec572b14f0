"""Vacancies for the faces: open on a day, placed on the map, from every source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from selvstyrt.apps.directory.adverts.sources import add_source, nav_adverts, remove_source, sources
from selvstyrt.apps.directory.datasets.vacancies import VACANCIES, Vacancies, read, safe_address
from selvstyrt.apps.directory.queries.vacancies import (
    Filters,
    GoneVacancy,
    Licence,
    Vacancy,
    WeeklyHours,
    search,
    similar_to,
    vacancies_in,
    vacancy,
)
from selvstyrt.apps.directory.shelf import Provenance, Shelved, UnsoundContent
from tests.faces.web.open.vacancies.building import FIRST, GONE, advert, collect, ended, place

pytestmark = pytest.mark.django_db
OWN = Provenance(
    publisher="Selvstyrt",
    title="Annonser fra ordninger",
    address="",
    licence="The advertiser's",
    attribution="Arbeidslederen selv",
    retrieved_on=date(2026, 1, 12),
    period=None,
    shipped=False,
)


def numbers(found: tuple[Vacancy, ...]) -> set[int]:
    return {int(str(each.uid)[-12:]) for each in found}


@pytest.fixture
def another_source() -> Iterator[Callable[..., None]]:
    """A source of adverts beside NAV's, as an app above will have one."""
    asked: list[dict[str, Any]] = []

    def own_adverts() -> Shelved[Vacancies]:
        return Shelved(read({"adverts": asked, "ended": [], "waiting": [], "position": None}), OWN)

    def give(*adverts: dict[str, Any]) -> None:
        asked[:] = adverts
        add_source(own_adverts)

    yield give
    remove_source(own_adverts)


def test_nothing_collected_is_told_apart_from_nothing_open() -> None:
    today = timezone.localdate()
    assert search(Filters(), today).is_collected is False
    collect()
    assert search(Filters(), today).is_collected is True
    assert search(Filters(), today).vacancies == ()


def test_an_advert_is_open_from_its_first_to_its_last_day_and_no_longer() -> None:
    collect(advert(published_on="2026-01-12", last_day="2026-02-12"))

    open_on = [day for day in (11, 12) if search(Filters(), date(2026, 1, day)).vacancies]
    assert open_on == [12]
    assert search(Filters(), date(2026, 2, 12)).vacancies
    assert not search(Filters(), date(2026, 2, 13)).vacancies
    assert isinstance(vacancy(FIRST, date(2026, 2, 12)), Vacancy)
    assert isinstance(vacancy(FIRST, date(2026, 2, 13)), GoneVacancy)


def test_a_municipality_has_its_own_adverts_and_those_without_a_place_are_counted_apart() -> None:
    collect(
        advert(2),
        advert(4, places=[place("HERØY", "NORDLAND")]),
        advert(5, places=[place("HERØY", "")]),
        advert(6, places=[place("TROMSØ", "TROMS"), place("BODØ", "NORDLAND")]),
        advert(7, places=[]),
    )
    today = timezone.localdate()

    assert numbers(vacancies_in("5501", today).vacancies) == {2, 6}
    assert numbers(vacancies_in("1818", today).vacancies) == {4}
    assert vacancies_in("1515", today).vacancies == ()
    assert vacancies_in("1515", today).without_place == 2
    assert vacancies_in("1515", today).open_in_all == 5


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("5 timer i uka", {WeeklyHours.UNDER_10}),
        ("10 timer i uka", {WeeklyHours.FROM_10_TO_20}),
        ("8-12 timer i uka", {WeeklyHours.UNDER_10, WeeklyHours.FROM_10_TO_20}),
        ("20 timer i uka", {WeeklyHours.FROM_10_TO_20}),
        ("15-30 timer i uka", {WeeklyHours.FROM_10_TO_20, WeeklyHours.OVER_20}),
        ("Timer etter avtale", set()),
    ],
)
def test_hours_fit_every_span_that_the_text_touches(text: str, fits: set[WeeklyHours]) -> None:
    collect(advert(text=[["paragraph", text]]))
    today = timezone.localdate()

    assert {hours for hours in WeeklyHours if search(Filters(hours=hours), today).vacancies} == fits


def test_the_newest_stands_first() -> None:
    today = timezone.localdate()
    collect(*(advert(n, published_on=(today - timedelta(days=n)).isoformat()) for n in (4, 2, 9)))

    assert [int(str(each.uid)[-12:]) for each in search(Filters(), today).vacancies] == [2, 4, 9]


def test_similar_adverts_are_near_first_in_the_municipality_then_in_the_county() -> None:
    today = timezone.localdate()
    collect(
        advert(4, places=[place("HARSTAD", "TROMS")]),
        advert(5),
        advert(6, places=[place("OSLO", "OSLO")]),
        gone=(ended(3, place("TROMSØ", "TROMS")),),
    )
    found = vacancy(GONE, today)

    assert isinstance(found, GoneVacancy)
    assert [int(str(each.uid)[-12:]) for each in similar_to(found, today)] == [5, 4]
    assert len(similar_to(found, today, most=1)) == 1


def test_another_source_is_united_with_navs_under_the_same_rules(another_source: Callable[..., None]) -> None:
    today = timezone.localdate()
    collect(advert(2))
    another_source(
        advert(30, source="Selvstyrt"),
        advert(31, last_day=(today - timedelta(days=1)).isoformat()),
    )
    found = search(Filters(), today)

    assert numbers(found.vacancies) == {2, 30}
    assert [each.publisher for each in found.provenance] == ["NAV", "Selvstyrt"]
    own = vacancy(UUID("00000000-0000-4000-8000-000000000030"), today)
    assert isinstance(own, Vacancy)
    assert own.provenance is OWN


def test_another_source_alone_is_enough_to_have_collected_something(another_source: Callable[..., None]) -> None:
    another_source(advert(30))
    assert search(Filters(), timezone.localdate()).is_collected is True


def test_a_source_that_is_added_twice_is_asked_once() -> None:
    add_source(nav_adverts)
    assert sources() == (nav_adverts,)


def test_what_is_not_mentioned_is_not_taken_for_no() -> None:
    collect(advert(text=[]))
    today = timezone.localdate()

    assert search(Filters(licence=Licence.NOT_MENTIONED), today).vacancies
    assert not search(Filters(licence=Licence.MENTIONED), today).vacancies


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"uid": "x"}, "'uid' must be a uuid"),
        ({"title": " "}, "'title' is empty"),
        ({"last_day": "12.02.2026"}, "which is no date"),
        ({"changed_at": "2026-01-12T08:00:00"}, "must say its offset"),
        ({"changed_at": "i går"}, "must be a moment"),
        ({"extent": "half"}, "must be one of full_time, part_time"),
        ({"apply_at": "javascript:alert(1)"}, "must be empty or an address of the web"),
        ({"text": [["image", "x"]]}, "must be a list of"),
        ({"places": [{"municipality": "TROMSØ"}]}, "'county' must be text"),
    ],
)
def test_content_that_is_not_sound_is_refused_with_the_advert_named(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(UnsoundContent, match=words):
        VACANCIES.read({"adverts": [advert(**changes)], "ended": [], "waiting": [], "position": None})


def test_an_advert_that_stands_twice_is_refused() -> None:
    with pytest.raises(UnsoundContent, match="twice"):
        VACANCIES.read({"adverts": [advert(), advert()], "ended": [], "waiting": [], "position": None})


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.no/søk?a=b", True),
        (" http://example.no ", True),
        ("mailto:a@b.no", False),
        ("//example.no", False),
        ("https://user:secret@example.no", False),
        ("https://localhost", False),
        ("https://[::1", False),
        ("https://a b.no", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_may_be_linked_to(address: str, kept: bool) -> None:
    assert safe_address(address) == (address.strip() if kept else "")
