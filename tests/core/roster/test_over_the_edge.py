"""Rules over several weeks hold from one plan to the next: work before the period counts, and so does work after it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from selvstyrt.core.roster import Evaluator, Problem
from tests.core.roster.problems import assistant, problem, shift

MONDAY = date(2027, 1, 4)


def averaging(weeks: int, valid_from: str | None = "2027-01-04") -> dict[str, Any]:
    dates = {} if valid_from is None else {"valid_from": valid_from}
    return {"type": "sunday_averaging_individual", "written": True, "period_weeks": weeks, **dates}


def sundays(*numbers: int) -> list[dict[str, Any]]:
    """A short shift on the Sunday of each of these weeks, counted from 0."""
    days = [MONDAY + timedelta(days=7 * number + 6) for number in numbers]
    return [shift(f"{day}T08:00", f"{day}T12:00", f"{day}") for day in days]


def broken(asked: Problem) -> set[str]:
    """What the roster breaks in which the first assistant has every shift."""
    judged = Evaluator.of(asked).judge({each.id: asked.people[0].id for each in asked.shifts})
    return {finding.rule for finding in judged.findings if finding.severity.value in {"illegal", "needs_agreement"}}


def plan(first_week: int, weeks: int, *shifts: dict[str, Any], history: list[dict[str, Any]], **more: Any) -> Problem:
    first = MONDAY + timedelta(weeks=first_week)
    before = [{"start": each["start"], "end": each["end"]} for each in history]
    team = (assistant(history=before, **more),)
    return problem(*shifts, first=f"{first}", last=f"{first + timedelta(days=7 * weeks - 1)}", team=team)


def test_an_agreed_period_of_sundays_goes_on_from_plan_to_plan() -> None:
    agreed = [averaging(8)]
    assert broken(plan(0, 4, *sundays(0, 1, 2), history=[], agreements=agreed)) == set()
    assert broken(plan(4, 4, *sundays(4), history=sundays(0, 1, 2), agreements=agreed)) == set()
    assert broken(plan(4, 4, *sundays(4, 5), history=sundays(0, 1, 2), agreements=agreed)) == {"AML-10-8-4-AVG"}


def test_an_agreement_without_a_first_day_averages_each_plan_alone() -> None:
    agreed = [averaging(8, None)]
    assert broken(plan(4, 4, *sundays(4, 5), history=sundays(0, 1, 2), agreements=agreed)) == set()


def test_an_agreed_period_that_is_over_is_not_judged_again() -> None:
    agreed = [averaging(2)]
    assert broken(plan(4, 2, *sundays(4), history=sundays(0, 1), agreements=agreed)) == set()


def test_the_weekly_rest_on_a_sunday_every_fourth_week_is_looked_for_before_the_plan_too() -> None:
    agreed = [averaging(26)]
    assert broken(plan(2, 2, *sundays(2), history=sundays(0, 1), agreements=agreed)) == set()
    assert broken(plan(2, 2, *sundays(2, 3), history=sundays(0, 1), agreements=agreed)) == {"AML-10-8-4-FOURTH"}


def test_sundays_before_the_agreement_are_no_part_of_its_four_weeks() -> None:
    agreed = [averaging(26, "2027-01-18")]
    assert broken(plan(2, 2, *sundays(2, 3), history=sundays(0, 1), agreements=agreed)) == set()


def nights(week: int) -> list[dict[str, Any]]:
    """Forty-eight hours of nights from Monday of the week."""
    days = [MONDAY + timedelta(days=7 * week + day) for day in range(5)]
    return [
        shift(f"{day}T21:00", f"{day + timedelta(days=1)}T{'07' if day.weekday() < 4 else '05'}:00", f"{day}")
        for day in days
    ]


@pytest.mark.parametrize("weeks", [1, 2, 3])
def test_a_short_plan_of_nights_is_averaged_with_the_weeks_before_it(weeks: int) -> None:
    contract = {"regime": "AML", "weekly_limit_h": 40, "regular_night_worker": True}
    agreed = [{"type": "averaging_individual", "written": True, "period_weeks": 8, "valid_from": "2027-01-04"}]
    before = [each for week in range(4 - weeks) for each in nights(week)]
    planned = [each for week in range(4 - weeks, 4) for each in nights(week)]

    def asked(history: list[dict[str, Any]]) -> Problem:
        return plan(4 - weeks, weeks, *planned, history=history, contract=contract, agreements=agreed)

    assert "AML-10-11-6" in broken(asked(before))
    assert "AML-10-11-6" not in broken(asked(before[5:])), "the first of four weeks is not known"
    assert "AML-10-11-6" not in broken(asked([]))


def test_a_shift_into_a_sunday_after_the_plan_is_work_on_that_sunday() -> None:
    saturday_night = shift("2027-01-16T20:00", "2027-01-17T04:00", "night")
    week = problem(*sundays(0), saturday_night, first="2027-01-04", last="2027-01-16")
    assert broken(week) == {"AML-10-8-4-NEXT"}
    assert broken(problem(saturday_night, first="2027-01-04", last="2027-01-16")) == set()


def test_a_sunday_that_is_known_to_be_worked_after_the_plan_must_not_follow_one_in_it() -> None:
    assert broken(plan(0, 1, *sundays(0), history=sundays(1))) == {"AML-10-8-4-NEXT"}
    assert broken(plan(0, 1, *sundays(0), history=sundays(2))) == set()
