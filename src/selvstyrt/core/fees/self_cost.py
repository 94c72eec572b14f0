"""The municipality's own cost (selvkost): no fee may be higher than what the help costs the municipality."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selvstyrt.core import law
from selvstyrt.core.base import Step, WrongInput, round_ore
from selvstyrt.core.fees.income import checked_kroner


@dataclass(frozen=True, slots=True)
class SelfCost:
    """What an hour of help costs the municipality (selvkost per time), NOK.

    Either `printed`, the price that the municipality states, or `wage` (average hourly wage) with `social_percent` on
    top; administration is added to those by law.

    Raises: WrongInput `self_cost_incomplete`, `amount_out_of_range`.
    """

    printed: Decimal | None = None
    wage: Decimal | None = None
    social_percent: Decimal | None = None

    def __post_init__(self) -> None:
        of_wage = (self.wage is not None, self.social_percent is not None)
        if of_wage not in ((False, False), (True, True)) or (self.printed is None) is not of_wage[0]:
            raise WrongInput(
                "self_cost_incomplete",
                "The self-cost is either a price per hour, or an hourly wage with a percentage for social costs. "
                "Give one of the two.",
            )
        for amount in (self.printed, self.wage, self.social_percent):
            checked_kroner(amount or Decimal(0))

    def hourly(self, day: date, known_on: date | None = None) -> Decimal:
        """The cost of an hour, rounded to øre: average hourly wage and social costs, and 10 % of both on top.

        >>> SelfCost(wage=Decimal("220.00"), social_percent=Decimal(30)).hourly(date(2024, 1, 1))
        Decimal('314.60')

        Source: egenandelsforskriften chapter 2, as told by BPA-portalen.

        Raises: NoAnswer `no_value_for_day`.
        """
        if self.wage is None or self.social_percent is None:
            return round_ore(self.printed or Decimal(0))
        share = law.number("egenandel.self_cost_administration", day, known_on)
        return round_ore(self.wage * (100 + self.social_percent) / 100 * (100 + share) / 100)

    def ceiling(self, minutes: int, day: date, known_on: date | None = None) -> tuple[Decimal, Step]:
        """The most that may be asked for so many minutes of help, NOK, with its step.

        Raises: NoAnswer `no_value_for_day`.
        """
        counted = nearest_half_hour(minutes, day, known_on)
        hourly = self.hourly(day, known_on)
        amount = round_ore(hourly * counted / 60)
        inputs: dict[str, object] = {"minutes": minutes, "counted_minutes": counted, "hourly": hourly}
        if self.wage is not None:
            inputs |= {"wage": self.wage, "social_percent": self.social_percent}
        return amount, Step("ceiling.self_cost", law.citation("EGE-2"), inputs, amount)


def nearest_half_hour(minutes: int, day: date, known_on: date | None = None) -> int:
    """Minutes of help as they are counted against the self-cost: to the nearest half hour, a tie upwards.

    >>> nearest_half_hour(130, date(2024, 1, 1)), nearest_half_hour(140, date(2024, 1, 1))
    (120, 150)

    Source: egenandelsforskriften chapter 2, as told by BPA-portalen; which way a tie goes is our choice.

    Raises: NoAnswer `no_value_for_day`; WrongInput `negative_minutes`.
    """
    if minutes < 0:
        raise WrongInput("negative_minutes", "Minutes of help cannot be negative.", minutes=minutes)
    unit = law.minutes("egenandel.self_cost_rounding", day, known_on)
    return (2 * minutes + unit) // (2 * unit) * unit
