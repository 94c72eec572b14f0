"""Acts on needs as curves: lines, and designed shifts that become weekly needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.curve_queries import designable, lines_of
from selvstyrt.apps.plans.curves import LineInput, add_curve_line, remove_curve_line, take_design
from selvstyrt.apps.plans.models import CurveLine, NeedPattern
from selvstyrt.apps.plans.needs import PatternInput, add_pattern
from selvstyrt.core.base import WrongInput
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ALL = frozenset(range(7))
MONDAY = date(2026, 11, 30)
MORNING = LineInput("Morgen", ALL, time(7), time(8, 45), 2)
NIGHT = LineInput("Natt", ALL, time(22), time(7), is_resting=True)


def add(cast: Cast, line: LineInput = MORNING) -> None:
    add_curve_line(scheme_uid=cast.scheme.uid, line=line, by=cast.actor(cast.kari), now=NOW)


def test_a_line_is_stored_and_journalled(cast: Cast) -> None:
    add(cast)
    (line,) = lines_of(cast.scheme.uid)
    assert (line.starts_at, line.ends_at, line.assistants, line.weekdays) == ("07:00", "08:45", 2, ALL)
    assert Event.objects.filter(act="add_curve_line").count() == 1
    remove_curve_line(
        scheme_uid=cast.scheme.uid, line_uid=CurveLine.objects.get().uid, by=cast.actor(cast.kari), now=NOW
    )
    assert lines_of(cast.scheme.uid) == []


@pytest.mark.parametrize(
    ("code", "line"),
    [
        ("need_not_in_quarters", LineInput("M", ALL, time(7, 10), time(8))),
        ("need_without_weekday", LineInput("M", frozenset(), time(7), time(8))),
        ("need_seats_out_of_range", LineInput("M", ALL, time(7), time(8), 5)),
        ("need_priority_unknown", LineInput("M", ALL, time(7), time(8), priority=4)),
        ("rest_overlaps", LineInput("N", ALL, time(23), time(6), is_resting=True)),
        ("skill_unknown", LineInput("M", ALL, time(7), time(8), skills=("flying",))),
    ],
)
def test_an_unclear_line_is_refused_and_nothing_is_stored(cast: Cast, code: str, line: LineInput) -> None:
    add(cast, NIGHT)
    with pytest.raises(WrongInput) as refused, transaction.atomic():
        add(cast, line)
    assert refused.value.code == code
    assert CurveLine.objects.count() == 1


def test_the_same_line_twice_is_refused(cast: Cast) -> None:
    add(cast)
    for again in (MORNING, replace(MORNING, name=" MORGEN", assistants=1, priority=3)):
        with pytest.raises(WrongInput) as refused, transaction.atomic():
            add(cast, again)
        assert refused.value.code == "curve_line_twice"
    for other in ({"name": "Frokost"}, {"ends_at": time(9)}, {"weekdays": frozenset({0})}, {"is_resting": True}):
        add(cast, replace(MORNING, **other))  # type: ignore[arg-type]
    assert CurveLine.objects.count() == 5


def test_a_line_of_another_scheme_cannot_be_removed(cast: Cast) -> None:
    add(cast)
    with pytest.raises(WrongInput):
        remove_curve_line(scheme_uid=uuid4(), line_uid=CurveLine.objects.get().uid, by=cast.actor(cast.kari), now=NOW)
    assert CurveLine.objects.count() == 1


def test_the_database_keeps_numbers_in_their_bounds(cast: Cast) -> None:
    add(cast)
    for change in ({"assistants": 0}, {"assistants": 5}, {"priority": 0}, {"duty": "asleep"}, {"weekdays": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CurveLine.objects.update(**change)


def test_the_curve_is_read_with_the_team_and_the_hours_of_the_decision(cast: Cast) -> None:
    add(cast)
    ready = designable(cast.scheme.uid, first_day=MONDAY, rules={})
    assert [person.id for person in ready.needs.people] == list(ready.names)
    assert ready.needs.frame is not None
    assert len(ready.needs.week) == 1


def test_designed_shifts_become_needs_and_the_ones_before_end_the_day_before(cast: Cast) -> None:
    plain = PatternInput("Dag", "day", ALL, time(7), time(15), date(2026, 1, 1))
    later = PatternInput("Senere", "day", ALL, time(7), time(15), date(2026, 12, 7))
    for pattern in (plain, later):
        add_pattern(scheme_uid=cast.scheme.uid, pattern=pattern, by=cast.actor(cast.kari), now=NOW)
    designed = PatternInput("Kveld", "evening", ALL, time(15), time(22), MONDAY)
    take_design(
        scheme_uid=cast.scheme.uid, patterns=[designed], first_day=MONDAY, in_place_of_all=True,
        by=cast.actor(cast.kari), now=NOW,
    )  # fmt: skip
    rows = {row.name: row for row in NeedPattern.objects.all()}
    assert set(rows) == {"Dag", "Kveld"}
    assert rows["Dag"].last_day == date(2026, 11, 29)
    told = Event.objects.get(act="shift_design_taken")
    assert (told.facts["made"], told.facts["ended"]) == (1, 2)


def test_taking_nothing_is_refused_and_ends_nothing(cast: Cast) -> None:
    with pytest.raises(WrongInput, match="Choose"):
        take_design(
            scheme_uid=cast.scheme.uid, patterns=[], first_day=MONDAY, in_place_of_all=True,
            by=cast.actor(cast.kari), now=NOW,
        )  # fmt: skip
