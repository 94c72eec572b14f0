"""Who has left keeps own pay and own time, may enter the last shifts for 14 days, and sees nothing of the others."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.schemes.access import LAST_ENTRIES_DAYS, RIGHTS, Right, Role, access_to
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.services import submit_entry
from selvstyrt.core.base import NotAllowed
from tests.apps.timesheets.work import NOW, enter, work
from tests.cast import Cast
from tests.faces.web.time.pages import past


def leave(cast: Cast, days_ago: int) -> None:
    last_day = timezone.localdate() - timedelta(days=days_ago)
    Assignment.objects.filter(pk=cast.amal_assignment.pk).update(last_day=last_day)


def page(cast: Cast, name: str) -> str:
    return reverse(name, kwargs={"scheme_uid": cast.scheme.uid})


def test_the_role_follows_the_last_day(cast: Cast) -> None:
    last = date(2026, 10, 31)
    Assignment.objects.filter(pk=cast.amal_assignment.pk).update(last_day=last)
    expected = {
        last: Role.ASSISTANT,
        last + timedelta(days=1): Role.LEFT_ASSISTANT,
        last + timedelta(days=LAST_ENTRIES_DAYS): Role.LEFT_ASSISTANT,
        last + timedelta(days=LAST_ENTRIES_DAYS + 1): Role.FORMER_ASSISTANT,
    }
    for day, role in expected.items():
        access = access_to(person_uid=cast.amal.uid, scheme_uid=cast.scheme.uid, on=day)
        assert access is not None
        assert access.roles == {role}, day
        assert (access.assignment_uid is None) == (role != Role.ASSISTANT)
    assert access_to(person_uid=cast.amal.uid, scheme_uid=cast.scheme.uid, on=date(2025, 12, 31)) is None


def test_who_comes_back_is_an_assistant_again(cast: Cast) -> None:
    leave(cast, 40)
    again = Assignment.objects.create(
        scheme=cast.scheme,
        person=cast.amal,
        first_day=timezone.localdate(),
        weekly_minutes=600,
        max_weekly_minutes=2130,
    )
    access = access_to(person_uid=cast.amal.uid, scheme_uid=cast.scheme.uid, on=timezone.localdate())
    assert access is not None
    assert (access.roles, access.assignment_uid) == ({Role.ASSISTANT}, again.uid)


def test_nothing_of_others_is_among_the_rights_of_who_has_left() -> None:
    own = {Right.SEE_OWN_TIME, Right.SEE_OWN_PAY}
    assert RIGHTS[Role.FORMER_ASSISTANT] == own
    assert RIGHTS[Role.LEFT_ASSISTANT] == own | {Right.ENTER_OWN_TIME}


@pytest.mark.parametrize("days_ago", [1, 30])
def test_the_menu_shows_own_time_and_pay_and_the_plan_is_closed(cast: Cast, client: Client, days_ago: int) -> None:
    leave(cast, days_ago)
    client.force_login(cast.amal.user)

    home = client.get("/")

    assert [link.label for link in home.context["navigation"]] == ["Nå", "Timer", "Lønn"]
    assert "Du har sluttet her" in home.content.decode()
    for name in ("week", "team", "decisions", "hours", "approve", "report", "calendar_address"):
        assert client.get(page(cast, name)).status_code == 403, name


def test_own_time_stays_on_the_page_and_colleagues_time_does_not(cast: Cast, client: Client) -> None:
    enter(cast, past(100), now=timezone.now())
    enter(cast, past(99), assignment=cast.jonas_assignment, now=timezone.now())
    leave(cast, 30)
    client.force_login(cast.amal.user)

    shown = client.get(page(cast, "time"))

    months = shown.context["months"]
    assert [row.entry.person_uid for _month, rows in months for row in rows] == [cast.amal.uid]
    assert reverse("entry_new", kwargs={"scheme_uid": cast.scheme.uid}) not in shown.content.decode()
    assert "Rett" not in shown.content.decode()
    assert client.get(page(cast, "entry_new")).status_code == 403


def test_the_last_shifts_are_entered_until_fourteen_days_after(cast: Cast, client: Client) -> None:
    leave(cast, LAST_ENTRIES_DAYS)
    client.force_login(cast.amal.user)
    worked = timezone.localdate() - timedelta(days=LAST_ENTRIES_DAYS)
    typed = {"key": str(uuid4()), "day": f"{worked:%d.%m.%Y}", "start": "09:00", "end": "13:00", "kind": "work"}

    assert client.post(page(cast, "entry_new"), typed).status_code == 302
    assert TimeEntry.objects.get().assignment == cast.amal_assignment
    after = {**typed, "key": str(uuid4()), "day": f"{worked + timedelta(days=1):%d.%m.%Y}"}
    assert client.post(page(cast, "entry_new"), after).status_code != 302
    assert TimeEntry.objects.count() == 1


def test_an_old_assignment_is_closed_also_for_who_has_come_back(cast: Cast) -> None:
    over = NOW.date() - timedelta(days=LAST_ENTRIES_DAYS + 1)
    Assignment.objects.filter(pk=cast.amal_assignment.pk).update(last_day=over)
    content = work("2026-11-02 07:00", "2026-11-02 15:00")
    with pytest.raises(NotAllowed) as refused:
        submit_entry(
            key=uuid4(),
            assignment_uid=cast.amal_assignment.uid,
            content=content,
            by=cast.actor(cast.amal),
            now=NOW,
        )
    assert refused.value.code == "assignment_long_over"
    submit_entry(
        key=uuid4(), assignment_uid=cast.amal_assignment.uid, content=content, by=cast.actor(cast.kari), now=NOW
    )
    assert TimeEntry.objects.count() == 1


def test_who_works_elsewhere_finds_the_old_scheme_from_own_page(cast: Cast, client: Client) -> None:
    Assignment.objects.filter(pk=cast.jonas_assignment.pk).update(last_day=timezone.localdate() - timedelta(days=60))
    client.force_login(cast.jonas.user)

    assert client.get("/").context["scheme_name"] == "Fjordgløtt"
    assert f'href="{page(cast, "scheme")}"' in client.get(reverse("me")).content.decode()


def test_who_has_left_several_schemes_gets_them_listed(cast: Cast, client: Client) -> None:
    Assignment.objects.filter(person=cast.jonas).update(last_day=timezone.localdate() - timedelta(days=60))
    client.force_login(cast.jonas.user)

    shown = client.get("/")

    assert {own.scheme_name for own in shown.context["former"]} == {"Fjordgløtt", "Solbakken"}
    assert shown.context["quiet"] == []
