"""The roster as a file, what of it one assistant decides, and what a change is to blame for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from selvstyrt.core.base import Citation, Finding, Severity, WrongInput
from selvstyrt.core.roster import evaluate, read_problem
from selvstyrt.core.roster.comparing import worse_findings
from selvstyrt.core.roster.evaluation import Evaluator
from selvstyrt.core.roster.own_rules import frame_minutes
from selvstyrt.core.roster.points import personal_points
from selvstyrt.core.roster.problem import may_have
from selvstyrt.core.roster.roster import Note, Reason, Roster, Status, write_finding, write_roster
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.roster.terms import TERMS
from tests.core.roster.problems import assistant, problem, problem_file, shift

DAY = shift("2027-03-01T07:00", "2027-03-01T15:00", "day")
LONG = shift("2027-03-01T07:00", "2027-03-01T17:00", "long")
AT = datetime(2027, 3, 1, 6, tzinfo=UTC)


def finding(measured: int, severity: Severity = Severity.ILLEGAL, who: str = "amal") -> Finding:
    return Finding("AML-10-8-1", severity, who, AT, measured, 660, "min", Citation("aml. § 10-8 (1)"))


def test_a_finding_in_a_file_has_its_provision_its_shifts_and_its_cure() -> None:
    judged = evaluate(problem(LONG), {"long": "amal"})
    assert write_finding(judged.breaches[0]) == {
        "rule": "AML-10-4-1-D",
        "severity": "needs_agreement",
        "assistant": "amal",
        "at": "2027-02-28T23:00:00+00:00",
        "measured": 600,
        "limit": 540,
        "unit": "min",
        "shifts": ["long"],
        "cure": ["averaging_individual", "averaging_arbeidstilsynet"],
        "citation": "aml. § 10-4 (1)",
    }


def test_what_a_finding_does_not_have_is_left_out_of_the_file() -> None:
    written = write_finding(replace(finding(600), who="", citation=Citation("")))
    assert written["assistant"] is None
    assert not {"shifts", "cure", "citation"} & set(written)


def test_reasons_and_explanations_are_written_with_what_they_hold() -> None:
    reasons = (
        Reason("AML-10-8-1", "amal", 600, 660, "min", other=("late",), cure=("rest_8h_28h_union_local",)),
        Reason("SKILL", "jonas"),
    )
    roster = Roster(
        Status.FEASIBLE,
        {"day": None},
        findings=(finding(600),),
        uncovered=(("day", reasons),),
        explanation=(Note("few_people", {"people": 2}),),
    )
    written: dict[str, Any] = write_roster(roster)
    assert written["uncovered"] == [
        {
            "shift": "day",
            "reasons": [
                {
                    "rule": "AML-10-8-1",
                    "assistant": "amal",
                    "measured": 600,
                    "limit": 660,
                    "unit": "min",
                    "other": ["late"],
                    "cure": ["rest_8h_28h_union_local"],
                },
                {"rule": "SKILL", "assistant": "jonas"},
            ],
        }
    ]
    assert written["explanation"] == [{"code": "few_people", "people": 2}]
    assert [each["measured"] for each in written["findings"]] == [600]


def test_a_change_is_to_blame_for_what_is_new_and_what_grew() -> None:
    before = [finding(600)]
    assert worse_findings(before, [finding(600)]) == ()
    assert worse_findings(before, [finding(630)]) == ()
    assert worse_findings(before, [finding(540)]) == (finding(540),)
    assert worse_findings(before, [finding(600, who="jonas")]) == (finding(600, who="jonas"),)
    warned = [finding(600, Severity.WARNING)]
    assert worse_findings(warned, before) == tuple(before)
    assert worse_findings([*before, *warned], before) == ()


def test_all_points_are_the_objective_and_one_assistants_part_is_in_it() -> None:
    asked = problem(DAY, team=(assistant(), assistant("jonas")))
    judged = evaluate(asked, {"day": "amal"})
    assert judged.objective == sum(judged.points.values())
    part = personal_points(asked, Targets.of(asked), asked.person_by_id["amal"], [asked.shift_by_id["day"]])
    assert set(part) == set(TERMS)
    assert all(0 <= part[term] <= judged.points[term] for term in part)


def test_who_lacks_a_skill_is_away_or_stands_behind_a_fixed_name_may_not_have_a_shift() -> None:
    away = [{"start": "2027-03-01T00:00", "end": "2027-03-02T00:00"}]
    team = (assistant(skills=["driving"]), assistant("jonas"), assistant("liv", skills=["driving"], unavailable=away))
    asked = problem(shift(DAY["start"], DAY["end"], "day", skills=["driving"]), team=team)
    only = asked.shift_by_id["day"]
    assert [person.id for person in asked.people if may_have(person, only)] == ["amal"]
    assert not may_have(asked.person_by_id["amal"], replace(only, fixed="jonas"))
    assert may_have(asked.person_by_id["amal"], replace(only, fixed="amal"))


def test_where_nobody_has_contract_hours_the_nights_are_shared_evenly() -> None:
    nights = [shift(f"2027-03-0{day}T22:00", f"2027-03-0{day + 1}T06:00", str(day)) for day in (1, 3)]
    team = (assistant(weekly_minutes=0), assistant("jonas", weekly_minutes=0))
    judged = evaluate(problem(*nights, team=team), {"1": "amal", "3": "jonas"})
    shares = [
        {kind.value: (share.lowest, share.highest) for kind, share in each.shares.items()} for each in judged.figures
    ]
    assert shares[0] == shares[1]
    assert shares[0]["nights"] == (1, 1)


def test_within_the_frame_of_hours_nothing_is_told() -> None:
    framed = problem(DAY, frame={"minutes_per_week": 480, "hard": True})
    assert frame_minutes(framed) == 960
    assert evaluate(framed, {"day": "amal"}).is_sound


def test_the_days_of_a_period_begin_at_their_midnights() -> None:
    day = shift("2027-03-28T07:00", "2027-03-28T15:00", "day")
    spring = problem(day, first="2027-03-28", last="2027-03-29")
    assert [spring.midnight(day) for day in spring.days()] == [
        datetime(2027, 3, 27, 23, tzinfo=UTC),
        datetime(2027, 3, 28, 22, tzinfo=UTC),
    ]


def with_changes(**changes: Any) -> dict[str, Any]:
    return problem_file(DAY, team=(assistant(**changes),))


@pytest.mark.parametrize(
    ("data", "code", "where"),
    [
        (with_changes(agreements=[{"type": "handshake"}]), "not_in_list", "assistants[0].agreements[0].type"),
        (
            with_changes(
                agreements=[{"type": "averaging_individual", "valid_from": "2027-02-01", "valid_to": "2027-01-31"}]
            ),
            "ends_before_start",
            "assistants[0].agreements[0].valid_to",
        ),
        (with_changes(hourly_cost=True), "wrong_type", "assistants[0].hourly_cost"),
        (with_changes(hourly_cost="twenty"), "out_of_range", "assistants[0].hourly_cost"),
        (
            with_changes(contract={"regime": "AML", "weekly_limit_h": "37.0001"}),
            "out_of_range",
            "assistants[0].contract.weekly_limit_h",
        ),
        (problem_file(shift("2027-03-01T07:00", "2027-03-08T07:15", "day")), "out_of_range", "shifts[0].end"),
        (problem_file(DAY, current=["day"]), "wrong_type", "current"),
        (problem_file(shift("2027-13-01T07:00", "2027-03-01T15:00", "day")), "time_unreadable", "shifts[0].start"),
        (problem_file(shift("1815-03-01T07:00", "2027-03-01T15:00", "day")), "time_unreadable", "shifts[0].start"),
        (problem_file(DAY, first="tomorrow"), "date_unreadable", "from"),
    ],
)
def test_what_cannot_be_is_refused_where_it_stands(data: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_problem(data)
    assert (refusal.value.code, refusal.value.facts["where"]) == (code, where)


def test_an_hourly_cost_may_be_a_text_or_a_number() -> None:
    costs = [read_problem(with_changes(hourly_cost=cost)).people[0].hourly_cost for cost in ("283.57", 283, None)][:2]
    assert costs == [Decimal("283.57"), Decimal(283)]


def test_a_roster_that_is_judged_again_is_judged_the_same() -> None:
    late = [{"start": "2027-02-28T15:00", "end": "2027-02-28T23:00"}]
    short_break = shift("2027-03-01T07:00", "2027-03-01T16:00", "day", break_min=10)
    evaluator = Evaluator.of(problem(short_break, team=(assistant(history=late),)))
    first, second = (evaluator.judge({"day": "amal"}) for _ in range(2))
    assert first == second
    assert [each.rule for each in first.breaches] == ["AML-10-8-1", "AML-10-9-1"]


def test_seven_days_away_in_a_row_are_leave_and_two_are_not() -> None:
    away = [
        {"start": "2027-03-01T00:00", "end": "2027-03-03T00:00"},
        {"start": "2027-03-05T00:00", "end": "2027-03-14T00:00"},
    ]
    asked = problem(DAY, team=(assistant(unavailable=away),))
    assert sorted(day.day for day in Targets.of(asked).leave_days["amal"]) == list(range(5, 14))
