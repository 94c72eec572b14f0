"""Months of a scheme (perioder): made on demand, and locked one after the other."""

from __future__ import annotations

from datetime import date, datetime

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.apps.timesheets.convert import next_month
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.core.base import NotAllowed, Span, WrongInput


def open_period(scheme: Scheme, month: date) -> Period:
    """The first open month from `month` on, held for the rest of the transaction."""
    while True:
        period = _held(scheme, month)
        if period.state == Period.State.OPEN:
            return period
        month = next_month(month)


def lock_period(*, scheme: Scheme, month: date, person: Person, now: datetime, move_open: bool) -> Period:
    """Lock a month; entries that wait for approval are moved on only when `move_open` says so.

    Raises: WrongInput `month_not_over`, NotAllowed `month_locked_before`, `earlier_month_open`,
    `entries_wait_for_approval`.
    """
    if now < _first_instant(next_month(month)):
        raise WrongInput("month_not_over", f"{month:%Y-%m} is not over; lock it when it is.", month=month)
    period = _held(scheme, month)
    if period.state == Period.State.LOCKED:
        raise NotAllowed("month_locked_before", f"{month:%Y-%m} is locked already.", month=month)
    earlier = _first_open_with_entries(scheme, month)
    if earlier is not None:
        raise NotAllowed(
            "earlier_month_open", f"{earlier:%Y-%m} must be locked before {month:%Y-%m}.", month=month, earlier=earlier
        )
    waiting = TimeEntry.objects.filter(period=period, state=TimeEntry.State.SUBMITTED)
    count = waiting.count()
    if count and not move_open:
        raise NotAllowed(
            "entries_wait_for_approval",
            f"{count} entries wait for approval; approve or return them, or move them to the next month.",
            month=month,
            count=count,
        )
    if count:
        waiting.update(period=open_period(scheme, next_month(month)))
    period.state = Period.State.LOCKED
    period.locked_at = now
    period.locked_by = person
    period.save(update_fields=["state", "locked_at", "locked_by"])
    return period


def _held(scheme: Scheme, month: date) -> Period:
    period, _ = Period.objects.get_or_create(scheme=scheme, month=month)
    return Period.objects.select_for_update(of=("self",)).get(pk=period.pk)


def _first_open_with_entries(scheme: Scheme, month: date) -> date | None:
    return (
        Period.objects.filter(
            scheme=scheme,
            month__lt=month,
            state=Period.State.OPEN,
            time_entries__state__in=[TimeEntry.State.SUBMITTED, TimeEntry.State.APPROVED],
        )
        .order_by("month")
        .values_list("month", flat=True)
        .first()
    )


def _first_instant(day: date) -> datetime:
    return Span.of_day(day).start
