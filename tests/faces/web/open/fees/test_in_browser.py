"""The page about fees in a real browser: narrow, by keyboard alone, and accessible in three languages."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = (
    "satser=eksempel&inntekt=247000&dato=01.03.2024",
    "kommune=5036&inntekt=240000&timer=1,5&dato=01.06.2024",
    "kommune=Oslo&inntekt=200000",
    "satser=egne&inntekt=-5&belop_1=mye&fra_1=2",
)


def test_somebody_reckons_the_fee_with_the_keyboard_on_a_narrow_screen(
    live_server: LiveServer, browser_page: Page, assert_accessible: Callable[[Page], None]
) -> None:
    page = browser_page
    foreign: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(live_server.url) else foreign.append(request.url))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_server.url}/egenandel/")
    assert_accessible(page)
    page.get_by_label("Satsene til kommunen min").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("Frosta")
    page.keyboard.press("Tab")
    page.keyboard.type("kr 300 000,-")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("01.03.2024")
    page.keyboard.press("Enter")
    page.wait_for_url("**/egenandel/?*inntekt=kr*")

    expect(page.get_by_text("957 kr").first).to_be_visible()
    assert page.get_by_label("Inntekten til husstanden i året").input_value() == "kr 300 000,-"
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    shots = os.environ.get("FEE_SHOTS")
    for address in (
        *(f"egenandel/?{asked}" for asked in ASKED),
        f"nn/egenandel/?{ASKED[1]}",
        f"en/egenandel/?{ASKED[1]}",
    ):
        page.goto(f"{live_server.url}/{address}")
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
        if shots:
            page.screenshot(path=f"{shots}/{address.replace('/', '-')[:40]}.png", full_page=True)
    if shots:
        page.set_viewport_size({"width": 1100, "height": 900})
        page.goto(f"{live_server.url}/egenandel/?{ASKED[0]}")
        page.screenshot(path=f"{shots}/wide.png", full_page=True)
        page.goto(f"{live_server.url}/egenandel/")
        page.screenshot(path=f"{shots}/empty.png", full_page=True)
    assert foreign == []
