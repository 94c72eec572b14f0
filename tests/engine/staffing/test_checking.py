"""The checker against rosters whose breaches and costs are counted by hand."""

from __future__ import annotations

import pytest

from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.reading import parse_instance

INSTANCE = parse_instance(
    """
SECTION_HORIZON
14
SECTION_SHIFTS
D,480,
N,600,D
SECTION_STAFF
A,D=6|N=2,3000,960,3,2,2,1
SECTION_DAYS_OFF
A,3
SECTION_SHIFT_ON_REQUESTS
A,0,D,2
A,1,N,3
SECTION_SHIFT_OFF_REQUESTS
A,1,D,4
SECTION_COVER
0,D,2,100,1
1,D,0,100,7
2,N,1,50,1
""",
    "by-hand",
)


def row(text: str) -> dict[str, tuple[str, ...]]:
    return {"A": tuple(text.replace(".", " ").replace(" ", "_")[day].strip("_") for day in range(len(text)))}


def test_a_lawful_roster_costs_its_unmet_wishes_and_needs() -> None:
    # D on day 0: wish met, one of two; D on day 1: 3 for the missing N, 4 for the unwanted D, 7 for one too many;
    # nobody on day 2: 50.
    verdict = check(INSTANCE, row("DD............"))
    assert (verdict.is_legal, verdict.cost) == (True, 100 + 3 + 4 + 7 + 50)


@pytest.mark.parametrize(
    ("text", "breach"),
    [
        ("DD.D..........", "works D on day 3, a day off"),
        ("ND............", "works D on day 1, after N"),
        ("..............", "works 0 minutes; 960 to 3000"),
        ("DD..DDD..DD...", "works 7 of D; at most 6"),
        ("NNN...........", "works 3 of N; at most 2"),
        ("DDDD..........", "works 4 days in a row from day 0; at most 3"),
        ("D......D....DD", "works 1 days in a row from day 7; at least 2"),
        ("DDD.DD........", "has 1 days off in a row from day 3; at least 2"),
        ("....DD.....DD.", "works 2 weekends; at most 1"),
        ("XX............", "has the unknown shift X"),
        ("DD...........", "has 13 days"),
    ],
)
def test_each_broken_rule_is_named(text: str, breach: str) -> None:
    breaches = check(INSTANCE, row(text)).breaches
    assert f"A {breach}" in breaches


@pytest.mark.parametrize("text", ["D......DD.....", ".......DD....D", "D.....DD......", "DD..........DD"])
def test_a_run_at_the_edge_may_be_short(text: str) -> None:
    assert not [breach for breach in check(INSTANCE, row(text)).breaches if "in a row" in breach]


def test_one_day_off_at_the_edge_is_enough() -> None:
    assert check(INSTANCE, row(".DD.........DD")).is_legal
    assert check(INSTANCE, row("DD.........DD.")).is_legal


def test_a_missing_and_a_strange_person_are_named() -> None:
    breaches = check(INSTANCE, {"B": ("",) * 14}).breaches
    assert breaches == ("B is in the roster, but not in the instance", "A has no row")
