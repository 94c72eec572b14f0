"""Schemes that share assistants: the order of their rosters, and work in one as time away in the other."""

from __future__ import annotations

from selvstyrt.core.roster import neighbours_of, rounds_of, with_work_beside, work_given
from tests.core.roster.problems import assistant, problem, shift


def test_neighbours_never_stand_in_one_round_and_strangers_wait_for_nobody() -> None:
    people = {1: {10}, 2: {10, 11}, 3: {11, 12}, 4: {12}, 5: {50}, 6: {10, 12}}
    neighbours = neighbours_of(people)
    assert neighbours[5] == set()
    rounds = rounds_of(people, neighbours)
    assert all(rounds[one] != rounds[other] for one, others in neighbours.items() for other in others)
    assert rounds[5] == 0
    chain = {number: {number, number + 1} for number in range(200)}
    assert set(rounds_of(chain, neighbours_of(chain)).values()) <= {0, 1, 2}, "a chain does not run one by one"


ONE = problem(shift("2027-03-01T07:00", "2027-03-01T15:00", "day"), team=(assistant(), assistant("jonas")))
OTHER = problem(
    shift("2027-03-01T16:00", "2027-03-01T22:00", "late"),
    shift("2027-03-02T07:00", "2027-03-02T12:00", "early"),
    team=(assistant(), assistant("liv")),
)


def test_work_in_another_scheme_is_time_away_and_work_done() -> None:
    given = work_given("other", OTHER, {"late": "amal", "early": "liv"})
    assert [(name, each.id, who) for name, each, who in given] == [("other", "late", "amal"), ("other", "early", "liv")]
    late = OTHER.shift_by_id["late"].span
    amal, jonas = with_work_beside(ONE, given).people
    assert [(work.id, work.span) for work in amal.history] == [("other/late", late)]
    assert amal.unavailable == (late,)
    assert jonas == ONE.person_by_id["jonas"]


def test_empty_shifts_and_strangers_leave_the_problem_as_it_is() -> None:
    assert work_given("other", OTHER, {"late": None}) == []
    assert with_work_beside(ONE, work_given("other", OTHER, {"early": "liv"})) is ONE


def test_work_that_the_problem_already_holds_is_not_counted_twice() -> None:
    given = work_given("other", OTHER, {"late": "amal"})
    once = with_work_beside(ONE, given)
    assert with_work_beside(once, given).person_by_id["amal"].history == once.person_by_id["amal"].history
