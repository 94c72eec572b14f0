"""Spans: elapsed time across both clock changes, refusal of impossible wall times, and cutting."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import Span, WrongInput, local_instant, minutes_between

MOMENTS = st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2040, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(MOMENTS)
    return Span(start, start + timedelta(minutes=draw(st.integers(1, 3000))))


def test_the_autumn_night_lasts_nine_hours() -> None:
    assert Span.of_local(datetime(2026, 10, 24, 23), datetime(2026, 10, 25, 7)).minutes == 540


def test_the_spring_night_lasts_seven_hours() -> None:
    assert Span.of_local(datetime(2026, 3, 28, 23), datetime(2026, 3, 29, 7)).minutes == 420


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2028, 2, 29), 24)])
def test_a_local_day_has_its_own_length(day: date, hours: int) -> None:
    assert Span.of_day(day).minutes == hours * 60


def test_a_time_that_does_not_exist_is_refused_and_named() -> None:
    with pytest.raises(WrongInput, match="2026-03-29 02:30 does not exist") as caught:
        local_instant(datetime(2026, 3, 29, 2, 30))
    assert caught.value.code == "time_does_not_exist"


def test_a_time_that_exists_twice_asks_which() -> None:
    wall = datetime(2026, 10, 25, 2, 30)
    with pytest.raises(WrongInput, match="exists twice"):
        local_instant(wall)
    first, second = local_instant(wall, fold=0), local_instant(wall, fold=1)
    assert minutes_between(first, second) == 60


def test_a_wall_time_with_an_offset_is_refused() -> None:
    with pytest.raises(WrongInput, match="already has an offset"):
        local_instant(datetime(2026, 1, 1, tzinfo=UTC))


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(WrongInput, match="no time zone"):
        Span(datetime(2026, 1, 1), datetime(2026, 1, 2))


def test_an_end_at_or_before_the_start_is_refused() -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    with pytest.raises(WrongInput, match="must be after the start"):
        Span(moment, moment)


def test_spans_in_other_zones_are_kept_in_utc() -> None:
    plus_five = timezone(timedelta(hours=5))
    span = Span(datetime(2026, 1, 1, 5, tzinfo=plus_five), datetime(2026, 1, 1, 6, tzinfo=plus_five))
    assert span.start == datetime(2026, 1, 1, tzinfo=UTC)
    assert span.start.tzinfo is UTC
    assert span.start_day() == date(2026, 1, 1)
    assert span.local_start().hour == 1
    assert span.local_end().hour == 2


def test_touching_spans_do_not_overlap() -> None:
    a = Span(datetime(2026, 1, 1, 8, tzinfo=UTC), datetime(2026, 1, 1, 9, tzinfo=UTC))
    b = Span(datetime(2026, 1, 1, 9, tzinfo=UTC), datetime(2026, 1, 1, 10, tzinfo=UTC))
    assert not a.overlaps(b)
    assert a.cut(b) is None
    assert a.overlap_minutes(b) == 0
    assert Span(a.start, b.end).contains(a)
    assert not a.contains(b)


@given(spans(), st.integers(1, 2999))
def test_cutting_a_span_never_changes_its_minutes(span: Span, at: int) -> None:
    if at >= span.minutes:
        return
    middle = span.start + timedelta(minutes=at)
    assert Span(span.start, middle).minutes + Span(middle, span.end).minutes == span.minutes


@given(spans(), spans())
def test_overlap_is_the_same_both_ways_and_never_longer_than_either(a: Span, b: Span) -> None:
    shared = a.overlap_minutes(b)
    assert shared == b.overlap_minutes(a)
    assert shared <= min(a.minutes, b.minutes)
    assert (shared > 0) == a.overlaps(b)
