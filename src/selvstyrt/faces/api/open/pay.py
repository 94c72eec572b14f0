"""What the work pays: every cell of the wage table, SSB's figures, and the agreements' minimum rates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router

from selvstyrt.apps.directory.figures import Figure
from selvstyrt.apps.directory.queries import pay as queries
from selvstyrt.apps.directory.shelf import Shelved
from selvstyrt.faces.api.open.envelope import Amount, Listing, Out, TablePaging, listing

router = Router(tags=["Pay"])


class WageOut(Out):
    """A figure of the wage table: whom it is about, what was measured, and the value with its status."""

    occupation: str = Field(examples=["personlig_assistent"])
    sector: str = Field(description="all, municipal, private or state.")
    working_time: str = Field(description="all, part_time or full_time.")
    gender: str = Field(description="total, women or men.")
    statistic: str = Field(description="median, mean, or count for persons.")
    overtime: str = Field(description="excl_overtime or incl_overtime; empty for counts.")
    unit: str = Field(description="hour, month or year (NOK), or persons.")
    value: int | None = Field(description="Null where the source does not show it.")
    status: str = Field(description="published, suppressed, masked or missing.")


class WagesAsked(TablePaging):
    """Which cells; everything left out gives all 702."""

    per_page: int = Field(1000, ge=1, le=1000, description="Rows on a page, at most 1000.")
    occupation: Literal["", "personlig_assistent", "heimehjelp"] = ""
    sector: Literal["", "all", "municipal", "private", "state"] = ""
    working_time: Literal["", "all", "part_time", "full_time"] = ""
    gender: Literal["", "total", "women", "men"] = ""
    statistic: Literal["", "median", "mean", "count"] = ""
    overtime: Literal["", "excl_overtime", "incl_overtime"] = ""
    unit: Literal["", "hour", "month", "year", "persons"] = ""


class SsbFigureOut(Out):
    """A figure of Statistics Norway."""

    table: str = Field(examples=["11418"])
    period: str = Field(examples=["2025"])
    styrk08: str = Field(description="The group of STYRK-08; 0-9 is all occupations.", examples=["5322"])
    name: str = Field(description="What SSB calls the group.")
    dimensions: dict[str, str] = Field(description="What was measured: statistic and gender, or age and contract.")
    unit: str = Field(description="NOK a month, or persons.")
    value: int | None
    status: str


class SsbTable(StrEnum):
    """Tables of Statistics Norway that are here."""

    YEARLY_PAY = "11418"
    QUARTERLY_PAY = "11658"
    EMPLOYMENT = "14437"


class SsbAsked(TablePaging):
    """Which figures."""

    styrk08: str = Field("", max_length=10, description="Only those of one group.", examples=["5322"])
    period: str = Field("", max_length=10, description="Only those of one period.", examples=["2025"])


class MinimumOut(Out):
    """The lowest wage of a collective agreement, without any years of service."""

    agreement: str
    valid_from: date
    weekly_minutes: int = Field(description="0: the length of the week is not stated.")
    annual: Amount | None
    hours_a_year: Amount | None = Field(description="What the hourly rate is divided by; sources divide differently.")
    hourly: Amount
    certainty: str
    address: str


class MinimumsAsked(TablePaging):
    """On which day."""

    on: date | None = Field(None, description="Left out: today.")


@router.get("/pay", response=Listing[WageOut], summary="The wage table, cell by cell")
def wages(request: HttpRequest, asked: Query[WagesAsked]) -> dict[str, Any] | HttpResponse:
    """Every cell of the wage table of utdanning.no, those that the source hides too. The source states no year.

    The hourly figures are monthly / 162 rounded, and in the overtime blocks they repeat those without overtime: use
    the monthly ones to compare. Never fill a hidden cell in by subtraction.
    """
    shelved = queries.wages()
    rows = [_wage(cell, figure) for cell, figure in queries.wage_rows(shelved.content)]
    names = ("occupation", "sector", "working_time", "gender", "statistic", "overtime", "unit")
    asked_for = {name: value for name in names if (value := getattr(asked, name))}
    rows = [row for row in rows if all(getattr(row, name) == value for name, value in asked_for.items())]
    return listing(request, rows, lambda row: row, asked, provenances=[shelved.provenance])


@router.get("/ssb/{table}", response=Listing[SsbFigureOut], summary="Figures of Statistics Norway")
def ssb(request: HttpRequest, table: SsbTable, asked: Query[SsbAsked]) -> dict[str, Any] | HttpResponse:
    """Table 11418 (pay by year), 11658 (pay by quarter) or 14437 (persons by contract), for care occupations.

    Group 5322 holds home helpers and personal assistants together.
    """
    rows, shelved = _ssb_rows(table)
    found = [row for row in rows if asked.styrk08 in {"", row.styrk08} and asked.period in {"", row.period}]
    return listing(request, found, lambda row: row, asked, provenances=[shelved.provenance])


@router.get("/agreements/minimum-pay", response=Listing[MinimumOut], summary="Minimum rates of the agreements")
def minimums(request: HttpRequest, asked: Query[MinimumsAsked]) -> dict[str, Any] | HttpResponse:
    """The lowest wage of each agreement whose wages we know on the day. Each row names where it stands."""
    rows = queries.agreement_minimums(asked.on or timezone.localdate())
    return listing(request, rows, MinimumOut.of, asked, provenances=[])


def _wage(cell: Any, figure: Figure) -> WageOut:
    return WageOut(
        occupation=cell.group.occupation,
        sector=cell.group.sector,
        working_time=cell.group.working_time,
        gender=cell.gender,
        statistic=cell.statistic,
        overtime=cell.overtime or "",
        unit=cell.unit,
        value=figure.value,
        status=figure.status.value,
    )


def _ssb_rows(table: SsbTable) -> tuple[list[SsbFigureOut], Shelved[Any]]:
    if table is SsbTable.EMPLOYMENT:
        shelved: Shelved[Any] = queries.employment()
        cells: Iterable[tuple[Any, Figure]] = queries.employment_rows(shelved.content)
        names, unit = ("age_group", "employment_type"), "persons"
    else:
        shelved = queries.yearly_pay() if table is SsbTable.YEARLY_PAY else queries.quarterly_pay()
        cells = queries.ssb_pay_rows(shelved.content)
        names, unit = ("statistic", "gender"), "NOK a month"
    said: Mapping[str, str] = shelved.content.names
    rows = [
        SsbFigureOut(
            table=table.value,
            period=cell.period,
            styrk08=cell.styrk08,
            name=said.get(cell.styrk08, ""),
            dimensions={name: getattr(cell, name) for name in names},
            unit=unit,
            value=figure.value,
            status=figure.status.value,
        )
        for cell, figure in cells
    ]
    return rows, shelved
