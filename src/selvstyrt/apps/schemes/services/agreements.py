"""Working-time agreements and permissions on record for an assistant (arbeidstidsavtaler)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.schemes.models import WorkTimeAgreement
from selvstyrt.apps.schemes.services.team import locked_assignment
from selvstyrt.core.base import WrongInput
from selvstyrt.core.worktime.values import AgreementType


@dataclass(frozen=True, slots=True)
class AgreementInput:
    """What stands in the agreement, in the words of `core.worktime.Agreement` (minutes)."""

    type: str
    signed_on: date
    first_day: date
    last_day: date | None = None
    written: bool = True
    period_weeks: int | None = None
    compensatory_rest: bool = False
    min_daily_minutes: int | None = None
    min_weekly_minutes: int | None = None
    max_24h_minutes: int | None = None
    individual_consent: bool = False
    decision: bool = False


@transaction.atomic
def record_agreement(*, assignment_uid: UUID, agreement: AgreementInput, by: Actor, now: datetime) -> UUID:
    """Put an agreement on record for an assistant; the roster may use it from its first day.

    Raises: WrongInput `assistant_unknown`, `agreement_type_unknown`, `agreement_ends_before_start`,
    `agreement_period_out_of_range`.
    """
    assignment = locked_assignment(assignment_uid)
    if agreement.type not in set(AgreementType):
        raise WrongInput("agreement_type_unknown", f"There is no agreement type {agreement.type!r}.")
    if agreement.last_day is not None and agreement.last_day < agreement.first_day:
        raise WrongInput(
            "agreement_ends_before_start",
            f"The agreement ends ({agreement.last_day}) before it starts ({agreement.first_day}).",
        )
    if agreement.period_weeks is not None and not 1 <= agreement.period_weeks <= 52:
        raise WrongInput("agreement_period_out_of_range", "An averaging period has between 1 and 52 weeks.")
    row = WorkTimeAgreement.objects.create(
        assignment=assignment,
        type=AgreementType(agreement.type),
        written=agreement.written,
        signed_on=agreement.signed_on,
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        period_weeks=agreement.period_weeks,
        compensatory_rest=agreement.compensatory_rest,
        min_daily_minutes=agreement.min_daily_minutes,
        min_weekly_minutes=agreement.min_weekly_minutes,
        max_24h_minutes=agreement.max_24h_minutes,
        individual_consent=agreement.individual_consent,
        decision=agreement.decision,
    )
    note(
        "record_agreement",
        by=by,
        now=now,
        subject_type="agreement",
        subject=row.uid,
        scheme=assignment.scheme.uid,
        type=row.type,
    )
    return row.uid


@transaction.atomic
def withdraw_agreement(*, agreement_uid: UUID, last_day: date, by: Actor, now: datetime) -> None:
    """End an agreement after a day.

    Raises: WrongInput `agreement_unknown`, `agreement_ends_before_start`.
    """
    row = (
        WorkTimeAgreement.objects.select_for_update(of=("self",))
        .select_related("assignment__scheme")
        .filter(uid=agreement_uid)
        .first()
    )
    if row is None:
        raise WrongInput("agreement_unknown", f"There is no agreement {agreement_uid}.", agreement=agreement_uid)
    if last_day < row.first_day:
        raise WrongInput(
            "agreement_ends_before_start",
            f"The agreement starts on {row.first_day}; its last day can at the earliest be that day.",
            first_day=row.first_day,
        )
    row.last_day = last_day
    row.save(update_fields=["last_day"])
    note(
        "withdraw_agreement",
        by=by,
        now=now,
        subject_type="agreement",
        subject=row.uid,
        scheme=row.assignment.scheme.uid,
        last_day=str(last_day),
    )
