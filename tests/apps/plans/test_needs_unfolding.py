"""Unfolding of needs: pure, so that hypothesis can try what nobody thinks of."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.apps.plans.unfolding import Dates, Pattern, unfold, unfold_readable
from selvstyrt.core.base import OSLO, SelvstyrtError

MONDAY = date(2027, 1, 4)
SPRING_SATURDAY = date(2027, 3, 27)  # the night to 28 March has no 02:00-03:00
AUTUMN_SATURDAY = date(2026, 10, 24)  # the night to 25 October has 02:00-03:00 twice


def day_shift(**changes: Any) -> Pattern:
    fields: dict[str, Any] = {
        "id": "day",
        "name": "Dag",
        "type": "day",
        "weekdays": frozenset({0, 1, 2, 3, 4}),
        "starts_at": time(7),
        "ends_at": time(15),
        "first_day": MONDAY,
    }
    return Pattern(**{**fields, **changes})


def night(**changes: Any) -> Pattern:
    fields: dict[str, Any] = {
        "id": "night",
        "type": "resting_night",
        "weekdays": frozenset({5}),
        "starts_at": time(23),
        "ends_at": time(7),
        "passive_minutes": 480,
        "first_day": date(2026, 1, 1),
    }
    return day_shift(**{**fields, **changes})


def test_a_week_of_day_shifts_has_five() -> None:
    found = unfold([day_shift()], [], MONDAY, MONDAY + timedelta(days=6))

    assert [occurrence.key for occurrence in found] == [f"2027-01-0{day}:day:1" for day in range(4, 9)]
    assert {occurrence.span.minutes for occurrence in found} == {480}


def test_two_at_once_are_two_seats_with_the_same_time() -> None:
    found = unfold([day_shift(assistants=2)], [], MONDAY, MONDAY)

    assert [occurrence.key for occurrence in found] == ["2027-01-04:day:1", "2027-01-04:day:2"]
    assert found[0].span == found[1].span


def test_a_need_every_second_week_counts_calendar_weeks_from_its_first_day() -> None:
    pattern = day_shift(first_day=date(2027, 1, 6), every_weeks=2, weekdays=frozenset({0, 2}))
    days = [occurrence.day for occurrence in unfold([pattern], [], MONDAY, MONDAY + timedelta(days=20))]

    assert days == [date(2027, 1, 6), date(2027, 1, 18), date(2027, 1, 20)]


def test_a_shift_that_ends_when_it_starts_lasts_a_day() -> None:
    (found,) = unfold([day_shift(starts_at=time(10), ends_at=time(10))], [], MONDAY, MONDAY)

    assert found.span.minutes == 24 * 60


@pytest.mark.parametrize(("saturday", "minutes"), [(SPRING_SATURDAY, 420), (AUTUMN_SATURDAY, 540)])
def test_a_night_over_the_clock_change_lasts_as_long_as_it_lasts_and_the_change_is_rest(
    saturday: date, minutes: int
) -> None:
    (found,) = unfold([night()], [], saturday, saturday)

    assert (found.span.minutes, found.passive_minutes) == (minutes, minutes)


def test_a_start_in_the_hour_that_does_not_exist_is_named_with_its_night() -> None:
    pattern = night(weekdays=frozenset({6}), starts_at=time(2, 30), ends_at=time(8), passive_minutes=0)
    sunday = SPRING_SATURDAY + timedelta(days=1)

    with pytest.raises(SelvstyrtError) as refusal:
        unfold([pattern], [], SPRING_SATURDAY, sunday)

    assert refusal.value.code == "need_time_does_not_exist"
    assert refusal.value.facts["day"] == sunday
    assert refusal.value.facts["name"] == "Dag"


def test_a_single_date_in_place_of_the_pattern_mends_the_night_of_the_clock_change() -> None:
    pattern = night(weekdays=frozenset({6}), starts_at=time(2, 30), ends_at=time(8), passive_minutes=0)
    sunday = SPRING_SATURDAY + timedelta(days=1)
    mended = Dates("x", "Kort natt", True, sunday, sunday, "night", "night", time(3), time(8))

    (found,) = unfold([pattern], [mended], sunday, sunday)

    assert found.span.minutes == 300


@pytest.mark.parametrize(("which", "minutes"), [("first", 390), ("second", 330)])
def test_a_time_that_exists_twice_needs_a_choice(which: str, minutes: int) -> None:
    sunday = AUTUMN_SATURDAY + timedelta(days=1)
    pattern = night(weekdays=frozenset({6}), starts_at=time(2, 30), ends_at=time(8), passive_minutes=0)
    with pytest.raises(SelvstyrtError) as refusal:
        unfold([pattern], [], sunday, sunday)
    assert refusal.value.code == "need_time_exists_twice"

    chosen = Dates("x", "Natt", True, sunday, sunday, "night", "night", time(2, 30), time(8), which=which)
    (found,) = unfold([pattern], [chosen], sunday, sunday)
    assert found.span.minutes == minutes


def test_what_cannot_be_read_is_told_beside_the_rest() -> None:
    pattern = night(weekdays=frozenset({6}), starts_at=time(2, 30), ends_at=time(8))
    first = SPRING_SATURDAY - timedelta(days=7)
    found, troubles = unfold_readable([pattern], [], first, first + timedelta(days=20))

    assert [trouble.wall for trouble in troubles] == [datetime.combine(date(2027, 3, 28), time(2, 30))]
    assert not troubles[0].exists_twice
    assert len(found) == 2


def test_a_holiday_cancels_all_needs_but_keeps_what_is_added_that_day() -> None:
    off = Dates("off", "Fri", False, MONDAY, MONDAY + timedelta(days=1))
    trip = Dates("trip", "Tur", True, MONDAY, MONDAY, "", "travel", time(8), time(20), assistants=2)

    found = unfold([day_shift()], [off, trip], MONDAY, MONDAY + timedelta(days=2))

    assert [occurrence.key for occurrence in found] == [
        "2027-01-04:trip:1",
        "2027-01-04:trip:2",
        "2027-01-06:day:1",
    ]


def test_cancelling_one_pattern_leaves_the_others() -> None:
    evening = day_shift(id="evening", starts_at=time(15), ends_at=time(22))
    off = Dates("off", "Fri", False, MONDAY, MONDAY, "day")

    assert [each.key for each in unfold([day_shift(), evening], [off], MONDAY, MONDAY)] == ["2027-01-04:evening:1"]


DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
# Outside 02:00-03:00, so that every time can be read on every night.
TIMES = st.times(time(3), time(23, 59)).map(lambda moment: moment.replace(second=0, microsecond=0))


@st.composite
def patterns(draw: st.DrawFn, identity: str = "p") -> Pattern:
    first = draw(DAYS)
    length = draw(st.none() | st.integers(0, 400))
    return day_shift(
        id=identity,
        weekdays=frozenset(draw(st.sets(st.integers(0, 6), min_size=1))),
        starts_at=draw(TIMES),
        ends_at=draw(TIMES),
        first_day=first,
        last_day=None if length is None else first + timedelta(days=length),
        assistants=draw(st.integers(1, 4)),
        every_weeks=draw(st.integers(1, 5)),
        passive_minutes=draw(st.integers(0, 600)),
    )


@given(patterns(), DAYS, st.integers(0, 70))
def test_every_occurrence_lies_in_the_days_asked_for_and_in_those_of_its_pattern(
    pattern: Pattern, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    for found in unfold([pattern], [], first, last):
        assert first <= found.day <= last
        assert found.day == found.span.start_day()
        assert found.day >= pattern.first_day
        assert pattern.last_day is None or found.day <= pattern.last_day
        assert found.day.weekday() in pattern.weekdays
        assert found.span.local_start(OSLO).time() == pattern.starts_at
        assert found.span.local_end(OSLO).time() == pattern.ends_at
        assert 0 <= found.passive_minutes <= found.span.minutes


@given(st.lists(patterns(), min_size=1, max_size=3), DAYS)
def test_keys_are_distinct_and_the_same_however_the_days_are_cut(drawn: list[Pattern], first: date) -> None:
    named = [day_shift(**{**_fields(pattern), "id": f"p{number}"}) for number, pattern in enumerate(drawn)]
    whole = unfold(named, [], first, first + timedelta(days=27))
    parts = unfold(named, [], first, first + timedelta(days=9)) + unfold(
        named, [], first + timedelta(days=10), first + timedelta(days=27)
    )

    assert len({found.key for found in whole}) == len(whole)
    assert sorted(found.key for found in parts) == sorted(found.key for found in whole)


@given(patterns(), DAYS, st.integers(0, 27), st.integers(0, 27))
def test_a_cancelled_day_has_no_needs_and_the_others_keep_theirs(
    pattern: Pattern, first: date, offset: int, length: int
) -> None:
    last = first + timedelta(days=27)
    off = Dates("off", "Fri", False, first + timedelta(days=offset), first + timedelta(days=offset + length))
    before = unfold([pattern], [], first, last)
    after = unfold([pattern], [off], first, last)

    assert [found for found in before if not off.holds(found.day)] == after


def _fields(pattern: Pattern) -> dict[str, Any]:
    return {name: getattr(pattern, name) for name in Pattern.__slots__}
