"""The year's minutes spread over weeks: whole quarters that add up, special weeks, a reserve, and a new start today."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import DateRange, WrongInput, year_range
from selvstyrt.core.hours import (
    GrantLine,
    LedgerEntry,
    LedgerKind,
    SpecialWeek,
    needs_against_plan,
    plan_year,
)

YEAR = year_range(2027)
LINE = GrantLine("A", 35 * 60, DateRange(date(2027, 1, 1)))
PAGE = Path(__file__).parents[3] / "docs" / "rules" / "year_plan.md"


def week_of(plan, day):
    return next(week for week in plan.weeks if day in week.days)


def test_a_year_without_special_weeks_gives_each_week_what_is_granted_on_its_days():
    plan = plan_year([LINE], [], YEAR, date(2027, 1, 1))
    assert (len(plan.weeks), plan.granted) == (53, 109500)
    assert plan.planned + plan.rest == 109500
    assert {week.minutes for week in plan.weeks if week.days.day_count == 7} == {2100}


def test_a_week_away_leaves_its_hours_to_the_others():
    special = [SpecialWeek(date(2027, 7, 12), percent=0), SpecialWeek(date(2027, 7, 19), percent=200, name="Tur")]
    plan = plan_year([LINE], [], YEAR, date(2027, 1, 1), special=special)
    assert week_of(plan, date(2027, 7, 14)).minutes == 0
    assert abs(week_of(plan, date(2027, 7, 19)).minutes - 4200) <= 15
    assert plan.planned + plan.rest == 109500


def test_minutes_of_its_own_and_a_reserve_are_taken_first():
    plan = plan_year(
        [LINE], [], YEAR, date(2027, 1, 1), special=[SpecialWeek(date(2027, 12, 20), minutes=3000)], reserve=6000
    )
    assert week_of(plan, date(2027, 12, 24)).minutes == 3000
    assert plan.planned + plan.rest + plan.reserve == 109500
    assert week_of(plan, date(2027, 3, 3)).minutes < 2100


def test_from_today_what_is_used_decides_what_is_left():
    used = [LedgerEntry(date(2027, 1, 4), LedgerKind.USE_ACTIVE, -30000)]
    plan = plan_year([LINE], used, YEAR, date(2027, 3, 3))
    assert plan.weeks[0].days == DateRange(date(2027, 3, 3), date(2027, 3, 8))
    assert plan.planned + plan.rest + 30000 == 109500
    assert [step.rule for step in plan.weeks[0].steps] == ["year_plan.share"]


def test_use_on_and_after_the_day_itself_is_not_counted_twice():
    used = [LedgerEntry(date(2027, 3, 3), LedgerKind.USE_ACTIVE, -600)]
    assert plan_year([LINE], used, YEAR, date(2027, 3, 3)).used == 0


def test_a_new_decision_in_march_lifts_the_weeks_from_then():
    lines = [
        GrantLine("A", 35 * 60, DateRange(date(2027, 1, 1), date(2027, 3, 1))),
        GrantLine("B", 70 * 60, DateRange(date(2027, 3, 1))),
    ]
    plan = plan_year(lines, [], YEAR, date(2027, 1, 1))
    assert abs(2 * week_of(plan, date(2027, 2, 3)).minutes - week_of(plan, date(2027, 5, 5)).minutes) <= 30


def test_after_the_decision_has_ended_nothing_is_planned():
    line = GrantLine("A", 2100, DateRange(date(2027, 1, 1), date(2027, 7, 1)))
    plan = plan_year([line], [], YEAR, date(2027, 1, 1))
    assert week_of(plan, date(2027, 9, 1)).minutes == 0


def test_more_than_there_is_is_told_in_minutes():
    plan = plan_year([LINE], [], YEAR, date(2027, 12, 27), special=[SpecialWeek(date(2027, 12, 27), minutes=120000)])
    assert plan.over == 120000 - 109500
    overspent = [LedgerEntry(date(2027, 1, 4), LedgerKind.USE_ACTIVE, -110000)]
    assert plan_year([LINE], overspent, YEAR, date(2027, 12, 27)).over == 500


def test_needs_that_ask_for_more_are_told_with_how_much_a_week():
    plan = plan_year([LINE], [], YEAR, date(2027, 1, 1))
    needed = {date(2027, 1, 1) + timedelta(days=number): 330 for number in range(365)}
    found = needs_against_plan(plan, needed)
    assert found.over == 330 * 365 - plan.planned
    assert found.over_per_week == -(-found.over // 53)
    assert found.weeks[1] == (date(2027, 1, 4), 2310, 2100)
    assert needs_against_plan(plan, {}).over == 0


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("special_week_unclear", lambda: SpecialWeek(date(2027, 1, 4))),
        ("special_week_unclear", lambda: SpecialWeek(date(2027, 1, 4), percent=50, minutes=60)),
        ("special_week_out_of_range", lambda: SpecialWeek(date(2027, 1, 4), percent=401)),
        ("special_week_out_of_range", lambda: SpecialWeek(date(2027, 1, 4), minutes=20)),
        ("day_outside_period", lambda: plan_year([LINE], [], YEAR, date(2028, 1, 1))),
        ("negative_minutes", lambda: plan_year([LINE], [], YEAR, date(2027, 1, 1), reserve=-1)),
        ("range_without_end", lambda: plan_year([LINE], [], DateRange(date(2027, 1, 1)), date(2027, 1, 1))),
        (
            "special_week_twice",
            lambda: plan_year(
                [LINE],
                [],
                YEAR,
                date(2027, 1, 1),
                special=[SpecialWeek(date(2027, 1, 4), percent=0), SpecialWeek(date(2027, 1, 6), percent=50)],
            ),
        ),
    ],
)
def test_what_contradicts_itself_is_refused(code, make):
    with pytest.raises(WrongInput) as refused:
        make()
    assert refused.value.code == code


@given(
    st.integers(0, 10000),
    st.integers(0, 364),
    st.dictionaries(st.integers(0, 51), st.one_of(st.integers(0, 400), st.just(-1)), max_size=10),
    st.integers(0, 20000),
    st.integers(0, 150000),
)
def test_the_weeks_always_add_up_to_the_grant_exactly(weekly, days, shares, reserve, used):
    on = date(2027, 1, 1) + timedelta(days=days)
    line = GrantLine("A", weekly, DateRange(date(2027, 1, 1)))
    special = [
        SpecialWeek(date(2027, 1, 4) + timedelta(weeks=number), percent=None if share < 0 else share,
                    minutes=600 if share < 0 else None)
        for number, share in shares.items()
    ]  # fmt: skip
    entries = [LedgerEntry(date(2027, 1, 1), LedgerKind.USE_ACTIVE, -used)]
    plan = plan_year([line], entries, YEAR, on, special=special, reserve=reserve)
    assert all(week.minutes % 15 == 0 and week.minutes >= 0 for week in plan.weeks)
    assert plan.used + plan.planned + plan.reserve + plan.rest - plan.over == plan.granted
    assert sum(week.days.day_count for week in plan.weeks) == 365 - days
    if any(week.granted and (week.special is None or week.special.percent) for week in plan.weeks):
        assert 0 <= plan.rest < 15


def test_the_table_on_the_page_is_what_the_plan_gives():
    text = PAGE.read_text(encoding="utf-8")
    special = [
        SpecialWeek(date(2027, 7, 12), percent=0),
        SpecialWeek(date(2027, 8, 2), percent=150),
        SpecialWeek(date(2027, 12, 20), minutes=3000),
    ]
    plan = plan_year([LINE], [], YEAR, date(2027, 1, 1), special=special, reserve=2100)
    for day in ("2027-01-04", "2027-07-12", "2027-08-02", "2027-12-20"):
        assert f"| {day} | {week_of(plan, date.fromisoformat(day)).minutes} |" in text
    assert f"{plan.planned} + {plan.reserve} + {plan.rest} = {plan.granted}" in text
