"""The main job, from the decision's hours to the month report, on the real site, with the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.line.conftest import Site
from tests.line.keyboard import Keyboard

ROSTER_SECONDS = 60
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]


def log_in(page: Page, site: Site, role: str) -> Keyboard:
    page.context.clear_cookies()
    keyboard = Keyboard(page)
    page.goto(f"{site.url}/konto/login/")
    keyboard.write("E-postadresse", site.logins[role])
    keyboard.write("Passord", site.password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return keyboard


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_decision_to_the_month_report(
    site: Site, browser_page: Page, assert_accessible: Callable[[Page], None], width: int
) -> None:
    page = browser_page
    page.set_viewport_size({"width": width, "height": 800})

    # Liv's kind of person: the coordinator registers a new decision.
    keys = log_in(page, site, "koordinator")
    keys.press("Solbakken")
    keys.press("Vedtak")
    keys.press("Registrer")
    keys.write("Dato på vedtaket", "1.12.2030" if width == 1280 else "2.12.2030")
    keys.write("Gjelder fra", "1.1.2031" if width == 1280 else "1.2.2031")
    keys.write("Praktisk bistand", "40")
    keys.reach("Lagre")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("40 t")
    assert_accessible(page)

    # The work leader makes the roster, looks at it, changes one shift, and publishes.
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Planer")
    keys.press("Lag turnus")
    expect(page.get_by_role("heading", name="Hver enkelt")).to_be_visible(timeout=ROSTER_SECONDS * 1000)
    expect(page.locator("main")).to_contain_text("Ingenting bryter loven")
    assert_accessible(page)
    keys.press("Se over og publiser")
    assert_accessible(page)
    before = len(site.mails())
    keys.press("Publiser")
    expect(page.locator("main")).to_contain_text(re.compile("publisert", re.IGNORECASE))
    assert len(site.mails()) > before
    page.goto(f"{site.url}/")

    # The assistant says that a shift went as planned.
    keys = log_in(page, site, "assistent")
    keys.press("Solbakken")
    keys.press("Timer")
    heading(page, "Timene mine")
    assert_accessible(page)

    # The work leader approves the oldest week in two presses.
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Godkjenn")
    assert_accessible(page)
    keys.press("Godkjenn uka")
    expect(page.locator("main")).to_contain_text("godkjent")

    # The hours account and the month report.
    keys.press("Timekonto")
    expect(page.get_by_role("img")).to_be_visible()
    assert_accessible(page)
    keys.press("Rapport")
    heading(page, "Månedsrapport")
    assert_accessible(page)
    pdf = (
        page.context.request.get(page.url.rstrip("/") + "/rapport.pdf") if "20" in page.url.rsplit("/", 2)[-2] else None
    )
    if pdf is not None:
        assert pdf.body().startswith(b"%PDF-")


def test_the_calendar_address_of_nobody_is_not_found(site: Site) -> None:
    with pytest.raises(Exception, match="404"):
        urlopen(f"{site.url}/cal/not-a-token.ics")
