"""Why each shift of a roster is as it is, kept with the shift (begrunnelse)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from selvstyrt.core.roster import Problem, Roster, write_roster

CHOSEN, EMPTY = "chosen", "empty"


def explanations_of(problem: Problem, roster: Roster) -> dict[str, dict[str, Any]]:
    """Per shift: chosen, with what the search says of it; or empty, with a reason for each assistant."""
    written = write_roster(roster)
    notes: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for note in written["explanation"]:
        if "shift" in note:
            notes[note["shift"]].append(note)
    found: dict[str, dict[str, Any]] = {
        shift.id: {"code": CHOSEN, "notes": notes[shift.id]}
        for shift in problem.shifts
        if roster.assignments.get(shift.id) is not None
    }
    for entry in written["uncovered"]:
        found[entry["shift"]] = {"code": EMPTY, "reasons": entry["reasons"], "notes": notes[entry["shift"]]}
    return found
