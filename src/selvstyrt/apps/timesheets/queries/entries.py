"""Time entries as pages show them, with what differs from the plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.convert import content_of, planned_content
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.core.base import Span, minutes_between


@dataclass(frozen=True, slots=True)
class Deviation:
    """One thing that is not as planned (avvik fra planen), with its minutes or number."""

    code: str
    amount: int = 0


@dataclass(frozen=True, slots=True)
class EntryView:
    """A time entry (timeføring) with who did what, and what differs from the plan."""

    uid: UUID
    version: int
    assignment_uid: UUID
    person_uid: UUID
    assistant: str
    content: EntryContent
    state: str
    shift_name: str
    planned: Span | None
    deviations: tuple[Deviation, ...]
    entered_by: str
    entered_by_other: bool
    entered_at: datetime
    decided_by: str
    decided_at: datetime | None
    return_reason: str
    is_correction: bool
    correction_waits: bool
    booked_in: date
    locked: bool

    @property
    def start(self) -> datetime:
        """From, as an instant."""
        return self.content.span.start

    @property
    def end(self) -> datetime:
        """To, as an instant."""
        return self.content.span.end

    @property
    def is_open(self) -> bool:
        """True while it waits for the leader."""
        return self.state == TimeEntry.State.SUBMITTED

    @property
    def may_be_withdrawn(self) -> bool:
        """True for time that nobody has approved."""
        return self.state in {TimeEntry.State.SUBMITTED, TimeEntry.State.RETURNED}

    @property
    def may_be_corrected(self) -> bool:
        """True for the newest entry of a chain of corrections."""
        return self.state not in TimeEntry.GONE and not self.correction_waits


def entries_between(
    *, scheme_uid: UUID, start: datetime, end: datetime, person_uid: UUID | None = None
) -> list[EntryView]:
    """The entries that start in [start, end) and count or wait, by start; two queries whatever the number."""
    rows = _rows().filter(assignment__scheme__uid=scheme_uid, start__gte=start, start__lt=end)
    if person_uid is not None:
        rows = rows.filter(assignment__person__uid=person_uid)
    return [view_of(row) for row in rows.exclude(state__in=TimeEntry.GONE).order_by("start", "pk")]


def entry_view(*, scheme_uid: UUID, entry_uid: UUID, person_uid: UUID | None = None) -> EntryView | None:
    """One entry of the scheme, or None; with `person_uid` only that assistant's."""
    rows = _rows().filter(uid=entry_uid, assignment__scheme__uid=scheme_uid)
    if person_uid is not None:
        rows = rows.filter(assignment__person__uid=person_uid)
    row = rows.first()
    return view_of(row) if row else None


def _rows() -> QuerySet[TimeEntry]:
    return (
        TimeEntry.objects.select_related("assignment__person", "shift", "entered_by", "decided_by", "period")
        .prefetch_related("calls")
        .annotate(corrected=Exists(TimeEntry.objects.filter(replaces=OuterRef("pk"))))
    )


def view_of(row: TimeEntry) -> EntryView:
    """A row of `_rows` as a page shows it."""
    content = content_of(row)
    planned = planned_content(row.shift) if row.shift else None
    return EntryView(
        uid=row.uid,
        version=row.version,
        assignment_uid=row.assignment.uid,
        person_uid=row.assignment.person.uid,
        assistant=row.assignment.person.name,
        content=content,
        state=row.state,
        shift_name=row.shift.name if row.shift else "",
        planned=planned.span if planned else None,
        deviations=deviations(content, planned),
        entered_by=row.entered_by.name,
        entered_by_other=row.entered_by_id != row.assignment.person_id,
        entered_at=row.entered_at,
        decided_by=row.decided_by.name if row.decided_by else "",
        decided_at=row.decided_at,
        return_reason=row.return_reason if row.state == TimeEntry.State.RETURNED else "",
        is_correction=row.replaces_id is not None,
        correction_waits=bool(getattr(row, "corrected", False)) and row.state == TimeEntry.State.APPROVED,
        booked_in=row.period.month,
        locked=row.period.state == Period.State.LOCKED,
    )


def deviations(content: EntryContent, planned: EntryContent | None) -> tuple[Deviation, ...]:
    """What is not as planned; calls in a resting night are told too, since nobody can plan them."""
    found = []
    if planned is None:
        found.append(Deviation("not_planned"))
    else:
        found += _time_deviations(content, planned)
        if content.unpaid_break != planned.unpaid_break:
            found.append(Deviation("break_differs", content.unpaid_break - planned.unpaid_break))
        if content.passive_minutes != planned.passive_minutes:
            found.append(Deviation("rest_differs", content.passive_minutes - planned.passive_minutes))
        if content.kind != planned.kind:
            found.append(Deviation("kind_differs"))
    if content.calls:
        found.append(Deviation("calls", sum(call.minutes for call in content.calls)))
    return tuple(found)


def _time_deviations(content: EntryContent, planned: EntryContent) -> list[Deviation]:
    found = []
    late = minutes_between(planned.span.start, content.span.start)
    over = minutes_between(planned.span.end, content.span.end)
    if late:
        found.append(Deviation("started_later" if late > 0 else "started_earlier", abs(late)))
    if over:
        found.append(Deviation("ended_later" if over > 0 else "ended_earlier", abs(over)))
    return found
