"""Rows of worked time (timeføring): entries, calls in resting nights, periods."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Shift
from selvstyrt.apps.schemes.models import Assignment, Scheme


class Period(models.Model):
    """One month of a scheme (periode); when locked nothing inside changes."""

    class State(models.TextChoices):
        OPEN = "open", "åpen"
        LOCKED = "locked", "låst"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="periods")
    month = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "month"], name="period_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="period_starts_on_the_first"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.month:%Y-%m}"


class TimeEntry(models.Model):
    """Worked time as the assistant says it (timeføring).

    Never changed once sent: a correction is a new entry that replaces the old. `key` is made by the
    page, so that the same form sent twice gives one entry. `period` is the month in which it is
    booked: its own, or the next open one when its own is locked. Resting duty is one stretch of
    `passive_minutes` from `passive_start`, the calls in it included. An approved entry stands until
    its correction is approved; then it is REPLACED. Time that was never approved can be WITHDRAWN.
    """

    class State(models.TextChoices):
        SUBMITTED = "submitted", "sendt"
        APPROVED = "approved", "godkjent"
        RETURNED = "returned", "sendt tilbake"
        REPLACED = "replaced", "erstattet"
        WITHDRAWN = "withdrawn", "trukket"

    # States of entries that count no more.
    GONE: ClassVar[tuple[str, ...]] = (State.REPLACED, State.WITHDRAWN)

    class Kind(models.TextChoices):
        WORK = "work", "arbeid"
        TRAVEL = "travel", "reise med arbeidsleder"
        TRAINING = "training", "opplæring"
        MEETING = "meeting", "personalmøte"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.UUIDField(unique=True)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="time_entries")
    shift = models.ForeignKey(Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="time_entries")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="time_entries")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.WORK)
    start = models.DateTimeField()
    end = models.DateTimeField()
    break_minutes = models.PositiveIntegerField(default=0)
    break_counts_as_work = models.BooleanField(default=True)
    passive_start = models.DateTimeField(null=True, blank=True)
    passive_minutes = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True, max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="entry_ends_after_start"),
            models.CheckConstraint(
                condition=Q(passive_minutes=0) | Q(passive_start__isnull=False), name="resting_time_has_a_start"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["assignment", "start"])]

    def __str__(self) -> str:
        return f"{self.assignment} {self.start:%Y-%m-%d}"


class Call(models.Model):
    """A call in a resting night (tilkalling): active from-to."""

    entry = models.ForeignKey(TimeEntry, on_delete=models.CASCADE, related_name="calls")
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="call_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start:%H:%M}"
