"""Designed shifts as rows of a page, and back as weekly needs: one row for each kind of shift and number at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from selvstyrt.apps.plans.needs import PatternInput
from selvstyrt.core.needs import Design, ShiftShape
from selvstyrt.faces.texts.design import design_text
from selvstyrt.faces.texts.shifts import shift_type_name
from selvstyrt.faces.web.scheme.words import WEEKDAYS

LONG = 600
EVENING_FROM, NIGHT_FROM, DAY_FROM = 13 * 60, 20 * 60, 5 * 60
NIGHTS = ((-3 * 60, 6 * 60), (21 * 60, 30 * 60), (45 * 60, 54 * 60))
"""Nights as most agreements have them, 21 to 06, in minutes from the day's beginning."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A shift on some weekdays as it is proposed (forslag): what will be stored, and what the page says of it."""

    kind: ShiftShape
    weekdays: tuple[int, ...]
    assistants: int
    priority: int
    reasons: tuple[str, ...] = ()

    @property
    def type(self) -> str:
        """The kind of shift as needs have it."""
        if self.kind.passive_minutes:
            return "resting_night"
        is_long = self.kind.minutes >= LONG
        begins_late = self.kind.starts_at >= NIGHT_FROM or self.kind.starts_at < DAY_FROM
        if begins_late and (not is_long or self._is_mostly_night):
            return "night"
        if is_long:
            return "long"
        return "evening" if self.kind.starts_at >= EVENING_FROM else "day"

    @property
    def _is_mostly_night(self) -> bool:
        start, end = self.kind.starts_at, self.kind.starts_at + self.kind.minutes
        return 2 * sum(max(0, min(end, until) - max(start, since)) for since, until in NIGHTS) >= self.kind.minutes

    @property
    def times(self) -> str:
        """From and to."""
        return f"{_clock(self.kind.starts_at):%H:%M}–{_clock(self.kind.ends_at):%H:%M}"

    @property
    def name(self) -> str:
        """A name that tells it from the others."""
        return f"{str(shift_type_name(self.type)).capitalize()} {self.times}"

    @property
    def days(self) -> str:
        """The weekdays in words."""
        return ", ".join(str(WEEKDAYS[str(day)]) for day in self.weekdays)

    def packed(self) -> list[Any]:
        """As it travels in the page, signed."""
        kind = self.kind
        return [
            [kind.starts_at, kind.minutes, kind.passive_minutes, list(kind.skills)],
            list(self.weekdays),
            self.assistants,
            self.priority,
        ]

    @classmethod
    def unpacked(cls, data: Sequence[Any]) -> Proposed:
        """From what the page sent back."""
        (starts_at, minutes, passive, skills), weekdays, assistants, priority = data
        return cls(ShiftShape(starts_at, minutes, passive, tuple(skills)), tuple(weekdays), assistants, priority)

    def pattern(self, first_day: date) -> PatternInput:
        """As a weekly need from a day on."""
        return PatternInput(
            name=self.name,
            type=self.type,
            weekdays=frozenset(self.weekdays),
            starts_at=_clock(self.kind.starts_at),
            ends_at=_clock(self.kind.ends_at),
            first_day=first_day,
            assistants=self.assistants,
            passive_minutes=self.kind.passive_minutes,
            priority=self.priority,
            skills=self.kind.skills,
        )


def proposed(design: Design, language: str, names: Mapping[str, str]) -> list[Proposed]:
    """The week of a design in rows, by start."""
    counts: Counter[tuple[ShiftShape, int]] = Counter((shift.kind, shift.day % 7) for shift in design.week)
    days: dict[tuple[ShiftShape, int], list[int]] = defaultdict(list)
    for (kind, day), count in sorted(counts.items()):
        days[kind, count].append(day)
    told = dict(zip(((shift.kind, shift.day % 7) for shift in design.week), design.reasons, strict=True))
    priority: dict[ShiftShape, int] = {}
    for shift in design.week:
        priority[shift.kind] = max(priority.get(shift.kind, 1), shift.priority)
    return [
        Proposed(kind, tuple(weekdays), count, priority[kind], _sentences(told[kind, weekdays[0]], language, names))
        for (kind, count), weekdays in days.items()
    ]


def _sentences(notes: Iterable[Any], language: str, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(design_text(note, language, names) for note in notes)


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
