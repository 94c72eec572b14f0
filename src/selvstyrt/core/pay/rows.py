"""From the rows of the value files to the parts of a tariff (lesing av tariffdata)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from selvstyrt.core.base import Certainty, Citation, WrongInput
from selvstyrt.core.pay.calendar import NAMES
from selvstyrt.core.pay.tariff import RestingRule, Supplement, WageStep, Window, Work

Rows = Sequence[Mapping[str, Any]]


def wage_steps(rows: Rows) -> tuple[WageStep, ...]:
    """The wage ladder, lowest step first: `years` and one of `annual`, `hourly`, `percent` (above the first step)."""
    steps = [
        WageStep(
            row["years"],
            annual=_decimal(row, "annual"),
            hourly=_decimal(row, "hourly"),
            share=_share(row),
            weekly_minutes=row.get("weekly_minutes"),
        )
        for row in rows
    ]
    for step in steps:
        if [step.annual, step.hourly, step.share].count(None) != 2:
            raise _wrong(f"the step of {step.years} years needs one of annual, hourly, percent")
    return tuple(sorted(steps, key=lambda step: step.years))


def divisors(rows: Rows) -> dict[int, Decimal]:
    """Hours of the year by minutes of the week."""
    return {row["weekly_minutes"]: Decimal(row["hours"]) for row in rows}


def gives_way(rows: Rows) -> dict[str, frozenset[str]]:
    """Which supplements each code gives way to."""
    return {row["code"]: frozenset(row["gives_way_to"]) for row in rows}


def supplements(rows: Rows, citation: Citation, certainty: Certainty) -> tuple[Supplement, ...]:
    """The supplements in the order of the file; rows of one code after the first only add windows.

    A row with a `law`, `url` or `certainty` of its own has it instead of that of the whole value.
    """
    heads: dict[str, Mapping[str, Any]] = {}
    windows: dict[str, list[Window]] = {}
    for row in rows:
        code = row["code"]
        if code in heads and {"amount", "percent", "minimum", "work", "rota"} & row.keys():
            raise _wrong(f"the supplement {code} has its rate twice")
        heads.setdefault(code, row)
        windows.setdefault(code, []).append(_window(row))
    return tuple(_supplement(code, head, windows[code], citation, certainty) for code, head in heads.items())


def resting_rule(rows: Rows, citation: Citation, certainty: Certainty) -> RestingRule:
    """The rule for resting duty: one row."""
    (row,) = rows
    share = Fraction(row["active_share"])
    return RestingRule(row["per_hour"], row["per_block"], row["block"], share, citation, certainty)


def _supplement(
    code: str, row: Mapping[str, Any], windows: list[Window], citation: Citation, certainty: Certainty
) -> Supplement:
    if ("amount" in row) == ("percent" in row):
        raise _wrong(f"the supplement {code} needs one of amount and percent")
    return Supplement(
        code,
        tuple(windows),
        amount=_decimal(row, "amount"),
        share=_share(row),
        minimum=Decimal(row.get("minimum", "0")),
        work=Work(row.get("work", "ordinary")),
        rota=row.get("rota"),
        citation=Citation(row.get("law", citation.text), row.get("url", citation.url)),
        certainty=Certainty(row.get("certainty", certainty)),
    )


def _window(row: Mapping[str, Any]) -> Window:
    days = frozenset(row["days"])
    if unknown := days - NAMES:
        raise _wrong(f"unknown days {sorted(unknown)}; known are {sorted(NAMES)}")
    return Window(days, _minute(row["from"]), _minute(row["to"]))


def _minute(clock: str) -> int:
    """Minutes after midnight of "17:00"; "24:00" is the end of the day."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def _decimal(row: Mapping[str, Any], key: str) -> Decimal | None:
    return Decimal(row[key]) if key in row else None


def _share(row: Mapping[str, Any]) -> Fraction | None:
    """Per cent as an exact fraction: "400/3" is 133 1/3 %."""
    return Fraction(row["percent"]) / 100 if "percent" in row else None


def _wrong(what: str) -> WrongInput:
    return WrongInput("tariff_file_wrong", f"A tariff file cannot be read: {what}.", what=what)
