"""Optimiser runs as a person sees them: started for a draft, stopped, resumed (kjøringer)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.burdens import balances_before
from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import BatchScheme, PlanVersion, Run
from selvstyrt.apps.plans.services.drafting import draft_plan, locked_draft
from selvstyrt.apps.plans.services.leases import STALE_AFTER, free_silent
from selvstyrt.apps.plans.services.queueing import put_run
from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import Preset

SHORTEST_SECONDS, LONGEST_SECONDS = 1, 600
DEFAULT_SECONDS = 30


@transaction.atomic
def start_run(
    *, plan_uid: UUID, time_limit_seconds: int, by: Actor, now: datetime, preset: Preset | None = None
) -> UUID:
    """Queue a run for a draft; a worker takes it when the transaction is committed.

    `preset` is what shall weigh most; None takes what the draft's last run had, else the balanced one.

    Raises: Conflict `plan_not_draft`, `run_in_progress`; WrongInput `time_limit_out_of_range`.
    """
    refuse_time_limit(time_limit_seconds)
    run = queue_run(locked_draft(plan_uid), time_limit_seconds=time_limit_seconds, by=by, now=now, preset=preset)
    put_run(run.uid)
    return run.uid


def queue_run(
    plan: PlanVersion, *, time_limit_seconds: int, by: Actor, now: datetime, preset: Preset | None = None
) -> Run:
    """A run for a draft that the caller has locked; nobody is told of it."""
    assert by.person_uid is not None  # a run is started by a person
    run = Run.objects.create(
        plan=plan,
        time_limit_seconds=time_limit_seconds,
        started_by=Person.objects.get(uid=by.person_uid),
        queued_at=now,
        heartbeat_at=now,
        problem=problem_of(
            plan, preset=preset or _last_preset(plan), balances=balances_before(plan.scheme, plan.first_day)
        ),
    )
    BatchScheme.objects.filter(plan=plan).update(run=run, state=BatchScheme.State.STARTED, error=None, outcome=None)
    note("run_started", by=by, now=now, subject_type="run", subject=run.uid, scheme=plan.scheme.uid, plan=plan.number)
    return run


def _last_preset(plan: PlanVersion) -> Preset:
    last = plan.runs.order_by("-queued_at", "-pk").values_list("problem__weights__preset", flat=True).first()
    return Preset(last) if last else Preset.BALANCED


def refuse_time_limit(seconds: int) -> None:
    """A search lasts from one second to ten minutes.

    Raises: WrongInput `time_limit_out_of_range`.
    """
    if not SHORTEST_SECONDS <= seconds <= LONGEST_SECONDS:
        raise WrongInput(
            "time_limit_out_of_range",
            f"{seconds} seconds: use {SHORTEST_SECONDS} to {LONGEST_SECONDS}.",
            lowest=SHORTEST_SECONDS,
            highest=LONGEST_SECONDS,
        )


@transaction.atomic
def make_roster(
    *,
    scheme_uid: UUID,
    first_day: Any,
    last_day: Any,
    by: Actor,
    now: datetime,
    time_limit_seconds: int = DEFAULT_SECONDS,
    preset: Preset | None = None,
) -> tuple[UUID, UUID]:
    """The one button: a draft for the period and a run for it; the uids of both.

    Raises: as `draft_plan` and `start_run`.
    """
    plan_uid = draft_plan(scheme_uid=scheme_uid, first_day=first_day, last_day=last_day, by=by, now=now)
    run_uid = start_run(plan_uid=plan_uid, time_limit_seconds=time_limit_seconds, by=by, now=now, preset=preset)
    return plan_uid, run_uid


def request_stop(*, run_uid: UUID, by: Actor, now: datetime) -> None:
    """Ask the run to stop and keep the best roster so far; one that is over stays as it is."""
    with transaction.atomic():
        run = Run.objects.select_related("plan__scheme").get(uid=run_uid)
        asked = Run.objects.filter(
            pk=run.pk, state__in=(Run.State.QUEUED, Run.State.RUNNING), stop_requested=False
        ).update(stop_requested=True)
        if asked:
            note("run_stopped", by=by, now=now, subject_type="run", subject=run.uid, scheme=run.plan.scheme.uid)


@transaction.atomic
def resume_run(*, run_uid: UUID, now: datetime) -> None:
    """Make a run known again that nobody has told of for a while; after three deaths it is given up."""
    forgotten = Run.objects.filter(uid=run_uid, state=Run.State.QUEUED, heartbeat_at__lt=now - STALE_AFTER)
    if free_silent(run_uid=run_uid, now=now) or forgotten.update(heartbeat_at=now):
        put_run(run_uid)
