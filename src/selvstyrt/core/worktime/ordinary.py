"""Ordinary hours (alminnelig arbeidstid): per 24 hours, per week, and averaged by agreement."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Sums, Work, extra_in_day, extra_in_week
from selvstyrt.core.worktime.judging import Judging, Run, week_number
from selvstyrt.core.worktime.passive import daily_ceiling, weekly_ceiling
from selvstyrt.core.worktime.values import Regime


# aml. § 10-4 (1) and § 10-5 (1)-(3); forskrift om arbeid i arbeidsgivers hjem § 9
def per_day(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours in 24 hours, on the rung that the agreements reach."""
    narrowest = judging.bounds.daily_ordinary
    if narrowest is None:
        return
    for day in judging.days:
        if day.ordinary <= narrowest or not day.judged:
            continue
        bounds = judging.bounds_on(day.start)
        limit, rule = _daily_limit(day, bounds, judging)
        if limit is None or day.ordinary <= limit:
            continue
        severity = Severity.NEEDS_AGREEMENT if day.ordinary <= bounds.daily_ceiling else Severity.ILLEGAL
        if day.ordinary - extra_in_day(judging.index, day) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            rule,
            severity,
            day.start,
            day.ordinary,
            limit,
            works=day.works,
            mode="elapsed" if severity is Severity.WARNING else judging.mode_of(day),
            cure=_daily_cure(day.ordinary, bounds, judging) if severity is Severity.NEEDS_AGREEMENT else (),
            per="24h",
        )


def _daily_limit(day: Sums, bounds: Bounds, judging: Judging) -> tuple[int | None, str]:
    """The day's limit and its rule; passive work may stretch it."""
    limit, rule = bounds.daily_ordinary, bounds.daily_rule
    if limit is not None and bounds.passive:
        ceiling = daily_ceiling(day.passive, bounds, judging.limits)
        if ceiling > limit:
            return ceiling, "HOME-9-D" if bounds.regime is Regime.HOME else "AML-10-4-1-D"
    return limit, rule


def _daily_cure(minutes: int, bounds: Bounds, judging: Judging) -> tuple[str, ...]:
    limits = judging.limits
    rungs = [
        ("averaging_individual", limits.averaging_individual_daily, True),
        ("averaging_union_local", limits.averaging_local_daily, bounds.tariff_bound),
        ("averaging_arbeidstilsynet", limits.averaging_arbeidstilsynet_daily, True),
        ("passive_arbeidstilsynet_10_4_2", limits.passive_consent_daily, bounds.passive),
    ]
    return tuple(name for name, reach, open_here in rungs if open_here and minutes <= reach)


# aml. § 10-4 (1), (4), (5), (6); forskrift om arbeid i arbeidsgivers hjem § 9
def per_week(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours in a week, where nothing is agreed about averaging."""
    narrowest = judging.bounds.weekly_ordinary
    if narrowest is None:
        return
    for week in judging.judged_weeks:
        if week.ordinary <= narrowest:
            continue
        bounds = judging.bounds_in(week)
        limit = bounds.weekly_ordinary
        if limit is None or week.ordinary <= limit:
            continue
        if bounds.passive:
            limit = max(limit, weekly_ceiling(week.passive, bounds, judging.limits))
            if week.ordinary <= limit:
                continue
        within = week.ordinary <= bounds.weekly_ceiling
        severity = Severity.NEEDS_AGREEMENT if within else Severity.ILLEGAL
        if week.ordinary - extra_in_week(judging.index, week) <= limit:
            severity = Severity.WARNING
        yield judging.finding(
            bounds.weekly_rule,
            severity,
            week.start,
            week.ordinary,
            limit,
            works=week.works,
            mode="elapsed" if severity is Severity.WARNING else "",
            cure=_weekly_cure(bounds) if severity is Severity.NEEDS_AGREEMENT else (),
            per="7d",
        )


def _weekly_cure(bounds: Bounds) -> tuple[str, ...]:
    local = ("averaging_union_local",) if bounds.tariff_bound else ()
    return ("averaging_individual", *local, "averaging_arbeidstilsynet")


# aml. § 10-5 (1)-(3); forskrift om arbeid i arbeidsgivers hjem § 9: the cap of a single week, and 48 hours over eight
def averaged_weeks(judging: Judging) -> Iterator[Finding]:
    """Weeks under an averaging agreement: no week above its cap, and 48 hours over eight weeks."""
    if judging.bounds.averaging_weeks is None and not judging.varies:
        return
    for week in judging.judged_weeks:
        bounds = judging.bounds_in(week)
        if bounds.averaging_weeks is not None and bounds.week_cap is not None and week.ordinary > bounds.week_cap:
            rule = f"{bounds.averaging_rule}-W"
            yield judging.finding(
                rule,
                Severity.ILLEGAL,
                week.start,
                week.ordinary,
                bounds.week_cap,
                works=week.works,
                per="one_week",
            )
    for run in judging.runs(_averaging):
        if run.bounds.averaging_weeks is not None:
            yield from _eight_weeks(judging, run)


def _eight_weeks(judging: Judging, run: Run) -> Iterator[Finding]:
    bounds = run.bounds
    rule = "HOME-9-48" if bounds.regime is Regime.HOME else f"{bounds.averaging_rule}-W"
    for block in judging.planned(run.blocks(bounds.week_average_weeks)):
        total = sum(week.ordinary for week in block)
        if total > bounds.week_average * len(block):
            yield judging.finding(
                rule,
                Severity.ILLEGAL,
                block[0].start,
                total // len(block),
                bounds.week_average,
                works=_works(block),
                mode="blocks",
                per="average",
                weeks=len(block),
            )


def _averaging(bounds: Bounds) -> object:
    return bounds.averaging_rule, bounds.averaging_weeks, bounds.averaging_from, bounds.average_limit


# aml. § 10-5, § 10-4 (1), (4)-(6); forskrift om arbeid i arbeidsgivers hjem § 9: the average over the agreed period
def average(judging: Judging) -> Iterator[Finding]:
    """Ordinary hours averaged over the agreed period, within the weekly limit, in the weeks that it had."""
    for fault in judging.faults:
        if fault.rule in ("AML-10-5-AVG", "HOME-9-AVG"):
            yield judging.finding(
                fault.rule,
                Severity.ILLEGAL,
                judging.plan_start,
                fault.weeks,
                fault.max_weeks,
                unit="weeks",
                agreement=fault.type.value,
            )
    if judging.bounds.averaging_weeks is None and not judging.varies:
        return
    for run in judging.runs(_averaging):
        bounds = run.bounds
        if bounds.averaging_weeks is None:
            continue
        rule = "HOME-9-AVG" if bounds.regime is Regime.HOME else "AML-10-5-AVG"
        origin = run.start if bounds.averaging_from is None else averaging_origin(judging, bounds)
        for block in run.blocks(bounds.averaging_weeks, origin):
            weeks = bounds.averaging_weeks
            if not run.lasts:
                weeks = week_number(block[-1].start, origin) % weeks + 1
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


def averaging_origin(judging: Judging, bounds: Bounds) -> int:
    """The agreed period runs from the agreement's first day, or from the start of the plan."""
    first = bounds.averaging_from
    return judging.plan_start if first is None else judging.period_origin(first, bounds.averaging_weeks or 1)


def _works(block: list[Sums]) -> list[Work]:
    return [work for week in block for work in week.works]
