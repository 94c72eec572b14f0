"""Acts on the hours account: approve time so that it is used, and grant what the decisions give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone

from selvstyrt.apps.decisions.queries import decisions_of
from selvstyrt.apps.decisions.services import LineInput, register_decision
from selvstyrt.apps.hours.convert import Policies, charge_of, grant_lines
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme
from selvstyrt.apps.timesheets.convert import content_of, next_month
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.services import Approved, mark_approved
from selvstyrt.core.base import DateRange, WrongInput
from selvstyrt.core.hours import GrantLine, LedgerKind, daily_grants

USE_RULE = "hours.use"
GRANT_RULE = "hours.grant"


@transaction.atomic
def approve_entries(*, scheme_uid: UUID, entry_versions: Mapping[UUID, int], by: Actor, now: datetime) -> int:
    """Approve entries as they were seen and take their minutes from the account: all, or nothing.

    The first approval of a new year also grants that year.

    Raises: as `timesheets.services.mark_approved`; NoAnswer `no_hours_policy`.
    """
    scheme = scheme_row(scheme_uid)
    _grant_new_year(scheme, by=by, now=now)
    approved = mark_approved(scheme_uid=scheme_uid, entry_versions=entry_versions, by=by, now=now)
    policies = Policies(HoursPolicy.objects.filter(scheme=scheme))
    person = _person(by)
    rows: list[LedgerEntry] = []
    for item in approved:
        rows += _reversals(scheme, item, person, now)
        rows += _uses(scheme, item.entry, policies, person, now)
    LedgerEntry.objects.bulk_create(rows)
    return len(approved)


@transaction.atomic
def post_grants(*, scheme_uid: UUID, through: date, by: Actor, now: datetime) -> int:
    """Write what the decisions grant for each day up to and including `through`; answers how many rows.

    Days that were written before are mended with a difference, so that the sum is always what the
    decisions in force say. Run again, it writes nothing.
    """
    scheme = Scheme.objects.select_for_update().select_related("case").filter(uid=scheme_uid).first()
    if scheme is None:
        raise _unknown_scheme()
    lines = grant_lines(decisions_of(scheme.case.uid, on=through))
    wanted = _wanted_grants(lines, through)
    posted = _posted_grants(scheme, through)
    days_before = {day for day, _ in posted}
    months = _BookingMonths(scheme)
    person = _person(by)
    rows = [
        LedgerEntry(
            scheme=scheme,
            day=day,
            month=months.of(day),
            minutes=wanted.get((day, line), 0) - posted.get((day, line), 0),
            kind=LedgerKind.ADJUST if day in days_before else LedgerKind.GRANT,
            rule=GRANT_RULE,
            decision_line_id=line,
            created_by=person,
            created_at=now,
        )
        for day, line in sorted(wanted.keys() | posted.keys())
        if wanted.get((day, line), 0) != posted.get((day, line), 0)
    ]
    LedgerEntry.objects.bulk_create(rows, batch_size=500)
    if rows:
        journal_note(
            "hours_granted",
            by=by,
            now=now,
            subject_type="scheme",
            subject=scheme.uid,
            scheme=scheme.uid,
            rows=len(rows),
            minutes=sum(row.minutes for row in rows),
        )
    return len(rows)


@transaction.atomic
def register_decision_and_grant(
    *,
    scheme_uid: UUID,
    issued_on: date,
    first_day: date,
    lines: Sequence[LineInput],
    last_day: date | None = None,
    corrects: UUID | None = None,
    note: str = "",
    by: Actor,
    now: datetime,
) -> UUID:
    """Register a decision and grant its hours through the year: both, or nothing.

    Raises: as `decisions.services.register_decision`.
    """
    scheme = scheme_row(scheme_uid)
    uid = register_decision(
        case_uid=scheme.case.uid,
        issued_on=issued_on,
        first_day=first_day,
        lines=lines,
        last_day=last_day,
        corrects=corrects,
        note=note,
        by=by,
        now=now,
    )
    post_grants(scheme_uid=scheme_uid, through=max(year_end(now), year_end(first_day)), by=by, now=now)
    return uid


def post_all_grants(*, by: Actor, now: datetime) -> int:
    """Write the grants of every scheme through the end of the year, each in its own transaction; how many rows."""
    schemes = list(Scheme.objects.order_by("pk").values_list("uid", flat=True))
    return sum(post_grants(scheme_uid=uid, through=year_end(now), by=by, now=now) for uid in schemes)


def year_end(when: date) -> date:
    """31 December of the year of a day, or of a moment as the calendar on the wall has it."""
    day = timezone.localdate(when) if isinstance(when, datetime) else when
    return date(day.year, 12, 31)


def _grant_new_year(scheme: Scheme, *, by: Actor, now: datetime) -> None:
    """Grant the year when all that is written is of years before; a scheme without grants has no decision yet."""
    through = year_end(now)
    newest = LedgerEntry.objects.filter(scheme=scheme, kind=LedgerKind.GRANT).aggregate(day=Max("day"))["day"]
    if newest is not None and newest.year < through.year:
        post_grants(scheme_uid=scheme.uid, through=through, by=by, now=now)


def scheme_row(uid: UUID) -> Scheme:
    """The scheme.

    Raises: WrongInput `unknown_scheme`.
    """
    scheme = Scheme.objects.select_related("case").filter(uid=uid).first()
    if scheme is None:
        raise _unknown_scheme()
    return scheme


def _unknown_scheme() -> WrongInput:
    return WrongInput("unknown_scheme", "There is no such scheme.")


def _person(by: Actor) -> Person | None:
    return Person.objects.filter(uid=by.person_uid).first() if by.person_uid else None


def _uses(
    scheme: Scheme, entry: TimeEntry, policies: Policies, person: Person | None, now: datetime
) -> list[LedgerEntry]:
    charge = charge_of(content_of(entry), policies, ref=str(entry.uid))
    return [
        LedgerEntry(
            scheme=scheme,
            day=item.day,
            month=entry.period.month,
            minutes=item.minutes,
            kind=item.kind,
            rule=USE_RULE,
            time_entry=entry,
            created_by=person,
            created_at=now,
        )
        for item in charge.entries
    ]


def _reversals(scheme: Scheme, item: Approved, person: Person | None, now: datetime) -> list[LedgerEntry]:
    """Take back what the replaced entry used, in the month where the correction is booked."""
    if item.instead_of is None:
        return []
    return [
        LedgerEntry(
            scheme=scheme,
            day=row.day,
            month=item.entry.period.month,
            minutes=-row.minutes,
            kind=LedgerKind.CORRECTION,
            rule=USE_RULE,
            time_entry=item.entry,
            corrects=row,
            created_by=person,
            created_at=now,
        )
        for row in LedgerEntry.objects.filter(time_entry=item.instead_of, corrects=None).order_by("pk")
    ]


def _wanted_grants(lines: Sequence[GrantLine], through: date) -> dict[tuple[date, int], int]:
    end = date.fromordinal(through.toordinal() + 1)
    wanted = {}
    for line in lines:
        if line.days.start < end:
            for day, minutes in daily_grants([line], DateRange(line.days.start, end)):
                if minutes:
                    wanted[day, int(line.line)] = minutes
    return wanted


def _posted_grants(scheme: Scheme, through: date) -> dict[tuple[date, int], int]:
    sums = (
        LedgerEntry.objects.filter(scheme=scheme, day__lte=through, kind__in=[LedgerKind.GRANT, LedgerKind.ADJUST])
        .order_by()
        .values_list("day", "decision_line")
        .annotate(total=Sum("minutes"))
    )
    return {(day, line): total for day, line, total in sums if line is not None}


class _BookingMonths:
    """In which month a movement is booked: its own, or the first one after that is not locked."""

    def __init__(self, scheme: Scheme) -> None:
        self._locked = set(
            Period.objects.filter(scheme=scheme, state=Period.State.LOCKED).values_list("month", flat=True)
        )

    def of(self, day: date) -> date:
        """The first day of the booking month."""
        month = day.replace(day=1)
        while month in self._locked:
            month = next_month(month)
        return month
