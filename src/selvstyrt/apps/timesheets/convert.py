"""Rows of worked time to values and back; the only place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from selvstyrt.apps.plans.models import Shift, ShiftType
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.models import Call, TimeEntry
from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.pay import planned_rest

_KINDS = {
    ShiftType.TRAVEL.value: TimeEntry.Kind.TRAVEL,
    ShiftType.TRAINING.value: TimeEntry.Kind.TRAINING,
    ShiftType.MEETING.value: TimeEntry.Kind.MEETING,
}


def content_of(entry: TimeEntry, calls: Iterable[Call] | None = None) -> EntryContent:
    """What a stored entry says; give `calls` when they are at hand."""
    rest = None
    if entry.passive_minutes and entry.passive_start is not None:
        rest = Span(entry.passive_start, entry.passive_start + timedelta(minutes=entry.passive_minutes))
    return EntryContent(
        span=Span(entry.start, entry.end),
        kind=entry.kind,
        break_minutes=entry.break_minutes,
        break_counts_as_work=entry.break_counts_as_work,
        rest=rest,
        calls=tuple(Span(call.start, call.end) for call in (entry.calls.all() if calls is None else calls)),
        note=entry.note,
    )


def fill(entry: TimeEntry, content: EntryContent) -> TimeEntry:
    """Put the content into a row that is about to be stored; calls are rows of their own."""
    entry.start, entry.end = content.span.start, content.span.end
    entry.kind = content.kind
    entry.break_minutes = content.break_minutes
    entry.break_counts_as_work = content.break_counts_as_work
    entry.passive_start = content.rest.start if content.rest else None
    entry.passive_minutes = content.passive_minutes
    entry.note = content.note
    return entry


def planned_content(shift: Shift) -> EntryContent:
    """The time entry that a shift gives when it went as planned."""
    span = Span(shift.start, shift.end)
    return EntryContent(
        span=span,
        kind=_KINDS.get(shift.type, TimeEntry.Kind.WORK),
        break_minutes=shift.break_minutes,
        break_counts_as_work=shift.break_counts_as_work,
        rest=planned_rest(span, shift.passive_minutes),
    )


def month_of(moment: datetime) -> date:
    """The first day of the local month in which a moment lies."""
    return moment.astimezone(OSLO).date().replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
