"""Vacancies in a real browser: narrow, by keyboard alone, without script, and accessible in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.faces.web.open.vacancies.building import FIRST, GONE, advert, collect, ended, place

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_finds_a_job_with_the_keyboard_on_a_narrow_screen(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    long_title = "Personlig assistent til heldøgnsbemanningsordningskoordineringsmedarbeiderstilling"
    collect(
        advert(title=long_title),
        advert(4, places=[place("BODØ", "NORDLAND")]),
        gone=(ended(3, place("TROMSØ", "TROMS")),),
    )
    page = browser_page
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(live_server.url) else foreign.append(request.url))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/stillinger/")
    page.get_by_label("Kommune").focus()
    page.keyboard.type("tromso")
    for _step in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "forerkort"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stillinger/?kommune=tromso*tid=kveld*")

    expect(page.get_by_role("heading", level=2, name="1 stilling: Tromsø, kveld")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name=long_title).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/stillinger/{FIRST}/")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for language in ("nn", "en"):
        for address in ("stillinger/?kommune=Herøy&fylke=99", f"stillinger/{FIRST}/", f"stillinger/{GONE}/"):
            page.goto(f"{live_server.url}/{language}/{address}")
            assert_accessible(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    assert foreign == []
