"""A report as a document (rapport som dokument): the same rows become page, CSV and PDF.

The words come from the face, in the reader's language; the numbers come from the frozen figures.
"""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from selvstyrt.apps.reports.typesetting import typeset

TEMPLATE = Path(__file__).parent / "templates" / "report.typ"

# What makes a spreadsheet read a text as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "|")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its label, the minutes when it is time, and how it is written."""

    label: str
    text: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with figures under it, and a sentence about them."""

    heading: str
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A report in one language. `facts` stand on top; `column_*` are the headings of the tables."""

    language: str
    title: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    column_label: str
    column_value: str
    column_minutes: str
    column_hours: str
    column_section: str
    footer: str
    page_word: str
    made_at: datetime


def as_csv(document: Document) -> bytes:
    """The report for a Norwegian spreadsheet: semicolon, decimal comma, UTF-8 with a mark; no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [
            document.column_section,
            document.column_label,
            document.column_minutes,
            document.column_hours,
            document.column_value,
        ]
    )
    for label, value in document.facts:
        writer.writerow([_safe(document.title), _safe(label), "", "", _safe(value)])
    for section in document.sections:
        for row in section.rows:
            if row.minutes is None:
                writer.writerow([_safe(section.heading), _safe(row.label), "", "", _safe(row.text)])
            else:
                writer.writerow([_safe(section.heading), _safe(row.label), row.minutes, _hours(row.minutes), ""])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(text: str) -> str:
    """A text that a spreadsheet shows as it is."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _hours(minutes: int) -> str:
    """Minutes as hours with two decimals and a comma, half a hundredth away from zero."""
    hundredths = (abs(minutes) * 100 * 2 + 60) // 120
    sign = "-" if minutes < 0 else ""
    return f"{sign}{hundredths // 100},{hundredths % 100:02}"


def as_pdf(document: Document) -> bytes:
    """The report as PDF/UA-1 and PDF/A-3a; the same document gives the same bytes."""
    return typeset(TEMPLATE, asdict(document), document.made_at)
