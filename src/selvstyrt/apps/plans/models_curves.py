"""Rows of needs as curves: the lines of an ordinary day, before they become shifts."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from selvstyrt.apps.schemes.models import Scheme, Skill


class CurveLine(models.Model):
    """When somebody is needed on weekdays (linje i behovskurven): from, to, how many, awake or resting.

    `weekdays` holds the digits 0 (Monday) to 6. An end at or before the start is on the next day. Lines that overlap
    do not add up: the highest number holds.
    """

    class Duty(models.TextChoices):
        ACTIVE = "active", "våken"
        RESTING = "resting", "hvilende natt"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="curve_lines")
    name = models.CharField(max_length=80)
    weekdays = models.CharField(max_length=7)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    assistants = models.PositiveSmallIntegerField(default=1)
    duty = models.CharField(max_length=8, choices=Duty.choices, default=Duty.ACTIVE)
    priority = models.PositiveSmallIntegerField(default=2)
    skills = models.ManyToManyField(Skill, blank=True, related_name="curve_lines")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(assistants__gte=1) & Q(assistants__lte=4), name="curve_line_1_to_4"),
            models.CheckConstraint(
                condition=Q(priority__gte=1) & Q(priority__lte=3), name="curve_line_priority_1_to_3"
            ),
            models.CheckConstraint(condition=Q(duty__in=["active", "resting"]), name="curve_line_duty_known"),
            models.CheckConstraint(condition=~Q(weekdays=""), name="curve_line_has_weekday"),
        ]

    def __str__(self) -> str:
        return self.name
