"""The hours account as a picture: granted, used, planned and expected hours add up over the year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selvstyrt.apps.hours.queries import Account, MonthFigures
from selvstyrt.core.base import days_between

TEXT_HEIGHT = 18
CHARACTER = 8

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures of one picture: a wide one for a screen, a narrow one for a phone."""

    width: int
    height: int
    left: int
    margin: int
    top: int = 14
    foot: int = 34
    every_month: int = 1

    @property
    def right(self) -> int:
        """Where the lines end; the names stand to the right of it."""
        return self.width - self.margin

    @property
    def bottom(self) -> int:
        """Where nought is."""
        return self.height - self.foot


WIDE = Frame(960, 380, left=64, margin=104)
NARROW = Frame(340, 300, left=48, margin=84, every_month=3)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the picture, a month along its foot, or the name of a line."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Lines in the picture's own units: `points` as SVG wants them; `names` stand at the ends of the lines."""

    frame: Frame
    granted: str
    used: str
    planned: str
    expected: str
    today_x: int
    hours: tuple[Tick, ...]
    months: tuple[Tick, ...]
    names: tuple[Tick, ...]


def months_shown(account: Account) -> tuple[MonthFigures, ...]:
    """The months from the first that has a figure on; all when none has."""
    for index, month in enumerate(account.months):
        if month.granted or month.used or month.waiting or month.planned or month.expected:
            return account.months[index:]
    return account.months


def burn_up(
    account: Account, months: Sequence[MonthFigures], month_names: Sequence[str], names: Mapping[str, str], frame: Frame
) -> BurnUp:
    """Place the lines and their names; minutes are placed as hours, days as days."""
    first = months[0].month
    all_days = days_between(first, date(account.year, 12, 31))
    lines = _lines(account, months, first, all_days)
    top = max(60, *(minutes for places in lines.values() for _, minutes in places))

    def x(day: int) -> int:
        return frame.left + (frame.right - frame.left) * day // all_days

    def y(minutes: int) -> int:
        return frame.bottom - (frame.bottom - frame.top) * max(minutes, 0) // top

    placed = {name: [(x(day), y(minutes)) for day, minutes in places] for name, places in lines.items()}
    points = {name: " ".join(f"{px},{py}" for px, py in places) for name, places in placed.items()}
    return BurnUp(
        frame,
        points["granted"],
        points["used"],
        points["planned"],
        points["expected"],
        x(days_between(first, account.on)),
        tuple(Tick(frame.left, y(minutes), str(minutes // 60)) for minutes in _scale(top)),
        tuple(
            Tick(x((month.month - first).days), frame.height - 8, name[:3])
            for index, (month, name) in enumerate(zip(months, month_names, strict=True))
            if index % frame.every_month == 0
        ),
        _names(placed, names, frame),
    )


def _lines(
    account: Account, months: Sequence[MonthFigures], first: date, all_days: int
) -> dict[str, list[tuple[int, int]]]:
    """Each line as days since the first month and minutes added up; no line without two places."""
    today = days_between(first, account.on)
    ends = [(month.month - first).days + _length(month.month) for month in months]
    granted, used = [(0, 0)], [(0, 0)]
    for end, month in zip(ends, months, strict=True):
        granted.append((end, granted[-1][1] + month.granted))
        if end <= today:
            used.append((end, used[-1][1] + month.used + month.waiting))
    if used[-1][0] < today:
        used.append((today, account.used + account.waiting))
    planned = [used[-1]]
    until = days_between(first, account.planned_until) if account.planned_until else today
    for end, month in zip(ends, months, strict=True):
        if end > today and month.planned:
            planned.append((min(end, until), planned[-1][1] + month.planned))
    taken = account.granted_year - account.forecast_left
    expected = [planned[-1], (all_days, taken)] if account.expected else []
    return {
        "granted": granted,
        "used": used,
        "planned": planned if len(planned) > 1 else [],
        "expected": expected,
    }


def _length(month: date) -> int:
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return (following - month).days


def _names(placed: Mapping[str, Sequence[Place]], names: Mapping[str, str], frame: Frame) -> tuple[Tick, ...]:
    """The name of each line right below its end; moved up where two would cover each other."""
    wanted = sorted(
        ((places[-1], names[key]) for key, places in placed.items() if places), key=lambda item: -item[0][1]
    )
    found: list[Tick] = []
    for (end_x, end_y), text in wanted:
        beside = end_x >= frame.right - TEXT_HEIGHT
        x = frame.right + 8 if beside else end_x + 6
        y = min(end_y + (5 if beside else TEXT_HEIGHT), frame.bottom - 4)
        while any(_covers(Tick(x, y, text), other) for other in found):
            y -= 2
        found.append(Tick(x, y, text))
    return tuple(found)


def _covers(one: Tick, other: Tick) -> bool:
    apart = one.x + CHARACTER * len(one.text) <= other.x or other.x + CHARACTER * len(other.text) <= one.x
    return not apart and abs(one.y - other.y) < TEXT_HEIGHT


def _scale(top: int) -> list[int]:
    """Round numbers of hours, in minutes, four to six of them."""
    hours = top // 60
    step = 1
    while hours // step > 5:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return [minutes * 60 for minutes in range(0, hours + 1, step)]
