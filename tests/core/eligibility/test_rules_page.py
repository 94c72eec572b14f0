"""Every number on the page about the right and its deadlines is computed again here."""

import doctest
from datetime import date
from pathlib import Path

import pytest

from selvstyrt.core.eligibility import (
    CostDocumented,
    Help,
    HelpNeed,
    Matter,
    RightFacts,
    RightTerms,
    assess,
    complaint_deadline,
)

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "eligibility.md"
TEXT = PAGE.read_text(encoding="utf-8")


def table(heading):
    """The rows of the first table under a heading, as lists of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", table("Outcome"), ids=" ".join)
def test_an_outcome_of_the_page_comes_out(row):
    age, before, months, hours, cost, outcome = row
    facts = RightFacts(
        age=int(age),
        duration_months=int(months),
        needs=(HelpNeed(Help.ASSISTANCE, int(hours) * 60),),
        granted_before_limit=before == "yes",
        cost=CostDocumented(cost),
    )
    assert assess(facts, RightTerms.at(date(2026, 6, 1))).outcome.value == outcome


@pytest.mark.parametrize("row", table("Deadlines"), ids=" ".join)
def test_a_deadline_of_the_page_comes_out(row):
    received, matter, counted, last = row
    found = complaint_deadline(date.fromisoformat(received), Matter(matter))
    assert [str(found.counted_day), str(found.last_day)] == [counted, last]


def test_the_code_on_the_page_runs():
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted > 0 and found.failed == 0
