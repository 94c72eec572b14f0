"""Answers to pay cases (lønnseksempler) from the core: the case's inputs in, the shape of its `expected` out.

Which shape is asked for shows in which inputs there are. A date in the agreement's name says whose wages are
used, also when the work is done later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import DateRange, NoAnswer, Span, WrongInput, year_range
from selvstyrt.core.hours import CarryOver, GrantLine, HoursPolicy, grant_minutes, settle
from selvstyrt.core.pay import (
    Employment,
    PayLine,
    TariffOn,
    WorkedTime,
    back_pay,
    break_even,
    day_names,
    gross,
    ladder_sum,
    line_amount,
    over_contract,
    overtime_pay,
    pay_lines,
    resting_night,
    tariff_at,
    tariff_source,
    wage_on,
)

Inputs = Mapping[str, Any]
Answer = dict[str, Any]

_TARIFFS = {
    "virke_bpa": "tariff_virke",
    "nho_595": "tariff_nho",
    "uloba": "tariff_uloba",
    "ks_hta": "tariff_ks",
    "stendi": "tariff_stendi",
    "2care": "tariff_2care",
}
_LABELS = {"base": "base", "resting": "base", "weekend": "Sat/Sun", "evening_night": "evening/night"}
_ROTA_WEEK = 2130
_LONGEST_FROM_22 = 480
_AREAS = frozenset({"pay", "municipal"})
_PLAIN_NIGHT = frozenset({"saturday", "sunday", "red_day", "friday"})


def answer(case: Mapping[str, Any]) -> Answer:
    """The answer to one case, in the shape of its `expected`; `unsupported` where no rule covers it."""
    inputs = case.get("inputs", {})
    for keys, solve in _BY_INPUTS:
        if case.get("area") in _AREAS and keys <= inputs.keys():
            try:
                return solve(inputs, str(case.get("title", "")))
            except NoAnswer as error:
                return {"unsupported": str(error)}
            except WrongInput as error:
                return {"unsupported": f"The case cannot be read: {error}"}
    return {"unsupported": f"No rule covers a case of area {case.get('area')} with inputs {sorted(inputs)}."}


def _tariff_id(agreement: str) -> str:
    name = agreement.split()[0]
    if name not in _TARIFFS:
        raise NoAnswer("unknown_agreement", f"No agreement is called {name!r}; known are {', '.join(_TARIFFS)}.")
    return _TARIFFS[name]


def _version(agreement: str) -> date | None:
    """The day that the name of the agreement gives: "2024-04-01", "2020-11" or "2025"."""
    found = re.search(r"\b(20\d\d)(?:-(\d\d))?(?:-(\d\d))?\b", agreement)
    return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def _weekly_minutes(*texts: str) -> int:
    for text in texts:
        if found := re.search(r"\b(3\d[.,]\d) h\b", text):
            return int(Decimal(found[1].replace(",", ".")) * 60)
    return _ROTA_WEEK


def _employment(inputs: Inputs, title: str, tariff_on: TariffOn, day: date) -> Employment:
    """The terms that the case names; without seniority the first step of the agreement."""
    agreement = inputs["agreement"]
    annual = re.search(r"annual (\d[\d ]*\d)", agreement)
    if "seniority_years" in inputs:
        years = int(inputs["seniority_years"])
    else:
        years = min((step.years for step in tariff_on(day).wages), default=0)
    return Employment(
        seniority=years,
        weekly_minutes=_weekly_minutes(agreement, title),
        own_annual=Decimal(annual[1].replace(" ", "")) if annual else None,
        rota="not rota" not in agreement,
    )


def _terms(inputs: Inputs, title: str, day: date) -> tuple[TariffOn, Employment]:
    agreement = inputs["agreement"]
    tariff_on = tariff_source(_tariff_id(agreement), wages_of=_version(agreement))
    return tariff_on, _employment(inputs, title, tariff_on, day)


def _shift(inputs: Inputs, title: str) -> Answer:
    start, end = (datetime.fromisoformat(inputs[key]) for key in ("start", "end"))
    span = Span.of_local(start, end)
    calls = inputs.get("callouts_min")
    entry = WorkedTime("case", span) if calls is None else resting_night("case", span, _calls(span, calls))
    tariff_on, employment = _terms(inputs, title, start.date())
    lines = pay_lines(entry, employment, tariff_on)
    return {"lines": [_line(line) for line in lines], "gross": str(gross(lines))}


def _line(line: PayLine) -> dict[str, str]:
    return {
        "label": _LABELS.get(line.kind, line.kind),
        "hours": _hours(line.minutes),
        "rate": str(line.rate if line.rate % 1 else int(line.rate)),
        "amount": str(line.amount),
    }


def _hours(minutes: int) -> str:
    """Hours with two decimals where they are exact, else minutes."""
    return f"{Decimal(minutes) / 60:.2f}" if minutes * 100 % 60 == 0 else f"{minutes} min"


def _two_decimals(minutes: int) -> str:
    return f"{Decimal(minutes) / 60:.2f}"


def _minutes(inputs: Inputs, title: str) -> Answer:
    day = _version(inputs["agreement"]) or date.min
    tariff_on, employment = _terms(inputs, title, day)
    wage, _, _ = wage_on(day, employment, tariff_on(day))
    return {"gross": str(line_amount(int(inputs["minutes"]), wage.hourly))}


def _seniority_wage(inputs: Inputs, title: str) -> Answer:
    day = _version(inputs["agreement"]) or date.min
    tariff_on, employment = _terms(inputs, title, day)
    return {"hourly": str(wage_on(day, employment, tariff_on(day))[0].hourly)}


def _resting(inputs: Inputs, title: str) -> Answer:
    """A resting night on the first plain weekday from the agreement's date on, with the calls from its start."""
    day = _version(inputs["agreement"]) or date.min
    while (day_names(day) | day_names(day + timedelta(days=1))) & _PLAIN_NIGHT:
        day += timedelta(days=1)
    minutes = int(Decimal(str(inputs["passive_hours"])) * 60)
    begin = datetime.combine(day, time(22 if minutes <= _LONGEST_FROM_22 else 17))
    span = Span.of_local(begin, begin + timedelta(minutes=minutes))
    calls = inputs.get("callouts_min", [inputs["active_min"]] if inputs.get("active_min") else [])
    tariff_on, employment = _terms(inputs, title, day)
    lines = pay_lines(resting_night("case", span, _calls(span, calls)), employment, tariff_on)
    base = [line for line in lines if line.kind in {"base", "resting"}]
    supplements = {line.kind: str(line.amount) for line in lines if line not in base}
    return {
        "paid_minutes": sum(line.minutes for line in base),
        "base": str(gross(base)),
        **supplements,
        "gross": str(gross(lines)),
    }


def _calls(span: Span, minutes: Sequence[int]) -> tuple[Span, ...]:
    """Calls of these lengths one after another from the start of the rest."""
    calls, start = [], span.start
    for length in minutes:
        calls.append(Span(start, start + timedelta(minutes=int(length))))
        start = calls[-1].end
    return tuple(calls)


def _percent(value: Any) -> Fraction:
    """Per cent as an exact share; 133.33 and "133 1/3" mean four thirds."""
    text = str(value)
    return Fraction(4, 3) if text in {"133.33", "133 1/3"} else Fraction(text) / 100


def _hour_minutes(value: Any) -> int:
    return int(Decimal(str(value)) * 60)


def _overtime(inputs: Inputs, title: str) -> Answer:
    total, supplement = overtime_pay(
        Decimal(str(inputs["rate"])), _percent(inputs["percent"]), _hour_minutes(inputs["hours"])
    )
    return {"gross": str(total), "overtime_part": str(supplement)}


def _overtime_of_annual(inputs: Inputs, title: str) -> Answer:
    divisor = law.number("tariff_ks.overtime_divisor", law.dated("tariff_ks.overtime_divisor").entries[-1].valid_from)
    hourly = line_amount(60, Decimal(inputs["annual"]) / divisor)
    total, _ = overtime_pay(hourly, _percent(inputs["percent"]), _hour_minutes(inputs["hours"]))
    return {"gross": str(total)}


def _overtime_by_law(inputs: Inputs, title: str) -> Answer:
    hourly = Decimal(str(inputs["hourly"]))
    worked, limit = _hour_minutes(inputs["hours"]), _hour_minutes(inputs["daily_limit"])
    share = _percent(law.dated("aml.overtime_supplement").entries[-1].value)
    over = max(worked - limit, 0)
    total = line_amount(worked - over, hourly) + overtime_pay(hourly, share, over)[0]
    return {"gross": str(total), "overtime_hours": _plain(over)}


def _plain(minutes: int) -> int | str:
    """Whole hours as a number, others as text."""
    return minutes // 60 if minutes % 60 == 0 else _two_decimals(minutes)


def _extra_hours(inputs: Inputs, title: str) -> Answer:
    worked = _hour_minutes(inputs["worked_hours_week"])
    week = over_contract(worked, _hour_minutes(inputs["contract_hours_week"]), _hour_minutes(inputs["full_time_week"]))
    if week.overtime:
        raise NoAnswer("no_overtime_rate", "The case goes beyond full time and names no overtime rate.")
    total = line_amount(worked, Decimal(str(inputs["hourly"])))
    return {"gross": str(total), "overtime_hours": _plain(week.overtime), "merarbeid_hours": _plain(week.extra)}


def _annual(inputs: Inputs, title: str) -> Answer:
    annual = Decimal(inputs["annual"])
    tariff = tariff_at("tariff_virke", law.dated("tariff_virke.wages").entries[-1].valid_from)
    return {
        "hourly_37_5": str(tariff.hourly_of_annual(annual, 2250).hourly),
        "hourly_35_5": str(tariff.hourly_of_annual(annual, 2130).hourly),
        "monthly": str(line_amount(5, annual)),
    }


def _back_pay(inputs: Inputs, title: str) -> Answer:
    (hours,) = (value for key, value in inputs.items() if key.startswith("hours"))
    owed = back_pay(Decimal(str(inputs["old_rate"])), Decimal(str(inputs["new_rate"])), _hour_minutes(hours))
    return {"back_pay": str(owed)}


def _break_even(inputs: Inputs, title: str) -> Answer:
    minimum = Decimal(str(inputs["minimum"]))
    shares = {key.removeprefix("pct_"): value for key, value in inputs.items() if key.startswith("pct_")}
    return {f"{name}_break_even": str(break_even(minimum, _percent(value))) for name, value in shares.items()}


def _weekend_ladder(inputs: Inputs, title: str) -> Answer:
    day = _version(inputs["agreement"])
    if day is None:
        raise NoAnswer("no_day", "The case names no day for the ladder.")
    steps = [
        (row["from_hour"], Decimal(row["amount"]))
        for row in law.rows(f"{_tariff_id(inputs['agreement'])}.weekend_ladder", day)
    ]
    total = ladder_sum(steps, int(inputs["weekend_hours_before"]), int(inputs["weekend_hours_shift"]))
    return {"supplement": str(total)}


def _split_duty(inputs: Inputs, title: str) -> Answer:
    entry = law.dated("tariff_oslo.split_duty").entries[-1]
    steps = [(row["attendance"], Decimal(row["amount"])) for row in entry.rows or ()]
    return {"allowance": str(ladder_sum(steps, 0, int(inputs["attendances"])))}


def _year_hours(inputs: Inputs, title: str) -> Answer:
    """Hours of a year with 365 and with 366 days, and of 52 weeks."""
    if "year" not in title.lower():
        raise NoAnswer("not_a_year", "The case asks for something else than the hours of a year.")
    weekly = _hour_minutes(inputs["hours_per_week"])
    line = GrantLine("case", weekly, DateRange(date(2024, 1, 1)))
    weeks = DateRange(date(2024, 1, 1), date(2024, 1, 1) + timedelta(weeks=52))
    return {
        "hours_2025": _two_decimals(grant_minutes([line], year_range(2025))),
        "hours_2024": _two_decimals(grant_minutes([line], year_range(2024))),
        "hours_52_weeks": _two_decimals(grant_minutes([line], weeks)),
    }


def _year_end(inputs: Inputs, title: str) -> Answer:
    policy = HoursPolicy(carry_over=CarryOver.ALL if inputs["carry_over_allowed"] else CarryOver.NONE)
    end = settle(_hour_minutes(inputs["granted"]) - _hour_minutes(inputs["used"]), policy)
    return {"forfeited": _two_decimals(end.returned), "opening_next_year": _two_decimals(end.carried)}


def _keys(*names: str) -> frozenset[str]:
    return frozenset(names)


_BY_INPUTS: tuple[tuple[frozenset[str], Callable[[Inputs, str], Answer]], ...] = (
    (_keys("agreement", "start", "end"), _shift),
    (_keys("agreement", "passive_hours"), _resting),
    (_keys("agreement", "minutes"), _minutes),
    (_keys("agreement", "weekend_hours_before", "weekend_hours_shift"), _weekend_ladder),
    (_keys("agreement", "rate", "percent", "hours"), _overtime),
    (_keys("agreement", "base", "seniority_years"), _seniority_wage),
    (_keys("annual", "hours", "percent"), _overtime_of_annual),
    (_keys("hourly", "hours", "daily_limit"), _overtime_by_law),
    (_keys("hourly", "contract_hours_week", "worked_hours_week", "full_time_week"), _extra_hours),
    (_keys("annual"), _annual),
    (_keys("old_rate", "new_rate"), _back_pay),
    (_keys("minimum", "pct_weekend"), _break_even),
    (_keys("attendances"), _split_duty),
    (_keys("hours_per_week"), _year_hours),
    (_keys("granted", "used", "carry_over_allowed"), _year_end),
)
