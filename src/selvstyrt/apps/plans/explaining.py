"""Why each shift of a roster is as it is, kept with the shift (begrunnelse)."""

from __future__ import annotations

from typing import Any

from selvstyrt.core.roster import Roster, write_roster

CHOSEN, EMPTY = "chosen", "empty"


def explanations_of(roster: Roster) -> dict[str, dict[str, Any]]:
    """Per shift: why this assistant and who else could; or empty, with the reasons against each assistant."""
    written = write_roster(roster)
    found: dict[str, dict[str, Any]] = {
        note["shift"]: {"code": CHOSEN, "because": note["because"], "others": note["others"]}
        for note in written["explanation"]
        if note["code"] == "assigned"
    }
    for entry in written["uncovered"]:
        found[entry["shift"]] = {"code": EMPTY, "reasons": entry["reasons"]}
    return found
