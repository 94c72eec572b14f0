"""Law cases about a collective agreement (tariffavtale): its wages and week, pay for a resting night, its leave."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core import employment as work
from selvstyrt.core.base import Ruling
from selvstyrt.core.pay import Tariff, convert_rest, tariff_at
from selvstyrt.core.pay.resting import resting_rule
from selvstyrt.faces.cli.cases_law_reading import (
    Facts,
    Handler,
    Rows,
    day_of,
    exact,
    find,
    find_starting,
    flag_of,
    has,
    lacking,
    maybe_day,
    maybe_flag,
    maybe_number,
    number_of,
    whole_of,
)

_TARIFFS = {"virke": "tariff_virke", "nho": "tariff_nho", "ks": "tariff_ks", "uloba": "tariff_uloba"}
_WEEKS = {"hourly_37_5": 2250, "hourly_35_5": 2130}
_AVERAGE = (
    "avg",
    "average",
    "weekly",
    "hours_week",
    "hours_per_week",
    "h_per_week",
    "h_week",
    "agreed_weekly",
    "plan_",
    "week_h",
)
_NIGHT = (
    "night", "work_20_06", "works_20_06", "between_20_and_06", "work_between_20", "works_between_20", "evening_night",
    "hours_20_06", "evening",
)  # fmt: skip
_SUNDAY = ("every_third_sunday", "at_least_every_third_sunday", "third_sunday")
_CONTINUOUS = ("continuous", "fully_continuous", "round_the_clock")


def _name(facts: Facts, otherwise: str = "") -> str | None:
    """The tariff that a case names."""
    text = str(find(facts, "tariff", "agreement") or otherwise).lower()
    return next((name for word, name in _TARIFFS.items() if text.startswith(word) or f"-{word}" in text), None)


def _tariff(facts: Facts, day: date) -> Tariff | None:
    name = _name(facts)
    return None if name is None else tariff_at(name, day)


def _virke(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Pay for a resting night where its hours are given, the week where a rota is, else the lowest wage on the day."""
    if _rota_given(facts):
        return _week(facts, rows, day)
    tariff = _tariff(facts, maybe_day(facts, "date", "day") or day)
    if tariff is None:
        return None
    if has(facts, "passive_h", "resting_h"):
        resting = int(number_of(facts, "passive_h", "resting_h") * 60)
        found = convert_rest(resting, _calls(facts), resting_rule(tariff))
        return Ruling(figures={"paid_minutes": found.minutes}, steps=found.steps)
    annual = min(tariff.wages, key=lambda step: step.years).annual
    if annual is None:
        return None
    hourly = {key: tariff.hourly_of_annual(annual, weekly).hourly for key, weekly in _WEEKS.items()}
    return Ruling(figures={**hourly, "annual": annual})


def _calls(facts: Facts) -> list[int]:
    """Minutes of each call: a list, so many of a length, or all of them as one."""
    calls = find(facts, "callouts_min", "calls_min", "activations_min")
    if isinstance(calls, list):
        return [int(minutes) for minutes in calls]
    count, each = (
        maybe_number(facts, "callouts", "calls", "activations"),
        maybe_number(facts, "callout_min", "call_min"),
    )
    if count is not None and each is not None:
        return [int(each)] * int(count)
    active = calls if calls is not None else find(facts, "active_min", "callout_min", "call_min")
    return [int(active)] if active else []


def _rota_given(facts: Facts) -> bool:
    kind = any(find_starting(facts, name) is not None for name in (*_NIGHT, *_SUNDAY, *_CONTINUOUS))
    return (kind or has(facts, "sundays_total")) and not has(facts, "passive_h", "resting_h")


def _kind(facts: Facts) -> work.RotaKind:
    """The kind of rota, where at least one of its marks is given."""
    night, sunday, continuous = (_mark(facts, names) for names in (_NIGHT, _SUNDAY, _CONTINUOUS))
    if has(facts, "sundays_total", "sundays_worked"):
        sunday = whole_of(facts, "sundays_worked") * 3 >= whole_of(facts, "sundays_total")
    if night is None and sunday is None and continuous is None:
        raise lacking("works_20_06", "every_third_sunday", "continuous")
    return work.rota_kind(night=bool(night), every_third_sunday=bool(sunday), continuous=bool(continuous))


def _mark(facts: Facts, names: tuple[str, ...]) -> bool | None:
    found = find_starting(facts, *names)
    return None if found is None else bool(found)


def _week(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    name = _name(facts, "virke")
    if name is None:
        return None
    on = maybe_day(facts, "date", "day") or day
    hours = work.TariffHours.at(name, on)
    if name == "tariff_ks" and has(facts, "hours_total"):
        total, sunday, night = (
            int(number_of(facts, key) * 60) for key in ("hours_total", "hours_sunday_holiday", "hours_night")
        )
        return work.ks_three_part_week(total, sunday, night, hours, on)
    return work.tariff_week(_average(facts) * 60, _kind(facts), hours)


def _average(facts: Facts) -> Decimal:
    """Hours of the average week; none where the case asks for the agreement's week only.

    Raises: NoAnswer `fact_missing` when a number is given under a name that is not read here.
    """
    found = find_starting(facts, *_AVERAGE)
    if found is not None:
        return exact(found)
    marks = (*_NIGHT, *_SUNDAY, *_CONTINUOUS, "sundays_")
    if any(
        isinstance(facts[name], int | float) and not isinstance(facts[name], bool)
        for name in facts
        if not name.startswith(marks)
    ):
        raise lacking("avg_weekly_h")
    return Decimal(0)


def _plan_or_week(tariff: str) -> Handler:
    def answer(facts: Facts, rows: Rows, day: date) -> Ruling | None:
        if has(facts, "holder_dies", "holder_died", "user_dies", "user_died"):
            return _holder_dies({**facts, "tariff": tariff}, day)
        return _week({**facts, "tariff": tariff}, rows, day)

    return answer


def _holder_dies(facts: Facts, day: date) -> Ruling:
    received = maybe_day(facts, "received", "notice_received") or day
    by_act = whole_of(facts, "months_by_act", "notice_months") if has(facts, "months_by_act", "notice_months") else 1
    return work.notice_when_holder_dies(received, months_by_act=by_act, tariff=_name(facts))


def _trip(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    shows = maybe_flag(facts, "plan_complete", "shows_all")
    active, passive, free = (
        flag_of(facts, f"shows_{each}", each, otherwise=shows) for each in ("active", "passive", "free")
    )
    return work.trip_planned(
        day_of(facts, "trip_start", "start", "departure"),
        maybe_day(facts, "planned", "plan_made", "plan"),
        shows_active=active,
        shows_passive=passive,
        shows_free=free,
        rest_kept=flag_of(facts, "rest_kept", "daily_rest_kept"),
    )


def _welfare(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    agreed = maybe_flag(facts, "agreed", "agreement", "in_tariff")
    return work.welfare_leave(agreed=_name(facts) == "tariff_uloba" if agreed is None else agreed)


TARIFF: dict[str, Handler] = {
    "TAR-VIRKE": _virke,
    "TAR-VIRKE-37.5": _week,
    "TAR-VIRKE-35.5": _week,
    "TAR-VIRKE-33.6": _week,
    "TAR-NHO": _plan_or_week("nho"),
    "TAR-ULOBA": _plan_or_week("uloba"),
    "TAR-KS": _plan_or_week("ks"),
    "TAR-SGS1010": _trip,
    "TAR-WELFARE": _welfare,
}
