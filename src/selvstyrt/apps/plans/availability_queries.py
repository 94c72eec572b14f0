"""Questions about absences and wishes of people."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import Count, Q

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Absence, WeeklyAbsence, Wish
from selvstyrt.core.base import Span


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """A stretch away (fravær); `kind` is shown only to the person and the employer."""

    uid: UUID
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class WeeklyAbsenceView:
    """Hours of the week away (fast opptatt tid)."""

    uid: UUID
    weekday: int
    starts_at: time
    ends_at: time
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish (ønske)."""

    uid: UUID
    span: Span
    weight: int


@dataclass(frozen=True, slots=True)
class Availability:
    """What is known of when a person can and wants to work from a day on."""

    absences: tuple[AbsenceView, ...]
    weekly: tuple[WeeklyAbsenceView, ...]
    wishes: tuple[WishView, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many absences, weekly absences and wishes a person has ahead."""

    absences: int
    weekly: int
    wishes: int


def availability_of(person_uid: UUID, *, day: date) -> Availability:
    """The person's absences and wishes that have not ended before the day; three queries."""
    start = Span.of_day(day).start
    absences = Absence.objects.filter(person__uid=person_uid, end__gt=start).order_by("start")
    weekly = WeeklyAbsence.objects.filter(Q(last_day=None) | Q(last_day__gte=day), person__uid=person_uid)
    wishes = Wish.objects.filter(person__uid=person_uid, end__gt=start).order_by("start")
    return Availability(
        absences=tuple(AbsenceView(row.uid, Span(row.start, row.end), row.kind) for row in absences),
        weekly=tuple(
            WeeklyAbsenceView(row.uid, row.weekday, row.starts_at, row.ends_at, row.first_day, row.last_day)
            for row in weekly.order_by("weekday", "starts_at")
        ),
        wishes=tuple(WishView(row.uid, Span(row.start, row.end), row.weight) for row in wishes),
    )


def counts_ahead(person_uids: Collection[UUID], *, day: date) -> dict[UUID, Counts]:
    """How much each person has entered from the day on; three queries whatever the number."""
    start = Span.of_day(day).start
    people = Person.objects.filter(uid__in=person_uids)
    ahead = {
        "absences": people.annotate(n=Count("absences", filter=Q(absences__end__gt=start))),
        "weekly": people.annotate(
            n=Count(
                "weekly_absences",
                filter=Q(weekly_absences__last_day=None) | Q(weekly_absences__last_day__gte=day),
            )
        ),
        "wishes": people.annotate(n=Count("wishes", filter=Q(wishes__end__gt=start))),
    }
    numbers = {name: dict(rows.values_list("uid", "n")) for name, rows in ahead.items()}
    return {uid: Counts(**{name: found.get(uid, 0) for name, found in numbers.items()}) for uid in person_uids}
