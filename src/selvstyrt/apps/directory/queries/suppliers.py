"""Reads of suppliers (leverandører): those with a profile of their own here, and those known from public pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from selvstyrt.apps.directory.datasets.suppliers import SUPPLIERS, CoveredPlace, PublicSupplier
from selvstyrt.apps.directory.models_suppliers import ContactMessage, SupplierOffer, SupplierProfile
from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.profiles import ProfileDraft
from selvstyrt.apps.directory.shelf import Provenance, current
from selvstyrt.apps.people.models import Language, Organisation


@dataclass(frozen=True, slots=True)
class Supplier:
    """A supplier in the public directory (leverandør).

    `is_own` True: its coordinators wrote this here, and `said_on` is the day they last did. Else it is from the page
    that `provenance` names, and `said_on` is the day that page was read. An offer that is not there is not stated,
    never refused. `coverage` None: no list of municipalities is known.
    """

    slug: str
    name: str
    organisation_number: str
    about: str
    about_language: str
    website: str
    services: tuple[Service, ...]
    terms: tuple[Term, ...]
    languages: tuple[Speech, ...]
    claims: tuple[str, ...]
    coverage: tuple[CoveredPlace, ...] | None
    coverage_said_on: date | None
    is_own: bool
    said_on: date
    can_be_written_to: bool
    mails_whole_message: bool
    provenance: Provenance | None

    def covers(self, municipality_number: str, on: date) -> CoveredPlace | None:
        """The line about a municipality that holds on the day; one with an agreement goes first."""
        lines = [
            each
            for each in self.coverage or ()
            if each.municipality_number == municipality_number and each.holds_on(on)
        ]
        return min(lines, key=lambda each: not each.agreement_kind, default=None)


@dataclass(frozen=True, slots=True)
class SuppliersThere:
    """Who works in a municipality by their own account (leverandører i kommunen).

    `without_list` are suppliers whose list of municipalities is not known: they may work there too.
    """

    with_agreement: tuple[tuple[Supplier, CoveredPlace], ...]
    others: tuple[tuple[Supplier, CoveredPlace], ...]
    without_list: tuple[Supplier, ...]


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """A supplier's profile as its coordinators see it (egen profil); `draft` None: nothing is written yet."""

    supplier_uid: UUID
    name: str
    organisation_number: str
    slug: str
    draft: ProfileDraft | None
    changed_at: datetime | None
    coverage: tuple[CoveredPlace, ...]
    unanswered: int


@dataclass(frozen=True, slots=True)
class ReceivedMessage:
    """A message from the contact form (henvendelse) as a coordinator reads it."""

    uid: UUID
    received_at: datetime
    delete_on: date
    language: str
    name: str
    email: str
    phone: str
    municipality_number: str
    text: str
    answered_at: datetime | None
    answered_by: str


def suppliers() -> tuple[Supplier, ...]:
    """Every supplier that is shown, by name; a profile written here takes the place of facts from a public page."""
    own = [_of_profile(each) for each in _published()]
    slugs = {each.slug for each in own}
    numbers = {each.organisation_number for each in own if each.organisation_number}
    shelved = current(SUPPLIERS)
    pages = [_of_page(each, shelved.provenance) for each in shelved.content] if shelved else []
    public = [each for each in pages if each.slug not in slugs and each.organisation_number not in numbers]
    return tuple(sorted([*own, *public], key=lambda each: (each.name.casefold(), each.slug)))


def supplier(slug: str) -> Supplier | None:
    """One supplier by its place in the address, or None."""
    return next((each for each in suppliers() if each.slug == slug), None)


def suppliers_in(municipality_number: str, *, on: date) -> SuppliersThere:
    """Who says they work in a municipality of today on a day."""
    known = suppliers()
    found = [(each, place) for each in known if (place := each.covers(municipality_number, on)) is not None]
    return SuppliersThere(
        with_agreement=tuple(each for each in found if each[1].agreement_kind),
        others=tuple(each for each in found if not each[1].agreement_kind),
        without_list=tuple(each for each in known if each.coverage is None),
    )


def own_profile(supplier_uid: UUID) -> OwnProfile | None:
    """The profile of a supplier for its own coordinators, or None when there is no such supplier.

    The caller has seen to it that the reader coordinates for the supplier.
    """
    organisation = Organisation.objects.filter(uid=supplier_uid).first()
    if organisation is None:
        return None
    profile = SupplierProfile.objects.filter(organisation=organisation).prefetch_related("offers", "coverage").first()
    if profile is None:
        return OwnProfile(supplier_uid, organisation.name, organisation.organisation_number, "", None, None, (), 0)
    return OwnProfile(
        supplier_uid=supplier_uid,
        name=organisation.name,
        organisation_number=organisation.organisation_number,
        slug=profile.slug,
        draft=_draft(profile),
        changed_at=profile.changed_at,
        coverage=_places(profile),
        unanswered=profile.messages.filter(answered_at=None).count(),
    )


def previewed(profile: OwnProfile, draft: ProfileDraft, *, on: date) -> Supplier:
    """The supplier as the public page would show the draft."""
    return Supplier(
        slug=profile.slug,
        name=profile.name,
        organisation_number=profile.organisation_number,
        about=draft.about,
        about_language=draft.about_language,
        website=draft.website,
        services=tuple(each for each in Service if each in draft.services),
        terms=tuple(each for each in Term if each in draft.terms),
        languages=tuple(each for each in Speech if each in draft.languages),
        claims=(),
        coverage=profile.coverage or None,
        coverage_said_on=None,
        is_own=True,
        said_on=on,
        can_be_written_to=bool(draft.contact_email),
        mails_whole_message=draft.mails_whole_message,
        provenance=None,
    )


def unanswered_to(supplier_uids: Iterable[UUID]) -> int:
    """How many messages to these suppliers wait for an answer."""
    uids = list(supplier_uids)
    if not uids:
        return 0
    return ContactMessage.objects.filter(profile__organisation__uid__in=uids, answered_at=None).count()


def messages_to(supplier_uid: UUID) -> Sequence[ReceivedMessage]:
    """The messages to a supplier, those without an answer first, then the newest."""
    found = ContactMessage.objects.filter(profile__organisation__uid=supplier_uid).select_related("answered_by")
    rows = sorted(found, key=lambda each: (each.answered_at is not None, -each.received_at.timestamp()))
    return [
        ReceivedMessage(
            uid=each.uid,
            received_at=each.received_at,
            delete_on=each.delete_on,
            language=each.language,
            name=each.name,
            email=each.email,
            phone=each.phone,
            municipality_number=each.municipality_number,
            text=each.text,
            answered_at=each.answered_at,
            answered_by=each.answered_by.name if each.answered_by else "",
        )
        for each in rows
    ]


def _published() -> list[SupplierProfile]:
    found = SupplierProfile.objects.filter(is_published=True).select_related("organisation")
    return list(found.prefetch_related("offers", "coverage"))


def _draft(profile: SupplierProfile) -> ProfileDraft:
    codes = _codes(profile)
    return ProfileDraft(
        about=profile.about,
        about_language=profile.about_language,
        website=profile.website,
        contact_email=profile.contact_email,
        mails_whole_message=profile.mails_whole_message,
        services=frozenset(each for each in Service if each in codes[SupplierOffer.Kind.SERVICE]),
        terms=frozenset(each for each in Term if each in codes[SupplierOffer.Kind.TERM]),
        languages=frozenset(each for each in Speech if each in codes[SupplierOffer.Kind.LANGUAGE]),
        is_published=profile.is_published,
    )


def _codes(profile: SupplierProfile) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {kind: set() for kind in SupplierOffer.Kind.values}
    for offer in profile.offers.all():
        codes[offer.kind].add(offer.code)
    return codes


def _places(profile: SupplierProfile) -> tuple[CoveredPlace, ...]:
    return tuple(
        CoveredPlace(
            municipality_number=each.municipality_number,
            agreement_kind=each.agreement_kind,
            first_day=each.first_day,
            last_day=each.last_day,
            takes_new=each.takes_new,
            source_url=each.source_url,
            checked_on=each.checked_on,
        )
        for each in sorted(profile.coverage.all(), key=lambda row: (row.municipality_number, row.pk))
    )


def _of_profile(profile: SupplierProfile) -> Supplier:
    codes = _codes(profile)
    written = profile.coverage_changed_at
    return Supplier(
        slug=profile.slug,
        name=profile.organisation.name,
        organisation_number=profile.organisation.organisation_number,
        about=profile.about,
        about_language=profile.about_language,
        website=profile.website,
        services=tuple(each for each in Service if each in codes[SupplierOffer.Kind.SERVICE]),
        terms=tuple(each for each in Term if each in codes[SupplierOffer.Kind.TERM]),
        languages=tuple(each for each in Speech if each in codes[SupplierOffer.Kind.LANGUAGE]),
        claims=(),
        coverage=_places(profile) if written else None,
        coverage_said_on=timezone.localdate(written) if written else None,
        is_own=True,
        said_on=timezone.localdate(profile.changed_at),
        can_be_written_to=bool(profile.contact_email),
        mails_whole_message=profile.mails_whole_message,
        provenance=None,
    )


def _of_page(page: PublicSupplier, provenance: Provenance) -> Supplier:
    return Supplier(
        slug=page.slug,
        name=page.name,
        organisation_number=page.organisation_number,
        about="",
        about_language=Language.BOKMAL,
        website=page.website,
        services=page.services,
        terms=page.terms,
        languages=page.languages,
        claims=page.claims,
        coverage=page.coverage,
        coverage_said_on=page.checked_on if page.coverage is not None else None,
        is_own=False,
        said_on=page.checked_on,
        can_be_written_to=False,
        mails_whole_message=False,
        provenance=provenance,
    )
