"""The team: hire an assistant, change terms, end the assignment, name a skill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Language, Person
from selvstyrt.apps.people.services import invite_person
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.schemes.models import Assignment, Scheme, Skill
from selvstyrt.apps.schemes.services.leading import locked_scheme
from selvstyrt.core.base import Conflict, WrongInput

WEEK_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class TermsInput:
    """The terms of an assignment (arbeidsvilkår); minutes per week, bounds for a single week."""

    weekly_minutes: int
    min_weekly_minutes: int = 0
    max_weekly_minutes: int = 2130
    full_time_minutes: int = 2130
    weekly_limit_minutes: int = 2130
    tariff: str = "tariff_virke"
    tariff_bound: bool = True
    seniority_from: date | None = None
    skills: tuple[str, ...] = field(default=())


def locked_assignment(assignment_uid: UUID) -> Assignment:
    """The assignment's row, locked for the rest of the transaction.

    Raises: WrongInput `assistant_unknown`.
    """
    assignment = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("scheme", "person")
        .filter(uid=assignment_uid)
        .first()
    )
    if assignment is None:
        raise WrongInput("assistant_unknown", f"There is no assistant {assignment_uid}.", assignment=assignment_uid)
    return assignment


@transaction.atomic
def hire(
    *,
    scheme_uid: UUID,
    name: str,
    email: str,
    phone: str = "",
    language: str = Language.BOKMAL,
    first_day: date,
    last_day: date | None = None,
    terms: TermsInput,
    by: Actor,
    now: datetime,
) -> UUID:
    """Take on an assistant from a day; a new person gets a login that waits for a password.

    Raises: WrongInput `assignment_ends_before_start`, those of the terms and of `invite_person`;
    Conflict `assistant_already_in_team`.
    """
    scheme = locked_scheme(scheme_uid)
    if last_day is not None and last_day < first_day:
        raise WrongInput(
            "assignment_ends_before_start", f"The assignment ends ({last_day}) before it starts ({first_day})."
        )
    _check_terms(terms)
    person_uid = invite_person(name=name, email=email, phone=phone, language=language, by=by, now=now)
    person = Person.objects.get(uid=person_uid)
    overlapping = scheme.assignments.filter(Q(last_day=None) | Q(last_day__gte=first_day), person=person)
    if last_day is not None:
        overlapping = overlapping.filter(first_day__lte=last_day)
    if overlapping.exists():
        raise Conflict("assistant_already_in_team", f"{person} is in the team already. Change the terms there.")
    assignment = Assignment(scheme=scheme, person=person, first_day=first_day, last_day=last_day)
    _set_terms(assignment, terms)
    note(
        "hire",
        by=by,
        now=now,
        subject_type="assignment",
        subject=assignment.uid,
        scheme=scheme.uid,
        first_day=str(first_day),
        weekly_minutes=terms.weekly_minutes,
    )
    return assignment.uid


@transaction.atomic
def change_terms(*, assignment_uid: UUID, terms: TermsInput, by: Actor, now: datetime) -> None:
    """Change hours, bounds, seniority and skills; the journal keeps the hours before and after.

    Raises: WrongInput `assistant_unknown` and those of the terms.
    """
    assignment = locked_assignment(assignment_uid)
    _check_terms(terms)
    before = assignment.weekly_minutes
    _set_terms(assignment, terms)
    note(
        "change_terms",
        by=by,
        now=now,
        subject_type="assignment",
        subject=assignment.uid,
        scheme=assignment.scheme.uid,
        weekly_minutes_before=before,
        weekly_minutes=terms.weekly_minutes,
    )


@transaction.atomic
def end_assignment(*, assignment_uid: UUID, last_day: date, by: Actor, now: datetime) -> None:
    """End the assignment; after its last day the scheme is closed to the assistant, own history stays.

    Raises: WrongInput `assistant_unknown`, `assignment_ends_before_start`.
    """
    assignment = locked_assignment(assignment_uid)
    if last_day < assignment.first_day:
        raise WrongInput(
            "assignment_ends_before_start",
            f"The assignment starts on {assignment.first_day}; it cannot end on {last_day}.",
            first_day=assignment.first_day,
        )
    assignment.last_day = last_day
    assignment.save(update_fields=["last_day"])
    note(
        "end_assignment",
        by=by,
        now=now,
        subject_type="assignment",
        subject=assignment.uid,
        scheme=assignment.scheme.uid,
        last_day=str(last_day),
    )


@transaction.atomic
def name_skill(*, scheme_uid: UUID, name: str, by: Actor, now: datetime) -> str:
    """Add a skill that shifts may need and assistants may have; naming it twice changes nothing."""
    scheme = locked_scheme(scheme_uid)
    clean = plain_text(name, field="skill", limit=60, required=True)
    known = next((skill for skill in scheme.skills.all() if skill.name.casefold() == clean.casefold()), None)
    if known is not None:
        return known.name
    Skill.objects.create(scheme=scheme, name=clean)
    note("name_skill", by=by, now=now, subject_type="scheme", subject=scheme.uid, scheme=scheme.uid)
    return clean


def skills_named(scheme: Scheme, names: Iterable[str]) -> list[Skill]:
    """The scheme's skills of these names.

    Raises: WrongInput `skill_unknown`.
    """
    wanted = set(names)
    found = list(scheme.skills.filter(name__in=wanted))
    missing = wanted - {skill.name for skill in found}
    if missing:
        raise WrongInput(
            "skill_unknown",
            f"The scheme has no skill {', '.join(sorted(missing))}. Name it first.",
            skills=sorted(missing),
        )
    return found


def _check_terms(terms: TermsInput) -> None:
    if not 0 < terms.weekly_minutes <= WEEK_MINUTES:
        raise WrongInput("contract_hours_out_of_range", "Agreed hours must be more than 0 and fit in a week.")
    if terms.full_time_minutes <= 0:
        raise WrongInput("full_time_not_positive", "A full week must have hours.")
    if terms.min_weekly_minutes > terms.max_weekly_minutes:
        raise WrongInput(
            "contract_min_above_max",
            "The least hours of a week are more than the most. Change one of them.",
            min_weekly_minutes=terms.min_weekly_minutes,
            max_weekly_minutes=terms.max_weekly_minutes,
        )
    if not terms.min_weekly_minutes <= terms.weekly_minutes <= terms.max_weekly_minutes:
        raise WrongInput(
            "contract_hours_cannot_be_met",
            f"{terms.weekly_minutes} minutes a week on average cannot be met when each week has between "
            f"{terms.min_weekly_minutes} and {terms.max_weekly_minutes}.",
            weekly_minutes=terms.weekly_minutes,
            min_weekly_minutes=terms.min_weekly_minutes,
            max_weekly_minutes=terms.max_weekly_minutes,
        )
    if terms.weekly_minutes > terms.weekly_limit_minutes:
        raise WrongInput(
            "contract_hours_over_limit",
            f"{terms.weekly_minutes} minutes a week is over the ordinary limit of {terms.weekly_limit_minutes}.",
            weekly_minutes=terms.weekly_minutes,
            limit=terms.weekly_limit_minutes,
        )


def _set_terms(assignment: Assignment, terms: TermsInput) -> None:
    assignment.weekly_minutes = terms.weekly_minutes
    assignment.min_weekly_minutes = terms.min_weekly_minutes
    assignment.max_weekly_minutes = terms.max_weekly_minutes
    assignment.full_time_minutes = terms.full_time_minutes
    assignment.weekly_limit_minutes = terms.weekly_limit_minutes
    assignment.tariff = plain_text(terms.tariff, field="tariff", limit=40, required=True)
    assignment.tariff_bound = terms.tariff_bound
    assignment.seniority_from = terms.seniority_from
    skills = skills_named(assignment.scheme, terms.skills)
    assignment.save()
    assignment.skills.set(skills)
