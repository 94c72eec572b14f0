"""All working-time rules over one assistant's shifts (kontroll av arbeidstid)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selvstyrt.core.base import Finding
from selvstyrt.core.worktime import (
    breaks,
    night,
    ordinary,
    overlap,
    overtime,
    respite,
    rest,
    sundays,
    total,
    under18,
    union,
)
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Assessed

Rule = Callable[[Judging], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    overlap.overlapping,
    ordinary.per_day,
    ordinary.per_week,
    ordinary.averaged_weeks,
    ordinary.average,
    overtime.windows,
    total.per_day,
    total.eight_weeks,
    total.single_week,
    rest.daily,
    rest.long_period,
    rest.weekly,
    sundays.next_one_free,
    sundays.half_free_on_average,
    sundays.every_fourth_week,
    sundays.justified,
    breaks.daily,
    breaks.before_overtime,
    night.average,
    night.strain,
    night.justified,
    union.conditions,
    union.agreed_hours,
    respite.weeks,
    respite.other_post,
    respite.stretches,
    under18.suitable,
    under18.hours_per_day,
    under18.hours_per_week,
    under18.nights,
    under18.breaks,
    under18.rests,
    under18.weekly_rests,
)

NEAR: frozenset[Rule] = frozenset(
    {
        overlap.overlapping,
        ordinary.per_day,
        total.per_day,
        rest.daily,
        rest.long_period,
        breaks.daily,
        breaks.before_overtime,
        night.strain,
        union.agreed_hours,
        respite.stretches,
        under18.hours_per_day,
        under18.nights,
        under18.breaks,
        under18.rests,
    }
)
"""The rules that only look at work less than `islands.APART` away; each other rule looks at the whole plan."""


def check(assessed: Assessed, limits: Limits) -> list[Finding]:
    """What the shifts break (funn), in the order of the rules, then of time.

    The limits are those of the day that the roster is judged on; see `Limits.at`.
    """
    return list(checked(assessed, limits))


def checked(assessed: Assessed, limits: Limits) -> Iterator[Finding]:
    """The same one by one: whoever asks for the first breach alone need not wait for the rest."""
    judging = Judging(assessed, limits)
    for rule in RULES:
        yield from rule(judging)
