"""Weeks as the leader approves them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.queries.entries import EntryView, entries_between
from selvstyrt.apps.timesheets.queries.shifts import ShiftView, missing_shifts
from selvstyrt.core.base import OSLO, Span


@dataclass(frozen=True, slots=True)
class WaitingWeek:
    """A week with entries that wait for approval (uke til godkjenning)."""

    monday: date
    count: int


@dataclass(frozen=True, slots=True)
class WeekView:
    """A whole week on one page: what was entered, and the shifts that nobody entered."""

    monday: date
    entries: tuple[EntryView, ...]
    missing: tuple[ShiftView, ...]

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def waiting(self) -> tuple[EntryView, ...]:
        """What can be approved now."""
        return tuple(entry for entry in self.entries if entry.is_open)

    @property
    def minutes(self) -> int:
        """Attendance in all, returned entries left out."""
        return sum(entry.content.span.minutes for entry in self.entries if entry.state != TimeEntry.State.RETURNED)


def weeks_waiting(*, scheme_uid: UUID) -> list[WaitingWeek]:
    """The weeks with something to approve, oldest first; one query."""
    counts: dict[date, int] = {}
    starts = TimeEntry.objects.filter(assignment__scheme__uid=scheme_uid, state=TimeEntry.State.SUBMITTED)
    for start in starts.values_list("start", flat=True):
        monday = monday_of(start.astimezone(OSLO).date())
        counts[monday] = counts.get(monday, 0) + 1
    return [WaitingWeek(monday, count) for monday, count in sorted(counts.items())]


def week_of(*, scheme_uid: UUID, monday: date, now: datetime) -> WeekView:
    """The week that begins on the Monday."""
    start = Span.of_day(monday).start
    end = Span.of_day(monday + timedelta(days=7)).start
    return WeekView(
        monday,
        tuple(entries_between(scheme_uid=scheme_uid, start=start, end=end)),
        tuple(missing_shifts(scheme_uid=scheme_uid, before=now, since=start, starts_before=end)),
    )


def monday_of(day: date) -> date:
    """The Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())
