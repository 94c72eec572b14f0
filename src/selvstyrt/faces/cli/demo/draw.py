"""Drawing a demo scheme from the population parameters: same seed and day, same scheme.

`population.json` says of each number whether it is sourced, derived or assumed. Nothing here reads a clock.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

SEED = 38  # draws a scheme of about 38 h a week with seven assistants
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Human:
    """A drawn person."""

    name: str
    email: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class Need:
    """A drawn weekly need; an end at or before the start is on the next day."""

    name: str
    type: str
    weekdays: str
    starts_at: time
    ends_at: time
    every_weeks: int = 1
    passive_minutes: int = 0
    priority: int = 2
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Helper:
    """A drawn assistant: terms, skills, wishes and absences (local times)."""

    human: Human
    percent: int
    seniority_from: date
    skills: tuple[str, ...]
    other_scheme_percent: int
    wishes: tuple[tuple[datetime, datetime, int], ...]
    leave: tuple[datetime, datetime] | None
    busy_weekday: int | None


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the demo consists of before it is loaded."""

    leader: Human
    co_leader: Human
    coordinator: Human
    neighbour: Human
    weekly_minutes: int
    needs: tuple[Need, ...]
    helpers: tuple[Helper, ...]
    past_from: date
    next_from: date

    @property
    def past_plans(self) -> list[tuple[date, date]]:
        """First and last day of each plan behind, ten weeks or less in each."""
        found = []
        first = self.past_from
        while first < self.next_from:
            following = min(first + 10 * WEEK, self.next_from)
            found.append((first, following - timedelta(days=1)))
            first = following
        return found


def parameters() -> dict[str, Any]:
    """The population parameters with the basis of each number."""
    text = files("selvstyrt.faces.cli.demo").joinpath("population.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _band(rng: random.Random, bands: list[dict[str, Any]]) -> dict[str, Any]:
    return rng.choices(bands, weights=[band["share"] for band in bands])[0]


def _humans(rng: random.Random, given: dict[str, Any], count: int) -> list[Human]:
    names = given["names"]
    surnames = rng.sample(names["surnames"], count)
    firsts: list[str] = []
    while len(firsts) < count:
        pool = names["women"] if rng.random() < given["women_share"]["value"] else names["men"]
        firsts.append(rng.choice([name for name in pool if name not in firsts]))
    plain = str.maketrans({"å": "a", "ø": "o", "æ": "e", "á": "a", "š": "s"})
    return [
        Human(
            name=f"{first} {surname}",
            email=f"{first}.{surname}@demo.selvstyrt.test".lower().translate(plain),
            birth_date=date(1966 + rng.randrange(40), rng.randrange(1, 13), rng.randrange(1, 29)),
        )
        for first, surname in zip(firsts, surnames, strict=True)
    ]


def _weekly_minutes(rng: random.Random, given: dict[str, Any]) -> int:
    band = next(b for b in given["granted_hours_per_week"]["bands"] if b["min_inclusive"] <= 38 < b["max_exclusive"])
    # The band of the right to BPA; the draw is repeated until it gives about 38 h.
    while True:
        half_hours = rng.randrange(band["min_inclusive"] * 2, band["max_exclusive"] * 2)
        if 75 <= half_hours <= 77:
            return half_hours * 30


def _plus(at: time, minutes: int) -> time:
    return (datetime(2000, 1, 1, at.hour, at.minute) + timedelta(minutes=minutes)).time()  # noqa: DTZ001  # a wall time


def _needs(rng: random.Random, weekly_minutes: int, skill: str) -> tuple[Need, ...]:
    """A week of needs that fills the granted minutes: a resting hour draws one third of an hour."""
    long_minutes, bathing_minutes, night_minutes = 600, 120, 480
    every_other_week = long_minutes // 2 + 2 * night_minutes // 3 // 2
    left = (weekly_minutes - every_other_week - bathing_minutes) // 5
    evening = left * 2 // 5 // 15 * 15
    morning = (left - evening) // 15 * 15
    wake, dusk = time(7, rng.choice((0, 15, 30))), time(17, rng.choice((0, 30)))
    saturday = time(10)
    return (
        Need("Morgen", "day", "01234", wake, _plus(wake, morning), priority=3),
        Need("Kveld", "evening", "01234", dusk, _plus(dusk, evening), priority=3),
        Need("Bading, to assistenter", "evening", "2", dusk, _plus(dusk, bathing_minutes), skills=(skill,)),
        Need("Helgevakt", "long", "5", saturday, _plus(saturday, long_minutes), 2, priority=2),
        Need("Hvilende natt", "resting_night", "45", time(23), time(7), 2, night_minutes, 2),
    )


def _percents(rng: random.Random, given: dict[str, Any], count: int, total: int) -> list[int]:
    """Position sizes from the bands, scaled to add up to about `total` per cent."""
    bands = given["position_percent"]["bands"]
    lows = [0] + [band["max_inclusive"] for band in bands[:-1]]
    drawn = []
    for _ in range(count):
        band = _band(rng, bands)
        drawn.append(rng.randint(lows[bands.index(band)] + 5, band["max_inclusive"]))
    scale = sum(drawn)
    return [max(5, round(percent * total / scale)) for percent in drawn]


def _local(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour))


def _wishes(rng: random.Random, next_from: date, shared_weekend: date) -> tuple[tuple[datetime, datetime, int], ...]:
    """Two of one's own, and for most people the same weekend off, so that wishes collide."""
    found = []
    for _ in range(2):
        day = next_from + timedelta(days=rng.randrange(56))
        found.append((_local(day, 0), _local(day + timedelta(days=1), 0), rng.choice((-3, -2, -1, 2, 3))))
    if rng.random() < 0.7:
        found.append((_local(shared_weekend, 0), _local(shared_weekend + timedelta(days=2), 0), -3))
    return tuple(found)


def draw(today: date, seed: int = SEED, *, assistants: int = 7, weeks_behind: int = 10) -> World:
    """The demo world as seen on `today`: published plans that have run for weeks, and the next eight to plan."""
    rng = random.Random(seed)
    given = parameters()
    weekly = _weekly_minutes(rng, given)
    people = _humans(rng, given, assistants + 4)
    skill = "Løft med seil"
    needs = _needs(rng, weekly, skill)
    monday = today - timedelta(days=today.weekday())
    next_from = monday + 3 * WEEK if today.weekday() else monday + 2 * WEEK  # at least 14 days ahead
    shared_weekend = next_from + rng.randrange(2, 6) * WEEK + timedelta(days=5)
    # Clock hours a week: the granted ones, and the whole of each resting night instead of a third.
    total = round((weekly + 2 * 320 // 2) * 100 / 2130)
    helpers = []
    on_leave, in_two, student = rng.sample(range(assistants), 3)
    percents = _percents(rng, given, assistants, total)
    for number, (human, percent) in enumerate(zip(people[4:], percents, strict=True)):
        leave_from = next_from + 2 * WEEK
        helpers.append(
            Helper(
                human=human,
                percent=percent,
                seniority_from=today - timedelta(days=rng.randrange(200, 3600)),
                skills=(skill,) if number == in_two or rng.random() < given["driver_licence_required"]["value"] else (),
                other_scheme_percent=rng.choice((15, 20, 25)) if number == in_two else 0,
                wishes=_wishes(rng, next_from, shared_weekend),
                leave=(_local(leave_from, 0), _local(leave_from + 2 * WEEK, 0)) if number == on_leave else None,
                busy_weekday=rng.randrange(1, 4) if number == student else None,
            )
        )
    return World(
        leader=people[0],
        co_leader=people[1],
        coordinator=people[2],
        neighbour=people[3],
        weekly_minutes=weekly,
        needs=needs,
        helpers=tuple(helpers),
        past_from=next_from - weeks_behind * WEEK,
        next_from=next_from,
    )
