"""The rota in a real browser: by keyboard alone, on a narrow screen, by pointer, and checked with axe."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import PlanVersion, Shift
from tests.cast import Cast
from tests.faces.web.plans import building

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.django_db(transaction=True)]
Check = Callable[["Page"], None]


def log_in(page: Page, server: LiveServer, person: Person, language: str = "nb") -> None:
    """Put a session of the person in the browser."""
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined]
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [
            {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": server.url},
            {"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": server.url},
        ]
    )  # fmt: skip


def open_page(page: Page, server: LiveServer, cast: Cast, name: str, query: str = "", **kwargs: object) -> None:
    page.goto(server.url + reverse(name, kwargs={"scheme_uid": cast.scheme.uid, **kwargs}) + query)


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus says these words."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate("document.activeElement?.innerText ?? ''"):
            return
    pytest.fail(f"Tab never reaches {words!r} on {page.url}")


@pytest.fixture
def runs_find_the_test_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that the site starts use the database of the test."""
    (tmp_path / "selvstyrt.sqlite3").symlink_to(str(connection.settings_dict["NAME"]))
    monkeypatch.setenv("SELVSTYRT_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.usefixtures("runs_find_the_test_database")
def test_a_roster_is_made_and_published_by_keyboard_alone(
    browser_page: Page, live_server: LiveServer, cast: Cast
) -> None:
    building.world(cast)
    log_in(browser_page, live_server, cast.kari)
    open_page(browser_page, live_server, cast, "plans")
    tab_to(browser_page, "Lag turnus")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Kort sagt").wait_for(timeout=90_000)
    expect(browser_page.locator("main")).to_contain_text("vaktene er dekket")
    tab_to(browser_page, "Se over og publiser")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Hvem får hva").wait_for()
    tab_to(browser_page, "Publiser og gi beskjed")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_text("Hele uken er dekket.").wait_for()
    assert PlanVersion.objects.get().state == "published"


def test_what_was_typed_goes_along_to_another_language(browser_page: Page, live_server: LiveServer, cast: Cast) -> None:
    page = browser_page
    log_in(page, live_server, cast.kari)
    open_page(page, live_server, cast, "plans")
    page.locator("summary", has_text="Velg andre dager").press("Enter")
    page.get_by_label("Første dag").fill("x")
    page.get_by_role("button", name="Lag turnus for disse dagene").press("Enter")
    expect(page.get_by_role("heading", name="Rett dette før du går videre")).to_be_visible()
    page.get_by_role("button", name="Nynorsk").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    assert page.url == live_server.url + reverse("plans", kwargs={"scheme_uid": cast.scheme.uid})
    expect(page.locator("[name=first_day]")).to_have_value("x")
    expect(page.locator("[name=first_day]")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('sv-typed')") is None


def test_arrow_keys_move_in_the_table_and_enter_opens_a_shift(
    browser_page: Page, live_server: LiveServer, cast: Cast
) -> None:
    plan = building.a_full_draft(cast)
    log_in(browser_page, live_server, cast.kari)
    open_page(browser_page, live_server, cast, "plan_table", plan_uid=plan.uid)
    browser_page.locator("[data-sv-grid] tbody a").first.focus()
    browser_page.keyboard.press("ArrowRight")
    browser_page.keyboard.press("ArrowDown")
    assert "tirsdag" in browser_page.evaluate("document.activeElement.textContent")
    browser_page.keyboard.press("Enter")
    browser_page.get_by_role("heading", name="Hvem kan ha vakten?").wait_for()
    expect(browser_page).to_have_title(re.compile("Tirsdag"))


def test_what_has_the_focus_in_the_table_is_never_under_the_names(
    browser_page: Page, live_server: LiveServer, cast: Cast
) -> None:
    plan = building.a_full_draft(cast)
    log_in(browser_page, live_server, cast.kari)
    browser_page.set_viewport_size({"width": 320, "height": 640})
    open_page(browser_page, live_server, cast, "plan_table", plan_uid=plan.uid)
    at = "document.activeElement.closest('td').cellIndex"
    hidden = """() => {
        const name = document.activeElement.closest('tr').cells[0].getBoundingClientRect();
        return name.right - document.activeElement.getBoundingClientRect().left > 1;
    }"""
    browser_page.locator("[data-sv-grid] tbody a").first.focus()
    for key in (*["ArrowRight"] * 6, *["ArrowLeft"] * 5):
        browser_page.keyboard.press(key)
        assert not browser_page.evaluate(hidden), key
    assert browser_page.evaluate(at) == 2
    browser_page.keyboard.press("End")
    assert browser_page.evaluate(at) == 15, "the sum, after fourteen days"
    browser_page.keyboard.press("Home")
    assert browser_page.evaluate(at) == 1
    assert not browser_page.evaluate(hidden)
    assert browser_page.evaluate("window.scrollX") == 0


def test_a_shift_can_be_dragged_to_another_row(browser_page: Page, live_server: LiveServer, cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    assert shift.assignment == cast.amal_assignment
    log_in(browser_page, live_server, cast.kari)
    open_page(browser_page, live_server, cast, "plan_table", plan_uid=plan.uid)
    row = browser_page.locator(f"tr[data-sv-person='{cast.jonas.uid}'] td").first
    browser_page.locator("[data-sv-grid] tbody a").first.drag_to(row)
    browser_page.get_by_text("Jonas har vakten nå.").wait_for()
    assert Shift.objects.get(pk=shift.pk).assignment == cast.jonas_assignment


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_page_is_accessible_and_fits_a_narrow_screen(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Check, language: str
) -> None:
    published = building.a_published_plan(cast)
    plans = building.world(cast)
    first = building.monday(8)
    draft = plans.draft(first, first + timedelta(days=6), now=timezone.now())
    shift = building.first_shift(draft)
    plans.give(draft, shift, cast.amal, now=timezone.now())
    log_in(browser_page, live_server, cast.kari, language)
    week = f"?dag={published.first_day}"
    one = {"plan_uid": draft.uid}
    pages: list[tuple[str, str, dict[str, object]]] = [
        ("week", week, {}),
        ("month", week, {}),
        ("week_print", week, {}),
        ("calendar_address", "", {}),
        ("shift", "", {"shift_uid": building.first_shift(published).uid}),
        ("plans", "", {}),
        ("plan", "", one),
        ("plan_table", "", one),
        ("plan_week", "", one),
        ("publish_plan", "", one),
        ("discard_plan", "", one),
        ("add_shift", "", one),
        ("plan_shift", "", {**one, "shift_uid": shift.uid}),
        ("remove_shift", "", {**one, "shift_uid": shift.uid}),
    ]
    titles = set()
    for name, query, kwargs in pages:
        browser_page.set_viewport_size({"width": 1280, "height": 800})
        open_page(browser_page, live_server, cast, name, query, **kwargs)
        assert_accessible(browser_page)
        titles.add(browser_page.title())
        browser_page.set_viewport_size({"width": 320, "height": 640})
        wide = browser_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{name} is {wide} px too wide"
    assert len(titles) == len(pages)


def test_the_progress_page_is_accessible(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Check, settings: object
) -> None:
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]
    plan = building.a_draft(cast)
    run = building.a_run(cast, plan)
    type(run).objects.update(progress={"covered": 3, "total": 10, "best": 100, "bound": 90}, state="running")
    log_in(browser_page, live_server, cast.kari)
    open_page(browser_page, live_server, cast, "run", plan_uid=plan.uid, run_uid=run.uid)
    browser_page.get_by_text("3 av 10 vakter dekket").wait_for()
    assert_accessible(browser_page)
    type(run).objects.update(progress={"covered": 10, "total": 10, "best": 100, "bound": 99})
    browser_page.get_by_text("10 av 10 vakter dekket").wait_for()
