"""Changing a draft by hand: who has a shift, when it is, whether it is there at all."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.plans.checking import need_of
from selvstyrt.apps.plans.models import PlanVersion, Shift, ShiftType
from selvstyrt.apps.plans.services.drafting import locked_draft
from selvstyrt.apps.plans.team import holds
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.core.base import OSLO, Conflict, NotAllowed, Span, WrongInput

LONGEST_SHIFT_MINUTES = 72 * 60
CHANGED_BY_HAND = "changed_by_hand"
MOVED_FROM = "moved_from"
"""In an explanation: what the shift was before it was moved last."""


@transaction.atomic
def assign_shift(
    *, plan_uid: UUID, shift_uid: UUID, person_uid: UUID | None, revision: int, by: Actor, now: datetime
) -> None:
    """Give the shift to a person, or to nobody. What it breaks is shown as findings; publishing refuses it.

    Raises: Conflict `plan_not_draft`, `run_in_progress`, `draft_changed`; NotAllowed `shift_has_begun`;
    WrongInput `unknown_assistant`.
    """
    plan, shift = _locked_shift(plan_uid, shift_uid, revision, now)
    before = shift.assignment
    shift.assignment = _assignment(plan, shift, person_uid) if person_uid is not None else None
    shift.explanation = {
        "code": CHANGED_BY_HAND,
        "before": str(before.person.uid) if before is not None else None,
        "by": str(by.person_uid) if by.person_uid else None,
    }
    shift.save(update_fields=["assignment", "explanation"])
    _changed(plan, "shift_assigned", shift, by, now, to=str(person_uid) if person_uid else None)


@transaction.atomic
def move_shift(*, plan_uid: UUID, shift_uid: UUID, span: Span, revision: int, by: Actor, now: datetime) -> None:
    """Change when the shift starts and ends; it keeps its assistant. A yes to overtime in it is gone.

    Rest that has no room in a shorter shift is left out.

    Raises: as `assign_shift`, and WrongInput `shift_outside_plan`, `shift_too_long`, `break_longer_than_shift`;
    NotAllowed `shift_has_begun`.
    """
    plan, shift = _locked_shift(plan_uid, shift_uid, revision, now)
    check_times(plan, shift, span, now=now)
    if (shift.start, shift.end) != (span.start, span.end):
        before = {
            "start": shift.start.isoformat(),
            "end": shift.end.isoformat(),
            "passive_minutes": shift.passive_minutes,
            "explanation": {key: value for key, value in shift.explanation.items() if key != MOVED_FROM},
        }
        # A yes to overtime was to the other times.
        shift.explanation = {
            "code": CHANGED_BY_HAND,
            "by": str(by.person_uid) if by.person_uid else None,
            MOVED_FROM: before,
        }
    shift.passive_minutes = rest_at(shift, span)
    _put(plan, shift, span)
    _changed(plan, "shift_moved", shift, by, now)


@transaction.atomic
def undo_move(*, plan_uid: UUID, shift_uid: UUID, revision: int, by: Actor, now: datetime) -> None:
    """Give the shift the time, the rest and the yes to overtime back that it had before it was moved last.

    Raises: as `move_shift`, and Conflict `nothing_to_undo`.
    """
    plan, shift = _locked_shift(plan_uid, shift_uid, revision, now)
    before = shift.explanation.get(MOVED_FROM)
    if before is None:
        raise Conflict("nothing_to_undo", "Moving was not the last thing done to this shift. Look at it again.")
    span = moved_from(before)
    check_times(plan, shift, span, now=now)
    shift.explanation, shift.passive_minutes = before["explanation"], before["passive_minutes"]
    _put(plan, shift, span)
    _changed(plan, "shift_moved", shift, by, now)


def moved_from(before: dict[str, Any]) -> Span:
    """When the shift was before it was moved, as an explanation keeps it."""
    return Span(datetime.fromisoformat(before["start"]), datetime.fromisoformat(before["end"]))


def _put(plan: PlanVersion, shift: Shift, span: Span) -> None:
    shift.start, shift.end = span.start, span.end
    if shift.assignment is not None:
        shift.assignment = _assignment(plan, shift, shift.assignment.person.uid)
    shift.save(update_fields=["start", "end", "passive_minutes", "assignment", "explanation"])


def check_times(plan: PlanVersion, shift: Shift, span: Span, *, now: datetime) -> None:
    """Refuse times that the shift cannot have, whoever has it.

    Raises: WrongInput `shift_outside_plan`, `shift_too_long`, `break_longer_than_shift`; NotAllowed `shift_has_begun`.
    """
    _check_span(plan, span, now)
    if shift.break_minutes and shift.break_minutes >= span.minutes:
        raise WrongInput("break_longer_than_shift", "The break must be shorter than the shift.", minutes=span.minutes)


def rest_at(shift: Shift, span: Span) -> int:
    """The minutes of rest that the shift has at another time."""
    return need_of(shift).at(span).passive_minutes


@transaction.atomic
def add_shift(
    *,
    plan_uid: UUID,
    name: str,
    shift_type: str,
    span: Span,
    person_uid: UUID | None = None,
    passive_minutes: int = 0,
    revision: int,
    by: Actor,
    now: datetime,
) -> UUID:
    """Put one more shift in the draft, beside the needs.

    Raises: as `move_shift`, and WrongInput `unknown_shift_type`, `passive_too_long`.
    """
    plan = locked_draft(plan_uid, revision=revision)
    _check_span(plan, span, now)
    if shift_type not in ShiftType.values:
        raise WrongInput("unknown_shift_type", f"There is no shift type {shift_type!r}.", type=shift_type)
    if passive_minutes > span.minutes:
        raise WrongInput("passive_too_long", "The resting time is longer than the shift.")
    day = span.start.astimezone(OSLO).date()
    shift = Shift(
        plan=plan,
        key=f"{day}-extra-{uuid4().hex[:8]}",
        name=name,
        type=shift_type,
        start=span.start,
        end=span.end,
        passive_minutes=passive_minutes,
    )
    shift.assignment = _assignment(plan, shift, person_uid) if person_uid is not None else None
    shift.save()
    _changed(plan, "shift_added", shift, by, now)
    return shift.uid


@transaction.atomic
def remove_shift(*, plan_uid: UUID, shift_uid: UUID, revision: int, by: Actor, now: datetime) -> None:
    """Take a shift out of the draft; the need that it came from stays.

    Raises: as `assign_shift`.
    """
    plan, shift = _locked_shift(plan_uid, shift_uid, revision, now)
    _changed(plan, "shift_removed", shift, by, now)
    shift.delete()


@transaction.atomic
def pin_shift(*, plan_uid: UUID, shift_uid: UUID, pinned: bool, revision: int, by: Actor, now: datetime) -> None:
    """Hold the shift as it is when a new roster is made, or let it go again.

    Raises: as `assign_shift`.
    """
    plan, shift = _locked_shift(plan_uid, shift_uid, revision, now)
    shift.pinned = pinned
    shift.save(update_fields=["pinned"])
    _changed(plan, "shift_pinned" if pinned else "shift_unpinned", shift, by, now)


def _locked_shift(plan_uid: UUID, shift_uid: UUID, revision: int, now: datetime) -> tuple[PlanVersion, Shift]:
    plan = locked_draft(plan_uid, revision=revision)
    shift = Shift.objects.select_related("assignment__person").get(plan=plan, uid=shift_uid)
    if shift.start < now:
        raise NotAllowed("shift_has_begun", "The shift has begun. What was worked is corrected in the time entries.")
    return plan, shift


def _assignment(plan: PlanVersion, shift: Shift, person_uid: UUID) -> Assignment:
    day = shift.start.astimezone(OSLO).date()
    rows = Assignment.objects.filter(scheme=plan.scheme_id, person__uid=person_uid).order_by("-first_day")
    found = next((row for row in rows if holds(row.first_day, row.last_day, day)), None)
    if found is None:
        raise WrongInput(
            "unknown_assistant", f"This person is not employed in the scheme on {day}. Choose another.", day=day
        )
    return found


def _check_span(plan: PlanVersion, span: Span, now: datetime) -> None:
    day = span.start_day()
    if not plan.first_day <= day <= plan.last_day:
        raise WrongInput(
            "shift_outside_plan",
            f"The shift starts on {day}, outside the plan ({plan.first_day} to {plan.last_day}).",
            first_day=plan.first_day,
            last_day=plan.last_day,
        )
    if span.start < now:
        raise NotAllowed("shift_has_begun", "The new start is in the past. Choose a later one.")
    if span.minutes > LONGEST_SHIFT_MINUTES:
        raise WrongInput("shift_too_long", "A shift lasts at most 72 hours. Split it.", most_hours=72)


def _changed(plan: PlanVersion, act: str, shift: Shift, by: Actor, now: datetime, **facts: str | None) -> None:
    plan.revision += 1
    plan.save(update_fields=["revision"])
    note(
        act, by=by, now=now, subject_type="shift", subject=shift.uid, scheme=plan.scheme.uid, plan=plan.number, **facts
    )
