"""The year plan (årsplan): the account's hours spread over the weeks, and what the needs ask for beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.decisions.queries import decisions_of
from selvstyrt.apps.hours.convert import Policies, charge_of_need, grant_lines
from selvstyrt.apps.hours.queries import not_approved, posted
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.plans.needs_queries import preview
from selvstyrt.apps.plans.year_weeks import (
    PutWeeks,
    SpecialView,
    SpreadView,
    drop_spread,
    keep_spread,
    monday_of,
    put_special_weeks,
    remove_special_week,
    special_weeks,
    spread_of,
)
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme
from selvstyrt.core.base import DateRange, WrongInput
from selvstyrt.core.hours import NeedsAgainstPlan, YearPlan, needs_against_plan, plan_year

YEARS_AHEAD = 1


@dataclass(frozen=True, slots=True)
class YearPlanView:
    """A year plan as it would be spread now, the one in use, and the minutes needed in each week by its first day.

    `special` are the weeks that differ and are not over.
    """

    plan: YearPlan
    special: tuple[SpecialView, ...]
    in_use: SpreadView | None
    needs: dict[date, int]
    against: NeedsAgainstPlan

    @property
    def is_current(self) -> bool:
        """True when the plan in use says the same for every week to come."""
        return self.in_use is not None and all(
            self.in_use.weeks.get(week.days.start) == week.minutes for week in self.plan.weeks
        )


def year_plan(*, scheme_uid: UUID, year: int, today: date, reserve: int | None = None) -> YearPlanView:
    """The year from this week's Monday on, or a whole year to come; `reserve` None means that of the plan in use.

    Raises: WrongInput `year_out_of_plan`, `unknown_scheme`, and those of `core.hours.plan_year`;
    NoAnswer `no_hours_policy`.
    """
    if not today.year <= year <= today.year + YEARS_AHEAD:
        raise WrongInput(
            "year_out_of_plan",
            f"A year plan can be made for {today.year} and {today.year + YEARS_AHEAD}, not {year}.",
            year=year, first=today.year, last=today.year + YEARS_AHEAD,
        )  # fmt: skip
    scheme = Scheme.objects.select_related("case").filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("unknown_scheme", "There is no such scheme.")
    period = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    on = max(monday_of(today), period.start)
    lines = grant_lines(decisions_of(scheme.case.uid, on=today))
    policies = Policies(HoursPolicy.objects.filter(scheme=scheme))
    entries = []
    if today.year == year:
        posts, _later = posted(scheme, today, None)
        waiting, _planned = not_approved(scheme, policies, today)
        entries = [*posts, *waiting]
    special = [each for each in special_weeks(scheme_uid, year) if each.week.monday >= monday_of(on)]
    in_use = spread_of(scheme_uid, year)
    kept = reserve if reserve is not None else in_use.reserve if in_use is not None else 0
    plan = plan_year(lines, entries, period, on, special=[each.week for each in special], reserve=kept)
    needed = _needed(scheme_uid, on, period, policies)
    by_week = {week.days.start: sum(needed.get(day, 0) for day in week.days.days()) for week in plan.weeks}
    return YearPlanView(plan, tuple(special), in_use, by_week, needs_against_plan(plan, needed))


@transaction.atomic
def spread_year(
    *, scheme_uid: UUID, year: int, today: date, by: Actor, now: datetime, reserve: int | None = None
) -> None:
    """Take the year plan into use as it stands now: rosters follow its weeks.

    Raises: as `year_plan`; WrongInput `reserve_too_large` for a new reserve that nothing is left for; NotAllowed
    `scheme_has_ended`.
    """
    plan = year_plan(scheme_uid=scheme_uid, year=year, today=today, reserve=reserve).plan
    if reserve and plan.over:
        most = max(0, plan.reserve - plan.over)
        raise WrongInput(
            "reserve_too_large",
            f"{plan.reserve} minutes in reserve is {plan.over} more than is left; keep at most {most}.",
            minutes=plan.reserve, limit_minutes=most, field="reserve",
        )  # fmt: skip
    keep_spread(
        scheme_uid=scheme_uid, year=year, on=plan.on, reserve=plan.reserve, weeks=plan.weeks, by=by, now=now
    )  # fmt: skip


@transaction.atomic
def add_special_weeks(
    *,
    scheme_uid: UUID,
    first_day: date,
    last_day: date,
    name: str,
    percent: int | None = None,
    minutes: int | None = None,
    today: date,
    by: Actor,
    now: datetime,
) -> PutWeeks:
    """Say that weeks differ, and spread the year anew; gives how many weeks, and what they replace.

    Raises: as `put_special_weeks` and `spread_year`; WrongInput `special_week_has_passed`, and
    `special_weeks_over_account` for hours of their own that the account has not left.
    """
    if last_day < monday_of(today):
        raise WrongInput(
            "special_week_has_passed", f"{last_day} is before this week; choose a week to come.", field="last_day"
        )
    begin = max(first_day, monday_of(today))
    years = set(range(max(begin, today).year, last_day.year + 1))
    years |= _planned_years(scheme_uid, monday_of(begin), monday_of(last_day), today)
    over = {year: year_plan(scheme_uid=scheme_uid, year=year, today=today).plan.over for year in sorted(years)}
    put = put_special_weeks(
        scheme_uid=scheme_uid, first_day=begin, last_day=last_day, name=name,
        percent=percent, minutes=minutes, by=by, now=now,
    )  # fmt: skip
    for year, before in over.items():
        after = year_plan(scheme_uid=scheme_uid, year=year, today=today).plan.over
        if minutes and after > before:
            raise WrongInput(
                "special_weeks_over_account",
                f"These weeks ask for {after} minutes more than is left of {year}; give them fewer.",
                over_minutes=after, year=year, field="minutes",
            )  # fmt: skip
        spread_year(scheme_uid=scheme_uid, year=year, today=today, by=by, now=now)
    return put


@transaction.atomic
def make_week_ordinary(*, scheme_uid: UUID, week_uid: UUID, today: date, by: Actor, now: datetime) -> None:
    """Make a week ordinary again, and spread the year anew where a plan is in use.

    Raises: as `remove_special_week` and `spread_year`.
    """
    monday = remove_special_week(scheme_uid=scheme_uid, week_uid=week_uid, by=by, now=now)
    for year in sorted(_planned_years(scheme_uid, monday, monday, today)):
        spread_year(scheme_uid=scheme_uid, year=year, today=today, by=by, now=now)


@transaction.atomic
def stop_year_plan(*, scheme_uid: UUID, year: int, by: Actor, now: datetime) -> None:
    """Take the year plan out of use; rosters follow the decision's average again."""
    drop_spread(scheme_uid=scheme_uid, year=year, by=by, now=now)


def _planned_years(scheme_uid: UUID, first_monday: date, last_monday: date, today: date) -> set[int]:
    """The years with a plan in use that these weeks touch: a week over New Year stands in two."""
    touched = range(max(first_monday.year, today.year), (last_monday + timedelta(days=6)).year + 1)
    return {year for year in touched if spread_of(scheme_uid, year) is not None}


def _needed(scheme_uid: UUID, on: date, period: DateRange, policies: Policies) -> Counter[date]:
    """Minutes that the needs take from the account on each day from `on` to the end of the period."""
    end = period.end or on
    weeks = -(-(end - on).days // 7)
    found: Counter[date] = Counter()
    for need in preview(scheme_uid, first_day=on, weeks=weeks).occurrences:
        found[need.day] -= sum(entry.minutes for entry in charge_of_need(need, policies).entries)
    return found
