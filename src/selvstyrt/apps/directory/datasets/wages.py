"""Pay of personal assistants and home helpers (lønnstabellen), cell by cell as utdanning.no shows it.

What must be known to read it, all stated by the figures themselves:

- The hourly amount is the monthly one without overtime divided by 162, rounded to whole kroner, also in the block
  "with overtime": only the monthly and yearly amounts of that block have overtime in them.
- The yearly amount is twelve monthly ones.
- The source states no year: the period is null.
- A hidden figure stays hidden, also where subtraction could find it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from selvstyrt.apps.directory.figures import MISSING, Figure, figure_in
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, rows_in, text_in

SECTORS = ("all", "municipal", "private", "state")
WORKING_TIMES = ("all", "part_time", "full_time")
GENDERS = ("total", "women", "men")
STATISTICS = ("median", "mean")
OVERTIMES = ("excl_overtime", "incl_overtime")
UNITS = ("hour", "month", "year")
PERSONS = "persons"
COLUMNS = ("occupation", "sector", "working_time", "gender", "statistic", "overtime", "unit")


@dataclass(frozen=True, slots=True)
class WageGroup:
    """Whom a figure is about (gruppe): occupation, sector and working time."""

    occupation: str
    sector: str
    working_time: str


@dataclass(frozen=True, slots=True)
class WageCell:
    """Which figure (celle). A count of persons has statistic "count", no overtime, and unit "persons"."""

    group: WageGroup
    gender: str
    statistic: str
    overtime: str
    unit: str


@dataclass(frozen=True, slots=True)
class Wages:
    """The pay table (lønnstabell): NOK in whole kroner, and the divisor between month and hour."""

    hourly_divisor: Decimal
    cells: Mapping[WageCell, Figure]
    groups: tuple[WageGroup, ...]

    def figure(self, group: WageGroup, *, gender: str, statistic: str, overtime: str, unit: str) -> Figure:
        """The figure in kroner, or one that is missing where the source has no such group."""
        return self.cells.get(WageCell(group, gender, statistic, overtime, unit), MISSING)

    def persons(self, group: WageGroup, gender: str = "total") -> Figure:
        """How many employees stand behind the group's figures."""
        return self.cells.get(WageCell(group, gender, "count", "", PERSONS), MISSING)


_CHOICES: dict[str, tuple[str, ...]] = {
    "sector": SECTORS,
    "working_time": WORKING_TIMES,
    "gender": GENDERS,
    "statistic": (*STATISTICS, "count"),
    "overtime": (*OVERTIMES, ""),
    "unit": (*UNITS, PERSONS),
}


def read(content: Any) -> Wages:
    """The pay table from `{"hourly_divisor": "162", "cells": [{occupation, ..., value, status}]}`.

    Raises: UnsoundContent for an unknown word, a cell that stands twice, or a missing divisor.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'hourly_divisor' and 'cells'", where="wages")
    cells: dict[WageCell, Figure] = {}
    groups: dict[WageGroup, None] = {}
    for place, row in enumerate(rows_in(content.get("cells"), where="wages"), start=1):
        where = f"wages, cell {place}"
        cell = _cell(row, where)
        if cell in cells:
            raise UnsoundContent(f"the cell {key_of(row)} stands twice; keep one", where=where)
        cells[cell] = figure_in(row, where=where)
        groups[cell.group] = None
    return Wages(_divisor(content), cells, tuple(groups))


def key_of(row: Mapping[str, Any]) -> str:
    """The key of a cell in the report of differences."""
    return ":".join(str(row.get(name, "")) for name in COLUMNS)


def _rows(content: Any) -> dict[str, Any]:
    return {key_of(row): [row.get("value"), row.get("status")] for row in rows_in(content["cells"], where="wages")}


def _cell(row: dict[str, Any], where: str) -> WageCell:
    words = {name: field_in(row, name, str, where=where) for name in COLUMNS}
    for name, known in _CHOICES.items():
        if words[name] not in known:
            told = f"'{name}' is {words[name]!r}; known are {', '.join(word or 'empty' for word in known)}"
            raise UnsoundContent(told, where=where)
    group = WageGroup(text_in(row, "occupation", where=where), words["sector"], words["working_time"])
    return WageCell(group, words["gender"], words["statistic"], words["overtime"], words["unit"])


def _divisor(content: dict[str, Any]) -> Decimal:
    try:
        divisor = Decimal(text_in(content, "hourly_divisor", where="wages"))
    except InvalidOperation as error:
        raise UnsoundContent("'hourly_divisor' must be a number as text, such as \"162\"", where="wages") from error
    if divisor <= 0:
        raise UnsoundContent(f"'hourly_divisor' is {divisor}; it must be over zero", where="wages")
    return divisor


WAGES = Dataset("wages", read, _rows)
