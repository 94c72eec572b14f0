"""The guide and the check in a real browser: a phone's width, the keyboard alone, and without a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ANSWERS = "?alder=41&varighet=lang&timer=40&natt=10&natt_fast=nei"
ADDRESSES = (
    "/bpa/",
    "/nn/bpa/hva-bpa-ikke-dekker/",
    "/en/rett/",
    f"/en/rett/svar/{ANSWERS}",
    "/rett/svar/?alder=130&timer=200&natt=3",
)


def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    transactional_db: None, browser_page: Page, live_server: Any, assert_accessible: Callable[[Page], None]
) -> None:
    browser_page.set_viewport_size({"width": 320, "height": 640})
    for address in ADDRESSES:
        browser_page.goto(live_server.url + address)
        assert_accessible(browser_page)
        width = browser_page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{address} is {width} px wide"


@pytest.fixture
def plain_page(browser: Browser) -> Any:
    """A page of a browser that runs no script."""
    context = browser.new_context(locale="nb-NO", java_script_enabled=False, viewport={"width": 320, "height": 640})
    yield context.new_page()
    context.close()


def test_keys_alone_lead_to_the_answer_and_a_mistake_is_where_one_goes_on(
    transactional_db: None, plain_page: Page, live_server: Any
) -> None:
    page = plain_page
    page.goto(f"{live_server.url}/rett/")
    page.focus("input[name=alder]")  # the skip link and the menu stand before it, as on every page
    page.keyboard.type("41 år")
    page.keyboard.press("Tab")  # BPA before 67: not for her
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("200")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rett/svar/**")
    expect(page).to_have_title(re.compile("^Feil:"))

    page.keyboard.press("Tab")  # focus stands on the list of what to mend; next is its first link
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("37,5")
    page.keyboard.press("Enter")
    page.wait_for_url("**timer=37*")

    expect(page).to_have_title("Ja, du har rett til BPA – Selvstyrt")
    assert page.get_by_text("37 t 30 min").count() >= 2
    page.get_by_label("Teksten", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Min egen tekst")
    assert page.get_by_label("Teksten", exact=True).input_value() == "Min egen tekst"
