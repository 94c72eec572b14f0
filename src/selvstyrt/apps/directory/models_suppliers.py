"""Rows about suppliers in the public directory: what they say of themselves, and messages from their visitors."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.people.models import Language, Organisation, Person


class SupplierProfile(models.Model):
    """What a supplier says of itself in the public directory (leverandørprofil); its coordinators write it.

    `contact_email` is the adviser's address. It is never shown; messages of the contact form are told there.
    `mails_whole_message` is the supplier's choice: else the mail only says that a message waits.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="supplier_profile")
    slug = models.SlugField(max_length=80, unique=True)
    about = models.TextField(blank=True)
    about_language = models.CharField(max_length=2, choices=Language.choices, default=Language.BOKMAL)
    website = models.CharField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    mails_whole_message = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    coverage_changed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug


class SupplierOffer(models.Model):
    """One thing that a supplier offers (tilbud): a service, a term of employment, or a language."""

    class Kind(models.TextChoices):
        SERVICE = "service", "tjeneste"
        TERM = "term", "arbeidsvilkår"
        LANGUAGE = "language", "språk"

    profile = models.ForeignKey(SupplierProfile, on_delete=models.CASCADE, related_name="offers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    code = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["profile", "kind", "code"], name="an_offer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.kind} {self.code}"


class SupplierCoverage(models.Model):
    """A municipality where a supplier says it works, with dates (dekning); `agreement_kind` empty: none is stated."""

    class AgreementKind(models.TextChoices):
        SERVICE_CONCESSION = "service_concession", "tjenestekonsesjon"
        FRAMEWORK_AGREEMENT = "framework_agreement", "rammeavtale"
        OTHER = "other", "annen avtale"

    profile = models.ForeignKey(SupplierProfile, on_delete=models.CASCADE, related_name="coverage")
    municipality_number = models.CharField(max_length=4, db_index=True)
    agreement_kind = models.CharField(max_length=20, choices=AgreementKind.choices, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    takes_new = models.BooleanField(null=True, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="coverage_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["profile", "municipality_number", "agreement_kind", "first_day"], name="coverage_stands_once"
            ),
            models.UniqueConstraint(
                fields=["profile", "municipality_number", "agreement_kind"],
                condition=Q(first_day=None),
                name="coverage_without_a_day_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.municipality_number}"


class ContactNotice(models.Model):
    """A mail to the adviser that messages wait (varsel): written with the message, sent afterwards, tried again.

    Messages that come while one waits to be sent share it, so that a flood of messages is no flood of mails.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(SupplierProfile, on_delete=models.CASCADE, related_name="notices")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.profile} {self.created_at:%Y-%m-%d %H:%M}"


class ContactMessage(models.Model):
    """A message from the public contact form to a supplier's adviser (henvendelse); deleted on `delete_on`.

    `sender_hash` is a keyed hash of the address it came from, another one each day; `form_nonce` is the form that was
    sent, so that sending it twice gives one message; `content_hash` finds the same text from the same sender.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    profile = models.ForeignKey(SupplierProfile, on_delete=models.CASCADE, related_name="messages")
    notice = models.ForeignKey(ContactNotice, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages")
    received_at = models.DateTimeField()
    delete_on = models.DateField(db_index=True)
    language = models.CharField(max_length=2, choices=Language.choices)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    municipality_number = models.CharField(max_length=4, blank=True)
    text = models.TextField()
    consent = models.CharField(max_length=20)
    form_nonce = models.CharField(max_length=32, unique=True)
    sender_hash = models.CharField(max_length=32, db_index=True)
    content_hash = models.CharField(max_length=32, db_index=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(email="") | ~Q(phone=""), name="a_message_can_be_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.profile} {self.received_at:%Y-%m-%d %H:%M}"
