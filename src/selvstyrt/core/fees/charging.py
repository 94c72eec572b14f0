"""The price of a month by the table alone (pris etter satsene), before any ceiling of state or self-cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from selvstyrt.core.base import NoAnswer, Step, round_ore
from selvstyrt.core.fees.tariff import Bracket, Charging, FeeTariff, PartMonths


@dataclass(frozen=True, slots=True)
class Charge:
    """What the table asks for (pris etter satsene), NOK; `minutes` are those that were charged by the hour."""

    amount: Decimal
    minutes: int | None
    capped: bool
    steps: tuple[Step, ...]


def charged(
    tariff: FeeTariff, place: int, minutes: int | None, days: tuple[int, int], ceiling: Callable[[], Decimal]
) -> Charge:
    """The price of a month in the bracket `place`. `days`: with help, and in the month.

    Raises: NoAnswer `price_not_known`, `hours_not_given`, `part_month_rule_not_set`, and what `ceiling` raises.
    """
    bracket = tariff.brackets[place]
    if bracket.charging is Charging.STATE_CEILING:
        return _fixed(tariff, ceiling(), days, "charge.state_ceiling")
    if bracket.charging is Charging.MONTHLY:
        return _fixed(tariff, bracket.price("monthly"), days, "charge.monthly")
    if minutes is None:
        raise NoAnswer(
            "hours_not_given",
            f"From {bracket.from_g} G the fee of {tariff.name} depends on the hours of help in the month. Give them.",
            from_g=bracket.from_g,
        )
    if bracket.charging is Charging.HOURLY:
        return _by_hours(tariff, bracket, minutes)
    if bracket.charging is Charging.THRESHOLD:
        return _by_threshold(tariff, bracket, minutes, days)
    hours, fixed = _by_hours(tariff, bracket, minutes), _fixed(tariff, bracket.price("monthly"), days, "charge.monthly")
    chosen = hours if hours.amount <= fixed.amount else fixed
    inputs = {"by_the_hour": hours.amount, "subscription": fixed.amount}
    step = Step("charge.cheapest", tariff.citation, inputs, chosen.amount)
    return Charge(chosen.amount, chosen.minutes, chosen.capped, (*hours.steps, *fixed.steps, step))


def _by_threshold(tariff: FeeTariff, bracket: Bracket, minutes: int, days: tuple[int, int]) -> Charge:
    if bracket.threshold_minutes is None:
        raise NoAnswer(
            "price_not_known",
            f"The table does not say from how many hours the subscription from {bracket.from_g} G takes over.",
            price="threshold",
            from_g=bracket.from_g,
        )
    above = minutes > bracket.threshold_minutes
    inputs = {"minutes": minutes, "threshold_minutes": bracket.threshold_minutes}
    step = Step("charge.threshold", tariff.citation, inputs, "subscription" if above else "hours")
    found = (
        _fixed(tariff, bracket.price("monthly"), days, "charge.monthly")
        if above
        else _by_hours(tariff, bracket, minutes)
    )
    return Charge(found.amount, found.minutes, found.capped, (step, *found.steps))


def _by_hours(tariff: FeeTariff, bracket: Bracket, minutes: int) -> Charge:
    hourly = bracket.price("hourly")
    counted = minutes if bracket.cap_minutes is None else min(minutes, bracket.cap_minutes)
    amount = round_ore(hourly * counted / 60)
    inputs = {"minutes": minutes, "charged_minutes": counted, "hourly": hourly}
    steps = [Step("charge.hourly", tariff.citation, inputs, amount)]
    capped = counted < minutes
    if capped:
        steps.insert(0, Step("charge.cap_hours", tariff.citation, {"minutes": minutes}, counted))
    for name, cap in (
        ("charge.cap", bracket.cap),
        ("charge.cap_multiple", None if bracket.cap_multiple is None else round_ore(hourly * bracket.cap_multiple)),
    ):
        if cap is not None and cap < amount:
            steps.append(Step(name, tariff.citation, {"amount": amount, "multiple": bracket.cap_multiple}, cap))
            amount, capped = cap, True
    return Charge(amount, counted, capped, tuple(steps))


def _fixed(tariff: FeeTariff, monthly: Decimal, days: tuple[int, int], rule: str) -> Charge:
    whole = Step(rule, tariff.citation, {}, monthly)
    with_help, in_month = days
    if with_help == in_month:
        return Charge(monthly, None, False, (whole,))
    if tariff.part_months is None:
        raise NoAnswer(
            "part_month_rule_not_set",
            f"The table {tariff.name} does not say what part of a month costs. No national rule does. Ask the "
            "municipality.",
            tariff=tariff.name,
        )
    if tariff.part_months is PartMonths.FULL:
        return Charge(monthly, None, False, (whole,))
    amount = round_ore(monthly * with_help / in_month)
    inputs = {"monthly": monthly, "days": with_help, "days_of_month": in_month}
    return Charge(amount, None, False, (whole, Step("charge.part_month", tariff.citation, inputs, amount)))
