"""Acts on reports: freeze what is sent."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note as journal_note
from selvstyrt.apps.reports.models import MonthReport
from selvstyrt.apps.reports.queries import FrozenReport, frozen, month_figures
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.apps.timesheets.services.people import acting_person
from selvstyrt.core.base import WrongInput


@transaction.atomic
def freeze_month_report(*, scheme_uid: UUID, month: date, by: Actor, now: datetime) -> FrozenReport:
    """Keep the month's figures under the next number; figures that have not changed keep their number.

    Raises: WrongInput `unknown_scheme`, `month_to_come`; NoAnswer `no_hours_policy`.
    """
    scheme = Scheme.objects.select_for_update().filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("unknown_scheme", "There is no such scheme.")
    figures = month_figures(scheme_uid=scheme_uid, month=month, now=now)
    newest = (
        MonthReport.objects.filter(scheme=scheme, month=month).select_related("made_by").order_by("-number").first()
    )
    if newest is not None and frozen(newest).figures == figures:
        return frozen(newest)
    row = MonthReport.objects.create(
        scheme=scheme,
        month=month,
        number=newest.number + 1 if newest else 1,
        figures=figures.as_json(),
        made_by=acting_person(by),
        made_at=now,
    )
    journal_note(
        "month_report_made",
        by=by,
        now=now,
        subject_type="month_report",
        subject=row.uid,
        scheme=scheme.uid,
        month=str(month),
        number=row.number,
    )
    return frozen(row)
