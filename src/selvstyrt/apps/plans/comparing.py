"""Comparing a draft with the plan that holds now: what changes for whom (sammenligning)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from selvstyrt.apps.plans.models import Shift
from selvstyrt.core.base import OSLO


@dataclass(frozen=True, slots=True)
class Times:
    """When a shift is, and its name."""

    name: str
    start: datetime
    end: datetime

    @property
    def day(self) -> date:
        """The local day on which it starts."""
        return self.start.astimezone(OSLO).date()


@dataclass(frozen=True, slots=True)
class Moved:
    """A shift that the same person has at another time than before."""

    before: Times
    after: Times


@dataclass(slots=True)
class PersonChanges:
    """What a new plan changes for one person (endringer for en person)."""

    person_uid: UUID
    name: str
    gained: list[Times] = field(default_factory=list)
    lost: list[Times] = field(default_factory=list)
    moved: list[Moved] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many shifts change."""
        return len(self.gained) + len(self.lost) + len(self.moved)

    def first_day(self) -> date:
        """The first day that changes."""
        return min(
            times.day for times in (*self.gained, *self.lost, *(t for m in self.moved for t in (m.before, m.after)))
        )


def changes(before: Iterable[Shift], after: Iterable[Shift]) -> list[PersonChanges]:
    """What changes per person from one set of shifts to another, by name; people without changes left out."""
    had, gets = _by_person(before), _by_person(after)
    found = []
    for person_uid in had.keys() | gets.keys():
        old, new = had.get(person_uid, {}), gets.get(person_uid, {})
        name = next(iter((*new.values(), *old.values()))).assignment.person.name  # type: ignore[union-attr]
        change = PersonChanges(person_uid, name)
        for key, row in new.items():
            other = old.get(key)
            if other is None:
                change.gained.append(_times(row))
            elif (other.start, other.end) != (row.start, row.end):
                change.moved.append(Moved(_times(other), _times(row)))
        change.lost.extend(_times(row) for key, row in old.items() if key not in new)
        if change.count:
            found.append(change)
    return sorted(found, key=lambda change: (change.name, str(change.person_uid)))


def _by_person(shifts: Iterable[Shift]) -> dict[UUID, dict[str, Shift]]:
    found: dict[UUID, dict[str, Shift]] = defaultdict(dict)
    for row in sorted(shifts, key=lambda row: (row.start, row.key)):
        if row.assignment is not None:
            found[row.assignment.person.uid][row.key] = row
    return found


def _times(row: Shift) -> Times:
    return Times(row.name, row.start, row.end)
