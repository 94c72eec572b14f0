"""Whether what the last run said of a plan still holds, or something has been changed since (ferskhet)."""

from __future__ import annotations

import json
from typing import Any

from selvstyrt.apps.plans.checking import Judged, person_id
from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import Run
from selvstyrt.apps.plans.services.ending import ROSTER
from selvstyrt.apps.plans.sharing import with_drafts_beside

_ASKED = ("from", "to", "assistants", "shifts", "frame")
"""What of a problem decides its roster and can be changed after the run."""


def holds_still(judged: Judged) -> bool:
    """True when the plan is as its last run left it, and would be asked about in the same way today.

    A shift by hand, an absence, a wish, a contract or the hours of the decision make the run's proof and explanation
    those of another roster. Shifts that are pinned afterwards change nothing of it; unpinned ones do.
    """
    run = Run.objects.filter(plan=judged.plan).order_by("-queued_at", "-pk").first()
    if run is None or run.roster is None:
        return False
    now = problem_of(judged.plan, team=with_drafts_beside(judged.team, judged.plan), shifts=judged.shifts)
    if _asked(json.loads(json.dumps(now))) != _asked(run.problem) or not _fixed(run.problem) <= _fixed(now):
        return False
    given = run.roster["assignments"] if run.roster.get("status") in ROSTER else {}
    return all(given[shift.key] == person_id(shift) for shift in judged.shifts if shift.key in given)


def _asked(problem: dict[str, Any]) -> dict[str, Any]:
    """The problem without what is written anew for each run: rows' keys, what is pinned, what came before."""
    asked = {name: problem.get(name) for name in _ASKED}
    asked["shifts"] = [_without(shift, "fixed") for shift in problem["shifts"]]
    asked["assistants"] = [
        {**_without(person, "ledger"), "history": [_without(shift, "id") for shift in person["history"]]}
        for person in problem["assistants"]
    ]
    return asked


def _fixed(problem: dict[str, Any]) -> set[tuple[str, str]]:
    return {(shift["id"], shift["fixed"]) for shift in problem["shifts"] if shift["fixed"] is not None}


def _without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
