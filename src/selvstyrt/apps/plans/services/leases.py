"""Who has a run: taken, kept alive, handed back, taken over (leie av en kjøring).

A lease is a token. Whoever takes a run gets a new one, and nothing is told of the run or ended with an old one; so a
process that came back from the dead changes nothing. Two runs that share an assistant are never taken at the same time.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, QuerySet

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.convert import assistant_of
from selvstyrt.apps.plans.models import BatchScheme, Run
from selvstyrt.apps.plans.services.ending import end_failed
from selvstyrt.apps.plans.sharing import people_in, with_drafts_beside
from selvstyrt.apps.plans.team import team_of

STALE_AFTER = timedelta(seconds=30)
MOST_ATTEMPTS = 3

log = logging.getLogger(__name__)


@transaction.atomic
def claim_run(*, run_uid: UUID, now: datetime) -> Run | None:
    """Take the run: queued, or left by a process that died.

    None when somebody has it, when it is over or was tried too often, or while a run with one of its
    assistants goes on.
    """
    run = Run.objects.select_for_update(of=("self",)).select_related("plan__scheme__case").filter(uid=run_uid).first()
    if run is None or run.attempts >= MOST_ATTEMPTS or not _is_free(run, now):
        return None
    people = _people_of(run)
    # Whoever takes a run with one of these people waits here, so that only one of the two goes on.
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=people).order_by("pk").values_list("pk"))
    if _others_with(people, run, now):
        return None
    run.state, run.attempts, run.heartbeat_at, run.lease = Run.State.RUNNING, run.attempts + 1, now, uuid4()
    if BatchScheme.objects.filter(run=run).exists():
        run.problem = _with_fresh_work(run)
    run.save(update_fields=["state", "attempts", "heartbeat_at", "lease", "problem"])
    return run


def beat(*, run_uid: UUID, lease: UUID, progress: dict[str, Any], now: datetime) -> bool | None:
    """Note that the run is alive and how far it is: is it asked to stop? None when it is no longer ours."""
    mine = _held(run_uid, lease)
    if not mine.update(heartbeat_at=now, progress=progress):
        return None
    return mine.values_list("stop_requested", flat=True).first()


def hand_back(*, run_uid: UUID, lease: UUID, now: datetime) -> bool:
    """Leave the run to others, as if it had not been tried: the worker is told to stop."""
    return bool(
        _held(run_uid, lease).update(
            state=Run.State.QUEUED, lease=None, heartbeat_at=now, attempts=F("attempts") - 1, progress={}
        )
    )


@transaction.atomic
def stumble(*, run_uid: UUID, lease: UUID, error: dict[str, Any], now: datetime) -> bool:
    """The run fell over: it is tried again, or given up after the third time. True when it is tried again."""
    run = _held(run_uid, lease).select_for_update().first()
    if run is None:
        return False
    if run.attempts >= MOST_ATTEMPTS:
        end_failed(run, error, now)
        return False
    run.state, run.lease, run.heartbeat_at, run.error = Run.State.QUEUED, None, now, error
    run.save(update_fields=["state", "lease", "heartbeat_at", "error"])
    return True


def take_back_silent(*, now: datetime) -> list[UUID]:
    """Free the runs whose process has gone silent, and give up those that died three times; the freed ones."""
    silent = Run.objects.filter(state=Run.State.RUNNING, heartbeat_at__lt=now - STALE_AFTER).values_list(
        "uid", flat=True
    )
    return [uid for uid in silent if free_silent(run_uid=uid, now=now)]


@transaction.atomic
def free_silent(*, run_uid: UUID, now: datetime) -> bool:
    """Free one run that has gone silent; False when it lives, is over, or is given up now."""
    # Whoever holds the row is taking the run or ending it: then it lives.
    run = Run.objects.select_for_update(skip_locked=True).filter(uid=run_uid, state=Run.State.RUNNING).first()
    if run is None or run.heartbeat_at is None or run.heartbeat_at >= now - STALE_AFTER:
        return False
    if run.attempts >= MOST_ATTEMPTS:
        log.error("run %s was given up after %d attempts", run_uid, MOST_ATTEMPTS)
        end_failed(run, {"code": "worker_died", "message": f"The process died {MOST_ATTEMPTS} times."}, now)
        return False
    log.warning("run %s has gone silent and is free to be taken over", run_uid)
    run.state, run.lease, run.heartbeat_at = Run.State.QUEUED, None, now
    run.save(update_fields=["state", "lease", "heartbeat_at"])
    return True


def _with_fresh_work(run: Run) -> dict[str, Any]:
    """The problem with the work that people have elsewhere now: drafts beside it may have come since it was queued."""
    plan = run.plan
    team = with_drafts_beside(team_of(plan.scheme, plan.first_day, plan.last_day), plan)
    fresh = {member.id: assistant_of(member, plan) for member in team.members}
    assistants = [
        {**each, **{name: fresh[each["id"]][name] for name in ("history", "unavailable")}}
        if each["id"] in fresh
        else each
        for each in run.problem["assistants"]
    ]
    return {**run.problem, "assistants": assistants}


def _held(run_uid: UUID, lease: UUID) -> QuerySet[Run]:
    return Run.objects.filter(uid=run_uid, lease=lease, state=Run.State.RUNNING)


def _is_free(run: Run, now: datetime) -> bool:
    if run.state == Run.State.QUEUED:
        return True
    silent = run.heartbeat_at is not None and run.heartbeat_at < now - STALE_AFTER
    return run.state == Run.State.RUNNING and silent


def _people_of(run: Run) -> set[int]:
    plan = run.plan
    return people_in([plan.scheme_id], plan.first_day, plan.last_day)[plan.scheme_id]


def _others_with(people: set[int], run: Run, now: datetime) -> bool:
    """Is a run with one of these people under way? One that has gone silent is stopped first, so that it cannot end."""
    others = (
        Run.objects.filter(state=Run.State.RUNNING, plan__scheme__assignments__person__in=people)
        .exclude(pk=run.pk)
        .distinct()
    )
    for other in others:
        free_silent(run_uid=other.uid, now=now)
    return others.all().exists()
