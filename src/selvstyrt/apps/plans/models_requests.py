"""Rows of requests to assistants: will you have this shift, or let go of that one."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Scheme


class ShiftRequest(models.Model):
    """A wish to change who has one or two shifts, put to those concerned (vaktforespørsel).

    Nothing changes before everybody asked has said yes. `steps` are the changes: the shift's key, when it is, who has
    it (`before`), who shall (`after`), and the part of it when it is shared. `key`, `start` and `end` are those of the
    shift that the request is about. Of several requests about one shift the first to be answered yes counts.
    """

    class State(models.TextChoices):
        OPEN = "open", "venter på svar"
        DONE = "done", "ja, og utført"
        DECLINED = "declined", "nei"
        OVERTAKEN = "overtaken", "en annen var først"
        WITHDRAWN = "withdrawn", "trukket"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = models.ForeignKey(Scheme, on_delete=models.PROTECT, related_name="shift_requests")
    key = models.CharField(max_length=100)
    start = models.DateTimeField()
    end = models.DateTimeField()
    steps = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="request_ends_after_start"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="request_closed_has_moment",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["scheme", "key"])]

    def __str__(self) -> str:
        return f"{self.scheme} {self.key}"


class ShiftAnswer(models.Model):
    """What one person says to a request (svar på vaktforespørsel): asked, yes or no."""

    class Answer(models.TextChoices):
        ASKED = "asked", "spurt"
        YES = "yes", "ja"
        NO = "no", "nei"

    request = models.ForeignKey(ShiftRequest, on_delete=models.CASCADE, related_name="answers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shift_answers")
    answer = models.CharField(max_length=6, choices=Answer.choices, default=Answer.ASKED)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["request", "person"], name="answer_once_a_person"),
            models.CheckConstraint(
                condition=Q(answer="asked", answered_at=None) | (~Q(answer="asked") & Q(answered_at__isnull=False)),
                name="answer_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.answer}"
