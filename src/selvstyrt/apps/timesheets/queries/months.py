"""Months and what stands between them and the lock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from selvstyrt.apps.timesheets.convert import next_month
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.queries.shifts import missing_shifts
from selvstyrt.core.base import OSLO


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a scheme (periode): state, and what is missing before it can be locked.

    `waiting` entries must be approved, returned or moved on; `returned` and `missing` are told, but do not stop.
    """

    month: date
    locked: bool
    locked_by: str
    locked_at: datetime | None
    approved: int
    waiting: int
    returned: int
    missing: int
    is_over: bool
    earlier_open: bool

    @property
    def may_be_locked(self) -> bool:
        """True when one press locks it."""
        return not self.locked and self.is_over and not self.earlier_open and not self.waiting


def months_of(*, scheme_uid: UUID, now: datetime) -> list[MonthView]:
    """The months with time in them, newest first; three queries."""
    periods = (
        Period.objects.filter(scheme__uid=scheme_uid)
        .select_related("locked_by")
        .annotate(
            approved=_count(TimeEntry.State.APPROVED),
            waiting=_count(TimeEntry.State.SUBMITTED),
            returned=_count(TimeEntry.State.RETURNED, replaced_by=None),
        )
        .order_by("month")
    )
    missing: dict[date, int] = {}
    for shift in missing_shifts(scheme_uid=scheme_uid, before=now):
        month = shift.span.start_day().replace(day=1)
        missing[month] = missing.get(month, 0) + 1
    today = now.astimezone(OSLO).date()
    views: list[MonthView] = []
    for row in periods:
        locked = row.state == Period.State.LOCKED
        views.append(
            MonthView(
                month=row.month,
                locked=locked,
                locked_by=row.locked_by.name if row.locked_by else "",
                locked_at=row.locked_at,
                approved=row.approved,
                waiting=row.waiting,
                returned=row.returned,
                missing=missing.get(row.month, 0),
                is_over=today >= next_month(row.month),
                earlier_open=any(not view.locked and (view.approved or view.waiting) for view in views),
            )
        )
    views.reverse()
    return views


def months_to_lock(*, scheme_uid: UUID, now: datetime) -> list[MonthView]:
    """The months that are over and not locked, oldest first."""
    found = [view for view in months_of(scheme_uid=scheme_uid, now=now) if view.is_over and not view.locked]
    found.reverse()
    return found


def _count(state: str, **more: object) -> Count:
    return Count("time_entries", filter=Q(time_entries__state=state, **_prefixed(more)), distinct=True)


def _prefixed(conditions: dict[str, object]) -> dict[str, object]:
    return {f"time_entries__{name}": value for name, value in conditions.items()}
