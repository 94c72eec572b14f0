"""What shifts cost with each assistant (lønnskostnad), from the pay rules; and what that weighs in the objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.base import round_ore
from selvstyrt.core.roster.pricing import Price, price_of
from selvstyrt.core.roster.problem import Assignments, NeedShift, Person, Problem, Week, may_have

NOTHING = Decimal("0.00")
COST_STEP = Decimal(20)
"""Kroner above the cheapest assistant that weigh one point."""


@dataclass(frozen=True, slots=True)
class RosterCost:
    """Gross pay of a roster in kroner (lønnskostnad), before holiday pay and employer's contribution.

    `unpriced` counts filled shifts whose wage or agreement is not known; they are in no sum.
    """

    by_person: Mapping[str, Decimal]
    by_week: Mapping[date, Decimal]
    unpriced: int

    @property
    def total(self) -> Decimal:
        """All of it."""
        return sum(self.by_person.values(), NOTHING)


@dataclass
class Costs:
    """Prices of the shifts of one problem, each worked out once."""

    problem: Problem
    _prices: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)
    _cheapest: dict[str, Decimal | None] = field(default_factory=dict)

    def price(self, person: Person, shift: NeedShift) -> Decimal | None:
        """Gross pay in kroner, supplements included; None when wage or agreement is not known.

        `core.pay` of the shift worked as planned where the problem has terms of pay, else minutes times `hourly_cost`.
        """
        key = (person.id, shift.id)
        if key not in self._prices:
            self._prices[key] = self._priced(person, shift).amount
        return self._prices[key]

    def points(self, person: Person, shift: NeedShift) -> int:
        """One for each started or passed half of 20 kroner above the cheapest assistant who may have the shift."""
        price, least = self.price(person, shift), self._least(shift)
        if price is None or least is None or price <= least:
            return 0
        return cost_points(price - least)

    def of_roster(self, weeks: Iterable[Week], assignments: Assignments) -> RosterCost:
        """Gross pay of a whole roster; a shift belongs to the week in which it starts."""
        problem = self.problem
        by_person = {person.id: NOTHING for person in problem.people}
        by_week = [(week, NOTHING) for week in weeks]
        unpriced = 0
        for shift in problem.shifts:
            who = assignments.get(shift.id)
            if who is None:
                continue
            price = self.price(problem.person_by_id[who], shift)
            if price is None:
                unpriced += 1
                continue
            by_person[who] += price
            by_week = [
                (week, amount + price if week.span.start <= shift.span.start < week.span.end else amount)
                for week, amount in by_week
            ]
        return RosterCost(by_person, {week.first_day: amount for week, amount in by_week}, unpriced)

    def _least(self, shift: NeedShift) -> Decimal | None:
        if shift.id not in self._cheapest:
            prices = [self.price(person, shift) for person in self.problem.people if may_have(person, shift)]
            self._cheapest[shift.id] = min((price for price in prices if price is not None), default=None)
        return self._cheapest[shift.id]

    def _priced(self, person: Person, shift: NeedShift) -> Price:
        if person.pay is not None:
            return price_of(shift, person.pay.terms, self.problem.zone)
        if person.hourly_cost is None:
            return Price(None, missing="no_terms")
        return Price(round_ore(person.hourly_cost * shift.minutes / 60))


def cost_points(kroner: Decimal) -> int:
    """One for each 20 kroner above the cheapest, rounded half up."""
    return int((kroner / COST_STEP).quantize(Decimal(1), rounding=ROUND_HALF_UP))
