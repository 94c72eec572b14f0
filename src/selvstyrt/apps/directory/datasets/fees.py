"""Egenandel in some municipalities (betalingssatser): each table with its own source, year and certainty."""

from __future__ import annotations

from typing import Any

from selvstyrt.apps.directory.fee_tables import MunicipalTable, read_tables
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent
from selvstyrt.core.base import WrongInput


def read(content: Any) -> tuple[MunicipalTable, ...]:
    """The tables in their order.

    Raises: UnsoundContent.
    """
    try:
        return read_tables(content)
    except WrongInput as error:
        raise UnsoundContent(str(error)) from error


def _rows(content: Any) -> dict[str, Any]:
    return {row["id"]: row for row in content}


FEES = Dataset("fees", read, _rows)
