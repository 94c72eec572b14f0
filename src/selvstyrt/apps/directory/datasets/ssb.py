"""Figures of Statistics Norway about care occupations (SSB-tabeller): 11418, 11658 and 14437."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.figures import MISSING, Figure, figure_in
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, rows_in, text_in

ALL_OCCUPATIONS = "0-9"
STATISTICS = ("lower_quartile", "median", "mean", "upper_quartile")
GENDERS = ("total", "women", "men")
EMPLOYMENT_TYPES = ("all", "permanent", "temporary", "unknown")


@dataclass(frozen=True, slots=True)
class MonthlyPayCell:
    """Which figure of agreed monthly pay (avtalt månedslønn): period, STYRK-08 group, statistic and gender."""

    period: str
    styrk08: str
    statistic: str
    gender: str


@dataclass(frozen=True, slots=True)
class MonthlyPay:
    """A table of agreed monthly pay in NOK, all sectors and all working time (avtalt månedslønn)."""

    names: Mapping[str, str]
    cells: Mapping[MonthlyPayCell, Figure]
    periods: tuple[str, ...]

    def figure(self, period: str, styrk08: str, statistic: str, gender: str = "total") -> Figure:
        """The figure in NOK a month, or one that is missing."""
        return self.cells.get(MonthlyPayCell(period, styrk08, statistic, gender), MISSING)


@dataclass(frozen=True, slots=True)
class EmploymentCell:
    """Which count of employed persons (sysselsatte): year, STYRK-08 group, age group and kind of contract."""

    period: str
    styrk08: str
    age_group: str
    employment_type: str


@dataclass(frozen=True, slots=True)
class Employment:
    """Employed persons by permanent and temporary contract (ansettelsesform)."""

    names: Mapping[str, str]
    cells: Mapping[EmploymentCell, Figure]
    periods: tuple[str, ...]

    def figure(self, period: str, styrk08: str, employment_type: str, age_group: str = "15-74") -> Figure:
        """The number of persons, or a figure that is missing."""
        return self.cells.get(EmploymentCell(period, styrk08, age_group, employment_type), MISSING)


_PAY_COLUMNS = ("period", "styrk08", "statistic", "gender")
_EMPLOYMENT_COLUMNS = ("period", "styrk08", "age_group", "employment_type")


def read_monthly_pay(content: Any) -> MonthlyPay:
    """Pay from `{"names": {code: name}, "cells": [{period, styrk08, statistic, gender, value, status}]}`.

    Raises: UnsoundContent for an unknown word, a group without a name, or a cell that stands twice.
    """
    names, rows = _parts(content)
    cells: dict[MonthlyPayCell, Figure] = {}
    for place, row in enumerate(rows, start=1):
        where = f"SSB pay, cell {place}"
        cell = MonthlyPayCell(*(text_in(row, name, where=where) for name in _PAY_COLUMNS))
        _known(cell.statistic, STATISTICS, "statistic", where)
        _known(cell.gender, GENDERS, "gender", where)
        _known(cell.styrk08, tuple(names), "styrk08", where)
        if cell in cells:
            raise UnsoundContent(f"the cell {cell} stands twice; keep one", where=where)
        cells[cell] = figure_in(row, where=where)
    return MonthlyPay(names, cells, tuple(sorted({cell.period for cell in cells})))


def read_employment(content: Any) -> Employment:
    """Employed persons from `{"names": ..., "cells": [{period, styrk08, age_group, employment_type, value, status}]}`.

    Raises: UnsoundContent as `read_monthly_pay`.
    """
    names, rows = _parts(content)
    cells: dict[EmploymentCell, Figure] = {}
    for place, row in enumerate(rows, start=1):
        where = f"SSB employment, cell {place}"
        cell = EmploymentCell(*(text_in(row, name, where=where) for name in _EMPLOYMENT_COLUMNS))
        _known(cell.employment_type, EMPLOYMENT_TYPES, "employment_type", where)
        _known(cell.styrk08, tuple(names), "styrk08", where)
        if cell in cells:
            raise UnsoundContent(f"the cell {cell} stands twice; keep one", where=where)
        cells[cell] = figure_in(row, where=where)
    return Employment(names, cells, tuple(sorted({cell.period for cell in cells})))


def _parts(content: Any) -> tuple[dict[str, str], list[dict[str, Any]]]:
    if not isinstance(content, dict) or not isinstance(content.get("names"), dict):
        raise UnsoundContent("expected an object with 'names' and 'cells'", where="SSB table")
    names = {code: text_in(content["names"], code, where="SSB table, names") for code in content["names"]}
    return names, rows_in(content.get("cells"), where="SSB table, cells")


def _known(word: str, known: tuple[str, ...], name: str, where: str) -> None:
    if word not in known:
        raise UnsoundContent(f"'{name}' is {word!r}; known are {', '.join(known)}", where=where)


def _pay_rows(content: Any) -> dict[str, Any]:
    return _rows(content, _PAY_COLUMNS)


def _employment_rows(content: Any) -> dict[str, Any]:
    return _rows(content, _EMPLOYMENT_COLUMNS)


def _rows(content: Any, columns: tuple[str, ...]) -> dict[str, Any]:
    cells = rows_in(content["cells"], where="SSB table, cells")
    return {
        ":".join(str(row.get(name, "")) for name in columns): [row.get("value"), row.get("status")] for row in cells
    }


SSB_11418 = Dataset("ssb_11418", read_monthly_pay, _pay_rows)
"""Yearly: median, mean and quartiles by gender."""
SSB_11658 = Dataset("ssb_11658", read_monthly_pay, _pay_rows)
"""Quarterly: median and mean by gender."""
SSB_14437 = Dataset("ssb_14437", read_employment, _employment_rows)
"""Yearly: employed persons by permanent and temporary contract."""
