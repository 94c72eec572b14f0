"""Who may be let off and who may depart (fritak og unntak): rights of the assistant, and doors in chapter 10."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, Severity
from selvstyrt.core.worktime.limits import Limits

_WEIGHTY = {"health", "social", "weighty_social", "weighty_welfare", "welfare"}


# aml. § 10-2 (2)
def night_exemption(regular_nights: bool, reason: str, disadvantage: bool, granted: bool | None = None) -> Ruling:
    """Who works nights regularly and has a weighty reason is let off, unless the disadvantage is significant."""
    right = regular_nights and reason in _WEIGHTY and not disadvantage
    return Ruling.of("AML-10-2-2", right and granted is False, Severity.WARNING, right=right)


# aml. § 10-2 (3)
def flexible_hours(disadvantage: bool, granted: bool | None = None) -> Ruling:
    """Flexible hours are a right where they can be had without significant disadvantage."""
    right = not disadvantage
    return Ruling.of("AML-10-2-3", right and granted is False, Severity.WARNING, right=right)


# aml. § 10-2 (4)
def reduced_hours(age: int, reason: str, disadvantage: bool, day: date, granted: bool | None = None) -> Ruling:
    """From the age of 62, or with a weighty reason, reduced hours are a right unless significantly disadvantageous."""
    entitled = age >= law.number("aml.reduced_hours_age", day) or reason in _WEIGHTY
    right = entitled and not disadvantage
    return Ruling.of("AML-10-2-4", right and granted is False, Severity.WARNING, right=right)


# aml. § 10-6 (6)
def permitted_overtime(hours_in_week: Decimal, permitted: bool, limits: Limits) -> Ruling:
    """With a decision from Arbeidstilsynet overtime may reach 25 hours in seven days; without one it opens nothing."""
    limit = limits.overtime_arbeidstilsynet_week if permitted else limits.overtime_week
    if permitted:
        return Ruling.of("AML-10-6-6", hours_in_week * 60 > limit, limit_minutes=limit)
    return Ruling.of("AML-10-6-4-7D", hours_in_week * 60 > limit, Severity.NEEDS_AGREEMENT, limit_minutes=limit)


# aml. § 10-10 (2) and (3)
def sunday_work(necessary: bool, discussed: bool = True) -> Ruling:
    """Work on Sundays and holidays where the nature of the work needs it, after talking with the representatives."""
    lawful = necessary and discussed
    return Ruling.of("AML-10-10-2", not lawful, Severity.WARNING, lawful=lawful)


# aml. § 10-10 (4)
def extra_sunday_work(tariff_bound: bool, written: bool, time_limited_need: bool) -> Ruling:
    """Local representatives of a tariff-bound employer may agree on Sunday work for a special, time-limited need."""
    lawful = tariff_bound and written and time_limited_need
    return Ruling.of("AML-10-10-4", not lawful, lawful=lawful)


# aml. § 10-11 (2), (4) and (5)
def night_work(necessary: bool, discussed: bool = True) -> Ruling:
    """Work at night only where the nature of the work needs it, after talking with the representatives."""
    lawful = necessary and discussed
    return Ruling.of("AML-10-11-2", not lawful, Severity.WARNING, lawful=lawful)


# aml. § 10-11 (3)
def evening_by_own_wish(start: int, end: int, own_wish: bool, written: bool, limits: Limits, day: date) -> Ruling:
    """Work from 21 to 23 by the assistant's own wish and written agreement; the daily rest is kept all the same."""
    inside = start >= limits.night_from and end <= law.minutes("aml.own_evening_to", day)
    lawful = own_wish and written and inside
    return Ruling.of("AML-10-11-2", not lawful, Severity.WARNING, lawful=lawful)


# aml. § 10-12 (1) and (2)
def chapter_applies(leading: bool, especially_independent: bool) -> Ruling:
    """The chapter is off, but for § 10-2 (1), (2) and (4), for leading and especially independent positions."""
    return Ruling(figures={"chapter_10_applies": not (leading or especially_independent)})


# aml. § 10-12 (6)
def distant_site(long_distance: bool, safe: bool, permitted: bool) -> Ruling:
    """Arbeidstilsynet may let a distant site depart from rest and Sunday rules where that is safe."""
    possible = long_distance and safe
    return Ruling.of("AML-10-12-6", permitted and not possible, possible=possible)


# aml. § 10-12 (7)
def care_work_permit(care: bool, partly_passive: bool, permitted: bool, compensatory_rest: bool) -> Ruling:
    """Arbeidstilsynet may let care work that is wholly or partly passive pass 13 hours, with compensatory rest."""
    opened = care and partly_passive and permitted and compensatory_rest
    return Ruling.of("AML-10-12-7", not opened, may_depart=opened)
