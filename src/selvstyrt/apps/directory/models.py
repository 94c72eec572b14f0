"""Rows of public facts: the editions of each dataset, the replies they rest on, and each run of an importer.

Rows of one topic alone (supplier profiles, messages) stand in `models_<topic>.py`, imported here.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from selvstyrt.apps.directory.models_fees import FeeTariffCorrection
from selvstyrt.apps.directory.models_suppliers import (
    ContactMessage,
    ContactNotice,
    SupplierCoverage,
    SupplierOffer,
    SupplierProfile,
)

__all__ = [
    "ContactMessage",
    "ContactNotice",
    "Edition",
    "EditionState",
    "FeeTariffCorrection",
    "ImportRun",
    "Reply",
    "SupplierCoverage",
    "SupplierOffer",
    "SupplierProfile",
]


class EditionState(models.TextChoices):
    """Where an edition stands (tilstand): one at most is in use for each dataset."""

    CURRENT = "current", "i bruk"
    HELD = "held", "holdt tilbake"
    SUPERSEDED = "superseded", "avløst"
    REJECTED = "rejected", "forkastet"


class Edition(models.Model):
    """One retrieved version of a dataset (utgave): normalised content, where it is from, and what changed.

    `content` is JSON text, kept as text so that PostgreSQL leaves the order of names alone; `digest` is its SHA-256.
    A new version is a new row; an older period is never written over. `period` null: the source states none.
    `checked_at` is when the source last said that nothing had changed.
    """

    dataset = models.CharField(max_length=60)
    source = models.CharField(max_length=40)
    state = models.CharField(max_length=12, choices=EditionState.choices)
    content = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    publisher = models.CharField(max_length=200)
    title = models.CharField(max_length=300)
    address = models.CharField(max_length=600)
    licence = models.CharField(max_length=200)
    attribution = models.CharField(max_length=300)
    period = models.CharField(max_length=40, null=True, blank=True)  # noqa: DJ001 - null says "not stated"
    note = models.TextField(blank=True)
    retrieved_at = models.DateTimeField()
    checked_at = models.DateTimeField()
    report = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["dataset"], condition=Q(state=EditionState.CURRENT), name="one_current_edition_of_a_dataset"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["dataset", "state"], name="edition_by_dataset")]

    def __str__(self) -> str:
        return f"{self.dataset} {self.retrieved_at:%Y-%m-%d} {self.state}"


class Reply(models.Model):
    """A reply of a source as it came, compressed (råsvar), without the fields about persons that we do not keep.

    The same reply is kept once: `retrieved_at` is the first time, `seen_at` the latest. `etag` and `last_modified`
    are what the source wants to hear back at the next question.
    """

    source = models.CharField(max_length=40)
    address = models.CharField(max_length=1000)
    retrieved_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    content_type = models.CharField(max_length=120, blank=True)
    digest = models.CharField(max_length=64)
    body = models.BinaryField()
    editions = models.ManyToManyField(Edition, related_name="replies")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "address", "digest"], name="same_reply_once"),
        ]

    def __str__(self) -> str:
        return f"{self.address} {self.retrieved_at:%Y-%m-%d}"


class ImportRun(models.Model):
    """One run of an importer (innhenting): when it began, how it went, and the report the operator read."""

    class Outcome(models.TextChoices):
        RUNNING = "running", "pågår"
        SWITCHED = "switched", "ny utgave"
        UNCHANGED = "unchanged", "uendret"
        HELD = "held", "holdt tilbake"
        FAILED = "failed", "feilet"

    source = models.CharField(max_length=40, db_index=True)
    started_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.RUNNING)
    report = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source"], condition=Q(outcome="running"), name="one_import_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M} {self.outcome}"
