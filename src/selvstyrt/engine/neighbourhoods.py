"""Which part of a roster to set free and solve again (nabolag): weeks, a few assistants' weekends, a mix of both.

Each kind keeps its own size: it grows while the part is solved to proof, and shrinks when the effort runs out.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.engine.model import Model

Key = tuple[str, str]
"""(assistant, shift): one variable of the model."""

GROW, SHRINK = 1.2, 0.9
LEAST_CHANCE = 0.05
FORGET = 0.8

START_SIZE = 160
"""Variables set free at first; with the effort of one step, most parts of this size are solved to proof."""


@dataclass
class Kind:
    """One kind of part, and how well it has done of late."""

    name: str
    choose: Callable[[Neighbourhoods, int], list[Key]]
    size: float = START_SIZE
    worth: float = 1.0

    def learn(self, gain: int, effort: float, *, is_proven: bool, was_whole: bool) -> None:
        """Take in what the last step of this kind gave."""
        self.worth = FORGET * self.worth + (1 - FORGET) * (1.0 if gain > 0 else 0.0) / max(effort, 1e-3) * 0.05
        if is_proven and not was_whole:
            self.size *= GROW
        elif not is_proven:
            self.size = max(self.size * SHRINK, 20)


@dataclass
class Neighbourhoods:
    """The parts of one problem's roster; `holders` is the roster they are cut from."""

    model: Model
    dice: random.Random
    holders: Mapping[str, str | None]
    week_of: dict[str, int] = field(default_factory=dict)
    weekends: frozenset[str] = frozenset()
    by_week: list[list[Key]] = field(default_factory=list)
    kinds: tuple[Kind, ...] = ()

    def __post_init__(self) -> None:
        problem = self.model.problem
        first = min((shift.span.start for shift in problem.shifts), default=problem.period.start)
        self.week_of = {shift.id: (shift.span.start - first) // timedelta(days=7) for shift in problem.shifts}
        self.weekends = frozenset(shift.id for shift in self.model.targets.of_kind[ShareKind.WEEKENDS])
        self.by_week = [[] for _ in range(max(self.week_of.values(), default=0) + 1)]
        for key in self.model.has:
            self.by_week[self.week_of[key[1]]].append(key)
        self.kinds = (
            Kind("weeks", Neighbourhoods.some_weeks),
            Kind("weekends", Neighbourhoods.weekends_of_few),
            Kind("mixed", Neighbourhoods.weeks_of_few),
            Kind("team weekends", Neighbourhoods.weekends_of_all),
            Kind("pair", Neighbourhoods.pair),
        )

    def draw(self) -> Kind:
        """A kind by lot, those that did well of late oftener."""
        total = sum(kind.worth for kind in self.kinds)
        chances = [kind.worth + LEAST_CHANCE * total for kind in self.kinds]
        return self.dice.choices(self.kinds, chances)[0]

    def some_weeks(self, size: int) -> list[Key]:
        """All shifts of some weeks in a row, open to everybody."""
        weeks = len(self.by_week)
        middle = self.dice.randrange(weeks)
        first, last, count = middle, middle + 1, len(self.by_week[middle])
        while count < size and last - first < weeks:
            if first > 0 and (last == weeks or self.dice.random() < 0.5):
                first -= 1
                count += len(self.by_week[first])
            else:
                last += 1
                count += len(self.by_week[last - 1])
        return [key for week in self.by_week[first:last] for key in week]

    def weekends_of_few(self, size: int) -> list[Key]:
        """The weekend shifts that a few assistants have, in the whole period, open to these few."""
        return self._of_few(size, self.weekends)

    def weekends_of_all(self, size: int) -> list[Key]:
        """The weekend shifts of some weeks in a row, open to everybody."""
        share = max(len(self.weekends), 1) / len(self.week_of)
        return [key for key in self.some_weeks(round(size / share)) if key[1] in self.weekends]

    def weeks_of_few(self, size: int) -> list[Key]:
        """What half the team has in some weeks in a row, open to this half."""
        team = [person.id for person in self.model.problem.people]
        few = set(self.dice.sample(team, max(min(3, len(team)), len(team) // 2)))
        inside = {key[1] for key in self.some_weeks(4 * size)}
        return self._open_to(few, inside)

    def pair(self, size: int) -> list[Key]:
        """What two assistants have, open to both, in as many weeks as fit."""
        team = [person.id for person in self.model.problem.people]
        few = set(self.dice.sample(team, min(2, len(team))))
        inside = {key[1] for key in self.some_weeks(len(team) * size // 3)}
        return self._open_to(few, inside)

    def _of_few(self, size: int, inside: frozenset[str]) -> list[Key]:
        team = [person.id for person in self.model.problem.people]
        self.dice.shuffle(team)
        found: list[Key] = []
        for count in range(2, len(team) + 1):
            wider = self._open_to(set(team[:count]), inside)
            if found and len(wider) > size:
                break
            found = wider
        return found

    def _open_to(self, few: set[str], inside: set[str] | frozenset[str]) -> list[Key]:
        theirs = {shift for shift in inside if (holder := self.holders[shift]) is None or holder in few}
        return [key for key in self.model.has if key[0] in few and key[1] in theirs]
