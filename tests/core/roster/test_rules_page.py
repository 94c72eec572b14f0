"""Every number on the page about the objective is worked out again here."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.core.roster import PRESETS, Preset, evaluate, read_problem
from selvstyrt.core.roster.costs import cost_points
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.ledger import Balance, PastWeek, balances_of, wish_percent
from selvstyrt.core.roster.levels import dearest_change
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.roster.terms import (
    MOVED_POINTS,
    TERMS,
    UNCOVERED_POINTS,
    contract_points,
    contract_steps,
    share_points,
    weight_of,
)
from tests.core.roster.problems import assistant, problem_file, shift

TEXT = (Path(__file__).parents[3] / "docs" / "rules" / "roster_objective.md").read_text(encoding="utf-8")
FIRST = date(2027, 3, 1)


def tables(heading: str) -> list[list[list[str]]]:
    """The tables under a heading, as rows of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    found: list[list[list[str]]] = [[]]
    for line in section.splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [rows[2:] for rows in found if rows]


def number(cell: str) -> int:
    return int(cell.replace(" ", ""))


def hundredths(cell: str) -> int:
    return int(Decimal(cell) * 100)


def test_the_weights_of_the_presets_are_those_of_the_page() -> None:
    (rows,) = tables("Terms")
    assert [row[0].strip("`") for row in rows] == list(TERMS)
    for row in rows:
        for cell, preset in zip(row[2:], Preset, strict=True):
            assert number(cell) == weight_of(PRESETS[preset], row[0].strip("`")), (row[0], preset)
    assert [f"{points:,}".replace(",", " ") in rows[0][1] for points in UNCOVERED_POINTS.values()] == [True] * 3


@pytest.mark.parametrize("row", tables("Levels")[0])
def test_the_levels_are_those_of_the_page(row: list[str]) -> None:
    contract, notice, people, dearest, *levels = map(number, row)
    weights = {"contract": contract, "short_notice": notice, "few_people": people}
    day = shift("2027-03-02T08:00", "2027-03-02T16:00", "day")
    asked = read_problem(problem_file(day, weights=weights) | {"format": "selvstyrt-roster-problem/2"})
    targets = Targets.of(asked)
    assert dearest_change(asked, targets.sorting, targets.costs) == dearest
    assert list(targets.empty_points.values()) == levels


@pytest.mark.parametrize("row", tables("Contract hours")[0])
def test_the_quarters_off_the_contract_are_those_of_the_page(row: list[str]) -> None:
    minutes, beyond, *quarters, units = map(number, row)
    assert max(0, abs(minutes - 9600) - 240) == beyond
    assert [max(0, -((step - beyond) // 15)) for step in contract_steps(9600)] == quarters
    assert contract_points(minutes, 9600, 240) == units


@pytest.mark.parametrize("row", tables("Wishes")[0])
def test_a_wish_costs_what_the_page_says(row: list[str]) -> None:
    weight, met, percent, units = row
    assert wish_percent(Balance(wishes=hundredths(met))) == number(percent)
    wish = {"start": "2027-03-02T00:00", "end": "2027-03-03T00:00", "weight": int(weight)}
    data = problem_file(team=(assistant(wishes=[wish], ledger={"wishes": met}),))
    targets = Targets.of(read_problem(data | {"format": "selvstyrt-roster-problem/2"}))
    (person,) = targets.problem.people
    assert targets.wish_units(person, person.wishes[0]) == number(units)


@pytest.mark.parametrize("row", tables("Fair shares")[0])
def test_a_share_costs_what_the_page_says(row: list[str]) -> None:
    assert share_points(number(row[0]), 2, 3) == number(row[1])


@pytest.mark.parametrize("row", tables("The ledger: what earlier periods left")[0])
def test_the_ledger_fades_as_the_page_says(row: list[str]) -> None:
    ago, amal, jonas, share = map(number, row[:4])
    had = {("amal", "nights"): amal, ("jonas", "nights"): jonas}
    week = PastWeek(FIRST - timedelta(weeks=ago), {"amal": 1200, "jonas": 600}, had)
    assert (amal + jonas) * 1200 == share * 1800
    left = balances_of([week], FIRST)
    for who, cell in zip(("amal", "jonas"), row[4:], strict=True):
        assert left.get(who, Balance()).nights == hundredths(cell)


@pytest.mark.parametrize("row", tables("The ledger: what earlier periods left")[1])
def test_what_is_carried_moves_the_fair_number_as_the_page_says(row: list[str]) -> None:
    carried = dict(zip(("amal", "jonas"), row[:2], strict=True))
    nights = [shift(f"2027-03-{day:02}T22:00", f"2027-03-{day + 1:02}T06:00") for day in (2, 4, 9, 11)]
    team = tuple(assistant(who, ledger={"nights": nights_before}) for who, nights_before in carried.items())
    shares = Targets.of(
        read_problem(problem_file(*nights, team=team) | {"format": "selvstyrt-roster-problem/2"})
    ).shares[ShareKind.NIGHTS]
    fair = [f"{share.lowest - share.carried} to {share.highest - share.carried}" for share in shares.values()]
    assert fair == row[2:]


@pytest.mark.parametrize("row", tables("Continuity: few different people")[0])
def test_weekends_and_days_begun_are_counted_as_on_the_page(row: list[str]) -> None:
    holders: dict[str, str] = {}
    shifts = []
    for day, cell in zip((6, 7), row[:2], strict=True):
        for place, name in enumerate([] if cell == "–" else cell.lower().split(", ")):
            hour = 9 + 4 * place
            shifts.append(shift(f"2027-03-0{day}T{hour:02}:00", f"2027-03-0{day}T{hour + 4}:00"))
            holders[shifts[-1]["id"]] = name
    data = problem_file(*shifts, team=(assistant(), assistant("jonas")), weights={"continuity": 1, "few_people": 1})
    points = evaluate(read_problem(data | {"format": "selvstyrt-roster-problem/2"}), holders).points
    weekends, continuity, days, people = map(number, row[2:])
    assert (points["continuity"], points["few_people"]) == (continuity, people) == (3 * weekends, days)


@pytest.mark.parametrize("row", tables("Calm")[0])
def test_a_change_costs_what_the_page_says(row: list[str]) -> None:
    before, now = (None if cell == "–" else cell.lower() for cell in row[:2])
    data = problem_file(
        shift("2027-03-02T08:00", "2027-03-02T16:00", "day"),
        team=(assistant(), assistant("jonas")),
        current={"day": before},
        weights={"calm": 1},
    )
    assert evaluate(read_problem(data), {"day": now}).points["calm"] == number(row[2])
    assert number(row[2]) in (0, MOVED_POINTS)


@pytest.mark.parametrize("row", tables("Cost")[0])
def test_a_dearer_assistant_weighs_what_the_page_says(row: list[str]) -> None:
    assert cost_points(Decimal(row[1]) - Decimal(row[0])) == number(row[2])
