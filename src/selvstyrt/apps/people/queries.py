"""Questions about persons and organisations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.people.models import Membership, Organisation, OrganisationKind, Person
from selvstyrt.core.base import WrongInput


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a person may see and change about themselves (mine opplysninger)."""

    uid: UUID
    name: str
    email: str
    phone: str
    language: str
    has_login: bool
    has_password: bool


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as a list shows it."""

    uid: UUID
    name: str


def person_card(person_uid: UUID) -> PersonCard:
    """One person.

    Raises: WrongInput `person_unknown`.
    """
    person = Person.objects.select_related("user").filter(uid=person_uid).first()
    if person is None:
        raise WrongInput("person_unknown", f"There is no person {person_uid}.", person=person_uid)
    user = getattr(person, "user", None)
    return PersonCard(
        uid=person.uid,
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        has_login=user is not None and user.is_active,
        has_password=user is not None and user.has_usable_password(),
    )


def names_of(person_uids: set[UUID]) -> dict[UUID, str]:
    """Names by uid, in one query."""
    return dict(Person.objects.filter(uid__in=person_uids).values_list("uid", "name"))


def organisations(kind: str) -> list[OrganisationName]:
    """All suppliers or all municipalities, by name."""
    found = Organisation.objects.filter(kind=OrganisationKind(kind)).order_by("name", "pk")
    return [OrganisationName(uid, name) for uid, name in found.values_list("uid", "name")]


def coordinates_for(*, person_uid: UUID, on: date) -> list[OrganisationName]:
    """The suppliers that the person coordinates for on the day."""
    found = (
        Membership.objects.filter(
            Q(last_day=None) | Q(last_day__gte=on),
            person__uid=person_uid,
            role=Membership.Role.COORDINATOR,
            first_day__lte=on,
        )
        .order_by("organisation__name")
        .values_list("organisation__uid", "organisation__name")
    )
    return [OrganisationName(uid, name) for uid, name in found]


def coordinator_of(*, email: str, supplier: str, on: date) -> tuple[UUID, UUID]:
    """The person with this address who coordinates for the supplier of this name on the day, and the supplier.

    Raises: WrongInput `coordinator_unknown`.
    """
    found = Membership.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on),
        first_day__lte=on,
        role=Membership.Role.COORDINATOR,
        organisation__name__iexact=supplier,
        person__email__iexact=email,
    ).values_list("person__uid", "organisation__uid")
    if len(found) != 1:
        raise WrongInput("coordinator_unknown", f"{email} does not coordinate for {supplier!r} today.", email=email)
    return found[0]
