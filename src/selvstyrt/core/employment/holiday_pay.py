"""Holiday pay (feriepenger): a share of last year's pay, more from sixty and with an agreed fifth week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Step, round_ore
from selvstyrt.core.employment.judging import step

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class HolidayPayTerms:
    """Per cents of ferieloven § 10, the agreed one with a fifth week, and the ages and sums they hang on.

    `basic_amount` is G on 31 December of the year in which the pay was earned.
    """

    percent: Decimal
    extra_percent: Decimal
    extra_percent_g: int
    extra_age: int
    agreed_percent: Decimal
    basic_amount: Decimal

    @classmethod
    def at(cls, holiday_year: int, known_on: date | None = None) -> Self:
        """The terms for pay in `holiday_year`, earned the year before.

        Raises: NoAnswer `no_value_for_day`.
        """
        first = date(holiday_year, 1, 1)

        def number(value_id: str, day: date) -> Decimal:
            return law.number(value_id, day, known_on)

        return cls(
            percent=number("ferieloven.percent", first),
            extra_percent=number("ferieloven.extra_percent", first),
            extra_percent_g=int(number("ferieloven.extra_percent_g", first)),
            extra_age=int(number("ferieloven.extra_age", first)),
            agreed_percent=number("tariff_holiday.percent", first),
            basic_amount=number("ftrl.grunnbelop", date(holiday_year - 1, 12, 31)),
        )


@dataclass(frozen=True, slots=True)
class HolidayPay:
    """Holiday pay: the full per cent, the amount, and how it came about."""

    percent: Decimal
    amount: Decimal
    steps: tuple[Step, ...]


# ferieloven § 10 (2), (3); tariffs with a fifth week
def holiday_pay(basis: Decimal, age: int, terms: HolidayPayTerms, *, fifth_week: bool = False) -> HolidayPay:
    """Holiday pay on last year's pay; `age` is the age that is reached in the holiday year.

    The extra per cent from sixty is paid only on the part of the basis up to six times G.
    """
    percent = terms.agreed_percent if fifth_week else terms.percent
    rule = "TAR-FER-12" if fifth_week else "FER-10-2"
    ordinary = basis * percent / _HUNDRED
    steps = [step(rule, {"basis": basis, "percent": percent}, round_ore(ordinary))]
    extra = Decimal(0)
    if age >= terms.extra_age:
        counted = min(basis, terms.extra_percent_g * terms.basic_amount)
        extra = counted * terms.extra_percent / _HUNDRED
        percent += terms.extra_percent
        steps.append(step("FER-10-3", {"basis": counted, "percent": terms.extra_percent}, round_ore(extra)))
    return HolidayPay(percent, round_ore(ordinary + extra), tuple(steps))
