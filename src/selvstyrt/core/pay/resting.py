"""Resting duty at the workplace turned into minutes of pay (omregning av hvilende vakt)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, NoAnswer, Span, Step, local_instant
from selvstyrt.core.pay.tariff import RestingRule, Tariff

REST_STARTS = time(23)
"""Where resting time in a planned shift lies when it does not fill the shift: from this hour, if it fits."""


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


def planned_rest(span: Span, passive_minutes: int, zone: ZoneInfo = OSLO) -> Span | None:
    """Where the resting time of a planned shift lies: all of it, from 23 if that fits, else at the end."""
    if not passive_minutes:
        return None
    length = timedelta(minutes=passive_minutes)
    if length >= span.end - span.start:
        return span
    at_night = local_instant(datetime.combine(span.start_day(zone), REST_STARTS), zone, fold=0)
    if at_night >= span.start and at_night + length <= span.end:
        return Span(at_night, at_night + length)
    return Span(span.end - length, span.end)
