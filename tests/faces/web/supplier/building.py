"""A supplier with a profile, a list and messages, for the matrix and the tests of the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from selvstyrt.apps.directory.contact import Letter, Receipt, receive
from selvstyrt.apps.directory.coverage import read_coverage
from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.profiles import ProfileDraft, replace_coverage, save_profile
from selvstyrt.apps.people.models import Membership
from tests.cast import FROM, Cast

WRITTEN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
DRAFT = ProfileDraft(
    about="Vi er et samvirke som eies av dem som leder sine egne ordninger.",
    about_language="nb",
    website="https://www.example.org/bpa",
    contact_email="raadgiver@example.test",
    mails_whole_message=False,
    services=frozenset({Service.ROTA, Service.ADVERT, Service.COORDINATOR}),
    terms=frozenset({Term.PENSION, Term.NIGHT, Term.SAFETY_DELEGATE}),
    languages=frozenset({Speech.NB, Speech.SE}),
    is_published=True,
)
LIST = """supplier_orgnr,supplier_name,kommunenummer,agreement_kind,valid_from,valid_to,accepts_new_users,source_url,\
checked_on
,KONSTRUERT SAMVIRKE SA,4601,service_concession,2023-01-01,,true,https://example.org/kommuner,2026-01-15
,KONSTRUERT SAMVIRKE SA,5610,,2024-07-01,,false,,2026-01-15
,KONSTRUERT SAMVIRKE SA,0301,framework_agreement,2022-01-01,2025-12-31,true,,2026-01-15
"""
LETTER = Letter(
    name="Mona Prøve",
    email="mona@example.test",
    phone="",
    municipality_number="4601",
    text="Jeg vil bytte leverandør fra nyttår. Kan dere ringe meg?",
    language="nb",
)


def publish(cast: Cast, **changes: Any) -> str:
    """Liv's supplier with a published profile; its place in the address."""
    save_profile(supplier_uid=cast.supplier.uid, draft=replace(DRAFT, **changes), by=cast.actor(cast.liv), now=WRITTEN)
    cast.supplier.refresh_from_db()
    return str(cast.supplier.supplier_profile.slug)


def publish_other(cast: Cast, **changes: Any) -> str:
    """The other supplier with a published profile; Nina coordinates for it."""
    membership = Membership.objects.create(
        person=cast.nina, organisation=cast.other_supplier, role=Membership.Role.COORDINATOR, first_day=FROM
    )
    draft = replace(DRAFT, contact_email="annen@example.test", services=frozenset({Service.CARS}), **changes)
    save_profile(supplier_uid=cast.other_supplier.uid, draft=draft, by=cast.actor(cast.nina), now=WRITTEN)
    membership.delete()
    return "nabohjelp-as"


def cover(cast: Cast, text: str = LIST) -> None:
    """The list of municipalities of Liv's supplier."""
    found = read_coverage(text, organisation_number="", numbers_today=lambda number: (number,))
    assert not found.problems
    replace_coverage(supplier_uid=cast.supplier.uid, places=found.places, by=cast.actor(cast.liv), now=WRITTEN)


def write(slug: str, *, now: datetime | None = None, address: str = "192.0.2.7", **changes: Any) -> Receipt:
    """A message to the supplier at the address, as the form sends it."""
    return receive(
        slug=slug,
        letter=replace(LETTER, **changes),
        nonce=uuid4().hex,
        address=address,
        now=now or timezone.now(),
    )


def in_english(cast: Cast) -> dict[str, Any]:
    publish(cast)
    return {"language": "en"}


def of_public_supplier(_cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "slug": "abcent"}


def of_published(cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "slug": publish(cast)}


def too_little(_cast: Cast) -> dict[str, str]:
    return {"name": "", "text": ""}


def of_receipt(cast: Cast) -> dict[str, Any]:
    slug = publish(cast)
    return {"language": "nb", "slug": slug, "uid": write(slug).uid}


def of_supplier(cast: Cast) -> dict[str, Any]:
    return {"supplier_uid": cast.supplier.uid}


def of_other_supplier(cast: Cast) -> dict[str, Any]:
    return {"supplier_uid": cast.other_supplier.uid}


def profile_typed(_cast: Cast) -> dict[str, Any]:
    return {"about": "Vi hjelper.", "about_language": "nb", "services": ["rota"], "is_published": "on"}


def list_pasted(_cast: Cast) -> dict[str, str]:
    return {"text": LIST, "save": "1"}


def _message(slug: str, supplier: UUID) -> dict[str, Any]:
    return {"supplier_uid": supplier, "message_uid": write(slug).uid}


def of_message(cast: Cast) -> dict[str, Any]:
    return _message(publish(cast), cast.supplier.uid)


def of_others_message(cast: Cast) -> dict[str, Any]:
    return _message(publish_other(cast), cast.other_supplier.uid)
