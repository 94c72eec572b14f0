"""A table whose cells know their headings, so that each row can stand as a card on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """What pages/open/pay/_cards.html shows (tabell): rows of (first cell, ((heading, cell), ...))."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def table_of(caption: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """The table with each cell beside its heading.

    >>> table_of("Lønn", ["Gruppe", "Alle"], [["Privat", "29 270 kr"]]).rows
    (('Privat', (('Alle', '29 270 kr'),)),)
    """
    paired = ((row[0], tuple(zip(headings[1:], row[1:], strict=True))) for row in rows)
    return Table(caption, tuple(headings), tuple(paired))
