"""Opening a scheme, choosing its supplier, giving and ending leading roles."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from selvstyrt.apps.decisions.models import Case
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Organisation, OrganisationKind, Person
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme, SchemeRole, SupplierPeriod
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput


def locked_scheme(scheme_uid: UUID) -> Scheme:
    """The scheme's row, locked for the rest of the transaction.

    Raises: WrongInput `scheme_unknown`.
    """
    scheme = Scheme.objects.select_for_update().filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("scheme_unknown", f"There is no scheme {scheme_uid}.", scheme=scheme_uid)
    return scheme


def locked_running(scheme_uid: UUID) -> Scheme:
    """The row of a scheme that has not ended, locked for the rest of the transaction.

    Raises: WrongInput `scheme_unknown`; NotAllowed `scheme_has_ended`.
    """
    scheme = locked_scheme(scheme_uid)
    if scheme.state == Scheme.State.ENDED:
        raise NotAllowed("scheme_has_ended", "The scheme has ended; nothing more can be needed or planned in it.")
    return scheme


@transaction.atomic
def open_scheme(
    *,
    name: str,
    case_uid: UUID,
    supplier_uid: UUID,
    leader_uid: UUID,
    started_on: date,
    by: Actor,
    now: datetime,
) -> UUID:
    """Open a scheme for a case, with its supplier and its first work leader.

    These have their roles from today when the scheme starts later, so that they can prepare it.

    Raises: WrongInput `case_unknown`; Conflict `case_has_scheme`; those of `set_supplier` and `give_role`.
    """
    case = Case.objects.select_for_update().filter(uid=case_uid).first()
    if case is None:
        raise WrongInput("case_unknown", f"There is no case {case_uid}.", case=case_uid)
    if Scheme.objects.filter(case=case).exists():
        raise Conflict("case_has_scheme", "This case has a scheme already. Open that one.")
    scheme = Scheme.objects.create(
        name=plain_text(name, field="name", limit=100, required=True), case=case, started_on=started_on
    )
    note("open_scheme", by=by, now=now, subject_type="scheme", subject=scheme.uid, scheme=scheme.uid)
    first_day = min(started_on, timezone.localdate(now))
    set_supplier(scheme_uid=scheme.uid, organisation_uid=supplier_uid, first_day=first_day, by=by, now=now)
    give_role(
        scheme_uid=scheme.uid,
        person_uid=leader_uid,
        role=SchemeRole.Role.WORK_LEADER,
        first_day=first_day,
        by=by,
        now=now,
    )
    set_hours_policy(scheme_uid=scheme.uid, first_day=first_day, by=by, now=now)
    return scheme.uid


@transaction.atomic
def set_supplier(*, scheme_uid: UUID, organisation_uid: UUID, first_day: date, by: Actor, now: datetime) -> None:
    """Choose the supplier from a day; the one before it ends the day before.

    Raises: WrongInput `supplier_unknown`; Conflict `supplier_not_newest`, `supplier_same`.
    """
    scheme = locked_scheme(scheme_uid)
    organisation = Organisation.objects.filter(uid=organisation_uid, kind=OrganisationKind.SUPPLIER).first()
    if organisation is None:
        raise WrongInput("supplier_unknown", f"There is no supplier {organisation_uid}.", supplier=organisation_uid)
    latest = scheme.supplier_periods.order_by("-first_day").first()
    if latest is not None and latest.first_day >= first_day:
        raise Conflict(
            "supplier_not_newest",
            f"The scheme has a supplier from {latest.first_day}. A change must start on a later day.",
            first_day=latest.first_day,
        )
    if latest is not None and latest.last_day is None and latest.organisation_id == organisation.pk:
        raise Conflict("supplier_same", f"{organisation} is the supplier already. Choose another one.")
    if latest is not None and (latest.last_day is None or latest.last_day >= first_day):
        latest.last_day = first_day - timedelta(days=1)
        latest.save(update_fields=["last_day"])
    SupplierPeriod.objects.create(scheme=scheme, organisation=organisation, first_day=first_day)
    note(
        "set_supplier",
        by=by,
        now=now,
        subject_type="organisation",
        subject=organisation.uid,
        scheme=scheme.uid,
        first_day=str(first_day),
    )


@transaction.atomic
def set_hours_policy(
    *,
    scheme_uid: UUID,
    first_day: date,
    carry_over: str = HoursPolicy.CarryOver.NONE,
    carry_over_cap_minutes: int = 0,
    overspend: str = HoursPolicy.Overspend.WARN,
    passive_minutes_per_hour: int = 60,
    training_from_frame: bool = True,
    meeting_from_frame: bool = True,
    source: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """How hours count in the scheme from a day, as the municipality and the contract say.

    Time that is approved already is not counted again.

    Raises: WrongInput `passive_share_out_of_range`, `carry_over_cap_missing`; Conflict `hours_policy_same_day`.
    """
    scheme = locked_scheme(scheme_uid)
    if not 0 <= passive_minutes_per_hour <= 60:
        raise WrongInput("passive_share_out_of_range", "A resting hour draws 0 to 60 minutes.")
    if carry_over == HoursPolicy.CarryOver.CAP and carry_over_cap_minutes <= 0:
        raise WrongInput("carry_over_cap_missing", "Say how many hours may be carried over, or choose none.")
    if scheme.hours_policies.filter(first_day=first_day).exists():
        raise Conflict(
            "hours_policy_same_day",
            f"There is a policy from {first_day} already. Choose another day.",
            first_day=first_day,
        )
    HoursPolicy.objects.create(
        scheme=scheme,
        first_day=first_day,
        carry_over=HoursPolicy.CarryOver(carry_over),
        carry_over_cap_minutes=carry_over_cap_minutes,
        overspend=HoursPolicy.Overspend(overspend),
        passive_minutes_per_hour=passive_minutes_per_hour,
        training_from_frame=training_from_frame,
        meeting_from_frame=meeting_from_frame,
        source=plain_text(source, field="source", limit=200),
    )
    note("set_hours_policy", by=by, now=now, subject_type="scheme", subject=scheme.uid, scheme=scheme.uid)


@transaction.atomic
def give_role(*, scheme_uid: UUID, person_uid: UUID, role: str, first_day: date, by: Actor, now: datetime) -> None:
    """Give a person a leading role from a day.

    Raises: WrongInput `person_unknown`, `role_unknown`; Conflict `role_held_already`.
    """
    scheme = locked_scheme(scheme_uid)
    person = Person.objects.filter(uid=person_uid).first()
    if person is None:
        raise WrongInput("person_unknown", f"There is no person {person_uid}.", person=person_uid)
    if role not in SchemeRole.Role.values:
        raise WrongInput("role_unknown", f"There is no role {role!r} in a scheme.")
    held = scheme.roles.filter(Q(last_day=None) | Q(last_day__gte=first_day), person=person, role=role)
    if held.exists():
        raise Conflict("role_held_already", f"{person} has this role already.")
    SchemeRole.objects.create(scheme=scheme, person=person, role=role, first_day=first_day)
    note(
        "give_role",
        by=by,
        now=now,
        subject_type="person",
        subject=person.uid,
        scheme=scheme.uid,
        role=role,
        first_day=str(first_day),
    )


@transaction.atomic
def end_role(*, scheme_uid: UUID, person_uid: UUID, role: str, last_day: date, by: Actor, now: datetime) -> None:
    """End a leading role; the last work leader of a scheme cannot leave before another has come.

    Raises: WrongInput `role_not_held`, `role_ends_before_start`; NotAllowed `scheme_needs_leader`.
    """
    scheme = locked_scheme(scheme_uid)
    held = (
        scheme.roles.filter(Q(last_day=None) | Q(last_day__gt=last_day), person__uid=person_uid, role=role)
        .order_by("-first_day")
        .first()
    )
    if held is None:
        raise WrongInput("role_not_held", "The person does not have this role after that day.")
    if last_day < held.first_day:
        raise WrongInput("role_ends_before_start", f"The role starts on {held.first_day}; it cannot end before.")
    others = scheme.roles.filter(Q(last_day=None) | Q(last_day__gt=last_day), role=SchemeRole.Role.WORK_LEADER)
    if role == SchemeRole.Role.WORK_LEADER and not others.exclude(pk=held.pk).exists():
        raise NotAllowed("scheme_needs_leader", "A scheme needs a work leader. Give the role to another person first.")
    held.last_day = last_day
    held.save(update_fields=["last_day"])
    note(
        "end_role",
        by=by,
        now=now,
        subject_type="person",
        subject=person_uid,
        scheme=scheme.uid,
        role=role,
        last_day=str(last_day),
    )
