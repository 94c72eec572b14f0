"""Questions about the hours account: granted, used, planned, left, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import prefetch_related_objects

from selvstyrt.apps.decisions.queries import decisions_of
from selvstyrt.apps.hours.convert import Policies, charge_of, charge_of_need, grant_lines
from selvstyrt.apps.hours.models import LedgerEntry as LedgerRow
from selvstyrt.apps.plans.unfolding import NeedOccurrence
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme
from selvstyrt.apps.timesheets.convert import content_of, next_month
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.queries import planned_contents
from selvstyrt.core.base import DateRange, Span, Step, WrongInput, month_range
from selvstyrt.core.hours import (
    AccountStatus,
    Alert,
    DayMinutes,
    GrantLine,
    LedgerEntry,
    LedgerKind,
    account_status,
    alerts,
    grant_minutes,
)


def drawn_by_needs(scheme_uid: UUID, needs: Iterable[NeedOccurrence]) -> int:
    """Minutes that the needs take from the account if they are worked as they stand; one query.

    Resting time counts as the hours policy of its day says.

    Raises: NoAnswer `no_hours_policy`.
    """
    policies = Policies(HoursPolicy.objects.filter(scheme__uid=scheme_uid))
    return -sum(entry.minutes for need in needs for entry in charge_of_need(need, policies).entries)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of the account, in minutes; `left_after` is what the year has left when it ends.

    `used` is approved, `waiting` worked but not approved, `planned` is in published shifts to come. `expected`
    is what days without a plan are expected to take.
    """

    month: date
    granted: int
    used: int
    waiting: int
    planned: int
    expected: int
    left_after: int


@dataclass(frozen=True, slots=True)
class Account:
    """The hours account of a year as it stands on a day (timekonto), in minutes.

    `left` is what the year has left when all that is worked and planned is taken; `forecast_left` also takes
    what is expected for days without a plan.
    """

    year: int
    on: date
    granted_year: int
    granted_so_far: int
    other: int
    used: int
    waiting: int
    planned: int
    balance: int
    left: int
    pace_percent: Decimal | None
    planned_until: date | None
    expected: int
    forecast_left: int
    months: tuple[MonthFigures, ...]
    alerts: tuple[Alert, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement behind a figure (bevegelse)."""

    uid: UUID
    day: date
    month: date
    kind: str
    minutes: int
    assistant: str
    start: datetime | None
    end: datetime | None
    entry_uid: UUID | None
    corrects_day: date | None


def account(*, scheme_uid: UUID, on: date, booked_through: date | None = None) -> Account:
    """The account of the year of `on`, at the end of that day; at most nine queries.

    What is worked but not approved counts on its own day, so that a late approval changes no forecast. Asked about
    a day in the past, what was used after it counts as planned. With `booked_through` only what was booked in
    that month or earlier counts as used, as a report of the month must have it.

    Raises: WrongInput `unknown_scheme`; NoAnswer `no_hours_policy`.
    """
    rows = list(HoursPolicy.objects.filter(scheme__uid=scheme_uid).select_related("scheme__case"))
    if not rows and not Scheme.objects.filter(uid=scheme_uid).exists():
        raise WrongInput("unknown_scheme", "There is no such scheme.")
    policies = Policies(rows)
    policy = policies.on(on)
    scheme = rows[0].scheme
    lines = grant_lines(decisions_of(scheme.case.uid, on=on))
    used, used_later = posted(scheme, on, booked_through)
    waiting, planned = not_approved(scheme, policies, on)
    planned += used_later
    status = account_status(lines, [*used, *waiting], planned, on, policy)
    waiting_minutes = -sum(entry.minutes for entry in waiting)
    return Account(
        year=on.year,
        on=on,
        granted_year=status.granted_year,
        granted_so_far=status.granted_so_far,
        other=status.other,
        used=status.used - waiting_minutes,
        waiting=waiting_minutes,
        planned=status.planned,
        balance=status.balance,
        left=status.left,
        pace_percent=status.pace_percent,
        planned_until=max((item.day for item in planned if item.day.year == on.year), default=None),
        expected=status.forecast.unplanned_minutes,
        forecast_left=status.forecast.left,
        months=tuple(_months(lines, used, waiting, planned, status)),
        alerts=alerts(status, lines, policy),
        steps=status.steps,
    )


def movements(*, scheme_uid: UUID, month: date, kind: str = "") -> list[Movement]:
    """The movements about the days of a month, by day; grants only when asked for by kind."""
    days = month_range(month.year, month.month)
    rows = LedgerRow.objects.filter(scheme__uid=scheme_uid, day__gte=days.start, day__lt=days.end)
    rows = rows.filter(kind=kind) if kind else rows.exclude(kind__in=[LedgerKind.GRANT, LedgerKind.ADJUST])
    return [
        Movement(
            uid=row.uid,
            day=row.day,
            month=row.month,
            kind=row.kind,
            minutes=row.minutes,
            assistant=row.time_entry.assignment.person.name if row.time_entry else "",
            start=row.time_entry.start if row.time_entry else None,
            end=row.time_entry.end if row.time_entry else None,
            entry_uid=row.time_entry.uid if row.time_entry else None,
            corrects_day=row.corrects.day if row.corrects else None,
        )
        for row in rows.select_related("time_entry__assignment__person", "corrects").order_by("day", "pk")
    ]


def posted(scheme: Scheme, on: date, booked_through: date | None) -> tuple[list[LedgerEntry], list[DayMinutes]]:
    """All movements of the year until the day but the daily grants, which the decisions tell; and later use."""
    rows = (
        LedgerRow.objects.filter(scheme=scheme, day__year=on.year)
        .exclude(kind__in=[LedgerKind.GRANT, LedgerKind.ADJUST])
        .order_by("day", "pk")
        .values_list("day", "month", "kind", "minutes", "corrects__kind")
    )
    entries = []
    later: dict[date, int] = {}
    for day, month, kind, minutes, corrected in rows:
        entry = LedgerEntry(day, LedgerKind(kind), minutes, corrects=LedgerKind(corrected) if corrected else None)
        if day > on and entry.counts_as_use:
            later[day] = later.get(day, 0) - minutes
        elif day <= on and (booked_through is None or month <= booked_through):
            entries.append(entry)
    return entries, [DayMinutes(day, minutes) for day, minutes in sorted(later.items()) if minutes > 0]


def not_approved(scheme: Scheme, policies: Policies, on: date) -> tuple[list[LedgerEntry], list[DayMinutes]]:
    """What is worked without being approved, until the day; and what is planned after it."""
    year_start = Span.of_day(date(on.year, 1, 1)).start
    year_end = Span.of_day(date(on.year + 1, 1, 1)).start
    waiting: list[LedgerEntry] = []
    planned: list[DayMinutes] = []
    contents = planned_contents(scheme_uid=scheme.uid, since=year_start, until=year_end)
    entries = (
        TimeEntry.objects.filter(
            assignment__scheme=scheme,
            state=TimeEntry.State.SUBMITTED,
            start__gte=year_start,
            start__lt=year_end,
        )
        .select_related("replaces__replaces")
        .order_by("start")
    )
    # A correction of approved time counts when it is approved; until then the old figure stands.
    found = [entry for entry in entries if not _corrects_approved(entry)]
    prefetch_related_objects([entry for entry in found if entry.passive_minutes], "calls")
    contents += [content_of(entry) if entry.passive_minutes else content_of(entry, ()) for entry in found]
    for content in contents:
        charge = charge_of(content, policies)
        day = content.span.start_day()
        if day <= on:
            waiting += charge.entries
        else:
            planned += [DayMinutes(item.day, -item.minutes) for item in charge.entries]
    return waiting, planned


def _corrects_approved(entry: TimeEntry) -> bool:
    """True when approved time stands further down the chain of corrections, however long."""
    link = entry.replaces
    while link is not None and link.state != TimeEntry.State.APPROVED:
        link = link.replaces
    return link is not None


def _months(
    lines: Sequence[GrantLine],
    used: Sequence[LedgerEntry],
    waiting: Sequence[LedgerEntry],
    planned: Sequence[DayMinutes],
    status: AccountStatus,
) -> list[MonthFigures]:
    left = status.granted_year
    figures = []
    last_planned = max((item.day for item in planned), default=status.on)
    unplanned = _spread(lines, last_planned, status)
    for number in range(1, 13):
        days = month_range(status.on.year, number)
        use = -sum(entry.minutes for entry in used if entry.day in days and entry.counts_as_use)
        other = sum(entry.minutes for entry in used if entry.day in days and not entry.counts_as_use)
        wait = -sum(entry.minutes for entry in waiting if entry.day in days)
        plan = sum(item.minutes for item in planned if item.day in days)
        expected = unplanned[days.start]
        left += other - use - wait - plan - expected
        figures.append(MonthFigures(days.start, grant_minutes(lines, days) + other, use, wait, plan, expected, left))
    return figures


def _spread(lines: Sequence[GrantLine], last_planned: date, status: AccountStatus) -> dict[date, int]:
    """The expected minutes of days without a plan, by month: in proportion to the days with a grant."""
    months = [date(status.on.year, number, 1) for number in range(1, 13)]
    first = last_planned + timedelta(days=1)
    days = dict.fromkeys(months, 0)
    for month in months:
        for day in DateRange(month, next_month(month)).days():
            if day >= first and any(day in line.days for line in lines):
                days[month] += 1
    total, spread, before, seen = status.forecast.unplanned_minutes, {}, 0, 0
    all_days = sum(days.values())
    for month in months:
        seen += days[month]
        until = total * seen // all_days if all_days else 0
        spread[month], before = until - before, until
    return spread
