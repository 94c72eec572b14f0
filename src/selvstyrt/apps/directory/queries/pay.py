"""Reads about pay (lønn): the cells of the wage table, SSB's figures, and the agreements' minimum rates beside them.

Hourly amounts of different sources are never set against each other as they stand: each has its own hours in a
month. They are compared by the year, or by an hourly amount made with the same hours a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from selvstyrt.apps.directory.datasets.ssb import (
    SSB_11418,
    SSB_11658,
    SSB_14437,
    Employment,
    EmploymentCell,
    MonthlyPay,
    MonthlyPayCell,
)
from selvstyrt.apps.directory.datasets.wages import WAGES, WageCell, WageGroup, Wages
from selvstyrt.apps.directory.figures import Figure
from selvstyrt.apps.directory.shelf import Dataset, Shelved, T, UnsoundContent, current
from selvstyrt.core.base import NoAnswer, round_ore
from selvstyrt.core.law import all_ids, dated
from selvstyrt.core.pay import tariff_at, tariff_ids

MONTHS = 12
FULL_WEEK, ROTA_WEEK = 2250, 2130
"""Minutes of the ordinary working week, 37.5 hours, and of one in rota with nights or Sundays, 35.5 hours."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody wants to know about pay (valg): one cell of the wage table."""

    occupation: str = "personlig_assistent"
    sector: str = "private"
    working_time: str = "part_time"
    gender: str = "total"
    statistic: str = "median"
    overtime: str = "excl_overtime"
    unit: str = "month"

    @property
    def group(self) -> WageGroup:
        """Whom the figure is about."""
        return WageGroup(self.occupation, self.sector, self.working_time)


@dataclass(frozen=True, slots=True)
class AgreementMinimum:
    """The lowest wage of an agreement on a day (minstelønn i en tariffavtale), without any years of service.

    `annual` and `hours_a_year` are None where the agreement, or what is known of it, states the hour alone.
    `certainty` is high, medium or low. `weekly_minutes` 0: the length of the week is not stated.
    """

    agreement: str
    valid_from: date
    weekly_minutes: int
    annual: Decimal | None
    hours_a_year: Decimal | None
    hourly: Decimal
    certainty: str
    address: str


def wages() -> Shelved[Wages]:
    """The wage table of utdanning.no.

    Raises: UnsoundContent when neither an edition nor the shipped file is there or readable.
    """
    return _there(WAGES)


def yearly_pay() -> Shelved[MonthlyPay]:
    """SSB table 11418. Raises: UnsoundContent as `wages`."""
    return _there(SSB_11418)


def quarterly_pay() -> Shelved[MonthlyPay]:
    """SSB table 11658. Raises: UnsoundContent as `wages`."""
    return _there(SSB_11658)


def employment() -> Shelved[Employment]:
    """SSB table 14437. Raises: UnsoundContent as `wages`."""
    return _there(SSB_14437)


def figure_of(table: Wages, choice: Choice) -> Figure:
    """The cell that was chosen; a figure that is missing where the source has no such group."""
    return table.figure(
        choice.group, gender=choice.gender, statistic=choice.statistic, overtime=choice.overtime, unit=choice.unit
    )


def wage_rows(table: Wages) -> Iterator[tuple[WageCell, Figure]]:
    """Every cell of the wage table in the order of the source, those that are hidden too."""
    yield from table.cells.items()


def ssb_pay_rows(table: MonthlyPay) -> Iterator[tuple[MonthlyPayCell, Figure]]:
    """Every cell of an SSB pay table."""
    yield from table.cells.items()


def employment_rows(table: Employment) -> Iterator[tuple[EmploymentCell, Figure]]:
    """Every cell of the SSB employment table."""
    yield from table.cells.items()


def hourly_with(monthly: int, hours_a_year: Decimal) -> Decimal:
    """NOK an hour when twelve monthly amounts are spread over so many hours a year, rounded to øre.

    >>> hourly_with(29_270, Decimal(1950))
    Decimal('180.12')
    """
    return round_ore(Decimal(monthly * MONTHS) / hours_a_year)


def agreement_minimums(day: date) -> tuple[AgreementMinimum, ...]:
    """The lowest wage of every agreement whose wages we know on that day, for 37.5 hours a week or what it states."""
    found = []
    for tariff in tariff_ids():
        if f"{tariff}.wages" in all_ids():
            found += list(_minimum(tariff, day))
    return tuple(found)


def _minimum(tariff: str, day: date) -> Iterator[AgreementMinimum]:
    try:
        terms = tariff_at(tariff, day)
    except NoAnswer:  # no wage known on that day
        return
    first = min(terms.wages, key=lambda step: step.years, default=None)
    if first is None or first.years > 0:  # the page begins at more years of service
        return
    entry = dated(f"{tariff}.wages").at(day)
    weekly = first.weekly_minutes or (FULL_WEEK if first.annual is not None else 0)
    wage = terms.minimum_wage(0, weekly)
    yield AgreementMinimum(
        agreement=terms.wages_citation.text,
        valid_from=entry.valid_from,
        weekly_minutes=weekly,
        annual=wage.annual,
        hours_a_year=wage.divisor,
        hourly=wage.hourly,
        certainty=terms.wages_certainty.value,
        address=terms.wages_citation.url,
    )


def _there(dataset: Dataset[T]) -> Shelved[T]:
    shelved = current(dataset)
    if shelved is None:
        raise UnsoundContent("the shipped file is missing; install the program again", where=dataset.name)
    return shelved
