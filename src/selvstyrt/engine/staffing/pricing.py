"""The cheapest lawful row of one person at given prices (prising), exact."""

from __future__ import annotations

import functools
import itertools
import math
from dataclasses import dataclass

import numpy as np

from selvstyrt.engine.staffing.instance import weekend_of
from selvstyrt.engine.staffing.kernels import cheapest_row, most_minutes_after
from selvstyrt.engine.staffing.problem import Flags, Floats, Ints, Limits, Row

MOST_STEPS = 200_000_000
"""Limited shift types are counted exactly while the path takes at most this many steps."""
MOST_STATES = 25_000_000
"""And while its states fit into 200 MB."""
DEARER_ROUNDS = 12
MOST_TURNS = 8

Limited = tuple[int, ...]
"""Shift types whose limit is counted."""


@dataclass(frozen=True)
class Priced:
    """The cheapest row, and a price that no lawful row goes below (the same, unless a limit was left out).

    The row is None where none was found and there may be one all the same.
    """

    bound: float
    price: float
    row: Row | None


@dataclass(frozen=True)
class _Counter:
    """Tables of the counter: the value after one more shift of a type, and after a stint with a counter of its own."""

    add: Ints
    join: Ints


class Pricer:
    """One person's limits in the shape that the kernels read."""

    def __init__(self, limits: Limits, choice: Floats, minutes: Ints, may_follow: Flags, first_day: int = 0) -> None:
        """`choice` is infinite where the person must not; `first_day` is the day of the period that its row 0 is."""
        self.limits = limits
        self.days = len(choice)
        self.most_steps = MOST_STEPS
        self.kinds: Ints = np.flatnonzero(np.isfinite(choice[:, :-1]).any(axis=0)).astype(np.int64)
        minutes = minutes[self.kinds]
        self.shortest = int(minutes.min()) if len(minutes) else 1
        self.extra: Ints = (minutes - self.shortest).astype(np.int64)
        self.group, self.follows = _classes(may_follow, self.kinds)
        longest = limits.most_in_row
        self.width = int(self.extra.max(initial=0)) * longest + 1
        self.weekends = _weekends(self.days, longest, first_day % 7)
        every = len({weekend_of(first_day % 7 + day) for day in range(self.days)} - {None})
        if limits.most_weekends >= every:
            self.weekends = np.zeros_like(self.weekends)
        self.most_weekends = limits.most_weekends if limits.most_weekends < every else 0
        able = np.isfinite(choice[:, :-1])[:, self.kinds]
        longest_shift: Ints = np.where(able, minutes, 0).max(axis=1, initial=0).astype(np.int64)
        self.rest: Ints = most_minutes_after(
            longest_shift, self.weekends, self.most_weekends, limits.least_in_row, limits.least_off
        )
        self.counted: Limited = ()
        self.dearness = np.zeros(len(limits.most_of))
        """What limited types that are not counted are made dearer by; kept from call to call."""
        self._counters: dict[Limited, _Counter] = {}

    def price(self, price: Floats) -> Priced | None:
        """The cheapest row at `price` (by day and type, the day off last); None when no row is lawful.

        A limited type is counted from the first time that a cheapest row passes its limit.
        """
        bound: float | None = None
        for turn in itertools.count():
            value, row = self._cheapest(price, self.counted)
            if row is None:
                return None
            bound = value if bound is None else bound
            passed = self._passed(row)
            if not passed:
                return Priced(value, value, row)
            wider = next((each for each in self._wider(passed) if self._fits(each)), None)
            if wider is None or turn > MOST_TURNS:
                return self._dearer(price, value, passed)
            self.counted = wider
        raise AssertionError("unreachable")

    def is_possible(self, choice: Floats) -> bool:
        """False when there is no row even without the limits that are not counted."""
        return self._cheapest(choice, self.counted)[1] is not None

    def _wider(self, passed: list[int]) -> tuple[Limited, ...]:
        """What could be counted: all types that passed their limit or one of them, with or without those of before."""
        fresh = (passed, *([kind] for kind in passed))
        return tuple(tuple(sorted({*old, *more})) for old in (self.counted, ()) for more in fresh)

    def _dearer(self, price: Floats, bound: float, passed: list[int]) -> Priced | None:
        """A lawful row found by making the types that pass their limit dearer, step by step.

        What is paid more for as many shifts as the limit allows, taken off again, leaves a lower bound.
        """
        more = self.dearness
        most_of = np.array(self.limits.most_of)
        row = None
        for _ in range(DEARER_ROUNDS):
            more[passed] = np.maximum(1.5 * more[passed], 1.0)
            dearer = price.copy()
            dearer[:, :-1] += more
            value, row = self._cheapest(dearer, self.counted)
            if row is None:
                return None
            bound = max(bound, value - float((more * most_of).sum()))
            passed = self._passed(row)
            if not passed:
                break
        more *= 0.8
        return self._shut(price, bound, row)

    def _shut(self, price: Floats, bound: float, row: Row | None) -> Priced:
        """A lawful row: types that pass their limit stay open only on the days where they are worth most."""
        days = np.arange(self.days)
        open_price = price.copy()
        while row is not None:
            passed = self._passed(row)
            if not passed:
                return Priced(bound, float(price[days, row].sum()), row)
            for kind in passed:
                worked = np.flatnonzero(row == kind)
                kept = worked[np.argsort(price[worked, kind], kind="stable")[: self.limits.most_of[kind]]]
                open_price[np.setdiff1d(days, kept), kind] = np.inf
            _, row = self._cheapest(open_price, self.counted)
        return Priced(bound, math.inf, None)

    def _passed(self, row: Row) -> list[int]:
        worked = np.bincount(row[row >= 0], minlength=len(self.limits.most_of))
        return [int(kind) for kind in np.flatnonzero(worked > np.array(self.limits.most_of))]

    def _fits(self, counted: Limited) -> bool:
        """True when these types can be counted in the time and the memory that one row may take."""
        counters = math.prod(self.limits.most_of[kind] + 1 for kind in counted)
        states = (self.days + 1) * (self.most_weekends + 1) * (self.limits.most_minutes + 1) * counters
        return self._steps(counted) <= self.most_steps and states <= MOST_STATES

    @property
    def steps(self) -> int:
        """About how many steps the path takes with the types that are counted now."""
        return self._steps(self.counted)

    def _steps(self, counted: Limited) -> int:
        """About how many steps the path takes when these types are counted."""
        limits = self.limits
        counters = math.prod(limits.most_of[kind] + 1 for kind in counted)
        in_stint = math.prod(min(limits.most_of[kind], limits.most_in_row) + 1 for kind in counted)
        stints = self.days * limits.most_in_row * self.width * in_stint
        return stints * (self.most_weekends + 1) * (limits.most_minutes + 1) * counters // 2

    def cheapest(self, price: Floats) -> tuple[float, Row | None]:
        """The price of the cheapest row when no type is counted, and the row; None when there is none."""
        return self._cheapest(price, ())

    def _cheapest(self, price: Floats, counted: Limited) -> tuple[float, Row | None]:
        counter = self._counters.get(counted)
        if counter is None:
            counter = self._counters[counted] = _counter(self.kinds, self.limits, counted)
        limits, counters = self.limits, len(counter.join)
        best = np.empty((self.days, limits.most_in_row, counters, self.width))
        reach = np.empty((self.days + 1, self.most_weekends + 1, counters, limits.most_minutes + 1))
        row = np.empty(self.days, dtype=np.int16)
        kinds = (self.kinds, self.group, self.follows, self.extra, counter.add)
        rules = (
            self.weekends,
            self.shortest,
            limits.least_in_row,
            limits.least_off,
            self.rest,
            limits.least_minutes,
            counter.join,
        )
        value = cheapest_row(price, np.ascontiguousarray(price[:, -1]), kinds, rules, best, reach, row)
        return (float(value), row) if value < np.inf else (float(value), None)


@functools.cache
def _weekends(days: int, longest: int, weekday: int) -> Ints:
    """How many weekends a stint touches, by first day and length - 1; the first day of all is that day of a week."""
    found = np.zeros((days, longest), dtype=np.int64)
    for day in range(days):
        for length in range(longest):
            stint = range(weekday + day, weekday + min(days, day + length + 1))
            found[day, length] = len({weekend_of(each) for each in stint} - {None})
    return found


def _classes(may_follow: Flags, kinds: Ints) -> tuple[Ints, Flags]:
    """The class of each type, and which types may follow a class."""
    rows = may_follow[np.ix_(kinds, kinds)]
    return _distinct(rows.tobytes(), len(kinds)) if len(kinds) else (kinds, np.ones((1, 0), dtype=np.bool_))


@functools.cache
def _distinct(table: bytes, size: int) -> tuple[Ints, Flags]:
    rows = np.frombuffer(table, dtype=np.bool_).reshape(size, size)
    follows, group = np.unique(rows, axis=0, return_inverse=True)
    return np.ravel(group).astype(np.int64), np.ascontiguousarray(follows)


def _counter(kinds: Ints, limits: Limits, counted: Limited) -> _Counter:
    sizes = tuple(limits.most_of[kind] + 1 for kind in counted)
    return _counter_of(sizes, tuple(counted.index(kind) if kind in counted else -1 for kind in kinds.tolist()))


@functools.lru_cache(maxsize=1000)
def _counter_of(sizes: tuple[int, ...], places: tuple[int, ...]) -> _Counter:
    """The tables for so many values of each counted type; `places` says which of them a type is, -1 for none."""
    size = math.prod(sizes)
    amounts = np.array(np.unravel_index(np.arange(size), sizes or (1,))).T[:, : len(sizes)]
    numbers = np.arange(size)
    add = np.tile(numbers, (len(places), 1))
    for kind, place in enumerate(places):
        if place >= 0:
            step = math.prod(sizes[place + 1 :])
            add[kind] = np.where(amounts[:, place] + 1 < sizes[place], numbers + step, -1)
    join = numbers[:, None] + numbers[None, :]
    for place, most in enumerate(sizes):
        join[amounts[:, None, place] + amounts[None, :, place] >= most] = -1
    return _Counter(add.astype(np.int64), join.astype(np.int64))
