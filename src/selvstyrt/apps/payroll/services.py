"""Acts on pay: lock a month and make its pay lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.payroll.lines import lines_of_month
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.apps.timesheets.services import lock_period
from selvstyrt.apps.timesheets.services.people import acting_person
from selvstyrt.core.base import WrongInput


@dataclass(frozen=True, slots=True)
class LockedMonth:
    """What locking a month gave (låst måned)."""

    month: date
    line_count: int
    gross: Decimal


@transaction.atomic
def lock_month(*, scheme_uid: UUID, month: date, by: Actor, now: datetime, move_open: bool = False) -> LockedMonth:
    """Lock a month and make the pay lines of all that is approved in it: both, or nothing.

    Entries that wait for approval stop it, unless `move_open` moves them to the next month.

    Raises: WrongInput `unknown_scheme`, `month_not_over`; NotAllowed `month_locked_before`,
    `earlier_month_open`, `entries_wait_for_approval`; NoAnswer `pay_not_known`.
    """
    scheme = Scheme.objects.select_for_update().filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("unknown_scheme", "There is no such scheme.")
    person = acting_person(by)
    period = lock_period(scheme=scheme, month=month.replace(day=1), person=person, now=now, move_open=move_open)
    lines = lines_of_month(period, known_on=timezone.localdate(now), now=now)
    PayLine.objects.bulk_create(lines, batch_size=500)
    gross = sum((line.amount for line in lines), Decimal("0.00"))
    journal_note(
        "month_locked",
        by=by,
        now=now,
        subject_type="period",
        subject=period.uid,
        scheme=scheme.uid,
        month=str(period.month),
        lines=len(lines),
    )
    return LockedMonth(period.month, len(lines), gross)
