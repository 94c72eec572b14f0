"""A small box about fees for the page of one municipality."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.http import urlencode

from selvstyrt.apps.directory.queries.fees import known_table
from selvstyrt.core.base import NoAnswer
from selvstyrt.core.fees import tariff_g
from selvstyrt.faces.web.open.fees.outcome import MAY_BE, BracketRow, bracket_rows, table_words
from selvstyrt.faces.web.open.shell import open_address


@dataclass(frozen=True, slots=True)
class FeeBox:
    """The newest fees known of a municipality (egenandel i kommunen).

    `table` None: none are known. `holds` False: they are not known to hold on the day. Incomes in kroner stand in the
    rows; where the table does not say which G, they are for the G of 1 May the year before, and `g_unknown` is true.
    """

    table: dict[str, Any] | None
    holds: bool
    g_unknown: bool
    brackets: tuple[BracketRow, ...]
    calculator: str


def fee_box(number: str, day: date) -> FeeBox:
    """What to show about fees on the page of a municipality, on a day, in the active language.

    Template: `{% include "pages/open/fees/_box.html" with box=fee_box only %}`.
    """
    calculator = f"{open_address('open_fees')}?{urlencode({'kommune': number})}"
    known = known_table(number, day)
    if known is None:
        return FeeBox(None, False, False, (), calculator)
    tariff = known.table.tariff
    try:
        g = tariff_g(replace(tariff, g_basis=tariff.g_basis or MAY_BE[0]), known.day).amount
        brackets = bracket_rows(tariff, g, None)
    except NoAnswer:
        brackets = ()
    return FeeBox(table_words(known.table), known.holds, tariff.g_basis is None, brackets, calculator)
