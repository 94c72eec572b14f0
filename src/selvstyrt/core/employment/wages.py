"""When pay comes (lønnsutbetaling), and pay for 1 and 17 May, off or at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, round_ore
from selvstyrt.core.employment.judging import judge
from selvstyrt.core.law.holidays import public_holidays

_SUNDAY = 6
_MAY_DAYS = {"labour_day", "constitution_day"}


@dataclass(frozen=True, slots=True)
class PayDayTerms:
    """Numbers of aml. § 14-15."""

    pay_times_a_month: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


@dataclass(frozen=True, slots=True)
class MayDayTerms:
    """Numbers of lov om 1 og 17 mai § 3."""

    service_days: int
    supplement: Decimal

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "mai", day, known_on)


# aml. § 14-15 (1), (2), (4)
def pay_given(
    times_a_month: int,
    terms: PayDayTerms,
    *,
    agreed_times: int | None = None,
    to_account: bool = True,
    account_impossible: bool = False,
    payslip: bool = True,
) -> Ruling:
    """Pay comes twice a month or as agreed, to an account unless that cannot be done, with a written statement."""
    least = terms.pay_times_a_month if agreed_times is None else agreed_times
    seldom = times_a_month < least
    cash = not to_account and not account_impossible
    given = {"times_a_month": times_a_month, "agreed_times": agreed_times, "to_account": to_account, "payslip": payslip}
    return judge("AML-14-15", seldom or cash or not payslip, given, minimum_times=least, lawful=not (seldom or cash))


# lov om 1 og 17 mai § 3 (1)
def may_day_off_paid(
    day: date, terms: MayDayTerms, *, employed_days: int | None = None, hired_days: int | None = None
) -> Ruling:
    """Full pay on 1 and 17 May when the day is neither a Sunday nor another public holiday.

    For who has been employed the last thirty days, or is hired for thirty days or more.
    """
    names = set(public_holidays(day.year).get(day, ()))
    counts = bool(names & _MAY_DAYS) and names <= _MAY_DAYS and day.weekday() != _SUNDAY
    served = any(days is not None and days >= terms.service_days for days in (employed_days, hired_days))
    given = {"day": day, "employed_days": employed_days, "hired_days": hired_days}
    return judge("MAI-3", False, given, full_pay=counts and served)


# lov om 1 og 17 mai § 3 (2)
def may_day_supplement(hourly: Decimal, hours: Decimal, agreed_percent: Decimal | None, terms: MayDayTerms) -> Ruling:
    """The least supplement in kroner for work on 1 or 17 May: what is agreed for Sundays, or fifty per cent."""
    percent = Decimal(terms.supplement) if agreed_percent is None else agreed_percent
    extra = round_ore(hourly * hours * percent / 100)
    given = {"hourly": hourly, "hours": hours, "agreed_percent": agreed_percent}
    return judge("MAI-3", False, given, minimum_supplement_pct=percent, minimum_extra=extra)
