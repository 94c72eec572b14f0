"""Short ways to write shifts and what is asked about them."""

from datetime import date, datetime, timedelta

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.worktime import Agreement, AgreementType, Assessed, Contract, Limits, ShiftKind, WorkShift, check

LIMITS = Limits.at(date(2026, 6, 1))
MONDAY = datetime(2026, 6, 1, tzinfo=OSLO)


def shift(start, end, *, name="", **more):
    """A shift between two local times such as "2026-06-01 07:00"; breaks are in order unless said otherwise."""
    more.setdefault("break_minutes", 30)
    span = Span(*(datetime.fromisoformat(text).replace(tzinfo=OSLO) for text in (start, end)))
    return WorkShift(name or start, span, **more)


def at(day, start_hour, hours, **more):
    """A shift `day` days after Monday 1 June 2026, from an hour of the day and so many hours long."""
    start = MONDAY + timedelta(days=day, hours=start_hour)
    more.setdefault("break_minutes", 30)
    return WorkShift(f"{day}-{start_hour}", Span(start, start + timedelta(hours=hours)), **more)


def overtime(day, start_hour, hours, **more):
    """The same as overtime, with its extra break."""
    more.setdefault("overtime_break_minutes", 30)
    return at(day, start_hour, hours, kind=ShiftKind.OVERTIME, break_minutes=0, **more)


def weeks(count, first=MONDAY):
    """A period of whole weeks."""
    return Span(first, (first.replace(tzinfo=None) + timedelta(weeks=count)).replace(tzinfo=OSLO))


def asked(*shifts, contract=None, agreements=(), **more):
    """What the rules are asked about."""
    return Assessed(
        who="amal",
        shifts=tuple(shifts),
        contract=contract or Contract(),
        agreements=tuple(agreements),
        **more,
    )


def agreed(kind, **more):
    """A written agreement."""
    return Agreement(AgreementType(kind), **more)


def found(*shifts, limits=LIMITS, **more):
    """Findings as (rule, severity, measured, limit)."""
    return [
        (each.rule, each.severity.value, each.measured, each.limit) for each in findings(*shifts, limits=limits, **more)
    ]


def findings(*shifts, limits=LIMITS, **more):
    """The findings themselves."""
    return check(asked(*shifts, **more), limits)


def rules(*shifts, **more):
    """Only the rule ids."""
    return [each[0] for each in found(*shifts, **more)]
