"""Pay and employment in care occupations from Statistics Norway (SSB), PxWeb version 2.

SSB writes 1 for men and 2 for women; the codes are read by name here and never by place. Limits: 800 000 cells and
30 calls a minute for each address; new figures come at 08:00.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

from selvstyrt.apps.directory.datasets.ssb import SSB_11418, SSB_11658, SSB_14437
from selvstyrt.apps.directory.importers.json_stat import Cube, read_cube
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import SSB_QUIET, Monthly
from selvstyrt.apps.directory.shelf import Dataset

HOST = "data.ssb.no"
_TABLES = f"https://{HOST}/api/pxwebapi/v2/tables"
OCCUPATIONS = ("0-9", "2224", "3412", "5311", "5321", "5322", "5329", "9111")
GENDER = {"0": "total", "1": "men", "2": "women"}
_STATISTIC = {"01": "median", "02": "mean", "051": "lower_quartile", "061": "upper_quartile"}
_CONTENTS = {"MedianAvtMndLonn": "median", "GjAvtaltMdlonn": "mean"}
_CONTRACT = {"0": "all", "F": "permanent", "M": "temporary", "09": "unknown"}
_KRONER = "kr"


@dataclass(frozen=True, slots=True)
class Question:
    """One table and the part of it that is asked for (spørring): what it becomes, and how each cell is read."""

    table: str
    title: str
    dataset: Dataset[Any]
    selection: Mapping[str, str]
    cell: Callable[[dict[str, str]], dict[str, str]]
    in_kroner: bool = True


def _yearly_pay(codes: dict[str, str]) -> dict[str, str]:
    return {"statistic": _STATISTIC[codes["MaaleMetode"]], "gender": GENDER[codes["Kjonn"]]}


def _quarterly_pay(codes: dict[str, str]) -> dict[str, str]:
    return {"statistic": _CONTENTS[codes["ContentsCode"]], "gender": GENDER[codes["Kjonn"]]}


def _employment(codes: dict[str, str]) -> dict[str, str]:
    return {"age_group": codes["Alder"], "employment_type": _CONTRACT[codes["Ansettelsesforhold"]]}


QUESTIONS = (
    Question(
        "11418",
        "Yrkesfordelt månedslønn",
        SSB_11418,
        {
            "MaaleMetode": ",".join(_STATISTIC),
            "Yrke": ",".join(OCCUPATIONS),
            "Sektor": "ALLE",
            "Kjonn": ",".join(GENDER),
            "AvtaltVanlig": "0",
            "ContentsCode": "AvtaltManedslonn",
            "Tid": "top(5)",
        },
        _yearly_pay,
    ),
    Question(
        "11658",
        "Lønn etter yrke, kjønn og alder, kvartalsvis",
        SSB_11658,
        {
            "Kjonn": ",".join(GENDER),
            "Alder": "999D",
            "Yrke": ",".join(OCCUPATIONS),
            "ContentsCode": ",".join(_CONTENTS),
            "Tid": "top(8)",
        },
        _quarterly_pay,
    ),
    Question(
        "14437",
        "Sysselsatte etter yrke, alder og ansettelsesform",
        SSB_14437,
        {
            "Region": "0",
            "Ansettelsesforhold": ",".join(_CONTRACT),
            "Yrke": "5321,5322,5329",
            "Alder": "15-74,20-66",
            "ContentsCode": "Sysselsatte",
            "Tid": "top(5)",
        },
        _employment,
        in_kroner=False,
    ),
)


def _gather(question: Question, visit: Visit) -> Iterable[Found]:
    query = {f"valueCodes[{name}]": codes for name, codes in question.selection.items()}
    query = {"lang": "no", "outputFormat": "json-stat2", **query}
    answer = visit.get(question.table, f"{_TABLES}/{question.table}/data", query=query)
    content = from_cube(read_cube(answer.json(), answer.address), question)
    yield Found(question.dataset, content, period=_period(content))


def from_cube(cube: Cube, question: Question) -> dict[str, Any]:
    """The normalised content of a table: names of the groups, and the cells.

    Raises: UnsoundReply for other dimensions, an unknown code, or another unit than kroner.
    """
    cube.require(*question.selection)
    if question.in_kroner and any(unit != _KRONER for unit in cube.units.values()):
        raise UnsoundReply(f"the unit is {', '.join(cube.units.values())}; expected {_KRONER}", where=cube.where)
    cells = []
    for codes, figure in cube.cells():
        try:
            words = question.cell(codes)
        except KeyError as error:
            raise UnsoundReply(f"unknown code {error} in table {question.table}", where=cube.where) from error
        cell = {"period": codes["Tid"], "styrk08": codes["Yrke"], **words}
        cells.append({**cell, "value": figure.value, "status": figure.status.value})
    return {"names": dict(cube.labels["Yrke"]), "cells": cells}


def _period(content: Mapping[str, Any]) -> str:
    periods = sorted({cell["period"] for cell in content["cells"]})
    return periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"


def _importer(question: Question) -> Importer:
    return Importer(
        name=f"ssb-{question.table}",
        publisher="Statistisk sentralbyrå",
        title=f"Tabell {question.table}: {question.title}",
        address=f"https://www.ssb.no/statbank/table/{question.table}",
        licence="CC BY 4.0",
        attribution=f"Statistisk sentralbyrå, tabell {question.table} (CC BY 4.0)",
        hosts=frozenset({HOST}),
        datasets=(question.dataset,),
        schedule=Monthly(day=6, at=time(8, 30)),
        shrinking=Shrinking(percent=50, because="a shorter series of years is possible, an empty table is not"),
        gather=partial(_gather, question),
        calls_a_minute=30,
        quiet=SSB_QUIET,
    )


IMPORTERS = tuple(_importer(question) for question in QUESTIONS)
"""One for each table: `selvstyrt import ssb-11418` and so on."""
