"""Finding a cover in a real browser: keyboard alone, 320 px, axe, and within the budget of presses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from selvstyrt.apps.plans.models import ShiftRequest
from tests.cast import Cast, make_assignment, make_person
from tests.faces.web.plans import building
from tests.faces.web.plans.test_browser import log_in, open_page, tab_to

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True)]
Check = Callable[["Page"], None]


def a_larger_team(cast: Cast) -> None:
    for name in ("Sara", "Mona"):
        person = make_person(name)
        person.phone = "900 00 000"
        person.save(update_fields=["phone"])
        make_assignment(cast.scheme, person, 710)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_three_presses_from_the_list_to_offers_that_are_out_by_keyboard_alone(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Check
) -> None:
    a_larger_team(cast)
    building.somebody_away(cast, days=3)
    log_in(browser_page, live_server, cast.kari)
    open_page(browser_page, live_server, cast, "open_shifts")
    assert_accessible(browser_page)
    tab_to(browser_page, "Finn vikar")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Disse kan").wait_for()
    assert_accessible(browser_page)
    tab_to(browser_page, "Spør alle 3")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("3 spørsmål er sendt").wait_for()
    assert ShiftRequest.objects.filter(state="open").count() == 3
    assert_accessible(browser_page)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_pages_fit_and_are_accessible(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Check, width: int
) -> None:
    a_larger_team(cast)
    plan = building.somebody_away(cast)
    browser_page.set_viewport_size({"width": width, "height": 800})
    log_in(browser_page, live_server, cast.kari)
    first = building.first_shift(plan)
    pages: list[tuple[str, str, dict[str, object]]] = [
        ("week", f"?dag={plan.first_day}", {}),
        ("shift", "", {"shift_uid": first.uid}),
        ("cover", "", {"shift_uid": first.uid}),
        ("open_shifts", "", {}),
        ("absence_changes", "", {"assignment_uid": cast.amal_assignment.uid}),
    ]
    for name, query, kwargs in pages:
        open_page(browser_page, live_server, cast, name, query, **kwargs)
        assert fits(browser_page), name
        assert_accessible(browser_page)
    browser_page.get_by_role("button", name="Foreslå endringer").click()
    browser_page.get_by_role("heading", name="Forslag 1").wait_for(timeout=60_000)
    assert fits(browser_page)
    assert_accessible(browser_page)


def test_an_assistant_says_yes_in_two_presses_from_the_start_page(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Check
) -> None:
    building.a_request(cast, cast.amal)
    browser_page.set_viewport_size({"width": 320, "height": 700})
    log_in(browser_page, live_server, cast.amal)
    open_page(browser_page, live_server, cast, "scheme")
    tab_to(browser_page, "Svar")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Kan du ta en vakt?").wait_for()
    assert fits(browser_page)
    assert_accessible(browser_page)
    tab_to(browser_page, "Ja, jeg kan")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("Takk! Vaktplanen er endret.").wait_for()
    assert ShiftRequest.objects.get().state == "done"
