"""Rows of the hours account (timekonto): append-only; a correction is a new row."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from selvstyrt.apps.decisions.models import DecisionLine
from selvstyrt.apps.journal.append_only import AppendOnlyQuerySet
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.apps.timesheets.models import TimeEntry


class LedgerEntry(models.Model):
    """One signed movement of minutes (bevegelse): plus is granted, minus is used.

    `day` is the day that it is about; `month` the period in which it is booked. `kind` is a
    `selvstyrt.core.hours.LedgerKind`. `rule` is the id of the rule that gave the number.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="ledger_entries")
    day = models.DateField()
    month = models.DateField()
    minutes = models.IntegerField()
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=60)
    decision_line = models.ForeignKey(
        DecisionLine, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    time_entry = models.ForeignKey(
        TimeEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    created_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(month__day=1), name="ledger_month_is_a_first"),
            models.CheckConstraint(condition=~Q(minutes=0), name="ledger_moves_something"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["scheme", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.minutes}"
