"""Acts on a supplier's own profile (leverandørprofil): write it, publish it, replace the list of municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.directory.access import require_coordinator
from selvstyrt.apps.directory.datasets.suppliers import SUPPLIERS, CoveredPlace
from selvstyrt.apps.directory.models_suppliers import SupplierCoverage, SupplierOffer, SupplierProfile
from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.place_names import fold
from selvstyrt.apps.directory.shelf import current
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Language, Organisation
from selvstyrt.apps.people.services import mail_address
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.core.base import WrongInput

ABOUT_LIMIT = 800
NOT_SLUGS = frozenset({"sammenlign"})


@dataclass(frozen=True, slots=True)
class ProfileDraft:
    """What a coordinator writes about the supplier (utkast til profil)."""

    about: str
    about_language: str
    website: str
    contact_email: str
    mails_whole_message: bool
    services: frozenset[Service]
    terms: frozenset[Term]
    languages: frozenset[Speech]
    is_published: bool


def checked(draft: ProfileDraft) -> ProfileDraft:
    """The draft as it can be stored, blanks removed.

    Raises: WrongInput `website_not_web`, `profile_empty`, `language_unknown`; as `plain_text` and `mail_address`.
    """
    about = plain_text(draft.about, field="about", limit=ABOUT_LIMIT)
    website = plain_text(draft.website, field="website", limit=300)
    if website and not is_web_address(website):
        raise WrongInput(
            "website_not_web", f"{website[:60]!r} is not a web address; begin with https://", field="website"
        )
    if draft.about_language not in Language.values:
        raise WrongInput("language_unknown", f"There is no language {draft.about_language!r}.", field="about_language")
    if draft.is_published and not (about or draft.services):
        raise WrongInput(
            "profile_empty", "A published profile says something: write about it or tick a service.", field="about"
        )
    try:
        email = mail_address(draft.contact_email) if draft.contact_email.strip() else ""
    except WrongInput as error:
        raise WrongInput(error.code, str(error), **{**error.facts, "field": "contact_email"}) from error
    return ProfileDraft(
        about=about,
        about_language=draft.about_language,
        website=website,
        contact_email=email,
        mails_whole_message=draft.mails_whole_message,
        services=draft.services,
        terms=draft.terms,
        languages=draft.languages,
        is_published=draft.is_published,
    )


def is_web_address(text: str) -> bool:
    """True for http and https with a host, without blanks; anything else never becomes a link."""
    scheme, _sep, rest = text.partition("://")
    host = rest.split("/", 1)[0]
    return scheme in {"http", "https"} and "." in host and not any(each.isspace() or each in '<>"' for each in text)


@transaction.atomic
def save_profile(*, supplier_uid: UUID, draft: ProfileDraft, by: Actor, now: datetime) -> None:
    """Write the profile; the first time it gets its address, which it keeps.

    Raises: NotAllowed `not_your_supplier`; WrongInput as `checked`.
    """
    require_coordinator(by=by, supplier_uid=supplier_uid, now=now)
    clean = checked(draft)
    profile = _profile(supplier_uid, now)
    profile.about, profile.about_language = clean.about, Language(clean.about_language)
    profile.website, profile.contact_email = clean.website, clean.contact_email
    profile.mails_whole_message, profile.is_published = clean.mails_whole_message, clean.is_published
    profile.changed_at = now
    profile.save()
    profile.offers.all().delete()
    SupplierOffer.objects.bulk_create(
        SupplierOffer(profile=profile, kind=kind, code=code)
        for kind, codes in (
            (SupplierOffer.Kind.SERVICE, clean.services),
            (SupplierOffer.Kind.TERM, clean.terms),
            (SupplierOffer.Kind.LANGUAGE, clean.languages),
        )
        for code in sorted(codes)
    )
    note(
        "save_supplier_profile",
        by=by,
        now=now,
        subject_type="organisation",
        subject=supplier_uid,
        published=clean.is_published,
        services=len(clean.services),
        terms=len(clean.terms),
    )


@transaction.atomic
def replace_coverage(*, supplier_uid: UUID, places: Sequence[CoveredPlace], by: Actor, now: datetime) -> None:
    """Put a new list of municipalities in the place of the old one.

    Raises: NotAllowed `not_your_supplier`.
    """
    require_coordinator(by=by, supplier_uid=supplier_uid, now=now)
    profile = _profile(supplier_uid, now)
    before = profile.coverage.count()
    profile.coverage.all().delete()
    SupplierCoverage.objects.bulk_create(
        SupplierCoverage(
            profile=profile,
            municipality_number=place.municipality_number,
            agreement_kind=place.agreement_kind,
            first_day=place.first_day,
            last_day=place.last_day,
            takes_new=place.takes_new,
            source_url=place.source_url,
            checked_on=place.checked_on,
        )
        for place in places
    )
    profile.coverage_changed_at = now
    profile.save(update_fields=["coverage_changed_at"])
    note(
        "replace_supplier_coverage",
        by=by,
        now=now,
        subject_type="organisation",
        subject=supplier_uid,
        before=before,
        after=len(places),
    )


def _profile(supplier_uid: UUID, now: datetime) -> SupplierProfile:
    """The profile, locked; a new one the first time."""
    organisation = Organisation.objects.select_for_update().get(uid=supplier_uid)
    known = SupplierProfile.objects.filter(organisation=organisation).first()
    if known is not None:
        return known
    return SupplierProfile.objects.create(
        organisation=organisation, slug=_free_slug(organisation), created_at=now, changed_at=now
    )


def _free_slug(organisation: Organisation) -> str:
    """An address that nobody has. A supplier that stands here from before, by number or by name, keeps that one."""
    shelved = current(SUPPLIERS)
    known = {each.slug: each for each in shelved.content} if shelved else {}
    wish = fold(organisation.name).replace(" ", "-")[:70].strip("-") or "x"
    for each in known.values():
        same_number = organisation.organisation_number and each.organisation_number == organisation.organisation_number
        if same_number or each.name.casefold() == organisation.name.casefold():
            wish = each.slug
            known = {slug: other for slug, other in known.items() if slug != wish}
    taken = NOT_SLUGS | set(known) | set(SupplierProfile.objects.values_list("slug", flat=True))
    return next(slug for number in range(1, 1000) if (slug := wish if number == 1 else f"{wish}-{number}") not in taken)
