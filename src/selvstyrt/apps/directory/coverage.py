"""The list "where are we present" as a CSV file (dekningsliste): read, checked line by line, nothing guessed.

Columns: supplier_orgnr, supplier_name, kommunenummer, agreement_kind, valid_from, valid_to, accepts_new_users,
source_url, checked_on. Comma or semicolon, with or without a byte order mark. `supplier_name` and unknown columns are
not read. Numbers of 2020-2023 become today's; a municipality that was split has to be written with today's number.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from selvstyrt.apps.directory.datasets.suppliers import CoveredPlace
from selvstyrt.apps.directory.models_suppliers import SupplierCoverage
from selvstyrt.apps.directory.profiles import is_web_address

MOST_LINES = 2000
MOST_CHARACTERS = 400_000
COLUMNS = ("kommunenummer", "agreement_kind", "valid_from", "valid_to", "accepts_new_users", "source_url", "checked_on")
_YES_NO = {"": None, "true": True, "false": False, "ja": True, "nei": False, "1": True, "0": False}
Numbers = Callable[[str], tuple[str, ...]]
"""Today's numbers of a municipality number: itself, the new one, two or more where it was split, none when unknown."""


@dataclass(frozen=True, slots=True)
class CoverageProblem:
    """What is wrong in one line of the file; line 1 is the heading."""

    line: int
    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverageFile:
    """What a file says: the places, what is wrong, and which old numbers became new ones."""

    places: tuple[CoveredPlace, ...]
    problems: tuple[CoverageProblem, ...]
    renumbered: tuple[tuple[str, str], ...]


def read_coverage(text: str, *, organisation_number: str, numbers_today: Numbers) -> CoverageFile:
    """Read a file. With problems there are no places: a list is taken whole or not at all."""
    if len(text) > MOST_CHARACTERS:
        return _refused(1, "file_too_large", limit=MOST_CHARACTERS)
    if "\x00" in text:
        return _refused(1, "text_has_nul")
    lines = text.removeprefix("\ufeff").strip()
    heading = lines.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(lines), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    try:
        heading_names = {name.strip() for name in reader.fieldnames or ()}
    except csv.Error:
        return _refused(1, "line_unreadable")
    missing = sorted({"kommunenummer", "checked_on"} - heading_names)
    if missing:
        return _refused(1, "columns_missing", columns=missing)
    reading = _Reading(organisation_number, numbers_today)
    try:
        for row in reader:
            if reader.line_num - 1 > MOST_LINES:
                return _refused(reader.line_num, "file_too_large", limit=MOST_LINES)
            reading.take(reader.line_num, {(k or "").strip(): (v or "").strip() for k, v in row.items() if k})
    except csv.Error:
        return _refused(reader.line_num, "line_unreadable")
    if not reading.places and not reading.problems:
        return _refused(1, "no_lines")
    places = () if reading.problems else tuple(reading.places)
    return CoverageFile(places, tuple(reading.problems), tuple(reading.renumbered))


def _refused(line: int, code: str, **facts: Any) -> CoverageFile:
    return CoverageFile((), (CoverageProblem(line, code, facts),), ())


class _Reading:
    """The places and problems so far."""

    def __init__(self, organisation_number: str, numbers_today: Numbers) -> None:
        self.organisation_number = organisation_number
        self.numbers_today = numbers_today
        self.places: list[CoveredPlace] = []
        self.problems: list[CoverageProblem] = []
        self.renumbered: list[tuple[str, str]] = []
        self.seen: set[tuple[str, str, date | None]] = set()

    def take(self, line: int, row: dict[str, str]) -> None:
        """One line of the file; a blank one is passed over."""
        if not any(row.values()):
            return
        self.line, before = line, len(self.problems)
        self._check_supplier(row)
        number = self._number(row.get("kommunenummer", ""))
        kind = row.get("agreement_kind", "")
        if kind not in {"", *SupplierCoverage.AgreementKind.values}:
            self._wrong("kind_unknown", text=kind[:40], kinds=SupplierCoverage.AgreementKind.values)
        first, last = self._day(row, "valid_from"), self._day(row, "valid_to")
        checked_on = self._day(row, "checked_on", required=True)
        if first and last and last < first:
            self._wrong("ends_before_start", first=first, last=last)
        takes = row.get("accepts_new_users", "").lower()
        if takes not in _YES_NO:
            self._wrong("yes_no_unknown", text=takes[:40])
        address = row.get("source_url", "")
        if address and (len(address) > 300 or not is_web_address(address)):
            self._wrong("source_not_web", text=address[:60])
        if (number, kind, first) in self.seen:
            self._wrong("stands_twice", number=number)
        self.seen.add((number, kind, first))
        if len(self.problems) == before and checked_on is not None:
            self.places.append(CoveredPlace(number, kind, first, last, _YES_NO[takes], address, checked_on))

    def _wrong(self, code: str, **facts: Any) -> None:
        self.problems.append(CoverageProblem(self.line, code, facts))

    def _check_supplier(self, row: dict[str, str]) -> None:
        stated = row.get("supplier_orgnr", "").replace(" ", "")
        if stated and self.organisation_number and stated != self.organisation_number:
            self._wrong("other_supplier", text=stated[:20], number=self.organisation_number)

    def _number(self, text: str) -> str:
        today = self.numbers_today(text) if len(text) == 4 and text.isascii() and text.isdigit() else ()
        if len(today) == 1:
            if today[0] != text:
                self.renumbered.append((text, today[0]))
            return today[0]
        if today:
            self._wrong("municipality_split", text=text, numbers=list(today))
        else:
            self._wrong("municipality_unknown", text=text[:20])
        return text

    def _day(self, row: dict[str, str], name: str, *, required: bool = False) -> date | None:
        text = row.get(name, "")
        if not text and not required:
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._wrong("day_not_iso", text=text[:40], column=name)
            return None
