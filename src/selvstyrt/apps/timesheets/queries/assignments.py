"""Whose time can be entered in a scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.schemes.models import Assignment


@dataclass(frozen=True, slots=True)
class AssistantName:
    """An assistant of the scheme, for a choice."""

    person_uid: UUID
    name: str


def assistants_of(*, scheme_uid: UUID, since: date) -> list[AssistantName]:
    """Those who have worked in the scheme on or after a day, by name."""
    rows = (
        Assignment.objects.filter(Q(last_day=None) | Q(last_day__gte=since), scheme__uid=scheme_uid)
        .order_by("person__name", "person__pk")
        .values_list("person__uid", "person__name")
        .distinct()
    )
    return [AssistantName(uid, name) for uid, name in rows]


def assignment_on(*, scheme_uid: UUID, person_uid: UUID, day: date) -> UUID | None:
    """The assistant's assignment on a day; else the newest one, whose dates the service then judges."""
    rows = Assignment.objects.filter(scheme__uid=scheme_uid, person__uid=person_uid).order_by("-first_day")
    dated = list(rows.values_list("uid", "first_day", "last_day"))
    for uid, first_day, last_day in dated:
        if first_day <= day and (last_day is None or day <= last_day):
            return uid
    return dated[0][0] if dated else None
