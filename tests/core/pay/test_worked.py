import pytest

from selvstyrt.core.base import Span, WrongInput
from selvstyrt.core.pay import Work, WorkedKind, WorkedTime
from tests.core.pay.terms import local

NIGHT = local("2026-11-03T21:00", "2026-11-04T08:00")
REST = local("2026-11-03T23:00", "2026-11-04T07:00")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"resting": (local("2026-11-03T20:00", "2026-11-04T07:00"),)}, "rest_outside_entry"),
        ({"resting": (REST, local("2026-11-04T06:59", "2026-11-04T08:00"))}, "rests_overlap"),
        ({"resting": (REST,), "calls": (local("2026-11-03T22:30", "2026-11-03T23:10"),)}, "call_outside_rest"),
        ({"calls": (local("2026-11-03T22:30", "2026-11-03T23:10"),)}, "call_outside_rest"),
        (
            {
                "resting": (REST,),
                "calls": (local("2026-11-04T02:00", "2026-11-04T02:30"), local("2026-11-04T01:00", "2026-11-04T02:01")),
            },
            "calls_overlap",
        ),
        ({"resting": (REST,), "break_minutes": 181, "break_paid": False}, "break_too_long"),
        ({"break_minutes": -1, "break_paid": False}, "break_too_long"),
        ({"resting": (Span(REST.start, REST.end.replace(second=30)),)}, "not_whole_minutes"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused_by_name(wrong, code):
    with pytest.raises(WrongInput) as refused:
        WorkedTime("entry-7", NIGHT, **wrong)
    assert refused.value.code == code
    assert refused.value.facts == {"entry": "entry-7"}
    assert "entry-7" in str(refused.value)


def test_the_active_stretches_are_what_is_left_around_the_rests():
    two = WorkedTime("e", NIGHT, resting=(REST,)).active_stretches
    assert two == (local("2026-11-03T21:00", "2026-11-03T23:00"), local("2026-11-04T07:00", "2026-11-04T08:00"))
    assert WorkedTime("e", NIGHT).active_stretches == (NIGHT,)
    assert WorkedTime("e", NIGHT, resting=(NIGHT,)).active_stretches == ()


def test_touching_rests_and_calls_are_fine():
    halves = (Span(REST.start, REST.start.replace(hour=23)), Span(REST.start.replace(hour=23), REST.end))
    assert WorkedTime("e", NIGHT, resting=halves, calls=halves).resting == halves


def test_only_overtime_is_overtime():
    assert [WorkedTime("e", NIGHT, kind).work for kind in WorkedKind] == [Work.ORDINARY] * 4 + [Work.OVERTIME]
