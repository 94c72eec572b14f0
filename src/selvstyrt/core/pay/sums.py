"""Small sums of pay that are not lines of an entry (etterbetaling, overtid, mertid, stigesatser)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from selvstyrt.core.base import WrongInput, round_ore
from selvstyrt.core.pay.lines import line_amount
from selvstyrt.core.pay.tariff import times


def back_pay(old_rate: Decimal, new_rate: Decimal, minutes: int) -> Decimal:
    """What is owed when a wage is raised for time already paid (etterbetaling).

    >>> back_pay(Decimal("205.86"), Decimal("218.01"), 9015)
    Decimal('1825.54')
    """
    return line_amount(minutes, new_rate - old_rate)


def overtime_pay(hourly: Decimal, share: Fraction, minutes: int) -> tuple[Decimal, Decimal]:
    """Pay for overtime, and how much of it is the supplement (overtidsbetaling).

    >>> overtime_pay(Decimal("205.86"), Fraction(50, 100), 120)
    (Decimal('617.58'), Decimal('205.86'))
    """
    base, supplement = line_amount(minutes, hourly), line_amount(minutes, times(hourly, share))
    return base + supplement, supplement


@dataclass(frozen=True, slots=True)
class WeekOverContract:
    """Worked minutes of a part-timer's week (mertid og overtid): within contract, extra, overtime."""

    contracted: int
    extra: int
    overtime: int


def over_contract(worked: int, contract: int, full_time: int) -> WeekOverContract:
    """Extra minutes up to full time are extra time at the ordinary wage; only time beyond it is overtime.

    >>> over_contract(1800, 1200, 2130)
    WeekOverContract(contracted=1200, extra=600, overtime=0)
    """
    extra = min(max(worked - contract, 0), max(full_time - contract, 0))
    overtime = max(worked - max(full_time, contract), 0)
    return WeekOverContract(worked - extra - overtime, extra, overtime)


def break_even(minimum: Decimal, share: Fraction) -> Decimal:
    """The hourly wage from which a percentage beats its minimum in kroner.

    >>> break_even(Decimal("70"), Fraction(22, 100))
    Decimal('318.18')
    """
    return round_ore(minimum * share.denominator / share.numerator)


def ladder_sum(steps: Sequence[tuple[int, Decimal]], before: int, count: int) -> Decimal:
    """The sum for units number `before` + 1 to `before` + `count`, where the rate changes with the number.

    `steps` are (first unit, rate); an hour of the year, an attendance of the day.

    >>> ladder_sum([(1, Decimal("53")), (290, Decimal("100"))], 285, 8)
    Decimal('612.00')

    Raises: WrongInput `ladder_without_start`.
    """
    ordered = sorted(steps)
    if not ordered or ordered[0][0] > before + 1:
        raise WrongInput("ladder_without_start", f"No rate covers unit {before + 1}; add the step.", unit=before + 1)
    ends = [first for first, _ in ordered[1:]] + [before + count + 1]
    total = Decimal(0)
    for (first, rate), end in zip(ordered, ends, strict=True):
        units = min(end, before + count + 1) - max(first, before + 1)
        total += max(units, 0) * rate
    return round_ore(total)
