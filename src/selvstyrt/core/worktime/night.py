"""Night work (nattarbeid): who works at night regularly, and how long a night may be."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import Sums, Work, night_minutes
from selvstyrt.core.worktime.judging import Judging, week_number
from selvstyrt.core.worktime.values import Regime


def window(judging: Judging) -> tuple[int, int]:
    """The night: 21-06 in the act, 23-06 in the employer's home."""
    home = judging.limits.home
    if judging.bounds.regime is Regime.HOME and home is not None:
        return home.night_from, home.night_to
    return judging.limits.night_from, judging.limits.night_to


def of_work(judging: Judging, work: Work) -> int:
    """Night minutes of one shift."""
    return night_minutes(judging.index, work, *window(judging))


def average_per_day(judging: Judging, ordinary_minutes: int, weeks: int) -> Decimal:
    """Ordinary minutes per 24 hours over some weeks, the weekly rests left out of the days."""
    hours = Decimal(weeks * (7 * 24 * 60 - judging.limits.weekly_rest)) / 60 / 24
    return (Decimal(ordinary_minutes) / hours).quantize(Decimal("0.01"), ROUND_HALF_UP)


def averaged_blocks(judging: Judging, count: int) -> list[list[Sums]]:
    """Weeks, `count` at a time, from the plan's first week; where they do not go up, the first reach back into history.

    Without history so far back the last block is short: what is not known counts as no work.
    """
    index, origin = judging.index, judging.plan_start
    if index.period is not None and index.known_from is not None:
        planned = week_number(index.week_of(index.period[1] - 1), origin) + 1
        earlier = index.week_after(origin, -(-planned % count))
        if earlier >= index.known_from:
            origin = earlier
    return judging.week_blocks(count, origin)


# aml. § 10-11 (6) and (9); forskrift om arbeid i arbeidsgivers hjem § 14
def average(judging: Judging) -> Iterator[Finding]:
    """Regular night workers: eight hours in 24 on average over four weeks."""
    if not judging.contract.regular_night_worker:
        return
    limits = judging.limits
    home = judging.bounds.regime is Regime.HOME
    count = limits.night_average_weeks
    for block in averaged_blocks(judging, count):
        ordinary = sum(week.ordinary for week in block)
        measured = average_per_day(judging, ordinary, count)
        allowed = limits.night_average_daily * count * (7 * 24 * 60 - limits.weekly_rest)
        if ordinary * 24 * 60 <= allowed or not any(week.judged for week in block):
            continue
        if judging.bounds_on(block[0].start, judging.index.week_after(block[-1].start)).night_open:
            continue
        needs = judging.bounds.tariff_bound and not home
        yield judging.finding(
            "HOME-14" if home else "AML-10-11-6",
            Severity.NEEDS_AGREEMENT if needs else Severity.ILLEGAL,
            block[0].start,
            measured,
            limits.night_average_daily,
            works=[work for week in block for work in week.works],
            cure=("union_local_10_11_9",) if needs else (),
            mode="without_weekly_rest",
            per="night_average",
            weeks=count,
        )


# aml. § 10-11 (7) and (9); forskrift om arbeid i arbeidsgivers hjem § 14
def strain(judging: Judging) -> Iterator[Finding]:
    """Night work with particular risk or strain: eight hours in 24, no averaging."""
    if not judging.contract.night_special_strain:
        return
    limits = judging.limits
    rule = "HOME-14" if judging.bounds.regime is Regime.HOME else "AML-10-11-7"
    for day in judging.days:
        if day.total <= limits.night_strain_daily or not day.judged or judging.bounds_on(day.start).night_open:
            continue
        night = [work for work in day.works if of_work(judging, work) > limits.night_regular_over]
        if night:
            yield judging.finding(
                rule, Severity.ILLEGAL, night[0].start, day.total, limits.night_strain_daily, works=night, per="24h"
            )


# aml. § 10-11 (2), (4), (5)
def justified(judging: Judging) -> Iterator[Finding]:
    """Night work needs a reason in the nature of the work; told once, at the first such shift."""
    if judging.contract.night_work_justified or judging.bounds.regime is Regime.HOME:
        return
    for work in judging.index.works:
        if work.judged and of_work(judging, work) > 0:
            yield judging.finding("AML-10-11-2", Severity.WARNING, work.start, 1, 0, unit="shifts", works=(work,))
            return
