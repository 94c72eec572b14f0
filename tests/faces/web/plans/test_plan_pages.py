"""Pages of a plan: what they mark, what their links are called, and how a run is tried again."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from selvstyrt.apps.plans.models import PlanVersion, Run, Shift, Wish
from selvstyrt.apps.schemes.models import WorkTimeAgreement
from selvstyrt.faces.web.amounts import day_text
from tests.apps.plans.conftest import make_pattern
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address as url
from tests.faces.web.plans.building import logged_in


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def an_unlawful_draft(cast: Cast) -> tuple[PlanVersion, Shift]:
    """Amal has the evening of the first day, and the next morning, which nothing lets follow so soon."""
    WorkTimeAgreement.objects.filter(assignment=cast.amal_assignment).delete()
    plans = building.world(cast)
    make_pattern(cast.scheme, name="Kveld", type="evening", starts_at=time(16), ends_at=time(23))
    plan = building.a_draft(cast)
    evening, morning = plans.shifts(plan)[1:3]
    for shift in (evening, morning):
        plans.give(plan, shift, cast.amal, now=timezone.now())
    plan.refresh_from_db()
    morning.refresh_from_db()
    return plan, morning


def test_the_week_marks_what_breaks_a_rule_like_the_whole_plan(cast: Cast) -> None:
    plan, _shift = an_unlawful_draft(cast)
    client = logged_in(cast.kari)
    pages = [text(client.get(url(cast, name, plan_uid=plan.uid))) for name in ("plan_week", "plan_table")]
    assert [page.count("bryter en regel") for page in pages] == [2, 2]
    assert pages[0].count("sv-shift-breach") == 2


def test_the_link_of_a_finding_says_whose_shift_and_when(cast: Cast) -> None:
    plan, morning = an_unlawful_draft(cast)
    Wish.objects.create(person=cast.amal, start=morning.start, end=morning.end, weight=-3)
    client, day = logged_in(cast.kari), timezone.localtime(morning.start).date()
    links = re.findall(
        r'Gå til vakten<span class="ds-sr-only">: ([^<]*)</span>',
        text(client.get(url(cast, "plan", plan_uid=plan.uid))),
    )
    assert f"Amal, {day_text(day - timedelta(days=1))}" in links
    assert all(len(each) < 40 for each in links)
    page = text(client.get(url(cast, "plan", plan_uid=plan.uid)))
    assert f'Se vakten<span class="ds-sr-only">: Amal, {day_text(day)}</span>' in page
    page = text(client.get(url(cast, "publish_plan", plan_uid=plan.uid)))
    assert f'Gå til vakten<span class="ds-sr-only">: Amal, {day_text(day - timedelta(days=1))}</span>' in page


@pytest.mark.parametrize(
    ("tried", "button", "next_time"),
    [
        (30, "Prøv igjen i inntil 2 minutter", 120),
        (120, "Prøv igjen i inntil 10 minutter", 600),
        (600, "Prøv igjen", 600),
    ],
)
def test_a_run_that_had_too_little_time_is_tried_with_more(cast: Cast, tried: int, button: str, next_time: int) -> None:
    plan = building.a_draft(cast)
    run = building.a_run(cast, plan)
    over = {"state": "done", "roster": {"status": "unknown"}, "finished_at": timezone.now()}
    Run.objects.filter(pk=run.pk).update(time_limit_seconds=tried, **over)
    client = logged_in(cast.kari)
    page = text(client.get(url(cast, "run", plan_uid=plan.uid, run_uid=run.uid)))
    found = re.search(r'name="seconds" value="(\d+)">([^<]+)</button>', page)
    assert found is not None
    assert found.groups() == (str(next_time), button)
    client.post(url(cast, "start_run", plan_uid=plan.uid), {"seconds": found[1]})
    assert Run.objects.latest("pk").time_limit_seconds == next_time


def test_another_reason_to_try_again_keeps_the_time_and_nonsense_gets_the_usual_one(cast: Cast) -> None:
    plan = building.a_draft(cast)
    client = logged_in(cast.kari)
    client.post(url(cast, "start_run", plan_uid=plan.uid), {"seconds": "lenge"})
    assert Run.objects.get().time_limit_seconds == 30
    Run.objects.update(state="failed", error={"code": "run_failed"}, time_limit_seconds=120)
    page = text(client.get(url(cast, "run", plan_uid=plan.uid, run_uid=Run.objects.get().uid)))
    assert 'name="seconds" value="120">Prøv igjen</button>' in page


def test_giving_a_shift_against_a_rule_says_which(cast: Cast) -> None:
    plan, morning = an_unlawful_draft(cast)
    plans = building.world(cast)
    plans.give(plan, morning, None, now=timezone.now())
    ways = {"plan_uid": plan.uid, "shift_uid": morning.uid}
    client = logged_in(cast.kari)
    data = {**building.seen(cast), "person": str(cast.amal.uid)}
    page = text(client.post(url(cast, "assign_shift", **ways), data, follow=True))
    assert "Amal har vakten nå, men det bryter en regel: bryter daglig hvile: 9" in page
    page = text(client.post(url(cast, "assign_shift", **ways), building.to_jonas(cast), follow=True))
    assert "Jonas har vakten nå." in page


def test_the_last_act_is_what_is_undone(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    client, ways = logged_in(cast.kari), {"plan_uid": plan.uid, "shift_uid": shift.uid}
    client.post(url(cast, "assign_shift", **ways), {**building.seen(cast), "person": ""})
    page = text(client.post(url(cast, "move_shift", **ways), building.new_times(cast), follow=True))
    assert "gi vakten tilbake" not in page
    assert re.search(r"Angre: tilbake til 08–\u2060?14", page)
    page = text(client.post(url(cast, "undo_move", **ways), building.seen(cast), follow=True))
    assert "Vakten er flyttet tilbake." in page
    assert "Angre: gi vakten tilbake til Amal" in page, "the act before that can be undone still"
    again = Shift.objects.get(pk=shift.pk)
    assert (again.start, again.end, again.assignment) == (shift.start, shift.end, None)
    page = text(client.post(url(cast, "undo_move", **ways), building.seen(cast), follow=True))
    assert "Vakten er endret etter at den ble flyttet." in page


def test_a_move_to_another_day_is_undone_with_the_day_named(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    ways, day = {"plan_uid": plan.uid, "shift_uid": shift.uid}, timezone.localtime(shift.start).date()
    data = {**building.new_times(cast), "day": f"{day + timedelta(days=1):%d.%m.%Y}"}
    page = text(logged_in(cast.kari).post(url(cast, "move_shift", **ways), data, follow=True))
    assert f"Angre: tilbake til {day_text(day)} 08" in page
