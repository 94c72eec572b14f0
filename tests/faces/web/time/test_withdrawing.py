from __future__ import annotations

import pytest
from django.utils import timezone

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.timesheets.models import TimeEntry
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.pages import address, logged_in, past, text_of


def test_an_assistant_withdraws_time_in_two_presses_from_its_form(cast: Cast) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    client = logged_in(cast.amal)
    url = address(cast, "entry_withdraw", entry_uid=entry.uid)
    assert url in client.get(address(cast, "entry_correct", entry_uid=entry.uid)).content.decode()
    assert "Timene faller bort" in text_of(client.get(url))
    assert TimeEntry.objects.get().state == TimeEntry.State.SUBMITTED
    answer = client.post(url, {"version": "1"}, follow=True)
    assert "er trukket" in text_of(answer)
    assert "Venter på godkjenning" not in text_of(answer)
    assert TimeEntry.objects.get().state == TimeEntry.State.WITHDRAWN


@pytest.mark.parametrize("version", ["", "x", "²", "99999999999999999999", "7"])
def test_what_the_page_did_not_show_is_not_withdrawn(cast: Cast, version: str) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    url = address(cast, "entry_withdraw", entry_uid=entry.uid)
    assert logged_in(cast.amal).post(url, {"version": version}).status_code == 409
    assert TimeEntry.objects.get().state == TimeEntry.State.SUBMITTED


def test_approved_time_offers_no_withdrawal(cast: Cast) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    approve_entries(
        scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=timezone.now()
    )
    client = logged_in(cast.amal)
    assert "trekk dem" not in text_of(client.get(address(cast, "entry_correct", entry_uid=entry.uid)))
    page = client.get(address(cast, "entry_withdraw", entry_uid=entry.uid))
    assert "kan ikke trekkes" in text_of(page)
    assert "<button" not in page.content.decode().split("<main")[1]


def test_the_leader_comes_back_to_the_week(cast: Cast) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    url = address(cast, "entry_withdraw", entry_uid=entry.uid)
    answer = logged_in(cast.kari).post(url, {"version": "1"})
    assert answer.status_code == 302
    assert "/godkjenning/uke/" in answer["Location"]
