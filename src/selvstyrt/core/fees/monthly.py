"""What a month costs (egenandel per måned): the table's own price first, then the ceilings, each with its step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from selvstyrt.core import law
from selvstyrt.core.base import (
    Certainty,
    Citation,
    DateRange,
    NoAnswer,
    Step,
    WrongInput,
    least_certain,
    month_range,
    round_ore,
)
from selvstyrt.core.fees.basic_amount import GAmount, GBasis, g_amount
from selvstyrt.core.fees.charging import charged
from selvstyrt.core.fees.income import Household, checked_kroner
from selvstyrt.core.fees.tariff import FeeTariff

FEE_RULE = Citation("docs/rules/fees.md, Order")


class DecidedBy(StrEnum):
    """What set the fee in the end (avgjort av)."""

    TABLE = "table"
    CAP = "cap"
    SELF_COST = "self_cost"
    STATE_CEILING = "state_ceiling"
    FREE_MONTH = "free_month"
    NO_HELP = "no_help"


@dataclass(frozen=True, slots=True)
class MonthOfHelp:
    """A month with help (måned med hjelp).

    `day`: any day of the month. `minutes`: chargeable help that was given, None where it is not known. `days`: the days
    on which the help ran, None for all. `other_fees`: what other home services cost in the month, NOK.

    Raises: WrongInput `negative_minutes`, `amount_out_of_range`.
    """

    day: date
    minutes: int | None = None
    days: DateRange | None = None
    other_fees: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if self.minutes is not None and self.minutes < 0:
            raise WrongInput("negative_minutes", "Minutes of help cannot be negative.", minutes=self.minutes)
        checked_kroner(self.other_fees)

    @property
    def days_with_help(self) -> tuple[int, int]:
        """Days with help, and days of the month."""
        month = month_range(self.day.year, self.day.month)
        common = month if self.days is None else month.cut(self.days)
        return (0 if common is None else common.day_count), month.day_count


@dataclass(frozen=True, slots=True)
class FeeAnswer:
    """The fee of a month (egenandel), NOK, and how it came about.

    `place` is the number of the bracket, the lowest 0. `minutes_charged` None: no hours were charged. A ceiling is None
    where it does not apply, and `self_cost_tested` False where the self-cost or the hours are not known.
    """

    fee: Decimal
    income: Decimal
    g: GAmount
    place: int
    minutes_charged: int | None
    self_cost_ceiling: Decimal | None
    self_cost_tested: bool
    state_ceiling: Decimal | None
    decided_by: DecidedBy
    certainty: Certainty
    steps: tuple[Step, ...]

    @property
    def income_in_g(self) -> Decimal:
        """The income as a number of G, cut to two decimals."""
        return (self.income * 100 // self.g.amount) / 100


def tariff_g(tariff: FeeTariff, day: date, known_on: date | None = None) -> GAmount:
    """The G that the table reckons with on a day.

    Raises: NoAnswer `g_basis_not_set`, `no_value_for_day`, `no_value_for_year`, `g_not_known_yet`.
    """
    if tariff.g_basis is None:
        raise NoAnswer(
            "g_basis_not_set",
            f"The table {tariff.name} does not say which G it reckons with. Ask the municipality, or choose one.",
            tariff=tariff.name,
        )
    if tariff.g_basis is GBasis.FIXED:
        return GAmount(tariff.fixed_g or Decimal(0), GBasis.FIXED, None, tariff.citation, tariff.certainty)
    return g_amount(tariff.g_basis, day, known_on)


def state_ceiling(day: date, known_on: date | None = None) -> tuple[Decimal, Certainty]:
    """The most that a household under 2 G may pay in the month of a day, NOK, and how sure that is.

    The ministry sets it for each year. A year that is not on file has no answer: 2025 is such a year.

    Source: egenandelsforskriften § 10 and the ministry's circulars I-1 of each year.

    Raises: NoAnswer `no_value_for_year`, `no_value_for_day`.
    """
    entry = law.dated("egenandel.state_ceiling").at(day, known_on)
    return law.number("egenandel.state_ceiling", day, known_on), Certainty(entry.certainty)


def state_ceiling_below(g: Decimal, day: date, known_on: date | None = None) -> Decimal:
    """The income under which the state's ceiling holds, NOK.

    Raises: NoAnswer `no_value_for_day`.
    """
    return law.number("egenandel.state_ceiling_g", day, known_on) * g


def monthly_fee(tariff: FeeTariff, household: Household, month: MonthOfHelp, known_on: date | None = None) -> FeeAnswer:
    """What a household pays for a month of help, NOK, with every step.

    The order: income, G, bracket, the bracket's price and caps, part of a month, the municipality's self-cost, the
    state's ceiling. A month without billing or without help costs nothing.

    Source: egenandelsforskriften chapter 2 and § 10, and the municipality's own table.

    Raises: NoAnswer `g_basis_not_set`, `price_not_known`, `hours_not_given`, `part_month_rule_not_set`,
    `shared_ceiling_not_set`, `no_value_for_year`, `no_value_for_day`, `g_not_known_yet`; WrongInput `brackets_overlap`.
    """
    g = tariff_g(tariff, month.day, known_on)
    income = household.income
    place = tariff.place_of(income, g.amount)
    steps = [household.step(), g.step(month.day), _bracket_step(tariff, place, income, g.amount)]
    certainty = least_certain(tariff.certainty, g.certainty)
    free = _free_month(tariff, month)
    if free is not None:
        return FeeAnswer(
            Decimal(0), income, g, place, None, None, True, None, free, certainty, (*steps, _free_step(free, month))
        )
    below = state_ceiling_below(g.amount, month.day, known_on)
    charge = charged(tariff, place, month.minutes, month.days_with_help, lambda: state_ceiling(month.day, known_on)[0])
    fee, decided_by = charge.amount, DecidedBy.CAP if charge.capped else DecidedBy.TABLE
    steps += charge.steps
    own, step = _self_cost(tariff, month, known_on)
    steps.append(step)
    if own is not None and own < fee:
        fee, decided_by = own, DecidedBy.SELF_COST
    ceiling = None
    if income < below and fee > 0:
        ceiling, sure, step = _state(tariff, month, below, known_on)
        certainty = least_certain(certainty, sure)
        steps.append(step)
        if ceiling < fee:
            fee, decided_by = ceiling, DecidedBy.STATE_CEILING
    steps.append(Step("fee", FEE_RULE, {"decided_by": str(decided_by)}, fee))
    tested = own is not None
    return FeeAnswer(fee, income, g, place, charge.minutes, own, tested, ceiling, decided_by, certainty, tuple(steps))


def _bracket_step(tariff: FeeTariff, place: int, income: Decimal, g: Decimal) -> Step:
    edges = tariff.edges(g)
    above = edges[place + 1] if place + 1 < len(edges) else None
    inputs = {"income": income, "from": edges[place], "to": above, "from_g": tariff.brackets[place].from_g}
    return Step("bracket", tariff.citation, inputs, place)


def _free_month(tariff: FeeTariff, month: MonthOfHelp) -> DecidedBy | None:
    if month.day.month not in tariff.billing_months:
        return DecidedBy.FREE_MONTH
    return DecidedBy.NO_HELP if month.days_with_help[0] == 0 or month.minutes == 0 else None


def _free_step(why: DecidedBy, month: MonthOfHelp) -> Step:
    return Step(f"month.{why}", FEE_RULE, {"month": month.day.month}, Decimal(0))


def _self_cost(tariff: FeeTariff, month: MonthOfHelp, known_on: date | None) -> tuple[Decimal | None, Step]:
    if tariff.self_cost is None or month.minutes is None:
        missing = "self_cost" if tariff.self_cost is None else "hours"
        return None, Step("ceiling.self_cost_unknown", law.citation("EGE-2"), {"missing": missing})
    return tariff.self_cost.ceiling(month.minutes, month.day, known_on)


def _state(
    tariff: FeeTariff, month: MonthOfHelp, below: Decimal, known_on: date | None
) -> tuple[Decimal, Certainty, Step]:
    """What is left of the state's ceiling in the month."""
    ceiling, certainty = state_ceiling(month.day, known_on)
    shared = Decimal(0)
    if month.other_fees:
        if tariff.shares_state_ceiling is None:
            raise NoAnswer(
                "shared_ceiling_not_set",
                f"The table {tariff.name} does not say whether other home services draw on the same ceiling. Ask the "
                "municipality.",
                tariff=tariff.name,
            )
        shared = month.other_fees if tariff.shares_state_ceiling else Decimal(0)
    left = max(ceiling - shared, Decimal(0))
    inputs = {"year": month.day.year, "below": below, "ceiling": ceiling, "other_fees": shared}
    return left, certainty, Step("ceiling.state", law.citation("EGE-10"), inputs, left)


def yearly_fee(monthly: Decimal, tariff: FeeTariff) -> Decimal:
    """What a year costs at the same fee each month, NOK: only the months that are billed.

    >>> from selvstyrt.core.fees.tariff import Bracket, Charging
    >>> july_free = FeeTariff("Løten", (Bracket(Decimal(0), Charging.MONTHLY, Decimal(909)),),
    ...                       billing_months=frozenset({1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12}))
    >>> yearly_fee(Decimal(909), july_free)
    Decimal('9999.00')
    """
    return round_ore(monthly * len(tariff.billing_months))
