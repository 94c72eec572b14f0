"""Reads of municipalities' fees: the table of a day, the newest that is known, which municipalities have one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from selvstyrt.apps.directory.datasets.fees import FEES
from selvstyrt.apps.directory.fee_tables import EXAMPLE, MunicipalTable, read_table
from selvstyrt.apps.directory.models import FeeTariffCorrection
from selvstyrt.apps.directory.shelf import Provenance, current
from selvstyrt.core.base import NoAnswer


@dataclass(frozen=True, slots=True)
class KnownTable:
    """The table to reckon with (kjent satstabell), and whether it holds on the day that was asked about.

    `day` is the day to reckon for: the day asked about, or the nearest one on which the table holds.
    """

    table: MunicipalTable
    holds: bool
    day: date


def tables_of(number: str) -> tuple[MunicipalTable, ...]:
    """Every table known of a municipality, the newest first day first; what the municipality has corrected before all.

    A corrected table hides the others that begin on the same day or on one of its days.
    """
    return _joined(_corrected(FeeTariffCorrection.objects.filter(municipality=number)), _of(number, _shelved()))


def _joined(corrected: list[MunicipalTable], shelved: list[MunicipalTable]) -> tuple[MunicipalTable, ...]:
    others = [
        table
        for table in shelved
        if not any(table.valid_from is not None and each.covers(table.valid_from) for each in corrected)
    ]
    return tuple(sorted([*corrected, *others], key=_begins, reverse=True))


def _of(number: str, tables: Iterable[MunicipalTable]) -> list[MunicipalTable]:
    return [table for table in tables if table.municipality == number]


def _begins(table: MunicipalTable) -> date:
    return table.valid_from or date.min


def table_on(number: str, day: date) -> MunicipalTable | None:
    """The table of a municipality that is known to hold on a day, or None."""
    return next((table for table in tables_of(number) if table.covers(day)), None)


def known_table(number: str, day: date) -> KnownTable | None:
    """The table that holds on a day, else the nearest older one, else a newer or undated one; None when there is none.

    A table that does not hold on the day is never passed off as one that does: see `holds`.
    """
    tables = tables_of(number)
    if not tables:
        return None
    holding = table_on(number, day)
    if holding is not None:
        return KnownTable(holding, True, day)
    older = [table for table in tables if table.valid_from is not None and table.valid_from <= day]
    newer = [table for table in reversed(tables) if table.valid_from is not None]
    table = (older or newer or list(tables))[0]
    return KnownTable(table, False, table.nearest_day(day))


def example_table() -> MunicipalTable:
    """The table of a municipality that the source does not name.

    Raises: NoAnswer `no_example`.
    """
    found = next((table for table in _shelved() if table.id == EXAMPLE), None)
    if found is None:
        raise NoAnswer("no_example", f"There is no table {EXAMPLE} among the fees in use.")
    return found


def numbers_with_tables() -> Mapping[str, MunicipalTable]:
    """The newest table of each municipality that has one, by number."""
    shelved, corrected = _shelved(), _corrected(FeeTariffCorrection.objects.all())
    numbers = {table.municipality for table in (*shelved, *corrected)}
    return {
        number: _joined(_of(number, corrected), _of(number, shelved))[0] for number in sorted(filter(None, numbers))
    }


def fees_provenance() -> Provenance | None:
    """Where the tables that nobody has corrected are from."""
    shelved = current(FEES)
    return None if shelved is None else shelved.provenance


def _shelved() -> tuple[MunicipalTable, ...]:
    shelved = current(FEES)
    return () if shelved is None else shelved.content


def _corrected(rows: QuerySet[FeeTariffCorrection]) -> list[MunicipalTable]:
    """Corrected tables, the latest entry of each municipality's first day."""
    latest = {(row.municipality, row.valid_from): row.content for row in rows.order_by("entered_at", "pk")}
    return [replace(read_table(json.loads(content)), corrected=True) for content in latest.values()]
