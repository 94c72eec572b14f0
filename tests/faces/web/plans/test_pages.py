"""Pages of the rota and of plans: what each role sees and may do, and what odd input gets."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.models import CalendarFeed, PlanVersion, Run, Shift, Wish
from selvstyrt.apps.plans.services import drafting
from selvstyrt.apps.schemes.models import WorkTimeAgreement
from selvstyrt.apps.schemes.services import AgreementInput, record_agreement
from selvstyrt.core.base import OSLO
from selvstyrt.faces.texts import told
from tests.apps.plans.conftest import make_pattern, span
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address as url
from tests.faces.web.plans.building import logged_in


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_week_says_at_once_whether_it_is_covered(cast: Cast) -> None:
    plan = building.a_published_plan(cast)
    page = text(logged_in(cast.kari).get(f"{url(cast, 'week')}?dag={plan.first_day}"))
    assert "Hele uken er dekket." in page
    assert page.count('class="sv-shift"') == 5
    assert "08–\u206014" in page


def test_an_empty_shift_says_so_in_words(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    building.world(cast).give(plan, building.first_shift(plan), None, now=timezone.now())
    building.world(cast).publish(plan, now=timezone.now())
    page = text(logged_in(cast.ola).get(f"{url(cast, 'week')}?dag={plan.first_day}"))
    assert "1 vakt er ledig denne uken." in page
    assert "<strong>ledig</strong>" in page


def test_an_assistant_sees_own_and_team_shifts_of_the_published_plan_only(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    client = logged_in(cast.amal)
    week = f"{url(cast, 'week')}?dag={plan.first_day}"
    assert "Ingen vakter er publisert denne uken." in text(client.get(week))
    building.world(cast).publish(plan, now=timezone.now())
    page = text(client.get(week))
    assert "Du har 3 vakter." in page
    assert "Jonas" in page
    assert "din vakt" in page


def test_a_draft_is_hidden_from_everybody_but_the_leaders(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    for person, status in ((cast.kari, 200), (cast.ola, 200), (cast.amal, 403), (cast.liv, 403), (cast.nina, 404)):
        assert logged_in(person).get(url(cast, "plan", plan_uid=plan.uid)).status_code == status
    shift = building.first_shift(plan)
    assert logged_in(cast.amal).get(url(cast, "shift", shift_uid=shift.uid)).status_code == 404


@pytest.mark.parametrize("who", ["amal", "liv", "nina"])
def test_nobody_but_the_leaders_changes_a_draft(cast: Cast, who: str) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    client = logged_in(getattr(cast, who))
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    data = building.to_jonas(cast)
    for name in ("assign_shift", "move_shift", "pin_shift", "remove_shift"):
        assert client.post(url(cast, name, **ways), data).status_code in (403, 404)
    for name in ("publish_plan", "discard_plan", "start_run", "add_shift"):
        assert client.post(url(cast, name, plan_uid=plan.uid), data).status_code in (403, 404)
    before = (plan.revision, shift.assignment_id)
    plan.refresh_from_db()
    shift.refresh_from_db()
    assert (plan.revision, shift.assignment_id, plan.state, Run.objects.count()) == (*before, "draft", 0)


def test_a_plan_or_shift_of_another_scheme_is_not_found(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    client = logged_in(cast.nina)
    forged = {"scheme_uid": cast.other_scheme.uid, "plan_uid": plan.uid}
    assert client.get(reverse("plan", kwargs=forged)).status_code == 404
    assert client.get(reverse("publish_plan", kwargs=forged)).status_code == 404
    ways = {**forged, "shift_uid": shift.uid}
    assert client.post(reverse("assign_shift", kwargs=ways), building.to_jonas(cast)).status_code == 404
    shift.refresh_from_db()
    assert shift.assignment == cast.amal_assignment


def test_one_press_makes_a_draft_and_starts_a_run_for_eight_weeks(cast: Cast) -> None:
    make_pattern(cast.scheme)
    response = logged_in(cast.kari).post(url(cast, "make_roster"))
    run = Run.objects.get()
    assert response["Location"] == url(cast, "run", plan_uid=run.plan.uid, run_uid=run.uid)
    assert (run.plan.last_day - run.plan.first_day).days == 55
    page = text(logged_in(cast.kari).get(response["Location"]))
    assert 'role="status"' in page
    assert '<meta http-equiv="refresh"' in page
    assert "Stans og behold den beste" in page


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("10.02.2027", "01.02.2027", "Siste dag er før første dag"),
        ("31.02.2027", "01.04.2027", "finnes ikke i kalenderen"),
        ("01.01.2027", "31.12.2027", "høyst 200 dager"),
        ("x\x00y", "01.02.2027", "tegn som ikke kan lagres"),
        ("", "", "Fyll ut dette feltet"),
    ],
)
def test_a_period_that_cannot_be_is_told_at_the_field_and_kept(cast: Cast, first: str, last: str, said: str) -> None:
    make_pattern(cast.scheme)
    response = logged_in(cast.kari).post(url(cast, "make_roster"), {"first_day": first, "last_day": last})
    assert response.status_code == 422
    assert said in text(response)
    assert f'value="{last}"' in text(response) or not last
    assert not PlanVersion.objects.exists()


def test_no_needs_is_told_with_what_to_do(cast: Cast) -> None:
    response = logged_in(cast.kari).post(url(cast, "make_roster"))
    assert response.status_code == 422
    assert "Legg inn hva du trenger, under Behov." in text(response)


def run_of(cast: Cast, **changes: Any) -> Run:
    run = building.a_run(cast, building.a_draft(cast))
    Run.objects.filter(pk=run.pk).update(**changes)
    run.refresh_from_db()
    return run


def run_url(cast: Cast, run: Run) -> str:
    return url(cast, "run", plan_uid=run.plan.uid, run_uid=run.uid)


def test_progress_is_told_in_words(cast: Cast) -> None:
    progress = {"tenths": 30, "best": 1000, "bound": 985, "covered": 9, "total": 10}
    run = run_of(cast, state="running", progress=progress)
    page = text(logged_in(cast.kari).get(run_url(cast, run)))
    assert "9 av 10 vakter dekket" in page
    assert "Høyst 2 % bedre er mulig." in page
    part = logged_in(cast.kari).get(run_url(cast, run), headers={"HX-Request": "true"})
    assert "<html" not in text(part)


def test_a_run_that_is_done_leads_to_the_plan(cast: Cast) -> None:
    run = run_of(cast, state="done", roster={"status": "optimal", "explanation": []})
    target = url(cast, "plan", plan_uid=run.plan.uid)
    client = logged_in(cast.kari)
    assert client.get(run_url(cast, run))["Location"] == target
    assert client.get(run_url(cast, run), headers={"HX-Request": "true"})["HX-Redirect"] == target


def test_a_silent_run_is_started_again_by_whoever_looks(cast: Cast, settings: Any) -> None:
    settings.SELVSTYRT_RUNNER = "queue"
    old = timezone.now() - timedelta(minutes=1)
    run = run_of(cast, state="running", attempts=1, heartbeat_at=old)
    logged_in(cast.kari).get(run_url(cast, run))
    run.refresh_from_db()
    assert run.state == "queued"
    assert run.heartbeat_at is not None
    assert run.heartbeat_at > old


def test_an_impossible_roster_is_explained_in_words(cast: Cast) -> None:
    plan = building.a_draft(cast)
    run = building.a_run(cast, plan)
    note = {
        "code": "fixed_conflict", "assistant": str(cast.amal.uid), "rule": "OVERLAP",
        "shifts": [building.first_shift(plan).key], "measured": 60, "limit": 0, "unit": "min", "other": [], "cure": [],
    }  # fmt: skip
    Run.objects.filter(pk=run.pk).update(
        state="done", roster={"status": "infeasible", "explanation": [note]}, finished_at=timezone.now()
    )
    page = text(logged_in(cast.kari).get(run_url(cast, run)))
    assert "Den låste vakten mandag" in page
    assert "kan ikke stå. Grunn: Amal" in page
    assert "Lås opp en av vaktene" in page


def test_a_failed_run_is_told_without_a_stack_trace(cast: Cast) -> None:
    run = run_of(cast, state="failed", error={"code": "worker_died", "message": "Traceback"})
    page = text(logged_in(cast.kari).get(run_url(cast, run)))
    assert "Jobben stanset tre ganger." in page
    assert "Traceback" not in page


def test_the_shift_page_lists_people_by_fitness_with_what_they_would_break(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    plans = building.world(cast)
    first = building.first_shift(plan)
    monday = first.start.astimezone(OSLO).date()
    Shift.objects.create(
        plan=plan, key="kveld", name="Kveld", type="evening", assignment=cast.jonas_assignment,
        start=span(monday, 17, 23).start, end=span(monday, 17, 23).end,
    )  # fmt: skip
    tuesday = plans.shifts(plan)[2]
    page = text(logged_in(cast.kari).get(url(cast, "plan_shift", plan_uid=plan.uid, shift_uid=tuesday.uid)))
    assert page.index("<strong>Amal</strong>") < page.index("<strong>Jonas</strong>")
    assert "bryter daglig hvile: 9" in page
    assert "(aml. § 10-8" in page


def test_giving_a_shift_away_can_be_undone(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    client = logged_in(cast.kari)
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    page = text(client.post(url(cast, "assign_shift", **ways), building.to_jonas(cast), follow=True))
    assert "Jonas har vakten nå." in page
    assert "Angre: gi vakten tilbake til Amal" in page
    data = {**building.seen(cast), "person": str(cast.amal.uid)}
    client.post(url(cast, "assign_shift", **ways), data)
    shift.refresh_from_db()
    assert shift.assignment == cast.amal_assignment


def test_of_two_who_change_one_draft_the_second_is_told(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    ways = {"plan_uid": plan.uid, "shift_uid": building.first_shift(plan).uid}
    data = building.to_jonas(cast)
    logged_in(cast.ola).post(url(cast, "pin_shift", **ways), {**data, "pinned": "1"})
    page = text(logged_in(cast.kari).post(url(cast, "assign_shift", **ways), data, follow=True))
    assert "Noen har endret utkastet siden du åpnet det." in page
    assert Shift.objects.get(uid=ways["shift_uid"]).assignment == cast.amal_assignment


@pytest.mark.parametrize("person", ["ikke-en-uid", "\x00", "00000000-0000-0000-0000-000000000000"])
def test_an_unknown_assistant_changes_nothing(cast: Cast, person: str) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    data = {**building.seen(cast), "person": person}
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    assert logged_in(cast.kari).post(url(cast, "assign_shift", **ways), data).status_code in (302, 404)
    shift.refresh_from_db()
    assert shift.assignment == cast.amal_assignment


def clock_plan(cast: Cast, first: date, last: date) -> PlanVersion:
    plans = building.world(cast)
    plan = building.a_full_draft(cast)
    PlanVersion.objects.filter(pk=plan.pk).update(first_day=min(first, plan.first_day), last_day=last)
    assert plans.scheme == cast.scheme
    plan.refresh_from_db()
    return plan


def moved(cast: Cast, plan: PlanVersion, **data: str) -> tuple[int, str, Shift]:
    shift = building.first_shift(plan)
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    response = logged_in(cast.kari).post(url(cast, "move_shift", **ways), {**building.seen(cast), **data})
    shift.refresh_from_db()
    return response.status_code, text(response), shift


def test_a_time_that_does_not_exist_is_told_so(cast: Cast) -> None:
    plan = clock_plan(cast, date(2027, 3, 1), date(2027, 12, 31))
    status, page, _ = moved(cast, plan, day="28.03.2027", starts_at="02:30", ends_at="09")
    assert status == 422
    assert "finnes ikke: da stilles klokken fram" in page
    assert 'value="02:30"' in page


def test_a_time_that_exists_twice_asks_which_one(cast: Cast) -> None:
    plan = clock_plan(cast, date(2027, 3, 1), date(2027, 12, 31))
    data = {"day": "31.10.2027", "starts_at": "02:30", "ends_at": "09"}
    status, page, _ = moved(cast, plan, **data)
    assert status == 422
    assert "Andre gang" in page
    status, _page, shift = moved(cast, plan, **data, which="second")
    assert status == 302
    assert shift.start.astimezone(OSLO).fold == 1


def test_a_resting_night_that_gets_shorter_says_what_rest_is_left(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    Shift.objects.filter(pk=shift.pk).update(passive_minutes=60)
    data = {"day": f"{shift.start.astimezone(OSLO):%d.%m.%Y}", "starts_at": "7", "ends_at": "7:30"}
    ways = {"plan_uid": plan.uid, "shift_uid": shift.uid}
    client = logged_in(cast.kari)
    assert "Da blir hviletiden 30 min." in text(
        client.get(url(cast, "try_times", **ways), data, headers={"HX-Request": "true"})
    )
    page = text(client.post(url(cast, "move_shift", **ways), {**building.seen(cast), **data}, follow=True))
    assert "Vakten har fått ny tid." in page
    assert "Da blir hviletiden 30 min." in page
    page = text(
        client.post(url(cast, "move_shift", **ways), {**building.seen(cast), **data, "ends_at": "9"}, follow=True)
    )
    assert "blir hviletiden" not in page


def test_a_shift_that_ends_when_it_starts_lasts_a_day_only_if_that_is_said(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    data = {
        "day": f"{building.first_shift(plan).start.astimezone(OSLO):%d.%m.%Y}",
        "starts_at": "7:07",
        "ends_at": "7:07",
    }
    status, page, shift = moved(cast, plan, **data)
    assert status == 422
    assert "Vakten slutter når den starter." in page
    assert page.index('name="ends_at"') < page.index("Ja, vakten varer et helt døgn")
    status, _page, shift = moved(cast, plan, **data, whole_day="on")
    assert (status, shift.end.astimezone(OSLO).time()) == (302, shift.start.astimezone(OSLO).time())
    later = {**data, "starts_at": "9", "ends_at": "9"}
    assert moved(cast, plan, **later)[0] == 302, "a shift that lasts a day already is moved as it is"


def test_a_new_shift_lasts_a_day_only_if_that_is_said(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    address = url(cast, "add_shift", plan_uid=plan.uid)
    data = {**building.seen(cast), **building.new_shift(cast), "starts_at": "7", "ends_at": "7"}
    client = logged_in(cast.kari)
    page = client.post(address, data)
    assert page.status_code == 422
    assert "Vakten slutter når den starter." in text(page)
    assert client.post(address, {**data, "whole_day": "on"}).status_code == 302


def test_publishing_shows_the_differences_and_then_the_week(cast: Cast) -> None:
    published = building.a_published_plan(cast)
    uid = drafting.revise_plan(plan_uid=published.uid, by=cast.actor(cast.kari), now=timezone.now())
    draft = PlanVersion.objects.get(uid=uid)
    building.world(cast).give(draft, building.first_shift(draft), cast.jonas, now=timezone.now())
    client = logged_in(cast.kari)
    page = text(client.get(url(cast, "publish_plan", plan_uid=uid)))
    assert "Jonas får: " in page
    assert "Amal mister: " in page
    response = client.post(url(cast, "publish_plan", plan_uid=uid), building.seen(cast))
    assert response["Location"] == f"{url(cast, 'week')}?dag={draft.first_day}"
    draft.refresh_from_db()
    assert draft.state == "published"


def test_a_plan_with_breaches_shows_them_and_offers_no_publishing(cast: Cast) -> None:
    plans = building.world(cast)
    make_pattern(cast.scheme, name="Samtidig")
    plan = building.a_draft(cast)
    for shift in plans.shifts(plan)[:2]:
        plans.give(plan, shift, cast.amal, now=timezone.now())
    client = logged_in(cast.kari)
    page = text(client.get(url(cast, "publish_plan", plan_uid=plan.uid)))
    assert "Dette må rettes" in page
    assert "Publiser og gi beskjed" not in page
    assert client.post(url(cast, "publish_plan", plan_uid=plan.uid), building.seen(cast)).status_code == 409
    plan.refresh_from_db()
    assert plan.state == "draft"
    summary = text(client.get(url(cast, "plan", plan_uid=plan.uid)))
    assert "To vakter overlapper" in summary


def test_a_breach_is_told_as_on_the_command_line_with_a_link_to_the_provision(cast: Cast) -> None:
    plans = building.world(cast)
    make_pattern(cast.scheme, name="Samtidig")
    plan = building.a_draft(cast)
    for shift in plans.shifts(plan)[:2]:
        plans.give(plan, shift, cast.amal, now=timezone.now())
    found = next(each for each in Judged.of(plan).breaches if each.rule == "OVERLAP")
    client = logged_in(cast.kari)
    link = '<a class="ds-link" href="https://lovdata.no/lov/2005-06-17-62/§10-1">aml. § 10-1 (1)</a>'
    shift_page = url(cast, "plan_shift", plan_uid=plan.uid, shift_uid=plans.shifts(plan)[0].uid)
    whole = told(found, "nb")
    for address, words in (
        (url(cast, "plan", plan_uid=plan.uid), whole.sentences),
        (url(cast, "publish_plan", plan_uid=plan.uid), whole.sentences),
        (shift_page, whole.what),
    ):
        page = client.get(address)
        assert words in text(page)
        assert link in page.content.decode()
    assert whole.verdict not in text(client.get(shift_page)), "the tag says so"


def test_pages_say_why_an_agreement_on_record_opens_nothing(cast: Cast) -> None:
    WorkTimeAgreement.objects.filter(assignment=cast.amal_assignment).delete()
    day = building.monday()
    oral = AgreementInput("rest_8h_28h_union_local", signed_on=day, first_day=day, written=False)
    record_agreement(
        assignment_uid=cast.amal_assignment.uid, agreement=oral, by=cast.actor(cast.liv), now=timezone.now()
    )
    plans = building.world(cast)
    make_pattern(cast.scheme, name="Kveld", type="evening", starts_at=time(16), ends_at=time(22))
    plan = building.a_draft(cast)
    evening, morning = plans.shifts(plan)[1:3]
    for shift in (evening, morning):
        plans.give(plan, shift, cast.amal, now=timezone.now())
    why = "Avtalen med de tillitsvalgte om kortere hvile har ingen virkning, fordi den ikke er skriftlig."
    client = logged_in(cast.kari)
    shift_page = url(cast, "plan_shift", plan_uid=plan.uid, shift_uid=evening.uid)
    for address in (url(cast, "plan", plan_uid=plan.uid), url(cast, "publish_plan", plan_uid=plan.uid), shift_page):
        assert why in text(client.get(address))


def test_the_calendar_address_is_shown_once(cast: Cast) -> None:
    client = logged_in(cast.amal)
    page = text(client.post(url(cast, "calendar_address"), {"act": "make"}))
    assert "http://testserver/cal/" in page
    assert "/cal/" not in text(client.get(url(cast, "calendar_address")))
    client.post(url(cast, "calendar_address"), {"act": "end"})
    assert not CalendarFeed.objects.exists()


def test_a_note_of_five_megabytes_is_refused(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    data = {**building.new_shift(cast), "name": "x" * 5_000_000}
    response = logged_in(cast.kari).post(url(cast, "add_shift", plan_uid=plan.uid), data)
    assert response.status_code in (400, 413)
    assert plan.shifts.count() == 10


def test_a_name_that_is_too_long_is_told_and_kept(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    data = {**building.new_shift(cast), "name": "x" * 100}
    response = logged_in(cast.kari).post(url(cast, "add_shift", plan_uid=plan.uid), data)
    assert response.status_code == 422
    assert "Teksten er for lang" in text(response)
    assert "x" * 100 in text(response)


def test_a_wish_that_was_not_met_is_told_with_the_reason(cast: Cast) -> None:
    plan = building.a_full_draft(cast)
    shift = building.first_shift(plan)
    Wish.objects.create(person=cast.amal, start=shift.start, end=shift.end, weight=-3)
    Shift.objects.filter(pk=shift.pk).update(explanation={"code": "chosen", "because": ["only_one"], "others": []})
    page = text(logged_in(cast.kari).get(url(cast, "plan", plan_uid=plan.uid)))
    assert "Amal ønsket fri mandag" in page
    assert "Ingen andre kunne ta vakten." in page
    assert "0 av 1" in page


def test_an_agreement_that_alone_makes_the_plan_lawful_is_named(cast: Cast) -> None:
    plans = building.world(cast)
    plans.scheme.need_patterns.update(starts_at="08:00", ends_at="18:00", weekdays="0")
    plan = building.a_draft(cast)
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal, now=timezone.now())
    page = text(logged_in(cast.kari).get(url(cast, "plan", plan_uid=plan.uid)))
    said = "Amal kan ha lange dager (10 t, ellers 9 t) fordi dere har skriftlig avtale om gjennomsnittsberegning."
    assert page.count(said) == 1
    assert "Ingenting bryter loven eller avtalene." in page


@pytest.mark.parametrize(("language", "said"), [("nn", "Heile veka er dekt."), ("en", "The whole week is covered.")])
def test_the_week_is_in_the_language_of_the_reader(cast: Cast, language: str, said: str) -> None:
    plan = building.a_published_plan(cast)
    cast.kari.language = language
    cast.kari.save()
    assert said in text(logged_in(cast.kari).get(f"{url(cast, 'week')}?dag={plan.first_day}"))
