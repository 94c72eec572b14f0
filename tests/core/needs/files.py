"""Small needs files to change in tests."""

from __future__ import annotations

from typing import Any

from selvstyrt.core.needs import Needs, read_needs

WEEK = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]


def line(start: str, end: str, *days: str, **changes: Any) -> dict[str, Any]:
    """A line of the week, every day unless days are named."""
    return {"days": list(days or WEEK), "from": start, "to": end, **changes}


def needs_file(
    *week: dict[str, Any], first: str = "2027-03-01", last: str = "2027-03-14", **changes: Any
) -> dict[str, Any]:
    """A needs file of two quiet weeks from Monday 1 March 2027."""
    return {"format": "selvstyrt-needs/1", "from": first, "to": last, "week": list(week), **changes}


def needs(*week: dict[str, Any], **changes: Any) -> Needs:
    """The same, read."""
    return read_needs(needs_file(*week, **changes))


KARI: tuple[dict[str, Any], ...] = (
    line("07:00", "08:00", assistants=2),
    line("08:00", "08:45"),
    line("15:00", "22:30"),
    line("22:30", "07:00", duty="resting"),
    line("16:00", "18:00", "THU", skills=["driving"]),
)
"""A work leader's day: two for lifting, the school run, somebody until bed, a resting night, a drive on Thursdays."""
