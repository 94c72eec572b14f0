"""Shifts of one assistant for the benchmarks of working time: an ordinary rota, and one that breaks most rules."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from selvstyrt.core.base import Span
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Assessed,
    Contract,
    CountingMode,
    Limits,
    Regime,
    Settings,
    WorkShift,
)

FIRST = datetime(2026, 1, 5)  # noqa: DTZ001
LIMITS = Limits.at(date(2026, 1, 5))
AVERAGED = (
    Agreement(AgreementType.AVERAGING_INDIVIDUAL, period_weeks=8),
    Agreement(AgreementType.SUNDAY_AVERAGING_INDIVIDUAL, period_weeks=26),
)
RESPITE = (Agreement(AgreementType.RESPITE_INDIVIDUAL),)
CONTRACTS: dict[str, tuple[Contract, tuple[Agreement, ...]]] = {
    "the act": (Contract(), ()),
    "the act, averaged hours and Sundays": (Contract(), AVERAGED),
    "private home": (Contract(regime=Regime.HOME), ()),
    "respite": (Contract(regime=Regime.AVL), RESPITE),
    "17 years old": (Contract(birth_date=date(2009, 3, 1)), ()),
}


def period(weeks: int) -> Span:
    """Whole weeks from 5 January 2026."""
    return Span.of_local(FIRST, FIRST + timedelta(weeks=weeks))


def ordinary_rota(weeks: int) -> tuple[WorkShift, ...]:
    """Five shifts of 7.5 hours a week, days and afternoons in turn, every third weekend."""
    found = []
    for week in range(weeks):
        hour = 8 if week % 2 else 14
        for day in (0, 1, 2, 3, 4) if week % 3 else (0, 1, 3, 5, 6):
            start = FIRST + timedelta(days=7 * week + day, hours=hour)
            span = Span.of_local(start, start + timedelta(minutes=450))
            found.append(WorkShift(f"{week}-{day}", span, break_minutes=30))
    return tuple(found)


def bad_rota(weeks: int, seed: int = 1) -> tuple[WorkShift, ...]:
    """Shifts of seven to nine hours with rests that are often short, weekends and nights as they come."""
    dice = random.Random(seed)
    start, found = datetime(2026, 1, 5, 7, tzinfo=UTC), []
    while start < period(weeks).end:
        end = start + timedelta(minutes=dice.choice([420, 450, 480, 540]))
        found.append(WorkShift(str(len(found)), Span(start, end), break_minutes=30))
        start = end + timedelta(minutes=dice.choice([660, 960, 1200, 1800]))
    return tuple(found)


def assessed(
    name: str, shifts: tuple[WorkShift, ...], weeks: int, mode: CountingMode = CountingMode.START_DAY
) -> Assessed:
    """The shifts under one of `CONTRACTS`."""
    contract, agreements = CONTRACTS[name]
    return Assessed("amal", shifts, contract, agreements, Settings(mode), period(weeks))
