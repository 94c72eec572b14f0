"""Every number on the page about the hours account is computed again here."""

import doctest
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from selvstyrt.core.base import DateRange, year_range
from selvstyrt.core.hours import (
    PASSIVE_POT,
    CarryOver,
    DayMinutes,
    GrantLine,
    HoursPolicy,
    LedgerEntry,
    LedgerKind,
    account_status,
    charge_use,
    grant_minutes,
    grants,
    settle,
)

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "hours.md"
TEXT = PAGE.read_text(encoding="utf-8")
FIRST = date(2025, 1, 1)


def table(heading):
    """The rows of the first table under a heading, as lists of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", table("Grant"), ids=" ".join)
def test_a_grant_of_the_page_comes_out(row):
    hours, year, days, minutes, clock = row
    granted = grant_minutes([GrantLine("d", int(hours) * 60, DateRange(date(int(year), 1, 1)))], year_range(int(year)))
    assert [str(year_range(int(year)).day_count), str(granted)] == [days, minutes]
    assert f"{granted // 60}:{granted % 60:02}" == clock


def test_the_page_lists_every_kind_of_posting_with_its_sign_and_use():
    signs = {1: "+", 0: "±", -1: "-"}
    grants_of_decisions = {LedgerKind.GRANT, LedgerKind.ADJUST}
    assert table("Ledger") == [
        [kind, signs[kind.sign], "use" if kind.is_use else "grant" if kind in grants_of_decisions else "other"]
        for kind in LedgerKind
    ]


@pytest.mark.parametrize("row", table("Use"), ids=lambda row: row[0])
def test_a_charge_of_the_page_comes_out(row):
    factor, active, passive, main, apart = row
    policy = HoursPolicy(passive_factor=None if factor == "own pot" else Fraction(factor))
    entries = charge_use(FIRST, LedgerKind.USE_ACTIVE, int(active), int(passive), policy).entries
    assert [
        str(-sum(item.minutes for item in entries if (item.pot == PASSIVE_POT) is own)) for own in (False, True)
    ] == [
        main,
        apart,
    ]


@pytest.mark.parametrize("row", table("Forecast"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_forecast_of_the_page_comes_out(row):
    today, daily, planned_daily, until, *wanted = row
    on = date.fromisoformat(today)
    last = on if until == "none" else date.fromisoformat(until)
    entries = [
        LedgerEntry(FIRST + timedelta(days=n), LedgerKind.USE_ACTIVE, -int(daily)) for n in range((on - FIRST).days + 1)
    ]
    planned = [DayMinutes(on + timedelta(days=n), int(planned_daily)) for n in range(1, (last - on).days + 1)]
    status = account_status([GrantLine("d", 2100, DateRange(FIRST))], entries, planned, on, HoursPolicy())
    forecast = status.forecast
    figures = (status.used, status.planned, status.left, forecast.unplanned_days, forecast.unplanned_minutes)
    assert [str(figure) for figure in (*figures, forecast.left)] == wanted


@pytest.mark.parametrize("row", table("Year end"), ids=" ".join)
def test_a_year_end_of_the_page_comes_out(row):
    balance, carry_over, cap, carried, returned = row
    end = settle(int(balance), HoursPolicy(carry_over=CarryOver(carry_over), carry_cap_minutes=int(cap)))
    assert [str(end.carried), str(end.returned)] == [carried, returned]


def test_the_page_names_the_thresholds_of_the_policy():
    policy = HoursPolicy()
    for name in ("pace_days", "pace_min_days", "unused_alert_percent", "notice_days"):
        assert f"`{name}`" in TEXT
        assert str(getattr(policy, name)) in TEXT


def test_the_page_names_the_rule_of_every_step():
    status = account_status([GrantLine("d", 2100, DateRange(FIRST))], [], [], FIRST, HoursPolicy())
    charge = charge_use(FIRST, LedgerKind.USE_ACTIVE, 25, 455, HoursPolicy())
    used = {step.rule for step in (*status.steps, *charge.steps, *settle(60, HoursPolicy()).steps)}
    assert used == {row[0].strip("`") for row in table("What an explanation consists of")}


def test_the_examples_of_the_page_and_the_package_run():
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "hours.md", str(PAGE), 0))
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 0
    assert doctest.testmod(grants, extraglobs={"date": date}).failed == 0
