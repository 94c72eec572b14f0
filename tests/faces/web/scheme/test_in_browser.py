"""The pages in a real browser: nothing for axe to say in three languages, nothing wider than a phone, keys alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from selvstyrt.apps.people.models import Person
from tests.cast import PASSWORD, Cast
from tests.faces.web.scheme import building

if TYPE_CHECKING:
    from playwright.sync_api import Page

LANGUAGES = ("nb", "nn", "en")


@pytest.fixture
def served(transactional_db: None, cast: Cast, live_server: Any) -> str:
    """The address of a running server with the cast in it."""
    building.of_pattern(cast)
    building.of_dates(cast)
    building.add_curve(cast)
    building.absence_of_amal(cast)
    return str(live_server.url)


def log_in(page: Page, served: str, name: str) -> None:
    page.goto(served + reverse("account_login"))
    page.fill("input[name=login]", f"{name}@example.test")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(served + "/")


def speak(page: Page, served: str, cast: Cast, language: str) -> None:
    Person.objects.filter(pk=cast.kari.pk).update(language=language)
    page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": served}])


def addresses(cast: Cast) -> list[str]:
    plain = dict.fromkeys(("scheme", "year_line", "decisions", "decision_new", "team"), building.in_scheme)
    plain |= dict.fromkeys(("team_new", "role_new", "needs", "need_new", "need_date_new"), building.in_scheme)
    plain |= dict.fromkeys(("curve", "curve_line_new", "curve_shifts"), building.in_scheme)
    plain |= dict.fromkeys(("assistant", "assistant_terms", "absence_new", "weekly_new"), building.of_amal)
    plain |= {"wish_new": building.of_amal, "decision": building.of_decision, "role_end": building.role_of_ola}
    return ["/", reverse("me"), reverse("own_address"), reverse("account_change_password"), reverse("mfa_index")] + [
        reverse(name, kwargs=kwargs(cast)) for name, kwargs in plain.items()
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone(
    browser_page: Page, served: str, cast: Cast, assert_accessible: Callable[[Page], None], language: str
) -> None:
    speak(browser_page, served, cast, language)
    for address in ("/", reverse("account_login"), reverse("account_reset_password")):
        browser_page.goto(served + address)
        assert_accessible(browser_page)
    log_in(browser_page, served, "kari")
    titles = []
    for address in addresses(cast):
        browser_page.set_viewport_size({"width": 320, "height": 640})
        browser_page.goto(served + address)
        assert browser_page.locator("html").get_attribute("lang") == language
        assert_accessible(browser_page)
        width = browser_page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{address} is {width} px wide"
        titles.append(browser_page.title())
    assert len(set(titles[1:])) == len(titles) - 1, "two pages have the same title"


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_the_coordinators_pages(
    browser_page: Page, served: str, cast: Cast, assert_accessible: Callable[[Page], None], language: str
) -> None:
    speak(browser_page, served, cast, language)
    Person.objects.filter(pk=cast.liv.pk).update(language=language)
    log_in(browser_page, served, "liv")
    in_scheme = ("scheme_about", "supplier_change", "hours_policy_new")
    addresses = [reverse(name, kwargs=building.in_scheme(cast)) for name in in_scheme]
    browser_page.set_viewport_size({"width": 320, "height": 640})
    titles = []
    for address in ("/", reverse("scheme_new"), *addresses):
        browser_page.goto(served + address)
        assert_accessible(browser_page)
        width = browser_page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"{address} is {width} px wide"
        titles.append(browser_page.title())
        if address not in {"/", addresses[0]}:
            browser_page.locator("main form button[type=submit]").first.click()
            expect(browser_page.locator(".ds-error-summary")).to_have_count(1)
            assert_accessible(browser_page)
    assert len(set(titles)) == len(titles), "two pages have the same title"


def test_a_need_is_entered_with_the_keyboard_alone(browser_page: Page, served: str, cast: Cast) -> None:
    log_in(browser_page, served, "kari")
    browser_page.goto(served + reverse("need_new", kwargs=building.in_scheme(cast)))
    typed = {"name": "Lunsj", "starts_at": "11", "ends_at": "13"}
    seen = []
    for _ in range(60):
        browser_page.keyboard.press("Tab")
        name = browser_page.evaluate("document.activeElement.name || document.activeElement.id || ''")
        seen.append(name)
        if name in typed:
            browser_page.keyboard.type(typed[name])
        if name == "weekdays" and seen.count("weekdays") == 1:
            browser_page.keyboard.press("Space")
        if browser_page.evaluate("document.activeElement.textContent").strip() == "Lagre behovet":
            browser_page.keyboard.press("Enter")
            break
    browser_page.wait_for_url(served + reverse("needs", kwargs=building.in_scheme(cast)))
    expect(browser_page.get_by_role("link", name="Lunsj")).to_have_count(1)
    fields = [name for name in seen if name in {"name", "type", "starts_at", "ends_at", "first_day"}]
    assert fields == ["name", "type", "starts_at", "ends_at", "first_day"]


def test_an_error_is_focused_and_leads_to_its_field(browser_page: Page, served: str, cast: Cast) -> None:
    log_in(browser_page, served, "kari")
    browser_page.goto(served + reverse("decision_new", kwargs=building.in_scheme(cast)))
    browser_page.fill("input[name=issued_on]", "20.04.2026")
    browser_page.fill("input[name=first_day]", "06.05.2026")
    browser_page.fill("input[name=last_day]", "05.05.2026")
    browser_page.fill("input[name=practical]", "38")
    browser_page.get_by_role("button", name="Lagre vedtaket").click()

    expect(browser_page).to_have_title(re.compile("^Feil:"))
    expect(browser_page.locator(".ds-error-summary")).to_be_focused()
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.name") == "last_day"
    assert browser_page.input_value("input[name=practical]") == "38"


def test_the_year_comes_to_the_start_page_by_itself(browser_page: Page, served: str, cast: Cast) -> None:
    log_in(browser_page, served, "kari")

    browser_page.get_by_text("igjen av").wait_for()
