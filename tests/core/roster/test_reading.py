"""The problem file is read strictly: each refusal says where, what and how."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import Preset, Roster, Status, Weights, read_problem, read_roster, write_roster
from selvstyrt.core.roster.weights import PRESETS
from selvstyrt.core.worktime import AgreementType, CountingMode
from tests.core.roster.problems import assistant, problem, problem_file, shift

CONTRACT_EXAMPLE = """
{"format": "selvstyrt-roster-problem/1", "timezone": "Europe/Oslo",
 "from": "2027-01-04", "to": "2027-02-28",
 "frame": {"minutes_per_week": 2280, "hard": false},
 "settings": {"h24_mode": "start_day", "day_boundary": "00:00", "week_start": "MON"},
 "assistants": [
  {"id": "amal", "weekly_minutes": 1065, "min_weekly_minutes": 0, "max_weekly_minutes": 2130,
   "contract": {"regime": "AML", "tariff_bound": true, "weekly_limit_h": 35.5},
   "agreements": [{"type": "averaging_individual", "written": true}],
   "skills": ["driving"], "unavailable": [{"start": "2027-01-09T00:00", "end": "2027-01-11T00:00"}],
   "wishes": [{"start": "2027-01-16T00:00", "end": "2027-01-18T00:00", "weight": -3}],
   "history": [{"start": "2027-01-03T15:00", "end": "2027-01-03T23:00"}],
   "hourly_cost": "283.57"}],
 "shifts": [
  {"id": "2027-01-04-day", "start": "2027-01-04T07:00", "end": "2027-01-04T15:00", "break_min": 0,
   "break_counts_as_work": true, "passive_min": 0, "skills": [], "priority": 2, "fixed": null}],
 "current": {"2027-01-04-day": "amal"},
 "weights": {}}
"""

DAY = shift("2027-03-01T07:00", "2027-03-01T15:00", "day")


def test_the_documented_example_is_read() -> None:
    found = read_problem(json.loads(CONTRACT_EXAMPLE))
    amal = found.person_by_id["amal"]
    assert (found.first_day, found.last_day, found.day_count) == (date(2027, 1, 4), date(2027, 2, 28), 56)
    assert amal.contract.weekly_limit_minutes == 2130
    assert amal.agreements[0].type is AgreementType.AVERAGING_INDIVIDUAL
    assert amal.hourly_cost == Decimal("283.57")
    assert amal.history[0].span.start == datetime(2027, 1, 3, 14, tzinfo=UTC)
    assert found.settings.h24_mode is CountingMode.START_DAY
    assert found.shifts[0].minutes == 480
    assert found.current == {"2027-01-04-day": "amal"}


def test_what_is_left_out_has_its_default() -> None:
    found = problem(DAY)
    only = found.shifts[0]
    assert (only.priority, only.break_counts_as_work, only.passive_minutes, only.fixed) == (2, True, 0, None)
    assert found.frame is None
    assert found.current is None
    assert found.weights == Weights()
    assert found.people[0].max_weekly_minutes is None


def test_a_preset_can_be_changed_term_by_term() -> None:
    found = problem(DAY, weights={"preset": "fair_first", "nights": 0})
    assert found.weights.nights == 0
    assert found.weights.weekends == PRESETS[Preset.FAIR_FIRST].weekends


def _with(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    data = problem_file(dict(DAY), team=(assistant(),))
    change(data)
    return data


def _agreed_from(day: str) -> Callable[[dict[str, Any]], None]:
    agreement = {"type": "averaging_individual", "valid_from": day}
    return lambda data: data["assistants"][0].update(agreements=[agreement])


BAD: tuple[tuple[str, str, Callable[[dict[str, Any]], Any]], ...] = (
    ("wrong_format", "format", lambda d: d.update(format="selvstyrt-roster-problem/9")),
    ("wrong_format", "format", lambda d: d.update(format="selvstyrt-roster-problem/3", colour="blue")),
    ("wrong_format", "format", lambda d: d.update(format="selvstyrt-roster/1", status="optimal")),
    ("wrong_format", "format", lambda d: d.update(format=["selvstyrt-roster-problem/1"])),
    ("missing_key", "format", lambda d: d.pop("format")),
    ("missing_key", "to", lambda d: d.pop("to")),
    ("unknown_key", "colour", lambda d: d.update(colour="blue")),
    (
        "unknown_key",
        "assistants[0].contract.weekly_limit",
        lambda d: d["assistants"][0]["contract"].update(weekly_limit=1),
    ),
    ("unknown_key", "shifts[0].colour", lambda d: d["shifts"][0].update(colour="blue")),
    ("unknown_key", "weights.wish", lambda d: d.update(weights={"wish": 3})),
    ("ends_before_start", "to", lambda d: d.update(to="2027-02-01")),
    ("ends_before_start", "shifts[0].end", lambda d: d["shifts"][0].update(end="2027-03-01T06:00")),
    ("ends_before_start", "shifts[0].end", lambda d: d["shifts"][0].update(end="2027-03-01T07:00")),
    ("horizon_too_long", "to", lambda d: d.update(to="2028-04-05")),
    ("date_unreadable", "from", lambda d: d.update({"from": "2027-02-30"})),
    ("out_of_range", "from", lambda d: d.update({"from": "9999-12-30", "to": "9999-12-31"})),
    ("out_of_range", "assistants[0].agreements[0].valid_from", _agreed_from("0001-01-01")),
    ("time_unreadable", "shifts[0].start", lambda d: d["shifts"][0].update(start="7 o'clock")),
    ("time_unreadable", "shifts[0].start", lambda d: d["shifts"][0].update(start="2027-03-01T07:00:30")),
    ("time_unreadable", "settings.day_boundary", lambda d: d.update(settings={"day_boundary": "25:00"})),
    ("shift_outside_period", "shifts.day.start", lambda d: d.update({"from": "2027-03-02"})),
    ("unknown_assistant", "shifts.day.fixed", lambda d: d["shifts"][0].update(fixed="nobody")),
    ("unknown_assistant", "current.day", lambda d: d.update(current={"day": "nobody"})),
    ("unknown_shift", "current.night", lambda d: d.update(current={"night": "amal"})),
    ("duplicate_id", "shifts", lambda d: d["shifts"].append(dict(DAY))),
    ("duplicate_id", "assistants", lambda d: d["assistants"].append(assistant())),
    ("out_of_range", "shifts[0].priority", lambda d: d["shifts"][0].update(priority=4)),
    ("out_of_range", "weights.wishes", lambda d: d.update(weights={"wishes": 101})),
    ("out_of_range", "weights.wishes", lambda d: d.update(weights={"wishes": -1})),
    (
        "out_of_range",
        "assistants[0].min_weekly_minutes",
        lambda d: d["assistants"][0].update(min_weekly_minutes=600, max_weekly_minutes=300),
    ),
    ("out_of_range", "assistants[0].hourly_cost", lambda d: d["assistants"][0].update(hourly_cost="NaN")),
    ("out_of_range", "shifts[0].break_min", lambda d: d["shifts"][0].update(break_min=480)),
    ("wrong_type", "shifts[0].priority", lambda d: d["shifts"][0].update(priority=True)),
    ("wrong_type", "shifts[0].break_counts_as_work", lambda d: d["shifts"][0].update(break_counts_as_work=1)),
    ("wrong_type", "assistants", lambda d: d.update(assistants={})),
    ("wrong_type", "assistants[0]", lambda d: d.update(assistants=[None])),
    ("wrong_type", "weights.calm", lambda d: d.update(weights={"calm": 2.5})),
    ("not_in_list", "assistants[0].contract.regime", lambda d: d["assistants"][0]["contract"].update(regime="EU")),
    ("not_in_list", "timezone", lambda d: d.update(timezone="Europe/Atlantis")),
    ("not_in_list", "weights.preset", lambda d: d.update(weights={"preset": "cheap"})),
    ("text_has_control_character", "assistants[0].id", lambda d: d["assistants"][0].update(id="am\x00al")),
    ("text_has_control_character", "assistants[0].id", lambda d: d["assistants"][0].update(id="am\x9bal")),
    ("text_has_control_character", "assistants[0].id", lambda d: d["assistants"][0].update(id="am\u2028al")),
    ("text_has_half_character", "assistants[0].id", lambda d: d["assistants"][0].update(id="a\ud800")),
    ("text_has_half_character", "assistants[0].skills[0]", lambda d: d["assistants"][0].update(skills=["\udfff"])),
    ("text_has_half_character", "shifts[0].id", lambda d: d["shifts"][0].update(id="d\ud800")),
    ("text_empty", "assistants[0].id", lambda d: d["assistants"][0].update(id=" ")),
    ("text_too_long", "assistants[0].id", lambda d: d["assistants"][0].update(id="a" * 5_000_000)),
)


@pytest.mark.parametrize(("code", "where", "change"), BAD, ids=[f"{code}-{where}" for code, where, _ in BAD])
def test_bad_input_is_refused_with_where_what_and_how(
    code: str, where: str, change: Callable[[dict[str, Any]], None]
) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_problem(_with(change))
    assert (refusal.value.code, refusal.value.facts["where"]) == (code, where)
    assert str(refusal.value).startswith(where)
    assert refusal.value.facts["how"]
    assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize("data", [None, [], "problem", 3, True])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(WrongInput, match="not an object"):
        read_problem(data)


@pytest.mark.parametrize(
    ("format_name", "told"),
    [
        ("selvstyrt-roster/1", "'selvstyrt-roster/1' is not a roster problem"),
        ("selvstyrt-roster-problem/3", "'selvstyrt-roster-problem/3' is a version that is not known here"),
    ],
)
def test_another_format_is_told_before_its_keys_are_looked_at(format_name: str, told: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_problem({"format": format_name, "colour": "blue"})
    assert told in str(refusal.value)
    assert "selvstyrt-roster-problem/2" in refusal.value.facts["how"]


def test_a_roster_is_told_from_a_problem() -> None:
    with pytest.raises(WrongInput, match="'selvstyrt-roster-problem/1' is not a roster"):
        read_roster(problem_file(DAY))


def test_born_before_1970_and_agreed_for_ever() -> None:
    agreement = {"type": "averaging_individual", "valid_from": "1969-12-31", "valid_to": "9999-12-31"}
    contract = {"regime": "AML", "birth_date": "1958-03-01"}
    found = problem(DAY, team=(assistant(contract=contract, agreements=[agreement]),)).people[0]
    assert found.contract.birth_date == date(1958, 3, 1)
    assert found.agreements[0].valid_to == date.max


def test_a_time_that_spring_skips_is_refused() -> None:
    with pytest.raises(WrongInput, match="does not exist: the clock goes forward") as refusal:
        problem(shift("2027-03-28T02:30", "2027-03-28T08:00"), first="2027-03-22", last="2027-03-28")
    assert refusal.value.code == "time_does_not_exist"


def test_a_time_that_autumn_repeats_is_asked_about() -> None:
    with pytest.raises(WrongInput, match=r"2026-10-25T02:30\+02:00 \(first\) or 2026-10-25T02:30\+01:00"):
        problem(shift("2026-10-25T02:30", "2026-10-25T08:00"), first="2026-10-19", last="2026-10-25")


def test_an_offset_says_which_of_the_two_hours_is_meant() -> None:
    found = problem(
        shift("2026-10-25T02:30+02:00", "2026-10-25T08:00", "first"),
        shift("2026-10-25T02:30+01:00", "2026-10-25T08:00", "second"),
        first="2026-10-19",
        last="2026-10-25",
    )
    assert {each.id: each.minutes for each in found.shifts} == {"first": 390, "second": 330}


def test_a_night_over_the_autumn_change_is_an_hour_longer() -> None:
    found = problem(shift("2026-10-24T23:00", "2026-10-25T07:00"), first="2026-10-19", last="2026-10-25")
    assert found.shifts[0].minutes == 540


def test_four_hundred_days_are_the_longest_period() -> None:
    assert problem(first="2027-01-01", last="2028-02-04").day_count == 400


def test_more_than_five_thousand_shifts_are_refused() -> None:
    many = [shift("2027-03-01T07:00", "2027-03-01T08:00", f"s{number}") for number in range(5001)]
    with pytest.raises(WrongInput, match="There are 5001 shifts"):
        problem(*many)


def test_a_written_roster_reads_back() -> None:
    roster = Roster(Status.FEASIBLE, {"day": "amal", "night": None}, objective=12, bound=3, milliseconds=1500, seed=7)
    written = write_roster(roster)
    assert written["seconds"] == Decimal("1.5")
    assert read_roster(written) == roster


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"format": "selvstyrt-roster/2"}, "wrong_format"),
        ({"assignments": []}, "wrong_type"),
        ({"assignments": {"day": 3}}, "wrong_type"),
        ({"status": "great"}, "not_in_list"),
        ({"colour": 1}, "unknown_key"),
    ],
)
def test_a_roster_file_is_read_strictly(change: dict[str, Any], code: str) -> None:
    data = {"format": "selvstyrt-roster/1", "status": "feasible", "assignments": {"day": "amal"}, **change}
    with pytest.raises(WrongInput) as refusal:
        read_roster(data)
    assert refusal.value.code == code
