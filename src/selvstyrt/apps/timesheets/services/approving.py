"""Approving and returning worked time. The ledger follows in `hours.services.approve_entries`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.services.people import acting_person
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput

REASON_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Approved:
    """An entry that was approved, and the approved one that it takes the place of, if any."""

    entry: TimeEntry
    instead_of: TimeEntry | None


def mark_approved(*, scheme_uid: UUID, entry_versions: Mapping[UUID, int], by: Actor, now: datetime) -> list[Approved]:
    """Approve entries as they were seen: all of them, or none. Call it inside a transaction.

    Raises: WrongInput `unknown_entry`, NotAllowed `own_entry`, Conflict `entries_changed` with `entries`
    (uid, state and who decided).
    """
    person = acting_person(by)
    found = {
        entry.uid: entry
        for entry in TimeEntry.objects.filter(uid__in=entry_versions, assignment__scheme__uid=scheme_uid)
        .select_related("assignment__scheme", "assignment__person", "period", "decided_by")
        .prefetch_related("calls")
    }
    _check_known(entry_versions, found)
    if any(entry.assignment.person_id == person.pk for entry in found.values()):
        raise NotAllowed("own_entry", "Nobody approves their own time; ask another leader.")
    _hold_periods(found.values())
    changed = [
        uid
        for uid, version in sorted(entry_versions.items())
        if not TimeEntry.objects.filter(
            uid=uid, state=TimeEntry.State.SUBMITTED, version=version, period__state=Period.State.OPEN
        ).update(state=TimeEntry.State.APPROVED, version=F("version") + 1, decided_by=person, decided_at=now)
    ]
    if changed:
        raise _changed(changed)
    approved = []
    for entry in sorted(found.values(), key=lambda row: (row.start, row.pk)):
        entry.state = TimeEntry.State.APPROVED
        entry.version = entry_versions[entry.uid] + 1
        entry.decided_by, entry.decided_at = person, now
        approved.append(Approved(entry, _take_over(entry)))
        journal_note(
            "time_entry_approved",
            by=by,
            now=now,
            subject_type="time_entry",
            subject=entry.uid,
            scheme=scheme_uid,
            version=entry.version,
        )
    return approved


@transaction.atomic
def return_entry(
    *, scheme_uid: UUID, entry_uid: UUID, version: int, reason: str, by: Actor, now: datetime
) -> TimeEntry:
    """Send an entry back to the assistant with a reason.

    Raises: WrongInput `unknown_entry` and those of `plain_text`; Conflict `entries_changed`.
    """
    person = acting_person(by)
    clean = plain_text(reason, field="reason", limit=REASON_LIMIT, required=True)
    entry = TimeEntry.objects.filter(uid=entry_uid, assignment__scheme__uid=scheme_uid).first()
    if entry is None:
        raise WrongInput("unknown_entry", "There is no such time entry in this scheme.", entry=entry_uid)
    changed = TimeEntry.objects.filter(pk=entry.pk, state=TimeEntry.State.SUBMITTED, version=version).update(
        state=TimeEntry.State.RETURNED,
        version=version + 1,
        decided_by=person,
        decided_at=now,
        return_reason=clean,
    )
    if not changed:
        raise _changed([entry_uid])
    journal_note(
        "time_entry_returned",
        by=by,
        now=now,
        subject_type="time_entry",
        subject=entry.uid,
        scheme=scheme_uid,
        version=version + 1,
    )
    entry.refresh_from_db()
    return entry


def _check_known(wanted: Iterable[UUID], found: Mapping[UUID, TimeEntry]) -> None:
    missing = [uid for uid in wanted if uid not in found]
    if missing:
        raise WrongInput("unknown_entry", "There is no such time entry in this scheme.", entry=missing[0])


def _hold_periods(entries: Iterable[TimeEntry]) -> None:
    """Keep the months from being locked meanwhile; always in the order of the months."""
    keys = {entry.period_id for entry in entries}
    list(Period.objects.select_for_update().filter(pk__in=keys).order_by("month", "pk"))


def _changed(uids: list[UUID]) -> Conflict:
    rows = TimeEntry.objects.filter(uid__in=uids).select_related("decided_by", "assignment__person").order_by("start")
    entries = [
        {
            "uid": row.uid,
            "assistant": row.assignment.person.name,
            "start": row.start,
            "state": row.state,
            "by": row.decided_by.name if row.decided_by else "",
        }
        for row in rows
    ]
    return Conflict(
        "entries_changed",
        f"{len(uids)} entries changed after you opened the page; look at them again.",
        entries=entries,
        count=len(uids),
    )


def _take_over(entry: TimeEntry) -> TimeEntry | None:
    """Replace the approved entry further down the chain of corrections, if there is one."""
    link = entry.replaces
    while link is not None and link.state != TimeEntry.State.APPROVED:
        link = link.replaces
    if link is None:
        return None
    taken = TimeEntry.objects.filter(pk=link.pk, state=TimeEntry.State.APPROVED, version=link.version).update(
        state=TimeEntry.State.REPLACED, version=F("version") + 1
    )
    if not taken:
        raise _changed([link.uid])
    link.state = TimeEntry.State.REPLACED
    return link
