"""The year plan: hours on weeks, weeks that differ, and the frame that rosters get of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.hours.year_plan import add_special_weeks, make_week_ordinary, spread_year, stop_year_plan, year_plan
from selvstyrt.apps.plans.convert import weekly_frame
from selvstyrt.apps.plans.models import NeedDate, NeedPattern, SpecialWeek, WeekHours, YearSpread
from selvstyrt.apps.plans.needs_queries import needs_of
from selvstyrt.apps.plans.year_weeks import PutWeeks
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme
from selvstyrt.core.base import NotAllowed, WrongInput
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, make_pattern
from tests.apps.timesheets.work import enter, work
from tests.cast import Cast

TODAY = date(2026, 11, 12)  # a Thursday; the plan is made from Monday 9 November
NOW = datetime(2026, 11, 12, 12, tzinfo=UTC)
WEEK = 38 * 60


def spread(cast: Cast, year: int = 2027, reserve: int | None = None) -> None:
    spread_year(
        scheme_uid=cast.scheme.uid, year=year, today=TODAY, reserve=reserve, by=cast.actor(cast.kari), now=NOW
    )  # fmt: skip


def differ(cast: Cast, first: date, last: date, name: str = "Tur", **amount: int) -> PutWeeks:
    return add_special_weeks(
        scheme_uid=cast.scheme.uid, first_day=first, last_day=last, name=name, today=TODAY,
        by=cast.actor(cast.kari), now=NOW, **amount,
    )  # fmt: skip


def frame(cast: Cast, first: date, last: date) -> int | None:
    return weekly_frame(cast.scheme, first, last)


def test_what_is_left_goes_to_the_weeks_from_this_monday_on(cast: Cast) -> None:
    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    enter(cast, work("2026-11-03 07:00", "2026-11-03 12:00"))  # waits, and counts all the same
    enter(cast, work("2026-11-10 07:00", "2026-11-10 15:00"))  # this week: it is the week's own

    plan = year_plan(scheme_uid=cast.scheme.uid, year=2026, today=TODAY).plan

    assert plan.on == date(2026, 11, 9)
    assert plan.used == 480 + 300
    assert plan.granted == WEEK * 365 // 7
    assert plan.planned + plan.rest == plan.granted - plan.used


def test_a_year_to_come_is_spread_from_its_first_day(cast: Cast) -> None:
    view = year_plan(scheme_uid=cast.scheme.uid, year=2027, today=TODAY)

    assert (view.plan.on, view.plan.used, view.in_use, view.is_current) == (date(2027, 1, 1), 0, None, False)
    assert {week.minutes // 60 for week in view.plan.weeks[1:-1]} <= {37, 38}


@pytest.mark.parametrize("year", [2025, 2028])
def test_no_plan_is_made_for_a_year_that_is_over_or_far_away(cast: Cast, year: int) -> None:
    with pytest.raises(WrongInput, match=str(year)) as caught:
        year_plan(scheme_uid=cast.scheme.uid, year=year, today=TODAY)
    assert caught.value.code == "year_out_of_plan"


def test_rosters_follow_the_weeks_of_a_plan_in_use_and_the_decision_without(cast: Cast) -> None:
    july, august = (date(2027, 7, 12), date(2027, 7, 18)), (date(2027, 8, 2), date(2027, 8, 8))
    assert frame(cast, *july) == WEEK

    assert differ(cast, *july, percent=0).count == 1
    assert differ(cast, *august, minutes=60 * 60).count == 1

    assert frame(cast, *july) == 0
    assert frame(cast, *august) == 60 * 60
    assert frame(cast, date(2027, 7, 5), date(2027, 7, 18)) == pytest.approx(WEEK // 2, abs=30)
    ordinary = frame(cast, date(2027, 9, 6), date(2027, 9, 12))
    assert ordinary is not None and ordinary > WEEK - 60
    assert frame(cast, date(2026, 12, 7), date(2026, 12, 13)) == WEEK  # no plan for that year

    stop_year_plan(scheme_uid=cast.scheme.uid, year=2027, by=cast.actor(cast.kari), now=NOW)
    assert frame(cast, *july) == WEEK
    assert SpecialWeek.objects.count() == 2


def test_the_weeks_of_a_plan_in_use_add_up_to_the_year(cast: Cast) -> None:
    spread(cast, reserve=35 * 60)
    weeks = WeekHours.objects.filter(spread__year=2027)

    total = sum(weeks.values_list("minutes", flat=True))
    assert WEEK * 365 // 7 - 35 * 60 - 15 < total <= WEEK * 365 // 7 - 35 * 60
    assert weeks.count() == 53
    assert year_plan(scheme_uid=cast.scheme.uid, year=2027, today=TODAY).is_current


def test_a_reserve_that_nothing_is_left_for_is_refused_and_the_plan_stays(cast: Cast) -> None:
    spread(cast, reserve=35 * 60)
    with pytest.raises(WrongInput) as caught:
        spread(cast, reserve=WEEK * 53)
    assert caught.value.code == "reserve_too_large"
    assert YearSpread.objects.get().reserve_minutes == 35 * 60

    most = caught.value.facts["limit_minutes"]
    spread(cast, reserve=most)
    with pytest.raises(WrongInput):
        spread(cast, reserve=most + 1)


def test_weeks_of_their_own_hours_cannot_take_more_than_the_account_has(cast: Cast) -> None:
    with pytest.raises(WrongInput) as caught:
        differ(cast, date(2027, 3, 1), date(2027, 5, 10), minutes=300 * 60)
    assert (caught.value.code, caught.value.facts["field"]) == ("special_weeks_over_account", "minutes")
    assert not SpecialWeek.objects.exists()
    assert not YearSpread.objects.exists()


def test_a_week_away_has_no_shifts_but_those_of_single_dates(cast: Cast) -> None:
    make_pattern(cast.scheme)
    plans = Plans(cast, cast.scheme, cast.kari)
    scheme_uid, away = plans.scheme.uid, MONDAY + timedelta(days=7)
    ordinary = len(needs_of(scheme_uid=scheme_uid, first_day=MONDAY, last_day=SUNDAY))
    differ(plans.cast, away, away, name="Ferie", percent=0)
    NeedDate.objects.create(
        scheme=plans.scheme, name="Flytting", change="add", first_day=away, last_day=away, type="day",
        starts_at=time(10), ends_at=time(14),
    )  # fmt: skip

    needs = needs_of(scheme_uid=scheme_uid, first_day=MONDAY, last_day=SUNDAY)

    assert {need.day for need in needs if need.day >= away} == {away}
    assert len(needs) == ordinary // 2 + 1
    assert len(plans.shifts(plans.draft(now=NOW))) == len(needs)


def test_spreading_anew_leaves_the_weeks_that_are_over(cast: Cast) -> None:
    early = date(2026, 10, 1)
    spread_year(scheme_uid=cast.scheme.uid, year=2026, today=early, by=cast.actor(cast.kari), now=NOW)
    october = WeekHours.objects.get(first_day=date(2026, 10, 5))

    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    assert not year_plan(scheme_uid=cast.scheme.uid, year=2026, today=TODAY).is_current
    spread(cast, 2026)

    assert WeekHours.objects.get(first_day=date(2026, 10, 5)).minutes == october.minutes
    assert YearSpread.objects.get().spread_on == date(2026, 11, 9)
    assert year_plan(scheme_uid=cast.scheme.uid, year=2026, today=TODAY).is_current


def test_the_same_week_given_again_is_changed_and_can_be_made_ordinary(cast: Cast) -> None:
    assert differ(cast, date(2027, 3, 1), date(2027, 3, 14), percent=50) == PutWeeks(2, ())
    assert differ(cast, date(2027, 3, 8), date(2027, 3, 8), percent=120) == PutWeeks(1, ())
    assert differ(cast, date(2027, 3, 8), date(2027, 3, 8), name="Eksamen", percent=150) == PutWeeks(1, ("Tur",))
    rows = {row.first_day: row for row in SpecialWeek.objects.all()}
    assert {day: row.percent for day, row in rows.items()} == {date(2027, 3, 1): 50, date(2027, 3, 8): 150}

    make_week_ordinary(
        scheme_uid=cast.scheme.uid, week_uid=rows[date(2027, 3, 1)].uid, today=TODAY, by=cast.actor(cast.kari), now=NOW
    )
    assert SpecialWeek.objects.get().first_day == date(2027, 3, 8)
    ordinary = frame(cast, date(2027, 3, 15), date(2027, 3, 21))
    assert frame(cast, date(2027, 3, 1), date(2027, 3, 7)) == pytest.approx(ordinary, abs=15)


@pytest.mark.parametrize(
    ("first", "last", "amount", "code"),
    [
        (date(2027, 3, 1), date(2027, 2, 1), {"percent": 0}, "range_ends_before_start"),
        (date(2027, 3, 1), date(2027, 6, 1), {"percent": 0}, "special_weeks_too_many"),
        (date(2027, 3, 1), date(2027, 3, 1), {"percent": 401}, "special_week_out_of_range"),
        (date(2027, 3, 1), date(2027, 3, 1), {"minutes": 7}, "special_week_out_of_range"),
        (date(2027, 3, 1), date(2027, 3, 1), {}, "special_week_unclear"),
        (date(2026, 11, 2), date(2026, 11, 8), {"percent": 0}, "special_week_has_passed"),
        (date(2029, 3, 5), date(2029, 3, 5), {"percent": 0}, "year_out_of_plan"),
    ],
)
def test_weeks_that_cannot_be_are_refused_and_nothing_is_kept(
    cast: Cast, first: date, last: date, amount: dict[str, int], code: str
) -> None:
    with pytest.raises(WrongInput) as caught:
        differ(cast, first, last, **amount)
    assert caught.value.code == code
    assert not SpecialWeek.objects.exists()
    assert not YearSpread.objects.exists()


def test_a_week_over_new_year_belongs_to_both_plans(cast: Cast) -> None:
    differ(cast, date(2026, 12, 28), date(2027, 1, 3), percent=0)

    ends = WeekHours.objects.get(spread__year=2026, first_day=date(2026, 12, 28))
    begins = WeekHours.objects.get(spread__year=2027, first_day=date(2027, 1, 1))
    assert (ends.last_day, ends.minutes) == (date(2026, 12, 31), 0)
    assert (begins.last_day, begins.minutes) == (date(2027, 1, 3), 0)
    assert frame(cast, date(2026, 12, 28), date(2027, 1, 3)) == 0


def test_a_week_over_new_year_changes_the_plan_in_use_of_both_years_whichever_day_is_named(cast: Cast) -> None:
    spread(cast, 2026)
    spread(cast, 2027)
    differ(cast, date(2027, 1, 1), date(2027, 1, 2), percent=0)

    assert WeekHours.objects.get(spread__year=2026, first_day=date(2026, 12, 28)).minutes == 0
    assert WeekHours.objects.get(spread__year=2027, first_day=date(2027, 1, 1)).minutes == 0

    differ(cast, date(2026, 12, 30), date(2026, 12, 30), percent=200)
    assert WeekHours.objects.get(spread__year=2027, first_day=date(2027, 1, 1)).minutes > WEEK * 3 // 7


def test_weeks_that_are_over_are_no_longer_shown_as_different(cast: Cast) -> None:
    differ(cast, date(2026, 11, 9), date(2026, 11, 15), percent=50)
    shown = year_plan(scheme_uid=cast.scheme.uid, year=2026, today=TODAY).special
    later = year_plan(scheme_uid=cast.scheme.uid, year=2026, today=date(2026, 11, 16)).special

    assert [each.week.monday for each in shown] == [date(2026, 11, 9)]
    assert later == ()


def test_needs_are_held_against_the_weeks(cast: Cast) -> None:
    NeedPattern.objects.create(
        scheme=cast.scheme, name="Dag", type="day", weekdays="0123456", starts_at=time(7), ends_at=time(13),
        first_day=date(2027, 1, 1),
    )  # fmt: skip
    view = year_plan(scheme_uid=cast.scheme.uid, year=2027, today=TODAY)

    assert view.needs[date(2027, 1, 4)] == 7 * 360
    assert view.against.over == 365 * 360 - view.plan.planned
    assert len(view.against.weeks) == len(view.plan.weeks)


def test_resting_time_is_needed_as_the_account_will_count_it(cast: Cast) -> None:
    NeedPattern.objects.create(
        scheme=cast.scheme, name="Natt", type="resting_night", weekdays="0", starts_at=time(23), ends_at=time(7),
        passive_minutes=420, first_day=date(2027, 1, 1),
    )  # fmt: skip
    HoursPolicy.objects.create(scheme=cast.scheme, first_day=date(2027, 1, 1), passive_minutes_per_hour=20)
    view = year_plan(scheme_uid=cast.scheme.uid, year=2027, today=TODAY)

    assert view.needs[date(2027, 1, 4)] == 60 + 140


def test_nothing_is_planned_in_a_scheme_that_has_ended(cast: Cast) -> None:
    Scheme.objects.filter(pk=cast.scheme.pk).update(state=Scheme.State.ENDED)
    with pytest.raises(NotAllowed):
        spread(cast)
