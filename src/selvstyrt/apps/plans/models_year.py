"""Rows of the year plan: weeks that differ, and the hours that each week has after the last spreading."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Scheme


class SpecialWeek(models.Model):
    """A week that needs more or less than an ordinary one (særlig uke): per cent of it, or minutes of its own.

    `first_day` is the week's Monday.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="special_weeks")
    first_day = models.DateField()
    name = models.CharField(max_length=80)
    percent = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "first_day"], name="special_week_once"),
            models.CheckConstraint(condition=Q(first_day__iso_week_day=1), name="special_week_starts_on_monday"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) ^ Q(minutes__isnull=True), name="special_week_percent_or_minutes"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class YearSpread(models.Model):
    """The year plan in use (årsplan): the year's minutes as they were spread on a day, with what is kept in reserve."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="year_spreads")
    year = models.PositiveSmallIntegerField()
    reserve_minutes = models.PositiveIntegerField(default=0)
    spread_on = models.DateField()
    spread_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "year"], name="one_spread_a_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class WeekHours(models.Model):
    """The minutes that one week has in the year plan (ukens timer); its days are cut at the year's ends."""

    spread = models.ForeignKey(YearSpread, on_delete=models.CASCADE, related_name="weeks")
    first_day = models.DateField()
    last_day = models.DateField()
    minutes = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["spread", "first_day"], name="week_hours_once"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="week_hours_have_days"),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.minutes}"
