"""The private calendar address: what it gives, to whom, and when it ends."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.models import CalendarFeed, PlanVersion
from selvstyrt.apps.plans.services import calendar, drafting
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, at, make_pattern
from tests.cast import NOW, Cast


@pytest.fixture
def plans(cast: Cast) -> Plans:
    make_pattern(cast.scheme)
    return Plans(cast, cast.scheme, cast.kari)


@pytest.fixture
def other_plans(cast: Cast) -> Plans:
    make_pattern(cast.other_scheme, weekdays="5", starts_at=time(10), ends_at=time(16), type="long")
    return Plans(cast, cast.other_scheme, cast.nina)


def address(cast: Cast, person: object) -> str:
    token = calendar.make_feed(person_uid=person.uid, by=cast.actor(person), now=NOW)  # type: ignore[attr-defined, arg-type]
    return f"/cal/{token}.ics"


def events(content: bytes) -> list[tuple[datetime, datetime, str, int]]:
    return sorted(
        (event["dtstart"].dt, event["dtend"].dt, str(event["summary"]), int(event["sequence"]))
        for event in Calendar.from_ical(content).walk("VEVENT")
    )


def test_the_feed_holds_own_published_shifts_with_a_zone_and_stable_ids(
    plans: Plans, cast: Cast, client: Client
) -> None:
    url = address(cast, cast.amal)
    assert events(client.get(url).content) == []
    plans.published(cast.amal, cast.jonas)
    answer = client.get(url)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer.content)
    assert len(found) == 5
    assert found[0] == (at(MONDAY, 8), at(MONDAY, 14), "Dagvakt", 1)
    text = answer.content.decode()
    assert "BEGIN:VTIMEZONE" in text
    assert "TZID:Europe/Oslo" in text
    assert "Jonas" not in text
    uids = {str(event["uid"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")}
    assert uids == {
        f"{s.key}@selvstyrt" for s in plans.shifts(PlanVersion.objects.get()) if s.assignment == cast.amal_assignment
    }


def test_a_draft_shows_nothing_and_a_shift_taken_away_vanishes(plans: Plans, cast: Cast, client: Client) -> None:
    url = address(cast, cast.amal)
    plan = plans.published(cast.amal)
    uid = drafting.revise_plan(plan_uid=plan.uid, by=cast.actor(cast.kari), now=NOW)
    draft = PlanVersion.objects.get(uid=uid)
    plans.give(draft, plans.shifts(draft)[0], cast.jonas)
    assert len(events(client.get(url).content)) == 10
    plans.publish(draft)
    found = events(client.get(url).content)
    assert (len(found), found[0][0], found[0][3]) == (9, at(MONDAY + timedelta(days=1), 8), 2)


def test_somebody_in_two_schemes_gets_both_in_one_calendar(
    plans: Plans, other_plans: Plans, cast: Cast, client: Client
) -> None:
    plans.published(cast.jonas)
    other_plans.published(cast.jonas)
    summaries = {event[2] for event in events(client.get(address(cast, cast.jonas)).content)}
    assert summaries == {"Dagvakt (Solbakken)", "Langvakt (Fjordgløtt)"}


def test_the_hour_that_comes_twice_is_written_in_utc(plans: Plans, cast: Cast, client: Client) -> None:
    plans.scheme.need_patterns.all().delete()
    make_pattern(plans.scheme, weekdays="6", starts_at=time(3), ends_at=time(9))
    plan = plans.draft(MONDAY, SUNDAY)
    shift = plans.shifts(plan)[0]
    plan.last_day = datetime(2027, 11, 1, tzinfo=UTC).date()
    plan.save()
    shift.start, shift.end = datetime(2027, 10, 31, 1, 30, tzinfo=UTC), datetime(2027, 10, 31, 6, tzinfo=UTC)
    shift.save()
    plans.give(plan, shift, cast.amal)
    plans.publish(plan)
    found = events(client.get(address(cast, cast.amal)).content)
    assert found[0][0] == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_an_unchanged_feed_is_not_sent_again(plans: Plans, cast: Cast, client: Client) -> None:
    url = address(cast, cast.amal)
    plan = plans.published(cast.amal)
    first = client.get(url)
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    uid = drafting.revise_plan(plan_uid=plan.uid, by=cast.actor(cast.kari), now=NOW)
    draft = PlanVersion.objects.get(uid=uid)
    plans.give(draft, plans.shifts(draft)[0], cast.jonas)
    plans.publish(draft, now=NOW + timedelta(hours=1))
    assert client.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert client.get(url, headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 200


def test_a_new_address_ends_the_old_one_and_only_a_hash_is_kept(cast: Cast, client: Client) -> None:
    old = address(cast, cast.amal)
    new = address(cast, cast.amal)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    token = new.removeprefix("/cal/").removesuffix(".ics")
    assert token not in str(list(CalendarFeed.objects.values())) + str(list(Event.objects.values()))
    calendar.end_feed(person_uid=cast.amal.uid, by=cast.actor(cast.amal), now=NOW)
    assert client.get(new).status_code == 404


@pytest.mark.parametrize("token", ["", "x", "x" * 500, "..%2f..", "æøå"])
def test_an_unknown_address_tells_nothing(cast: Cast, client: Client, token: str) -> None:
    assert client.get(f"/cal/{token}.ics").status_code == 404


def test_the_feed_is_only_read(cast: Cast, client: Client) -> None:
    assert client.post(address(cast, cast.amal)).status_code == 405
