"""Law cases about a collective agreement (tariffavtale): its wages on a day, and pay for a resting night."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from selvstyrt.core.base import Ruling
from selvstyrt.core.pay import Tariff, convert_rest, tariff_at
from selvstyrt.core.pay.resting import resting_rule

Facts = Mapping[str, Any]
Rows = list[dict[str, Any]]
Handler = Callable[[Facts, Rows, date], Ruling | None]

_TARIFFS = {"Virke-BPA": "tariff_virke"}
_WEEKS = {"hourly_37_5": 2250, "hourly_35_5": 2130}


def _tariff(facts: Facts, day: date) -> Tariff | None:
    name = _TARIFFS.get(facts.get("tariff", ""))
    return None if name is None else tariff_at(name, day)


def _virke(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Pay for a resting night where its hours are given, else the lowest wage on the day."""
    tariff = _tariff(facts, date.fromisoformat(facts.get("date", day.isoformat())))
    if tariff is None:
        return None
    if "passive_h" in facts:
        calls = facts.get("callouts_min", [facts["active_min"]] if facts.get("active_min") else [])
        resting = int(Decimal(str(facts["passive_h"])) * 60)
        found = convert_rest(resting, calls, resting_rule(tariff))
        return Ruling(figures={"paid_minutes": found.minutes}, steps=found.steps)
    annual = min(tariff.wages, key=lambda step: step.years).annual
    if annual is None:
        return None
    hourly = {key: tariff.hourly_of_annual(annual, weekly).hourly for key, weekly in _WEEKS.items()}
    return Ruling(figures={**hourly, "annual": annual})


TARIFF: dict[str, Handler] = {"TAR-VIRKE": _virke}
