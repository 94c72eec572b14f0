"""Opening a scheme from nothing: the people, the case and the scheme in one act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from selvstyrt.apps.decisions.services import register_case
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.models import Language, OrganisationKind
from selvstyrt.apps.people.queries import coordinates_for
from selvstyrt.apps.people.services import invite_person, register_organisation, register_person, register_supplier
from selvstyrt.apps.schemes.services.leading import open_scheme, set_supplier
from selvstyrt.core.base import NotAllowed


@dataclass(frozen=True, slots=True)
class LeaderInput:
    """Who leads the scheme (arbeidsleder), with the address for logging in."""

    name: str
    email: str
    phone: str = ""
    language: str = Language.BOKMAL


@dataclass(frozen=True, slots=True)
class MunicipalityInput:
    """A municipality that is registered, or the name and number of one that is not."""

    uid: UUID | None = None
    name: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class SupplierInput:
    """A supplier that is registered, or what is needed to register one with its first coordinator."""

    uid: UUID | None = None
    name: str = ""
    organisation_number: str = ""
    coordinator_name: str = ""
    coordinator_email: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """The new scheme and the person who leads it."""

    scheme_uid: UUID
    leader_uid: UUID


@transaction.atomic
def open_new_scheme(
    *,
    name: str,
    leader: LeaderInput,
    owner_name: str = "",
    municipality: MunicipalityInput,
    reference: str,
    supplier_uid: UUID,
    started_on: date,
    by: Actor,
    now: datetime,
) -> Opened:
    """Register the people and the case and open the scheme, for a supplier that the actor coordinates for.

    Without `owner_name` the leader owns the decision. An owner whom another person leads for needs no login.

    Raises: NotAllowed `not_your_supplier`; as `invite_person`, `register_organisation`, `register_case` and
    `open_scheme`.
    """
    _check_coordinates(by, supplier_uid, now)
    leader_uid = invite_person(
        name=leader.name, email=leader.email, phone=leader.phone, language=leader.language, by=by, now=now
    )
    owner_uid = register_person(name=owner_name, by=by, now=now) if owner_name else leader_uid
    municipality_uid = municipality.uid or register_organisation(
        name=municipality.name,
        kind=OrganisationKind.MUNICIPALITY,
        municipality_number=municipality.number,
        by=by,
        now=now,
    )
    case_uid = register_case(
        owner_uid=owner_uid, municipality_uid=municipality_uid, reference=reference, by=by, now=now
    )
    scheme_uid = open_scheme(
        name=name,
        case_uid=case_uid,
        supplier_uid=supplier_uid,
        leader_uid=leader_uid,
        started_on=started_on,
        by=by,
        now=now,
    )
    return Opened(scheme_uid, leader_uid)


@transaction.atomic
def change_supplier(
    *, scheme_uid: UUID, supplier: SupplierInput, first_day: date, by: Actor, now: datetime
) -> UUID | None:
    """Change the supplier from a day, and register it first when it is new; answers the coordinator who is new.

    Raises: as `register_supplier` and `set_supplier`.
    """
    uid, coordinator = supplier.uid, None
    if uid is None:
        uid, coordinator = register_supplier(
            name=supplier.name,
            organisation_number=supplier.organisation_number,
            coordinator_name=supplier.coordinator_name,
            coordinator_email=supplier.coordinator_email,
            first_day=timezone.localdate(now),
            by=by,
            now=now,
        )
    set_supplier(scheme_uid=scheme_uid, organisation_uid=uid, first_day=first_day, by=by, now=now)
    return coordinator


def _check_coordinates(by: Actor, supplier_uid: UUID, now: datetime) -> None:
    known = coordinates_for(person_uid=by.person_uid, on=timezone.localdate(now)) if by.person_uid else []
    if supplier_uid not in {supplier.uid for supplier in known}:
        raise NotAllowed("not_your_supplier", "Only a coordinator of the supplier opens schemes for it.")
