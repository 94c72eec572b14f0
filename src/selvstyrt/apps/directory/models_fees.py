"""Rows about fees in the public directory: tables that a municipality has corrected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class FeeTariffCorrection(models.Model):
    """A municipality's own table of fees (rettede satser), entered here; it goes before what is shipped or imported.

    Append-only: a later row for the same first day takes over. `content` is the JSON text of the table; `entered_by`
    says in words who answers for it.
    """

    municipality = models.CharField(max_length=4)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    content = models.TextField()
    entered_by = models.CharField(max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="corrected_fees_end_after_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["municipality", "valid_from"], name="corrected_fees_by_place"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality} {self.valid_from}"
