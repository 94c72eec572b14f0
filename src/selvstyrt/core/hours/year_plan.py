"""The year plan (årsplan): what is left of the granted hours, spread over the weeks before they are rostered.

Each week gets its part by what the decisions grant on its days, times the share that somebody has given the week.
Weeks with minutes of their own come first. All weeks are whole quarters of an hour, and with what is used, the reserve
and a rest of less than a quarter they add up to the grant exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from selvstyrt.core.base import Citation, DateRange, Step, WrongInput
from selvstyrt.core.hours.grants import GrantLine, grant_minutes
from selvstyrt.core.hours.ledger import LedgerEntry, other_minutes, used_minutes

QUARTER = 15
ORDINARY = 100
MOST_PERCENT = 400
RULE = Citation("docs/rules/year_plan.md")


@dataclass(frozen=True, slots=True)
class SpecialWeek:
    """A week that needs more or less than an ordinary one (særlig uke): a share in per cent, or minutes of its own.

    `monday` is any day of the week. 0 per cent is a week away without assistants; 150 is a trip.

    Raises: WrongInput `special_week_unclear`, `special_week_out_of_range`.
    """

    monday: date
    percent: int | None = None
    minutes: int | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if (self.percent is None) == (self.minutes is None):
            raise WrongInput(
                "special_week_unclear",
                f"The week of {self.monday} needs either a share in per cent or hours of its own. Give one of them.",
                day=self.monday,
            )
        if self.percent is not None and not 0 <= self.percent <= MOST_PERCENT:
            raise WrongInput(
                "special_week_out_of_range",
                f"{self.percent} per cent of an ordinary week is out of range. Use 0 to {MOST_PERCENT}.",
                percent=self.percent,
            )
        if self.minutes is not None and (self.minutes < 0 or self.minutes % QUARTER):
            raise WrongInput(
                "special_week_out_of_range",
                f"{self.minutes} minutes is not a whole number of quarters. Use hours with ,25 ,5 or ,75.",
                minutes=self.minutes,
            )


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """One week of the plan (ukens timer): its days inside the period, what they grant, and the minutes planned."""

    days: DateRange
    granted: int
    minutes: int
    special: SpecialWeek | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The minutes of a period as they stand and as they are planned (årsplan).

    granted + other = used + sum of the weeks + reserve + rest, exactly, unless `over` says that more is planned than
    there is. `rest` is less than a quarter of an hour. `over` are minutes that special weeks, reserve and use ask for
    beyond what the period gives.
    """

    period: DateRange
    on: date
    granted: int
    other: int
    used: int
    reserve: int
    rest: int
    over: int
    weeks: tuple[WeekPlan, ...]
    steps: tuple[Step, ...] = field(default=())

    @property
    def planned(self) -> int:
        """Minutes of all weeks."""
        return sum(week.minutes for week in self.weeks)


def plan_year(
    lines: Sequence[GrantLine],
    entries: Sequence[LedgerEntry],
    period: DateRange,
    on: date,
    *,
    special: Sequence[SpecialWeek] = (),
    reserve: int = 0,
) -> YearPlan:
    """Spread what is left at the start of `on` over the weeks from `on` to the end of the period.

    `lines` are lines in force. Use before `on` is counted, whatever was planned for it.

    Raises: WrongInput `range_without_end`, `day_outside_period`, `negative_minutes`, `special_week_twice`.
    """
    _check(period, on, reserve, special)
    granted, used = grant_minutes(lines, period), used_minutes(entries, DateRange(period.start, on))
    other = other_minutes(entries, period)
    chosen = {_monday(each.monday): each for each in special}
    weeks = [(days, grant_minutes(lines, days), chosen.get(_monday(days.start))) for days in _weeks(period, on)]
    fixed = sum(each.minutes for _, _, each in weeks if each is not None and each.minutes is not None)
    left = granted + other - used - reserve
    totals = {"granted": granted, "other": other, "used": used, "reserve": reserve}
    steps = [Step("year_plan.left", RULE, totals, left)]
    spread = max(0, left - fixed)
    weights = [_weight(grant, each) for _, grant, each in weeks]
    parts = _parts(spread // QUARTER, weights)
    planned = tuple(
        _week(days, grant, each, part * QUARTER, weight, sum(weights), spread)
        for (days, grant, each), part, weight in zip(weeks, parts, weights, strict=True)
    )
    rest = spread - sum(parts) * QUARTER
    steps.append(Step("year_plan.spread", RULE, {"left": left, "fixed": fixed, "weeks": len(weeks)}, spread))
    return YearPlan(period, on, granted, other, used, reserve, rest, max(0, fixed - left), planned, tuple(steps))


def _check(period: DateRange, on: date, reserve: int, special: Sequence[SpecialWeek]) -> None:
    if period.end is None:
        raise WrongInput("range_without_end", "A year plan is made for days with an end.", start=period.start)
    if on not in period:
        raise WrongInput(
            "day_outside_period",
            f"{on} is not in the period from {period.start} to {period.end - timedelta(days=1)}. Choose a day in it.",
            day=on,
        )
    if reserve < 0:
        raise WrongInput("negative_minutes", "A reserve cannot be negative.", minutes=reserve)
    mondays = [_monday(each.monday) for each in special]
    for monday in mondays:
        if mondays.count(monday) > 1:
            raise WrongInput(
                "special_week_twice", f"The week of {monday} is given twice. Remove one of them.", day=monday
            )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(period: DateRange, on: date) -> list[DateRange]:
    """The calendar weeks from a day on, cut at the period's end."""
    found, start = [], on
    end = period.end or on
    while start < end:
        stop = min(_monday(start) + timedelta(days=7), end)
        found.append(DateRange(start, stop))
        start = stop
    return found


def _weight(grant: int, special: SpecialWeek | None) -> int:
    if special is None:
        return grant * ORDINARY
    return 0 if special.minutes is not None else grant * (special.percent or 0)


def _parts(quarters: int, weights: Sequence[int]) -> list[int]:
    """Quarters in proportion to the weights: sums from the start rounded down, so that the parts add up."""
    whole, before, parts, seen = sum(weights), 0, [], 0
    for weight in weights:
        seen += weight
        upto = quarters * seen // whole if whole else 0
        parts.append(upto - before)
        before = upto
    return parts


def _week(
    days: DateRange, grant: int, special: SpecialWeek | None, part: int, weight: int, whole: int, spread: int
) -> WeekPlan:
    if special is not None and special.minutes is not None:
        step = Step("year_plan.own", RULE, {"granted": grant, "name": special.name}, special.minutes)
        return WeekPlan(days, grant, special.minutes, special, (step,))
    percent = ORDINARY if special is None or special.percent is None else special.percent
    inputs = {"granted": grant, "percent": percent, "spread": spread, "weight": weight, "weights": whole}
    return WeekPlan(days, grant, part, special, (Step("year_plan.share", RULE, inputs, part),))


@dataclass(frozen=True, slots=True)
class NeedsAgainstPlan:
    """What needs ask for against what the plan gives (behov mot årsplan), in minutes.

    `over` is what the needs ask for beyond all planned weeks together; `over_per_week` the same for each week, rounded
    up. `weeks` are those in which the need is larger than the week's minutes: first day, needed, planned.
    """

    needed: int
    planned: int
    over: int
    over_per_week: int
    weeks: tuple[tuple[date, int, int], ...]


def needs_against_plan(plan: YearPlan, needed: Mapping[date, int]) -> NeedsAgainstPlan:
    """Compare the minutes needed on each day with the weeks of the plan; days outside its weeks are not counted."""
    rows = [(week.days.start, sum(needed.get(day, 0) for day in week.days.days()), week.minutes) for week in plan.weeks]
    total = sum(need for _, need, _ in rows)
    over = max(0, total - plan.planned)
    return NeedsAgainstPlan(
        total,
        plan.planned,
        over,
        -(-over // max(1, len(rows))),
        tuple(row for row in rows if row[1] > row[2]),
    )
