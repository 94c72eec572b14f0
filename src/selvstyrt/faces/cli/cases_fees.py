"""Answers to fee cases (egenandelseksempler) from the core: the case's inputs in, the shape of its `expected` out.

A case names a table and gives some of its prices itself; what it leaves out comes from the table that is shipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from selvstyrt.apps.directory.fee_tables import EXAMPLE, MunicipalTable, shipped_tables
from selvstyrt.core import law
from selvstyrt.core.base import DateRange, NoAnswer, WrongInput
from selvstyrt.core.fees import (
    Bracket,
    Charging,
    FeeAnswer,
    FeeTariff,
    GBasis,
    HelpKind,
    Household,
    MonthOfHelp,
    PartMonths,
    SelfCost,
    chargeable_minutes,
    monthly_fee,
    nearest_half_hour,
    yearly_fee,
)

Inputs = Mapping[str, Any]
Answer = dict[str, Any]
AREA = "egenandel"

_BENEFITS = ("attendance_benefit", "hjelpestonad", "hjelpestønad")
_INCOMES = ("household_income", "net_income", "income")


def answer(case: Mapping[str, Any]) -> Answer:
    """The answer to one fee case, in the shape of its `expected`; `unsupported` where no rule covers it."""
    inputs = case.get("inputs", {})
    for fits, solve in _BY_INPUTS:
        if fits(inputs.keys()):
            try:
                return solve(inputs)
            except (NoAnswer, WrongInput) as error:
                return {"unsupported": str(error)}
    return {"unsupported": f"No rule covers a case of area {AREA} with inputs {sorted(inputs)}."}


@cache
def _tables() -> Mapping[str, MunicipalTable]:
    """The shipped tables by id, and by the first word of it, as cases name them."""
    tables = {table.id: table for table in shipped_tables()}
    short = {table.id.split("_")[0]: table for table in reversed(tables.values())}
    return short | {"seed003": tables[EXAMPLE]} | tables


def _table(name: str) -> MunicipalTable:
    found = _tables().get(name) or _tables().get(name.split("_")[0])
    if found is None:
        raise NoAnswer("unknown_table", f"There is no table of fees called {name!r}.", name=name)
    return found


def _day(table: MunicipalTable) -> date:
    """A day on which the table holds; where it states no time, the day it was read."""
    return table.valid_from or table.checked_on


def _money(value: Any) -> Decimal:
    return Decimal(str(value))


def _minutes(value: Any) -> int:
    """Hours, as 2, "1.5" or "2:20"."""
    hours, colon, minutes = str(value).partition(":")
    return int(hours) * 60 + int(minutes) if colon else int(Decimal(hours) * 60)


def _household(inputs: Inputs) -> Household:
    incomes = inputs.get("members") or [inputs[key] for key in _INCOMES if key in inputs]
    benefits = [_money(inputs[key]) for key in _BENEFITS if key in inputs]
    return Household(tuple(map(_money, incomes)), sum(benefits, Decimal(0)))


def _with_g(tariff: FeeTariff, g: Any) -> FeeTariff:
    return replace(tariff, g_basis=GBasis.FIXED, fixed_g=_money(g))


def _by_income(inputs: Inputs) -> Answer:
    table = _table(inputs["table"])
    tariff = _with_g(table.tariff, inputs["G"]) if "G" in inputs else table.tariff
    minutes = _minutes(inputs["chargeable_hours"]) if "chargeable_hours" in inputs else None
    found = monthly_fee(tariff, _household(inputs), MonthOfHelp(_day(table), minutes))
    return {"monthly_fee": str(found.fee), "bracket_index": found.place}


def _in_bracket(inputs: Inputs) -> Answer:
    """A case that names the bracket; prices that it gives go before those of the table."""
    minutes = _minutes(inputs.get("chargeable_hours", inputs.get("hours_delivered")))
    found = _fee_in_bracket(inputs, minutes)
    if isinstance(inputs.get("chargeable_hours"), int):
        return {"monthly_fee": str(_whole(found.fee)), "hours_charged": (found.minutes_charged or 0) // 60}
    return {"monthly_fee": f"{found.fee:.2f}"}


def _whole(amount: Decimal) -> Decimal:
    return amount.to_integral_value() if amount == amount.to_integral_value() else amount


def _fee_in_bracket(inputs: Inputs, minutes: int) -> FeeAnswer:
    table = _table(inputs["table"])
    tariff, g = _priced(table.tariff, inputs), Decimal(1_000)
    steps = [bracket.from_g for bracket in tariff.brackets]
    place = max(n for n, start in enumerate(steps) if start <= _g_inside(inputs.get("bracket", "2-3G")))
    tariff = replace(tariff, brackets=tuple(replace(each, from_kroner=None) for each in tariff.brackets))
    above = steps[place + 1] if place + 1 < len(steps) else steps[place] + 2
    income = (steps[place] + above) / 2 * g
    return monthly_fee(_with_g(tariff, g), Household((income,)), MonthOfHelp(_day(table), minutes))


def _g_inside(label: str) -> Decimal:
    """A number of G inside a bracket written as "<2G", "2-3G" or ">5G"."""
    numbers = [Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", label)]
    if not numbers:
        raise WrongInput("no_such_bracket", f"{label!r} names no bracket. Write it as 2-3G.", label=label)
    if len(numbers) > 1:
        return (numbers[0] + numbers[1]) / 2
    return numbers[0] / 2 if re.search(r"<|under|0-", label) else numbers[0] + Decimal("0.5")


def _priced(tariff: FeeTariff, inputs: Inputs) -> FeeTariff:
    """The table with the prices that the case gives, in every bracket."""
    given: dict[str, Any] = {}
    if "hourly_rate" in inputs:
        given["hourly"] = _money(inputs["hourly_rate"])
    if "monthly_cap" in inputs:
        given["cap"] = None if inputs["monthly_cap"] is None else _money(inputs["monthly_cap"])
    if "subscription" in inputs:
        given |= {"charging": Charging.MONTHLY, "monthly": _money(inputs["subscription"])}
    brackets = tuple(replace(bracket, **given) for bracket in tariff.brackets)
    cost = SelfCost(_money(inputs["self_cost_per_hour"])) if "self_cost_per_hour" in inputs else tariff.self_cost
    return replace(tariff, brackets=brackets, self_cost=cost)


def _by_kind_of_help(inputs: Inputs) -> Answer:
    given = {
        HelpKind.PERSONAL_CARE: _minutes(inputs["hours_personal_care"]),
        HelpKind.PRACTICAL_HELP: _minutes(inputs["hours_practical"]),
    }
    if "hours_total" in inputs and _minutes(inputs["hours_total"]) != sum(given.values()):
        raise WrongInput("hours_do_not_add_up", "The hours of care and practical help are not the hours in all.")
    minutes = chargeable_minutes(given, _day(_table(inputs["table"])))
    return {"monthly_fee": f"{_fee_in_bracket(inputs, minutes).fee:.2f}"}


def _year(inputs: Inputs) -> Answer:
    months = frozenset(sorted(_table(inputs["table"]).tariff.billing_months)[: int(inputs["months"])])
    if len(months) != int(inputs["months"]):
        raise NoAnswer("months_differ", f"The table {inputs['table']} bills {len(months)} months a year.")
    capped = Bracket(Decimal(0), Charging.MONTHLY, _money(inputs["monthly_cap"]))
    tariff = FeeTariff("case", (capped,), billing_months=months)
    return {"yearly_fee_at_cap": str(yearly_fee(_money(inputs["monthly_cap"]), tariff))}


def _last_known(value_id: str) -> date:
    return law.dated(value_id).entries[-1].valid_from


def _self_cost(inputs: Inputs) -> Answer:
    day = _last_known("egenandel.self_cost_administration")
    by_law = law.number("egenandel.self_cost_administration", day)
    if "admin_percent" in inputs and _money(inputs["admin_percent"]) != by_law:
        raise NoAnswer("administration_is_law", f"The regulation adds {by_law} % for administration, nothing else.")
    cost = SelfCost(wage=_money(inputs["average_hourly_wage"]), social_percent=_money(inputs["social_cost_percent"]))
    minutes = _minutes(inputs["hours_delivered"])
    ceiling, _step = cost.ceiling(minutes, day)
    return {
        "self_cost_per_hour": str(cost.hourly(day)),
        "hours_rounded": _half_hours(minutes),
        "ceiling": str(ceiling),
    }


def _half_hours(minutes: int) -> str:
    return f"{Decimal(nearest_half_hour(minutes, _last_known('egenandel.self_cost_rounding'))) / 60:.1f}"


def _rounded(inputs: Inputs) -> Answer:
    return {"hours_rounded": _half_hours(int(inputs["minutes"]))}


def _from_a_day(inputs: Inputs) -> Answer:
    """The first month by calendar days; the income is above what the state's ceiling is for."""
    start = date.fromisoformat(inputs["start_date"])
    monthly = Bracket(Decimal(0), Charging.MONTHLY, _money(inputs["monthly_fee"]))
    tariff = FeeTariff("case", (monthly,), GBasis.FIXED, Decimal(1), part_months=PartMonths.BY_DAY)
    found = monthly_fee(tariff, Household((Decimal(10),)), MonthOfHelp(start, days=DateRange(start)))
    return {"monthly_fee": f"{found.fee:.2f}"}


def _two_bases(inputs: Inputs) -> Answer:
    """The bracket with the older and with the newer G, in the brackets of most municipalities."""
    found = {}
    days = sorted(key for key in inputs if key.startswith("G_"))
    names = {days[0]: "bracket_if_table_fixed_to", days[-1]: "bracket_if_current_G_after"}
    for key in days:
        tariff = _with_g(_tables()[EXAMPLE].tariff, inputs[key])
        place = tariff.place_of(_money(inputs["income"]), _money(inputs[key]))
        day = date.fromisoformat(key.removeprefix("G_"))
        found[f"{names[key]}_{day.day}_{day:%B}_{day.year}"] = _label(tariff, place)
    return found


def _label(tariff: FeeTariff, place: int) -> str:
    starts = [bracket.from_g for bracket in tariff.brackets]
    if place == 0:
        return f"<{starts[1]}G"
    return f"{starts[place]}-{starts[place + 1]}G" if place + 1 < len(starts) else f">{starts[place]}G"


def _keys(*names: str) -> Callable[[Set[str]], bool]:
    return frozenset(names).issubset


def _several_g(names: Set[str]) -> bool:
    return "income" in names and sum(name.startswith("G_") for name in names) > 1


_BY_INPUTS: tuple[tuple[Callable[[Set[str]], bool], Callable[[Inputs], Answer]], ...] = (
    (_keys("table", "hours_practical", "hours_personal_care"), _by_kind_of_help),
    (_keys("table", "monthly_cap", "months"), _year),
    *((_keys("table", key), _by_income) for key in (*_INCOMES, "members")),
    (_keys("table", "chargeable_hours"), _in_bracket),
    (_keys("table", "hours_delivered"), _in_bracket),
    (_keys("average_hourly_wage", "social_cost_percent", "hours_delivered"), _self_cost),
    (_keys("monthly_fee", "start_date"), _from_a_day),
    (_several_g, _two_bases),
    (_keys("minutes"), _rounded),
)
