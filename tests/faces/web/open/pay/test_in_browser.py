"""Occupations and pay in a real browser: narrow, by keyboard alone, without script, accessible in three languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


def test_somebody_finds_the_job_and_its_pay_with_the_keyboard_on_a_narrow_screen(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page = browser_page
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(live_server.url) else foreign.append(request.url))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/yrker/personlig-assistent/")
    page.get_by_role("link", name="Lønn etter sektor, kjønn og arbeidstid").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lonn/?yrke=personlig-assistent")
    page.get_by_label("Hvor jobber de?").focus()
    page.keyboard.type("Kom")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "kjonn"
    page.keyboard.type("Kvi")
    for _step in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lonn/?yrke=personlig-assistent&sektor=kommune&*kjonn=kvinner*")

    expect(page.get_by_text("Kilden skjuler dette tallet.")).to_be_visible()
    pages = ("lonn/?sektor=x&enhet=time", "lonn/ssb/?gruppe=9111", "yrker/hjemmehjelp/", "yrker/prest/", "yrker/")
    for number, address in enumerate(pages):
        for place, language in enumerate(("", "nn/", "en/")):
            page.goto(f"{live_server.url}/{language}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, language + address
            if place == number % 3:  # the same templates in three languages: one of them is enough for axe
                assert_accessible(page)
    assert foreign == []


def test_everything_is_there_without_script_and_in_forced_colours(live_server: LiveServer, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, forced_colors="active")
    page = context.new_page()
    page.goto(f"{live_server.url}/lonn/?yrke=hjemmehjelp")
    page.get_by_label("Hvor mye?").select_option("Heltid")
    page.get_by_role("button", name="Vis lønn").press("Enter")

    expect(page.get_by_text("Hjemmehjelpere i privat sektor, heltid: 34\u00a0310\u00a0kr")).to_be_visible()
    context.close()
