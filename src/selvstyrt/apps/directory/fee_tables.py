"""A municipality's table of fees with where it is from (kommunens satser): the JSON of one, read and checked.

Knows no database, so that the command line reads the shipped tables without one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.core.base.fields import Node, refuse
from selvstyrt.core.fees import FeeTariff, read_tariff

LANGUAGES = ("nb", "nn", "en")
KEYS = (
    "id",
    "municipality",
    "year",
    "year_is",
    "valid_from",
    "valid_to",
    "help",
    "checked_on",
    "tariff",
    "note",
)
EXAMPLE = "example_2023"
_SHIPPED = Path(__file__).parent / "shipped" / "fees.json"


class YearIs(StrEnum):
    """How the year of a table is known (årstallets opphav)."""

    STATED = "stated"
    INFERRED = "inferred"
    UNDATED = "undated"


class FeeFor(StrEnum):
    """What the source says that its table is for (satsenes tjeneste)."""

    BPA = "bpa"
    PRACTICAL_HELP = "practical_help"
    HOME_HELP = "home_help"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class MunicipalTable:
    """A table of fees and where it is from (satstabell).

    `municipality` is the number of today, None for the example of a municipality that is not named. `year` is text as
    the source has it. `valid_to` is the last day, `valid_from` None where the source states no time. `note` has one
    text for each language, or none.
    """

    id: str
    municipality: str | None
    year: str | None
    year_is: YearIs
    valid_from: date | None
    valid_to: date | None
    help: FeeFor
    checked_on: date
    tariff: FeeTariff
    note: Mapping[str, str]
    corrected: bool = False

    def covers(self, day: date) -> bool:
        """True when the table is known to hold on a day."""
        return (
            self.valid_from is not None and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        )

    def nearest_day(self, day: date) -> date:
        """The day itself where the table holds on it or has no dates, else the nearest day on which it does."""
        if self.valid_from is None:
            return day
        return max(self.valid_from, day if self.valid_to is None else min(day, self.valid_to))


def read_table(data: Any, path: str = "") -> MunicipalTable:
    """A table out of one JSON object.

    Raises: WrongInput that names the place in the object and how to mend it.
    """
    node = Node(data, path, KEYS)
    number = node.text("municipality", None)
    if number is not None and (len(number) != 4 or not number.isascii() or not number.isdigit()):
        raise refuse(
            "no_municipality_number", node.at("municipality"), f"{number!r} is no number.", "Write four digits as text."
        )
    first, last = node.day("valid_from", None), node.day("valid_to", None)
    if last is not None and (first is None or last < first):
        raise refuse("ends_before_start", node.at("valid_to"), f"{last} is not after {first}.", "Give both in order.")
    note = Node(node.raw("note", {}), node.at("note"), LANGUAGES)
    if note.data and set(note.data) != set(LANGUAGES):
        raise refuse("missing_key", note.path, "A language is missing.", f"Write {', '.join(LANGUAGES)}.")
    return MunicipalTable(
        id=node.text("id"),
        municipality=number,
        year=node.text("year", None),
        year_is=YearIs(node.one_of("year_is", tuple(YearIs))),
        valid_from=first,
        valid_to=last,
        help=FeeFor(node.one_of("help", tuple(FeeFor))),
        checked_on=node.day("checked_on"),
        tariff=read_tariff(node.raw("tariff"), node.at("tariff")),
        note=dict(note.data),
    )


def read_tables(content: Any) -> tuple[MunicipalTable, ...]:
    """All tables of a dataset, each id once.

    Raises: WrongInput that names the place and how to mend it.
    """
    if not isinstance(content, list):
        raise WrongInput("wrong_type", "content: is not a list. Write a list of tables.", where="content")
    tables = tuple(read_table(row, f"content[{place}]") for place, row in enumerate(content))
    ids = [table.id for table in tables]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise WrongInput("id_twice", f"content: {', '.join(twice)} stands more than once. Keep one.", where="content")
    return tables


def shipped_tables() -> tuple[MunicipalTable, ...]:
    """The tables that come with the program, in their order."""
    return read_tables(json.loads(_SHIPPED.read_text(encoding="utf-8"))["content"])
