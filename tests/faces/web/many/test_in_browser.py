"""Rosters for many schemes in a real browser: keys alone, three languages, a phone, and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Absence, Batch, NeedPattern
from selvstyrt.apps.plans.services import working
from tests.apps.plans.conftest import at
from tests.cast import Cast
from tests.faces.web.many import building
from tests.faces.web.plans.building import world
from tests.faces.web.plans.test_browser import log_in, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def own_workers(settings: object) -> None:
    """The tests carry out the runs themselves."""
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]


def a_mixed_batch(cast: Cast) -> Batch:
    """One covered, one with an empty shift, one refused, one that waits."""
    world(cast)
    building.add_scheme(cast, "Bakken", "Berit", "Bo")
    refused = building.add_scheme(cast, "Uten-behov-og-med-et-langt-navn", "Una")
    building.add_scheme(cast, "Venter", "Vera")
    for person in (cast.amal, cast.jonas):
        Absence.objects.create(person=person, kind="holiday", start=at(building.FIRST, 0), end=at(building.FIRST, 20))
    batch = building.a_batch(cast)
    NeedPattern.objects.filter(scheme=refused).update(weekdays="")
    for row in batch.schemes.exclude(scheme__name="Venter"):
        working.carry_out_scheme(row.uid)
    return batch


def addresses(cast: Cast, batch: Batch) -> list[str]:
    rows = [batch.schemes.get(scheme__name=name) for name in ("Solbakken", "Bakken")]
    shown = [reverse("batch_scheme", kwargs={"batch_uid": batch.uid, "row_uid": row.uid}) for row in rows]
    query = f"?first_day={building.FIRST:%d.%m.%Y}&last_day={building.LAST:%d.%m.%Y}"
    return [reverse("all_rosters") + query, reverse("batch", kwargs={"batch_uid": batch.uid}), *shown]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Callable[[Page], None], language: str
) -> None:
    batch = a_mixed_batch(cast)
    building.add_scheme(cast, "Klar", "Kim")
    Person.objects.filter(pk=cast.liv.pk).update(language=language)
    log_in(browser_page, live_server, cast.liv, language)
    titles = set()
    for address in addresses(cast, batch):
        for width in (1280, 320):
            browser_page.set_viewport_size({"width": width, "height": 800})
            browser_page.goto(live_server.url + address)
            assert_accessible(browser_page)
            assert browser_page.locator("html").get_attribute("lang") == language
            wide = browser_page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} px wide"
        titles.add(browser_page.title())
    assert len(titles) == 4


def test_rosters_for_all_are_ordered_and_followed_by_keyboard_alone(
    browser_page: Page, live_server: LiveServer, cast: Cast
) -> None:
    world(cast)
    building.add_scheme(cast, "Bakken", "Berit", "Bo")
    log_in(browser_page, live_server, cast.liv)
    browser_page.goto(live_server.url + "/")
    tab_to(browser_page, "Turnus for alle")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="2 ordninger er klare").wait_for()
    tab_to(browser_page, "Lag turnus for alle")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("0 av 2 ferdige").wait_for()
    tab_to(browser_page, "Stans, og behold")
    first, second = Batch.objects.get().schemes.order_by("pk")
    Batch.objects.update(time_limit_seconds=2)
    assert working.carry_out_scheme(first.uid)
    browser_page.get_by_text("1 av 2 ferdige").wait_for()
    focus = browser_page.evaluate("document.activeElement.id")
    assert focus == "stans", "the change under way leaves the focus where it was"
    assert working.carry_out_scheme(second.uid)
    browser_page.get_by_text("2 av 2 ferdige").wait_for()
    browser_page.get_by_text("Utkastene venter på arbeidslederne.").wait_for()
    tab_to(browser_page, "Solbakken")  # the table, which scrolls; its links come next
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Solbakken").wait_for()


def test_the_pages_work_without_script(browser: Browser, live_server: LiveServer, cast: Cast) -> None:
    world(cast)
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    page = context.new_page()
    try:
        log_in(page, live_server, cast.liv)
        query = f"?first_day={building.FIRST:%d.%m.%Y}&last_day={building.LAST:%d.%m.%Y}"
        page.goto(live_server.url + reverse("all_rosters") + query)
        page.locator("summary", has_text="Velg ordninger").press("Enter")
        page.get_by_label("Solbakken").check()
        page.get_by_role("button", name="Lag turnus for de valgte").press("Enter")
        page.get_by_text("0 av 1 ferdige").wait_for()
        building.carried_out(Batch.objects.get())
        page.reload()
        page.get_by_text("1 av 1 ferdige").wait_for()
    finally:
        context.close()
