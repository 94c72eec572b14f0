"""Acts and questions about the weeks of a year plan; what they add up to is worked out in `apps.hours.year_plan`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.plans.models import SpecialWeek, WeekHours, YearSpread
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.apps.schemes.services import locked_running
from selvstyrt.core.base import DateRange, WrongInput
from selvstyrt.core.hours import SpecialWeek as Special
from selvstyrt.core.hours import WeekPlan

MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class SpecialView:
    """A week that differs, as the page shows it."""

    uid: UUID
    week: Special


@dataclass(frozen=True, slots=True)
class PutWeeks:
    """How many weeks were said to differ, and the names of those that differed already and have been replaced."""

    count: int
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpreadView:
    """The year plan in use: when it was spread, its reserve, and the minutes of each week by its first day."""

    spread_on: date
    reserve: int
    weeks: dict[date, int]


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def special_weeks(scheme_uid: UUID, year: int) -> list[SpecialView]:
    """The weeks of the year that differ, in order; one query."""
    first, last = monday_of(date(year, 1, 1)), date(year, 12, 31)
    rows = SpecialWeek.objects.filter(scheme__uid=scheme_uid, first_day__range=(first, last)).order_by("first_day")
    return [
        SpecialView(row.uid, Special(row.first_day, percent=row.percent, minutes=row.minutes, name=row.name))
        for row in rows
    ]


def spread_of(scheme_uid: UUID, year: int) -> SpreadView | None:
    """The year plan in use, or None; two queries."""
    row = YearSpread.objects.filter(scheme__uid=scheme_uid, year=year).first()
    if row is None:
        return None
    weeks = dict(row.weeks.order_by("first_day").values_list("first_day", "minutes"))
    return SpreadView(row.spread_on, row.reserve_minutes, weeks)


def put_special_weeks(
    *,
    scheme_uid: UUID,
    first_day: date,
    last_day: date,
    name: str,
    percent: int | None,
    minutes: int | None,
    by: Actor,
    now: datetime,
) -> PutWeeks:
    """Say that the weeks from the one of `first_day` to the one of `last_day` differ; gives how many they are.

    A week that already differs gets the new words and numbers, and the old name is told. Call it in the
    transaction that spreads the year.

    Raises: WrongInput `range_ends_before_start`, `special_weeks_too_many`, `special_week_unclear`,
    `special_week_out_of_range`, those of `plain_text`; NotAllowed `scheme_has_ended`.
    """
    scheme = locked_running(scheme_uid)
    if last_day < first_day:
        raise WrongInput("range_ends_before_start", "The last day is before the first.", field="last_day")
    title = plain_text(name, field="name", limit=80, required=True)
    mondays = [monday_of(first_day)]
    while (following := mondays[-1] + timedelta(days=7)) <= last_day:
        mondays.append(following)
    if len(mondays) > MOST_AT_ONCE:
        raise WrongInput(
            "special_weeks_too_many",
            f"{len(mondays)} weeks at once is too many; give at most {MOST_AT_ONCE}.",
            weeks=len(mondays),
            limit=MOST_AT_ONCE,
            field="last_day",
        )
    before = SpecialWeek.objects.filter(scheme=scheme, first_day__in=mondays).exclude(name=title)
    replaced = tuple(dict.fromkeys(before.order_by("first_day").values_list("name", flat=True)))
    for monday in mondays:
        Special(monday, percent=percent, minutes=minutes, name=title)  # says what is wrong with the numbers
        SpecialWeek.objects.update_or_create(
            scheme=scheme, first_day=monday, defaults={"name": title, "percent": percent, "minutes": minutes}
        )
    note(
        "special_weeks_put", by=by, now=now, subject_type="scheme", subject=scheme_uid, scheme=scheme_uid,
        first_day=mondays[0].isoformat(), weeks=len(mondays), percent=percent, minutes=minutes,
    )  # fmt: skip
    return PutWeeks(len(mondays), replaced)


def away_weeks(scheme_uid: UUID, first_day: date | None, last_day: date | None) -> list[tuple[date, str]]:
    """The weeks without any hours that touch the days: their Mondays and what the leader calls them; one query."""
    rows = SpecialWeek.objects.filter(Q(percent=0) | Q(minutes=0), scheme__uid=scheme_uid).order_by("first_day")
    if first_day is not None:
        rows = rows.filter(first_day__gt=first_day - timedelta(days=7))
    if last_day is not None:
        rows = rows.filter(first_day__lte=last_day)
    return list(rows.values_list("first_day", "name"))


def remove_special_week(*, scheme_uid: UUID, week_uid: UUID, by: Actor, now: datetime) -> date:
    """Make a week ordinary again; gives its Monday.

    Raises: WrongInput `special_week_unknown`; NotAllowed `scheme_has_ended`.
    """
    locked_running(scheme_uid)
    row = SpecialWeek.objects.filter(scheme__uid=scheme_uid, uid=week_uid).first()
    if row is None:
        raise WrongInput("special_week_unknown", f"There is no special week {week_uid} in this scheme.", week=week_uid)
    row.delete()
    note("special_week_removed", by=by, now=now, subject_type="special_week", subject=week_uid, scheme=scheme_uid)
    return row.first_day


def keep_spread(
    *, scheme_uid: UUID, year: int, on: date, reserve: int, weeks: Iterable[WeekPlan], by: Actor, now: datetime
) -> None:
    """Make the weeks the plan in use from a day on; earlier weeks of the year keep what they had."""
    scheme = locked_running(scheme_uid)
    person = Person.objects.filter(uid=by.person_uid).first() if by.person_uid else None
    row, _made = YearSpread.objects.update_or_create(
        scheme=scheme, year=year, defaults={"reserve_minutes": reserve, "spread_on": on, "spread_by": person}
    )
    row.weeks.filter(last_day__gte=on).delete()
    WeekHours.objects.bulk_create(
        WeekHours(
            spread=row, first_day=week.days.start, last_day=list(week.days.days())[-1], minutes=week.minutes
        )
        for week in weeks
    )  # fmt: skip
    note(
        "year_spread", by=by, now=now, subject_type="scheme", subject=scheme_uid, scheme=scheme_uid,
        year=year, on=on.isoformat(), reserve=reserve,
    )  # fmt: skip


def drop_spread(*, scheme_uid: UUID, year: int, by: Actor, now: datetime) -> None:
    """Take the year plan out of use; the weeks that differ are kept. Rosters follow the decision's average again."""
    scheme = locked_running(scheme_uid)
    deleted, _rows = YearSpread.objects.filter(scheme=scheme, year=year).delete()
    if deleted:
        note(
            "year_spread_dropped", by=by, now=now, subject_type="scheme", subject=scheme_uid, scheme=scheme_uid,
            year=year,
        )  # fmt: skip


def planned_sevenths(scheme: Scheme, first_day: date, last_day: date) -> dict[date, int]:
    """Minutes of each day that a year plan in use covers, in sevenths; one query.

    A week's minutes are shared evenly over its days; a remainder goes to its first days.
    """
    rows = WeekHours.objects.filter(spread__scheme=scheme, first_day__lte=last_day, last_day__gte=first_day)
    found: dict[date, int] = {}
    for start, end, minutes in rows.values_list("first_day", "last_day", "minutes"):
        days = list(DateRange(start, end + timedelta(days=1)).days())
        each, rest = divmod(minutes * 7, len(days))
        found |= {day: each + (1 if number < rest else 0) for number, day in enumerate(days)}
    return {day: sevenths for day, sevenths in found.items() if first_day <= day <= last_day}
