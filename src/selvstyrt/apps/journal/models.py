"""Rows of the journal: events and the seals that make a later change visible."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One act or sensitive read (hendelse): who, what, when, on which subject; ids only, no personal content."""

    at = models.DateTimeField(db_index=True)
    actor = models.UUIDField(null=True, blank=True)
    act = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject = models.UUIDField(null=True, blank=True)
    scheme = models.UUIDField(null=True, blank=True, db_index=True)
    facts = models.JSONField(default=dict)
    seal = models.ForeignKey("Seal", null=True, blank=True, on_delete=models.PROTECT, related_name="events")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"


class Seal(models.Model):
    """A chained hash over a run of events (segl)."""

    sealed_at = models.DateTimeField()
    previous = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="following")
    event_count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest[:12]
