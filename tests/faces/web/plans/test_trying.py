"""What the law says of a time while it is typed: the words of other pages, in part or as a page, nothing saved."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.core.base import OSLO
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address as url
from tests.faces.web.plans.building import logged_in
from tests.faces.web.plans.test_browser import log_in, open_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

IN_PART = {"HX-Request": "true"}
LONG = {"starts_at": "7", "ends_at": "23"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def times(plan: PlanVersion, **changes: str) -> dict[str, str]:
    day = building.first_shift(plan).start.astimezone(OSLO)
    return {"day": f"{day:%d.%m.%Y}", "starts_at": "9", "ends_at": "15", **changes}


def try_address(cast: Cast, plan: PlanVersion) -> str:
    return url(cast, "try_times", plan_uid=plan.uid, shift_uid=building.first_shift(plan).uid)


def test_a_time_that_breaks_the_law_is_told_with_the_provision_and_not_saved(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    before = (plan.revision, building.first_shift(plan).start)
    response = logged_in(cast.kari).get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART)
    page = text(response)
    assert response.status_code == 200
    assert "<html" not in page
    assert "Ikke lagret:" in page
    assert "Ulovlig" in page
    assert re.search(r'href="https://lovdata.no/[^"]*"[^>]*>aml. § 10-', page)
    plan.refresh_from_db()
    assert (plan.revision, building.first_shift(plan).start) == before


def test_the_words_are_those_that_the_page_shows_when_the_time_is_saved(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift, client = building.first_shift(plan), logged_in(cast.kari)
    tried = text(client.get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART))
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    client.post(url(cast, "move_shift", **ways), {**building.seen(cast), **times(plan, **LONG)})
    saved = text(client.get(url(cast, "plan_shift", **ways)))
    findings = re.findall(r'<div class="sv-finding .*?</div>', tried)
    assert findings
    for finding in findings:
        assert finding in saved


def test_how_serious_it_is_is_told_once(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    page = text(logged_in(cast.kari).get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART))
    assert "Ulovlig" in page
    assert "Dette er ikke lov." not in page
    assert "Dette bør du se på." not in page


def test_a_lawful_time_is_said_to_be_free(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    short = times(plan, ends_at="13")
    page = text(logged_in(cast.kari).get(try_address(cast, plan), short, headers=IN_PART))
    assert "Amal kan ha vakten da uten å bryte noen regel." in page


def test_what_a_new_time_mends_is_told(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    Shift.objects.filter(pk=shift.pk).update(end=shift.start + timedelta(hours=16))
    page = text(logged_in(cast.kari).get(try_address(cast, plan), times(plan), headers=IN_PART))
    lost = page.partition("Dette løser seg med den nye tiden:")[2]
    assert "16 timer vanlig arbeidstid" in lost
    assert "§ 10-9" not in lost


def test_an_empty_shift_has_nobody_to_ask_about(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    building.world(cast).give(plan, building.first_shift(plan), None, now=timezone.now())
    page = text(logged_in(cast.kari).get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART))
    assert "Ingen har vakten ennå." in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_at": "tull"}, "Fra klokken:"),
        ({"starts_at": ""}, "Fra klokken: Fyll ut dette feltet."),
        ({"day": "01.01.2020"}, "Dag:"),
    ],
)
def test_a_time_that_cannot_be_is_explained(cast: Cast, changes: dict[str, str], words: str) -> None:
    plan = building.a_full_draft(cast)
    client = logged_in(cast.kari)
    assert words in text(client.get(try_address(cast, plan), times(plan, **changes), headers=IN_PART))
    assert client.post(try_address(cast, plan), times(plan, **changes)).status_code == 422


def test_a_published_plan_has_no_times_to_try(cast: Cast) -> None:
    plan = building.a_published_plan(cast)
    assert logged_in(cast.kari).get(try_address(cast, plan), times(plan), headers=IN_PART).status_code == 404


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.django_db(transaction=True)
def test_the_law_answers_in_a_browser_with_and_without_scripts(
    browser: Any, live_server: LiveServer, cast: Cast, scripts: bool
) -> None:
    plan = building.a_full_draft(cast)
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    log_in(page, live_server, cast.kari)
    open_page(page, live_server, cast, "plan_shift", plan_uid=plan.uid, shift_uid=building.first_shift(plan).uid)
    page.locator("summary", has_text="Flytt til en annen tid").press("Enter")
    page.get_by_label("Til klokken").fill("23:30")
    if not scripts:
        page.get_by_role("button", name="Se hva loven sier").press("Enter")
        page.wait_for_url("**/prove/#hva-loven-sier")
    page.locator("#hva-loven-sier").get_by_text("Ikke lagret:").wait_for()
    assert "aml. § 10-" in page.locator("#hva-loven-sier").inner_text()
    assert page.get_by_label("Til klokken").input_value() == "23:30"
    context.close()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.django_db(transaction=True)
def test_the_answer_is_accessible_and_fits_a_narrow_screen(
    browser_page: Page, live_server: LiveServer, cast: Cast, assert_accessible: Callable[[Page], None], language: str
) -> None:
    plan = building.a_full_draft(cast)
    log_in(browser_page, live_server, cast.kari, language)
    browser_page.set_viewport_size({"width": 320, "height": 640})
    open_page(
        browser_page, live_server, cast, "plan_shift", plan_uid=plan.uid, shift_uid=building.first_shift(plan).uid
    )
    browser_page.locator("details:has(#id_ends_at) summary").press("Enter")
    browser_page.locator("#id_ends_at").fill("23:30")
    browser_page.locator("#hva-loven-sier .sv-finding").first.wait_for()
    assert_accessible(browser_page)
    assert browser_page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_a_plan_that_is_changed_meanwhile_is_read_again(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    client, shift = logged_in(cast.kari), building.first_shift(plan)
    assert "for Amal da" in text(client.get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART))
    building.world(cast).give(plan, shift, cast.jonas, now=timezone.now())
    assert "for Jonas da" in text(client.get(try_address(cast, plan), times(plan, **LONG), headers=IN_PART))
