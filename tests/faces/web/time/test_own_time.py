from __future__ import annotations

import re
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.services import return_entry
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.pages import address, days_ago, logged_in, past, past_shift, text_of


def form_values(when: datetime, hours: int = 6, **more: str) -> dict[str, str]:
    end = when + timedelta(hours=hours)
    return {
        "key": str(uuid4()),
        "day": f"{when:%d.%m.%Y}",
        "start": f"{when:%H:%M}",
        "end": f"{end:%H:%M}",
        "kind": "work",
        "break_counts_as_work": "on",
    } | more


def test_an_assistant_confirms_a_shift_with_one_press(cast: Cast) -> None:
    shift = past_shift(cast, 3)
    client = logged_in(cast.amal)
    page = client.get(address(cast, "time"))
    assert "Stemmer" in text_of(page)
    key = re.search(r'name="key" value="([0-9a-f-]+)"', page.content.decode())
    assert key
    url = address(cast, "entry_confirm", shift_uid=shift.uid)
    answer = client.post(url, {"key": key[1]}, follow=True)
    assert "er ført" in text_of(answer)
    assert "Alle vaktene dine er ført" in text_of(answer)
    client.post(url, {"key": key[1]})
    assert TimeEntry.objects.count() == 1


def test_two_shifts_on_the_page_have_keys_of_their_own(cast: Cast) -> None:
    past_shift(cast, 3)
    past_shift(cast, 4)
    page = logged_in(cast.amal).get(address(cast, "time")).content.decode()
    keys = re.findall(r'name="key" value="([0-9a-f-]+)"', page)
    assert len(keys) == len(set(keys)) == 2


def test_a_shift_of_somebody_else_is_neither_seen_nor_confirmed(cast: Cast) -> None:
    shift = past_shift(cast, 3, cast.jonas_assignment)
    client = logged_in(cast.amal)
    assert "Stemmer" not in text_of(client.get(address(cast, "time")))
    client.post(address(cast, "entry_confirm", shift_uid=shift.uid), {"key": str(uuid4())})
    assert client.get(address(cast, "entry_new"), {"vakt": str(shift.uid)}).status_code == 404
    assert not TimeEntry.objects.exists()


def test_a_resting_night_with_calls_is_entered_from_the_shift(cast: Cast) -> None:
    start = days_ago(4, 23)
    night = past_shift(
        cast, 4, type="resting_night", name="Hvilende natt", passive_minutes=480, end=start + timedelta(hours=8)
    )
    night.start = start
    night.save()
    client = logged_in(cast.amal)
    url = f"{address(cast, 'entry_new')}?vakt={night.uid}"
    page = client.get(url)
    assert 'name="call_1_start"' in page.content.decode()
    values = form_values(
        start,
        8,
        next_day="on",
        rest_start="23",
        rest_end="0700",
        call_1_start="02:10",
        call_1_end="2.35",
    )
    answer = client.post(url, values, follow=True)
    assert "Timene er ført" in text_of(answer)
    entry = TimeEntry.objects.get()
    assert (entry.passive_minutes, entry.shift) == (480, night)
    (call,) = entry.calls.all()
    assert call.start.astimezone(start.tzinfo) == days_ago(3, 2, 10)
    assert "1 utrykning: 02:10–\u206002:35" in text_of(answer)


def test_the_same_form_twice_gives_one_entry_and_no_error(cast: Cast) -> None:
    client = logged_in(cast.amal)
    values = form_values(days_ago(3, 9))
    for _ in range(2):
        assert client.post(address(cast, "entry_new"), values).status_code == 302
    assert TimeEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"start": "15:00", "end": "07:00"}, "Slutten er før starten"),
        ({"day": "31.02.2026"}, "finnes ikke i kalenderen"),
        ({"start": "25"}, "Skriv klokkeslettet"),
        ({"note": "x" * 2001}, "for lang"),
        ({"note": "a\0b"}, "tegn som ikke kan lagres"),
        ({"call_1_start": "10", "call_1_end": "11"}, "hører til hviletid"),
        ({"rest_start": "10"}, "både når hviletiden"),
        ({"break_minutes": "999"}, "Pausen er lengre"),
        ({"day": "29.03.2026", "start": "02:30", "end": "09:00"}, "finnes ikke: da stilles klokken fram"),
        ({"day": "01.01.2020"}, "Du hadde ikke oppdrag her"),
    ],
)
def test_what_cannot_be_is_told_at_the_field_and_what_was_typed_is_kept(
    cast: Cast, changes: dict[str, str], text: str
) -> None:
    values = form_values(days_ago(3, 9), note="Vi var på kino.") | changes
    page = logged_in(cast.amal).post(address(cast, "entry_new"), values)
    assert text in text_of(page)
    body = page.content.decode()
    assert "data-sv-focus" in body
    assert "<title>Feil:" in body
    if "note" not in changes:
        assert "Vi var på kino." in body
    assert f'value="{values["key"]}"' in body
    assert not TimeEntry.objects.exists()


def test_time_that_is_not_over_is_refused(cast: Cast) -> None:
    tomorrow = days_ago(-1, 9)
    page = logged_in(cast.amal).post(address(cast, "entry_new"), form_values(tomorrow))
    assert "Vakten er ikke over" in text_of(page)


def test_a_time_that_comes_twice_is_asked_about(cast: Cast) -> None:
    client = logged_in(cast.amal)
    values = {
        "key": str(uuid4()),
        "day": "24.10.2026",
        "start": "23:00",
        "end": "02:30",
        "next_day": "on",
        "kind": "work",
    }
    page = client.post(address(cast, "entry_new"), values)
    assert "kommer to ganger" in text_of(page)
    assert 'name="end_which"' in page.content.decode()
    assert not TimeEntry.objects.exists()
    assert client.post(address(cast, "entry_new"), values | {"end_which": "1"}).status_code == 302
    entry = TimeEntry.objects.get()
    assert (entry.end - entry.start) == timedelta(hours=4, minutes=30)


def test_more_rows_for_calls_keep_what_was_typed(cast: Cast) -> None:
    values = form_values(days_ago(3, 9), note="En lang natt.", call_1_start="01:00", more_calls="yes")
    page = logged_in(cast.amal).post(address(cast, "entry_new"), values).content.decode()
    assert 'name="call_3_start"' in page
    assert "En lang natt." in page
    assert 'value="01:00"' in page
    assert values["key"] in page
    assert not TimeEntry.objects.exists()


def test_a_returned_entry_stands_first_and_is_mended(cast: Cast) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    return_entry(
        scheme_uid=cast.scheme.uid,
        entry_uid=entry.uid,
        version=1,
        reason="Du gikk kl. 14.",
        by=cast.actor(cast.kari),
        now=timezone.now(),
    )
    client = logged_in(cast.amal)
    assert "Kari: Du gikk kl. 14." in text_of(client.get(address(cast, "time")))
    url = address(cast, "entry_correct", entry_uid=entry.uid)
    assert "Kari sendte timene tilbake" in text_of(client.get(url))
    assert client.post(url, form_values(days_ago(3, 9), 5)).status_code == 302
    assert "Sendt tilbake til deg" not in text_of(client.get(address(cast, "time")))


def test_only_who_leads_or_worked_may_correct(cast: Cast) -> None:
    entry = enter(cast, past(3), now=timezone.now())
    url = address(cast, "entry_correct", entry_uid=entry.uid)
    assert [logged_in(person).get(url).status_code for person in (cast.amal, cast.kari, cast.ola)] == [200] * 3
    assert logged_in(cast.jonas).get(url).status_code == 404
    assert logged_in(cast.liv).get(url).status_code == 403
    assert logged_in(cast.nina).get(url).status_code == 404
    foreign = enter(cast, past(5), assignment=cast.jonas_other_assignment, now=timezone.now())
    forged = address(cast, "entry_correct", entry_uid=foreign.uid)
    assert logged_in(cast.kari).get(forged).status_code == 404
    assert logged_in(cast.jonas).post(forged, form_values(days_ago(5, 9), 5)).status_code == 404
    assert TimeEntry.objects.count() == 2


def test_a_leader_enters_for_an_assistant(cast: Cast) -> None:
    client = logged_in(cast.kari)
    page = client.get(address(cast, "entry_new"))
    assert "Velg assistent" in text_of(page)
    values = form_values(days_ago(3, 9), assistant=str(cast.jonas.uid))
    assert client.post(address(cast, "entry_new"), values).status_code == 302
    entry = TimeEntry.objects.get()
    assert (entry.assignment, entry.entered_by) == (cast.jonas_assignment, cast.kari)
    assert "Ført av Kari" in text_of(logged_in(cast.jonas).get(address(cast, "time")))
    stranger = form_values(days_ago(4, 9), assistant=str(cast.nina.uid))
    assert "Velg en av mulighetene" in text_of(client.post(address(cast, "entry_new"), stranger))


def test_a_year_of_time_takes_few_queries(cast: Cast, django_assert_max_num_queries) -> None:
    entries = [enter(cast, past(days), now=timezone.now()) for days in range(2, 60, 2)]
    approve_entries(
        scheme_uid=cast.scheme.uid,
        entry_versions={entry.uid: 1 for entry in entries},
        by=cast.actor(cast.kari),
        now=timezone.now(),
    )
    client = logged_in(cast.amal)
    with django_assert_max_num_queries(15):
        client.get(address(cast, "time"))
