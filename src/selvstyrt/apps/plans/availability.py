"""Acts on when people can and want to work: absences, weekly absences, wishes.

They belong to the person, not to a scheme: who is away is away everywhere. Nobody but the person
and the employer learns why.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Absence, WeeklyAbsence, Wish
from selvstyrt.core.base import Conflict, Span, WrongInput

LONGEST_ABSENCE = timedelta(days=2 * 366)
LONGEST_WISH = timedelta(days=62)


@transaction.atomic
def add_absence(*, person_uid: UUID, kind: str, span: Span, by: Actor, now: datetime) -> UUID:
    """Enter a stretch in which the person cannot work.

    Raises: WrongInput `person_unknown`, `absence_kind_unknown`, `absence_too_long`; Conflict `absence_overlaps`.
    """
    person = _locked(person_uid)
    if kind not in Absence.Kind.values:
        raise WrongInput("absence_kind_unknown", f"There is no kind of absence {kind!r}.")
    if span.end - span.start > LONGEST_ABSENCE:
        raise WrongInput("absence_too_long", "An absence can last two years at the most. Enter it in parts.")
    other = person.absences.filter(start__lt=span.end, end__gt=span.start).order_by("start").first()
    if other is not None:
        raise Conflict(
            "absence_overlaps",
            f"An absence from {other.start} to {other.end} is there already. Remove it first, or choose other days.",
            start=other.start,
            end=other.end,
        )
    row = Absence.objects.create(person=person, kind=kind, start=span.start, end=span.end)
    note("add_absence", by=by, now=now, subject_type="person", subject=person_uid)
    return row.uid


@transaction.atomic
def remove_absence(*, person_uid: UUID, absence_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove an absence of the person.

    Raises: WrongInput `absence_unknown`.
    """
    deleted, _ = Absence.objects.filter(person__uid=person_uid, uid=absence_uid).delete()
    if not deleted:
        raise WrongInput("absence_unknown", f"The person has no absence {absence_uid}.")
    note("remove_absence", by=by, now=now, subject_type="person", subject=person_uid)


@transaction.atomic
def add_weekly_absence(
    *,
    person_uid: UUID,
    weekday: int,
    starts_at: time,
    ends_at: time,
    first_day: date,
    last_day: date | None = None,
    by: Actor,
    now: datetime,
) -> UUID:
    """Enter hours of the week in which the person cannot work; an end at or before the start is on the next day.

    Raises: WrongInput `person_unknown`, `weekday_unknown`, `absence_ends_before_start`.
    """
    person = _locked(person_uid)
    if not 0 <= weekday <= 6:
        raise WrongInput("weekday_unknown", "A weekday is 0 (Monday) to 6 (Sunday).")
    if last_day is not None and last_day < first_day:
        raise WrongInput("absence_ends_before_start", f"The absence ends ({last_day}) before it starts ({first_day}).")
    row = WeeklyAbsence.objects.create(
        person=person, weekday=weekday, starts_at=starts_at, ends_at=ends_at, first_day=first_day, last_day=last_day
    )
    note("add_weekly_absence", by=by, now=now, subject_type="person", subject=person_uid)
    return row.uid


@transaction.atomic
def remove_weekly_absence(*, person_uid: UUID, absence_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove a weekly absence of the person.

    Raises: WrongInput `absence_unknown`.
    """
    deleted, _ = WeeklyAbsence.objects.filter(person__uid=person_uid, uid=absence_uid).delete()
    if not deleted:
        raise WrongInput("absence_unknown", f"The person has no weekly absence {absence_uid}.")
    note("remove_weekly_absence", by=by, now=now, subject_type="person", subject=person_uid)


@transaction.atomic
def add_wish(*, person_uid: UUID, span: Span, weight: int, by: Actor, now: datetime) -> UUID:
    """Enter a wish: -3 (please not) to 3 (please).

    Raises: WrongInput `person_unknown`, `wish_weight_out_of_range`, `wish_too_long`; Conflict `wish_overlaps`.
    """
    person = _locked(person_uid)
    if weight == 0 or not -3 <= weight <= 3:
        raise WrongInput("wish_weight_out_of_range", "A wish weighs -3 to 3, and not 0.")
    if span.end - span.start > LONGEST_WISH:
        raise WrongInput("wish_too_long", "A wish can last two months at the most. Enter an absence instead.")
    other = person.wishes.filter(start__lt=span.end, end__gt=span.start).order_by("start").first()
    if other is not None:
        raise Conflict(
            "wish_overlaps",
            f"A wish from {other.start} to {other.end} is there already. Remove it first, or choose another time.",
            start=other.start,
            end=other.end,
        )
    row = Wish.objects.create(person=person, start=span.start, end=span.end, weight=weight)
    note("add_wish", by=by, now=now, subject_type="person", subject=person_uid, weight=weight)
    return row.uid


@transaction.atomic
def remove_wish(*, person_uid: UUID, wish_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove a wish of the person.

    Raises: WrongInput `wish_unknown`.
    """
    deleted, _ = Wish.objects.filter(person__uid=person_uid, uid=wish_uid).delete()
    if not deleted:
        raise WrongInput("wish_unknown", f"The person has no wish {wish_uid}.")
    note("remove_wish", by=by, now=now, subject_type="person", subject=person_uid)


def _locked(person_uid: UUID) -> Person:
    person = Person.objects.select_for_update().filter(uid=person_uid).first()
    if person is None:
        raise WrongInput("person_unknown", f"There is no person {person_uid}.", person=person_uid)
    return person
