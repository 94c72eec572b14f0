"""What the published plans of the last year left over or short for each person (regnskap over belastning)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, Q

from selvstyrt.apps.plans.models import Absence, Shift, Wish
from selvstyrt.apps.plans.notice import notice_days
from selvstyrt.apps.plans.team import midnight
from selvstyrt.apps.schemes.models import Assignment, Scheme
from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.roster import NeedShift
from selvstyrt.core.roster import Wish as AskedFor
from selvstyrt.core.roster.kinds import CALENDAR_KINDS, ShareKind, Sorting
from selvstyrt.core.roster.ledger import FADES_IN_WEEKS, Balance, PastWeek, balances_of
from selvstyrt.core.roster.terms import wish_is_met

WISHES = "wishes"


@dataclass(frozen=True, slots=True)
class Worked:
    """One earlier shift of one person (tidligere vakt)."""

    person: str
    key: str
    span: Span
    notice_from: datetime | None


def balances_before(scheme: Scheme, first_day: date) -> dict[str, Balance]:
    """The balance of everybody who was employed in the year before the day, by the uid of the person; five queries.

    Shifts in effect count, week by week. Who was away a whole week has no share in it. A shift was at short notice
    when the plan that first gave it to the person was published less than the law's notice before it.
    """
    since = first_day - timedelta(weeks=FADES_IN_WEEKS)
    span = Span(midnight(since), midnight(first_day))
    employed = list(
        Assignment.objects.filter(Q(last_day=None) | Q(last_day__gte=since), scheme=scheme, first_day__lt=first_day)
        .select_related("person")
        .order_by("person__name", "person_id", "first_day")
    )
    if not employed:
        return {}
    shifts = _shifts(scheme, span)
    if not shifts:
        return {}
    weeks = [first_day - timedelta(weeks=n) for n in range(FADES_IN_WEEKS, 0, -1)]
    had = _had(shifts, _wishes(employed, span), Sorting.at(first_day, OSLO), weeks)
    away = _away({assignment.person_id for assignment in employed}, span)
    return balances_of((PastWeek(week, _parts(employed, away, week), had[week]) for week in weeks), first_day)


def _shifts(scheme: Scheme, span: Span) -> list[Worked]:
    """The shifts in effect, each with when the person first had it in a published plan."""
    first_told = {
        (key, str(person)): told
        for key, person, told in Shift.objects.filter(
            plan__scheme=scheme, plan__published_at__isnull=False, assignment__isnull=False,
            start__gte=span.start, start__lt=span.end,
        )
        .values_list("key", "assignment__person__uid")
        .annotate(told=Min("plan__published_at"))
        .order_by()
    }  # fmt: skip
    rows = (
        Shift.objects.in_effect()
        .filter(plan__scheme=scheme, assignment__isnull=False, start__gte=span.start, start__lt=span.end)
        .values_list("key", "assignment__person__uid", "start", "end")
        .order_by("start", "key")
    )
    return [
        Worked(str(person), key, Span(start, end), first_told.get((key, str(person))))
        for key, person, start, end in rows
    ]


def _wishes(employed: list[Assignment], span: Span) -> list[tuple[str, AskedFor]]:
    people = {assignment.person_id: str(assignment.person.uid) for assignment in employed}
    rows = Wish.objects.filter(person__in=people, start__gte=span.start, start__lt=span.end).order_by("start", "pk")
    return [(people[row.person_id], AskedFor(Span(row.start, row.end), row.weight)) for row in rows]


def _had(
    shifts: list[Worked], wishes: list[tuple[str, AskedFor]], sorting: Sorting, weeks: list[date]
) -> dict[date, dict[tuple[str, str], int]]:
    """How many of each kind each person had in each week."""
    had: dict[date, dict[tuple[str, str], int]] = {week: defaultdict(int) for week in weeks}
    own: dict[str, list[NeedShift]] = defaultdict(list)
    for worked in shifts:
        week = _week_of(worked.span, weeks)
        own[worked.person].append(NeedShift(worked.key, worked.span))
        for kind in CALENDAR_KINDS:
            had[week][worked.person, kind.value] += sorting.belongs(worked.span, kind)
        had[week][worked.person, ShareKind.SHORT_NOTICE.value] += _was_short(worked)
    for person, wish in wishes:
        near = [shift for shift in own[person] if shift.span.overlaps(wish.span)]
        had[_week_of(wish.span, weeks)][person, WISHES] += wish_is_met(wish, near)
    return had


def _week_of(span: Span, weeks: list[date]) -> date:
    return weeks[(span.start_day() - weeks[0]).days // 7]


def _was_short(worked: Worked) -> bool:
    if worked.notice_from is None:
        return False
    told = worked.notice_from.astimezone(OSLO).date()
    return worked.span.start_day() < told + timedelta(days=notice_days(told))


def _parts(employed: list[Assignment], away: dict[int, list[Span]], week: date) -> dict[str, int]:
    """The contract minutes of everybody who could work in the week."""
    days = Span(midnight(week), midnight(week + timedelta(days=7)))
    return {
        str(assignment.person.uid): assignment.weekly_minutes
        for assignment in employed
        if assignment.first_day <= week + timedelta(days=6)
        and (assignment.last_day is None or assignment.last_day >= week)
        and not any(span.contains(days) for span in away.get(assignment.person_id, ()))
    }


def _away(people: Collection[int], span: Span) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    for row in Absence.objects.filter(person__in=people, start__lt=span.end, end__gt=span.start):
        found[row.person_id].append(Span(row.start, row.end))
    return found
