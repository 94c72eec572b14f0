from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.queries import monday_of
from selvstyrt.apps.timesheets.services import confirm_shift, submit_entry
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.pages import address, logged_in, past, past_shift, text_of

NOW = timezone.now


def last_monday() -> date:
    """The Monday of a week that is over."""
    return monday_of(timezone.localdate()) - timedelta(days=7)


def days_since(day: date) -> int:
    return (timezone.localdate() - day).days


def a_week(cast: Cast) -> list[TimeEntry]:
    """Amal worked as planned on Monday, Jonas an hour longer on Tuesday; Wednesday's shift nobody entered."""
    first = days_since(last_monday())
    monday = past_shift(cast, first)
    tuesday = past_shift(cast, first - 1, cast.jonas_assignment)
    past_shift(cast, first - 2)
    return [
        confirm_shift(key=uuid4(), shift_uid=monday.uid, by=cast.actor(cast.amal), now=NOW()),
        submit_entry(
            key=uuid4(),
            assignment_uid=cast.jonas_assignment.uid,
            shift_uid=tuesday.uid,
            content=past(first - 1, hours=7),
            by=cast.actor(cast.jonas),
            now=NOW(),
        ),
    ]


def pairs_on(page: str) -> list[str]:
    return re.findall(r'name="entry" value="([^"]+)"', page)


def test_a_week_is_approved_with_two_presses(cast: Cast) -> None:
    a_week(cast)
    client = logged_in(cast.kari)
    assert "2 føringer venter" in text_of(client.get(address(cast, "approve")))
    url = address(cast, "approve_week", monday=last_monday())
    page = client.get(url)
    text = text_of(page)
    assert "1 er ikke som planlagt" in text
    assert "Sluttet 1 t senere." in text
    assert "Ført av Jonas." in text
    assert "Vakter uten timer" in text
    answer = client.post(url, {"entry": pairs_on(page.content.decode())}, follow=True)
    assert "2 føringer er godkjent" in text_of(answer)
    assert set(TimeEntry.objects.values_list("state", flat=True)) == {"approved"}
    assert LedgerEntry.objects.count() == 2


def test_the_second_of_two_leaders_is_told_who_was_first(cast: Cast) -> None:
    a_week(cast)
    url = address(cast, "approve_week", monday=last_monday())
    kari, ola = logged_in(cast.kari), logged_in(cast.ola)
    seen = pairs_on(kari.get(url).content.decode())
    ola.post(url, {"entry": seen})
    answer = kari.post(url, {"entry": seen})
    assert answer.status_code == 409
    assert "Ola har godkjent timene til Amal" in text_of(answer)
    assert LedgerEntry.objects.count() == 2


def test_an_entry_goes_back_with_a_reason(cast: Cast) -> None:
    entry = a_week(cast)[1]
    client = logged_in(cast.kari)
    url = address(cast, "entry_return", entry_uid=entry.uid)
    assert "Sluttet 1 t senere." in text_of(client.get(url))
    empty = client.post(url, {"version": "1", "reason": " "})
    assert "Fyll ut dette feltet" in text_of(empty)
    too_long = client.post(url, {"version": "1", "reason": "x" * 501})
    assert "for lang" in text_of(too_long)
    answer = client.post(url, {"version": "1", "reason": "Du gikk kl. 15."}, follow=True)
    assert "sendt tilbake til Jonas" in text_of(answer)
    late = client.post(url, {"version": "1", "reason": "En gang til."})
    assert "Noe ble endret" in text_of(late)
    entry.refresh_from_db()
    assert (entry.state, entry.return_reason) == ("returned", "Du gikk kl. 15.")


def test_forged_entries_are_not_found(cast: Cast) -> None:
    foreign = enter(cast, past(9), assignment=cast.jonas_other_assignment, now=NOW())
    client = logged_in(cast.kari)
    url = address(cast, "approve_week", monday=last_monday())
    assert client.post(url, {"entry": f"{foreign.uid}:1"}).status_code == 404
    assert client.post(url, {"entry": "no-such-thing"}).status_code == 404
    assert client.get(address(cast, "entry_return", entry_uid=foreign.uid)).status_code == 404
    foreign.refresh_from_db()
    assert foreign.state == "submitted"


def test_the_coordinator_sees_but_does_not_approve(cast: Cast) -> None:
    entries = a_week(cast)
    client = logged_in(cast.liv)
    url = address(cast, "approve_week", monday=last_monday())
    page = client.get(url)
    assert page.status_code == 200
    assert "Godkjenn uken" not in text_of(page)
    assert client.post(url, {"entry": f"{entries[0].uid}:1"}).status_code == 403
    assert client.get(address(cast, "entry_return", entry_uid=entries[0].uid)).status_code == 403
    assert not LedgerEntry.objects.exists()


def month_over(cast: Cast) -> date:
    """An approved entry in the month before this one."""
    day = timezone.localdate().replace(day=1) - timedelta(days=5)
    entry = enter(cast, past(days_since(day)), now=NOW())
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW())
    return day.replace(day=1)


def test_a_month_is_locked_after_a_question(cast: Cast) -> None:
    month = month_over(cast)
    client: Client = logged_in(cast.liv)
    assert "Kan låses" in text_of(client.get(address(cast, "months")))
    url = address(cast, "month_lock", month=month)
    assert "1 godkjent føring blir til lønn" in text_of(client.get(url))
    answer = client.post(url, follow=True)
    assert "er låst" in text_of(answer)
    assert PayLine.objects.exists()
    again = client.post(url)
    assert again.status_code == 409
    assert "allerede låst" in text_of(again)


def test_what_waits_is_moved_only_when_asked(cast: Cast) -> None:
    month = month_over(cast)
    day = month.replace(day=12)
    waiting = enter(cast, past(days_since(day)), now=NOW())
    client = logged_in(cast.kari)
    url = address(cast, "month_lock", month=month)
    page = client.get(url)
    assert "Flytt det som venter, og lås" in text_of(page)
    refused = client.post(url)
    assert refused.status_code == 409
    assert "Noe venter på godkjenning (1)." in text_of(refused)
    assert Period.objects.get(month=month).state == "open"
    client.post(url, {"move": "yes"})
    waiting.refresh_from_db()
    assert waiting.period.month == (month + timedelta(days=31)).replace(day=1)


def test_a_missing_rate_is_told_and_the_month_stays_open(cast: Cast) -> None:
    cast.amal_assignment.full_time_minutes = 2017
    cast.amal_assignment.save()
    month = month_over(cast)
    answer = logged_in(cast.liv).post(address(cast, "month_lock", month=month))
    assert answer.status_code == 409
    assert "Lønnen til Amal" in text_of(answer)
    assert Period.objects.get(month=month).state == "open"


def test_an_unknown_month_is_not_found(cast: Cast) -> None:
    assert logged_in(cast.liv).get(address(cast, "month_lock", month=date(2031, 1, 1))).status_code == 404


def test_a_full_week_and_a_year_of_months_take_few_queries(cast: Cast, django_assert_max_num_queries) -> None:
    a_week(cast)
    for days in range(20, 320, 3):
        enter(cast, past(days), now=NOW())
    client = logged_in(cast.kari)
    for name, kwargs in (("approve", {}), ("approve_week", {"monday": last_monday()}), ("months", {})):
        with django_assert_max_num_queries(15):
            assert client.get(address(cast, name, **kwargs)).status_code == 200
