"""The hours account as a picture: granted, used, planned and expected hours add up over the year."""

from __future__ import annotations

from dataclasses import dataclass

from selvstyrt.apps.hours.queries import Account
from selvstyrt.core.base import days_between

WIDTH, HEIGHT = 640, 320
LEFT, RIGHT, TOP, BOTTOM = 84, 12, 12, 34


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the picture, or a month along its foot."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Lines in the picture's own units: `points` as SVG wants them."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    granted: str
    used: str
    planned: str
    expected: str
    today_x: int
    hours: tuple[Tick, ...]
    months: tuple[Tick, ...]


def burn_up(account: Account, month_names: list[str]) -> BurnUp:
    """Place the lines; minutes are placed as hours, days as days."""
    days_in_year = days_between(account.months[0].month, account.on.replace(month=12, day=31))
    taken = account.granted_year - account.forecast_left
    top = max(60, account.granted_year + account.other, taken, account.used + account.waiting)
    today = days_between(account.months[0].month, account.on)

    def x(day: int) -> int:
        return LEFT + (WIDTH - LEFT - RIGHT) * day // days_in_year

    def y(minutes: int) -> int:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * max(minutes, 0) // top

    ends = [_day_after(account, index) for index in range(12)]
    granted = [(0, 0)]
    used = [(0, 0)]
    for index, month in enumerate(account.months):
        granted.append((ends[index], granted[-1][1] + month.granted))
        if ends[index] <= today:
            used.append((ends[index], used[-1][1] + month.used + month.waiting))
    if used[-1][0] < today:
        used.append((today, account.used + account.waiting))
    planned = [used[-1]]
    until = days_between(account.months[0].month, account.planned_until) if account.planned_until else today
    for index, month in enumerate(account.months):
        if ends[index] > today and month.planned:
            planned.append((min(ends[index], until), planned[-1][1] + month.planned))
    expected = [planned[-1], (days_in_year, taken)] if account.expected else []

    def points(places: list[tuple[int, int]]) -> str:
        return " ".join(f"{x(day)},{y(minutes)}" for day, minutes in places)

    return BurnUp(
        WIDTH,
        HEIGHT,
        LEFT,
        WIDTH - RIGHT,
        TOP,
        HEIGHT - BOTTOM,
        points(granted),
        points(used),
        points(planned),
        points(expected),
        x(today),
        tuple(Tick(LEFT, y(minutes), str(minutes // 60)) for minutes in _scale(top)),
        tuple(Tick(x(ends[i - 1] if i else 0), HEIGHT - 8, name[:3]) for i, name in enumerate(month_names)),
    )


def _day_after(account: Account, index: int) -> int:
    """Days of the year when the month is over."""
    first = account.months[0].month
    if index == 11:
        return days_between(first, first.replace(month=12, day=31))
    return (account.months[index + 1].month - first).days


def _scale(top: int) -> list[int]:
    """Round numbers of hours, in minutes, four to six of them."""
    hours = top // 60
    step = 1
    while hours // step > 5:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return [minutes * 60 for minutes in range(0, hours + 1, step)]
