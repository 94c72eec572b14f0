"""Acts on persons and logins: invite, register organisations, change one's own details."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Language, Membership, Organisation, OrganisationKind, Person, User
from selvstyrt.apps.people.texts import municipality_digits, organisation_digits, plain_text
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def mail_address(text: str) -> str:
    """An e-mail address in lower case, as logins are compared.

    Raises: WrongInput `email_malformed`, and those of `plain_text`.
    """
    address = plain_text(text, field="email", limit=254, required=True).lower()
    if not _ADDRESS.fullmatch(address):
        raise WrongInput("email_malformed", f"{address!r} is not an e-mail address. Write it as name@place.no.")
    return address


@transaction.atomic
def invite_person(
    *, name: str, email: str, phone: str = "", language: str = Language.BOKMAL, by: Actor, now: datetime
) -> UUID:
    """Register a person with a login that has no password yet; a known address gives the known person.

    The same human being keeps one login, also as assistant in several schemes. Nothing about a
    known person is changed or told to the one who invites.

    Raises: WrongInput of `mail_address` and `plain_text`; Conflict `login_without_person`.
    """
    address = mail_address(email)
    clean_name = plain_text(name, field="name", limit=200, required=True)
    clean_phone = plain_text(phone, field="phone", limit=30)
    known = User.objects.select_for_update(of=("self",)).filter(email__iexact=address).first()
    if known is not None:
        if known.person is None:
            raise Conflict("login_without_person", "This address belongs to a login for operation, not to a person.")
        return known.person.uid
    person = Person.objects.create(name=clean_name, email=address, phone=clean_phone, language=Language(language))
    User.objects.create_user(address, person=person)
    note("invite_person", by=by, now=now, subject_type="person", subject=person.uid)
    return person.uid


@transaction.atomic
def register_person(*, name: str, by: Actor, now: datetime) -> UUID:
    """Register a person without a login: somebody whose scheme another person leads."""
    person = Person.objects.create(name=plain_text(name, field="name", limit=200, required=True))
    note("register_person", by=by, now=now, subject_type="person", subject=person.uid)
    return person.uid


@transaction.atomic
def register_organisation(
    *,
    name: str,
    kind: str,
    organisation_number: str = "",
    municipality_number: str = "",
    by: Actor,
    now: datetime,
) -> UUID:
    """Register a supplier or a municipality, once.

    Raises: WrongInput `organisation_number_malformed`, `municipality_number_malformed` and those of `plain_text`;
    Conflict `organisation_known`.
    """
    clean_name = plain_text(name, field="name", limit=200, required=True)
    number, place = organisation_digits(organisation_number), municipality_digits(municipality_number)
    same = Q(name__iexact=clean_name)
    same |= Q(organisation_number=number) if number else Q()
    same |= Q(municipality_number=place) if place else Q()
    known = Organisation.objects.filter(same, kind=OrganisationKind(kind)).first()
    if known is not None:
        raise Conflict("organisation_known", f"{known} is registered already. Choose it.", name=known.name)
    organisation = Organisation.objects.create(
        name=clean_name,
        kind=OrganisationKind(kind),
        organisation_number=number,
        municipality_number=place,
    )
    note("register_organisation", by=by, now=now, subject_type="organisation", subject=organisation.uid)
    return organisation.uid


@transaction.atomic
def register_supplier(
    *,
    name: str,
    organisation_number: str = "",
    coordinator_name: str,
    coordinator_email: str,
    first_day: date,
    by: Actor,
    now: datetime,
) -> tuple[UUID, UUID]:
    """Register a supplier with its first coordinator from a day; answers the supplier and the coordinator.

    Raises: as `register_organisation` and `invite_person`.
    """
    supplier = register_organisation(
        name=name, kind=OrganisationKind.SUPPLIER, organisation_number=organisation_number, by=by, now=now
    )
    coordinator = invite_person(name=coordinator_name, email=coordinator_email, by=by, now=now)
    make_coordinator(person_uid=coordinator, organisation_uid=supplier, first_day=first_day, by=by, now=now)
    return supplier, coordinator


@transaction.atomic
def set_up(
    *,
    supplier: str,
    organisation_number: str = "",
    municipality: str,
    municipality_number: str = "",
    coordinator_name: str,
    coordinator_email: str,
    by: Actor,
    now: datetime,
) -> UUID:
    """Make an empty installation ready: a supplier, a municipality, and the coordinator who opens schemes.

    Raises: Conflict `set_up_already`; as `register_supplier`.
    """
    if Organisation.objects.exists() or User.objects.exists():
        raise Conflict(
            "set_up_already",
            "This installation has been set up: it holds organisations or people. Log in as its coordinator; "
            "a new password can be had from the login page.",
        )
    register_organisation(
        name=municipality,
        kind=OrganisationKind.MUNICIPALITY,
        municipality_number=municipality_number,
        by=by,
        now=now,
    )
    _supplier, coordinator = register_supplier(
        name=supplier,
        organisation_number=organisation_number,
        coordinator_name=coordinator_name,
        coordinator_email=coordinator_email,
        first_day=timezone.localdate(now),
        by=by,
        now=now,
    )
    return coordinator


@transaction.atomic
def make_coordinator(*, person_uid: UUID, organisation_uid: UUID, first_day: date, by: Actor, now: datetime) -> None:
    """Give a person the role of coordinator in a supplier from a day."""
    person = Person.objects.get(uid=person_uid)
    organisation = Organisation.objects.get(uid=organisation_uid)
    if organisation.kind != OrganisationKind.SUPPLIER:
        raise WrongInput("coordinator_needs_supplier", f"{organisation} is not a supplier; only suppliers coordinate.")
    Membership.objects.create(
        person=person, organisation=organisation, role=Membership.Role.COORDINATOR, first_day=first_day
    )
    note(
        "make_coordinator",
        by=by,
        now=now,
        subject_type="person",
        subject=person.uid,
        organisation=str(organisation_uid),
    )


@transaction.atomic
def change_own_details(*, name: str, phone: str, language: str, by: Actor, now: datetime) -> None:
    """Change the name, phone number and language of the person who asks.

    Raises: WrongInput `language_unknown`, and those of `plain_text`.
    """
    person = _own_row(by)
    if language not in Language.values:
        raise WrongInput("language_unknown", f"There is no language {language!r}; choose nb, nn or en.")
    person.name = plain_text(name, field="name", limit=200, required=True)
    person.phone = plain_text(phone, field="phone", limit=30)
    person.language = Language(language)
    person.save(update_fields=["name", "phone", "language"])
    note("change_own_details", by=by, now=now, subject_type="person", subject=person.uid)


@transaction.atomic
def change_language(*, language: str, by: Actor, now: datetime) -> None:
    """Remember the language that the person chose.

    Raises: WrongInput `language_unknown`.
    """
    if language not in Language.values:
        raise WrongInput("language_unknown", f"There is no language {language!r}; choose nb, nn or en.")
    person = _own_row(by)
    if person.language != language:
        person.language = Language(language)
        person.save(update_fields=["language"])
        note("change_language", by=by, now=now, subject_type="person", subject=person.uid, language=language)


@transaction.atomic
def change_own_address(*, email: str, by: Actor, now: datetime) -> None:
    """Change the e-mail address that the person logs in with and gets messages at.

    Raises: WrongInput `email_malformed`; Conflict `email_taken`.
    """
    address = mail_address(email)
    person = _own_row(by)
    if User.objects.filter(email__iexact=address).exclude(person=person).exists():
        raise Conflict("email_taken", f"Another login already uses {address}. Choose another address.")
    person.email = address
    person.save(update_fields=["email"])
    User.objects.filter(person=person).update(email=address)
    note("change_own_address", by=by, now=now, subject_type="person", subject=person.uid)


def _own_row(by: Actor) -> Person:
    if by.person_uid is None:
        raise NotAllowed("system_has_no_details", "The system itself has no name, address or language.")
    return Person.objects.select_for_update().get(uid=by.person_uid)
