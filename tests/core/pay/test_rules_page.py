"""Every number on the page about pay is computed again here."""

import doctest
import importlib
import pkgutil
import re
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

import selvstyrt.core.pay
from selvstyrt.core.base import Span, round_ore
from selvstyrt.core.pay import (
    Employment,
    WorkedTime,
    gross,
    may_day_off,
    pay_lines,
    resting_night,
    supplement_codes,
    tariff_at,
    tariff_source,
)

PAGE = Path(__file__).parents[3] / "docs" / "rules" / "pay.md"
TEXT = PAGE.read_text(encoding="utf-8")
MODULES = [
    importlib.import_module(f"selvstyrt.core.pay.{module.name}")
    for module in pkgutil.iter_modules(selvstyrt.core.pay.__path__)
]


def table(heading):
    """The rows of the first table under a heading, as lists of cells."""
    section = TEXT.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def shift(text):
    """The span of "2024-06-07 22:00 – 06:00": an end at or before the start is on the next day."""
    day, start, end = re.fullmatch(r"(\S+) (\S+) – (\S+)", text).groups()
    begins = datetime.fromisoformat(f"{day} {start}")
    ends = datetime.fromisoformat(f"{day} {end}")
    return Span.of_local(begins, ends if ends > begins else ends + timedelta(days=1))


def said(lines):
    return "; ".join(
        f"{line.kind} {line.minutes // 60}:{line.minutes % 60:02} × {line.rate} = {line.amount}" for line in lines
    )


def call_spans(night, text):
    """The calls of "22:30–22:40, 02:00–02:40": times before noon are on the day after the night begins."""

    def moment(clock):
        day = night.start_day() + timedelta(days=clock < "12:00")
        return datetime.combine(day, time.fromisoformat(clock))

    calls = [] if text == "none" else text.split(", ")
    return tuple(Span.of_local(*map(moment, call.split("–"))) for call in calls)


@pytest.mark.parametrize("row", table("Worked shifts"), ids=lambda row: row[0])
def test_a_worked_shift_of_the_page_comes_out(row):
    when, years, lines, total = row
    found = pay_lines(WorkedTime("e", shift(when)), Employment(int(years), 2130), tariff_source("tariff_virke"))
    assert said(found) == lines
    assert str(gross(found)) == total


@pytest.mark.parametrize("row", table("Resting duty"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_resting_night_of_the_page_comes_out(row):
    when, calls, lines, total = row
    night = shift(when)
    found = pay_lines(
        resting_night("e", night, call_spans(night, calls)), Employment(0, 2130), tariff_source("tariff_virke")
    )
    assert said(found) == lines
    assert str(gross(found)) == total


@pytest.mark.parametrize("row", table("Wages on file"), ids=lambda row: f"{row[0]} {row[1]}")
def test_a_wage_of_the_page_is_the_wage_on_file(row):
    day, years, annual, full, rota, certainty = row
    tariff = tariff_at("tariff_virke", date(2025, 4, 1), wages_of=date.fromisoformat(day))
    step = tariff.wage_step(int(years))
    assert (f"{step.annual:,}".replace(",", " "), str(tariff.wages_certainty)) == (annual, certainty)
    assert str(tariff.minimum_wage(int(years), 2250).hourly) == full
    assert str(tariff.minimum_wage(int(years), 2130).hourly) == rota


def test_the_examples_of_the_page_run():
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(TEXT.replace("```", ""), {}, "pay.md", str(PAGE), 0))
    assert runner.summarize(verbose=False).failed == 0
    assert runner.tries > 0


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_examples_of_the_package_run(module):
    names = {"date": date, "round_ore": round_ore}
    assert doctest.testmod(module, extraglobs=names).failed == 0


def test_the_page_names_every_code_of_a_supplement():
    for code in supplement_codes():
        assert f"`{code}`" in TEXT


def test_the_page_names_the_rule_of_every_step():
    tariff_on = tariff_source("tariff_virke")
    evening, night = shift("2024-06-03 15:00 – 23:00"), shift("2024-06-03 23:00 – 07:00")
    call = Span.of_local(datetime(2024, 6, 4, 2), datetime(2024, 6, 4, 2, 20))
    own = Employment(0, 2130, own_hourly=tariff_on(night.start_day()).minimum_wage(9, 2130).hourly + 100)
    lines = [
        *pay_lines(WorkedTime("e", evening, break_minutes=30, break_paid=False), own, tariff_on),
        *pay_lines(resting_night("n", night, (call,)), Employment(0, 2130, started=date(2020, 1, 1)), tariff_on),
        may_day_off("m", date(2024, 5, 1), 480, Employment(0, 2130, started=date(2020, 1, 1)), tariff_on),
    ]
    used = {re.sub("^supplement[.].*", "supplement.<code>", step.rule) for line in lines for step in line.steps}
    assert used == {row[0].strip("`") for row in table("What an explanation consists of")}
