"""The pages of the year plan: what they say, what they keep, and what they refuse."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from selvstyrt.apps.plans.models import NeedPattern, SpecialWeek, YearSpread
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.time.pages import address, logged_in, text_of


def next_year() -> int:
    return timezone.localdate().year + 1


def trip(**changes: str) -> dict[str, str]:
    monday = date(next_year(), 8, 1) + timedelta(days=-date(next_year(), 8, 1).weekday() % 7)
    return {"name": "Tur til Hovden", "first_day": f"{monday:%d.%m.%Y}", "kind": "share", "percent": "150"} | changes


def test_a_leader_gives_a_trip_more_hours_and_the_roster_follows(cast: Cast) -> None:
    client = logged_in(cast.kari)
    before = text_of(client.get(address(cast, "year_plan"), {"ar": next_year()}))
    assert "Turnusen regner med like mange timer hver uke" in before

    answer = client.post(address(cast, "special_weeks_new"), trip(), follow=True)

    page = text_of(answer)
    assert f"Årsplan {next_year()}" in page
    assert "1 uke er lagt inn. Timene er fordelt på nytt." in page
    assert "Tur til Hovden: 150 % av en vanlig uke" in page
    assert "Uker du er borte, får ingen vakter." in page
    assert YearSpread.objects.get().year == next_year()

    week = SpecialWeek.objects.get()
    gone = client.post(address(cast, "special_week_remove", week_uid=week.uid), {"ar": next_year()}, follow=True)
    assert "Uken er vanlig igjen" in text_of(gone)
    stopped = client.post(address(cast, "year_stop"), {"ar": next_year()}, follow=True)
    assert "Årsplanen er ikke i bruk lenger" in text_of(stopped)


def test_hours_in_reserve_are_taken_before_the_weeks(cast: Cast) -> None:
    client = logged_in(cast.kari)
    page = text_of(client.post(address(cast, "year_spread"), {"ar": next_year(), "reserve": "35,5"}, follow=True))

    assert "Årsplanen er i bruk. Selvstyrt sier fra når en vaktplan har flere timer enn ukene." in page
    assert YearSpread.objects.get().reserve_minutes == 35 * 60 + 30


def test_what_a_week_replaces_is_named(cast: Cast) -> None:
    client = logged_in(cast.kari)
    client.post(address(cast, "special_weeks_new"), trip(name="Eksamen"))
    page = text_of(client.post(address(cast, "special_weeks_new"), trip(kind="away"), follow=True))
    assert "De erstatter det som sto der: Eksamen." in page


def test_a_reserve_larger_than_what_is_left_is_refused_with_the_limit(cast: Cast) -> None:
    client = logged_in(cast.kari)
    page = text_of(client.post(address(cast, "year_spread"), {"ar": next_year(), "reserve": "2400"}, follow=True))
    assert "Så mye er det ikke igjen. Hold av høyst 1" in page
    assert not YearSpread.objects.exists()


def test_a_reserve_that_is_no_number_is_said_and_nothing_is_kept(cast: Cast) -> None:
    for typed, said in (
        ("mange", "Skriv timer som et tall"),
        ("−5", "Tallet kan ikke være mindre enn 0."),
        ("99999999999999999999", "Så mange timer går ikke. Skriv høyst 20"),
    ):
        answer = logged_in(cast.kari).post(address(cast, "year_spread"), {"ar": next_year(), "reserve": typed})
        page = text_of(answer)
        assert answer.status_code == 422
        assert f"Timer i reserve: {said}" in page
        assert f'value="{typed}"' in answer.content.decode()
        assert f"Årsplan {next_year()}" in page
        assert not YearSpread.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"percent": ""}, "Skriv hvor mange prosent"),
        ({"percent": "12,5"}, "Skriv hele prosent"),
        ({"percent": "900"}, "Prosent av en vanlig uke: Så mange prosent går ikke. Skriv høyst 400."),
        ({"percent": "99999999"}, "Skriv høyst 400."),
        ({"kind": "hours", "minutes": ""}, "Skriv hvor mange timer i uken"),
        ({"kind": "hours", "minutes": "7:07"}, "timer med hele kvarter"),
        ({"kind": "hours", "minutes": "2500"}, "mer enn det er igjen"),
        ({"first_day": "31.12.1999"}, "Første dag: Uken er over"),
        ({"first_day": "31.12.1999", "last_day": "01.01.2000"}, "Siste dag: Uken er over"),
        ({"name": ""}, "Fyll ut dette feltet"),
    ],
)
def test_a_week_that_cannot_be_is_refused_where_it_stands(cast: Cast, changes: dict[str, str], said: str) -> None:
    answer = logged_in(cast.kari).post(address(cast, "special_weeks_new"), trip(**changes))

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not SpecialWeek.objects.exists()


def test_needs_that_ask_for_too_much_are_told_per_week(cast: Cast) -> None:
    NeedPattern.objects.create(
        scheme=cast.scheme, name="Hele dagen", type="day", weekdays="0123456", starts_at=time(7), ends_at=time(22),
        first_day=timezone.localdate(),
    )  # fmt: skip
    page = text_of(logged_in(cast.kari).get(address(cast, "year_plan"), {"ar": next_year()}))

    assert "mer enn det er igjen. Det er" in page
    assert "Behovet er" in page


def test_who_may_only_see_the_hours_cannot_change_the_plan(cast: Cast) -> None:
    page = logged_in(cast.liv).get(address(cast, "year_plan"))

    assert page.status_code == 200
    changes = logged_in(cast.liv).post(address(cast, "year_spread"), {"reserve": "0"}).status_code
    assert ("Skal turnusen følge planen?" in text_of(page)) is (changes == 302)


def test_a_draft_over_a_week_away_has_no_shifts_then_and_says_so(cast: Cast) -> None:
    first = building.monday()
    away = {"name": "Ferie", "first_day": f"{first:%d.%m.%Y}", "kind": "away"}
    client = logged_in(cast.kari)
    assert client.post(address(cast, "special_weeks_new"), away).status_code == 302

    plan = building.a_draft(cast)

    assert min(shift.start for shift in plan.shifts.all()).date() >= first + timedelta(days=7)
    page = text_of(client.get(address(cast, "plan", plan_uid=plan.uid)))
    assert "er du borte (Ferie). Da lages det ingen vakter." in page
