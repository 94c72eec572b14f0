"""Municipalities and suppliers in a real browser: keys alone at 320 px, without script, three languages, axe."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from selvstyrt.apps.directory.models import ContactMessage
from selvstyrt.apps.people.models import Person
from selvstyrt.faces.web.open.suppliers import guard
from tests.cast import Cast
from tests.faces.web.plans.test_browser import log_in, tab_to
from tests.faces.web.supplier.building import cover, publish, publish_other, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 800}


def is_narrow(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= 320)


def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Callable[[Page], None]
) -> None:
    slug = publish(cast)
    cover(cast)
    publish_other(cast)
    write(slug)
    addresses = [
        ("", "kommuner/"),
        ("nn/", "kommuner/?q=Begren"),
        ("en/", "kommuner/?fylke=55"),
        ("", "kommuner/5540-kafjord/"),
        ("en/", "kommuner/4601-bergen/"),
        ("", "kommuner/9999/"),
        ("nn/", "leverandorer/?kommune=Bergen&tjeneste=rota"),
        ("", f"leverandorer/{slug}/"),
        ("en/", "leverandorer/sammenlign/?s=abcent&s=assistansen-sa&s=nabohjelp-as"),
        ("en/", f"leverandorer/{slug}/kontakt/"),
    ]
    hosts: set[str] = set()
    browser_page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    browser_page.set_viewport_size(NARROW)
    for language, address in addresses:
        browser_page.goto(f"{live_server.url}/{language}{address}")
        assert_accessible(browser_page)
        assert is_narrow(browser_page), address
        assert browser_page.locator("html").get_attribute("lang") == (language.rstrip("/") or "nb")
    assert hosts == {live_server.url.split("//")[1]}
    assert browser_page.context.cookies() == []

    for language, part in (("nb", ""), ("nn", "kommuner/"), ("en", "meldinger/")):
        Person.objects.filter(pk=cast.liv.pk).update(language=language)
        log_in(browser_page, live_server, cast.liv, language)
        browser_page.goto(f"{live_server.url}/leverandor/{cast.supplier.uid}/{part}")
        assert_accessible(browser_page)
        assert is_narrow(browser_page), part


def test_from_the_map_of_norway_to_a_message_with_the_keyboard_alone_and_without_script(
    browser: Browser, live_server: LiveServer, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(cast)
    cover(cast)
    monkeypatch.setattr(guard, "LEAST", guard.LEAST / 30)
    context = browser.new_context(java_script_enabled=True, viewport=NARROW, locale="nb-NO")
    page = context.new_page()
    page.route("**/*.js", lambda route: route.abort())
    page.goto(f"{live_server.url}/kommuner/")
    reach(page, "#q")
    page.keyboard.type("brgen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Mente du en av disse?").wait_for()
    tab_to(page, "Bergen")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/4601-bergen/")
    tab_to(page, "Assistansen SA")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leverandorer/assistansen-sa/")
    tab_to(page, "Skriv til en rådgiver")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kontakt/")
    reach(page, "#id_name")
    page.keyboard.type("Mona")
    reach(page, "#id_phone")
    page.keyboard.type("22 22 22 22")
    reach(page, "#id_text")
    page.keyboard.type("Kan dere ringe meg?")
    assert "nettsted" not in focused_names(page, 12)
    reach(page, "#id_consent")
    page.keyboard.press("Space")
    time.sleep(0.2)
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Meldingen er sendt").wait_for()
    assert ContactMessage.objects.get().phone == "22 22 22 22"
    tab_to(page, "Slett meldingen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Meldingen er slettet").wait_for()
    assert not ContactMessage.objects.exists()
    context.close()


def reach(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(80):
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab never reaches {selector} on {page.url}")


def focused_names(page: Page, presses: int) -> list[str]:
    """The names of the fields that Tab reaches, going once around the form and back to the text."""
    names = []
    for _ in range(presses):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement?.getAttribute('name') ?? ''"))
    for _ in range(presses):
        page.keyboard.press("Shift+Tab")
    return names


def test_errors_take_the_focus_and_lead_to_their_fields(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Callable[[Page], None]
) -> None:
    slug = publish(cast)
    browser_page.set_viewport_size(NARROW)
    browser_page.emulate_media(forced_colors="active")
    browser_page.goto(f"{live_server.url}/nn/leverandorer/{slug}/kontakt/")
    tab_to(browser_page, "Send")
    browser_page.keyboard.press("Enter")
    summary = browser_page.locator(".ds-error-summary")
    expect(summary).to_be_focused()
    assert_accessible(browser_page)
    tab_to(browser_page, "Namnet ditt")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "id_name"
