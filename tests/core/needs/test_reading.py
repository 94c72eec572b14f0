"""The needs file is read strictly, and what cannot be understood is told with its place."""

from copy import deepcopy
from typing import Any

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import Duty, read_needs
from tests.core.needs.files import KARI, line, needs, needs_file


def test_a_file_is_read_with_its_defaults():
    found = needs(*KARI, dates=[{"day": "2027-03-05", "to": "2027-03-06", "needs": []}], rules={"overlap_min": 15})
    assert found.week[3].line.duty is Duty.RESTING
    assert found.dates[0].lines == ()
    assert (found.rules.shortest, found.rules.longest, found.rules.overlap) == (120, 600, 15)
    assert found.people == ()


def test_a_longer_longest_lifts_the_longest_with_rest():
    assert needs(*KARI, rules={"longest_min": 1200}).rules.longest_with_rest == 1200


def test_start_times_are_read_once_each_in_their_order():
    assert needs(*KARI, rules={"start_times": ["22:00", "07:15", "22:00"]}).rules.start_times == (435, 1320)


BAD: list[tuple[str, dict[str, Any], str]] = [
    ("unknown_key", {"weeks": []}, "weeks"),
    ("wrong_format", {"format": "selvstyrt-roster-problem/1", "shifts": []}, "format"),
    ("ends_before_start", {"to": "2027-02-01"}, "to"),
    ("horizon_too_long", {"to": "2029-01-01"}, "to"),
    ("no_needs", {"week": []}, "week"),
    ("no_needs", {"week": [line("07:00", "08:00", assistants=0)]}, "week"),
    ("too_many_lines", {"week": [line("07:00", "08:00")] * 201}, "week"),
    ("need_not_in_quarters", {"week": [line("07:10", "08:00")]}, "week[0].from"),
    ("time_unreadable", {"week": [line("7", "08:00")]}, "week[0].from"),
    ("missing_key", {"week": [{"days": ["MON"], "to": "08:00"}]}, "week[0].from"),
    ("missing_key", {"week": [{"from": "07:00", "to": "08:00"}]}, "week[0].days"),
    ("not_in_list", {"week": [line("07:00", "08:00", "LØR")]}, "week[0].days[0]"),
    ("not_in_list", {"week": [line("07:00", "08:00", duty="asleep")]}, "week[0].duty"),
    ("out_of_range", {"week": [line("07:00", "08:00", assistants=11)]}, "week[0].assistants"),
    ("out_of_range", {"week": [line("07:00", "07:00", duty="resting")]}, "week[0].to"),
    (
        "rest_overlaps",
        {"week": [line("22:00", "07:00", duty="resting"), line("23:00", "06:00", duty="resting")]},
        "week",
    ),
    ("ends_before_start", {"dates": [{"day": "2027-03-05", "to": "2027-03-04", "needs": []}]}, "dates[0].to"),
    ("missing_key", {"dates": [{"day": "2027-03-05"}]}, "dates[0].needs"),
    ("unknown_key", {"dates": [{"day": "2027-03-05", "needs": [line("07:00", "08:00")]}]}, "dates[0].needs[0].days"),
    ("out_of_range", {"rules": {"shortest_min": 720}}, "rules.shortest_min"),
    ("out_of_range", {"rules": {"start_step_min": 20}}, "rules.start_step_min"),
    ("need_not_in_quarters", {"rules": {"overlap_min": 10}}, "rules.overlap_min"),
    ("out_of_range", {"rules": {"shortest_min": 15, "overlap_min": 30}}, "rules.overlap_min"),
    ("out_of_range", {"rules": {"handovers_per_day": -1}}, "rules.handovers_per_day"),
    ("time_unreadable", {"rules": {"start_times": ["25:00"]}}, "rules.start_times[0].time"),
    ("need_not_in_quarters", {"rules": {"start_times": ["07:00", "07:10"]}}, "rules.start_times[1]"),
    ("out_of_range", {"weights": {"over": 5000}}, "weights.over"),
    (
        "duplicate_id",
        {"assistants": [{"id": "a", "weekly_minutes": 1}, {"id": "a", "weekly_minutes": 1}]},
        "assistants",
    ),
    ("wrong_type", {"week": {}}, "week"),
]


@pytest.mark.parametrize(("code", "changes", "where"), BAD)
def test_what_cannot_be_understood_is_refused_with_its_place(code, changes, where):
    data = deepcopy(needs_file(*KARI)) | changes
    with pytest.raises(WrongInput) as refused:
        read_needs(data)
    assert refused.value.code == code
    assert refused.value.facts["where"] == where
