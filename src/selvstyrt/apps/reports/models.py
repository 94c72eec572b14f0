"""Rows of reports that have been sent or downloaded: the frozen figures."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Scheme


class MonthReport(models.Model):
    """A month report to the municipality as it was made (månedsrapport); a new one gets the next number."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="month_reports")
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    figures = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "month", "number"], name="report_number_once_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.month:%Y-%m} no. {self.number}"
