"""Passive work (passivt arbeid): how far the ordinary hours stretch when the work is mainly waiting."""

from __future__ import annotations

from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.limits import Limits


# aml. § 10-4 (2); forskrift om arbeid i arbeidsgivers hjem § 10
def daily_ceiling(passive_minutes: int, bounds: Bounds, limits: Limits) -> int:
    """Ordinary minutes allowed in 24 hours: half of the passive time on top, at most two hours.

    With consent from Arbeidstilsynet for especially passive work: 13 hours. Not stacked on the
    10 or 12.5 hours of an averaging agreement.
    """
    if bounds.passive_consent is not None:
        return bounds.passive_consent
    return limits.ordinary_daily + min(int(passive_minutes * limits.passive_share), limits.passive_daily_extension)


# aml. § 10-4 (2)
def weekly_ceiling(passive_minutes: int, bounds: Bounds, limits: Limits) -> int:
    """Ordinary minutes allowed in a week: at most ten hours on top and never above 48 hours."""
    extension = min(int(passive_minutes * limits.passive_share), limits.passive_weekly_extension)
    return min(bounds.average_limit + extension, limits.passive_weekly_ceiling)
