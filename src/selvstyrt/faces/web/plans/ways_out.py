"""What stands in the way of a full roster, and what would help: the engine's notes with the names of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language

from selvstyrt.apps.plans import queries
from selvstyrt.core.roster import Note
from selvstyrt.faces.texts.roster import note_text
from selvstyrt.faces.web.plans.summary import shift_text

OBSTACLES = frozenset({"fixed_conflict", "conflict"})
HELP = frozenset(
    {
        "agreement_would_allow",
        "agreement_would_help",
        "contract_would_help",
        "could_take",
        "more_hours",
        "nobody_could",
        "one_more_assistant",
        "together",
        "training_would_help",
        "unfix_would_help",
    }
)


@dataclass(frozen=True, slots=True)
class WaysOut:
    """The fewest things that rule each other out, and what would help most, in sentences."""

    obstacles: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


def ways_out(notes: Iterable[Mapping[str, Any]], names: Mapping[str, str], plan_uid: UUID) -> WaysOut:
    """The notes of a run in the language of the page; shifts are read only when a note names one."""
    told = [note for note in notes if note["code"] in OBSTACLES | HELP]
    if not told:
        return WaysOut()
    shifts = {view.key: shift_text(view) for view in queries.shifts_of_plan(plan_uid)}
    known = {**names, **shifts}
    found: dict[bool, list[str]] = {True: [], False: []}
    for note in told:
        facts = {name: _named(value, known) for name, value in note.items() if name != "code"}
        found[note["code"] in OBSTACLES].append(note_text(Note(note["code"], facts), get_language() or "nb"))
    return WaysOut(tuple(found[True]), tuple(dict.fromkeys(found[False])))


def _named(value: Any, known: Mapping[str, str]) -> Any:
    """The value with every id of a person or a shift as the name that people know."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list | tuple):
        return [_named(each, known) for each in value]
    if isinstance(value, Mapping):
        return {name: _named(each, known) for name, each in value.items()}
    return value
