"""Resting duty at the workplace turned into minutes of pay (omregning av hvilende vakt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selvstyrt.core.base import NoAnswer, Span, Step
from selvstyrt.core.pay.tariff import RestingRule, Tariff


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one resting stretch gives (omregning): minutes for the rest, and minutes for each call."""

    all_active: bool
    rest_minutes: int
    call_minutes: tuple[int, ...]
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """Minutes of pay in all."""
        return self.rest_minutes + sum(self.call_minutes)


def resting_rule(tariff: Tariff) -> RestingRule:
    """The rule of the agreement.

    Raises: NoAnswer `no_resting_rule`.
    """
    if tariff.resting is None:
        raise NoAnswer(
            "no_resting_rule",
            f"{tariff.id} has no known rule for pay on resting duty; register the time as active or choose another "
            "agreement.",
            tariff=tariff.id,
        )
    return tariff.resting


def convert_rest(rest_minutes: int, call_minutes: Sequence[int], rule: RestingRule) -> Conversion:
    """Minutes of pay for one resting stretch with calls of these lengths.

    An hour that is not whole counts in proportion, rounded half up to a whole minute.
    """
    active = sum(call_minutes)
    share = rule.active_share
    turned = active > 0 and active * share.denominator >= rest_minutes * share.numerator
    judged = Step(
        "resting.active_share",
        rule.citation,
        {"resting_minutes": rest_minutes, "active_minutes": active, "active_share": str(share)},
        "all_active" if turned else "converted",
    )
    if turned:
        return Conversion(True, rest_minutes, (), (judged,))
    rested = (2 * rest_minutes * rule.per_hour + 60) // 120
    calls = tuple(-(-minutes // rule.block) * rule.per_block for minutes in call_minutes)
    steps = [
        judged,
        Step(
            "resting.per_hour",
            rule.citation,
            {"resting_minutes": rest_minutes, "paid_minutes_per_hour": rule.per_hour},
            rested,
        ),
    ]
    for minutes, paid in zip(call_minutes, calls, strict=True):
        inputs = {"call_minutes": minutes, "block_minutes": rule.block, "paid_minutes_per_block": rule.per_block}
        steps.append(Step("resting.call", rule.citation, inputs, paid))
    return Conversion(False, rested, calls, tuple(steps))


def calls_in(rest: Span, calls: Sequence[Span]) -> tuple[Span, ...]:
    """The calls that lie in this resting stretch, in order."""
    return tuple(sorted(call for call in calls if rest.contains(call)))
