"""A collective agreement as numbers on one day (tariffavtale): wages, supplements, windows, resting duty.

No agreement has a name in code. What they differ in stands in the value files; what they share stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from selvstyrt.core.base import Certainty, Citation, NoAnswer, round_ore

_UNCITED = Citation("")


class Work(StrEnum):
    """Which time a supplement is for (tilleggets arbeid): ordinary time or overtime."""

    ORDINARY = "ordinary"
    OVERTIME = "overtime"


def times(amount: Decimal, factor: Fraction) -> Decimal:
    """`amount` times an exact fraction, rounded half up to øre (133 1/3 % has no exact decimal).

    >>> times(Decimal("207.20"), Fraction(4, 3))
    Decimal('276.27')
    """
    return round_ore(amount * factor.numerator / factor.denominator)


@dataclass(frozen=True, slots=True)
class Window:
    """When a supplement is earned (tidsrom): names of days, and minutes after local midnight.

    `end` at or before `start` means over midnight. Each part of the night is judged by its own
    calendar day.
    """

    days: frozenset[str]
    start: int
    end: int

    def covers(self, names: frozenset[str], minute: int) -> bool:
        """True when a day with these names has the window open at this minute of the day."""
        if not self.days & names:
            return False
        if self.start < self.end:
            return self.start <= minute < self.end
        return minute >= self.start or minute < self.end


@dataclass(frozen=True, slots=True)
class Supplement:
    """An amount on top of the hourly wage (tillegg): kroner per hour, or a share of the wage with a minimum."""

    code: str
    windows: tuple[Window, ...]
    amount: Decimal | None = None
    share: Fraction | None = None
    minimum: Decimal = Decimal(0)
    work: Work = Work.ORDINARY
    rota: bool | None = None
    citation: Citation = _UNCITED
    certainty: Certainty = Certainty.HIGH

    def rate(self, hourly: Decimal) -> Decimal:
        """Kroner per hour on this wage: the fixed amount, or the rounded share, at least the minimum."""
        if self.share is None:
            return self.amount if self.amount is not None else self.minimum
        return max(times(hourly, self.share), self.minimum)

    def covers(self, names: frozenset[str], minute: int, *, work: Work, rota: bool) -> bool:
        """True when this supplement is earned for such work at this minute of such a day."""
        if self.work is not work or self.rota not in (None, rota):
            return False
        return any(window.covers(names, minute) for window in self.windows)


@dataclass(frozen=True, slots=True)
class WageStep:
    """One step of the wage ladder (lønnstrinn): from so many years, so much.

    One of `annual`, `hourly`, `share` (of the first step). `weekly_minutes` ties an hourly wage to one
    length of the working week.
    """

    years: int
    annual: Decimal | None = None
    hourly: Decimal | None = None
    share: Fraction | None = None
    weekly_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class RestingRule:
    """How resting duty at the workplace is paid (hvilende vakt).

    `per_hour` minutes of pay for each resting hour; each call adds `per_block` minutes for every started
    `block` minutes; from `active_share` of the time in calls the whole time is active.
    """

    per_hour: int
    per_block: int
    block: int
    active_share: Fraction
    citation: Citation = _UNCITED
    certainty: Certainty = Certainty.HIGH


@dataclass(frozen=True, slots=True)
class Wage:
    """An hourly wage and where it comes from (timelønn)."""

    hourly: Decimal
    years: int
    annual: Decimal | None = None
    divisor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """The numbers of one agreement on one day (tariffsatser)."""

    id: str
    wages: tuple[WageStep, ...]
    divisors: Mapping[int, Decimal]
    supplements: tuple[Supplement, ...]
    gives_way: Mapping[str, frozenset[str]] = field(default_factory=dict)
    resting: RestingRule | None = None
    wages_citation: Citation = _UNCITED
    wages_certainty: Certainty = Certainty.HIGH

    def divisor(self, weekly_minutes: int) -> Decimal:
        """Hours a year that go with this length of the working week.

        Raises: NoAnswer `no_divisor`.
        """
        if weekly_minutes not in self.divisors:
            raise NoAnswer(
                "no_divisor",
                f"{self.id} has no yearly hours for {weekly_minutes} minutes a week; choose one of "
                f"{sorted(self.divisors)}.",
                tariff=self.id,
                weekly_minutes=weekly_minutes,
            )
        return self.divisors[weekly_minutes]

    def wage_step(self, years: int) -> WageStep:
        """The highest step reached after so many years.

        Raises: NoAnswer `no_wage_step`.
        """
        reached = [step for step in self.wages if step.years <= years]
        if not reached:
            raise NoAnswer(
                "no_wage_step",
                f"{self.id} has no wage for {years} years of service; give the assistant's own wage.",
                tariff=self.id,
                years=years,
            )
        return max(reached, key=lambda step: step.years)

    def minimum_wage(self, years: int, weekly_minutes: int) -> Wage:
        """The lowest hourly wage after so many years, for this length of week; rounded to øre.

        Raises: NoAnswer `no_wage_step`, `no_divisor`, `wage_for_other_week`.
        """
        step = self.wage_step(years)
        if step.share is not None:
            first = self.minimum_wage(min(row.years for row in self.wages), weekly_minutes)
            return Wage(times(first.hourly, 1 + step.share), step.years)
        if step.weekly_minutes not in (None, weekly_minutes):
            raise NoAnswer(
                "wage_for_other_week",
                f"{self.id} has a wage for {step.weekly_minutes} minutes a week only, not for {weekly_minutes}.",
                tariff=self.id,
                weekly_minutes=weekly_minutes,
            )
        if step.hourly is not None:
            return Wage(step.hourly, step.years)
        return self.hourly_of_annual(step.annual or Decimal(0), weekly_minutes, years=step.years)

    def hourly_of_annual(self, annual: Decimal, weekly_minutes: int, *, years: int = 0) -> Wage:
        """Yearly wage divided by the hours of the year, rounded to øre.

        Raises: NoAnswer `no_divisor`.
        """
        divisor = self.divisor(weekly_minutes)
        return Wage(round_ore(annual / divisor), years, annual, divisor)

    def earned(
        self, names: frozenset[str], minute: int, *, work: Work = Work.ORDINARY, rota: bool = True
    ) -> tuple[Supplement, ...]:
        """The supplements earned at this minute of such a day, after those that give way have gone."""
        open_now = [item for item in self.supplements if item.covers(names, minute, work=work, rota=rota)]
        codes = {item.code for item in open_now}
        return tuple(item for item in open_now if not self.gives_way.get(item.code, frozenset()) & codes)


TariffOn = Callable[[date], Tariff]
"""Which numbers are in force on a day."""
