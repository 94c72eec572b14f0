"""From a design to the roster problem that fills it, `selvstyrt-roster-problem/1` (skriving)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base.fields import refuse
from selvstyrt.core.needs.curve import QUARTER
from selvstyrt.core.needs.problem import CoveringShift, Design
from selvstyrt.core.roster.reading import MOST_SHIFTS, PROBLEM_FORMAT


def problem_from_design(data: dict[str, Any], design: Design) -> dict[str, Any]:
    """The roster problem: team, frame and settings as the needs file (`data`) has them, shifts as designed.

    A shift is named by day, start and seat. Clock times carry an offset, so the hour that comes twice is told apart;
    a night on which the clock changes is an hour shorter or longer, and so is its rest.

    Raises: WrongInput `no_needs` when no shift starts in the period, `too_many_shifts` for more than a roster takes.
    """
    _refuse_unsolvable(data, len(design.dated))
    zone = ZoneInfo(data.get("timezone") or "Europe/Oslo")
    kept: dict[str, Any] = {
        key: data[key] for key in ("timezone", "from", "to", "frame", "settings", "assistants") if key in data
    }
    seats: Counter[str] = Counter()
    shifts = []
    for day, shift in design.dated:
        start, end = _instant(day, shift.start, zone), _instant(day, shift.end, zone)
        stem = f"{day.isoformat()}-{shift.start * QUARTER // 60 % 24:02}{shift.start * QUARTER % 60:02}"
        seats[stem] += 1
        shifts.append(
            {
                "id": f"{stem}-{seats[stem]}",
                "start": start.astimezone(zone).isoformat(timespec="minutes"),
                "end": end.astimezone(zone).isoformat(timespec="minutes"),
                "passive_min": _passive(shift, start, end),
                "skills": list(shift.skills),
                "priority": shift.priority,
            }
        )
    return {"format": PROBLEM_FORMAT, **kept, "shifts": shifts}


def _refuse_unsolvable(data: dict[str, Any], count: int) -> None:
    if not count:
        raise refuse(
            "no_needs",
            "from",
            f"No need falls within {data['from']} to {data['to']} so that a shift starts there.",
            "Give a period with days on which somebody is needed.",
        )
    if count > MOST_SHIFTS:
        raise refuse(
            "too_many_shifts",
            "to",
            f"The needs give {count} shifts, and one roster takes {MOST_SHIFTS}.",
            "Give a shorter period, and design the rest in a next file.",
            count=count,
        )


def is_skipped(day: date, shift: CoveringShift, zone: ZoneInfo) -> bool:
    """True when the clock goes forward over the whole shift, so that nothing is left of it."""
    return _instant(day, shift.end, zone) <= _instant(day, shift.start, zone)


def _instant(day: date, quarter: int, zone: ZoneInfo) -> datetime:
    """The instant of a quarter of the day on the wall clock; one that the clock skips is an hour later."""
    days, minutes = divmod(quarter * QUARTER, 24 * 60)
    wall = datetime.combine(day + timedelta(days=days), time(minutes // 60, minutes % 60))
    return wall.replace(tzinfo=zone).astimezone(UTC)


def _passive(shift: CoveringShift, start: datetime, end: datetime) -> int:
    if not shift.passive:
        return 0
    elapsed = int((end - start) // timedelta(minutes=1))
    changed = elapsed - (shift.end - shift.start) * QUARTER
    return min(max(shift.passive * QUARTER + changed, 0), elapsed)
