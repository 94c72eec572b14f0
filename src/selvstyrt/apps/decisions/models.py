"""Rows of cases and decisions (saker og vedtak)."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.people.models import Organisation, Person


class Case(models.Model):
    """One person's BPA case in one municipality (sak)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=60)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases")
    municipality = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["municipality", "reference"], name="case_reference_once"),
        ]

    def __str__(self) -> str:
        return self.reference


class Decision(models.Model):
    """The municipality's grant of hours (vedtak); never edited after issue, only superseded or corrected.

    A decision holds from `first_day` to and including `last_day`, or until a newer one begins.
    `corrects` points to a decision that was wrong; the corrected one then counts for nothing.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    issued_on = models.DateField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    registered_at = models.DateTimeField()
    note = models.TextField(blank=True, max_length=5000)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="decision_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.first_day}"


class DecisionLine(models.Model):
    """Hours per week of one service in a decision (vedtakslinje); own dates for a temporary increase."""

    class Service(models.TextChoices):
        PRACTICAL = "practical", "praktisk bistand"
        TRAINING = "training", "opplæring"
        SUPPORT_CONTACT = "support_contact", "støttekontakt"
        RESPITE = "respite", "avlastning"

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines")
    service = models.CharField(max_length=20, choices=Service.choices)
    weekly_minutes = models.PositiveIntegerField()
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(weekly_minutes__gt=0) & Q(weekly_minutes__lte=20160), name="line_within_two_persons_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.weekly_minutes}"
