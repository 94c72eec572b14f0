"""The points of the objective, as the worked tables of docs/rules/roster_objective.md have them."""

from __future__ import annotations

import pytest

from selvstyrt.core.roster import evaluate
from selvstyrt.core.roster.terms import contract_points, contract_steps, quarters_short, share_points
from tests.core.roster.problems import assistant, problem, shift


@pytest.mark.parametrize(
    ("minutes", "points"),
    [
        (9600, 0),
        (9840, 0),
        (9360, 0),
        (9841, 1),
        (9855, 1),
        (9856, 2),
        (10320, 32),
        (10335, 34),
        (11280, 96 + 64),
        (8880, 32),
    ],
)
def test_hours_off_the_contract_cost_more_the_further_off(minutes: int, points: int) -> None:
    assert contract_steps(9600) == (0, 480, 1440)
    assert contract_points(minutes, 9600, 240) == points


@pytest.mark.parametrize(("count", "points"), [(2, 0), (3, 0), (4, 8), (5, 24), (6, 40), (1, 8), (0, 24)])
def test_the_second_shift_off_a_fair_share_costs_double(count: int, points: int) -> None:
    assert share_points(count, 2, 3) == points


@pytest.mark.parametrize(("minutes", "quarters"), [(600, 0), (599, 1), (585, 1), (584, 2), (700, 0)])
def test_started_quarters_are_counted_below_the_least(minutes: int, quarters: int) -> None:
    assert quarters_short(600, minutes) == quarters


def test_a_moved_shift_costs_calm_a_filled_hole_does_not() -> None:
    monday = shift("2027-03-01T07:00", "2027-03-01T15:00", "monday")
    tuesday = shift("2027-03-02T07:00", "2027-03-02T15:00", "tuesday")
    team = (assistant("amal"), assistant("jonas"))
    published = problem(monday, tuesday, team=team, current={"monday": "amal", "tuesday": None})
    assert evaluate(published, {"monday": "amal", "tuesday": "jonas"}).points["calm"] == 0
    assert evaluate(published, {"monday": "jonas", "tuesday": "jonas"}).points["calm"] == 40


def test_a_weekend_with_one_person_is_calmer_than_with_two() -> None:
    saturday = shift("2027-03-06T10:00", "2027-03-06T14:00", "saturday")
    sunday = shift("2027-03-07T10:00", "2027-03-07T14:00", "sunday")
    both = problem(saturday, sunday, team=(assistant("amal"), assistant("jonas")))
    assert evaluate(both, {"saturday": "amal", "sunday": "amal"}).points["continuity"] == 6
    assert evaluate(both, {"saturday": "amal", "sunday": "jonas"}).points["continuity"] == 12


def test_cost_counts_only_when_it_is_given_weight() -> None:
    monday = shift("2027-03-01T07:00", "2027-03-01T15:00", "monday")
    paid = (assistant(hourly_cost="283.57"), assistant("jonas", hourly_cost="270"))
    assert evaluate(problem(monday, team=paid), {"monday": "amal"}).points["cost"] == 0
    weighed = problem(monday, team=paid, weights={"cost": 2})
    assert evaluate(weighed, {"monday": "amal"}).points["cost"] == 2 * 5, "8 h x 13.57 kr is 108.56 kr more"
    assert evaluate(weighed, {"monday": "jonas"}).points["cost"] == 0
