"""Drafts of the plan: made from the needs, or copied from the published plan; discarded."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.plans.models import PlanVersion, Run, Shift
from selvstyrt.apps.plans.needs_queries import needs_of
from selvstyrt.apps.plans.team import midnight, team_of
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import OSLO, Conflict, NotAllowed, WrongInput

PLAN_WEEKS = 8
LONGEST_PLAN_DAYS = 200
COPIED = (
    *("key", "name", "type", "start", "end", "break_minutes", "break_counts_as_work", "passive_minutes"),
    *("priority", "skills", "assignment", "explanation"),
)


def next_period(scheme_uid: UUID, *, today: date) -> tuple[date, date]:
    """The next eight weeks: from the Monday after the last published plan, at the earliest next Monday."""
    last = PlanVersion.objects.filter(
        scheme__uid=scheme_uid, state=PlanVersion.State.PUBLISHED, last_day__gte=today
    ).aggregate(last=Max("last_day"))["last"]
    after = last or today
    first = after + timedelta(days=7 - after.weekday())
    return first, first + timedelta(weeks=PLAN_WEEKS, days=-1)


@transaction.atomic
def draft_plan(*, scheme_uid: UUID, first_day: date, last_day: date, by: Actor, now: datetime) -> UUID:
    """Make a draft with a shift for each need of the period; shifts that have begun keep their assistant.

    Raises: WrongInput `plan_ends_before_start`, `plan_too_long`, `plan_is_past`, `no_needs`, `no_team`.
    """
    scheme = _locked(scheme_uid)
    check_period(first_day, last_day, now)
    needs = needs_of(scheme_uid=scheme_uid, first_day=first_day, last_day=last_day)
    if not needs:
        raise WrongInput(
            "no_needs",
            f"No shift is needed from {first_day} to {last_day}. Enter what you need first.",
            first_day=first_day,
            last_day=last_day,
        )
    if not team_of(scheme, first_day, last_day).members:
        raise WrongInput("no_team", f"Nobody is employed in the scheme between {first_day} and {last_day}.")
    base = _published_over(scheme, first_day, last_day)
    plan = new_draft(scheme, first_day, last_day, base, now)
    begun = {row.key: row for row in _begun(scheme, first_day, now)} if base else {}
    shifts = [
        Shift(
            plan=plan,
            key=need.key,
            name=need.name,
            type=need.type,
            start=need.span.start,
            end=need.span.end,
            break_minutes=need.break_minutes,
            break_counts_as_work=need.break_counts_as_work,
            passive_minutes=need.passive_minutes,
            priority=need.priority,
            skills=list(need.skills),
        )
        for need in needs
        if need.span.start >= now and need.key not in begun
    ]
    Shift.objects.bulk_create([*shifts, *(copy_of(row, plan, pinned=True) for row in begun.values())])
    note(
        "plan_drafted", by=by, now=now, subject_type="plan", subject=plan.uid, scheme=scheme_uid,
        first_day=first_day.isoformat(), last_day=last_day.isoformat(), shifts=len(shifts) + len(begun),
    )  # fmt: skip
    return plan.uid


@transaction.atomic
def revise_plan(*, plan_uid: UUID, by: Actor, now: datetime) -> UUID:
    """Make a draft that is a copy of a published plan as it holds now, to change it by hand.

    Raises: NotAllowed `plan_not_published`.
    """
    base = PlanVersion.objects.select_related("scheme").get(uid=plan_uid)
    if base.state != PlanVersion.State.PUBLISHED:
        raise NotAllowed("plan_not_published", "Only a published plan can be changed by a new draft.")
    scheme = _locked(base.scheme.uid)
    plan = new_draft(scheme, base.first_day, base.last_day, base, now)
    rows = in_effect_between(scheme, base.first_day, base.last_day)
    Shift.objects.bulk_create([copy_of(row, plan, pinned=row.start < now) for row in rows])
    note("plan_revised", by=by, now=now, subject_type="plan", subject=plan.uid, scheme=scheme.uid, based_on=base.number)
    return plan.uid


@transaction.atomic
def discard_draft(*, plan_uid: UUID, by: Actor, now: datetime) -> None:
    """Throw a draft away; nothing that was published changes.

    Raises: Conflict `plan_not_draft`, `run_in_progress`.
    """
    plan = locked_draft(plan_uid)
    note("draft_discarded", by=by, now=now, subject_type="plan", subject=plan.uid, scheme=plan.scheme.uid)
    plan.delete()


def locked_draft(plan_uid: UUID, *, revision: int | None = None) -> PlanVersion:
    """The draft, locked for the rest of the transaction, on the revision that the caller saw.

    Raises: Conflict `plan_not_draft`, `run_in_progress`, `draft_changed`.
    """
    plan = (
        PlanVersion.objects.select_for_update(of=("self",)).select_related("scheme", "scheme__case").get(uid=plan_uid)
    )
    if plan.state != PlanVersion.State.DRAFT:
        raise Conflict("plan_not_draft", "The plan is published and cannot be changed; make a new draft.")
    if plan.runs.filter(state__in=(Run.State.QUEUED, Run.State.RUNNING)).exists():
        raise Conflict("run_in_progress", "A roster is being made for this draft; stop it or wait until it is done.")
    if revision is not None and plan.revision != revision:
        raise Conflict(
            "draft_changed",
            "Somebody changed the draft since you opened it. Look at it again, then repeat your change.",
            seen=revision,
            now=plan.revision,
        )
    return plan


def in_effect_between(scheme: Scheme, first_day: date, last_day: date) -> list[Shift]:
    """The scheme's shifts in effect that start on these days."""
    return list(
        Shift.objects.in_effect()
        .filter(plan__scheme=scheme, start__gte=midnight(first_day), start__lt=midnight(last_day + timedelta(days=1)))
        .select_related("assignment__person", "plan")
        .order_by("start", "key")
    )


def _locked(scheme_uid: UUID) -> Scheme:
    return Scheme.objects.select_for_update(of=("self",)).select_related("case").get(uid=scheme_uid)


def check_period(first_day: date, last_day: date, now: datetime) -> None:
    if last_day < first_day:
        raise WrongInput(
            "plan_ends_before_start",
            f"The last day ({last_day}) is before the first ({first_day}). Swap them or correct one.",
            first_day=first_day,
            last_day=last_day,
        )
    if (last_day - first_day).days >= LONGEST_PLAN_DAYS:
        raise WrongInput("plan_too_long", f"Plan at most {LONGEST_PLAN_DAYS} days at a time.", most=LONGEST_PLAN_DAYS)
    if last_day < now.astimezone(OSLO).date():
        raise WrongInput(
            "plan_is_past", f"The period ended on {last_day}. Choose one that is to come.", last_day=last_day
        )


def _published_over(scheme: Scheme, first_day: date, last_day: date) -> PlanVersion | None:
    return (
        PlanVersion.objects.filter(
            scheme=scheme, state=PlanVersion.State.PUBLISHED, first_day__lte=last_day, last_day__gte=first_day
        )
        .order_by("-number")
        .first()
    )


def new_draft(scheme: Scheme, first_day: date, last_day: date, base: PlanVersion | None, now: datetime) -> PlanVersion:
    """A version with the next number and no shifts yet; the scheme is locked."""
    highest = PlanVersion.objects.filter(scheme=scheme).aggregate(highest=Max("number"))["highest"] or 0
    return PlanVersion.objects.create(
        scheme=scheme, number=highest + 1, first_day=first_day, last_day=last_day, based_on=base, made_at=now
    )


def _begun(scheme: Scheme, first_day: date, now: datetime) -> list[Shift]:
    today = now.astimezone(OSLO).date()
    return [row for row in in_effect_between(scheme, first_day, max(first_day, today)) if row.start < now]


def copy_of(row: Shift, plan: PlanVersion, *, pinned: bool) -> Shift:
    """The same shift in another version of the plan, not stored yet."""
    return Shift(plan=plan, pinned=pinned, **{name: getattr(row, name) for name in COPIED})
