"""Small random problems that reach into every rule of the model: odd hours, agreements, history, red days."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

AGREEMENTS: tuple[dict[str, Any], ...] = (
    {"type": "averaging_individual", "period_weeks": 2},
    {"type": "averaging_union_local", "period_weeks": 1},
    {"type": "averaging_arbeidstilsynet", "period_weeks": 1, "decision": True},
    {"type": "sunday_averaging_individual", "period_weeks": 4},
    {"type": "rest_8h_28h_union_local", "compensatory_rest": True, "min_daily_h": 8, "min_weekly_h": 28},
    {"type": "total_16h_union_local", "compensatory_rest": True},
    {"type": "overtime_union_local"},
    {"type": "passive_arbeidstilsynet_10_4_2", "decision": True},
    {"type": "union_10_12_4", "compensatory_rest": True, "individual_consent": True, "max_hours_24h": 14},
    {"type": "union_10_12_4", "compensatory_rest": False},
    {"type": "religious_swap_10_10_5"},
)
LENGTHS = (60, 180, 240, 330, 420, 480, 540, 600, 660, 720, 840, 960)
STARTS = ("2027-03-01", "2027-03-22", "2027-03-25", "2027-05-10", "2026-10-19", "2026-10-22", "2027-06-07")


def random_problem(seed: int, *, people: int = 1, shifts: int = 6) -> dict[str, Any]:
    """A problem small enough to try every roster of it."""
    dice = random.Random(seed)
    first = datetime.fromisoformat(dice.choice(STARTS))
    days = dice.choice((2, 3, 5, 7, 10, 14, 28, 30))
    needs = _needs(dice, first, days, shifts)
    team = [_person(dice, f"p{number}", first, days) for number in range(people)]
    if dice.random() < 0.15 and needs:
        dice.choice(needs)["fixed"] = dice.choice(team)["id"]
    problem = {
        "format": "selvstyrt-roster-problem/1",
        "from": f"{first:%Y-%m-%d}",
        "to": f"{first + timedelta(days=days - 1):%Y-%m-%d}",
        "settings": {
            "h24_mode": dice.choice(("start_day", "start_day", "fixed_split", "rolling")),
            "day_boundary": dice.choice(("00:00", "00:00", "22:00", "06:00")),
            "week_start": dice.choice(("MON", "MON", "SUN")),
        },
        "assistants": team,
        "shifts": needs,
        "weights": {"preset": dice.choice(("balanced", "wishes_first", "fair_first")), "cost": dice.choice((0, 1))},
    }
    if dice.random() < 0.3:
        problem["frame"] = {"minutes_per_week": dice.choice((600, 1200)), "hard": dice.random() < 0.5}
    if dice.random() < 0.3:
        problem["current"] = {need["id"]: dice.choice([*(p["id"] for p in team), None]) for need in needs[::2]}
    return problem


def _needs(dice: random.Random, first: datetime, days: int, count: int) -> list[dict[str, Any]]:
    dense = dice.random() < 0.6
    found = []
    for number in range(count):
        day = dice.randrange(min(days, 4) if dense else days)
        start = first + timedelta(days=day, minutes=30 * dice.randrange(48))
        need = {"id": f"s{number}", **_times(start, dice.choice(LENGTHS)), "priority": dice.choice((1, 2, 3))}
        if dice.random() < 0.2:
            need["break_min"] = dice.choice((10, 30))
            need["break_counts_as_work"] = dice.random() < 0.5
        if dice.random() < 0.3:
            need["passive_min"] = dice.choice((60, 30))
        if dice.random() < 0.15:
            need["skills"] = ["driving"]
        found.append(need)
    return found


def _times(start: datetime, minutes: int) -> dict[str, str]:
    """Start and end, clear of the hours that a clock change skips or repeats."""
    end = start + timedelta(minutes=minutes)
    return {"start": _text(start, hour=1), "end": _text(end, hour=4)}


def _text(wall: datetime, hour: int) -> str:
    changing = wall.month in (3, 10) and wall.hour == 2 and wall.weekday() == 6
    return f"{wall.replace(hour=hour) if changing else wall:%Y-%m-%dT%H:%M}"


def _person(dice: random.Random, who: str, first: datetime, days: int) -> dict[str, Any]:
    history = []
    for _ in range(dice.choice((0, 0, 1, 2))):
        day = dice.randrange(-8, 1) if dice.random() < 0.7 else dice.randrange(days)
        start = first + timedelta(days=day, minutes=30 * dice.randrange(48))
        if not any(abs((start - datetime.fromisoformat(h["start"])).total_seconds()) < 86400 for h in history):
            history.append(_times(start, dice.choice((180, 480, 600))))
    person: dict[str, Any] = {
        "id": who,
        "weekly_minutes": dice.choice((0, 300, 900, 2130)),
        "min_weekly_minutes": dice.choice((0, 0, 240)),
        "contract": {
            "regime": dice.choice(("AML", "AML", "AML", "HOME")),
            "tariff_bound": dice.random() < 0.6,
            "weekly_limit_h": dice.choice((20, 35.5, 38, 40)),
            "passive_work": dice.random() < 0.3,
            "regular_night_worker": dice.random() < 0.15,
            "night_special_strain": dice.random() < 0.15,
        },
        "agreements": dice.sample(AGREEMENTS, dice.choice((0, 0, 1, 1, 2, 3))),
        "skills": ["driving"] if dice.random() < 0.7 else [],
        "history": history,
        "hourly_cost": "250.00",
    }
    if dice.random() < 0.3:
        person["max_weekly_minutes"] = dice.choice((600, 1500))
    if dice.random() < 0.3:
        start = first + timedelta(days=dice.randrange(days), hours=dice.choice((0, 8)))
        person["unavailable"] = [_times(start, dice.choice((480, 1440)))]
    person["wishes"] = [
        {**_times(first + timedelta(days=dice.randrange(days)), 1440), "weight": dice.choice((-3, -1, 2))}
        for _ in range(dice.choice((0, 1, 2)))
    ]
    return person
