"""Optimiser runs: started for a draft, carried out by a process of their own, applied once (kjøringer)."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from selvstyrt.apps.journal.actor import SYSTEM, Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import PlanVersion, Run, Shift
from selvstyrt.apps.plans.services.drafting import draft_plan, locked_draft
from selvstyrt.apps.plans.team import team_of
from selvstyrt.core.base import OSLO, WrongInput

STALE_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 3
SHORTEST_SECONDS, LONGEST_SECONDS = 1, 600
DEFAULT_SECONDS = 30

log = logging.getLogger(__name__)


@transaction.atomic
def start_run(*, plan_uid: UUID, time_limit_seconds: int, by: Actor, now: datetime) -> UUID:
    """Queue a run for a draft; a process for it starts when the transaction is committed.

    Raises: Conflict `plan_not_draft`, `run_in_progress`; WrongInput `time_limit_out_of_range`.
    """
    if not SHORTEST_SECONDS <= time_limit_seconds <= LONGEST_SECONDS:
        raise WrongInput(
            "time_limit_out_of_range",
            f"{time_limit_seconds} seconds: use {SHORTEST_SECONDS} to {LONGEST_SECONDS}.",
            lowest=SHORTEST_SECONDS,
            highest=LONGEST_SECONDS,
        )
    plan = locked_draft(plan_uid)
    assert by.person_uid is not None  # a run is started by a person
    run = Run.objects.create(
        plan=plan,
        time_limit_seconds=time_limit_seconds,
        started_by=Person.objects.get(uid=by.person_uid),
        queued_at=now,
        heartbeat_at=now,
        problem=problem_of(plan),
    )
    note("run_started", by=by, now=now, subject_type="run", subject=run.uid, scheme=plan.scheme.uid, plan=plan.number)
    transaction.on_commit(partial(launch, run.uid))
    return run.uid


@transaction.atomic
def make_roster(
    *,
    scheme_uid: UUID,
    first_day: Any,
    last_day: Any,
    by: Actor,
    now: datetime,
    time_limit_seconds: int = DEFAULT_SECONDS,
) -> tuple[UUID, UUID]:
    """The one button: a draft for the period and a run for it; the uids of both.

    Raises: as `draft_plan` and `start_run`.
    """
    plan_uid = draft_plan(scheme_uid=scheme_uid, first_day=first_day, last_day=last_day, by=by, now=now)
    return plan_uid, start_run(plan_uid=plan_uid, time_limit_seconds=time_limit_seconds, by=by, now=now)


def request_stop(*, run_uid: UUID, by: Actor, now: datetime) -> None:
    """Ask the run to stop and keep the best roster so far; one that is over stays as it is."""
    with transaction.atomic():
        run = Run.objects.select_related("plan__scheme").get(uid=run_uid)
        asked = Run.objects.filter(
            pk=run.pk, state__in=(Run.State.QUEUED, Run.State.RUNNING), stop_requested=False
        ).update(stop_requested=True)
        if asked:
            note("run_stopped", by=by, now=now, subject_type="run", subject=run.uid, scheme=run.plan.scheme.uid)


def launch(run_uid: UUID) -> None:
    """Start a process for the run, unless the installation has workers of its own for the queue."""
    if settings.SELVSTYRT_RUNNER != "process":
        return
    process = subprocess.Popen(
        [sys.executable, "-m", "selvstyrt.faces.cli.main", "work", str(run_uid)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    # Nobody asks how it ended, the rows tell; but somebody must take note, or it stays in the process table.
    threading.Thread(target=process.wait, name="run-reaper", daemon=True).start()


def claim_run(*, run_uid: UUID, now: datetime) -> Run | None:
    """Take the run: queued, or left by a process that died. None when it is taken, over or tried too often."""
    stale = Q(state=Run.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER)
    taken = Run.objects.filter(Q(state=Run.State.QUEUED) | stale, uid=run_uid, attempts__lt=MOST_ATTEMPTS).update(
        state=Run.State.RUNNING, attempts=F("attempts") + 1, heartbeat_at=now
    )
    return Run.objects.get(uid=run_uid) if taken else None


def resume_run(*, run_uid: UUID, now: datetime) -> None:
    """Start a run again whose process has gone silent; after three attempts it is given up."""
    stale = Run.objects.filter(
        uid=run_uid, state__in=(Run.State.QUEUED, Run.State.RUNNING), heartbeat_at__lt=now - STALE_AFTER
    )
    given_up = stale.filter(attempts__gte=MOST_ATTEMPTS).update(
        state=Run.State.FAILED,
        finished_at=now,
        error={"code": "worker_died", "message": f"The process died {MOST_ATTEMPTS} times."},
    )
    if given_up:
        log.error("run %s was given up after %d attempts", run_uid, MOST_ATTEMPTS)
    elif stale.update(state=Run.State.QUEUED, heartbeat_at=now):
        log.warning("run %s has gone silent and is started again", run_uid)
        launch(run_uid)


def beat(*, run_uid: UUID, attempt: int, progress: dict[str, Any], now: datetime) -> bool | None:
    """Note that the run is alive and how far it is: is it asked to stop? None when it is no longer ours."""
    mine = Run.objects.filter(uid=run_uid, attempts=attempt, state=Run.State.RUNNING)
    if not mine.update(heartbeat_at=now, progress=progress):
        return None
    return mine.values_list("stop_requested", flat=True).first()


def fail_run(*, run_uid: UUID, attempt: int, error: dict[str, Any], now: datetime) -> None:
    """End the run without a roster, with what stood in the way."""
    Run.objects.filter(uid=run_uid, attempts=attempt, state=Run.State.RUNNING).update(
        state=Run.State.FAILED, finished_at=now, error=_plain(error)
    )


@transaction.atomic
def finish_run(
    *, run_uid: UUID, attempt: int, roster: dict[str, Any], explanations: dict[str, Any], now: datetime
) -> bool:
    """Keep the roster and put it on the draft's shifts, once; False when the run is no longer ours.

    An impossible roster changes nothing in the draft; the run then tells why.
    """
    plan_id = Run.objects.values_list("plan_id", flat=True).get(uid=run_uid)
    plan = PlanVersion.objects.select_for_update(of=("self",)).select_related("scheme__case").get(pk=plan_id)
    run = Run.objects.select_for_update().get(uid=run_uid)
    if run.attempts != attempt or run.state != Run.State.RUNNING or plan.state != PlanVersion.State.DRAFT:
        return False
    run.roster, run.state, run.finished_at = _plain(roster), Run.State.DONE, now
    run.save(update_fields=["roster", "state", "finished_at"])
    if roster["status"] in ("optimal", "feasible"):
        _apply(plan, roster["assignments"], _plain(explanations))
        plan.revision += 1
        plan.save(update_fields=["revision"])
    note(
        "run_finished", by=SYSTEM, now=now, subject_type="run", subject=run.uid, scheme=plan.scheme.uid,
        plan=plan.number, status=roster["status"],
    )  # fmt: skip
    return True


def _apply(plan: PlanVersion, assignments: dict[str, str | None], explanations: dict[str, Any]) -> None:
    team = team_of(plan.scheme, plan.first_day, plan.last_day)
    rows = []
    for shift in plan.shifts.all():
        if shift.key not in assignments:
            continue
        who = assignments[shift.key]
        member = team.by_id(who) if who is not None else None
        shift.assignment = member.assignment_on(shift.start.astimezone(OSLO).date()) if member is not None else None
        if not shift.pinned:
            shift.explanation = explanations.get(shift.key, {})
        rows.append(shift)
    Shift.objects.bulk_update(rows, ["assignment", "explanation"], batch_size=100)


def _plain(value: Any) -> Any:
    """The same in what JSON knows; decimals as text."""
    return json.loads(json.dumps(value, default=str))
