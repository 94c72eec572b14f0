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
    {"type": "overtime_arbeidstilsynet", "decision": True},
    {"type": "union_local_10_11_9", "compensatory_rest": True},
    {"type": "arbeidstilsynet_10_12_7", "decision": True, "max_hours_24h": 16, "min_daily_h": 6, "min_weekly_h": 24},
    {"type": "arbeidstilsynet_10_12_7", "decision": True},
    {"type": "averaging_individual", "written": False},
    {"type": "averaging_individual", "period_weeks": 60},
    {"type": "respite_individual"},
    {"type": "respite_individual", "compensatory_rest": True, "min_daily_h": 8, "min_weekly_h": 24},
    {"type": "respite_long_individual"},
)
RESPITE = AGREEMENTS[-3:]
LENGTHS = (60, 180, 240, 330, 420, 480, 540, 600, 660, 720, 840, 960, 1440)
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
    dense, chained = dice.random() < 0.6, dice.random() < 0.25
    found: list[dict[str, Any]] = []
    for number in range(count):
        touching = chained and dice.random() < 0.7
        day = dice.randrange(min(days, 4) if dense else days)
        start = first + timedelta(days=day, minutes=30 * dice.randrange(48))
        if found and touching:
            start = datetime.fromisoformat(found[-1]["end"])
            if start >= first + timedelta(days=days):
                break
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


def _dated(dice: random.Random, agreement: dict[str, Any], first: datetime, days: int) -> dict[str, Any]:
    """The agreement, now and then only for a part of the days, or renewed from a day."""
    dates = {}
    if dice.random() < 0.25:
        dates["valid_from"] = dice.randrange(-20, days + 2)
    if dice.random() < 0.25:
        dates["valid_to"] = dice.randrange(dates.get("valid_from", -3), days + 5)
    return {**agreement, **{key: f"{first + timedelta(days=day):%Y-%m-%d}" for key, day in dates.items()}}


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
        "agreements": [
            _dated(dice, each, first, days) for each in dice.sample(AGREEMENTS, dice.choice((0, 0, 1, 1, 2, 3)))
        ],
        "skills": ["driving"] if dice.random() < 0.7 else [],
        "history": history,
        "hourly_cost": "250.00",
    }
    kind = dice.random()
    if kind < 0.12:
        person["contract"]["birth_date"] = f"{first - timedelta(days=dice.choice((5, 2300, 6200)) + 365 * 12):%Y-%m-%d}"
        person["contract"] |= {name: dice.random() < 0.5 for name in ("light_work", "compulsory_school")}
        if dice.random() < 0.5:
            birthday = first + timedelta(days=dice.randrange(-3, days + 3))
            born = birthday.replace(year=birthday.year - dice.choice((15, 18)))
            person["contract"]["birth_date"] = f"{born:%Y-%m-%d}"
    elif kind < 0.3:
        person["contract"]["regime"] = "AVL"
        person["agreements"].append(_dated(dice, dice.choice(RESPITE), first, days))
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
