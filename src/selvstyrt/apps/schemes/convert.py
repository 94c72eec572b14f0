"""Rows of schemes and decisions <-> values of the core."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from selvstyrt.apps.decisions.queries import DecisionView, LineView, decisions_of
from selvstyrt.apps.schemes.models import Assignment, Scheme, WorkTimeAgreement
from selvstyrt.apps.schemes.models import HoursPolicy as HoursPolicyRow
from selvstyrt.core.base import DateRange, NoAnswer
from selvstyrt.core.hours import CarryOver, Decision, GrantLine, HoursPolicy, LedgerKind, lines_in_force
from selvstyrt.core.pay import Employment
from selvstyrt.core.worktime.values import Agreement, AgreementType, Contract


def days_of(first_day: date, last_day: date | None) -> DateRange:
    """Days as rows hold them (last day included) as a half-open range."""
    return DateRange(first_day, last_day + timedelta(days=1) if last_day else None)


def contract_of(assignment: Assignment) -> Contract:
    """The employment as the working-time rules see it."""
    return Contract(
        tariff_bound=assignment.tariff_bound,
        weekly_limit_minutes=assignment.weekly_limit_minutes,
        agreed_weekly_minutes=assignment.weekly_minutes,
        birth_date=assignment.person.birth_date,
    )


def employment_of(assignment: Assignment) -> Employment:
    """The terms that decide the pay: service counts from the recorded day, else from the first day of work."""
    return Employment(
        seniority=assignment.seniority_from or assignment.first_day,
        weekly_minutes=assignment.full_time_minutes,
        started=assignment.first_day,
    )


def agreement_of(row: WorkTimeAgreement) -> Agreement:
    """An agreement on record as the working-time rules see it."""
    return Agreement(
        type=AgreementType(row.type),
        written=row.written,
        period_weeks=row.period_weeks,
        compensatory_rest=row.compensatory_rest,
        min_daily_minutes=row.min_daily_minutes,
        min_weekly_minutes=row.min_weekly_minutes,
        max_24h_minutes=row.max_24h_minutes,
        individual_consent=row.individual_consent,
        decision=row.decision,
        valid_from=row.first_day,
        valid_to=row.last_day,
    )


def agreements_of(assignment: Assignment) -> tuple[Agreement, ...]:
    """All agreements on record for the assignment, in order; prefetch `agreements` for many."""
    return tuple(agreement_of(row) for row in sorted(assignment.agreements.all(), key=lambda row: row.pk))


def grant_lines(scheme_uid: UUID) -> tuple[GrantLine, ...]:
    """What the decisions grant, each line cut to the days on which its decision rules alone.

    `GrantLine.decision` is the decision's uid, `GrantLine.line` the line's primary key.
    """
    case_uid = Scheme.objects.values_list("case__uid", flat=True).get(uid=scheme_uid)
    counting = [view for view in decisions_of(case_uid, on=date.max) if view.corrected_by is None]
    return lines_in_force([_decision(view) for view in counting])


def _decision(view: DecisionView) -> Decision:
    return Decision(
        str(view.uid),
        days_of(view.first_day, view.last_day),
        tuple(_grant_line(view, line) for line in view.lines),
    )


def _grant_line(view: DecisionView, line: LineView) -> GrantLine:
    return GrantLine(
        decision=str(view.uid),
        weekly_minutes=line.weekly_minutes,
        days=days_of(line.first_day or view.first_day, line.last_day or view.last_day),
        line=str(line.pk),
    )


def hours_policy(scheme_uid: UUID, *, on: date) -> HoursPolicy:
    """How the scheme's hours count on the day.

    Raises: NoAnswer `no_hours_policy`.
    """
    return policy_of(hours_policy_row(scheme_uid, on=on))


def policy_of(row: HoursPolicyRow) -> HoursPolicy:
    """The municipality's and the contract's choices as the core reads them."""
    kinds = {LedgerKind.USE_ACTIVE, LedgerKind.USE_PASSIVE}
    if row.training_from_frame:
        kinds.add(LedgerKind.TRAINING)
    if row.meeting_from_frame:
        kinds.add(LedgerKind.MEETING)
    return HoursPolicy(
        passive_factor=Fraction(row.passive_minutes_per_hour, 60),
        from_frame=frozenset(kinds),
        carry_over=CarryOver(row.carry_over),
        carry_cap_minutes=row.carry_over_cap_minutes,
    )


def hours_policy_row(scheme_uid: UUID, *, on: date) -> HoursPolicyRow:
    """The row that says how hours count on the day, with what the core does not ask about (overspend).

    Raises: NoAnswer `no_hours_policy`.
    """
    row = HoursPolicyRow.objects.filter(scheme__uid=scheme_uid, first_day__lte=on).order_by("-first_day").first()
    if row is None:
        raise NoAnswer("no_hours_policy", f"The scheme has no policy for its hours on {on}. Set one.", on=on)
    return row
