"""A public instance as arrays of numbers for the solvers (oppgaven i tall)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import numpy as np
import numpy.typing as npt

from selvstyrt.engine.staffing.instance import Instance, Roster

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Row = npt.NDArray[np.int16]
"""One person's period: the number of the shift type on each day, or -1 on a day off."""

Rows = Mapping[int, Row]
"""A roster in numbers: the row of each person, by the person's place in the instance."""

FREE = -1
NO_ROSTER = 10**12
"""A cost above that of any roster."""


@dataclass(frozen=True)
class Limits:
    """What one person may do, minutes counted in the problem's unit."""

    most_minutes: int
    least_minutes: int
    most_in_row: int
    least_in_row: int
    least_off: int
    most_weekends: int
    most_of: tuple[int, ...]
    """Most shifts of each type."""


@dataclass(frozen=True)
class Problem:
    """The instance in numbers; people, days and shift types by their place.

    `choice[p][d, s]` is what person p's wishes cost when p works type s on day d; the last column is the day off, and
    infinity marks what is not allowed. `row_of[d, s]` is the number of the need, or -1.
    """

    instance: Instance
    minutes: Ints
    may_follow: Flags
    limits: tuple[Limits, ...]
    choice: tuple[Floats, ...]
    row_of: Ints
    need: Floats
    under: Floats
    over: Floats
    day_of: Ints
    shift_of: Ints
    every_day: Ints = field(repr=False)

    @property
    def days(self) -> int:
        """Number of days."""
        return self.instance.days

    @property
    def types(self) -> int:
        """Number of shift types."""
        return len(self.instance.shifts)

    @property
    def people(self) -> int:
        """Number of people."""
        return len(self.instance.people)

    def wishes_cost(self, person: int, row: Row) -> float:
        """What the person's wishes cost with this row."""
        return float(self.choice[person][self.every_day, row].sum())

    def needs_met(self, row: Row) -> Ints:
        """The numbers of the needs to which the row adds one."""
        worked = row != FREE
        met = self.row_of[self.every_day[worked], row[worked]]
        found: Ints = met[met >= 0]
        return found

    def missing(self, rows: Rows) -> Floats:
        """For each need how many people are missing; below zero: too many."""
        left = self.need.copy()
        for row in rows.values():
            left[self.needs_met(row)] -= 1
        return left

    def cover_cost(self, missing: Floats) -> float:
        """What too few and too many cost."""
        return float(np.where(missing > 0, missing * self.under, -missing * self.over).sum())

    def cost(self, rows: Rows) -> int:
        """What a whole roster costs, by the solvers' own count; NO_ROSTER when somebody works what is not allowed."""
        cost = sum(self.wishes_cost(person, row) for person, row in rows.items())
        cost += self.cover_cost(self.missing(rows))
        return round(cost) if math.isfinite(cost) else NO_ROSTER

    def roster(self, rows: Rows) -> Roster:
        """The rows in the letters of the instance."""
        letters = [*(shift.id for shift in self.instance.shifts), ""]
        return {
            person.id: tuple(letters[shift] for shift in rows[place])
            for place, person in enumerate(self.instance.people)
        }

    def rows(self, roster: Roster) -> dict[int, Row]:
        """A roster's rows in numbers."""
        place = {shift.id: number for number, shift in enumerate(self.instance.shifts)} | {"": FREE}
        return {
            number: np.array([place[shift] for shift in roster[person.id]], dtype=np.int16)
            for number, person in enumerate(self.instance.people)
        }


def problem_of(instance: Instance) -> Problem:
    """The instance in numbers."""
    place = {shift.id: number for number, shift in enumerate(instance.shifts)}
    unit = reduce(math.gcd, (shift.minutes for shift in instance.shifts))
    may_follow = np.ones((len(place), len(place)), dtype=np.bool_)
    for shift in instance.shifts:
        for other in shift.not_before:
            may_follow[place[shift.id], place[other]] = False
    row_of = np.full((instance.days, len(place)), -1, dtype=np.int64)
    for number, need in enumerate(instance.needs):
        row_of[need.day, place[need.shift]] = number
    return Problem(
        instance=instance,
        minutes=np.array([shift.minutes // unit for shift in instance.shifts], dtype=np.int64),
        may_follow=may_follow,
        limits=tuple(_limits(instance, number, unit) for number in range(len(instance.people))),
        choice=tuple(_choices(instance, place)),
        row_of=row_of,
        need=_needs(instance, "people"),
        under=_needs(instance, "under"),
        over=_needs(instance, "over"),
        day_of=np.array([need.day for need in instance.needs], dtype=np.int64),
        shift_of=np.array([place[need.shift] for need in instance.needs], dtype=np.int64),
        every_day=np.arange(instance.days),
    )


def _needs(instance: Instance, name: str) -> Floats:
    return np.array([getattr(need, name) for need in instance.needs], dtype=np.float64)


def _limits(instance: Instance, number: int, unit: int) -> Limits:
    person = instance.people[number]
    return Limits(
        most_minutes=person.most_minutes // unit,
        least_minutes=-(-person.least_minutes // unit),
        most_in_row=min(person.most_in_row, instance.days),
        least_in_row=max(person.least_in_row, 1),
        least_off=max(person.least_off, 1),
        most_weekends=min(person.most_weekends, -(-instance.days // 7)),
        most_of=tuple(min(person.most_of.get(shift.id, 0), instance.days) for shift in instance.shifts),
    )


def _choices(instance: Instance, place: dict[str, int]) -> list[Floats]:
    by_person: dict[str, Any] = {}
    for person in instance.people:
        choice = np.zeros((instance.days, len(place) + 1))
        choice[sorted(person.days_off), :-1] = np.inf
        never = [number for shift, number in place.items() if person.most_of.get(shift, 0) == 0]
        choice[:, never] = np.inf
        by_person[person.id] = choice
    for wish in instance.wanted:
        by_person[wish.person][wish.day] += wish.weight
        by_person[wish.person][wish.day, place[wish.shift]] -= wish.weight
    for wish in instance.unwanted:
        by_person[wish.person][wish.day, place[wish.shift]] += wish.weight
    return [by_person[person.id] for person in instance.people]
