"""The evaluator against rosters made by hand: what each breaks, costs and gives each assistant."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from selvstyrt.core.base import Severity
from selvstyrt.core.roster import Evaluation, evaluate
from selvstyrt.core.roster.evaluation import Evaluator
from tests.core.roster.problems import assistant, problem, shift

MONDAY = shift("2027-03-01T07:00", "2027-03-01T15:00", "monday")
TUESDAY = shift("2027-03-02T07:00", "2027-03-02T15:00", "tuesday")
LATE = shift("2027-03-01T15:00", "2027-03-01T22:00", "late")
EARLY = shift("2027-03-02T07:00", "2027-03-02T14:00", "early")


def told(judged: Evaluation, *severities: Severity) -> list[tuple[str, Any, Any]]:
    wanted = severities or (Severity.ILLEGAL, Severity.NEEDS_AGREEMENT)
    return [(each.rule, each.measured, each.limit) for each in judged.findings if each.severity in wanted]


def test_a_plain_roster_is_sound_and_fully_covered() -> None:
    judged = evaluate(problem(MONDAY, TUESDAY), {"monday": "amal", "tuesday": "amal"})
    assert judged.is_sound
    assert judged.uncovered == ()
    assert judged.figures[0].minutes == 960


def test_nine_hours_of_rest_break_the_daily_rest() -> None:
    judged = evaluate(problem(LATE, EARLY), {"late": "amal", "early": "amal"})
    assert told(judged) == [("AML-10-8-1", 540, 660)]
    assert not judged.is_sound


def test_rest_is_counted_from_earlier_work() -> None:
    earlier = assistant(history=[{"start": "2027-02-28T15:00", "end": "2027-02-28T23:00"}])
    judged = evaluate(problem(MONDAY, team=(earlier,)), {"monday": "amal"})
    assert told(judged) == [("AML-10-8-1", 480, 660)]


def test_what_earlier_work_alone_breaks_is_not_the_rosters_fault() -> None:
    busy = [{"start": f"2027-03-0{day}T15:00", "end": f"2027-03-0{day}T22:00"} for day in range(1, 8)]
    judged = evaluate(
        problem(shift("2027-03-09T07:00", "2027-03-09T15:00", "later"), team=(assistant(history=busy),)),
        {"later": "amal"},
    )
    assert judged.is_sound


def test_an_agreement_on_record_opens_a_ten_hour_day() -> None:
    long_day = shift("2027-03-01T07:00", "2027-03-01T17:00", "long")
    without = evaluate(problem(long_day), {"long": "amal"})
    agreed = assistant(agreements=[{"type": "averaging_individual", "period_weeks": 8}])
    assert told(without) == [("AML-10-4-1-D", 600, 540)]
    assert without.breaches[0].severity is Severity.NEEDS_AGREEMENT
    assert evaluate(problem(long_day, team=(agreed,)), {"long": "amal"}).is_sound


def test_two_sundays_in_a_row_need_an_agreement() -> None:
    sundays = [shift(f"2027-03-{day}T10:00", f"2027-03-{day}T14:00", day) for day in ("07", "14")]
    judged = evaluate(problem(*sundays, last="2027-03-21"), {"07": "amal", "14": "amal"})
    assert told(judged) == [("AML-10-8-4-NEXT", 2, 1)]


def test_a_rest_that_only_straddles_two_weeks_is_a_doubt_not_a_breach() -> None:
    # Work every day of the first week; free from Sunday 15 to Tuesday 7: 40 hours, but not inside a week.
    days = [shift(f"2027-03-0{day}T10:00", f"2027-03-0{day}T15:00", str(day)) for day in range(1, 8)]
    tuesday = shift("2027-03-09T07:00", "2027-03-09T12:00", "tuesday")
    judged = evaluate(problem(*days, tuesday), {each["id"]: "amal" for each in (*days, tuesday)})
    assert judged.is_sound
    assert [each.rule for each in judged.doubts] == ["AML-10-8-2"]


def test_nobody_works_two_shifts_at_once() -> None:
    both = shift("2027-03-01T14:00", "2027-03-01T16:00", "both")
    judged = evaluate(problem(MONDAY, both), {"monday": "amal", "both": "amal"})
    assert ("OVERLAP", 60, 0) in told(judged)


def test_nobody_works_while_in_another_scheme() -> None:
    shared = assistant(history=[{"start": "2027-03-01T14:00", "end": "2027-03-01T16:00"}])
    judged = evaluate(problem(MONDAY, team=(shared,)), {"monday": "amal"})
    assert ("OVERLAP", 60, 0) in told(judged)


def test_nobody_works_while_away() -> None:
    away = assistant(unavailable=[{"start": "2027-03-01T14:00", "end": "2027-03-02T00:00"}])
    judged = evaluate(problem(MONDAY, team=(away,)), {"monday": "amal"})
    assert told(judged) == [("UNAVAILABLE", 60, 0)]


def test_a_shift_goes_to_somebody_with_its_skills() -> None:
    judged = evaluate(problem({**MONDAY, "skills": ["driving", "lifting"]}), {"monday": "amal"})
    assert told(judged) == [("SKILL", 2, 0)]


def test_a_fixed_shift_is_not_somebody_elses_and_not_empty() -> None:
    fixed = problem({**MONDAY, "fixed": "amal"}, team=(assistant("amal"), assistant("jonas")))
    assert told(evaluate(fixed, {"monday": "jonas"})) == [("FIXED", 0, 1)]
    assert told(evaluate(fixed, {})) == [("FIXED", 0, 1)]
    assert evaluate(fixed, {"monday": "amal"}).is_sound


def test_the_contracts_most_holds_for_each_week_cut_at_its_end() -> None:
    night = shift("2027-03-07T22:00", "2027-03-08T06:00", "night")
    judged = evaluate(
        problem(MONDAY, night, team=(assistant(max_weekly_minutes=590),)), {"monday": "amal", "night": "amal"}
    )
    assert told(judged) == [("CONTRACT-MAX", 600, 590)]


def test_a_week_below_the_contracts_least_is_a_warning() -> None:
    promised = assistant(min_weekly_minutes=600)
    judged = evaluate(problem(MONDAY, team=(promised,), last="2027-03-07"), {"monday": "amal"})
    assert told(judged, Severity.WARNING) == [("CONTRACT-MIN", 480, 600), ("AML-10-9-1", 0, 30)]
    assert judged.is_sound


def test_a_week_on_leave_promises_nothing() -> None:
    leave = [{"start": "2027-03-01T00:00", "end": "2027-03-08T00:00"}]
    away = assistant(min_weekly_minutes=600, unavailable=leave)
    judged = evaluate(problem(team=(away,), last="2027-03-07"), {})
    assert told(judged, Severity.WARNING) == []
    assert judged.figures[0].contract_minutes == 0


@pytest.mark.parametrize(("hard", "severity"), [(True, Severity.ILLEGAL), (False, Severity.WARNING)])
def test_the_decisions_hours_bind_when_hard_and_warn_when_soft(hard: bool, severity: Severity) -> None:
    tight = problem(MONDAY, TUESDAY, last="2027-03-07", frame={"minutes_per_week": 900, "hard": hard})
    judged = evaluate(tight, {"monday": "amal", "tuesday": "amal"})
    assert [
        (each.rule, each.severity, each.measured, each.limit) for each in judged.findings if each.rule == "FRAME"
    ] == [("FRAME", severity, 960, 900)]


def test_a_planned_break_too_short_for_its_shift_is_a_breach_an_open_one_a_warning() -> None:
    planned = evaluate(problem({**MONDAY, "break_min": 20}), {"monday": "amal"})
    assert told(planned) == [("AML-10-9-1", 20, 30)]
    unplanned = evaluate(problem(MONDAY), {"monday": "amal"})
    assert unplanned.is_sound
    assert told(unplanned, Severity.WARNING) == [("AML-10-9-1", 0, 30)]


def test_an_unpaid_break_is_not_working_time() -> None:
    judged = evaluate(problem({**MONDAY, "break_min": 30, "break_counts_as_work": False}), {"monday": "amal"})
    assert judged.figures[0].minutes == 450


def test_an_agreement_the_law_does_not_allow_warns_and_opens_nothing() -> None:
    too_long = assistant(agreements=[{"type": "averaging_individual", "period_weeks": 60}])
    long_day = shift("2027-03-01T07:00", "2027-03-01T17:00", "long")
    judged = evaluate(problem(long_day, team=(too_long,)), {"long": "amal"})
    assert told(judged) == [("AML-10-4-1-D", 600, 540)]
    assert ("AML-10-5-AVG", 60, 52) in told(judged, Severity.WARNING)


def test_an_unmet_wish_is_told_as_a_wish() -> None:
    asks = assistant(
        wishes=[
            {"start": "2027-03-01T00:00", "end": "2027-03-02T00:00", "weight": -3},
            {"start": "2027-03-05T00:00", "end": "2027-03-06T00:00", "weight": 1},
            {"start": "2027-03-02T00:00", "end": "2027-03-03T00:00", "weight": 2},
        ]
    )
    judged = evaluate(problem(MONDAY, TUESDAY, team=(asks,)), {"monday": "amal", "tuesday": "amal"})
    assert told(judged, Severity.WISH) == [("WISH", 1, 0), ("WISH", 0, 1)]
    assert (judged.figures[0].wishes_met, judged.figures[0].wishes_unmet) == (1, 2)
    assert judged.points["wishes"] == 4 * (12 + 3)


def test_an_empty_shift_costs_by_priority_and_a_never_empty_one_warns() -> None:
    empty = problem({**MONDAY, "priority": 1}, {**TUESDAY, "priority": 3})
    judged = evaluate(empty, {})
    assert judged.uncovered == ("monday", "tuesday")
    assert judged.points["uncovered"] == 5_000 + 500_000
    assert told(judged, Severity.WARNING) == [("NEVER-EMPTY", 0, 1)]


def test_weekends_nights_and_red_days_are_counted() -> None:
    easter = problem(
        shift("2027-03-26T10:00", "2027-03-26T14:00", "good-friday"),
        shift("2027-03-27T22:00", "2027-03-28T07:00", "night"),
        first="2027-03-22",
        last="2027-03-28",
    )
    figures = evaluate(easter, {"good-friday": "amal", "night": "amal"}).figures[0]
    assert (figures.weekends, figures.nights, figures.red_days) == (1, 1, 2)
    assert figures.minutes == 4 * 60 + 8 * 60  # the night that loses an hour


def test_the_cost_of_each_assistant_is_rounded_once() -> None:
    found = Evaluator.of(problem(MONDAY, team=(assistant(hourly_cost="283.57"),))).cost({"monday": "amal"})
    assert (found.by_person, found.total) == ({"amal": Decimal("2268.56")}, Decimal("2268.56"))


def test_earlier_weekends_count_in_the_fair_share() -> None:
    saturday = shift("2027-03-06T10:00", "2027-03-06T14:00", "saturday")
    worked = assistant("amal", history=[{"start": "2027-02-27T10:00", "end": "2027-02-27T14:00"}])
    shared = problem(saturday, team=(worked, assistant("jonas")))
    assert evaluate(shared, {"saturday": "amal"}).points["weekends"] > 0
    assert evaluate(shared, {"saturday": "jonas"}).points["weekends"] == 0


def test_shifts_asked_about_alone_are_judged_as_a_problem_of_their_own() -> None:
    busy = assistant(
        max_weekly_minutes=600,
        unavailable=[{"start": "2027-03-02T00:00", "end": "2027-03-03T00:00"}],
        wishes=[{"start": "2027-03-01T00:00", "end": "2027-03-02T00:00", "weight": -2}],
    )
    whole = problem(LATE, EARLY, MONDAY, team=(busy, assistant("jonas")))
    alone = problem(LATE, EARLY, team=(busy,))
    found = Evaluator.of(whole).findings_alone(whole.people[0], [whole.shift_by_id[key] for key in ("late", "early")])
    assert {each.rule for each in found} >= {"AML-10-8-1", "UNAVAILABLE", "CONTRACT-MAX", "WISH"}
    assert found == evaluate(alone, {"late": "amal", "early": "amal"}).findings


def test_findings_without_costs_are_those_of_the_whole_judgement() -> None:
    asked = problem(LATE, EARLY, MONDAY)
    roster = {"late": "amal", "early": "amal", "monday": None}
    assert Evaluator.of(asked).findings(roster) == evaluate(asked, roster).findings
