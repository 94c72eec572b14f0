"""Entering worked time: confirm a shift, enter, correct. The same form sent twice gives one entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.convert import content_of, fill, month_of, planned_content
from selvstyrt.apps.timesheets.models import Call, TimeEntry
from selvstyrt.apps.timesheets.services.months import open_period
from selvstyrt.apps.timesheets.services.people import acting_person, check_may_enter
from selvstyrt.core.base import Conflict, WrongInput

STANDING = (TimeEntry.State.SUBMITTED, TimeEntry.State.APPROVED)


@transaction.atomic
def submit_entry(
    *, key: UUID, assignment_uid: UUID, content: EntryContent, shift_uid: UUID | None = None, by: Actor, now: datetime
) -> TimeEntry:
    """Enter worked time; sent again with the same key and content, the first entry comes back.

    Raises: WrongInput `unknown_assignment`, `unknown_shift`, `entry_in_the_future`,
    `entry_outside_assignment`, `entry_overlaps`; NotAllowed `not_your_assignment`;
    Conflict `key_used`, `entry_withdrawn`, `shift_already_entered`, `plan_changed`.
    """
    assignment = _assignment(assignment_uid)
    person = acting_person(by)
    check_may_enter(person, assignment, on=now.date())
    _hold(assignment)
    shift = _shift(shift_uid, assignment) if shift_uid else None
    sent_before = _sent_before(key, assignment, shift, None, content, person)
    if sent_before:
        return sent_before
    if shift is not None:
        _check_shift_is_free(shift, assignment)
    _check_against_calendar(content, assignment, now)
    _check_overlap(content, assignment, ())
    return _store(key, assignment, shift, None, content, person, by, now)


@transaction.atomic
def confirm_shift(*, key: UUID, shift_uid: UUID, by: Actor, now: datetime, note: str = "") -> TimeEntry:
    """Enter a shift as it was planned.

    Raises: as `submit_entry`.
    """
    shift = Shift.objects.select_related("assignment").filter(uid=shift_uid).first()
    if shift is None or shift.assignment is None:
        raise _unknown_shift()
    content = replace(planned_content(shift), note=note)
    return submit_entry(
        key=key, assignment_uid=shift.assignment.uid, content=content, shift_uid=shift_uid, by=by, now=now
    )


@transaction.atomic
def correct_entry(*, key: UUID, entry_uid: UUID, content: EntryContent, by: Actor, now: datetime) -> TimeEntry:
    """Enter what was right instead of an earlier entry; an approved one stands until this is approved.

    Raises: as `submit_entry`, and WrongInput `unknown_entry`, Conflict `entry_changed`.
    """
    old = TimeEntry.objects.select_related("assignment", "shift").filter(uid=entry_uid).first()
    if old is None:
        raise WrongInput("unknown_entry", "There is no such time entry.", entry=entry_uid)
    person = acting_person(by)
    check_may_enter(person, old.assignment, on=now.date())
    _hold(old.assignment)
    sent_before = _sent_before(key, old.assignment, old.shift, old, content, person)
    if sent_before:
        return sent_before
    if old.state in TimeEntry.GONE or TimeEntry.objects.filter(replaces=old).exists():
        raise Conflict("entry_changed", "The entry was corrected by somebody meanwhile; look at the newest.")
    _check_against_calendar(content, old.assignment, now)
    _check_overlap(content, old.assignment, _chain(old))
    if old.state != TimeEntry.State.APPROVED:
        changed = TimeEntry.objects.filter(pk=old.pk, state=old.state, version=old.version).update(
            state=TimeEntry.State.REPLACED, version=old.version + 1
        )
        if not changed:
            raise Conflict("entry_changed", "The entry was changed by somebody meanwhile; look at it again.")
    return _store(key, old.assignment, old.shift, old, content, person, by, now)


def _assignment(uid: UUID) -> Assignment:
    assignment = Assignment.objects.select_related("scheme").filter(uid=uid).first()
    if assignment is None:
        raise WrongInput("unknown_assignment", "There is no such assignment.", assignment=uid)
    return assignment


def _hold(assignment: Assignment) -> None:
    """Let one entry at a time be written for one person, so that two can't overlap unseen."""
    Person.objects.select_for_update().get(pk=assignment.person_id)


def _unknown_shift() -> WrongInput:
    return WrongInput("unknown_shift", "There is no such shift for this assistant.")


def _shift(uid: UUID, assignment: Assignment) -> Shift:
    shift = Shift.objects.select_related("plan").filter(uid=uid, plan__scheme_id=assignment.scheme_id).first()
    if shift is None or shift.assignment_id != assignment.pk or shift.plan.state == PlanVersion.State.DRAFT:
        raise _unknown_shift()
    return shift


def _check_shift_is_free(shift: Shift, assignment: Assignment) -> None:
    if shift.plan.state != PlanVersion.State.PUBLISHED:
        raise Conflict("plan_changed", "The plan was changed after you saw it; look at the shift again.")
    entered = TimeEntry.objects.filter(assignment=assignment, shift__key=shift.key).exclude(state__in=TimeEntry.GONE)
    if entered.exists():
        raise Conflict("shift_already_entered", "The shift is entered already; correct that entry instead.")


def _sent_before(
    key: UUID,
    assignment: Assignment,
    shift: Shift | None,
    replaces: TimeEntry | None,
    content: EntryContent,
    person: Person,
) -> TimeEntry | None:
    earlier = TimeEntry.objects.filter(key=key).prefetch_related("calls").first()
    if earlier is None:
        return None
    if earlier.state == TimeEntry.State.WITHDRAWN:
        raise Conflict("entry_withdrawn", "The entry that this form gave was withdrawn; open a new form.")
    same = (
        earlier.assignment_id == assignment.pk
        and earlier.shift_id == (shift.pk if shift else None)
        and earlier.replaces_id == (replaces.pk if replaces else None)
        and earlier.entered_by_id == person.pk
        and content_of(earlier) == content
    )
    if not same:
        raise Conflict("key_used", "This form was sent before with other content; open a new form for more time.")
    return earlier


def _check_against_calendar(content: EntryContent, assignment: Assignment, now: datetime) -> None:
    if content.span.end > now:
        raise WrongInput(
            "entry_in_the_future",
            "The time is not over; enter it when the shift is done.",
            end=content.span.local_end(),
        )
    day = content.span.start_day()
    if day < assignment.first_day or (assignment.last_day is not None and day > assignment.last_day):
        raise WrongInput(
            "entry_outside_assignment",
            f"The assignment does not cover {day}; ask the coordinator to correct its dates.",
            day=day,
            first_day=assignment.first_day,
            last_day=assignment.last_day,
        )


def _check_overlap(content: EntryContent, assignment: Assignment, instead_of: tuple[int, ...]) -> None:
    other = (
        TimeEntry.objects.filter(
            assignment__person_id=assignment.person_id,
            state__in=STANDING,
            start__lt=content.span.end,
            end__gt=content.span.start,
        )
        .exclude(pk__in=instead_of)
        .select_related("assignment")
        .order_by("start")
        .first()
    )
    if other is None:
        return
    if other.assignment.scheme_id != assignment.scheme_id:
        # Nothing about the other scheme is told, not even when.
        raise WrongInput("entry_overlaps_elsewhere", "The assistant has entered other work in this time; check both.")
    raise WrongInput(
        "entry_overlaps",
        f"The time overlaps an entry from {other.start} to {other.end}; correct one of them.",
        start=other.start,
        end=other.end,
        entry=other.uid,
    )


def _chain(entry: TimeEntry) -> tuple[int, ...]:
    """The entry and all that it replaces, newest first."""
    keys = []
    link: TimeEntry | None = entry
    while link is not None:
        keys.append(link.pk)
        link = link.replaces
    return tuple(keys)


def _store(
    key: UUID,
    assignment: Assignment,
    shift: Shift | None,
    replaces: TimeEntry | None,
    content: EntryContent,
    person: Person,
    by: Actor,
    now: datetime,
) -> TimeEntry:
    entry = fill(
        TimeEntry(
            key=key,
            assignment=assignment,
            shift=shift,
            period=open_period(assignment.scheme, month_of(content.span.start)),
            replaces=replaces,
            entered_by=person,
            entered_at=now,
        ),
        content,
    )
    entry.save(force_insert=True)
    Call.objects.bulk_create(Call(entry=entry, start=call.start, end=call.end) for call in content.calls)
    journal_note(
        "time_entry_corrected" if replaces else "time_entry_submitted",
        by=by,
        now=now,
        subject_type="time_entry",
        subject=entry.uid,
        scheme=assignment.scheme.uid,
        assignment=str(assignment.uid),
        minutes=content.span.minutes,
        **({"replaces": str(replaces.uid)} if replaces else {}),
    )
    return entry
