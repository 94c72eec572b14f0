"""Pay by occupation from utdanning.no, whose figures come from Statistics Norway.

The service gives monthly amounts; the hourly and yearly ones are made as its own pages make them (see
`datasets.wages`). Both shapes of the reply are read: a list of rows, and a tree with the rows as leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from selvstyrt.apps.directory.datasets.wages import PERSONS, WAGES
from selvstyrt.apps.directory.figures import FigureStatus
from selvstyrt.apps.directory.importers import utdanning
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, SourceFailed, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Yearly
from selvstyrt.apps.directory.shelf import optional_in, text_in

HOURLY_DIVISOR = Decimal(162)
_ADDRESS = f"{utdanning.API}/sammenligning/lonn"
_SECTORS = {"A": "all", "K": "municipal", "P": "private", "S": "state"}
_WORKING_TIMES = {"A": "all", "D": "part_time", "H": "full_time"}
_GENDERS = {"A": "total", "K": "women", "M": "men"}
_FIELDS = {
    ("median", "excl_overtime"): "wage_median",
    ("median", "incl_overtime"): "wage_overtime_median",
    ("mean", "excl_overtime"): "wage_avg",
    ("mean", "incl_overtime"): "wage_overtime_avg",
}
_PERSONS_FIELD = "antall_asnatte"  # the service's own spelling
_ALL = "A"
_LEAST, _MOST = 10_000, 300_000
"""A monthly pay outside these is another unit, or kroner and øre run together."""


def gather(visit: Visit) -> Iterable[Found]:
    """The pay of each occupation that we follow and that has an id at utdanning.no.

    Raises: SourceFailed when the id of an occupation whose pay is in use is not known; UnsoundReply.
    """
    before = visit.previous(WAGES) or {"cells": []}
    in_use = {cell["occupation"] for cell in before["cells"]}
    cells: list[dict[str, Any]] = []
    periods: set[str] = set()
    for each in utdanning.followed(visit):
        if each.occupation not in in_use:
            continue
        if not each.uno_id:
            told = f"the id of {each.occupation} is not known; run `selvstyrt import utdanning-descriptions` first"
            raise SourceFailed(told, address=_ADDRESS)
        answer = visit.get(f"lonn-{each.occupation}", _ADDRESS, query={"uno_id": each.uno_id})
        for row in rows_of(answer.json(), answer.address):
            if belongs_to(row, each):
                cells += cells_of(row, each.occupation, answer.address)
                periods.add(str(row.get("dato") or ""))
    stated = periods - {""}
    yield Found(
        WAGES,
        {"hourly_divisor": str(HOURLY_DIVISOR), "cells": cells},
        period=stated.pop() if len(periods) == 1 and stated else None,
    )


def rows_of(content: Any, where: str) -> Iterator[dict[str, Any]]:
    """The rows of a reply, whether a list of rows or a tree with rows as leaves.

    Raises: UnsoundReply when there is anything else in it.
    """
    if isinstance(content, dict) and "sektor" in content and "arbeidstid" in content:
        yield content
        return
    if not isinstance(content, dict | list):
        raise UnsoundReply(f"expected rows of pay, found {str(content)[:40]!r}", where=where)
    for each in content.values() if isinstance(content, dict) else content:
        yield from rows_of(each, where)


def belongs_to(row: dict[str, Any], occupation: utdanning.Followed) -> bool:
    """True for a row of this occupation, all ages and all seniority together."""
    ours = row.get("uno_id") == occupation.uno_id or str(row.get("tittel", "")).casefold() in occupation.names
    ages = row.get("aldersklasse", _ALL) == _ALL and row.get("ansiennnitet", _ALL) == _ALL  # the service's spelling
    return ours and ages


def cells_of(row: dict[str, Any], occupation: str, where: str) -> list[dict[str, Any]]:
    """The 39 cells of one row: persons, and pay by gender, statistic, overtime and unit.

    Raises: UnsoundReply for an unknown sector or working time, or an amount that cannot be a monthly pay.
    """
    sector, working_time = text_in(row, "sektor", where=where), text_in(row, "arbeidstid", where=where)
    if sector not in _SECTORS or working_time not in _WORKING_TIMES:
        raise UnsoundReply(f"unknown sector {sector!r} or working time {working_time!r}", where=where)
    group = {"occupation": occupation, "sector": _SECTORS[sector], "working_time": _WORKING_TIMES[working_time]}
    cells = []
    for letter, gender in _GENDERS.items():
        base = {**group, "gender": gender}
        persons = optional_in(row, f"{letter}_{_PERSONS_FIELD}", int, where=where)
        cells.append(_cell(base, "count", "", PERSONS, persons))
        for (statistic, overtime), field in _FIELDS.items():
            monthly = _monthly(row, f"{letter}_{field}", where)
            ordinary = _monthly(row, f"{letter}_{_FIELDS[statistic, 'excl_overtime']}", where)
            cells.append(_cell(base, statistic, overtime, "hour", hourly(ordinary)))
            cells.append(_cell(base, statistic, overtime, "month", monthly))
            cells.append(_cell(base, statistic, overtime, "year", None if monthly is None else monthly * 12))
    return cells


def hourly(monthly: int | None) -> int | None:
    """Kroner an hour as the source rounds them: a month is 162 hours, half a krone upwards."""
    if monthly is None:
        return None
    return int((Decimal(monthly) / HOURLY_DIVISOR).quantize(Decimal(1), ROUND_HALF_UP))


def _monthly(row: dict[str, Any], name: str, where: str) -> int | None:
    amount = optional_in(row, name, int, where=where)
    if amount is not None and not _LEAST <= amount <= _MOST:
        raise UnsoundReply(f"'{name}' is {amount}; expected kroner a month, {_LEAST} to {_MOST}", where=where)
    return amount


def _cell(base: dict[str, str], statistic: str, overtime: str, unit: str, value: int | None) -> dict[str, Any]:
    status = FigureStatus.SUPPRESSED if value is None else FigureStatus.PUBLISHED
    return {
        **base,
        "statistic": statistic,
        "overtime": overtime,
        "unit": unit,
        "value": value,
        "status": status.value,
    }


IMPORTER = Importer(
    name="utdanning-pay",
    publisher=utdanning.PUBLISHER,
    title="Lønn for personlig assistent og hjemmehjelper",
    address=_ADDRESS,
    licence=utdanning.LICENCE,
    attribution="Statistisk sentralbyrå. Inneholder data under NLOD fra utdanning.no",
    hosts=frozenset({utdanning.API_HOST}),
    datasets=(WAGES,),
    schedule=Yearly(month=2, day=20, at=time(5)),
    shrinking=Shrinking(
        percent=20, because="a group may fall under the 100 that pay statistics need, not a fifth of them"
    ),
    gather=gather,
)
