"""The figures as CSV and JSON, each with its status, source and licence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse

from selvstyrt.apps.directory.datasets.wages import WageCell, Wages
from selvstyrt.apps.directory.figures import Figure
from selvstyrt.apps.directory.queries.pay import (
    Choice,
    employment,
    employment_rows,
    quarterly_pay,
    ssb_pay_rows,
    wage_rows,
    yearly_pay,
)
from selvstyrt.apps.directory.shelf import Provenance, Shelved

WAGE_COLUMNS = ("occupation", "sector", "working_time", "gender", "statistic", "overtime", "unit", "value", "status")
SSB_COLUMNS = (
    "table",
    "period",
    "styrk08",
    "name",
    "statistic",
    "gender",
    "age_group",
    "employment_type",
    "unit",
    "value",
    "status",
)
SOURCE_COLUMNS = ("period_stated", "source", "address", "licence", "retrieved_on")
_NAMES = {"occupation": {"heimehjelp": "hjemmehjelp", "personlig_assistent": "personlig-assistent"}}


def wage_lines(table: Wages, choice: Choice | None = None) -> list[dict[str, Any]]:
    """Every cell, or those of the table that a choice shows: its occupation, statistic, overtime and unit."""
    return [_wage_line(cell, figure) for cell, figure in wage_rows(table) if choice is None or _is_shown(cell, choice)]


def _is_shown(cell: WageCell, choice: Choice) -> bool:
    if cell.group.occupation != choice.occupation:
        return False
    asked = (choice.statistic, choice.overtime, choice.unit)
    return cell.statistic == "count" or (cell.statistic, cell.overtime, cell.unit) == asked


def _wage_line(cell: WageCell, figure: Figure) -> dict[str, Any]:
    return {
        "occupation": _NAMES["occupation"].get(cell.group.occupation, cell.group.occupation),
        "sector": cell.group.sector,
        "working_time": cell.group.working_time,
        "gender": cell.gender,
        "statistic": cell.statistic,
        "overtime": cell.overtime,
        "unit": cell.unit,
        "value": figure.value,
        "status": figure.status.value,
    }


def ssb_lines(group: str = "") -> list[tuple[dict[str, Any], Provenance]]:
    """Every cell of the three SSB tables, or those of one group, each with where it is from."""
    lines: list[tuple[dict[str, Any], Provenance]] = []
    for table, shelved in (("11418", yearly_pay()), ("11658", quarterly_pay())):
        for cell, figure in ssb_pay_rows(shelved.content):
            line = {"table": table, "name": shelved.content.names[cell.styrk08], "unit": "NOK/month", **asdict(cell)}
            lines.append((_with_figure(line, figure), shelved.provenance))
    employed = employment()
    for employed_cell, figure in employment_rows(employed.content):
        name = employed.content.names[employed_cell.styrk08]
        line = {"table": "14437", "name": name, "unit": "persons", **asdict(employed_cell)}
        lines.append((_with_figure(line, figure), employed.provenance))
    return [(line, source) for line, source in lines if group in ("", line["styrk08"])]


def _with_figure(line: dict[str, Any], figure: Figure) -> dict[str, Any]:
    return {**line, "value": figure.value, "status": figure.status.value}


def source_of(provenance: Provenance) -> dict[str, Any]:
    """The provenance as the columns of a line; an empty period says that the source states none."""
    return {
        "period_stated": provenance.period or "",
        "source": provenance.attribution,
        "address": provenance.address,
        "licence": provenance.licence,
        "retrieved_on": provenance.retrieved_on.isoformat(),
    }


def csv_answer(columns: Sequence[str], lines: Iterable[tuple[dict[str, Any], Provenance]], name: str) -> HttpResponse:
    """A CSV with comma and a heading line; a figure that is not shown is an empty value beside its status."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*columns, *SOURCE_COLUMNS], restval="", lineterminator="\n")
    writer.writeheader()
    for line, provenance in lines:
        writer.writerow({**line, "value": "" if line["value"] is None else line["value"], **source_of(provenance)})
    answer = HttpResponse(buffer.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def json_answer(content: dict[str, Any]) -> HttpResponse:
    """JSON that any page may read."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    answer = HttpResponse(text + "\n", content_type="application/json; charset=utf-8")
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def wage_json(shelved: Shelved[Wages], lines: list[dict[str, Any]]) -> HttpResponse:
    """The wage table, or a part of it, with its source and what must be known to read it."""
    return json_answer(
        {
            "source": source_of(shelved.provenance),
            "period": shelved.provenance.period,
            "hourly_divisor": str(shelved.content.hourly_divisor),
            "notes": [
                "hour = month without overtime / hourly_divisor, rounded to whole kroner, also with incl_overtime",
                "suppressed: the source hides the figure; never fill it in by subtraction",
                "period null: the source states no year",
            ],
            "cells": lines,
        }
    )
