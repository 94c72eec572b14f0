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
from selvstyrt.faces.web.plans.empty_shifts import is_about_one, reason_lines
from selvstyrt.faces.web.plans.summary import shift_text
from selvstyrt.faces.web.plans.texts import listed

OBSTACLES = frozenset({"fixed_conflict", "more_fixed_conflicts"})
MOST_WAYS = 3
"""More ways out than this wait until they are asked for."""
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
class Conflict:
    """Shifts that cannot all be filled, and why, one line for each reason."""

    shifts: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaysOut:
    """Fixed shifts that cannot stand, what would help most, and shifts that rule each other out."""

    obstacles: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    @property
    def best(self) -> tuple[str, ...]:
        """The ways that are shown at once."""
        return self.ways[:MOST_WAYS]

    @property
    def more(self) -> tuple[str, ...]:
        """The ways that wait."""
        return self.ways[MOST_WAYS:]


def ways_out(notes: Iterable[Mapping[str, Any]], names: Mapping[str, str], plan_uid: UUID) -> WaysOut:
    """The notes of a run in the language of the page; shifts are read only when there is something to tell.

    A shift that nobody can have is told with the empty shifts, and not again here.
    """
    found = [note for note in notes if not is_about_one(note)]
    if not any(note["code"] in {"conflict"} | OBSTACLES | HELP for note in found):
        return WaysOut()
    shifts = {view.key: shift_text(view) for view in queries.shifts_of_plan(plan_uid)}
    known = {**names, **shifts}
    return WaysOut(
        tuple(_told(note, known) for note in found if note["code"] in OBSTACLES),
        tuple(dict.fromkeys(_told(note, known) for note in found if note["code"] in HELP)),
        tuple(
            Conflict(listed(_named(note["shifts"], shifts)), reason_lines(note["facts"], names, exact=True))
            for note in found
            if note["code"] == "conflict"
        ),
    )


def _told(note: Mapping[str, Any], known: Mapping[str, str]) -> str:
    facts = {name: _named(value, known) for name, value in note.items() if name != "code"}
    if "earlier" in note:  # it may be for another employer, and has no name on the page
        facts["earlier"] = [known.get(each, "") for each in note["earlier"]]
    return note_text(Note(note["code"], facts), get_language() or "nb")


def _named(value: Any, known: Mapping[str, str]) -> Any:
    """The value with every id of a person or a shift as the name that people know."""
    if isinstance(value, str):
        return known.get(value, value)
    if isinstance(value, list | tuple):
        return [_named(each, known) for each in value]
    if isinstance(value, Mapping):
        return {name: _named(each, known) for name, each in value.items()}
    return value
