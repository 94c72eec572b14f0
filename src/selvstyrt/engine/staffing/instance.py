"""A public rostering problem as data (bemanningsoppgave): shift types, people, wishes, and what each day needs.

The family is that of T. Curtois and R. Qu, "Computational results on new staff scheduling benchmark instances", 2014.
Standard library only: the reader and the checker stand on this file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Roster = dict[str, tuple[str, ...]]
"""For each person one shift letter per day; "" is a day off."""

SATURDAY = 5
"""Day 0 is a Monday."""


def weekend_of(day: int) -> int | None:
    """The number of the weekend that the day belongs to, or None on weekdays."""
    return day // 7 if day % 7 >= SATURDAY else None


@dataclass(frozen=True, slots=True)
class ShiftType:
    """A kind of shift (vakttype): minutes of work, and the types that must not come the day after."""

    id: str
    minutes: int
    not_before: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """One employee (ansatt) and the limits that must hold."""

    id: str
    most_of: Mapping[str, int]
    """Most shifts of each type; a type that is not named must not be worked."""
    days_off: frozenset[int]
    most_minutes: int
    least_minutes: int
    most_in_row: int
    least_in_row: int
    least_off: int
    most_weekends: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish (ønske) about one shift on one day; not meeting it costs `weight`."""

    person: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True, slots=True)
class Need:
    """How many people a shift on one day should have (behov), and what each too few or too many costs."""

    day: int
    shift: str
    people: int
    under: int
    over: int


@dataclass(frozen=True, slots=True)
class Instance:
    """One problem (oppgave) as its file has it."""

    name: str
    days: int
    shifts: tuple[ShiftType, ...]
    people: tuple[Person, ...]
    wanted: tuple[Wish, ...]
    unwanted: tuple[Wish, ...]
    needs: tuple[Need, ...]
