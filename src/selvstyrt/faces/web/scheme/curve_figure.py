"""The week's curve as inline SVG beside a table: one row a day, one bar for each stretch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, CoveringShift, Curve
from selvstyrt.faces.web.scheme.words import WEEKDAYS

LABEL, NEED, SHIFT, GAP = 22, 14, 10, 16


@dataclass(frozen=True, slots=True)
class Stretch:
    """Quarters of a day in which the same number is needed (strekk)."""

    starts_at: str
    ends_at: str
    awake: int
    resting: int


@dataclass(frozen=True, slots=True)
class Rect:
    """One bar of the picture: places across in per cent, down in points; `hue` says what it is."""

    x: str
    width: str
    y: int
    height: int
    hue: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the picture and of the table."""

    name: object
    label_y: int
    stretches: tuple[Stretch, ...]
    shifts: tuple[str, ...]
    bars: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class CurveFigure:
    """What components/figure_curve.html draws."""

    days: tuple[DayRow, ...]
    height: int
    with_shifts: bool


def curve_figure(curve: Curve, shifts: Sequence[CoveringShift] = ()) -> CurveFigure:
    """The ordinary week, and under each day's need the shifts that start on it."""
    days, top = [], 0
    for day in range(7):
        stretches = _stretches(curve, day)
        own = sorted(shift for shift in shifts if shift.day == day)
        y = top + LABEL
        most = max((each.awake + each.resting for each in stretches), default=0)
        bars = [_need_bar(each, y, most) for each in stretches]
        y += most * NEED + 4
        for place, shift in enumerate(own):
            bars.extend(_shift_bars(shift, day, y + place * (SHIFT + 3)))
        days.append(
            DayRow(WEEKDAYS[str(day)], top + LABEL - 6, stretches, tuple(_times(shift) for shift in own), tuple(bars))
        )
        top = y + len(own) * (SHIFT + 3) + GAP
    return CurveFigure(tuple(days), max(top - GAP, 1), bool(shifts))


def _stretches(curve: Curve, day: int) -> tuple[Stretch, ...]:
    resting = curve.resting()
    found: list[Stretch] = []
    begin, last = day * DAY_QUARTERS, (day + 1) * DAY_QUARTERS
    for at in range(begin, last + 1):
        if at == last or (curve.active[at], resting[at]) != (curve.active[begin], resting[begin]):
            if curve.active[begin] or resting[begin]:
                found.append(Stretch(clock(begin), clock(at, end=True), curve.active[begin], resting[begin]))
            begin = at
    return tuple(found)


def clock(quarter: int, *, end: bool = False) -> str:
    """A quarter as a time of day; the end of the day is 24:00."""
    minutes = quarter % DAY_QUARTERS * QUARTER
    return "24:00" if end and not minutes else f"{minutes // 60:02}:{minutes % 60:02}"


def _times(shift: CoveringShift) -> str:
    return f"{clock(shift.start)}–{clock(shift.end)}"


def _need_bar(each: Stretch, y: int, most: int) -> Rect:
    start, stop = _quarter(each.starts_at), _quarter(each.ends_at)
    height = (each.awake + each.resting) * NEED
    return Rect(_share(start), _share(stop - start), y + most * NEED - height, height, 2 if each.resting else 1)


def _shift_bars(shift: CoveringShift, day: int, y: int) -> list[Rect]:
    """A shift on its day; what lies after midnight is drawn from the left, on the same line."""
    start, stop = shift.start - day * DAY_QUARTERS, shift.end - day * DAY_QUARTERS
    hue = 4 if shift.passive else 3
    parts = [(start, min(stop, DAY_QUARTERS))]
    if stop > DAY_QUARTERS:
        parts.append((0, stop - DAY_QUARTERS))
    return [Rect(_share(begin), _share(end - begin), y, SHIFT, hue) for begin, end in parts]


def _quarter(text: str) -> int:
    return int(text[:2]) * 4 + int(text[3:]) // QUARTER


def _share(quarters: int) -> str:
    return f"{quarters * 10000 // DAY_QUARTERS / 100:.2f}%"
