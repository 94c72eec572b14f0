"""Every number on the page about employment is computed again here."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.core import employment as work
from selvstyrt.core import law
from selvstyrt.core.base import DateRange, round_ore
from selvstyrt.faces.cli.cases_law_facts import answers

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "employment.md"
TEXT = PAGE.read_text(encoding="utf-8")
RECEIVED = date(2026, 3, 10)


def table(heading):
    """The rows of the first table under a heading, as lists of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("row", table("Contract"), ids=" ".join)
def test_a_contract_deadline_of_the_page_comes_out(row):
    start = date.fromisoformat(row[0])
    assert str(work.contract_deadline(start, int(row[1]), work.ContractTerms.at(start))) == row[2]


@pytest.mark.parametrize("row", table("Notice"), ids=" ".join)
def test_a_notice_period_of_the_page_comes_out(row):
    years, age, employer, months, last = row
    found = work.notice_period(
        RECEIVED,
        work.EndingTerms.at(RECEIVED),
        service_years=int(years),
        age=int(age),
        by_employer=employer == "yes",
    )
    assert [str(found.months), str(found.last_day)] == [months, last]


@pytest.mark.parametrize("row", table("Holiday pay"), ids=" ".join)
def test_holiday_pay_of_the_page_comes_out(row):
    basis, age, fifth, percent, amount = row
    terms = work.HolidayPayTerms.at(2026)
    found = work.holiday_pay(Decimal(basis), int(age), terms, fifth_week=fifth == "yes")
    assert [str(found.percent), str(found.amount)] == [percent, amount]


@pytest.mark.parametrize("row", table("Sickness"), ids=" ".join)
def test_days_of_sickness_of_the_page_come_out(row):
    first, last, start = (date.fromisoformat(text) for text in row[:3])
    terms = work.SicknessTerms.at(start)
    earlier = (DateRange(first, last + timedelta(days=1)),)
    mine = work.self_certification(DateRange(start, start + timedelta(days=1)), terms, earlier=earlier)
    period = work.employer_period(start, terms, earlier=earlier)
    assert [str(mine.days_left), str(period.days_left)] == row[3:]


@pytest.mark.parametrize("row", table("Sick pay"), ids=" ".join)
def test_the_highest_sick_pay_a_day_of_the_page_comes_out(row):
    terms = work.SickPayTerms.at(date.fromisoformat(row[0]))
    assert str(round_ore(terms.highest_daily)) == row[1]


@pytest.mark.parametrize("row", table("Sick children"), ids=" ".join)
def test_days_for_sick_children_of_the_page_come_out(row):
    children, alone, chronic, paid, leave = row
    now, single = date(2026, 6, 1), alone == "yes"
    care = work.care_days(int(children), work.CarePayTerms.at(now), alone=single, chronic=int(chronic))
    free = work.child_sick_days(int(children), work.LeaveTerms.at(now), alone=single, chronic=int(chronic) > 0)
    assert [str(care.figures["days_per_year"]), str(free.figures["days_per_year"])] == [paid, leave]


@pytest.mark.parametrize("row", table("Private home"), ids=" ".join)
def test_contract_and_notice_in_a_private_home_of_the_page_come_out(row):
    day = date.fromisoformat(row[0])
    terms = work.HomeTerms.at(day)
    assert [str(len(terms.contract_items)), str(work.home_notice(day, terms).figures["last_day"])] == row[1:]


@pytest.mark.parametrize("row", table("Agreements"), ids=" ".join)
def test_the_weeks_of_the_agreements_on_the_page_come_out(row):
    hours = work.TariffHours.at(row[0], date(2026, 6, 1)).weekly_minutes
    assert ["-" if kind not in hours else str(Decimal(hours[kind]) / 60) for kind in work.RotaKind] == row[1:]


@pytest.mark.parametrize("row", table("Rules and functions"), ids=" ".join)
def test_a_rule_of_the_page_has_its_provision_its_functions_and_an_answer_in_the_cases(row):
    for rule in row[0].split(", "):
        assert rule in law.rule_ids()
        assert answers(rule)
    for name in row[1].split(", "):
        assert callable(getattr(work, name))
