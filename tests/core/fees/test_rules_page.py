"""Every number on the page about fees is computed again here."""

import doctest
import re
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.apps.directory.fee_tables import shipped_tables
from selvstyrt.core import law
from selvstyrt.core.base import DateRange, NoAnswer
from selvstyrt.core.fees import (
    Bracket,
    Charging,
    FeeTariff,
    GBasis,
    Household,
    MonthOfHelp,
    PartMonths,
    SelfCost,
    help_rules,
    monthly_fee,
    state_ceiling,
)

D = Decimal
PAGE = Path(__file__).parents[3] / "docs" / "rules" / "fees.md"
TEXT = PAGE.read_text(encoding="utf-8")
TABLES = {table.id: table.tariff for table in shipped_tables()}


def table(heading):
    """The rows of the first table under a heading, as lists of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", table("Worked months"), ids=" ".join)
def test_a_month_of_the_page_comes_out(row):
    name, basis, income, day, hours, g, place, fee, decided_by = row
    tariff = TABLES[name]
    if basis != "own":
        tariff = replace(tariff, g_basis=GBasis(basis), fixed_g=None)
    month = MonthOfHelp(date.fromisoformat(day), None if hours == "-" else int(D(hours) * 60))
    try:
        found = monthly_fee(tariff, Household((D(income),)), month)
    except NoAnswer as error:
        assert ["-", "-", "no answer", error.code] == [g, place, fee, decided_by]
    else:
        assert [str(found.g.amount), str(found.place), str(found.fee), found.decided_by] == [g, place, fee, decided_by]


def test_the_page_has_every_year_of_the_states_ceiling_and_names_the_years_that_are_missing():
    rows = table("State ceiling")
    entries = law.dated("egenandel.state_ceiling").entries
    assert rows == [[str(each.valid_from.year), str(each.value), each.certainty] for each in entries]
    missing = re.search(r"asking about (.*) is an error", TEXT)[1]
    for year in map(int, re.findall(r"\d{4}", missing)):
        with pytest.raises(NoAnswer, match=str(year)):
            state_ceiling(date(year, 6, 1))


def test_the_page_says_which_help_may_cost_something():
    rules = help_rules(date(2026, 1, 1))
    assert table("What may cost something") == [
        [rule.kind, "yes" if rule.charged else "no", rule.certainty] for rule in rules
    ]


def test_the_page_names_only_settings_that_there_are():
    settings = {field.name for kind in (FeeTariff, Bracket) for field in fields(kind)}
    named = {name for row in table("Settings and what is missing") for name in re.findall(r"`(\w+)`", row[0])}
    assert named <= settings


def rules_of(tariff, income, month):
    return {step.rule for step in monthly_fee(tariff, Household((D(income),)), month).steps}


def test_the_page_names_the_rule_of_every_step():
    day = date(2024, 3, 1)
    dear = (Bracket(D(0), Charging.STATE_CEILING), Bracket(D(2), Charging.HOURLY, hourly=D(100), cap_minutes=60))
    used = set()
    for basis in GBasis:
        tariff = FeeTariff(
            "t", dear, basis, D(118620) if basis is GBasis.FIXED else None, part_months=PartMonths.BY_DAY
        )
        used |= rules_of(tariff, 1000, MonthOfHelp(day, days=DateRange(date(2024, 3, 11))))
        used |= rules_of(tariff, 300000, MonthOfHelp(day, 120))
    for more in (
        Bracket(D(0), Charging.HOURLY, hourly=D(100), cap=D(50)),
        Bracket(D(0), Charging.HOURLY, hourly=D(100), cap_multiple=D(1)),
        Bracket(D(0), Charging.CHEAPEST, D(100), D(100)),
        Bracket(D(0), Charging.THRESHOLD, D(100), D(100), threshold_minutes=1),
    ):
        tariff = FeeTariff("t", (more,), GBasis.MAY_BEFORE, self_cost=SelfCost(D(300)), billing_months=frozenset({3}))
        used |= rules_of(tariff, 300000, MonthOfHelp(day, 120)) | rules_of(tariff, 1, MonthOfHelp(date(2024, 4, 1)))
        used |= rules_of(tariff, 1, MonthOfHelp(day, 0))
    assert used == {row[0].strip("`") for row in table("What an explanation consists of")}


def test_the_examples_of_the_page_run():
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "fees.md", str(PAGE), 0))
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 0
