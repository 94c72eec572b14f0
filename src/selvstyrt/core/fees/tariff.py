"""A municipality's table of fees (betalingssatser): brackets in G, and how each is charged.

The council votes it every year within the limits of the state. What no national rule settles stands here as a
setting; a setting that is missing is an error when it is needed, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from selvstyrt.core.base import Certainty, Citation, NoAnswer, WrongInput
from selvstyrt.core.fees.basic_amount import GBasis
from selvstyrt.core.fees.income import checked_kroner
from selvstyrt.core.fees.self_cost import SelfCost

ALL_MONTHS = frozenset(range(1, 13))
_UNSTATED = Citation("")


class Charging(StrEnum):
    """How a bracket is charged (betalingsmåte).

    MONTHLY: a fixed amount. HOURLY: hours times the price, up to the caps of the bracket. CHEAPEST: subscription or
    hours, whichever is less. THRESHOLD: hours up to a number of them, the subscription above it. STATE_CEILING: what
    the state lets a household under 2 G pay.
    """

    MONTHLY = "monthly"
    HOURLY = "hourly"
    CHEAPEST = "cheapest"
    THRESHOLD = "threshold"
    STATE_CEILING = "state_ceiling"


class EdgeOwner(StrEnum):
    """Who has the edge between two brackets (grenseverdi): exactly 3 G belongs to the bracket above or below it."""

    ABOVE = "above"
    BELOW = "below"


class PartMonths(StrEnum):
    """What a month with help on some of its days costs (del av måned): all of it, or by calendar days."""

    FULL = "full"
    BY_DAY = "by_day"


@dataclass(frozen=True, slots=True)
class Bracket:
    """One step of the table (inntektstrinn), from an income on; amounts in NOK, times in minutes a month.

    `from_kroner`: the edge as the municipality prints it, where that is not `from_g` times its G. `cap`,
    `cap_minutes` and `cap_multiple` (times the price of an hour) hold an hourly price down. An amount that the
    source does not print is None, and asking for it has no answer.

    Raises: WrongInput `amount_out_of_range`.
    """

    from_g: Decimal
    charging: Charging
    monthly: Decimal | None = None
    hourly: Decimal | None = None
    cap: Decimal | None = None
    cap_minutes: int | None = None
    cap_multiple: Decimal | None = None
    threshold_minutes: int | None = None
    from_kroner: Decimal | None = None

    def __post_init__(self) -> None:
        amounts = (self.from_g, self.monthly, self.hourly, self.cap, self.cap_multiple, self.from_kroner)
        times = (self.cap_minutes, self.threshold_minutes)
        for amount in (*amounts, *(None if minutes is None else Decimal(minutes) for minutes in times)):
            checked_kroner(amount or Decimal(0))

    @property
    def needs_hours(self) -> bool:
        """True when the fee cannot be told without the hours of the month."""
        return self.charging in {Charging.HOURLY, Charging.CHEAPEST, Charging.THRESHOLD}

    def edge(self, g: Decimal) -> Decimal:
        """The income it begins at, NOK."""
        return self.from_g * g if self.from_kroner is None else self.from_kroner

    def price(self, name: str) -> Decimal:
        """`monthly` or `hourly`.

        Raises: NoAnswer `price_not_known`.
        """
        found = self.monthly if name == "monthly" else self.hourly
        if found is None:
            raise NoAnswer(
                "price_not_known",
                f"The table does not say the {name} price of the bracket from {self.from_g} G. Ask the municipality.",
                price=name,
                from_g=self.from_g,
            )
        return found


@dataclass(frozen=True, slots=True)
class FeeTariff:
    """The table of one municipality over some time (betalingssatser), with the choices that go with it.

    `g_basis` None: the table does not say which G. `fixed_g` is the G it prints. `billing_months`: the numbers of the
    months that are charged. `part_months` and `shares_state_ceiling` (other home services draw on the same ceiling)
    are None where the municipality has not said.

    Raises: WrongInput `no_brackets`, `brackets_not_rising`, `fixed_g_missing`, `no_such_month`.
    """

    name: str
    brackets: tuple[Bracket, ...]
    g_basis: GBasis | None = None
    fixed_g: Decimal | None = None
    edge_owner: EdgeOwner = EdgeOwner.ABOVE
    self_cost: SelfCost | None = None
    billing_months: frozenset[int] = ALL_MONTHS
    part_months: PartMonths | None = None
    shares_state_ceiling: bool | None = None
    citation: Citation = _UNSTATED
    certainty: Certainty = Certainty.HIGH

    def __post_init__(self) -> None:
        if not self.brackets:
            raise WrongInput("no_brackets", f"The table {self.name} has no brackets. Give at least one, from 0 G.")
        starts = [bracket.from_g for bracket in self.brackets]
        if starts[0] != 0 or starts != sorted(set(starts)):
            raise WrongInput(
                "brackets_not_rising",
                f"The brackets of {self.name} begin at {', '.join(map(str, starts))} G. Begin at 0 and let each start "
                "higher than the one before.",
                starts=starts,
            )
        if (self.g_basis is GBasis.FIXED) is not bool(self.fixed_g):
            raise WrongInput(
                "fixed_g_missing",
                f"The table {self.name} must have an amount for G exactly when its basis is 'fixed'.",
            )
        if not self.billing_months <= ALL_MONTHS:
            raise WrongInput("no_such_month", f"The months of {self.name} are numbers from 1 to 12.")

    def edges(self, g: Decimal) -> tuple[Decimal, ...]:
        """The income at which each bracket begins, NOK.

        Raises: WrongInput `brackets_overlap` when edges printed in kroner do not rise with this G.
        """
        found = tuple(bracket.edge(g) for bracket in self.brackets)
        if list(found) != sorted(set(found)):
            raise WrongInput(
                "brackets_overlap",
                f"With G {g} the brackets of {self.name} begin at {', '.join(map(str, found))} kr: that does not rise. "
                "Mend the edges that are given in kroner.",
                g=g,
            )
        return found

    def place_of(self, income: Decimal, g: Decimal) -> int:
        """The number of the bracket that an income falls in, the lowest is 0.

        Raises: WrongInput `brackets_overlap`.
        """
        edges = self.edges(g)[1:]
        if self.edge_owner is EdgeOwner.ABOVE:
            return sum(1 for edge in edges if income >= edge)
        return sum(1 for edge in edges if income > edge)
