"""Ordinary hours (alminnelig arbeidstid): per 24 hours, per week, and averaged by agreement."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.clock import day_number
from selvstyrt.core.worktime.counting import Sums, Work, extra_autumn_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.passive import daily_ceiling, weekly_ceiling
from selvstyrt.core.worktime.values import Regime


# aml. § 10-4 (1) and § 10-5 (1)-(3); forskrift om arbeid i arbeidsgivers hjem § 9
def per_day(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours in 24 hours, on the rung that the agreements reach."""
    bounds = judging.bounds
    if bounds.daily_ordinary is None:
        return
    for day in judging.days:
        if day.ordinary <= bounds.daily_ordinary or not day.judged:
            continue
        limit, rule = bounds.daily_ordinary, bounds.daily_rule
        if bounds.passive:
            ceiling = daily_ceiling(day.passive, bounds, judging.limits)
            if ceiling > limit:
                limit, rule = ceiling, "HOME-9-D" if bounds.regime is Regime.HOME else "AML-10-4-1-D"
        if day.ordinary <= limit:
            continue
        severity = Severity.NEEDS_AGREEMENT if day.ordinary <= bounds.daily_ceiling else Severity.ILLEGAL
        if day.ordinary - extra_autumn_minutes(judging.index, day.works) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            rule,
            severity,
            day.start,
            day.ordinary,
            limit,
            works=day.works,
            mode=judging.mode,
            cure=_daily_cure(day.ordinary, bounds, judging) if severity is Severity.NEEDS_AGREEMENT else (),
            per="24h",
        )


def _daily_cure(minutes: int, bounds: Bounds, judging: Judging) -> tuple[str, ...]:
    limits = judging.limits
    rungs = [
        ("averaging_individual", limits.averaging_individual_daily, True),
        ("averaging_union_local", limits.averaging_local_daily, bounds.tariff_bound),
        ("averaging_arbeidstilsynet", limits.averaging_arbeidstilsynet_daily, True),
    ]
    return tuple(name for name, reach, open_here in rungs if open_here and minutes <= reach)


# aml. § 10-4 (1), (4), (5), (6); forskrift om arbeid i arbeidsgivers hjem § 9
def per_week(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours in a week, where nothing is agreed about averaging."""
    bounds = judging.bounds
    if bounds.weekly_ordinary is None:
        return
    for week in judging.judged_weeks:
        limit = bounds.weekly_ordinary
        if week.ordinary <= limit:
            continue
        if bounds.passive:
            limit = max(limit, weekly_ceiling(week.passive, bounds, judging.limits))
            if week.ordinary <= limit:
                continue
        within = week.ordinary <= bounds.weekly_ceiling
        severity = Severity.NEEDS_AGREEMENT if within else Severity.ILLEGAL
        if week.ordinary - extra_autumn_minutes(judging.index, week.works) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            bounds.weekly_rule,
            severity,
            week.start,
            week.ordinary,
            limit,
            works=week.works,
            cure=_weekly_cure(bounds) if severity is Severity.NEEDS_AGREEMENT else (),
            per="7d",
        )


def _weekly_cure(bounds: Bounds) -> tuple[str, ...]:
    local = ("averaging_union_local",) if bounds.tariff_bound else ()
    return ("averaging_individual", *local, "averaging_arbeidstilsynet")


# aml. § 10-5 (1)-(3): the cap of a single week, and 48 hours averaged over eight weeks
def averaged_weeks(judging: Judging) -> Iterator[Finding]:
    """Weeks under an averaging agreement: no week above its cap, and 48 hours over eight weeks."""
    bounds = judging.bounds
    if bounds.averaging_weeks is None:
        return
    rule = f"{bounds.averaging_rule}-W"
    if bounds.week_cap is not None:
        for week in judging.judged_weeks:
            if week.ordinary > bounds.week_cap:
                yield judging.finding(
                    rule,
                    Severity.ILLEGAL,
                    week.start,
                    week.ordinary,
                    bounds.week_cap,
                    works=week.works,
                    per="one_week",
                )
    eight = "HOME-9-48" if bounds.regime is Regime.HOME else rule
    for block in judging.planned_week_blocks(bounds.week_average_weeks):
        total = sum(week.ordinary for week in block)
        if total > bounds.week_average * len(block):
            yield judging.finding(
                eight,
                Severity.ILLEGAL,
                block[0].start,
                total // len(block),
                bounds.week_average,
                works=_works(block),
                per="average",
                weeks=len(block),
            )


# aml. § 10-5, § 10-4 (1), (4)-(6): the average over the agreed period
def average(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours averaged over the agreed period, within the weekly limit."""
    bounds = judging.bounds
    for fault in bounds.faults:
        if fault.rule.endswith("AVG") and "8-4" not in fault.rule:
            yield judging.finding(
                fault.rule,
                Severity.ILLEGAL,
                judging.plan_start,
                fault.weeks,
                fault.max_weeks,
                unit="weeks",
                agreement=fault.type.value,
            )
    if bounds.averaging_weeks is None:
        return
    rule = "HOME-9-AVG" if bounds.regime is Regime.HOME else "AML-10-5-AVG"
    weeks = bounds.averaging_weeks
    for block in judging.week_blocks(weeks, averaging_origin(judging)):
        total = sum(week.ordinary for week in block)
        if total > bounds.average_limit * weeks and any(week.judged for week in block):
            yield judging.finding(
                rule,
                Severity.ILLEGAL,
                block[0].start,
                total // weeks,
                bounds.average_limit,
                works=_works(block),
                per="average",
                weeks=weeks,
            )


def averaging_origin(judging: Judging) -> int:
    """The agreed period runs from the agreement's first day, or from the start of the plan."""
    first = judging.bounds.averaging_from
    index = judging.index
    if first is None or index.known_from is None:
        return judging.plan_start
    origin = index.week_of(index.clock.of_local(day_number(first), 0))
    step = judging.bounds.averaging_weeks or 1
    while index.week_after(origin, step) <= index.known_from:
        origin = index.week_after(origin, step)
    return origin


def _works(block: list[Sums]) -> list[Work]:
    return [work for week in block for work in week.works]
