"""Entries and shifts as templates show them."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from selvstyrt.apps.timesheets.queries import EntryView, ShiftView
from selvstyrt.faces.web.amounts import times_text
from selvstyrt.faces.web.time.words import content_texts, deviation_texts, state_text


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry with its words."""

    entry: EntryView
    times: str
    details: list[str]
    deviations: list[str]
    state: str
    state_kind: str


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """One shift without time, with its words, and the key that makes a second press count once."""

    shift: ShiftView
    times: str
    details: list[str]
    key: UUID = field(default_factory=uuid4)


def entry_rows(entries: list[EntryView] | tuple[EntryView, ...]) -> list[EntryRow]:
    """The entries with their words."""
    rows = []
    for entry in entries:
        state, kind = state_text(entry)
        rows.append(
            EntryRow(
                entry,
                times_text(entry.content.span),
                content_texts(entry.content),
                deviation_texts(entry.deviations),
                state,
                kind,
            )
        )
    return rows


def shift_rows(shifts: list[ShiftView] | tuple[ShiftView, ...]) -> list[ShiftRow]:
    """The shifts with their words."""
    return [ShiftRow(shift, times_text(shift.span), content_texts(shift.content)) for shift in shifts]
