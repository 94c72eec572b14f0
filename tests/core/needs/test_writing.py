"""A design is written as the roster problem that fills it, with the clock as it goes on the day."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import CoveringShift, Design, is_skipped, problem_from_design
from selvstyrt.core.roster import read_problem
from selvstyrt.core.roster.roster import Status
from tests.core.needs.files import KARI, needs_file
from tests.core.roster.problems import assistant

MONDAY = date(2027, 3, 1)
BEFORE_SPRING, SPRING = date(2027, 3, 27), date(2027, 3, 28)
BEFORE_AUTUMN, AUTUMN = date(2027, 10, 30), date(2027, 10, 31)
NIGHT = CoveringShift(88, 124, (0,), passive=32)


def written(*dated: tuple[date, CoveringShift], **data: Any) -> list[dict[str, Any]]:
    """The shifts of the problem that a design with these shifts becomes."""
    shifts: list[dict[str, Any]] = problem_from_design(data, Design(Status.OPTIMAL, (), dated, (), ()))["shifts"]
    return shifts


def times(shift: dict[str, Any]) -> tuple[str, str, int]:
    return shift["start"], shift["end"], shift["passive_min"]


def test_the_problem_keeps_period_team_and_frame_and_leaves_the_needs_out():
    data = needs_file(*KARI, assistants=[assistant("amal")], frame={"minutes_per_week": 2400}, rules={}, weights={})
    shift = CoveringShift(28, 36, skills=("driving",), priority=3)
    found = problem_from_design(data, Design(Status.OPTIMAL, (), ((MONDAY, shift),), (), ()))
    assert found == {
        "format": "selvstyrt-roster-problem/1",
        "from": "2027-03-01",
        "to": "2027-03-14",
        "frame": {"minutes_per_week": 2400},
        "assistants": data["assistants"],
        "shifts": [
            {
                "id": "2027-03-01-0700-1",
                "start": "2027-03-01T07:00+01:00",
                "end": "2027-03-01T09:00+01:00",
                "passive_min": 0,
                "skills": ["driving"],
                "priority": 3,
            }
        ],
    }
    assert [each.id for each in read_problem(found).shifts] == ["2027-03-01-0700-1"]


def test_shifts_that_start_together_are_told_apart_by_their_seat():
    shift = CoveringShift(29, 37)
    found = written((MONDAY, shift), (MONDAY, CoveringShift(29, 41)), (date(2027, 3, 2), shift))
    assert [each["id"] for each in found] == ["2027-03-01-0715-1", "2027-03-01-0715-2", "2027-03-02-0715-1"]


def test_clock_times_are_of_the_time_zone_of_the_needs():
    (found,) = written((MONDAY, CoveringShift(28, 36)), timezone="Atlantic/Azores")
    assert times(found) == ("2027-03-01T07:00-01:00", "2027-03-01T09:00-01:00", 0)


def test_an_ordinary_night_rests_as_long_as_designed():
    (found,) = written((MONDAY, NIGHT))
    assert times(found) == ("2027-03-01T22:00+01:00", "2027-03-02T07:00+01:00", 480)


def test_the_night_when_spring_takes_an_hour_rests_an_hour_less():
    (found,) = written((BEFORE_SPRING, NIGHT))
    assert times(found) == ("2027-03-27T22:00+01:00", "2027-03-28T07:00+02:00", 420)


def test_a_rest_shorter_than_the_hour_that_spring_takes_is_gone():
    (found,) = written((BEFORE_SPRING, CoveringShift(88, 124, (0,), passive=2)))
    assert found["passive_min"] == 0


def test_the_night_when_autumn_gives_an_hour_rests_an_hour_more():
    (found,) = written((BEFORE_AUTUMN, NIGHT))
    assert times(found) == ("2027-10-30T22:00+02:00", "2027-10-31T07:00+01:00", 540)


def test_a_shift_within_the_hour_that_spring_skips_has_no_length():
    oslo = ZoneInfo("Europe/Oslo")
    assert is_skipped(SPRING, CoveringShift(8, 12), oslo)
    assert is_skipped(SPRING, CoveringShift(10, 12), oslo)
    assert not is_skipped(SPRING, CoveringShift(8, 13), oslo)
    assert not is_skipped(MONDAY, CoveringShift(8, 12), oslo)


def test_a_period_in_which_no_shift_starts_is_refused():
    with pytest.raises(WrongInput, match="No need falls within 2027-03-01 to 2027-03-14") as refusal:
        written(**needs_file())
    assert refusal.value.code == "no_needs"


def test_more_shifts_than_a_roster_takes_are_refused():
    with pytest.raises(WrongInput, match="The needs give 5001 shifts, and one roster takes 5000") as refusal:
        written(*[(MONDAY, NIGHT)] * 5001)
    assert refusal.value.code == "too_many_shifts"


def test_a_shift_that_begins_in_the_hour_that_spring_skips_begins_an_hour_later():
    (found,) = written((SPRING, CoveringShift(10, 16)))
    assert found["id"] == "2027-03-28-0230-1"
    assert times(found) == ("2027-03-28T03:30+02:00", "2027-03-28T04:00+02:00", 0)


def test_the_hour_that_comes_twice_in_autumn_is_met_the_first_time():
    (found,) = written((AUTUMN, CoveringShift(10, 16)))
    assert times(found) == ("2027-10-31T02:30+02:00", "2027-10-31T04:00+01:00", 0)
