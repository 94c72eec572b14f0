"""The start pages: what each role is told to do, and at what price."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.plans.models import PlanVersion, Shift, ShiftRequest
from selvstyrt.apps.schemes.services import end_assignment
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.faces.web.navigation import AREAS
from tests.cast import NOW, Cast
from tests.faces.web.plans import building


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def plan_with_shifts(cast: Cast) -> PlanVersion:
    """A published plan around today: a shift of Amal yesterday and tomorrow, an empty one the day after."""
    today = timezone.localdate()
    plan = PlanVersion.objects.create(
        scheme=cast.scheme,
        number=1,
        first_day=today - timedelta(days=20),
        last_day=today + timedelta(days=20),
        state=PlanVersion.State.PUBLISHED,
        made_at=NOW,
        published_at=NOW,
    )
    noon = timezone.now().replace(hour=11, minute=0, second=0, microsecond=0)
    for days, assignment in ((-1, cast.amal_assignment), (1, cast.amal_assignment), (2, None)):
        start = noon + timedelta(days=days)
        Shift.objects.create(
            plan=plan,
            key=f"shift{days}",
            name="Morgen",
            type="day",
            start=start,
            end=start + timedelta(hours=4),
            assignment=assignment,
        )
    return plan


def submitted_entry(cast: Cast) -> TimeEntry:
    shift = Shift.objects.get(key="shift-1")
    period, _ = Period.objects.get_or_create(
        scheme=cast.scheme, month=shift.start.date().replace(day=1), defaults={"state": "open"}
    )
    return TimeEntry.objects.create(
        key=uuid4(),
        assignment=cast.amal_assignment,
        shift=shift,
        period=period,
        start=shift.start,
        end=shift.end,
        entered_by=cast.amal,
        entered_at=NOW,
    )


def test_a_stranger_is_told_what_this_is_and_where_to_log_in(db: None) -> None:
    page = Client().get("/").content.decode()

    assert "brukerstyrt personlig assistanse" in page
    assert reverse("account_login") in page


def test_the_work_leader_sees_empty_shifts_approvals_and_the_week(cast: Cast) -> None:
    plan_with_shifts(cast)
    submitted_entry(cast)

    page = logged_in(cast.kari).get("/").content.decode()
    assert "1 vakt er ledig" in page
    assert "Godkjenn 1 timeføring" in page
    assert "Lag ny vaktplan" in page
    assert "Amal" in page


def test_tasks_stand_in_order_of_their_deadlines(cast: Cast) -> None:
    plan_with_shifts(cast)
    submitted_entry(cast)
    tasks = logged_in(cast.kari).get("/").context["tasks"]

    assert [task.late for task in tasks] == sorted((task.late for task in tasks), reverse=True)
    deadlines = [task.deadline for task in tasks if not task.late and task.deadline]
    assert deadlines == sorted(deadlines)
    assert len(tasks) == 3


def test_the_assistant_sees_the_next_shift_and_the_shift_to_enter_but_no_hours(cast: Cast) -> None:
    plan_with_shifts(cast)

    page = logged_in(cast.amal).get("/").content.decode()
    assert "Neste vakt" in page
    assert "Før timer for 1 vakt" in page
    assert "Årets timer" not in page
    assert reverse("decisions", kwargs={"scheme_uid": cast.scheme.uid}) not in page


def test_an_assistant_in_two_schemes_sees_both(cast: Cast) -> None:
    page = logged_in(cast.jonas).get("/").content.decode()

    assert "Solbakken" in page
    assert "Fjordgløtt" in page


def test_the_next_shifts_of_an_assistant_in_two_schemes_say_where_each_is(cast: Cast) -> None:
    plan = plan_with_shifts(cast)
    plan.shifts.filter(key="shift1").update(assignment=cast.jonas_assignment)
    elsewhere = PlanVersion.objects.create(
        scheme=cast.other_scheme,
        number=1,
        first_day=plan.first_day,
        last_day=plan.last_day,
        state=PlanVersion.State.PUBLISHED,
        made_at=NOW,
        published_at=NOW,
    )
    plan.shifts.filter(key="shift2").update(plan=elsewhere, assignment=cast.jonas_other_assignment, name="Kveld")
    page = logged_in(cast.jonas).get("/").content.decode()

    assert 'Morgen <span class="sv-fine">Solbakken</span>' in page
    assert 'Kveld <span class="sv-fine">Fjordgløtt</span>' in page


def test_the_coordinator_sees_only_the_schemes_of_the_own_supplier(cast: Cast) -> None:
    Period.objects.create(scheme=cast.scheme, month="2026-09-01")
    page = logged_in(cast.liv).get("/").content.decode()

    assert "Solbakken" in page
    assert "Lås september 2026" in page
    assert "Fjordgløtt" not in page


def test_a_scheme_without_a_decision_in_force_says_so(cast: Cast) -> None:
    cast.decision.last_day = timezone.localdate() - timedelta(days=1)
    cast.decision.save()

    page = logged_in(cast.kari).get("/").content.decode()
    assert "Ingen timer er innvilget nå" in page


def test_a_decision_that_ends_within_three_months_is_told_in_time(cast: Cast) -> None:
    cast.decision.last_day = timezone.localdate() + timedelta(days=60)
    cast.decision.save()

    assert "Vedtaket går ut" in logged_in(cast.kari).get("/").content.decode()


def test_who_has_left_is_told_so_and_keeps_the_own_page(cast: Cast) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    end_assignment(assignment_uid=cast.amal_assignment.uid, last_day=yesterday, by=cast.actor(cast.kari), now=NOW)
    client = logged_in(cast.amal)

    assert "Du har sluttet her." in client.get("/").content.decode()
    assert "Solbakken" in client.get(reverse("me")).content.decode()
    assert client.get(reverse("week", kwargs={"scheme_uid": cast.scheme.uid})).status_code == 403


@pytest.mark.parametrize("who", ["kari", "ola", "amal", "jonas", "liv"])
def test_the_start_page_takes_at_most_fifteen_queries(cast: Cast, who: str) -> None:
    plan_with_shifts(cast)
    submitted_entry(cast)
    client = logged_in(getattr(cast, who))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/").status_code == 200
    assert len(queries) <= 15, "\n".join(query["sql"][:150] for query in queries)


def test_the_year_in_one_line_is_a_page_and_a_part_of_one(cast: Cast) -> None:
    url = reverse("year_line", kwargs={"scheme_uid": cast.scheme.uid})
    client = logged_in(cast.kari)

    whole = client.get(url).content.decode()
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "igjen av" in whole
    assert "igjen av" in part
    assert "<html" in whole
    assert "<html" not in part


def test_every_area_of_the_menu_has_a_page(cast: Cast) -> None:
    for area in AREAS:
        assert reverse(area.url_name, kwargs={"scheme_uid": cast.scheme.uid})


def test_the_menu_shows_only_what_the_role_may_open(cast: Cast) -> None:
    for person in (cast.kari, cast.ola, cast.amal, cast.liv):
        client = logged_in(person)
        links = client.get(reverse("scheme", kwargs={"scheme_uid": cast.scheme.uid})).context["navigation"]
        assert [link.url for link in links if link.current] == [
            reverse("scheme", kwargs={"scheme_uid": cast.scheme.uid})
        ]
        for link in links:
            assert client.get(link.url, follow=True).status_code == 200, (person.name, link.url)


def test_a_finished_draft_is_to_be_published_before_a_new_plan_is_asked_for(cast: Cast) -> None:
    client = logged_in(cast.kari)
    assert "Lag ny vaktplan" in client.get("/").content.decode()
    older, draft = building.a_draft(cast), building.a_draft(cast)
    (task,) = [each for each in client.get("/").context["tasks"] if "plan" in each.url]
    assert (task.title, task.action) == ("Se over og publiser utkastet", "Se utkastet")
    assert task.url == building.address(cast, "plan", plan_uid=draft.uid), "the newest of the same days"
    assert older.uid != draft.uid
    plans = client.get(building.address(cast, "plans"))
    assert "Du har alt et utkast i denne perioden." in plans.content.decode()
    assert plans.context["waiting"].uid == draft.uid


def test_while_the_roster_is_made_there_is_nothing_to_look_over(cast: Cast) -> None:
    building.a_run(cast, building.a_draft(cast))
    page = logged_in(cast.kari).get("/").content.decode()
    assert "Se over og publiser utkastet" not in page
    assert "Lag ny vaktplan" not in page


def test_a_draft_that_a_newer_plan_has_overtaken_is_no_task(cast: Cast) -> None:
    draft = building.a_full_draft(cast)
    building.a_published_plan(cast)
    client = logged_in(cast.kari)
    assert "Se over og publiser utkastet" not in client.get("/").content.decode()
    assert "Utkastet kan ikke publiseres lenger." in client.get(building.address(cast, "plans")).content.decode()
    page = client.get(building.address(cast, "plan", plan_uid=draft.uid)).content.decode()
    assert "Utkastet kan ikke publiseres lenger." in page
    assert building.address(cast, "publish_plan", plan_uid=draft.uid) not in page


def test_a_question_about_a_shift_tomorrow_stands_before_what_is_late_elsewhere(cast: Cast) -> None:
    """Jonas is late with the time of last month in Fjordgløtt, and is asked in Solbakken."""
    now = timezone.now().replace(second=0, microsecond=0)
    old = PlanVersion.objects.create(
        scheme=cast.other_scheme,
        number=1,
        first_day=timezone.localdate() - timedelta(days=30),
        last_day=timezone.localdate(),
        state=PlanVersion.State.PUBLISHED,
        made_at=NOW,
        published_at=NOW,
    )
    worked = now - timedelta(days=20)
    Shift.objects.create(
        plan=old, key="old", name="Dag", type="day", start=worked, end=worked + timedelta(hours=4),
        assignment=cast.jonas_other_assignment,
    )  # fmt: skip
    building.a_request(cast, cast.jonas)

    def schemes() -> list[str]:
        found = logged_in(cast.jonas).get("/").context["schemes"]
        return [each.access.scheme_name for each, _roles, _waiting in found]

    assert schemes() == ["Fjordgløtt", "Solbakken"], "weeks ahead it can wait"
    tomorrow = now + timedelta(days=1)
    for request in ShiftRequest.objects.all():
        step = {**request.steps[0], "start": tomorrow.isoformat(), "end": (tomorrow + timedelta(hours=6)).isoformat()}
        ShiftRequest.objects.filter(pk=request.pk).update(
            start=tomorrow, end=tomorrow + timedelta(hours=6), steps=[step]
        )
    assert schemes() == ["Solbakken", "Fjordgløtt"]
