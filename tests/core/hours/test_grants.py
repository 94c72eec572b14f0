from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import DateRange, WrongInput, year_range
from selvstyrt.core.hours import Decision, GrantLine, daily_grants, grant_minutes, grant_steps, lines_in_force

OPEN = DateRange(date(2024, 1, 1))
days = st.dates(date(2024, 1, 1), date(2029, 12, 31))
weekly = st.integers(0, 10080)


@st.composite
def ranges(draw):
    start, end = sorted((draw(days), draw(days)))
    return DateRange(start, end + timedelta(days=1))


@st.composite
def decisions(draw):
    starts = sorted(draw(st.sets(days, min_size=1, max_size=4)))
    return [
        Decision.of_weekly(
            f"d{place}",
            draw(weekly),
            DateRange(start, draw(st.one_of(st.none(), st.just(start + timedelta(days=400))))),
        )
        for place, start in enumerate(starts)
    ]


@pytest.mark.parametrize(
    ("weekly_minutes", "year", "granted"),
    [
        (2100, 2025, 109_500),
        (2100, 2028, 109_800),
        (2280, 2025, 118_885),
        (2280, 2028, 119_211),
        (0, 2025, 0),
        (1, 2025, 52),
    ],
)
def test_a_year_grants_days_times_weekly_minutes_over_seven(weekly_minutes, year, granted):
    line = GrantLine("a", weekly_minutes, DateRange(date(year, 1, 1)))
    assert grant_minutes([line], year_range(year)) == granted == year_range(year).day_count * weekly_minutes // 7


@given(decisions(), ranges(), st.data())
def test_grants_add_up_exactly_wherever_they_are_cut(made, span, data):
    lines = lines_in_force(made)
    cut = data.draw(st.dates(span.start, span.end))
    assert grant_minutes(lines, span) == (
        grant_minutes(lines, DateRange(span.start, cut)) + grant_minutes(lines, DateRange(cut, span.end))
    )


@given(decisions(), ranges())
def test_days_add_up_to_the_stretch_and_no_day_strays_from_the_average(made, span):
    lines = lines_in_force(made)
    per_day = daily_grants(lines, span)
    assert sum(item.minutes for item in per_day) == grant_minutes(lines, span)
    assert [item.day for item in per_day] == list(span.days())
    most = max(line.weekly_minutes for line in lines)
    assert all(0 <= item.minutes <= most // 7 + 1 for item in per_day)


@given(decisions())
def test_each_decision_grants_its_own_stretch_and_only_one_is_in_force(made):
    lines = lines_in_force(made)
    for line in lines:
        if line.days.end is not None:
            assert grant_minutes([line], line.days) == line.days.day_count * line.weekly_minutes // 7
    for line, following in pairwise(lines):
        assert line.days.end is not None
        assert line.days.end <= following.days.start


def test_a_new_decision_in_mid_week_changes_the_rate_from_its_day():
    old = Decision.of_weekly("old", 2100, OPEN)
    new = Decision.of_weekly("new", 2800, DateRange(date(2025, 3, 5)))  # a Wednesday
    week = DateRange(date(2025, 3, 3), date(2025, 3, 10))
    for order in ([old, new], [new, old]):
        assert [item.minutes for item in daily_grants(lines_in_force(order), week)] == [300] * 2 + [400] * 5


def test_an_earlier_decision_does_not_come_back_when_its_successor_ends():
    old = Decision.of_weekly("old", 2100, OPEN)
    new = Decision.of_weekly("new", 2800, DateRange(date(2025, 3, 3), date(2025, 3, 5)))
    week = DateRange(date(2025, 3, 1), date(2025, 3, 8))
    assert [item.minutes for item in daily_grants(lines_in_force([old, new]), week)] == [300, 300, 400, 400, 0, 0, 0]


def test_lines_have_days_of_their_own_inside_the_decision():
    frame = DateRange(date(2025, 1, 1), date(2026, 1, 1))
    decision = Decision(
        "d",
        frame,
        (
            GrantLine("d", 2100, frame, "all year"),
            GrantLine("d", 700, DateRange(date(2025, 7, 1), date(2025, 8, 1)), "July"),
            GrantLine("d", 700, DateRange(date(2026, 2, 1)), "after the decision"),
            GrantLine("d", 70, DateRange(date(2024, 6, 1)), "from before"),
        ),
    )
    lines = lines_in_force([decision])
    assert [(line.line, line.days.start) for line in lines] == [
        ("all year", date(2025, 1, 1)),
        ("July", date(2025, 7, 1)),
        ("from before", date(2025, 1, 1)),
    ]
    assert grant_minutes(lines, year_range(2025)) == 109_500 + 3_100 + 3_650


def test_two_decisions_from_the_same_day_are_refused():
    with pytest.raises(WrongInput) as refused:
        lines_in_force([Decision.of_weekly("a", 60, OPEN), Decision.of_weekly("b", 70, OPEN)])
    assert refused.value.code == "decisions_start_same_day"
    assert refused.value.facts["decisions"] == ("a", "b")


def test_two_assistants_at_once_all_hours_of_the_week_can_be_granted():
    line = GrantLine("a", 20160, DateRange(date(2025, 3, 3), date(2025, 3, 10)))
    assert grant_minutes([line], DateRange(date(2025, 3, 1), date(2025, 4, 1))) == 20160


@pytest.mark.parametrize("minutes", [-1, 20161])
def test_a_week_grants_at_most_the_minutes_of_two_assistants(minutes):
    with pytest.raises(WrongInput) as refused:
        GrantLine("a", minutes, OPEN)
    assert refused.value.code == "weekly_minutes_out_of_range"


@pytest.mark.parametrize("ask", [grant_minutes, daily_grants])
def test_a_grant_is_asked_for_over_days_with_an_end(ask):
    with pytest.raises(WrongInput) as refused:
        ask([GrantLine("a", 60, OPEN)], OPEN)
    assert refused.value.code == "range_without_end"


def test_the_steps_say_what_each_line_gave():
    lines = [
        GrantLine("a", 2100, DateRange(date(2025, 1, 1), date(2025, 7, 1))),
        GrantLine("b", 60, DateRange(date(2026, 1, 1))),
    ]
    (step,) = grant_steps(lines, year_range(2025))
    assert (step.inputs["decision"], step.inputs["days"], step.result) == ("a", 181, 54_300)
