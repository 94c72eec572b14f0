"""The rules of shifts, the needs, and what is counted on shifts and designs."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import CoveringShift, Design, ShiftRules, ShiftShape
from selvstyrt.core.roster import Frame
from selvstyrt.core.roster.roster import Status
from tests.core.needs.files import KARI, needs
from tests.core.roster.problems import assistant

MONDAY = date(2027, 3, 1)

BAD: list[tuple[dict[str, Any], str]] = [
    ({"shortest": 100}, "whole quarters"),
    ({"start_times": (425,)}, "whole quarters"),
    ({"shortest": 0}, "The shortest shift"),
    ({"shortest": 615}, "The shortest shift"),
    ({"longest": 975}, "The shortest shift"),
    ({"longest_with_rest": 1455}, "at most 24 hours"),
    ({"start_step": 45}, "every 15, 30 or 60 minutes"),
    ({"overlap": -15}, "The overlap"),
    ({"overlap": 75}, "The overlap"),
    ({"shortest": 30, "overlap": 45}, "The overlap"),
    ({"handovers": -1}, "cannot be negative"),
]


@pytest.mark.parametrize(("changes", "told"), BAD)
def test_rules_that_no_shift_can_follow_are_refused(changes, told):
    with pytest.raises(WrongInput, match=told) as refused:
        ShiftRules(**changes)
    assert refused.value.code == "rule_out_of_range"


def test_rules_at_their_limits_are_taken():
    rules = ShiftRules(shortest=60, longest=60, longest_with_rest=1440, start_step=60, handovers=0, overlap=60)
    assert (rules.shortest, rules.longest, rules.longest_with_rest) == (60, 60, 1440)
    assert (rules.handovers, rules.overlap) == (0, 60)


def test_needs_count_both_their_first_and_their_last_day():
    assert needs(*KARI).day_count == 14
    assert needs(*KARI, last="2027-03-01").day_count == 1


def test_needs_keep_the_time_zone_of_their_file():
    assert needs(*KARI).zone == ZoneInfo("Europe/Oslo")
    assert needs(*KARI, timezone="Atlantic/Azores").zone == ZoneInfo("Atlantic/Azores")


def test_needs_become_a_problem_with_their_period_team_and_frame_and_no_shift():
    found = needs(*KARI, assistants=[assistant("amal")], frame={"minutes_per_week": 2400})
    problem = found.as_problem()
    assert (problem.first_day, problem.last_day) == (MONDAY, date(2027, 3, 14))
    assert [person.id for person in problem.people] == ["amal"]
    assert problem.frame == Frame(2400)
    assert problem.settings == found.settings
    assert problem.shifts == ()


def test_a_kind_of_shift_ends_on_its_own_day_or_the_next():
    assert ShiftShape(7 * 60, 120).ends_at == 9 * 60
    assert ShiftShape(22 * 60, 9 * 60).ends_at == 7 * 60


def test_a_shift_is_of_the_day_on_which_it_starts_and_of_its_kind_whatever_the_day():
    night = CoveringShift(95, 130, rests=(0,), skills=("driving",), passive=30)
    assert night.day == 0
    assert replace(night, start=96, end=131).day == 1
    assert night.kind == ShiftShape(1425, 525, 450, ("driving",))
    assert replace(night, start=95 + 3 * 96, end=130 + 3 * 96).kind == night.kind


def test_a_design_tells_its_minutes_and_the_points_that_a_better_one_could_save():
    dated = ((MONDAY, CoveringShift(28, 36)), (MONDAY, CoveringShift(88, 124)))
    design = Design(Status.FEASIBLE, (), dated, (), (), points=300, bound=265)
    assert design.minutes == 120 + 540
    assert design.gap == 35
    assert replace(design, bound=300).gap == 0
    assert replace(design, bound=None).gap is None
    assert replace(design, points=None).gap is None
