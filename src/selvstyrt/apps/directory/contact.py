"""Messages to a supplier's adviser (henvendelser): received, told by mail, answered, withdrawn, deleted in time.

A flood must drown neither the supplier nor the one who has something to ask: each sender and each supplier has a
limit, the same text counts once, and messages share mails. Why: `docs/decisions/015-contact-form-without-a-cookie.md`.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from ipaddress import ip_address
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from selvstyrt.apps.directory.access import require_coordinator
from selvstyrt.apps.directory.models_suppliers import ContactMessage, ContactNotice, SupplierProfile
from selvstyrt.apps.journal.actor import SYSTEM, Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Language, Person
from selvstyrt.apps.people.services import mail_address
from selvstyrt.apps.people.texts import municipality_digits, plain_text
from selvstyrt.core.base import NoAnswer, NotAllowed, WrongInput

CONSENT = "2026-11"
"""The version of the text that the sender agrees to; a new text gets a new one."""

KEEP_DAYS = 180
TEXT_LIMIT = 2000
PER_SENDER_HOUR, PER_SENDER_DAY = 5, 15
PER_SUPPLIER_HOUR, PER_SUPPLIER_DAY = 40, 200
MAILS_PER_HOUR = 6
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Letter:
    """What somebody writes to an adviser (henvendelse)."""

    name: str
    email: str
    phone: str
    municipality_number: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to the sender (kvittering); `is_repeat` when the same message was here already."""

    uid: UUID
    supplier: str
    slug: str
    received_at: datetime
    delete_on: date
    is_repeat: bool = False


def keyed_hash(*parts: str) -> str:
    """A hash that nobody can guess back without the installation's key: 32 hexadecimal digits."""
    return hmac.new(settings.SECRET_KEY.encode(), "\x1f".join(parts).encode(), hashlib.sha256).hexdigest()[:32]


def sender_hash(address: str, day: date) -> str:
    """The network address as a hash of the day; of IPv6 the part that one household shares (/64)."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return keyed_hash("contact", day.isoformat(), "unknown")
    network = parsed.exploded[:19] if parsed.version == 6 else str(parsed)
    return keyed_hash("contact", day.isoformat(), network)


def receive(*, slug: str, letter: Letter, nonce: str, address: str, now: datetime) -> Receipt:
    """Store a message to the supplier's adviser and tell the adviser by mail.

    The same form sent twice, or the same text from the same sender within a day, gives the first receipt again.

    Raises: WrongInput `text_missing`, `text_too_long`, `text_has_nul`, `email_malformed`, `phone_malformed`,
    `reply_address_missing`; NoAnswer `supplier_unreachable`; NotAllowed `contact_sender_limit`,
    `contact_supplier_limit`.
    """
    clean = checked_letter(letter)
    with transaction.atomic():
        profile = _reachable(slug)
        content = keyed_hash("content", slug, clean.email or clean.phone, " ".join(clean.text.casefold().split()))
        known = _known(profile, nonce, content, now)
        if known is not None:
            return _receipt(known, is_repeat=True)
        sender = sender_hash(address, timezone.localdate(now))
        _refuse_flood(profile, sender, now)
        message = ContactMessage.objects.create(
            profile=profile,
            notice=_notice(profile, now) if profile.contact_email else None,
            received_at=now,
            delete_on=timezone.localdate(now) + timedelta(days=KEEP_DAYS),
            language=clean.language,
            name=clean.name,
            email=clean.email,
            phone=clean.phone,
            municipality_number=clean.municipality_number,
            text=clean.text,
            consent=CONSENT,
            form_nonce=nonce,
            sender_hash=sender,
            content_hash=content,
        )
        note("receive_contact_message", by=SYSTEM, now=now, subject_type="contact_message", subject=message.uid)
    return _receipt(message)


def checked_letter(letter: Letter) -> Letter:
    """The letter as it can be stored.

    Raises: WrongInput, see `receive`.
    """
    phone = plain_text(letter.phone, field="phone", limit=30)
    if phone and not 8 <= sum(each.isdigit() for each in phone) <= 15:
        raise WrongInput("phone_malformed", "A phone number has 8 to 15 digits.", field="phone")
    if letter.language not in Language.values:
        raise WrongInput("language_unknown", f"There is no language {letter.language!r}.", field="language")
    email = mail_address(letter.email) if letter.email.strip() else ""
    try:
        validate_email(email or "a@example.org")
    except ValidationError as error:
        raise WrongInput("email_malformed", f"{email!r} is not an e-mail address.", field="email") from error
    clean = Letter(
        name=plain_text(letter.name, field="name", limit=100, required=True),
        email=email,
        phone=phone,
        municipality_number=municipality_digits(letter.municipality_number),
        text=plain_text(letter.text.replace("\r\n", "\n"), field="text", limit=TEXT_LIMIT, required=True),
        language=letter.language,
    )
    if any(sign in clean.name + clean.email + clean.phone for sign in "\r\n"):
        raise WrongInput("name_has_lines", "A name, an address and a number are one line.", field="name")
    if not clean.email and not clean.phone:
        raise WrongInput("reply_address_missing", "Write an e-mail address or a phone number.", field="email")
    return clean


def _reachable(slug: str) -> SupplierProfile:
    """The profile, locked, so that limits hold also for posts at the same moment."""
    profile = (
        SupplierProfile.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .filter(slug=slug, is_published=True)
        .exclude(contact_email="")
        .first()
    )
    if profile is None:
        raise NoAnswer("supplier_unreachable", f"{slug} takes no messages here.")
    return profile


def _known(profile: SupplierProfile, nonce: str, content: str, now: datetime) -> ContactMessage | None:
    same_form = ContactMessage.objects.filter(profile=profile, form_nonce=nonce)
    same_text = ContactMessage.objects.filter(profile=profile, content_hash=content, received_at__gt=now - DAY)
    return (same_form | same_text).select_related("profile__organisation").order_by("pk").first()


def _refuse_flood(profile: SupplierProfile, sender: str, now: datetime) -> None:
    """Count what came the last hour and day, from this sender to anybody and from anybody to this supplier."""
    hour = Count("pk", filter=Q(received_at__gt=now - HOUR))
    own = ContactMessage.objects.filter(sender_hash=sender).aggregate(hour=hour, day=Count("pk"))
    if own["hour"] >= PER_SENDER_HOUR or own["day"] >= PER_SENDER_DAY:
        raise NotAllowed("contact_sender_limit", "Too many messages from one address; try again later.")
    since_yesterday = ContactMessage.objects.filter(profile=profile, received_at__gt=now - DAY)
    theirs = since_yesterday.aggregate(hour=hour, day=Count("pk"))
    if theirs["hour"] >= PER_SUPPLIER_HOUR or theirs["day"] >= PER_SUPPLIER_DAY:
        raise NotAllowed("contact_supplier_limit", "The supplier has had very many messages; try tomorrow.")


def _notice(profile: SupplierProfile, now: datetime) -> ContactNotice:
    """A mail that waits and that nobody has begun to send; else a new one, put off when many went out this hour."""
    waiting = profile.notices.filter(sent_at=None, attempts=0).order_by("pk").first()
    if waiting is not None:
        return waiting
    recent = profile.notices.filter(due_at__gt=now - HOUR).order_by("due_at")
    due = now if recent.count() < MAILS_PER_HOUR else max(now, recent[0].due_at + HOUR)
    return ContactNotice.objects.create(profile=profile, created_at=now, due_at=due)


def _receipt(message: ContactMessage, *, is_repeat: bool = False) -> Receipt:
    profile = message.profile
    return Receipt(
        uid=message.uid,
        supplier=profile.organisation.name,
        slug=profile.slug,
        received_at=message.received_at,
        delete_on=message.delete_on,
        is_repeat=is_repeat,
    )


def receipt(*, slug: str, uid: UUID) -> Receipt | None:
    """The receipt of a message that is still here."""
    message = ContactMessage.objects.select_related("profile__organisation").filter(uid=uid, profile__slug=slug).first()
    return None if message is None else _receipt(message)


@transaction.atomic
def withdraw(*, slug: str, uid: UUID, now: datetime) -> bool:
    """Delete a message for its sender: taking a consent back is as easy as giving it. False when it is gone."""
    gone, _each = ContactMessage.objects.filter(uid=uid, profile__slug=slug).delete()
    if gone:
        note("withdraw_contact_message", by=SYSTEM, now=now, subject_type="contact_message", subject=uid)
    return bool(gone)


@transaction.atomic
def mark_answered(*, supplier_uid: UUID, message_uid: UUID, answered: bool, by: Actor, now: datetime) -> None:
    """Note that a message is answered, or that it is not after all.

    Raises: NotAllowed `not_your_supplier`; WrongInput `message_unknown`.
    """
    require_coordinator(by=by, supplier_uid=supplier_uid, now=now)
    message = ContactMessage.objects.filter(uid=message_uid, profile__organisation__uid=supplier_uid).first()
    if message is None:
        raise WrongInput("message_unknown", "There is no such message to this supplier; it may have been deleted.")
    if answered is (message.answered_at is not None):
        return
    message.answered_at = now if answered else None
    message.answered_by = Person.objects.filter(uid=by.person_uid).first() if answered and by.person_uid else None
    message.save(update_fields=["answered_at", "answered_by"])
    act = "answer_contact_message" if answered else "reopen_contact_message"
    note(act, by=by, now=now, subject_type="contact_message", subject=message.uid)


@transaction.atomic
def delete_expired(*, now: datetime) -> int:
    """Delete the messages whose time is over, and notices that nobody needs; how many messages went."""
    expired = ContactMessage.objects.filter(delete_on__lte=timezone.localdate(now))
    count = expired.count()
    expired.delete()
    ContactNotice.objects.filter(messages=None, created_at__lt=now - DAY).delete()
    if count:
        note("delete_contact_messages", by=SYSTEM, now=now, subject_type="contact_message", count=count)
    return count
