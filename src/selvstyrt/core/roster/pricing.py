"""What a shift costs with one assistant (pris): base pay, supplements, overtime; from the pay rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from selvstyrt.core.base import NoAnswer, Span
from selvstyrt.core.pay import BASE, RESTING, WorkedKind, WorkedTime, pay_lines, planned_rest
from selvstyrt.core.roster.pay_basis import PayTerms
from selvstyrt.core.roster.problem import NeedShift


@dataclass(frozen=True, slots=True)
class Price:
    """Gross pay of one shift in kroner (lønn for vakten), before holiday pay and employer's contribution.

    `amount` is None when the agreement's numbers for the shift are not on file; `missing` then says which.
    `supplements` is the part of it that is neither base pay nor pay for rest.
    """

    amount: Decimal | None
    supplements: Decimal = Decimal(0)
    missing: str = ""


def price_of(shift: NeedShift, terms: PayTerms | None, zone: ZoneInfo, *, overtime_minutes: int = 0) -> Price:
    """The gross pay of the shift; the last `overtime_minutes` of it are overtime."""
    if terms is None:
        return Price(None, missing="no_terms")
    try:
        lines = [
            line
            for worked in _worked(shift, zone, overtime_minutes)
            for line in pay_lines(worked, terms.employment, terms.tariff_on, zone=zone)
        ]
    except NoAnswer as error:
        return Price(None, missing=error.code)
    supplements = sum((line.amount for line in lines if line.kind not in (BASE, RESTING)), Decimal("0.00"))
    return Price(sum((line.amount for line in lines), Decimal("0.00")), supplements)


def _worked(shift: NeedShift, zone: ZoneInfo, overtime_minutes: int) -> list[WorkedTime]:
    """The shift as worked time, as it goes when it goes as planned; cut where overtime begins."""
    rest = planned_rest(shift.span, shift.passive_minutes, zone)
    if overtime_minutes == 0:
        return [_time(shift, shift.span, WorkedKind.ACTIVE, rest)]
    if overtime_minutes >= shift.span.minutes:
        return [_time(shift, shift.span, WorkedKind.OVERTIME, rest)]
    begins = shift.span.end - timedelta(minutes=overtime_minutes)
    extra = Span(begins, shift.span.end)
    ordinary = Span(shift.span.start, begins)
    return [
        _time(shift, ordinary, WorkedKind.ACTIVE, rest.cut(ordinary) if rest else None),
        WorkedTime(shift.id, extra, WorkedKind.OVERTIME, resting=_rests(rest.cut(extra) if rest else None)),
    ]


def _time(shift: NeedShift, span: Span, kind: WorkedKind, rest: Span | None) -> WorkedTime:
    active = span.minutes - (rest.minutes if rest else 0)
    return WorkedTime(
        id=shift.id,
        span=span,
        kind=kind,
        break_minutes=min(shift.break_minutes, active),
        break_paid=shift.break_counts_as_work,
        resting=_rests(rest),
    )


def _rests(rest: Span | None) -> tuple[Span, ...]:
    return (rest,) if rest else ()
