"""A real browser: a lost connection neither doubles nor loses an entry; the week is approved by keyboard; axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.timesheets.models import TimeEntry
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.building import of_month
from tests.faces.web.time.pages import address, days_ago, past, past_shift

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer


def log_in(page: Page, server: LiveServer, person: Person) -> None:
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined]
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A narrow page whose console may complain of the network."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, locale="nb-NO", timezone_id="Europe/Oslo")
    yield context.new_page()
    context.close()


@pytest.mark.browser
def test_a_press_without_network_is_sent_when_it_is_back(live_server: LiveServer, cast: Cast, phone: Page) -> None:
    past_shift(cast, 3)
    log_in(phone, live_server, cast.amal)
    phone.goto(live_server.url + address(cast, "time"))
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Stemmer").click()
    phone.get_by_text("Du har mistet forbindelsen").wait_for()
    assert not TimeEntry.objects.exists()
    phone.context.set_offline(False)
    phone.get_by_text("er ført.").first.wait_for()
    assert TimeEntry.objects.count() == 1


@pytest.mark.browser
def test_a_form_that_is_refused_says_so_and_keeps_what_was_typed(
    live_server: LiveServer, cast: Cast, phone: Page
) -> None:
    log_in(phone, live_server, cast.amal)
    phone.goto(live_server.url + address(cast, "entry_new"))
    note = phone.get_by_label("Melding til arbeidslederen", exact=False)
    note.fill("x" * 5_000_000)
    send = phone.get_by_role("button", name="Før timene")
    send.click()
    phone.get_by_text("er for langt").wait_for()
    assert len(note.input_value()) == 5_000_000
    note.fill("kort")
    phone.route("**/timer/ny/", lambda route: route.fulfill(status=403, body="no"))
    send.click()
    phone.get_by_text("ble ikke tatt imot").wait_for()
    assert note.input_value() == "kort"
    assert not TimeEntry.objects.exists()


@pytest.mark.browser
def test_a_lost_answer_gives_one_entry_and_what_was_typed_stays(
    live_server: LiveServer, cast: Cast, phone: Page
) -> None:
    log_in(phone, live_server, cast.amal)
    phone.goto(live_server.url + address(cast, "entry_new"))
    phone.get_by_label("Dag", exact=False).first.fill(f"{days_ago(3, 9):%d.%m.%Y}")
    phone.get_by_label("Fra", exact=True).fill("9")
    phone.get_by_label("Til", exact=True).fill("13")
    lost: list[int] = []

    def lose_first_answer(route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch(max_redirects=0).status)
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.route("**/timer/ny/", lose_first_answer)
    phone.get_by_role("button", name="Før timene").click()
    phone.get_by_text("Vi fikk ikke svar").wait_for()
    assert phone.get_by_label("Fra", exact=True).input_value() == "9"
    phone.get_by_text("De venter på godkjenning").first.wait_for()
    assert lost == [302]
    assert TimeEntry.objects.count() == 1


def test_a_week_is_approved_with_the_keyboard(live_server: LiveServer, cast: Cast, browser_page: Page) -> None:
    enter(cast, past(3), now=timezone.now())
    log_in(browser_page, live_server, cast.kari)
    browser_page.goto(live_server.url + address(cast, "approve"))
    for name in ("Se og godkjenn uke", "Godkjenn uken"):
        wanted = browser_page.get_by_role("link" if name.startswith("Se") else "button", name=name)
        for _ in range(40):
            browser_page.keyboard.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                break
        browser_page.keyboard.press("Enter")
        browser_page.wait_for_load_state()
    browser_page.get_by_text("1 føring er godkjent.").wait_for()
    assert TimeEntry.objects.get().state == "approved"


@pytest.mark.parametrize(("language", "width"), [("nb", 1280), ("nb", 320), ("nn", 320), ("en", 320)])
def test_no_page_of_time_and_money_has_a_barrier(
    live_server: LiveServer,
    cast: Cast,
    browser_page: Page,
    assert_accessible: Callable[[Page], None],
    language: str,
    width: int,
) -> None:
    month = of_month(cast)["month"]
    entry = enter(cast, past(3), now=timezone.now())
    past_shift(cast, 4)
    Person.objects.update(language=language)
    for person, names in (
        (cast.amal, (("time", {}), ("entry_new", {}), ("pay", {}), ("pay_month", {"month": month}))),
        (
            cast.kari,
            (
                ("approve", {}),
                ("entry_correct", {"entry_uid": entry.uid}),
                ("entry_return", {"entry_uid": entry.uid}),
                ("months", {}),
                ("month_lock", {"month": month}),
                ("hours", {}),
                ("hours_entries", {"month": month}),
                ("report_month", {"month": month}),
            ),
        ),
    ):
        browser_page.context.clear_cookies()
        log_in(browser_page, live_server, person)
        browser_page.set_viewport_size({"width": width, "height": 800})
        for name, kwargs in names:
            browser_page.goto(live_server.url + address(cast, name, **kwargs))
            assert browser_page.locator("html").get_attribute("lang") == language
            assert_accessible(browser_page)
            wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert browser_page.evaluate(wider) == 0, name
