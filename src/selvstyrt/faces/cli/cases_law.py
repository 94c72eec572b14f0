"""Answers to law cases (rettslige eksempler) from the core; the case's `expected` is never read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Finding, NoAnswer, Severity
from selvstyrt.core.worktime import Assessed, Limits, Measures, check, measures
from selvstyrt.faces.cli.cases_law_facts import answer_facts
from selvstyrt.faces.cli.law_input import assessed_of

Answer = dict[str, Any]

_INSTANT_RULES = {
    "OVERLAP",
    "AML-10-8-1",
    "AML-10-8-1-SPAN",
    "AML-10-9-1",
    "AML-10-9-2",
    "AML-10-11-2",
    "AML-10-11-7",
    "AML-10-10-2",
    "HOME-13-1",
    "HOME-13-1-SPAN",
    "HOME-13-3",
    "HOME-13-4",
    "AML-11-3-1",
    "AML-11-3-2",
    "AML-11-5-1",
    "AML-11-5-2",
}


def answer(case: Mapping[str, Any]) -> Answer:
    """The answer to one law case, in the shape of its `expected`; `unsupported` where no rule covers it."""
    given = case["input"]
    day = date.fromisoformat(case["valid_on"])
    try:
        if "facts" in given:
            return answer_facts(case["rule"], given["facts"], given.get("shifts") or [], day)
        if "shifts" in given:
            return answer_shifts(given, day)
    except NoAnswer as error:
        return {"unsupported": str(error)}
    return {"unsupported": "the case has neither shifts nor facts"}


def answer_shifts(given: Mapping[str, Any], day: date) -> Answer:
    """Findings, the verdict, and what can be measured on the shifts."""
    assessed = assessed_of(dict(given), valid_on=day, case_convention=True)
    limits = Limits.at(day)
    findings = check(assessed, limits)
    return {
        "violations": [violation(finding, assessed) for finding in findings],
        "compliant": compliant(findings),
        "computed": _computed(measures(assessed, limits)),
    }


def compliant(findings: list[Finding]) -> bool:
    """True when nothing is illegal and nothing lacks an agreement."""
    return all(finding.severity not in {Severity.ILLEGAL, Severity.NEEDS_AGREEMENT} for finding in findings)


def violation(finding: Finding, assessed: Assessed) -> Answer:
    """One finding as the cases write it: local times, hours."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "at": _at(finding, ZoneInfo(assessed.settings.timezone)),
        "measured": _number(finding.measured, finding),
        "limit": _number(finding.limit, finding),
        "unit": _unit(finding),
    }


def _at(finding: Finding, zone: ZoneInfo) -> str:
    if "agreement" in finding.facts:
        return "agreement"
    local = finding.at.astimezone(zone)
    weekly = finding.facts.get("weekly", False)
    if finding.rule in _INSTANT_RULES or (finding.rule == "AML-10-8-3-COMP" and not weekly):
        return f"{local:%Y-%m-%d %H:%M:%S}"
    return f"{local:%Y-%m-%d}"


def _in_hours(finding: Finding) -> bool:
    return finding.unit == "min" and not (finding.rule.startswith(("AML-10-9", "HOME-13-3", "HOME-13-4", "AML-11-5-1")))


def _number(value: int | Decimal, finding: Finding) -> int | float:
    if _in_hours(finding):
        return float(round(Decimal(value) / 60, 2))
    return int(value)


def _unit(finding: Finding) -> str:
    weeks = finding.facts.get("weeks")
    per = finding.facts.get("per", "")
    if per == "overtime":
        return "h/7d" if weeks == 1 else f"h/{weeks}w"
    if per == "average":
        suffix = ", overtime included" if finding.rule in {"AML-10-6-8-W", "HOME-12-W"} else ""
        return f"h/7d averaged over {weeks} weeks{suffix}"
    words = {
        "24h": "h/24h",
        "7d": "h/7d",
        "one_week": "h in one week",
        "one_week_total": "h in one week, overtime included",
        "night_average": f"h/24h averaged over {weeks} weeks",
    }
    if per in words:
        return words[per]
    if finding.facts.get("straddles"):
        return "h in week; rest straddles week boundary"
    plain = {
        "AML-10-8-4-NEXT": "consecutive Sundays/holidays",
        "AML-10-8-4-FOURTH": f"weekly rest on a Sunday/holiday in {weeks} weeks",
        "AML-10-8-4-AVG": "Sundays/holidays worked",
    }
    if finding.rule in plain and finding.unit == "sundays":
        return plain[finding.rule]
    if finding.unit == "breaks":
        return "break(s)"
    return "h" if _in_hours(finding) else finding.unit


def _computed(measured: Measures) -> Answer:
    """What can be measured on the shifts, in hours."""
    found: Answer = {
        "worked_h": _hours(measured.worked_minutes),
        "night_h": _hours(measured.night_minutes),
        "sunday_holiday_h": _hours(measured.sunday_minutes),
        "overtime_h": _hours(measured.overtime_minutes),
        "passive_h": _hours(measured.passive_minutes),
    }
    if measured.weeks:
        found["average_h_per_week"] = float(
            round(Decimal(measured.ordinary_minutes) / measured.weeks / 60, 2),
        )
    if measured.night_average_minutes is not None:
        found["night_average_h_per_24h"] = float(round(measured.night_average_minutes / 60, 2))
    return found


def _hours(minutes: int) -> float:
    return float(round(Decimal(minutes) / 60, 2))
