"""Questions for the month report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, Sum
from django.utils import timezone

from selvstyrt.apps.decisions.queries import decision_on
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.hours.queries import account
from selvstyrt.apps.reports.figures import Figures, LateCorrection, ServiceHours
from selvstyrt.apps.reports.models import MonthReport
from selvstyrt.apps.schemes.models import Scheme, SupplierPeriod
from selvstyrt.apps.timesheets.convert import content_of
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.core.base import WrongInput, month_range
from selvstyrt.core.hours import LedgerKind

KINDS = ("active", "passive", "travel", "training", "meeting")


@dataclass(frozen=True, slots=True)
class FrozenReport:
    """A report as it was made (månedsrapport)."""

    number: int
    made_at: datetime
    made_by: str
    figures: Figures


def month_figures(*, scheme_uid: UUID, month: date, now: datetime) -> Figures:
    """The figures of a month as they stand now.

    Raises: WrongInput `unknown_scheme`, `month_to_come`; NoAnswer `no_hours_policy`.
    """
    scheme = Scheme.objects.select_related("case__owner", "case__municipality").filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("unknown_scheme", "There is no such scheme.")
    days = month_range(month.year, month.month)
    today = timezone.localdate(now)
    if days.start > today:
        raise WrongInput("month_to_come", f"{month:%Y-%m} has not begun; choose an earlier month.", month=month)
    assert days.end is not None
    as_of = min(days.end - timedelta(days=1), today)
    status = account(scheme_uid=scheme_uid, on=as_of, booked_through=days.start)
    worked, assistants, count = _worked(scheme, days.start)
    waiting = TimeEntry.objects.filter(period__scheme=scheme, period__month=month, state=TimeEntry.State.SUBMITTED)
    return Figures(
        scheme=scheme.name,
        case=scheme.case.reference,
        municipality=scheme.case.municipality.name,
        supplier=_supplier(scheme, as_of),
        month=days.start.isoformat(),
        as_of=as_of.isoformat(),
        locked=Period.objects.filter(scheme=scheme, month=days.start, state=Period.State.LOCKED).exists(),
        services=_services(scheme, as_of),
        granted_month=next(item.granted for item in status.months if item.month == days.start),
        worked=worked,
        charged=_charged(scheme, days.start),
        corrections=_late_corrections(scheme, days.start),
        assistants=assistants,
        entries=count,
        waiting=waiting.count(),
        granted_year=status.granted_year,
        granted_so_far=status.granted_so_far,
        used_year=status.used,
        balance=status.granted_so_far + status.other - status.used,
        planned=status.planned + status.waiting,
        left=status.left,
        forecast_left=status.forecast_left,
    )


def frozen_reports(*, scheme_uid: UUID, month: date) -> list[FrozenReport]:
    """The reports that were made of a month, newest first."""
    rows = MonthReport.objects.filter(scheme__uid=scheme_uid, month=month).select_related("made_by")
    return [frozen(row) for row in rows.order_by("-number")]


def frozen(row: MonthReport) -> FrozenReport:
    """A stored report."""
    return FrozenReport(row.number, row.made_at, row.made_by.name, Figures.from_json(row.figures))


def _worked(scheme: Scheme, month: date) -> tuple[dict[str, int], int, int]:
    """Approved minutes of the month by kind, how many assistants, how many entries."""
    worked = dict.fromkeys(KINDS, 0)
    people = set()
    count = 0
    for entry in _entries_of(scheme, month):
        content = content_of(entry)
        if content.span.start_day().replace(day=1) != month:
            continue  # late time of an earlier month is told as a correction of that month
        count += 1
        people.add(entry.assignment.person_id)
        kind = "active" if entry.kind == TimeEntry.Kind.WORK else entry.kind
        worked[kind] += content.active_minutes
        worked["passive"] += content.resting_minutes
    return worked, len(people), count


def _entries_of(scheme: Scheme, month: date) -> list[TimeEntry]:
    """What is approved in the month, and what was when a correction of it was booked in a later one."""
    booked = (
        TimeEntry.objects.filter(period__scheme=scheme, period__month=month)
        .select_related("assignment", "replaced_by__period")
        .prefetch_related("calls")
        .order_by("start", "pk")
    )
    counted = list(booked.filter(state=TimeEntry.State.APPROVED))
    for entry in booked.filter(state=TimeEntry.State.REPLACED, decided_by__isnull=False, return_reason=""):
        newest = entry
        while hasattr(newest, "replaced_by"):
            newest = newest.replaced_by
        if newest.period.month > month:
            counted.append(entry)
    return counted


def _charged(scheme: Scheme, month: date) -> int:
    rows = LedgerEntry.objects.filter(_is_use(), scheme=scheme, month=month)
    return -(rows.aggregate(total=Sum("minutes"))["total"] or 0)


def _late_corrections(scheme: Scheme, month: date) -> tuple[LateCorrection, ...]:
    sums: dict[date, int] = {}
    rows = LedgerEntry.objects.filter(_is_use(), scheme=scheme, month=month, day__lt=month)
    for day, minutes in rows.values_list("day", "minutes"):
        about = day.replace(day=1)
        sums[about] = sums.get(about, 0) - minutes
    return tuple(LateCorrection(about.isoformat(), minutes) for about, minutes in sorted(sums.items()))


def _is_use() -> Q:
    uses = [kind for kind in LedgerKind if kind.is_use]
    return Q(kind__in=uses) | Q(kind=LedgerKind.CORRECTION, corrects__kind__in=uses)


def _services(scheme: Scheme, day: date) -> tuple[ServiceHours, ...]:
    decision = decision_on(scheme.case.uid, day)
    if decision is None:
        return ()
    sums: dict[str, int] = {}
    for line in decision.lines:
        if line.rules is not None and day in line.rules:
            sums[line.service] = sums.get(line.service, 0) + line.weekly_minutes
    return tuple(ServiceHours(service, minutes) for service, minutes in sorted(sums.items()))


def _supplier(scheme: Scheme, day: date) -> str:
    row = (
        SupplierPeriod.objects.filter(Q(last_day=None) | Q(last_day__gte=day), scheme=scheme, first_day__lte=day)
        .select_related("organisation")
        .first()
    )
    return row.organisation.name if row else ""
