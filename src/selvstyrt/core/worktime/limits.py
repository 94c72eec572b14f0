"""The numbers that the working-time rules use (grenseverdier), read from the dated law values.

A field has the name of its law value, so `Limits.daily_rest` is `aml.daily_rest`, unless it names another. Times are
minutes, periods are weeks, ages are years.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer

_TIME_UNITS = {"h", "min", "minute of day"}


def _read(value_id: str, day: date, known_on: date | None) -> int:
    if law.dated(value_id).unit in _TIME_UNITS:
        return law.minutes(value_id, day, known_on)
    return int(law.number(value_id, day, known_on))


def _numbers(kind: type[Any], prefix: str, day: date, known_on: date | None) -> dict[str, Any]:
    """The fields of whole numbers; one that may be None is None before its rule came into force."""
    found: dict[str, Any] = {}
    for item in fields(kind):
        if item.type not in {"int", "int | None"}:
            continue
        try:
            found[item.name] = _read(item.metadata.get("id", f"{prefix}.{item.name}"), day, known_on)
        except NoAnswer:
            if item.type == "int":
                raise
            found[item.name] = None
    return found


@dataclass(frozen=True, slots=True)
class HomeLimits:
    """Numbers of the regulation on work in the employer's home (forskrift om arbeid i arbeidsgivers hjem)."""

    ordinary_daily: int
    ordinary_weekly: int
    averaging_daily: int
    averaging_weekly: int
    averaging_week_cap: int
    averaging_max_weeks: int
    overtime_week: int
    overtime_4_weeks: int
    overtime_52_weeks: int
    total_daily: int
    total_weekly: int
    daily_rest: int
    weekly_rest: int
    night_from: int
    night_to: int


@dataclass(frozen=True, slots=True)
class RespiteLimits:
    """Numbers of the respite regulation (avlasterforskriften)."""

    weekly_average: int
    average_weeks: int
    week_cap: int
    stretch: int
    free_one_side_over: int
    free_both_sides_over: int
    free_minimum: int
    weekly_rest: int
    other_work_split: int
    other_work_short: int
    other_work_long: int
    longest_stretch: int


@dataclass(frozen=True, slots=True)
class YouthLimits:
    """Numbers of aml. chapter 11 (arbeid av barn og ungdom)."""

    youth_age: int
    youth_child_age: int
    youth_light_work_age: int
    youth_school_day: int
    youth_school_week: int
    youth_free_day: int
    youth_free_week: int
    youth_daily: int
    youth_weekly: int
    youth_night_from: int
    youth_evening_from: int
    youth_night_to: int
    youth_care_night_from: int = field(metadata={"id": "olm.youth_care_night_from"})
    youth_child_night_from: int
    youth_break_after: int
    youth_break_minutes: int
    youth_daily_rest: int
    youth_child_daily_rest: int
    youth_weekly_rest: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers of aml. chapter 10 and its neighbours on one day (grenser for arbeidstid).

    `home` and `respite` are None before their regulations came into force.
    """

    ordinary_daily: int
    ordinary_weekly: int
    ordinary_weekly_shift: int
    ordinary_weekly_continuous: int
    passive_daily_extension: int
    passive_weekly_extension: int
    passive_weekly_ceiling: int
    passive_consent_daily: int
    standby_divisor: int
    averaging_individual_daily: int
    averaging_local_daily: int
    averaging_arbeidstilsynet_daily: int
    averaging_weekly: int
    averaging_individual_week_cap: int
    averaging_local_week_cap: int
    averaging_max_weeks: int
    averaging_arbeidstilsynet_max_weeks: int
    week_average_weeks: int
    overtime_week: int
    overtime_4_weeks: int
    overtime_52_weeks: int
    overtime_local_week: int
    overtime_local_4_weeks: int
    overtime_local_52_weeks: int
    overtime_arbeidstilsynet_week: int
    overtime_arbeidstilsynet_26_weeks: int
    total_daily: int
    total_daily_local: int
    total_weekly: int
    total_week_cap: int
    daily_rest: int
    daily_rest_local: int
    weekly_rest: int
    weekly_rest_local: int
    sunday_averaging_max_weeks: int
    sunday_rest_every_weeks: int
    break_after: int
    break_full_from: int
    break_minutes: int
    overtime_break_after: int
    overtime_break_minutes: int
    night_from: int
    night_to: int
    night_regular_over: int
    night_average_daily: int
    night_average_weeks: int
    night_strain_daily: int
    union_average_weekly: int
    passive_share: Decimal
    youth: YouthLimits
    home: HomeLimits | None = None
    respite: RespiteLimits | None = None

    @staticmethod
    def at(day: date, known_on: date | None = None) -> Limits:
        """The limits in force on `day`, as known on `known_on`.

        Raises: NoAnswer `no_value_for_day` before 1 July 2015.
        """
        return _limits_at(day, known_on)


@lru_cache(maxsize=256)
def _limits_at(day: date, known_on: date | None) -> Limits:
    return Limits(
        **_numbers(Limits, "aml", day, known_on),
        passive_share=law.number("aml.passive_share", day, known_on),
        youth=YouthLimits(**_numbers(YouthLimits, "aml", day, known_on)),
        home=_home(day, known_on),
        respite=_respite(day, known_on),
    )


def _home(day: date, known_on: date | None) -> HomeLimits | None:
    try:
        return HomeLimits(**_numbers(HomeLimits, "home", day, known_on))
    except NoAnswer:
        return None


def _respite(day: date, known_on: date | None) -> RespiteLimits | None:
    try:
        return RespiteLimits(**_numbers(RespiteLimits, "avl", day, known_on))
    except NoAnswer:
        return None
