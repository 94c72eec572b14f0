"""Entering needs, absences and wishes: what is refused, and whose they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.availability import (
    add_absence,
    add_weekly_absence,
    add_wish,
    remove_absence,
    remove_wish,
)
from selvstyrt.apps.plans.availability_queries import Counts, availability_of, counts_ahead
from selvstyrt.apps.plans.models import Absence, NeedDate, NeedPattern, Wish
from selvstyrt.apps.plans.needs import (
    DateInput,
    PatternInput,
    add_dates,
    add_pattern,
    change_pattern,
    end_pattern,
    remove_dates,
    remove_pattern,
)
from selvstyrt.apps.plans.needs_queries import dates_of, needs_of, pattern, patterns_of, preview
from selvstyrt.apps.schemes.services import name_skill
from selvstyrt.core.base import SelvstyrtError, Span
from tests.cast import NOW, Cast

MONDAY = date(2027, 1, 4)
DAY = PatternInput(
    name="Dag",
    type="day",
    weekdays=frozenset({0, 1, 2, 3, 4}),
    starts_at=time(7),
    ends_at=time(15),
    first_day=MONDAY,
)


def act(cast: Cast) -> dict[str, Any]:
    return {"scheme_uid": cast.scheme.uid, "by": cast.actor(cast.kari), "now": NOW}


def mine(cast: Cast) -> dict[str, Any]:
    return {"person_uid": cast.amal.uid, "by": cast.actor(cast.amal), "now": NOW}


def january(first: int, last: int) -> Span:
    return Span(datetime(2027, 1, first, tzinfo=UTC), datetime(2027, 1, last, tzinfo=UTC))


def test_a_saved_pattern_unfolds_with_its_skills(cast: Cast) -> None:
    name_skill(name="kjører bil", **act(cast))
    uid = add_pattern(pattern=replace(DAY, skills=("kjører bil",), assistants=2), **act(cast))

    found = needs_of(scheme_uid=cast.scheme.uid, first_day=MONDAY, last_day=MONDAY)
    assert [need.key for need in found] == [f"2027-01-04:{uid}:1", f"2027-01-04:{uid}:2"]
    assert {need.skills for need in found} == {("kjører bil",)}


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("need_without_weekday", {"weekdays": frozenset()}),
        ("need_without_weekday", {"weekdays": frozenset({7})}),
        ("need_ends_before_start", {"last_day": MONDAY - timedelta(days=1)}),
        ("need_type_unknown", {"type": "nap"}),
        ("need_seats_out_of_range", {"assistants": 5}),
        ("need_seats_out_of_range", {"assistants": 0}),
        ("need_priority_unknown", {"priority": 4}),
        ("need_weeks_out_of_range", {"every_weeks": 0}),
        ("passive_longer_than_shift", {"passive_minutes": 481}),
        ("break_longer_than_shift", {"break_minutes": 480}),
        ("skill_unknown", {"skills": ("flying",)}),
        ("text_missing", {"name": " "}),
        ("text_has_nul", {"name": "D\x00ag"}),
        ("text_too_long", {"name": "x" * 81}),
    ],
)
def test_a_pattern_that_contradicts_itself_is_refused(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    before = Event.objects.count()
    with pytest.raises(SelvstyrtError) as refusal:
        add_pattern(pattern=replace(DAY, **changes), **act(cast))

    assert refusal.value.code == code
    assert (NeedPattern.objects.count(), Event.objects.count()) == (0, before)


def test_a_pattern_of_another_scheme_cannot_be_changed_ended_or_removed_from_here(cast: Cast) -> None:
    uid = add_pattern(pattern=DAY, **{**act(cast), "scheme_uid": cast.other_scheme.uid})
    acts = (
        lambda: change_pattern(pattern_uid=uid, pattern=DAY, **act(cast)),
        lambda: end_pattern(pattern_uid=uid, last_day=MONDAY, **act(cast)),
        lambda: remove_pattern(pattern_uid=uid, **act(cast)),
    )
    for attempt in acts:
        with pytest.raises(SelvstyrtError) as refusal:
            attempt()
        assert refusal.value.code == "need_unknown"
    assert pattern(cast.other_scheme.uid, uid) is not None
    assert pattern(cast.scheme.uid, uid) is None


def test_an_ended_pattern_gives_nothing_after_its_last_day(cast: Cast) -> None:
    uid = add_pattern(pattern=DAY, **act(cast))
    end_pattern(pattern_uid=uid, last_day=MONDAY + timedelta(days=1), **act(cast))

    week = needs_of(scheme_uid=cast.scheme.uid, first_day=MONDAY, last_day=MONDAY + timedelta(days=6))
    assert [need.day.day for need in week] == [4, 5]


def test_removing_a_pattern_takes_its_single_dates_with_it(cast: Cast) -> None:
    uid = add_pattern(pattern=DAY, **act(cast))
    add_dates(dates=DateInput("Fri", False, MONDAY, MONDAY, uid), **act(cast))
    remove_pattern(pattern_uid=uid, **act(cast))

    assert (NeedPattern.objects.count(), NeedDate.objects.count()) == (0, 0)


def test_a_removed_exception_lets_the_pattern_hold_again(cast: Cast) -> None:
    add_pattern(pattern=DAY, **act(cast))
    off = add_dates(dates=DateInput("Fri", False, MONDAY, MONDAY), **act(cast))
    assert needs_of(scheme_uid=cast.scheme.uid, first_day=MONDAY, last_day=MONDAY) == []

    remove_dates(date_uid=off, **act(cast))
    assert len(needs_of(scheme_uid=cast.scheme.uid, first_day=MONDAY, last_day=MONDAY)) == 1


@pytest.mark.parametrize(
    ("code", "dates"),
    [
        ("need_ends_before_start", DateInput("Fri", False, MONDAY, MONDAY - timedelta(days=1))),
        ("need_dates_too_many", DateInput("Fri", False, MONDAY, MONDAY + timedelta(days=400))),
        ("added_need_without_times", DateInput("Tur", True, MONDAY, MONDAY, type="travel")),
        ("need_type_unknown", DateInput("Tur", True, MONDAY, MONDAY, None, "", time(8), time(9))),
        ("clock_choice_unknown", DateInput("Tur", True, MONDAY, MONDAY, None, "day", time(8), time(9), which="x")),
        ("need_unknown", DateInput("Fri", False, MONDAY, MONDAY, uuid4())),
    ],
)
def test_single_dates_that_contradict_themselves_are_refused(cast: Cast, code: str, dates: DateInput) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        add_dates(dates=dates, **act(cast))
    assert refusal.value.code == code
    assert dates_of(cast.scheme.uid) == []


def test_the_preview_counts_shifts_and_hours_and_tells_of_the_clock_change(cast: Cast) -> None:
    add_pattern(pattern=DAY, **act(cast))
    early = replace(DAY, name="Natt", weekdays=frozenset({6}), starts_at=time(2, 30), ends_at=time(8))
    add_pattern(pattern=early, **act(cast))

    four_weeks = preview(cast.scheme.uid, first_day=date(2027, 3, 8))
    assert four_weeks.shifts == 20 + 3
    assert four_weeks.minutes == 20 * 480 + 3 * 330
    assert four_weeks.minutes_per_week == (20 * 480 + 3 * 330) // 4
    assert [trouble.day for trouble in four_weeks.troubles] == [date(2027, 3, 28)]


def test_all_needs_of_a_period_take_five_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        add_pattern(pattern=replace(DAY, name=f"Dag {number}"), **act(cast))
        add_dates(dates=DateInput("Fri", False, MONDAY, MONDAY), **act(cast))
    with django_assert_max_num_queries(5):
        assert len(needs_of(scheme_uid=cast.scheme.uid, first_day=MONDAY, last_day=MONDAY + timedelta(days=1))) == 5
    assert len(patterns_of(cast.scheme.uid)) == 5


def test_two_absences_of_a_person_cannot_overlap_but_may_touch(cast: Cast) -> None:
    add_absence(kind="leave", span=january(5, 9), **mine(cast))
    with pytest.raises(SelvstyrtError) as refusal:
        add_absence(kind="busy", span=january(8, 12), **mine(cast))
    assert refusal.value.code == "absence_overlaps"

    add_absence(kind="busy", span=january(9, 12), **mine(cast))
    assert Absence.objects.filter(person=cast.amal).count() == 2


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("absence_kind_unknown", {"kind": "hangover"}),
        ("person_unknown", {"person_uid": uuid4()}),
        ("absence_too_long", {"span": Span(NOW, NOW + timedelta(days=1000))}),
    ],
)
def test_an_absence_that_cannot_be_understood_is_refused(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        add_absence(**{"kind": "busy", "span": january(5, 9), **mine(cast), **changes})
    assert refusal.value.code == code


@pytest.mark.parametrize("weight", [0, 4, -4])
def test_a_wish_weighs_from_please_not_to_please(cast: Cast, weight: int) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        add_wish(span=january(5, 6), weight=weight, **mine(cast))
    assert refusal.value.code == "wish_weight_out_of_range"


def test_a_wish_that_overlaps_another_of_the_same_person_is_refused(cast: Cast) -> None:
    add_wish(span=january(5, 7), weight=3, **mine(cast))
    with pytest.raises(SelvstyrtError) as refusal:
        add_wish(span=january(6, 8), weight=-3, **mine(cast))
    assert refusal.value.code == "wish_overlaps"
    add_wish(span=january(6, 8), weight=-3, **{**mine(cast), "person_uid": cast.jonas.uid})
    assert Wish.objects.count() == 2


def test_nobody_removes_what_belongs_to_another(cast: Cast) -> None:
    wish = add_wish(span=january(5, 7), weight=3, **mine(cast))
    absence = add_absence(kind="busy", span=january(5, 9), **mine(cast))
    jonas = {**mine(cast), "person_uid": cast.jonas.uid}
    with pytest.raises(SelvstyrtError):
        remove_wish(wish_uid=wish, **jonas)
    with pytest.raises(SelvstyrtError):
        remove_absence(absence_uid=absence, **jonas)

    known = availability_of(cast.amal.uid, day=MONDAY)
    assert ([one.uid for one in known.wishes], [one.uid for one in known.absences]) == ([wish], [absence])


def test_counts_ahead_leave_out_what_has_ended(cast: Cast) -> None:
    add_absence(kind="busy", span=january(5, 9), **mine(cast))
    add_weekly_absence(
        weekday=1, starts_at=time(9), ends_at=time(12), first_day=MONDAY, last_day=date(2027, 1, 31), **mine(cast)
    )
    people = [cast.amal.uid, cast.jonas.uid]

    assert counts_ahead(people, day=MONDAY) == {cast.amal.uid: Counts(1, 1, 0), cast.jonas.uid: Counts(0, 0, 0)}
    assert counts_ahead(people, day=date(2027, 2, 1))[cast.amal.uid] == Counts(0, 0, 0)


def test_a_weekly_absence_ends_on_or_after_its_first_day(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        add_weekly_absence(
            weekday=1,
            starts_at=time(9),
            ends_at=time(12),
            first_day=MONDAY,
            last_day=MONDAY - timedelta(days=1),
            **mine(cast),
        )
    assert refusal.value.code == "absence_ends_before_start"
