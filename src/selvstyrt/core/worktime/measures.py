"""What can be measured on a set of shifts (mål): worked, night, Sunday, overtime and passive time."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from selvstyrt.core.worktime import night
from selvstyrt.core.worktime.counting import sunday_minutes
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.rest import whole_weeks
from selvstyrt.core.worktime.values import Assessed


@dataclass(frozen=True, slots=True)
class Measures:
    """Sums over the judged shifts (målte tider), in minutes; `weeks` is the number of whole weeks in the period."""

    worked_minutes: int
    ordinary_minutes: int
    overtime_minutes: int
    night_minutes: int
    sunday_minutes: int
    passive_minutes: int
    weeks: int
    night_average_minutes: Decimal | None


def measures(assessed: Assessed, limits: Limits) -> Measures:
    """The sums that reports, pay and the checker's own text refer to."""
    judging = Judging(assessed, limits)
    works = [work for work in judging.index.works if work.judged]
    weeks = len(whole_weeks(judging))
    ordinary = sum(work.worked for work in works if work.kind == "ordinary")
    count = limits.night_average_weeks
    return Measures(
        worked_minutes=sum(work.worked for work in works),
        ordinary_minutes=ordinary,
        overtime_minutes=sum(work.counted for work in works if work.kind == "overtime"),
        night_minutes=sum(night.of_work(judging, work) for work in works),
        sunday_minutes=sum(sunday_minutes(judging.index, work) for work in works),
        passive_minutes=sum(work.passive for work in works),
        weeks=weeks,
        night_average_minutes=night.average_per_day(judging, ordinary, weeks) if weeks >= count else None,
    )
