"""Rows of many rosters made at once: the batch, its schemes, and the workers that have been seen."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.people.models import Organisation, Person
from selvstyrt.apps.schemes.models import Scheme


class Batch(models.Model):
    """Rosters for many schemes of one supplier and one period, ordered in one act (turnus for alle)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="batches")
    first_day = models.DateField()
    last_day = models.DateField()
    time_limit_seconds = models.PositiveIntegerField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="batch_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.first_day}"


class BatchScheme(models.Model):
    """One scheme of a batch (ordning i en massekjøring).

    `after` are schemes of the same batch that share an assistant and come first: their drafts count here.
    `attempts` counts tries to make the draft, `taken_at` is when the last began.
    `error` is why there is no draft, or why its run gave nothing.
    `outcome` holds the figures of the roster when there is one.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "venter"
        STARTED = "started", "i gang"
        OVER = "over", "over"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="schemes")
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    after = models.ManyToManyField("self", symmetrical=False, related_name="before", blank=True)
    round = models.PositiveSmallIntegerField(default=0)
    plan = models.ForeignKey(
        "plans.PlanVersion", null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_schemes"
    )
    run = models.OneToOneField(
        "plans.Run", null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_scheme"
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    error = models.JSONField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["batch", "scheme"], name="scheme_once_in_batch"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "round"])]

    def __str__(self) -> str:
        return f"{self.scheme} {self.state}"


class Worker(models.Model):
    """A process that carries out runs, and when it last said that it lives (arbeider)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    machine = models.CharField(max_length=100)
    started_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.machine} {self.uid}"
