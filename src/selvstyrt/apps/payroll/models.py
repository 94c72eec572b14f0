"""Rows of pay (lønnslinjer): append-only; a correction reverses and adds."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from selvstyrt.apps.journal.append_only import AppendOnlyQuerySet
from selvstyrt.apps.timesheets.models import Period, TimeEntry


class PayLine(models.Model):
    """One line of pay for one time entry (lønnslinje), with the steps that gave it.

    `certainty` is that of the weakest value used: high, medium or low; empty when it was never asked.
    `minutes` x `rate` per hour rounds to `amount` (NOK); a reversal has negative minutes and amount.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="pay_lines")
    entry = models.ForeignKey(TimeEntry, on_delete=models.PROTECT, related_name="pay_lines")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    day = models.DateField()
    minutes = models.IntegerField()
    rate = models.DecimalField(max_digits=9, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    tariff = models.CharField(max_length=40)
    certainty = models.CharField(max_length=6, blank=True, default="")
    steps = models.JSONField(default=list)
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    created_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "number"], name="pay_line_number_once_in_entry"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.amount}"
