"""What the demo's supplier shows to everybody: an invented profile that says so, its municipalities, a message."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from selvstyrt.apps.directory.contact import Letter, receive
from selvstyrt.apps.directory.datasets.suppliers import CoveredPlace
from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.profiles import ProfileDraft, replace_coverage, save_profile
from selvstyrt.apps.journal.actor import Actor

PROFILE = ProfileDraft(
    about="Dette er en oppdiktet leverandør i demoen av Selvstyrt.",
    about_language="nb",
    website="",
    contact_email="raadgiver@example.test",
    mails_whole_message=False,
    services=frozenset({Service.ADVERT, Service.ROTA, Service.SUBSTITUTES, Service.TRAINING, Service.COORDINATOR}),
    terms=frozenset({Term.EVENING, Term.NIGHT, Term.WEEKEND, Term.PENSION, Term.INSURANCE, Term.SAFETY_DELEGATE}),
    languages=frozenset({Speech.NB, Speech.NN, Speech.EN}),
    is_published=True,
)
PLACES = (("4601", "service_concession", True), ("4640", "framework_agreement", True), ("4614", "", False))
LETTER = Letter(
    name="Mona Prøve",
    email="mona@example.test",
    phone="",
    municipality_number="4601",
    text="Jeg har fått vedtak om BPA og leter etter en leverandør. Kan dere ringe meg?",
    language="nb",
)


def show_supplier(supplier_uid: UUID, coordinator: Actor, now: datetime) -> None:
    """Publish the profile and the municipalities, and let somebody write to the adviser."""
    save_profile(supplier_uid=supplier_uid, draft=PROFILE, by=coordinator, now=now)
    places = [
        CoveredPlace(number, kind, now.date(), None, takes_new, "", now.date()) for number, kind, takes_new in PLACES
    ]
    replace_coverage(supplier_uid=supplier_uid, places=places, by=coordinator, now=now)
    receive(slug="assistansen-sa", letter=LETTER, nonce="demo", address="127.0.0.1", now=now)
