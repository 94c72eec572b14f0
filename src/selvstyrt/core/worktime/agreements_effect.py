"""Agreements on record that open nothing (avtaler uten virkning), and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from selvstyrt.core.worktime.bounds import NoEffect, void_because
from selvstyrt.core.worktime.ladder import bounds
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Agreement, AgreementType, Assessed, Contract, Regime

_RESPITE = {AgreementType.RESPITE_INDIVIDUAL, AgreementType.RESPITE_LONG_INDIVIDUAL}
_DATES = {NoEffect.NOT_YET, NoEffect.EXPIRED}


@dataclass(frozen=True, slots=True)
class WithoutEffect:
    """An agreement on record that has no effect (avtale uten virkning), and why.

    `max_weeks` is the longest period that the law allows where that is the reason, else None.
    """

    agreement: Agreement
    why: NoEffect
    max_weeks: int | None = None


def without_effect(assessed: Assessed, limits: Limits) -> tuple[WithoutEffect, ...]:
    """The agreements that open nothing for the judged days (uten virkning), in the order on record.

    An agreement that covers some of the judged days has effect on those, and is not told; nor is an earlier or a
    later one of the same type.

    Raises: NoAnswer `no_home_rules`.
    """
    first, last = _judged_days(assessed)
    found = [_told(agreement, assessed.contract, limits, first, last) for agreement in assessed.agreements]
    held = {agreement.type for agreement, void in zip(assessed.agreements, found, strict=True) if void is None}
    return tuple(
        void for void in found if void is not None and not (void.why in _DATES and void.agreement.type in held)
    )


def _told(
    agreement: Agreement, contract: Contract, limits: Limits, first: date | None, last: date | None
) -> WithoutEffect | None:
    why = void_because(agreement, contract) or _without_object(agreement, contract)
    if why is not None:
        return WithoutEffect(agreement, why)
    for fault in bounds(contract, (agreement,), limits).faults:
        return WithoutEffect(agreement, NoEffect.TOO_LONG, fault.max_weeks)
    why = _outside(agreement, first, last)
    return None if why is None else WithoutEffect(agreement, why)


def _judged_days(assessed: Assessed) -> tuple[date | None, date | None]:
    """First and last day that is judged, in local time."""
    zone = ZoneInfo(assessed.settings.timezone)
    if assessed.period is not None:
        last = assessed.period.end - timedelta(minutes=1)
        return assessed.period.start_day(zone), last.astimezone(zone).date()
    days = [shift.span.start_day(zone) for shift in assessed.shifts]
    return min(days, default=None), max(days, default=None)


def _without_object(agreement: Agreement, contract: Contract) -> NoEffect | None:
    """Agreements on a kind of work that the contract is not about."""
    if agreement.type in _RESPITE and contract.regime is not Regime.AVL:
        return NoEffect.NOT_RESPITE
    if agreement.type is AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2 and not contract.passive_work:
        return NoEffect.NOT_PASSIVE
    return None


def _outside(agreement: Agreement, first: date | None, last: date | None) -> NoEffect | None:
    """Agreements that cover none of the judged days."""
    begins, ends = agreement.valid_from, agreement.valid_to
    if first is None or last is None:
        return None
    if begins is not None and begins > last:
        return NoEffect.NOT_YET
    if ends is not None and ends < first:
        return NoEffect.EXPIRED
    return None
