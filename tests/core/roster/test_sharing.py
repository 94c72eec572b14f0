"""Schemes that share assistants: the order of their rosters, and work in one as time away in the other."""

from __future__ import annotations

from selvstyrt.core.roster import neighbours_of, rounds_of


def test_neighbours_never_stand_in_one_round_and_strangers_wait_for_nobody() -> None:
    people = {1: {10}, 2: {10, 11}, 3: {11, 12}, 4: {12}, 5: {50}, 6: {10, 12}}
    neighbours = neighbours_of(people)
    assert neighbours[5] == set()
    rounds = rounds_of(people, neighbours)
    assert all(rounds[one] != rounds[other] for one, others in neighbours.items() for other in others)
    assert rounds[5] == 0
    chain = {number: {number, number + 1} for number in range(200)}
    assert set(rounds_of(chain, neighbours_of(chain)).values()) <= {0, 1, 2}, "a chain does not run one by one"
