"""The ledger: what the last year left over or short, how it fades, and what it does to shares and wishes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.roster import evaluate, read_problem
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.ledger import Balance, PastWeek, balances_of, wish_percent
from selvstyrt.core.roster.targets import ShareTarget, Targets
from tests.core.roster.problems import assistant, problem_file, shift

FIRST = date(2027, 3, 1)
NIGHTS = [shift(f"2027-03-{day:02}T22:00", f"2027-03-{day + 1:02}T06:00", f"night-{day}") for day in (2, 4, 9, 11)]


def second(*shifts: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return problem_file(*shifts, **changes) | {"format": "selvstyrt-roster-problem/2"}


def week(number: int, **had: int) -> PastWeek:
    """So many weeks before the period, Amal with twice the contract hours of Jonas; nights of each."""
    nights = {(who, "nights"): count for who, count in had.items()}
    return PastWeek(FIRST - timedelta(weeks=number), {"amal": 1200, "jonas": 600}, nights)


def test_a_share_follows_the_contract_hours() -> None:
    assert balances_of([week(1, amal=2, jonas=1)], FIRST) == {"amal": Balance(), "jonas": Balance()}
    assert balances_of([week(1, amal=3)], FIRST) == {"amal": Balance(nights=100), "jonas": Balance(nights=-100)}


@pytest.mark.parametrize(("ago", "left"), [(1, 100), (2, 98), (27, 50), (52, 2), (53, 0), (60, 0)])
def test_a_debt_fades_and_is_gone_after_a_year(ago: int, left: int) -> None:
    assert balances_of([week(ago, amal=3)], FIRST).get("amal", Balance()).nights == left


def test_who_was_not_there_neither_owes_nor_is_owed() -> None:
    alone = PastWeek(FIRST - timedelta(weeks=1), {"amal": 1200}, {("amal", "nights"): 5, ("gone", "nights"): 9})
    assert balances_of([alone], FIRST) == {"amal": Balance()}


def test_without_contract_hours_all_share_alike() -> None:
    both = PastWeek(FIRST - timedelta(weeks=1), {"amal": 0, "jonas": 0}, {("amal", "weekends"): 2})
    assert balances_of([both], FIRST) == {"amal": Balance(weekends=100), "jonas": Balance(weekends=-100)}


def test_who_carried_more_nights_has_a_smaller_share_now() -> None:
    team = (assistant(ledger={"nights": "1.25"}), assistant("jonas", ledger={"nights": "-1.25"}))
    targets = Targets.of(read_problem(second(*NIGHTS, team=team)))
    shares = targets.shares[ShareKind.NIGHTS]
    assert shares["amal"] == ShareTarget(carried=1, lowest=1, highest=2), "a share of 2 less 1.25 is 0.75"
    assert shares["jonas"] == ShareTarget(carried=-2, lowest=1, highest=2), "a share of 2 and 1.25 more is 3.25"
    three = {each["id"]: "jonas" for each in NIGHTS[1:]} | {NIGHTS[0]["id"]: "amal"}
    two = {each["id"]: ("amal", "jonas")[n % 2] for n, each in enumerate(NIGHTS)}
    assert evaluate(targets.problem, three).points["nights"] == 0
    assert evaluate(targets.problem, two).points["nights"] == 2 * 8 * 4


def test_where_anybody_has_a_ledger_the_history_is_not_counted_as_well() -> None:
    worked = [{"start": "2027-02-20T22:00", "end": "2027-02-21T06:00"}]
    for ledger, carried in ((None, 1), ({}, 0)):
        team = (assistant(history=worked), assistant("jonas", **({} if ledger is None else {"ledger": ledger})))
        targets = Targets.of(read_problem(second(*NIGHTS, team=team)))
        assert targets.shares[ShareKind.NIGHTS]["amal"].carried == carried


@pytest.mark.parametrize(
    ("balance", "percent"),
    [(None, 100), (0, 100), (-100, 125), (-150, 138), (100, 75), (-400, 200), (-900, 200), (300, 50)],
)
def test_wishes_of_those_who_were_seldom_heard_count_more(balance: int | None, percent: int) -> None:
    assert wish_percent(None if balance is None else Balance(wishes=balance)) == percent


def test_an_unmet_wish_costs_more_for_who_was_seldom_heard() -> None:
    free = [{"start": "2027-03-02T00:00", "end": "2027-03-03T00:00", "weight": -3}]
    team = (assistant(wishes=free, ledger={"wishes": "-2"}), assistant("jonas", wishes=free))
    asked = read_problem(second(shift("2027-03-02T08:00", "2027-03-02T12:00", "day"), team=team))
    assert evaluate(asked, {"day": "amal"}).points["wishes"] == 4 * 18
    assert evaluate(asked, {"day": "jonas"}).points["wishes"] == 4 * 12


def test_short_notice_counts_for_whoever_did_not_have_the_shift_before() -> None:
    days = [shift(f"2027-03-0{day}T08:00", f"2027-03-0{day}T12:00", f"day-{day}") for day in (2, 3, 4)]
    away = [{"start": "2027-03-02T00:00", "end": "2027-03-04T00:00"}]
    asked = read_problem(
        second(
            *days,
            team=(assistant(unavailable=away), assistant("jonas"), assistant("sara")),
            current=dict.fromkeys(("day-2", "day-3", "day-4"), "amal"),
            notice_until="2027-03-04T00:00",
        )
    )
    shares = Targets.of(asked).shares[ShareKind.SHORT_NOTICE]
    assert {who: share.highest for who, share in shares.items()} == {"jonas": 1, "sara": 1}, "Amal is away for both"
    shared = evaluate(asked, {"day-2": "jonas", "day-3": "sara", "day-4": "jonas"})
    assert shared.points["short_notice"] == 0, "the fourth of March is beyond the notice"
    assert evaluate(asked, {"day-2": "jonas", "day-3": "jonas", "day-4": "amal"}).points["short_notice"] == 8 * 4


def test_nobody_can_have_too_little_short_notice() -> None:
    day = shift("2027-03-02T08:00", "2027-03-02T12:00", "day")
    team = (assistant(ledger={"short_notice": "-3"}), assistant("jonas", ledger={"short_notice": "3"}))
    kept = read_problem(second(day, team=team, current={"day": "jonas"}, notice_until="2027-03-09T00:00"))
    assert evaluate(kept, {"day": "jonas"}).points["short_notice"] == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"ledger": {"nights": "much"}}, "assistants[0].ledger.nights"),
        ({"ledger": {"nights": 1.5}}, "assistants[0].ledger.nights"),
        ({"ledger": {"nights": "0.125"}}, "assistants[0].ledger.nights"),
        ({"ledger": {"nights": "-1001"}}, "assistants[0].ledger.nights"),
        ({"ledger": {"nights": "1e999999999"}}, "assistants[0].ledger.nights"),
        ({"ledger": {"nights": True}}, "assistants[0].ledger.nights"),
        ({"ledger": {"sundays": 1}}, "assistants[0].ledger.sundays"),
        ({"pay": {"tariff": "tariff_nowhere", "seniority": 0, "full_week_minutes": 2130}}, "assistants[0].pay.tariff"),
        ({"pay": {"tariff": "tariff_virke", "seniority": "x", "full_week_minutes": 1}}, "assistants[0].pay.seniority"),
        ({"pay": {"tariff": "tariff_virke", "seniority": 0}}, "assistants[0].pay.full_week_minutes"),
    ],
)
def test_a_ledger_or_pay_that_cannot_be_is_refused_where_it_stands(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_problem(second(team=(assistant(**changes),)))
    assert refusal.value.facts["where"] == where


@pytest.mark.parametrize(
    "changes",
    [
        {"notice_until": "2027-03-04T00:00"},
        {"weights": {"few_people": 1}},
        {"team": (assistant(ledger={}),)},
        {"team": (assistant(pay={}),)},
    ],
)
def test_the_first_format_does_not_know_what_the_second_added(changes: dict[str, Any]) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_problem(problem_file(**changes))
    assert refusal.value.code == "unknown_key"
    assert "belongs to selvstyrt-roster-problem/2" in str(refusal.value)
