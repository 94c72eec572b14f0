"""Acts on persons and logins: invite, register organisations, change one's own details."""

from __future__ import annotations

import re
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Language, Membership, Organisation, OrganisationKind, Person, User
from selvstyrt.apps.people.texts import plain_text
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
    known = User.objects.select_for_update().filter(email__iexact=address).first()
    if known is not None:
        if known.person is None:
            raise Conflict("login_without_person", "This address belongs to a login for operation, not to a person.")
        return known.person.uid
    person = Person.objects.create(name=clean_name, email=address, phone=clean_phone, language=Language(language))
    User.objects.create_user(address, person=person)
    note("invite_person", by=by, now=now, subject_type="person", subject=person.uid)
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
    """Register a supplier or a municipality."""
    organisation = Organisation.objects.create(
        name=plain_text(name, field="name", limit=200, required=True),
        kind=OrganisationKind(kind),
        organisation_number=plain_text(organisation_number, field="organisation_number", limit=9),
        municipality_number=plain_text(municipality_number, field="municipality_number", limit=4),
    )
    note("register_organisation", by=by, now=now, subject_type="organisation", subject=organisation.uid)
    return organisation.uid


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
