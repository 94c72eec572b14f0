"""Plans, addresses and forms of the plans area for the matrix and the tests of its pages."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans import covering
from selvstyrt.apps.plans.models import Absence, PlanVersion, Run, Shift
from selvstyrt.apps.plans.services import requesting, runs
from selvstyrt.core.base import OSLO, Span
from tests.apps.plans.conftest import Plans, make_pattern
from tests.cast import Cast

Kwargs = dict[str, Any]


def logged_in(person: Person) -> Client:
    """A client in which the person is logged in."""
    client = Client()
    client.force_login(person.user)  # type: ignore[attr-defined]
    return client


def address(cast: Cast, name: str, **kwargs: Any) -> str:
    """The address of a page in Solbakken."""
    return reverse(name, kwargs={"scheme_uid": cast.scheme.uid, **kwargs})


def monday(weeks: int = 4) -> date:
    """A Monday some weeks from now, by the pages' own clock."""
    today = timezone.localdate()
    return today + timedelta(weeks=weeks, days=-today.weekday())


def world(cast: Cast) -> Plans:
    """Solbakken with a need on weekdays."""
    if not cast.scheme.need_patterns.exists():
        make_pattern(cast.scheme)
    return Plans(cast, cast.scheme, cast.kari)


def a_draft(cast: Cast) -> PlanVersion:
    """A draft of two weeks with nobody in it."""
    first = monday()
    return world(cast).draft(first, first + timedelta(days=13), now=timezone.now())


def a_full_draft(cast: Cast) -> PlanVersion:
    """A draft of two weeks in which Amal and Jonas take turns."""
    plans, plan = world(cast), a_draft(cast)
    for number, shift in enumerate(plans.shifts(plan)):
        plans.give(plan, shift, (cast.amal, cast.jonas)[number % 2], now=timezone.now())
    plan.refresh_from_db()
    return plan


def a_published_plan(cast: Cast) -> PlanVersion:
    """A published plan of two weeks in which Amal and Jonas take turns."""
    return world(cast).publish(a_full_draft(cast), now=timezone.now())


def in_scheme(cast: Cast) -> Kwargs:
    return {"scheme_uid": cast.scheme.uid}


def with_needs(cast: Cast) -> Kwargs:
    world(cast)
    return in_scheme(cast)


def of_published_shift(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "shift_uid": first_shift(a_published_plan(cast)).uid}


def of_draft(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "plan_uid": a_full_draft(cast).uid}


def of_published(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "plan_uid": a_published_plan(cast).uid}


def of_shift(cast: Cast) -> Kwargs:
    plan = a_full_draft(cast)
    return {**in_scheme(cast), "plan_uid": plan.uid, "shift_uid": first_shift(plan).uid}


def of_run(cast: Cast) -> Kwargs:
    plan = a_draft(cast)
    return {**in_scheme(cast), "plan_uid": plan.uid, "run_uid": a_run(cast, plan).uid}


def of_token(cast: Cast) -> Kwargs:
    return {"token": "ingen-har-denne"}


def a_run(cast: Cast, plan: PlanVersion) -> Run:
    uid = runs.start_run(plan_uid=plan.uid, time_limit_seconds=10, by=cast.actor(cast.kari), now=timezone.now())
    return Run.objects.get(uid=uid)


def first_shift(plan: PlanVersion) -> Shift:
    shift = plan.shifts.order_by("start").first()
    assert shift is not None
    return shift


def latest_draft() -> PlanVersion:
    return PlanVersion.objects.order_by("-number")[0]


def seen(cast: Cast) -> dict[str, str]:
    """The revision that the page showed."""
    return {"revision": str(latest_draft().revision)}


def to_jonas(cast: Cast) -> dict[str, str]:
    return {**seen(cast), "person": str(cast.jonas.uid)}


def pinned(cast: Cast) -> dict[str, str]:
    return {**seen(cast), "pinned": "1"}


def new_times(cast: Cast) -> dict[str, str]:
    start = first_shift(latest_draft()).start.astimezone(OSLO)
    return {**seen(cast), "day": f"{start:%d.%m.%Y}", "starts_at": "9", "ends_at": "15"}


def new_shift(cast: Cast) -> dict[str, str]:
    return {**new_times(cast), "starts_at": "18", "ends_at": "22", "name": "Konsert", "type": "evening"}


def by_jonas(cast: Cast) -> dict[str, str]:
    return {"cover": str(cast.jonas.uid)}


def somebody_away(cast: Cast, days: int = 12) -> PlanVersion:
    """A published plan from which Amal is away for some days from its first."""
    plan = a_published_plan(cast)
    start = Span.of_day(plan.first_day).start
    Absence.objects.create(person=cast.amal, kind="leave", start=start, end=start + timedelta(days=days))
    return plan


def with_somebody_away(cast: Cast) -> Kwargs:
    somebody_away(cast)
    return in_scheme(cast)


def of_somebody_away(cast: Cast) -> Kwargs:
    somebody_away(cast)
    return {**in_scheme(cast), "assignment_uid": cast.amal_assignment.uid}


def no_changes(cast: Cast) -> dict[str, str]:
    """A proposal as the page signs it, with nothing in it."""
    plan = PlanVersion.objects.latest("number")
    nothing = {"plan": str(plan.uid), "steps": [], "made_at": timezone.now().isoformat()}
    return {"changes": signing.dumps(nothing, salt="absence-changes", compress=True)}


def a_request(cast: Cast, person: Person) -> UUID:
    """The person is asked to have the first shift that somebody else has."""
    plan = a_published_plan(cast)
    shift = plan.shifts.exclude(assignment__person=person).order_by("start")[0]
    row = covering.shift_to_cover(cast.scheme.uid, shift.uid)
    assert row is not None
    offer = covering.offer_of(row, str(person.uid))
    assert offer is not None
    (uid,) = requesting.ask(
        scheme_uid=cast.scheme.uid, offers=[offer], by=cast.actor(cast.kari), now=timezone.now(), address=str
    )
    return uid


def of_request(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "request_uid": a_request(cast, cast.amal)}


def yes(cast: Cast) -> dict[str, str]:
    return {"answer": "yes"}
