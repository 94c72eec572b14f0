"""Who can work in a scheme in a period, with everything that decides a roster (laget i en periode)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from selvstyrt.apps.plans.models import Absence, Shift, WeeklyAbsence, Wish
from selvstyrt.apps.schemes.models import Assignment, Scheme, WorkTimeAgreement
from selvstyrt.core.base import OSLO, DateRange, Span

SHORTEST_HISTORY = timedelta(weeks=8)
LONGEST_HISTORY = timedelta(weeks=52)
AFTER = timedelta(days=7)
"""So long after the period do shifts still bear on rest and weeks inside it."""


@dataclass(frozen=True)
class Member:
    """One person of the team in a period, with what bears on a roster (medlem av laget).

    `terms` are those that hold on the first day of the period, or the first later ones.
    `elsewhere` are shifts in effect in other schemes; nothing but their time is ever shown.
    """

    assignments: tuple[Assignment, ...]
    agreements: tuple[WorkTimeAgreement, ...]
    away: tuple[Span, ...]
    wishes: tuple[Wish, ...]
    own: tuple[Shift, ...] = ()
    elsewhere: tuple[Shift, ...] = ()

    @property
    def terms(self) -> Assignment:
        """The assignment whose terms count."""
        return self.assignments[0]

    @property
    def id(self) -> str:
        """The id in problem files: the person's."""
        return str(self.terms.person.uid)

    def assignment_on(self, day: date) -> Assignment | None:
        """The assignment under which the person works on a day, or None."""
        return next((a for a in self.assignments if holds(a.first_day, a.last_day, day)), None)


@dataclass(frozen=True)
class Team:
    """All members of a scheme in a period, by name."""

    days: DateRange
    members: tuple[Member, ...] = field(default=())

    def by_id(self, person_uid: str) -> Member | None:
        """The member with this id, or None."""
        return next((member for member in self.members if member.id == person_uid), None)


def holds(first_day: date, last_day: date | None, day: date) -> bool:
    """True when the day lies in the stretch, both ends included."""
    return first_day <= day and (last_day is None or day <= last_day)


def midnight(day: date) -> datetime:
    """The instant at which a local day begins."""
    return Span.of_day(day).start


def end_of_days(now: datetime, days: int) -> datetime:
    """The instant at which the day so many days from now is over: four weeks hold the whole of their last day."""
    return midnight(now.astimezone(OSLO).date() + timedelta(days=days + 1))


def period_span(first_day: date, last_day: date) -> Span:
    """From the first day 00:00 to the end of the last, local time."""
    return Span(midnight(first_day), midnight(last_day + timedelta(days=1)))


def team_of(scheme: Scheme, first_day: date, last_day: date) -> Team:
    """The team with absences, wishes, agreements and shifts already in effect; eight queries whatever the size."""
    overlaps = Q(first_day__lte=last_day) & (Q(last_day=None) | Q(last_day__gte=first_day))
    assignments = list(
        Assignment.objects.filter(overlaps, scheme=scheme)
        .select_related("person")
        .prefetch_related("skills")
        .order_by("person__name", "person_id", "first_day")
    )
    by_person: dict[int, list[Assignment]] = defaultdict(list)
    for assignment in assignments:
        by_person[assignment.person_id].append(assignment)
    agreements = _agreements(assignments, first_day, last_day)
    away = _absences(by_person, first_day, last_day)
    span = period_span(first_day, last_day)
    wishes: dict[int, list[Wish]] = defaultdict(list)
    for wish in Wish.objects.filter(person__in=by_person, start__lt=span.end, end__gt=span.start).order_by("start"):
        wishes[wish.person_id].append(wish)
    shifts = _shifts_in_effect(by_person, agreements, span)
    members = tuple(
        Member(
            assignments=tuple(own),
            agreements=tuple(each for a in own for each in agreements[a.pk]),
            away=(*away[person], *_outside(own, first_day, last_day)),
            wishes=tuple(wishes[person]),
            own=tuple(s for s in shifts[person] if s.plan.scheme_id == scheme.pk),
            elsewhere=tuple(s for s in shifts[person] if s.plan.scheme_id != scheme.pk),
        )
        for person, own in by_person.items()
    )
    return Team(DateRange(first_day, last_day + timedelta(days=1)), members)


def _agreements(assignments: list[Assignment], first_day: date, last_day: date) -> dict[int, list[WorkTimeAgreement]]:
    found: dict[int, list[WorkTimeAgreement]] = defaultdict(list)
    rows = WorkTimeAgreement.objects.filter(
        Q(last_day=None) | Q(last_day__gte=first_day), assignment__in=assignments, first_day__lte=last_day
    )
    for row in rows.order_by("first_day", "pk"):
        found[row.assignment_id].append(row)
    return found


def _absences(people: Iterable[int], first_day: date, last_day: date) -> dict[int, list[Span]]:
    """Time away, from a week before to a week after, so that a long leave is seen as one."""
    span = period_span(first_day - AFTER, last_day + AFTER)
    found: dict[int, list[Span]] = defaultdict(list)
    for row in Absence.objects.filter(person__in=people, start__lt=span.end, end__gt=span.start).order_by("start"):
        found[row.person_id].append(Span(row.start, row.end))
    for weekly in WeeklyAbsence.objects.filter(
        Q(last_day=None) | Q(last_day__gte=first_day), person__in=people, first_day__lte=last_day
    ):
        found[weekly.person_id].extend(_weekly_spans(weekly, first_day, last_day))
    return found


def _weekly_spans(weekly: WeeklyAbsence, first_day: date, last_day: date) -> Iterator[Span]:
    day = max(weekly.first_day, first_day - timedelta(days=1))
    day += timedelta(days=(weekly.weekday - day.weekday()) % 7)
    while day <= min(last_day, weekly.last_day or last_day):
        until = day + timedelta(days=weekly.ends_at <= weekly.starts_at)
        yield Span(_moment(day, weekly.starts_at), _moment(until, weekly.ends_at))
        day += timedelta(days=7)


def _moment(day: date, wall: time) -> datetime:
    """The instant of a wall time; in the hour that the clock skips, the one it jumps to."""
    return datetime.combine(day, wall, tzinfo=OSLO)


def _outside(own: list[Assignment], first_day: date, last_day: date) -> Iterator[Span]:
    """The stretches of the period in which the person has no assignment."""
    free_from = first_day
    for assignment in sorted(own, key=lambda each: each.first_day):
        if assignment.first_day > free_from:
            yield period_span(free_from, assignment.first_day - timedelta(days=1))
        if assignment.last_day is None:
            return
        free_from = max(free_from, assignment.last_day + timedelta(days=1))
    if free_from <= last_day:
        # Beyond the last day, so that a night shift out of the period is seen as well.
        yield period_span(free_from, last_day + timedelta(days=1))


def _shifts_in_effect(
    people: Iterable[int], agreements: dict[int, list[WorkTimeAgreement]], span: Span
) -> dict[int, list[Shift]]:
    weeks = max((row.period_weeks or 0 for rows in agreements.values() for row in rows), default=0)
    back = min(max(SHORTEST_HISTORY, timedelta(weeks=weeks)), LONGEST_HISTORY)
    found: dict[int, list[Shift]] = defaultdict(list)
    rows = (
        Shift.objects.in_effect()
        .filter(assignment__person__in=people, start__lt=span.end + AFTER, end__gt=span.start - back)
        .select_related("assignment", "plan")
        .order_by("start", "pk")
    )
    for row in rows:
        if row.assignment is not None:
            found[row.assignment.person_id].append(row)
    return found
