"""Rosters for many schemes of a supplier: ordered in one act, drafted and solved by workers (turnus for alle).

The act only notes which schemes; a worker makes the draft of each when its turn has come. What comes out is a draft:
the scheme's own leader looks at it and publishes it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Organisation, Person
from selvstyrt.apps.plans.batch_queries import READY, schemes_for_batch, workers_alive
from selvstyrt.apps.plans.models import Batch, BatchScheme, PlanVersion, Run
from selvstyrt.apps.plans.services.drafting import check_period, draft_plan
from selvstyrt.apps.plans.services.ending import end_scheme
from selvstyrt.apps.plans.services.leases import MOST_ATTEMPTS
from selvstyrt.apps.plans.services.queueing import put_schemes, start_worker
from selvstyrt.apps.plans.services.runs import queue_run, refuse_time_limit, start_run
from selvstyrt.apps.plans.sharing import people_in
from selvstyrt.core.base import Conflict, NotAllowed, SelvstyrtError, WrongInput
from selvstyrt.core.roster import neighbours_of, rounds_of

DRAFTING_TAKES = timedelta(seconds=60)
"""A draft that is not there after so long was left by a process that died."""

WAITING, STARTED, OVER = BatchScheme.State.WAITING, BatchScheme.State.STARTED, BatchScheme.State.OVER

log = logging.getLogger(__name__)


@transaction.atomic
def start_batch(
    *,
    organisation_uid: UUID,
    scheme_uids: Collection[UUID] | None,
    first_day: date,
    last_day: date,
    time_limit_seconds: int,
    by: Actor,
    now: datetime,
) -> UUID:
    """Order a roster for the schemes, or for all that are ready for the period; the uid of the batch.

    Whether the person may act for the supplier is the caller's to ask.
    Raises: WrongInput as `draft_plan` about the period, `time_limit_out_of_range`, `no_schemes_chosen`;
    Conflict `schemes_not_ready`.
    """
    refuse_time_limit(time_limit_seconds)
    check_period(first_day, last_day, now)
    organisation = Organisation.objects.select_for_update(no_key=True).get(uid=organisation_uid)
    ready = {
        each.uid: each.pk
        for each in schemes_for_batch(organisation_uid, first_day, last_day, now=now)
        if each.obstacle == READY
    }
    chosen = set(ready) if scheme_uids is None else set(scheme_uids)
    if not chosen:
        raise WrongInput("no_schemes_chosen", "Choose at least one scheme that is ready for the period.")
    if chosen - set(ready):
        raise Conflict(
            "schemes_not_ready",
            f"{len(chosen - set(ready))} of the schemes are not ready for the period any more.",
            count=len(chosen - set(ready)),
        )
    assert by.person_uid is not None
    batch = Batch.objects.create(
        organisation=organisation,
        first_day=first_day,
        last_day=last_day,
        time_limit_seconds=time_limit_seconds,
        started_by=Person.objects.get(uid=by.person_uid),
        started_at=now,
    )
    rows = _add_schemes(batch, [ready[uid] for uid in chosen])
    note(
        "batch_started", by=by, now=now, subject_type="batch", subject=batch.uid, scheme=None,
        supplier=str(organisation_uid), schemes=len(rows),
        first_day=first_day.isoformat(), last_day=last_day.isoformat(),
    )  # fmt: skip
    put_schemes(row.uid for row in rows if row.round == 0)
    return batch.uid


def _add_schemes(batch: Batch, scheme_ids: Collection[int]) -> list[BatchScheme]:
    """The rows of the batch; each scheme comes after the neighbours of earlier rounds."""
    neighbours = neighbours_of(people_in(scheme_ids, batch.first_day, batch.last_day))
    rounds = rounds_of(sorted(scheme_ids), neighbours)
    rows = BatchScheme.objects.bulk_create(
        BatchScheme(batch=batch, scheme_id=scheme, round=rounds[scheme]) for scheme in sorted(scheme_ids)
    )
    by_scheme = {row.scheme_id: row for row in rows}
    through = BatchScheme.after.through
    through.objects.bulk_create(
        through(from_batchscheme_id=row.pk, to_batchscheme_id=by_scheme[other].pk)
        for row in rows
        for other in neighbours.get(row.scheme_id, ())
        if rounds[other] < row.round
    )
    return rows


def ready_rows(*, now: datetime) -> QuerySet[BatchScheme]:
    """Schemes whose draft can be made now: nobody is at it, and those that come first are over."""
    through = BatchScheme.after.through
    unfinished = through.objects.filter(from_batchscheme=OuterRef("pk")).exclude(to_batchscheme__state=OVER)
    free = Q(taken_at=None) | Q(taken_at__lt=now - DRAFTING_TAKES)
    return BatchScheme.objects.filter(free, state=WAITING).exclude(Exists(unfinished)).order_by("batch", "round", "pk")


def prepare_scheme(*, row_uid: UUID, now: datetime) -> UUID | None:
    """Make the scheme's draft and a run for it, once; the run's uid.

    None when it is not its turn, when somebody else is at it, or when the scheme is over: what stood in the way is
    kept with it, and so is a draft that made the process fall over three times.
    """
    row = ready_rows(now=now).filter(uid=row_uid).select_related("batch").first()
    if row is None:
        return None
    mine = BatchScheme.objects.filter(pk=row.pk, state=WAITING, attempts=row.attempts)
    if not mine.update(attempts=row.attempts + 1, taken_at=now):
        return None
    if row.attempts >= MOST_ATTEMPTS:
        _give_up(row.pk, {"code": "worker_died"})
        return None
    try:
        return _prepare(row.pk, row.attempts + 1, now)
    except SelvstyrtError as error:
        _give_up(row.pk, {"code": error.code, "facts": {name: str(value) for name, value in error.facts.items()}})
    except Exception:
        log.exception("the draft of scheme %s in a batch failed", row_uid)
        if row.attempts + 1 >= MOST_ATTEMPTS:
            _give_up(row.pk, {"code": "run_failed"})
        else:
            BatchScheme.objects.filter(pk=row.pk, state=WAITING).update(taken_at=None)
    return None


@transaction.atomic
def _prepare(row_id: int, attempt: int, now: datetime) -> UUID | None:
    row = (
        BatchScheme.objects.select_for_update(of=("self",)).select_related("batch__started_by", "scheme").get(pk=row_id)
    )
    batch = row.batch
    if row.state != WAITING or row.attempts != attempt:
        return None
    if _planned(row.scheme_id, batch):
        raise Conflict("scheme_has_plan", "A plan was made for the scheme meanwhile.")
    by = Actor(batch.started_by.uid)
    plan_uid = draft_plan(scheme_uid=row.scheme.uid, first_day=batch.first_day, last_day=batch.last_day, by=by, now=now)
    row.plan = PlanVersion.objects.select_related("scheme__case").get(uid=plan_uid)
    row.state = STARTED
    row.save(update_fields=["plan", "state"])
    return queue_run(row.plan, time_limit_seconds=batch.time_limit_seconds, by=by, now=now).uid


def stop_batch(*, batch_uid: UUID, by: Actor, now: datetime) -> None:
    """Begin no more schemes, and ask those under way to keep their best roster so far."""
    with transaction.atomic():
        batch = Batch.objects.get(uid=batch_uid)
        for row in BatchScheme.objects.select_for_update().filter(batch=batch, state=WAITING).order_by("-round", "pk"):
            row.error = {"code": "batch_stopped"}
            end_scheme(row)
        Run.objects.filter(
            batch_scheme__batch=batch, state__in=(Run.State.QUEUED, Run.State.RUNNING), stop_requested=False
        ).update(stop_requested=True)
        note("batch_stopped", by=by, now=now, subject_type="batch", subject=batch.uid, scheme=None)


@transaction.atomic
def try_again(*, batch_uid: UUID, row_uid: UUID, by: Actor, now: datetime) -> None:
    """Order once more what gave no roster: a scheme that was refused or stopped, or whose run failed.

    Raises: NotAllowed `scheme_has_roster`.
    """
    row = (
        BatchScheme.objects.select_for_update(of=("self",))
        .select_related("batch", "plan")
        .get(uid=row_uid, batch__uid=batch_uid)
    )
    if row.state != OVER or row.error is None:
        raise NotAllowed("scheme_has_roster", "The scheme has its roster, or it is being made.")
    if row.plan is not None:
        start_run(plan_uid=row.plan.uid, time_limit_seconds=row.batch.time_limit_seconds, by=by, now=now)
        return
    row.state, row.attempts, row.taken_at, row.error = WAITING, 0, None, None
    row.save(update_fields=["state", "attempts", "taken_at", "error"])
    put_schemes([row.uid])


def resume_batch(*, batch_uid: UUID, now: datetime) -> None:
    """Call a worker of this machine when the batch waits and none is there: the machine was restarted, perhaps."""
    if settings.SELVSTYRT_RUNNER != "process" or workers_alive(now=now).alive:
        return
    with transaction.atomic():
        waiting = BatchScheme.objects.filter(batch__uid=batch_uid).exclude(state=OVER)
        if waiting.exists():
            transaction.on_commit(start_worker)


def _give_up(row_id: int, error: dict[str, Any]) -> None:
    with transaction.atomic():
        row = BatchScheme.objects.select_for_update().get(pk=row_id)
        if row.state == WAITING:
            row.error = error
            end_scheme(row)


def _planned(scheme_id: int, batch: Batch) -> bool:
    return PlanVersion.objects.filter(
        scheme=scheme_id,
        state__in=(PlanVersion.State.PUBLISHED, PlanVersion.State.DRAFT),
        first_day__lte=batch.last_day,
        last_day__gte=batch.first_day,
    ).exists()
