"""How a run ends: with a roster on the draft's shifts, or with the reason why not (avslutning av en kjøring)."""

from __future__ import annotations

import json
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.plans.batch_mails import tell_leaders
from selvstyrt.apps.plans.models import BatchScheme, PlanVersion, Run, Shift
from selvstyrt.apps.plans.services.outbox import send_outbox
from selvstyrt.apps.plans.services.queueing import put_scheme
from selvstyrt.apps.plans.team import team_of
from selvstyrt.core.base import OSLO, Severity

ROSTER = ("optimal", "feasible")


@transaction.atomic
def finish_run(
    *, run_uid: UUID, lease: UUID, roster: dict[str, Any], explanations: dict[str, Any], now: datetime
) -> bool:
    """Keep the roster and put it on the draft's shifts, once; False when the run is no longer ours.

    An impossible roster changes nothing in the draft; the run then tells why.
    """
    plan_id = Run.objects.values_list("plan_id", flat=True).get(uid=run_uid)
    plan = PlanVersion.objects.select_for_update(of=("self",)).select_related("scheme__case").get(pk=plan_id)
    run = Run.objects.select_for_update().get(uid=run_uid)
    if run.lease != lease or run.state != Run.State.RUNNING or plan.state != PlanVersion.State.DRAFT:
        return False
    run.roster, run.state, run.finished_at = _plain(roster), Run.State.DONE, now
    run.error = None
    run.save(update_fields=["roster", "state", "finished_at", "error"])
    if roster["status"] in ROSTER:
        _apply(plan, roster["assignments"], _plain(explanations))
        plan.revision += 1
        plan.save(update_fields=["revision"])
    note(
        "run_finished", by=SYSTEM, now=now, subject_type="run", subject=run.uid, scheme=plan.scheme.uid,
        plan=plan.number, status=roster["status"],
    )  # fmt: skip
    _end_in_batch(run, plan)
    return True


def fail_run(*, run_uid: UUID, lease: UUID, error: dict[str, Any], now: datetime) -> None:
    """End the run without a roster, with what stood in the way."""
    with transaction.atomic():
        run = Run.objects.select_for_update().filter(uid=run_uid, lease=lease, state=Run.State.RUNNING).first()
        if run is not None:
            end_failed(run, error, now)


def end_failed(run: Run, error: dict[str, Any], now: datetime) -> None:
    """End a run that the caller has locked, with what stood in the way."""
    run.state, run.finished_at, run.error, run.lease = Run.State.FAILED, now, _plain(error), None
    run.save(update_fields=["state", "finished_at", "error", "lease"])
    _end_in_batch(run, None)


def end_scheme(row: BatchScheme) -> None:
    """The scheme's part of the batch is over; what waited for it may begin."""
    row.state = BatchScheme.State.OVER
    row.save(update_fields=["state", "plan", "run", "error", "outcome"])
    for other in row.before.filter(state=BatchScheme.State.WAITING):
        if not other.after.exclude(state=BatchScheme.State.OVER).exists():
            put_scheme(other.uid)


def _end_in_batch(run: Run, plan: PlanVersion | None) -> None:
    row = BatchScheme.objects.filter(run=run).first()
    if row is not None:
        row.error = run.error
        row.outcome = _outcome(run.roster or {}, plan) if plan is not None else None
        end_scheme(row)
        if plan is not None and row.outcome is not None and run.finished_at is not None:
            told = tell_leaders(plan, empty=row.outcome["empty"], now=run.finished_at)
            uids = [message.uid for message in told]
            transaction.on_commit(partial(send_outbox, now=run.finished_at, only=uids), robust=True)


def _outcome(roster: dict[str, Any], plan: PlanVersion) -> dict[str, Any]:
    """The figures of the roster, so that a list of many need not read the rosters."""
    findings = roster.get("findings", ())
    return {
        "status": roster["status"],
        "shifts": plan.shifts.count(),
        "empty": plan.shifts.filter(assignment=None).count(),
        # One for each rule and person, as the page of the plan groups them.
        "warnings": len(
            {
                (finding["rule"], finding["assistant"])
                for finding in findings
                if finding["severity"] == Severity.WARNING.value and finding["rule"] != "NEVER-EMPTY"
            }
        ),
        "wishes": sum(finding["severity"] == Severity.WISH.value for finding in findings),
        "objective": roster.get("objective"),
        "bound": roster.get("bound"),
    }


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
