"""Rows of planning: needs, absences, wishes, plan versions, shifts, optimiser runs, messages, calendar feeds."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models_batches import Batch, BatchScheme, Worker
from selvstyrt.apps.plans.models_curves import CurveLine
from selvstyrt.apps.plans.models_requests import ShiftAnswer, ShiftRequest
from selvstyrt.apps.plans.models_year import SpecialWeek, WeekHours, YearSpread
from selvstyrt.apps.schemes.models import Assignment, Scheme, Skill
from selvstyrt.core.base import OSLO

__all__ = [
    "Batch",
    "BatchScheme",
    "CurveLine",
    "ShiftAnswer",
    "ShiftRequest",
    "SpecialWeek",
    "WeekHours",
    "Worker",
    "YearSpread",
]  # rows of a file of their own; Django looks for them here


class ShiftType(models.TextChoices):
    """Kinds of shift (vakttyper)."""

    DAY = "day", "dagvakt"
    EVENING = "evening", "kveldsvakt"
    NIGHT = "night", "nattevakt"
    RESTING_NIGHT = "resting_night", "hvilende nattevakt"
    LONG = "long", "langvakt"
    TRAVEL = "travel", "reise"
    TRAINING = "training", "opplæring"
    MEETING = "meeting", "personalmøte"


class NeedPattern(models.Model):
    """A weekly need (ukesmønster): on these weekdays, from this to that wall time, this many at once.

    `weekdays` holds the digits 0 (Monday) to 6. An end at or before the start is on the next day.
    `every_weeks` with `first_day` says which weeks. `passive_minutes` of a resting night.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="need_patterns")
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=16, choices=ShiftType.choices)
    weekdays = models.CharField(max_length=7)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    assistants = models.PositiveSmallIntegerField(default=1)
    passive_minutes = models.PositiveIntegerField(default=0)
    break_minutes = models.PositiveIntegerField(default=0)
    break_counts_as_work = models.BooleanField(default=True)
    priority = models.PositiveSmallIntegerField(default=2)
    every_weeks = models.PositiveSmallIntegerField(default=1)
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="need_patterns")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="pattern_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(priority__gte=1) & Q(priority__lte=3), name="pattern_priority_1_to_3"),
            models.CheckConstraint(condition=Q(assistants__gte=1) & Q(assistants__lte=4), name="pattern_1_to_4"),
            models.CheckConstraint(condition=Q(every_weeks__gte=1), name="pattern_every_week_or_more"),
        ]

    def __str__(self) -> str:
        return self.name


class NeedDate(models.Model):
    """Single dates that differ from the pattern (enkeltdager): a trip adds shifts, a holiday cancels them.

    CANCEL takes away the pattern's shifts (all patterns when `pattern` is None) on the days;
    ADD puts one need on each of the days, in place of the pattern's where one is named. `which` says
    first or second for a time that exists twice, on the night when the clock goes back.
    """

    class Change(models.TextChoices):
        ADD = "add", "legg til"
        CANCEL = "cancel", "avlys"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="need_dates")
    change = models.CharField(max_length=8, choices=Change.choices)
    name = models.CharField(max_length=80)
    first_day = models.DateField()
    last_day = models.DateField()
    pattern = models.ForeignKey(NeedPattern, null=True, blank=True, on_delete=models.PROTECT, related_name="dates")
    type = models.CharField(max_length=16, choices=ShiftType.choices, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    assistants = models.PositiveSmallIntegerField(default=1)
    passive_minutes = models.PositiveIntegerField(default=0)
    priority = models.PositiveSmallIntegerField(default=2)
    which = models.CharField(max_length=6, blank=True)
    skills = models.ManyToManyField(Skill, blank=True, related_name="need_dates")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="need_date_ends_after_start"),
            models.CheckConstraint(
                condition=Q(change="cancel") | Q(starts_at__isnull=False, ends_at__isnull=False),
                name="added_need_has_times",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Absence(models.Model):
    """A stretch when a person can't work (fravær): busy, leave, holiday, sickness; no causes stored."""

    class Kind(models.TextChoices):
        BUSY = "busy", "opptatt"
        LEAVE = "leave", "permisjon"
        HOLIDAY = "holiday", "ferie"
        SICK = "sick", "sykefravær"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    start = models.DateTimeField()
    end = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="absence_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"


class WeeklyAbsence(models.Model):
    """A weekly hour when a person can't work (fast opptatt tid): studies on Tuesdays, another job."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="weekly_absences")
    weekday = models.PositiveSmallIntegerField()
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    first_day = models.DateField()
    last_day = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekday_0_to_6"),
        ]

    def __str__(self) -> str:
        return f"{self.person} weekday {self.weekday}"


class Wish(models.Model):
    """A wish to work or not in a stretch (ønske): weight -3 (please not) to 3 (please)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="wishes")
    start = models.DateTimeField()
    end = models.DateTimeField()
    weight = models.SmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="wish_ends_after_start"),
            models.CheckConstraint(
                condition=Q(weight__gte=-3) & Q(weight__lte=3) & ~Q(weight=0), name="wish_weight_minus_3_to_3"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.weight}"


class PlanVersion(models.Model):
    """A version of the work plan for a period (arbeidsplan); frozen when published.

    `cause` is what made it: a draft, an assistant's yes to a question, or a shift that a leader gave by word of mouth.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "utkast"
        PUBLISHED = "published", "publisert"
        SUPERSEDED = "superseded", "avløst"

    class Cause(models.TextChoices):
        DRAFT = "draft", "et utkast"
        YES = "yes", "et ja"
        GIVEN = "given", "en vakt er gitt"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors")
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField(default=0)
    cause = models.CharField(max_length=5, choices=Cause.choices, default=Cause.DRAFT)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["scheme", "number"], name="plan_number_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="plan_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} no. {self.number}"


class ShiftQuerySet(models.QuerySet["Shift"]):
    """Ready-made choices of shifts."""

    def in_effect(self) -> ShiftQuerySet:
        """Shifts that hold (gjeldende vakter): published, on days that no newer published plan covers.

        Two published plans may overlap; each day then belongs to the one with the highest number.
        """
        newer = PlanVersion.objects.filter(
            scheme=OuterRef("plan__scheme"),
            state=PlanVersion.State.PUBLISHED,
            number__gt=OuterRef("plan__number"),
            first_day__lte=OuterRef("start_day"),
            last_day__gte=OuterRef("start_day"),
        )
        return (
            self.filter(plan__state=PlanVersion.State.PUBLISHED)
            .annotate(start_day=TruncDate("start", tzinfo=OSLO))
            .exclude(Exists(newer))
        )

    def held_by_absent(self) -> ShiftQuerySet:
        """Shifts that somebody has who is away at any time of them (vakter som mangler vikar)."""
        away = Absence.objects.filter(
            person=OuterRef("assignment__person"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
        )
        return self.filter(Exists(away))


class Shift(models.Model):
    """A planned shift (vakt), stored once and never cut at midnight.

    `key` names the same need in every version of the plan (day, need, seat), so that versions can
    be compared. `explanation` is why this assistant, or why nobody, as the optimiser said it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="shifts")
    key = models.CharField(max_length=100)
    name = models.CharField(max_length=80)
    type = models.CharField(max_length=16, choices=ShiftType.choices)
    start = models.DateTimeField()
    end = models.DateTimeField()
    break_minutes = models.PositiveIntegerField(default=0)
    break_counts_as_work = models.BooleanField(default=True)
    passive_minutes = models.PositiveIntegerField(default=0)
    priority = models.PositiveSmallIntegerField(default=2)
    skills = models.JSONField(default=list)
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="shifts")
    pinned = models.BooleanField(default=False)
    explanation = models.JSONField(default=dict)

    objects = ShiftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["plan", "key"], name="shift_key_once_in_plan"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="shift_ends_after_start"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["plan", "start"])]

    def __str__(self) -> str:
        return f"{self.name} {self.start:%Y-%m-%d}"


class Run(models.Model):
    """One run of the roster optimiser for a draft plan (kjøring), with its progress.

    `lease` is the token of the worker that has it now: only who holds it may tell of it or end it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "i kø"
        RUNNING = "running", "i gang"
        DONE = "done", "ferdig"
        FAILED = "failed", "stanset"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.QUEUED)
    stop_requested = models.BooleanField(default=False)
    time_limit_seconds = models.PositiveIntegerField(default=60)
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    queued_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    problem = models.JSONField()
    progress = models.JSONField(default=dict)
    roster = models.JSONField(null=True, blank=True)
    error = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.plan} {self.state}"


class Message(models.Model):
    """A message to a person in the outbox (melding); `key` makes sure that it goes out once."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=120, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="messages")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class CalendarFeed(models.Model):
    """A person's private calendar address (kalenderadresse); only the hash of its token is kept."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="calendar_feed")
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.person)
