"""The main job, from the decision's hours to the month report, on the real site, with the keyboard alone.

At 1280 px and at 320 px, each step once. What a step leaves behind is seen by the next.
"""

from __future__ import annotations

import csv
import io
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from selvstyrt.core.base import OSLO
from tests.line.conftest import Site
from tests.line.keyboard import Keyboard

ROSTER_SECONDS = 90
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
Check = Callable[[Page], None]


def log_in(page: Page, site: Site, role: str) -> Keyboard:
    page.context.clear_cookies()
    keys = Keyboard(page)
    page.goto(f"{site.url}/konto/login/")
    keys.write("E-postadresse", site.logins[role])
    keys.write("Passord", site.password)
    keys.enter()
    return keys


def says(page: Page, text: str) -> None:
    expect(page.locator("main")).to_contain_text(re.compile(text.replace(" ", r"\s"), re.IGNORECASE))


def day_text(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


@pytest.mark.parametrize("width", [1280, 320])
def test_from_the_decision_to_the_month_report(
    site: Site, browser_page: Page, assert_accessible: Check, width: int
) -> None:
    browser_page.set_viewport_size({"width": width, "height": 800})
    narrow = width < 600
    coordinator_registers_a_decision(site, browser_page, assert_accessible, narrow)
    leader_changes_team_and_needs(site, browser_page, assert_accessible, narrow)
    leader_makes_changes_and_publishes_a_plan(site, browser_page, assert_accessible)
    assistant_enters_time_and_reads_pay(site, browser_page, assert_accessible, narrow)
    leader_approves_a_week(site, browser_page, assert_accessible)
    coordinator_locks_the_month(site, browser_page, assert_accessible, narrow)
    leader_reads_account_and_report(site, browser_page, assert_accessible)


def coordinator_registers_a_decision(site: Site, page: Page, accessible: Check, narrow: bool) -> None:
    keys = log_in(page, site, "koordinator")
    keys.press("Solbakken")
    keys.press("Vedtak")
    keys.press("Registrer")
    first = date(2032 if narrow else 2031, 1, 1)
    keys.write("Dato på vedtaket", day_text(first - timedelta(days=30)))
    keys.write("Gjelder fra", day_text(first))
    keys.write("Praktisk bistand", "40,5")
    accessible(page)
    keys.press("Lagre")
    says(page, "40 t 30 min")


def leader_changes_team_and_needs(site: Site, page: Page, accessible: Check, narrow: bool) -> None:
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Team")
    accessible(page)
    keys.write("Ny ferdighet", "Kjører bil om vinteren" if narrow else "Kjører bil")
    keys.enter()
    says(page, "Kjører bil")
    keys.press("Behov")
    keys.press("Endre enkeltdager")
    accessible(page)


def leader_makes_changes_and_publishes_a_plan(site: Site, page: Page, accessible: Check) -> None:
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Planer")
    keys.press("Lag turnus")
    expect(page.get_by_role("heading", name="Hver enkelt")).to_be_visible(timeout=ROSTER_SECONDS * 1000)
    says(page, "Ingenting bryter loven")
    accessible(page)
    keys.press("Uke for uke")
    keys.press_matching(r"\d\d(:\d\d)?–\u2060?\d\d")
    says(page, "Hvorfor er det slik")
    accessible(page)
    keys.press("Lås vakten")
    says(page, "låst")
    keys.press("Oppsummering")
    before = len(site.mails())
    keys.press("Se over og publiser")
    accessible(page)
    keys.press("Publiser")
    says(page, "publisert")
    assert len(site.mails()) > before


def assistant_enters_time_and_reads_pay(site: Site, page: Page, accessible: Check, narrow: bool) -> None:
    keys = log_in(page, site, "assistent")
    keys.press("Solbakken")
    keys.press("Timer")
    accessible(page)
    keys.press("Før timer som ikke er i planen")
    keys.write("Dag", day_text(datetime.now(OSLO).date() - timedelta(days=3 if narrow else 4)))
    keys.write("Fra", "12")
    keys.write("Til", "12.45")
    accessible(page)
    keys.press("Før timene")
    says(page, "12–\u206012:45")
    keys.press("Lønn")
    accessible(page)
    keys.press("Solbakken")
    keys.press("Vaktplan")
    keys.press("Kalender")
    keys.press_matching("(Lag|Få)")
    address = page.locator("input[value*='/cal/']").input_value()
    with urllib.request.urlopen(address, timeout=10) as answer:
        assert Calendar.from_ical(answer.read()).walk("VEVENT")


def leader_approves_a_week(site: Site, page: Page, accessible: Check) -> None:
    """Two presses from the start page."""
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Godkjenn")
    accessible(page)
    keys.press_matching("Godkjenn uke?[na]")
    says(page, "godkjent")


def coordinator_locks_the_month(site: Site, page: Page, accessible: Check, narrow: bool) -> None:
    keys = log_in(page, site, "koordinator")
    keys.press("Solbakken")
    keys.press("Måneder")
    accessible(page)
    if not narrow:
        keys.press("Lås")
        keys.press("Lås måneden")
    says(page, "låst")
    keys.press("Lønn")
    says(page, "kr")
    accessible(page)


def leader_reads_account_and_report(site: Site, page: Page, accessible: Check) -> None:
    keys = log_in(page, site, "arbeidsleder")
    keys.press("Timekonto")
    expect(page.get_by_role("img").first).to_be_visible()
    accessible(page)
    keys.press("Rapport")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Månedsrapport")
    accessible(page)
    address = page.url.split("?")[0].rstrip("/")
    assert page.context.request.get(f"{address}/rapport.pdf").body().startswith(b"%PDF-")
    table = page.context.request.get(f"{address}/rapport.csv").body().decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table), delimiter=";"))) > 5


def test_the_calendar_address_of_nobody_is_not_found(site: Site) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{site.url}/cal/not-a-token.ics", timeout=10)
    with refused.value as answer:  # an answer that nobody closes is told of in some later test
        assert answer.code == 404
