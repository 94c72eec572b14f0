"""The household's income (husstandens inntekt), which decides the bracket."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from selvstyrt.core import law
from selvstyrt.core.base import Step, WrongInput

MOST_KRONER = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Household:
    """What a household earns in a year (husstand), in NOK.

    `net_incomes`: taxable net income before special deductions (alminnelig inntekt før særfradrag) of each member.
    `attendance_benefit`: what is received in a year for help in the home (hjelpestønad). Wealth does not count.

    Source: egenandelsforskriften chapter 2, as told by BPA-portalen and Vestre Toten kommune.

    Raises: WrongInput `no_income`, `amount_out_of_range`.
    """

    net_incomes: tuple[Decimal, ...]
    attendance_benefit: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        if not self.net_incomes:
            raise WrongInput("no_income", "There is no income of the household. Give at least one; it may be 0.")
        for amount in (*self.net_incomes, self.attendance_benefit):
            checked_kroner(amount)

    @property
    def income(self) -> Decimal:
        """All of it added up, NOK a year."""
        return sum(self.net_incomes, self.attendance_benefit)

    def step(self) -> Step:
        """How the income came about."""
        inputs = {"net_incomes": list(self.net_incomes), "attendance_benefit": self.attendance_benefit}
        return Step("income.household", law.citation("EGE-2"), inputs, self.income)


def checked_kroner(amount: Decimal) -> Decimal:
    """An amount of zero or more kroner, and less than anybody's income is.

    Raises: WrongInput `amount_out_of_range`.
    """
    if not amount.is_finite() or not 0 <= amount <= MOST_KRONER:
        raise WrongInput(
            "amount_out_of_range",
            f"{amount} kr cannot be used: an amount here is from 0 to {MOST_KRONER}. Give another one.",
            amount=amount,
            highest=MOST_KRONER,
        )
    return amount
