"""The cheapest whole plan of each assistant at given prices (prising), by dynamic programming over the stages.

A state is how many weekend shifts, nights and red days there are so far, and whether the last stage was left with
something that excludes part of the next one. All assistants are worked out at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from selvstyrt.engine.burdens.stages import NEVER, Burdens, Numbers, Parts

Plan = tuple[int, ...]
"""Numbers of the shifts of one assistant, in order."""


@dataclass(frozen=True)
class _Best:
    """What each assistant chooses at one move: the choice and its cost."""

    choice: Numbers
    cost: Numbers


@dataclass
class Pricing:
    """The stages with what has been decided so far: a choice against a decision costs NEVER."""

    burdens: Burdens
    costs: list[Numbers] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.costs = [stage.costs.copy() for stage in self.burdens.stages]
        first, second, third = self.burdens.shares
        self._ends = first[:, :, None, None] + second[:, None, :, None] + third[:, None, None, :]

    def decide(self, person: int, shift: int) -> None:
        """From now on the assistant has the shift, and nobody else."""
        for stage, costs in zip(self.burdens.stages, self.costs, strict=True):
            if shift in stage.shifts:
                holds = stage.holds[:, stage.shifts.index(shift)] == 1
                others = np.arange(len(costs)) != person
                costs[np.ix_(others, holds)] = NEVER
                costs[np.ix_(~others, ~holds)] = NEVER

    def cheapest(self, prices: Numbers) -> tuple[Numbers, list[Plan]]:
        """Per assistant: the least that cost minus prices can be, and a plan that comes to it."""
        people = np.arange(len(self.burdens.people))
        values = np.full((len(people), 2, *self.burdens.size), NEVER, dtype=np.int64)
        values[:, 0, 0, 0, 0] = 0
        history, chosen = [values], []
        for stage, costs in zip(self.burdens.stages, self.costs, strict=True):
            reduced = costs - (stage.holds @ prices[list(stage.shifts)])[None, :]
            entering = np.minimum(values[:, 0], values[:, 1] + stage.barred[:, None, None, None])
            staying = np.minimum(values[:, 0], values[:, 1])
            values, best = np.full_like(values, NEVER), []
            further: dict[tuple[Parts, bool], Numbers] = {}
            for move in stage.moves:
                mine = reduced[:, move.choices]
                place = mine.argmin(axis=1)
                best.append(_Best(move.choices[place], mine[people, place]))
                after = further.get((move.count, move.enters))
                if after is None:
                    after = further[move.count, move.enters] = _moved(entering if move.enters else staying, move.count)
                reached = values[:, int(move.leaves)]
                np.minimum(reached, after + best[-1].cost[:, None, None, None], out=reached)
            history.append(values)
            chosen.append(best)
        totals = (np.minimum(values[:, 0], values[:, 1]) + self._ends).reshape(len(people), -1)
        ends = totals.argmin(axis=1)
        plans = [self._trace(person, int(end), history, chosen) for person, end in enumerate(ends)]
        return totals[people, ends], plans

    def cost(self, person: int, plan: Plan) -> int:
        """What a plan costs an assistant, in 64ths of a point; NEVER or more when it cannot be had."""
        had, total, counts = frozenset(plan), 0, [0, 0, 0]
        for stage in self.burdens.stages:
            row = np.array([shift in had for shift in stage.shifts], dtype=np.int64)
            places = np.flatnonzero((stage.holds == row).all(axis=1))
            if not len(places):
                return NEVER
            total += int(stage.costs[person, places[0]])
            move = next(each for each in stage.moves if places[0] in each.choices)
            counts = [sum(both) for both in zip(counts, move.count, strict=True)]
        shares = self.burdens.shares
        return total + sum(
            int(table[person, min(n, table.shape[1] - 1)]) for table, n in zip(shares, counts, strict=True)
        )

    def _trace(self, person: int, end: int, history: list[Numbers], chosen: list[list[_Best]]) -> Plan:
        """The plan that leads to an end state."""
        place = np.unravel_index(end, self.burdens.size)
        state: Parts = int(place[0]), int(place[1]), int(place[2])
        left = int(history[-1][person, 1][state] < history[-1][person, 0][state])
        plan: list[int] = []
        for number in range(len(self.burdens.stages) - 1, -1, -1):
            stage, target = self.burdens.stages[number], history[number + 1][person, left][state]
            if target >= NEVER:
                break
            state, left, choice = self._before(person, number, (state, left), history[number], chosen[number])
            plan.extend(shift for shift, held in zip(stage.shifts, stage.holds[choice], strict=True) if held)
        return tuple(sorted(plan))

    def _before(
        self, person: int, number: int, at: tuple[Parts, int], values: Numbers, best: list[_Best]
    ) -> tuple[Parts, int, int]:
        """The state before a stage from which this one is reached, and the choice that leads here."""
        stage, (state, left) = self.burdens.stages[number], at
        found: tuple[int, Parts, int, int] = 2 * NEVER, state, left, 0
        for move, chosen in zip(stage.moves, best, strict=True):
            cost = int(chosen.cost[person])
            if int(move.leaves) != left or cost >= NEVER // 2:
                continue
            entering = int(stage.barred[person]) if move.enters else 0
            for before in _states_before(state, move.count, self.burdens.size):
                free, after = values[person, :, *before].tolist()
                if free + cost < found[0]:
                    found = free + cost, before, 0, int(chosen.choice[person])
                if after + cost + entering < found[0]:
                    found = after + cost + entering, before, 1, int(chosen.choice[person])
        return found[1:]


def _moved(values: Numbers, count: Parts) -> Numbers:
    """The values so many burdens further on; what passes the last number stays there."""
    for axis, step in enumerate(count, start=1):
        last = values.shape[axis] - 1
        step = min(step, last)
        if step:
            before = values.swapaxes(axis, 0)
            after = np.full(before.shape, NEVER, dtype=np.int64)
            after[step:] = before[: last + 1 - step]
            after[last] = before[last - step :].min(axis=0)
            values = after.swapaxes(axis, 0)
    return values


def _states_before(state: Parts, count: Parts, size: Parts) -> Iterator[Parts]:
    ranges = []
    for at, step, states in zip(state, count, size, strict=True):
        if at == states - 1:
            ranges.append(range(max(0, at - step), states))
        elif at < step:
            return
        else:
            ranges.append(range(at - step, at - step + 1))
    for first in ranges[0]:
        for second in ranges[1]:
            for third in ranges[2]:
                yield first, second, third
