"""Acts on cases and decisions: register, supersede, correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from selvstyrt.apps.decisions.models import Case, Decision, DecisionLine
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal
from selvstyrt.apps.people.models import Organisation, OrganisationKind, Person
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.core.base import Conflict, WrongInput
from selvstyrt.core.hours import MOST_WEEKLY_MINUTES


@dataclass(frozen=True, slots=True)
class LineInput:
    """Hours per week of one service, as registered; own days for a temporary increase (vedtakslinje)."""

    service: str
    weekly_minutes: int
    first_day: date | None = None
    last_day: date | None = None


@transaction.atomic
def register_case(*, owner_uid: UUID, municipality_uid: UUID, reference: str, by: Actor, now: datetime) -> UUID:
    """Register a person's BPA case in a municipality.

    Raises: WrongInput `person_unknown`, `municipality_unknown`; Conflict `case_reference_taken`.
    """
    owner = Person.objects.filter(uid=owner_uid).first()
    if owner is None:
        raise WrongInput("person_unknown", f"There is no person {owner_uid}.", person=owner_uid)
    municipality = Organisation.objects.filter(uid=municipality_uid, kind=OrganisationKind.MUNICIPALITY).first()
    if municipality is None:
        raise WrongInput("municipality_unknown", f"There is no municipality {municipality_uid}.")
    clean = plain_text(reference, field="reference", limit=60, required=True)
    if Case.objects.filter(municipality=municipality, reference=clean).exists():
        raise Conflict("case_reference_taken", f"{municipality} already has a case {clean}.", reference=clean)
    case = Case.objects.create(reference=clean, owner=owner, municipality=municipality)
    journal("register_case", by=by, now=now, subject_type="case", subject=case.uid)
    return case.uid


@transaction.atomic
def register_decision(
    *,
    case_uid: UUID,
    issued_on: date,
    first_day: date,
    lines: Sequence[LineInput],
    last_day: date | None = None,
    corrects: UUID | None = None,
    note: str = "",
    by: Actor,
    now: datetime,
) -> UUID:
    """Register a decision; it rules alone from its first day, and the one before it stops the day before.

    With `corrects` it takes the place of a decision that was wrong, which then counts for nothing.

    Raises: WrongInput `case_unknown`, `decision_ends_before_start`, `decision_has_no_lines`,
    `decision_hours_too_many`, `line_hours_not_positive`, `line_ends_before_start`, `line_outside_decision`,
    `service_unknown`, `decision_unknown`; Conflict `decision_same_first_day`,
    `decision_already_corrected`.
    """
    case = Case.objects.select_for_update().filter(uid=case_uid).first()
    if case is None:
        raise WrongInput("case_unknown", f"There is no case {case_uid}.", case=case_uid)
    if last_day is not None and last_day < first_day:
        raise WrongInput(
            "decision_ends_before_start",
            f"The decision ends ({last_day}) before it starts ({first_day}). Change one of the days.",
            first_day=first_day,
            last_day=last_day,
        )
    _check_lines(lines, first_day, last_day)
    corrected = _to_correct(case, corrects)
    _refuse_same_first_day(case, first_day, corrected)
    clean_note = plain_text(note, field="note", limit=5000)
    try:
        with transaction.atomic():
            decision = Decision.objects.create(
                case=case,
                issued_on=issued_on,
                first_day=first_day,
                last_day=last_day,
                corrects=corrected,
                registered_at=now,
                note=clean_note,
            )
    except IntegrityError as error:  # two corrections of the same decision at the same moment
        raise _already_corrected() from error
    DecisionLine.objects.bulk_create(
        DecisionLine(
            decision=decision,
            service=line.service,
            weekly_minutes=line.weekly_minutes,
            first_day=line.first_day,
            last_day=line.last_day,
        )
        for line in lines
    )
    journal(
        "register_decision",
        by=by,
        now=now,
        subject_type="decision",
        subject=decision.uid,
        first_day=str(first_day),
        weekly_minutes=sum(line.weekly_minutes for line in lines),
        corrects=str(corrected.uid) if corrected else "",
    )
    return decision.uid


def _check_lines(lines: Sequence[LineInput], first_day: date, last_day: date | None) -> None:
    if not lines:
        raise WrongInput("decision_has_no_lines", "A decision needs at least one service with hours. Add a line.")
    for number, line in enumerate(lines, start=1):
        if line.service not in DecisionLine.Service.values:
            raise WrongInput("service_unknown", f"Line {number}: there is no service {line.service!r}.", line=number)
        if line.weekly_minutes <= 0:
            raise WrongInput(
                "line_hours_not_positive",
                f"Line {number} grants no hours. Write more than 0, or remove it.",
                line=number,
            )
        _check_line_days(number, line, first_day, last_day)
    starts = {first_day} | {line.first_day for line in lines if line.first_day}
    for day in sorted(starts):
        total = sum(line.weekly_minutes for line in lines if _line_holds(line, day))
        if total > MOST_WEEKLY_MINUTES:
            raise WrongInput(
                "decision_hours_too_many",
                f"{total} minutes a week is more than two people all hours of the week ({MOST_WEEKLY_MINUTES}).",
                weekly_minutes=total,
                limit=MOST_WEEKLY_MINUTES,
            )


def _line_holds(line: LineInput, day: date) -> bool:
    return (line.first_day is None or line.first_day <= day) and (line.last_day is None or day <= line.last_day)


def _check_line_days(number: int, line: LineInput, first_day: date, last_day: date | None) -> None:
    start, end = line.first_day or first_day, line.last_day or last_day
    if end is not None and end < start:
        raise WrongInput(
            "line_ends_before_start", f"Line {number} ends ({end}) before it starts ({start}).", line=number
        )
    if start < first_day or (last_day is not None and (end is None or end > last_day)):
        raise WrongInput(
            "line_outside_decision", f"Line {number} has days outside the decision's own days.", line=number
        )


def _to_correct(case: Case, corrects: UUID | None) -> Decision | None:
    if corrects is None:
        return None
    corrected = Decision.objects.select_for_update().filter(uid=corrects, case=case).first()
    if corrected is None:
        raise WrongInput("decision_unknown", f"There is no decision {corrects} in this case.", decision=corrects)
    if Decision.objects.filter(corrects=corrected).exists():
        raise _already_corrected()
    return corrected


def _already_corrected() -> Conflict:
    return Conflict(
        "decision_already_corrected", "Somebody has corrected this decision already. Look at the newest one first."
    )


def _refuse_same_first_day(case: Case, first_day: date, corrected: Decision | None) -> None:
    same = Decision.objects.filter(case=case, first_day=first_day, corrected_by=None)
    if corrected is not None:
        same = same.exclude(pk=corrected.pk)
    if same.exists():
        raise Conflict(
            "decision_same_first_day",
            f"A decision from {first_day} is registered already. Correct that one, or choose another first day.",
            first_day=first_day,
        )
