"""Published shifts seen from the time sheet: which still want an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.convert import month_of, next_month, planned_content
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.core.base import Span


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A planned shift that nobody has entered time for (vakt uten timeføring)."""

    uid: UUID
    name: str
    type: str
    assistant: str
    person_uid: UUID
    assignment_uid: UUID
    content: EntryContent

    @property
    def span(self) -> Span:
        """From and to."""
        return self.content.span


def missing_shifts(
    *,
    scheme_uid: UUID,
    before: datetime,
    since: datetime | None = None,
    starts_before: datetime | None = None,
    person_uid: UUID | None = None,
) -> list[ShiftView]:
    """Published shifts that ended at or before `before` and have no entry; not those of locked months."""
    rows = _assigned(scheme_uid).filter(end__lte=before)
    if since is not None:
        rows = rows.filter(start__gte=since)
    if starts_before is not None:
        rows = rows.filter(start__lt=starts_before)
    if person_uid is not None:
        rows = rows.filter(assignment__person__uid=person_uid)
    return [_view(row) for row in _without_entry(scheme_uid, rows)]


def planned_contents(*, scheme_uid: UUID, since: datetime, until: datetime) -> list[EntryContent]:
    """What the published shifts that start in [since, until) and have no entry will be, if they go as planned.

    Shifts of locked months that nobody entered did not take place.
    """
    rows = _assigned(scheme_uid).filter(start__gte=since, start__lt=until)
    return [planned_content(row) for row in _without_entry(scheme_uid, rows)]


def shift_to_enter(*, scheme_uid: UUID, shift_uid: UUID, person_uid: UUID | None = None) -> ShiftView | None:
    """One published shift without an entry, or None."""
    rows = _assigned(scheme_uid).filter(uid=shift_uid)
    if person_uid is not None:
        rows = rows.filter(assignment__person__uid=person_uid)
    row = rows.first()
    if row is None or _entered(scheme_uid).filter(assignment=row.assignment, shift__key=row.key).exists():
        return None
    return _view(row)


def _assigned(scheme_uid: UUID) -> QuerySet[Shift]:
    return Shift.objects.filter(
        plan__scheme__uid=scheme_uid, plan__state=PlanVersion.State.PUBLISHED, assignment__isnull=False
    ).select_related("assignment__person")


def _entered(scheme_uid: UUID) -> QuerySet[TimeEntry]:
    return TimeEntry.objects.filter(assignment__scheme__uid=scheme_uid, shift__isnull=False).exclude(
        state__in=TimeEntry.GONE
    )


def _without_entry(scheme_uid: UUID, rows: QuerySet[Shift]) -> list[Shift]:
    """Those of the shifts that nobody entered, in months that are not locked; three queries.

    Compared here, not in the database: it would search the entries again for each shift.
    """
    locked = _locked_months(scheme_uid)
    since = _all_locked_until(locked)
    entries = _entered(scheme_uid)
    if since is not None:
        rows = rows.filter(start__gte=since)
        entries = entries.filter(shift__start__gte=since)
    entered = set(entries.values_list("assignment_id", "shift__key"))
    return [
        row
        for row in rows.order_by("start", "pk")
        if (row.assignment_id, row.key) not in entered and month_of(row.start) not in locked
    ]


def _all_locked_until(locked: set[date]) -> datetime | None:
    """The end of the unbroken run of locked months from the first one; nothing before it is of interest."""
    if not locked:
        return None
    month = min(locked)
    while month in locked:
        month = next_month(month)
    return Span.of_day(month).start


def _locked_months(scheme_uid: UUID) -> set[date]:
    return set(Period.objects.filter(scheme__uid=scheme_uid, state=Period.State.LOCKED).values_list("month", flat=True))


def _view(row: Shift) -> ShiftView:
    assert row.assignment is not None
    return ShiftView(
        uid=row.uid,
        name=row.name,
        type=row.type,
        assistant=row.assignment.person.name,
        person_uid=row.assignment.person.uid,
        assignment_uid=row.assignment.uid,
        content=planned_content(row),
    )
