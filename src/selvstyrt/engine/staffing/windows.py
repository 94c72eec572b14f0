"""A window (vindu): some days of some people as a problem of its own, everything else as it stands.

Around the window stand so many settled days that each run of work or of days off that reaches into it is seen whole;
what lies farther out counts in the sums. A window of two weeks is priced in a hundredth of the time of half a year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from selvstyrt.engine.staffing.instance import SATURDAY, weekend_of
from selvstyrt.engine.staffing.pricing import Priced, Pricer
from selvstyrt.engine.staffing.problem import FREE, Floats, Ints, Limits, Problem, Row, Rows

SUNDAY = SATURDAY + 1
MOST_STEPS = 10_000_000
"""Limited shift types are counted exactly while one pricing of a window takes at most this many steps."""


@dataclass(frozen=True)
class Frame:
    """The days from `low` to before `high` of one person: free inside, settled at both edges."""

    low: int
    high: int
    limits: Limits
    choice: Floats
    """What may be chosen: the settled days only as they are, at no cost; infinity elsewhere."""


class WindowPricer:
    """The cheapest row of one person for the days of a window."""

    def __init__(self, problem: Problem, frame: Frame, first: int, last: int) -> None:
        self.frame, self.first, self.days = frame, first - frame.low, last - first
        self.inner = Pricer(frame.limits, frame.choice, problem.minutes, problem.may_follow, frame.low)
        self.inner.most_steps = min(self.inner.most_steps, MOST_STEPS)

    @property
    def steps(self) -> int:
        """About how many steps one pricing takes."""
        return self.inner.steps

    def price(self, price: Floats) -> Priced | None:
        """The cheapest row at `price` (by day of the window and type, the day off last); None when none is lawful."""
        priced = self.inner.price(self._framed(price))
        if priced is None or priced.row is None:
            return priced
        return Priced(priced.bound, priced.price, priced.row[self.first : self.first + self.days].copy())

    def is_possible(self, choice: Floats) -> bool:
        """False when there is no row at all."""
        return self.inner.is_possible(self._framed(choice))

    def _framed(self, price: Floats) -> Floats:
        whole = self.frame.choice.copy()
        whole[self.first : self.first + self.days] += price
        return whole


def frame_of(problem: Problem, person: int, row: Row, first: int, last: int) -> Frame:
    """The person's frame around the window, the other days as in the row."""
    low, high = first_seen(problem, person, row, first), _high(problem, person, row, last)
    return Frame(
        low,
        high,
        _limits_within(problem, person, row, low, high),
        choice_within(problem, person, row, (low, high), (first, last)),
    )


def choice_within(problem: Problem, person: int, row: Row, frame: tuple[int, int], free: tuple[int, int]) -> Floats:
    """What may be chosen in the frame, at no cost: anything that the person may on the free days, else the row."""
    choice = np.where(np.isfinite(problem.choice[person][slice(*frame)]), 0.0, np.inf)
    for day in (*range(frame[0], free[0]), *range(free[1], frame[1])):
        choice[day - frame[0]] = np.inf
        choice[day - frame[0], row[day]] = 0.0
    return choice


def first_seen(problem: Problem, person: int, row: Row, first: int) -> int:
    """The first settled day that the window must see."""
    if first == 0:
        return 0
    reach = first - _seen(row[:first][::-1], problem.limits[person].least_off)
    return max(0, reach - 1 if reach % 7 == SUNDAY else reach)


def _high(problem: Problem, person: int, row: Row, last: int) -> int:
    """The day after the last settled day that the window must see."""
    if last == problem.days:
        return last
    reach = last + _seen(row[last:], problem.limits[person].least_off)
    return min(problem.days, reach + 1 if reach % 7 == SUNDAY else reach)


def _seen(days: Row, least_off: int) -> int:
    """How many days, from the window outwards, show the run that reaches it; a long rest is enough as far as needed."""
    works = days != FREE
    others = np.flatnonzero(works != works[0])
    length = int(others[0]) if len(others) else len(days)
    if not works[0] and length > least_off:
        return least_off
    return min(length + 1, len(days))


def _limits_within(problem: Problem, person: int, row: Row, low: int, high: int) -> Limits:
    """What is left of the person's limits for the days from low to high."""
    limits = problem.limits[person]
    outside = np.concatenate([row[:low], row[high:]])
    worked = outside[outside != FREE]
    minutes = int(problem.minutes[worked].sum())
    used = np.bincount(worked, minlength=problem.types)
    days = [*range(low), *range(high, problem.days)]
    weekends = len({weekend_of(day) for day in days if row[day] != FREE} - {None})
    return replace(
        limits,
        most_minutes=limits.most_minutes - minutes,
        least_minutes=max(0, limits.least_minutes - minutes),
        most_in_row=min(limits.most_in_row, high - low),
        most_weekends=min(limits.most_weekends - weekends, -(-(high - low) // 7) + 1),
        most_of=tuple(min(most - int(so_far), high - low) for most, so_far in zip(limits.most_of, used, strict=True)),
    )


def part_of(problem: Problem, people: Sequence[int], need: Floats, first: int, last: int) -> Problem:
    """Some people's days from `first` to `last` as a problem; `need` is by the needs of the whole."""
    inside: Ints = np.flatnonzero((problem.day_of >= first) & (problem.day_of < last))
    row_of = np.full((last - first, problem.types), -1, dtype=np.int64)
    row_of[problem.day_of[inside] - first, problem.shift_of[inside]] = np.arange(len(inside))
    instance = problem.instance
    return Problem(
        instance=replace(instance, days=last - first, people=tuple(instance.people[person] for person in people)),
        minutes=problem.minutes,
        may_follow=problem.may_follow,
        limits=tuple(problem.limits[person] for person in people),
        choice=tuple(problem.choice[person][first:last] for person in people),
        row_of=row_of,
        need=need[inside],
        under=problem.under[inside],
        over=problem.over[inside],
        day_of=problem.day_of[inside] - first,
        shift_of=problem.shift_of[inside],
        every_day=np.arange(last - first),
    )


@dataclass(frozen=True)
class Window:
    """Some people's days from `first` to before `last`, the rest as in `rows`."""

    problem: Problem
    people: tuple[int, ...]
    rows: Rows
    first: int
    last: int

    def part(self) -> Problem:
        """The window as a problem; its people stand in the order of `people`."""
        need = self.problem.missing(self.rows)
        for person in self.people:
            need[self.problem.needs_met(self.rows[person])] += 1
        return part_of(self.problem, self.people, need, self.first, self.last)

    def pricers(self) -> list[WindowPricer]:
        """The pricers of its people."""
        return [
            WindowPricer(
                self.problem,
                frame_of(self.problem, person, self.rows[person], self.first, self.last),
                self.first,
                self.last,
            )
            for person in self.people
        ]

    def inner(self) -> dict[int, Row]:
        """The rows of its people as they stand, in the window's own count."""
        return {place: self.rows[person][self.first : self.last] for place, person in enumerate(self.people)}

    def whole(self, inner: Rows) -> dict[int, Row]:
        """The whole roster with these rows in the window."""
        rows = dict(self.rows)
        for place, row in inner.items():
            person = self.people[place]
            rows[person] = rows[person].copy()
            rows[person][self.first : self.last] = row
        return rows


__all__ = ["Frame", "Window", "WindowPricer", "frame_of", "part_of"]
