"""What a proposal costs and asks of people (følger), so that one can be chosen before another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from selvstyrt.core.roster import Assignments, Evaluator, NeedShift
from selvstyrt.core.roster.own_rules import person_shifts
from selvstyrt.core.roster.pay_basis import PayTerms
from selvstyrt.core.roster.pricing import Price, price_of
from selvstyrt.engine.repair.absence import Absent, Alternative, Change

Terms = Callable[[str, NeedShift], PayTerms | None]
"""On which terms somebody works a shift."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What comes of a proposal (følger).

    `price` is the pay of those who get shifts, less what others who are not away would have had for theirs.
    `over_contract` are the minutes of the period that come on top of contract hours. `asked` must say yes, `redrafted`
    get other shifts in the draft, and `moved` counts shifts that nobody is away from.
    """

    price: Price
    over_contract: int
    asked: frozenset[str]
    redrafted: frozenset[str]
    moved: int


def impact_of(evaluator: Evaluator, holders: Assignments, absent: Absent, found: Alternative, terms: Terms) -> Impact:
    """What comes of a proposal for a roster that stands by `holders`."""
    later = [change for change in found.changes if not change.needs_consent]
    return Impact(
        price=_price(evaluator, absent, found.changes, terms),
        over_contract=_over_contract(evaluator, holders, found),
        asked=_concerned(found.requests, absent),
        redrafted=_concerned(later, absent),
        moved=found.moved,
    )


def _price(evaluator: Evaluator, absent: Absent, changes: Iterable[Change], terms: Terms) -> Price:
    amount, supplements = Decimal("0.00"), Decimal("0.00")
    for change in changes:
        for who, sign in ((change.after, 1), (change.before, -1)):
            if who is None or who == absent.person:
                continue
            price = price_of(change.shift, terms(who, change.shift), evaluator.problem.zone)
            if price.amount is None:
                return price
            amount += sign * price.amount
            supplements += sign * price.supplements
    return Price(amount, supplements)


def _over_contract(evaluator: Evaluator, holders: Assignments, found: Alternative) -> int:
    def over(who: str, roster: Assignments) -> int:
        own = person_shifts(evaluator.problem, evaluator.problem.person_by_id[who], roster)
        return max(0, sum(each.minutes for each in own) - evaluator.targets.hours[who].minutes)

    return sum(max(0, over(who, found.holders) - over(who, holders)) for who in found.called)


def _concerned(changes: Iterable[Change], absent: Absent) -> frozenset[str]:
    return frozenset(who for each in changes for who in (each.after, each.before) if who not in (None, absent.person))
