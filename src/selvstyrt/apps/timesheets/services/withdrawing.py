"""Withdrawing time that was entered by mistake, as long as nobody has approved it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.services.people import acting_person, check_may_enter
from selvstyrt.core.base import Conflict, WrongInput

MAY_BE_WITHDRAWN = (TimeEntry.State.SUBMITTED, TimeEntry.State.RETURNED)


@transaction.atomic
def withdraw_entry(*, entry_uid: UUID, version: int, by: Actor, now: datetime) -> TimeEntry:
    """Take back an entry that is not approved (trekke timene); its shift can be entered again.

    Approved time that the entry was to correct stands as it is, and can be corrected anew.

    Raises: WrongInput `unknown_entry`; NotAllowed `nobody_acts`, `not_your_assignment`; Conflict `entry_changed`.
    """
    entry = TimeEntry.objects.select_related("assignment__scheme").filter(uid=entry_uid).first()
    if entry is None:
        raise WrongInput("unknown_entry", "There is no such time entry.", entry=entry_uid)
    person = acting_person(by)
    check_may_enter(person, entry.assignment, on=now.date())
    Person.objects.select_for_update().get(pk=entry.assignment.person_id)
    changed = TimeEntry.objects.filter(
        pk=entry.pk, state__in=MAY_BE_WITHDRAWN, version=version, replaced_by=None
    ).update(state=TimeEntry.State.WITHDRAWN, version=version + 1)
    if not changed:
        raise Conflict("entry_changed", "The entry was changed by somebody meanwhile; look at it again.")
    standing = _let_go_of_approved(entry)
    journal_note(
        "time_entry_withdrawn",
        by=by,
        now=now,
        subject_type="time_entry",
        subject=entry.uid,
        scheme=entry.assignment.scheme.uid,
        version=version + 1,
        **({"stands": str(standing.uid)} if standing else {}),
    )
    entry.refresh_from_db()
    return entry


def _let_go_of_approved(entry: TimeEntry) -> TimeEntry | None:
    """Part the chain of corrections from the approved entry below it, which so can be corrected again."""
    link = entry
    while link.replaces is not None:
        below = link.replaces
        if below.state == TimeEntry.State.APPROVED:
            TimeEntry.objects.filter(pk=link.pk).update(replaces=None)
            return below
        link = below
    return None
