"""Small problem files to change in tests."""

from __future__ import annotations

from typing import Any

from selvstyrt.core.roster import Problem, read_problem


def assistant(who: str = "amal", **changes: Any) -> dict[str, Any]:
    """An assistant without agreements, employed for 40 hours a week."""
    return {"id": who, "weekly_minutes": 2400, "contract": {"regime": "AML", "weekly_limit_h": 40}, **changes}


def shift(start: str, end: str, shift_id: str | None = None, **changes: Any) -> dict[str, Any]:
    """A shift, called by its start unless it has a name."""
    return {"id": shift_id or start, "start": start, "end": end, **changes}


def problem_file(
    *shifts: dict[str, Any],
    team: tuple[dict[str, Any], ...] = (),
    first: str = "2027-03-01",
    last: str = "2027-03-14",
    **changes: Any,
) -> dict[str, Any]:
    """A problem file of two quiet weeks from Monday 1 March 2027, with one assistant unless more are given."""
    return {
        "format": "selvstyrt-roster-problem/1",
        "from": first,
        "to": last,
        "assistants": list(team or (assistant(),)),
        "shifts": list(shifts),
        **changes,
    }


def problem(*shifts: dict[str, Any], **changes: Any) -> Problem:
    """The same, read."""
    return read_problem(problem_file(*shifts, **changes))
