"""Times the search for shifts that cover needs as curves: weeks, and a year with days that differ."""

from __future__ import annotations

import time
from typing import Any

from selvstyrt.core.needs import read_needs
from selvstyrt.engine.shift_design import design

WEEK = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]


def line(start: str, end: str, *days: str, **more: Any) -> dict[str, Any]:
    """A line of the week; every day unless days are named."""
    return {"days": list(days) or WEEK, "from": start, "to": end, **more}


SPLIT_DAY = [
    line("07:00", "08:00", assistants=2),
    line("08:00", "08:45"),
    line("15:00", "22:30"),
    line("22:30", "07:00", duty="resting"),
    line("16:00", "18:00", "THU", skills=["driving"]),
]
WHOLE_DAY = [
    line("07:00", "22:00"),
    line("07:00", "08:00", assistants=2),
    line("20:00", "22:00", assistants=2),
    line("22:00", "07:00", duty="resting"),
    line("12:00", "17:00", "SAT", "SUN", assistants=2),
    line("10:00", "12:00", "THU", skills=["driving"]),
]
ROUND_THE_CLOCK = [line("00:00", "00:00")]
AVERAGING = {"type": "averaging_individual", "written": True, "period_weeks": 8}
TEAM = [
    {
        "id": f"assistant-{number}",
        "weekly_minutes": 2130,
        "skills": ["driving"] if number % 2 else [],
        "agreements": [AVERAGING] if number < 3 else [],
    }
    for number in range(6)
]
HOLIDAYS = ("01-01", "03-25", "03-26", "03-29", "05-06", "05-17", "12-24", "12-27", "12-31")
HOLIDAY = [{"from": "07:00", "to": "22:00"}, {"from": "22:00", "to": "07:00", "duty": "resting"}]
DATES = [
    *({"day": f"2027-{day}", "needs": HOLIDAY} for day in HOLIDAYS),
    {"day": "2027-07-05", "to": "2027-07-25", "needs": []},
]
YEAR = {"assistants": TEAM, "from": "2027-01-01", "to": "2027-12-31", "dates": DATES}
CASES: tuple[tuple[str, list[dict[str, Any]], dict[str, Any]], ...] = (
    ("morning, evening, resting night", SPLIT_DAY, {}),
    ("the same, team of 6", SPLIT_DAY, {"assistants": TEAM}),
    ("whole day, two at times, resting night", WHOLE_DAY, {}),
    ("the same, team of 6", WHOLE_DAY, {"assistants": TEAM}),
    ("one awake round the clock", ROUND_THE_CLOCK, {}),
    ("a year, team of 6, 30 days that differ", SPLIT_DAY, YEAR),
)


def main() -> None:
    """Print one line for each case."""
    for name, week, more in CASES:
        data = {"format": "selvstyrt-needs/1", "from": "2027-01-04", "to": "2027-02-28", "week": week, **more}
        needs = read_needs(data)
        used, began = time.process_time(), time.monotonic()
        found = design(needs)
        used, began = time.process_time() - used, time.monotonic() - began
        points = f"{found.points} points, bound {found.bound}"
        print(f"{name}: {found.status}, {points}, {len(found.week)} shifts, {used:.2f} s used, {began:.2f} s clock")


if __name__ == "__main__":
    main()
