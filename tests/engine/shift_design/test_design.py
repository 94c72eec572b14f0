"""Shifts chosen for a curve: exact, lawful, best by brute force on tiny curves, and told why."""

from __future__ import annotations

from datetime import date
from itertools import combinations_with_replacement
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selvstyrt.core.needs import (
    DAY_QUARTERS,
    CoveringShift,
    Curve,
    DesignWeights,
    ShiftRules,
    curve_minutes,
    dated_curve,
    judge_design,
    problem_from_design,
    week_curve,
)
from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.core.roster.roster import Status
from selvstyrt.engine.reasons import refused
from selvstyrt.engine.shift_design import design
from selvstyrt.engine.shift_design.candidates import Setting, candidates
from selvstyrt.engine.shift_design.model import Task, cover
from tests.core.needs.files import KARI, line, needs, needs_file
from tests.core.roster.problems import assistant

TINY = ShiftRules(shortest=30, longest=60, longest_with_rest=60, start_step=15)


def best_by_hand(curve: Curve, weights: DesignWeights) -> int | None:
    """The fewest points of all sets of shifts of two to four quarters; None when nothing covers the curve."""
    shifts = [
        CoveringShift(start, start + length)
        for start in range(curve.length)
        for length in (2, 3, 4)
        if start + length <= curve.length
    ]
    best: int | None = None
    for count in range(6):
        for chosen in combinations_with_replacement(shifts, count):
            judged = judge_design(curve, chosen, weights)
            if judged.is_covered and (best is None or judged.points < best):
                best = judged.points
    return best


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 2), min_size=4, max_size=5),
    st.sampled_from([DesignWeights(), DesignWeights(over=50, kind=0), DesignWeights(over=1, kind=90, shift=10)]),
)
def test_no_set_of_shifts_is_better_on_tiny_curves(counts, weights):
    few = Curve(tuple(counts))
    curve = Curve((*counts, *[0] * (DAY_QUARTERS - len(counts))), priority=(2,) * DAY_QUARTERS)
    task = Task(curve, candidates(Setting(curve, TINY, range(1))), weights)
    answer, by_hand = cover(task), best_by_hand(few, weights)
    if by_hand is None:
        return
    assert answer.status is Status.OPTIMAL
    judged = judge_design(curve, answer.shifts, weights)
    assert judged.is_covered
    assert judged.points == by_hand == answer.bound


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(st.integers(24, 60), st.integers(8, 40), st.integers(1, 2)), min_size=1, max_size=3),
    st.sampled_from([0, 15]),
)
def test_no_quarter_is_left_short_and_the_dates_follow_the_curve(rows, overlap):
    lines = [line(f"{a // 4:02}:{a % 4 * 15:02}", f"{(a + n) % 96 // 4:02}:{(a + n) % 4 * 15:02}", assistants=c)
             for a, n, c in rows]  # fmt: skip
    asked = needs(*lines, rules={"overlap_min": overlap, "start_step_min": 60, "shortest_min": 60})
    found = design(asked)
    assert found.status is Status.OPTIMAL
    judged = judge_design(week_curve(asked.week), found.week, asked.weights, overlap=overlap // 15)
    assert judged.is_covered
    assert judged.points == found.points == found.bound
    curve = dated_curve(asked.week, (), asked.first_day, asked.last_day)
    there = cover_of_dates(found.dated, asked.first_day, curve.length)
    assert all(count >= need for count, need in zip(there, curve.active, strict=True))


def cover_of_dates(dated: Any, first: date, length: int) -> list[int]:
    there = [0] * length
    for day, shift in dated:
        midnight = (day - first).days * DAY_QUARTERS
        for quarter in range(midnight + shift.start, min(midnight + shift.relieved_at, length)):
            there[quarter] += 1
    return there


def test_the_day_of_a_work_leader_becomes_shifts_without_a_quarter_too_much():
    found = design(needs(*KARI, rules={"shortest_min": 60, "start_step_min": 15}))
    assert found.status is Status.OPTIMAL
    judged = judge_design(week_curve(needs(*KARI).week), found.week, DesignWeights())
    assert judged.is_exact
    assert found.minutes == 2 * curve_minutes(week_curve(needs(*KARI).week))
    nights = [shift for shift in found.week if shift.rests]
    assert len(nights) == 7
    assert {shift.passive for shift in nights} == {34}
    assert [shift.day for shift in found.week if shift.skills] == [3]


def test_days_that_ask_for_the_same_get_the_same_shifts():
    found = design(needs(*KARI))
    by_day = {day: [shift.kind for shift in found.week if shift.day == day] for day in range(7)}
    assert by_day[0] == by_day[1] == by_day[2] == by_day[4]


def test_the_same_seed_gives_the_same_shifts():
    assert design(needs(*KARI), seed=3).dated == design(needs(*KARI), seed=3).dated


def test_every_shift_can_lawfully_be_taken_by_somebody():
    team = [assistant("amal"), assistant("jonas", skills=["driving"])]
    data = needs_file(*KARI, assistants=team)
    asked = needs(*KARI, assistants=team)
    found = design(asked)
    problem = read_problem(problem_from_design(data, found))
    evaluator = Evaluator.of(problem)
    for shift in problem.shifts:
        able = [person for person in problem.people if shift.skills <= person.skills]
        assert any(not refused(evaluator, person, [shift]) for person in able)
    assert max(shift.end - shift.start for shift in found.week) <= 36


def test_an_agreement_on_record_opens_for_longer_shifts():
    long_day = (line("08:00", "18:00"),)
    plain = [assistant("amal"), assistant("jonas")]
    averaged = [
        assistant(who, agreements=[{"type": "averaging_individual", "written": True, "period_weeks": 2}])
        for who in ("amal", "jonas")
    ]
    assert {shift.end - shift.start for shift in design(needs(*long_day, assistants=averaged)).week} == {40}
    assert max(shift.end - shift.start for shift in design(needs(*long_day, assistants=plain)).week) <= 36


def test_a_day_that_differs_gets_its_own_shifts_and_the_days_around_keep_theirs():
    dates = [{"day": "2027-03-10", "needs": []}, {"day": "2027-03-12", "needs": [line("10:00", "20:00")]}]
    for each in dates:
        for entry in each["needs"]:
            del entry["days"]
    asked = needs(*KARI, dates=dates)
    found = design(asked)
    assert found.status is Status.OPTIMAL
    by_day: dict[date, list[CoveringShift]] = {}
    for day, shift in found.dated:
        by_day.setdefault(day, []).append(shift)
    assert date(2027, 3, 10) not in by_day
    assert [(shift.start, shift.end) for shift in by_day[date(2027, 3, 12)]] == [(40, 80)]
    assert by_day[date(2027, 3, 8)] == by_day[date(2027, 3, 1)]
    curve = dated_curve(asked.week, asked.dates, asked.first_day, asked.last_day)
    there = cover_of_dates(found.dated, asked.first_day, curve.length)
    both = [awake + rest for awake, rest in zip(curve.active, curve.resting(), strict=True)]
    short = [at for at, (count, need) in enumerate(zip(there, both, strict=True)) if count < need]
    told = next(note.facts for note in found.notes if note.code == "first_morning")
    assert told == {"first_day": date(2027, 3, 1), "at": "08:00"}
    assert short == [28, 29, 30, 31]


@pytest.mark.parametrize(
    ("agreements", "told"),
    [([], [date(2027, 3, 25), date(2027, 3, 28)]), ([{"type": "sunday_averaging_individual", "written": True}], [])],
)
def test_a_night_over_two_red_days_that_nobody_may_have_is_told_with_its_date(agreements, told):
    team = [assistant("amal"), assistant("jonas", agreements=agreements)]
    asked = needs(line("22:30", "07:00", duty="resting"), first="2027-03-22", last="2027-04-04", assistants=team)
    found = design(asked)
    notes = [note for note in found.notes if note.code == "nobody_on_date"]
    assert [note.facts["first_day"] for note in notes] == told
    assert {(note.facts["at"], note.facts["rule"]) for note in notes} <= {("22:30", "AML-10-8-4-NEXT")}


def test_the_night_of_the_clock_change_is_an_hour_longer_in_the_problem():
    data = needs_file(line("22:00", "07:00", duty="resting"), first="2027-10-25", last="2027-10-31")
    found = design(needs(line("22:00", "07:00", duty="resting"), first="2027-10-25", last="2027-10-31"))
    shifts = {shift.id: shift for shift in read_problem(problem_from_design(data, found)).shifts}
    assert shifts["2027-10-29-2200-1"].minutes == 540
    assert (shifts["2027-10-30-2200-1"].minutes, shifts["2027-10-30-2200-1"].passive_minutes) == (600, 600)


def codes(found: Any) -> set[str]:
    return {note.code for note in found.notes}


IMPOSSIBLE: list[tuple[str, tuple[dict[str, Any], ...], dict[str, Any]]] = [
    ("nobody_has_skill", (line("10:00", "12:00", skills=["driving"]),), {"assistants": [assistant()]}),
    (
        "everybody_away",
        (line("10:00", "12:00"),),
        {"assistants": [assistant(unavailable=[{"start": "2027-02-20T00:00", "end": "2027-03-20T00:00"}])]},
    ),
    ("nobody_may_so_long", (line("21:00", "08:00", duty="resting"),), {"assistants": [assistant()]}),
    (
        "longest_too_short",
        (line("21:00", "08:00", duty="resting"),),
        {"rules": {"longest_min": 480, "longest_with_rest_min": 480}},
    ),
    ("start_times_leave_gap", (line("08:00", "12:00"),), {"rules": {"start_times": ["09:00"]}}),
    ("handovers_too_few", (line("08:00", "22:00"),), {"rules": {"handovers_per_day": 0}}),
    ("hours_too_few", (line("08:00", "22:00"),), {"frame": {"minutes_per_week": 1000, "hard": True}}),
    (
        "hours_too_few_for_shifts",
        (line("08:00", "09:00"),),
        {"frame": {"minutes_per_week": 500, "hard": True}},
    ),
]


@pytest.mark.parametrize(("code", "lines", "changes"), IMPOSSIBLE)
def test_a_curve_that_cannot_be_met_is_told_with_its_rule(code, lines, changes):
    found = design(needs(*lines, **changes))
    assert found.status is Status.INFEASIBLE
    assert code in codes(found)
    assert found.dated == ()


def test_the_least_number_of_handovers_that_would_do_is_told():
    found = design(needs(line("08:00", "06:00"), rules={"handovers_per_day": 0, "longest_min": 600}))
    assert found.notes[-1].facts == {"limit": 0, "least": 2}


def test_needs_beyond_the_hours_of_the_decision_are_told_with_how_much():
    found = design(needs(line("08:00", "12:00"), frame={"minutes_per_week": 1500}))
    assert found.status is Status.OPTIMAL
    note = next(note for note in found.notes if note.code == "needs_over_frame")
    assert note.facts == {"asked": 1680, "granted": 1500, "over": 180}


def test_handovers_keep_to_the_limit_and_overlap_as_asked():
    asked = needs(line("06:00", "22:00"), rules={"handovers_per_day": 1, "overlap_min": 30})
    found = design(asked)
    judged = judge_design(week_curve(asked.week), found.week, asked.weights, overlap=2)
    assert judged.is_covered
    assert max(judged.handovers_by_day.values()) == 1
    assert sum(shift.handover for shift in found.week) == 14


def test_each_shift_tells_why_it_starts_ends_and_is_so_long():
    found = design(needs(*KARI, assistants=[assistant(), assistant("jonas", skills=["driving"])]))
    for reasons in found.reasons:
        told = [note.code for note in reasons]
        assert told[0].startswith("starts")
        assert told[1].startswith("ends")
        assert told[-1] in {"can_be_taken_by", "only_one_can"}
