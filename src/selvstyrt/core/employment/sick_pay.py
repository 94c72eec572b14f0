"""Sick pay day by day (sykepenger): who pays which day, and what the employer's days amount to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import DateRange, Step, round_ore
from selvstyrt.core.employment.judging import step
from selvstyrt.core.employment.sickness import SicknessTerms, employer_pays, employer_period


class Payer(StrEnum):
    """Who bears a day of sickness (hvem som betaler)."""

    EMPLOYER = "employer"
    NAV = "nav"


@dataclass(frozen=True, slots=True)
class SickPayTerms:
    """What the employer's period is counted by, and the highest sick pay a day in kroner."""

    sickness: SicknessTerms
    highest_daily: Decimal

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms on the first day of the absence; the highest pay is six times G over 260 days.

        Raises: NoAnswer `no_value_for_day`.
        """
        cap, days, basic = (
            law.number(f"ftrl.{name}", day, known_on) for name in ("sick_pay_cap_g", "sick_pay_year_days", "grunnbelop")
        )
        return cls(SicknessTerms.at(day, known_on), cap * basic / days)


@dataclass(frozen=True, slots=True)
class SickDay:
    """One day of absence (fraværsdag): who pays, and the employer's amount; None when NAV computes it."""

    day: date
    payer: Payer
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class SickPay:
    """An absence day by day (sykepenger): the employer's total, the first day of NAV, how it was counted."""

    days: tuple[SickDay, ...]
    employer_amount: Decimal
    nav_from: date | None
    steps: tuple[Step, ...]


# ftrl. §§ 8-10, 8-18, 8-19
def sick_pay(
    absence: DateRange,
    lost_pay: Mapping[date, Decimal],
    terms: SickPayTerms,
    *,
    employed_days: int,
    earlier: Sequence[DateRange] = (),
) -> SickPay:
    """Who pays each day of an absence that begins with a whole day, and what the employer pays.

    `lost_pay` is the pay of the shifts that were missed, by the day they start on; a day without work is paid
    nothing. The employer pays within the sixteen days after four weeks' employment, each day up to the highest daily
    pay. The other days are NAV's, whose amounts follow the income of three months and are not computed here.

    Raises: WrongInput `range_without_end`, `absence_overlaps`.
    """
    served = employer_pays(employed_days, terms.sickness)
    period = employer_period(absence.start, terms.sickness, earlier=earlier)
    nav_from = period.nav_from if served.figures["employer_pays"] else absence.start
    days = tuple(_day(day, nav_from, lost_pay.get(day, Decimal(0)), terms) for day in absence.days())
    total = sum((day.amount for day in days if day.amount is not None), Decimal(0))
    capped = tuple(day for day, pay in sorted(lost_pay.items()) if day < nav_from and pay > terms.highest_daily)
    steps = [*served.steps, *period.steps]
    if capped:
        steps.append(step("FTRL-8-10", {"days": capped}, round_ore(terms.highest_daily)))
    return SickPay(days, total, nav_from if any(day.payer is Payer.NAV for day in days) else None, tuple(steps))


def _day(day: date, nav_from: date, pay: Decimal, terms: SickPayTerms) -> SickDay:
    if day >= nav_from:
        return SickDay(day, Payer.NAV, None)
    return SickDay(day, Payer.EMPLOYER, round_ore(min(pay, terms.highest_daily)))
