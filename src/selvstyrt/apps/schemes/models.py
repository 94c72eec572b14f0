"""Rows of BPA schemes: who leads, who supplies, who works, on which terms."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.decisions.models import Case
from selvstyrt.apps.people.models import Organisation, Person


def _ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name=name)


class Scheme(models.Model):
    """A BPA scheme (BPA-ordning); `name` is the code name that lists show."""

    class State(models.TextChoices):
        STARTING = "starting", "starter"
        ACTIVE = "active", "i gang"
        PAUSED = "paused", "pause"
        ENDED = "ended", "avsluttet"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=100)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="scheme")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ACTIVE)
    started_on = models.DateField()

    def __str__(self) -> str:
        return self.name


class SupplierPeriod(models.Model):
    """The supplier of a scheme from a day (leverandør); exactly one per day."""

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="supplier_periods")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="supplier_periods")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _ends_after_start("supplier_ends_after_start"),
            models.UniqueConstraint(fields=["scheme", "first_day"], name="one_supplier_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} from {self.first_day}"


class SchemeRole(models.Model):
    """A person's leading role in a scheme, with dates (rolle i ordningen)."""

    class Role(models.TextChoices):
        WORK_LEADER = "work_leader", "arbeidsleder"
        CO_LEADER = "co_leader", "medarbeidsleder"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="scheme_roles")
    role = models.CharField(max_length=20, choices=Role.choices)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [_ends_after_start("role_ends_after_start")]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class Skill(models.Model):
    """Something that a shift may need and an assistant may have (ferdighet): driving, lift, language."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "name"], name="skill_once_in_scheme"),
        ]

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """An assistant's employment in one scheme (oppdrag): terms, and from which day.

    Minutes are per week. `full_time_minutes` is the tariff's full week (35.5 h = 2130).
    `weekly_limit_minutes` is the statutory ordinary limit that the employer has recorded.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    weekly_minutes = models.PositiveIntegerField()
    min_weekly_minutes = models.PositiveIntegerField(default=0)
    max_weekly_minutes = models.PositiveIntegerField()
    full_time_minutes = models.PositiveIntegerField(default=2130)
    weekly_limit_minutes = models.PositiveIntegerField(default=2130)
    tariff = models.CharField(max_length=40, default="tariff_virke")
    tariff_bound = models.BooleanField(default=True)
    seniority_from = models.DateField(null=True, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="assignments")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            _ends_after_start("assignment_ends_after_start"),
            models.UniqueConstraint(fields=["scheme", "person", "first_day"], name="assignment_once_from_a_day"),
            models.CheckConstraint(
                condition=Q(min_weekly_minutes__lte=F("max_weekly_minutes")), name="assignment_min_below_max"
            ),
            models.CheckConstraint(condition=Q(full_time_minutes__gt=0), name="assignment_full_time_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.scheme}"


class WorkTimeAgreement(models.Model):
    """A working-time agreement or permission on record for an assignment (arbeidstidsavtale)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="agreements")
    type = models.CharField(max_length=40)
    written = models.BooleanField(default=True)
    signed_on = models.DateField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    period_weeks = models.PositiveSmallIntegerField(null=True, blank=True)
    compensatory_rest = models.BooleanField(default=False)
    min_daily_minutes = models.PositiveIntegerField(null=True, blank=True)
    min_weekly_minutes = models.PositiveIntegerField(null=True, blank=True)
    max_24h_minutes = models.PositiveIntegerField(null=True, blank=True)
    individual_consent = models.BooleanField(default=False)
    decision = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [_ends_after_start("agreement_ends_after_start")]

    def __str__(self) -> str:
        return self.type


class HoursPolicy(models.Model):
    """How the municipality and the contract count hours in this scheme, from a day (timepolicy).

    `passive_minutes_per_hour`: how many minutes of a resting hour draw on the granted hours (60 = all, 20 = a third).
    """

    class CarryOver(models.TextChoices):
        NONE = "none", "ingen overføring"
        CAP = "cap", "inntil et tak"

    class Overspend(models.TextChoices):
        WARN = "warn", "varsle"
        BLOCK_PUBLISH = "block_publish", "stopp publisering"

    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="hours_policies")
    first_day = models.DateField()
    carry_over = models.CharField(max_length=8, choices=CarryOver.choices, default=CarryOver.NONE)
    carry_over_cap_minutes = models.PositiveIntegerField(default=0)
    overspend = models.CharField(max_length=16, choices=Overspend.choices, default=Overspend.WARN)
    passive_minutes_per_hour = models.PositiveSmallIntegerField(default=60)
    training_from_frame = models.BooleanField(default=True)
    meeting_from_frame = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "first_day"], name="one_hours_policy_from_a_day"),
            models.CheckConstraint(condition=Q(passive_minutes_per_hour__lte=60), name="passive_share_at_most_whole"),
        ]

    def __str__(self) -> str:
        return f"from {self.first_day}"
