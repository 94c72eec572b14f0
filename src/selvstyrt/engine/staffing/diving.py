"""Diving (dykk): settle the surest person-days of the linear solution, price again, and so on to a whole roster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from selvstyrt.engine.staffing.generation import Generator
from selvstyrt.engine.staffing.problem import Flags
from selvstyrt.engine.staffing.search import only, rounded_up

SURE = 0.999
LIKELY = 0.7
RESCUE_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """A choice of one person for one day, and how much of it the linear program takes."""

    part: float
    person: int
    day: int
    choice: int


@dataclass(frozen=True)
class Manner:
    """How to dive: with how much chance, settling which share of the cells at a time, with how many pricing rounds."""

    jitter: float = 0.0
    share: float = 0.05
    rounds: int = 10


class Dive:
    """One dive on a master whose columns are opened again afterwards."""

    def __init__(self, generator: Generator, manner: Manner) -> None:
        self.generator, self.manner = generator, manner
        self.search, self.master = generator.search, generator.master
        self.masks: dict[int, Flags] = {}

    def run(self) -> bool:
        """Dive to the ground or until there is nothing to win; True when the best roster is better for it."""
        self.master.restrict({})
        self.master.solve()
        while not self.search.is_over:
            shares = self.master.shares()
            if self.master.is_whole and all(len(each) == 1 for each in shares.values()):
                return self.search.offer({person: each[0].column.row for person, each in shares.items()})
            self._settle(self._picked())
            if not self._price_again():
                return False
            if self.search.cost is not None and rounded_up(self.master.objective) >= self.search.cost:
                return False
        return False

    def _picked(self) -> list[Cell]:
        """The surest cells that are open, and some of those that are certain already."""
        rng, jitter = self.search.rng, self.manner.jitter
        cells = list(self._cells())
        sure = [cell for cell in cells if cell.part >= SURE]
        rest = [cell for cell in cells if cell.part < SURE]
        keys = np.array([cell.part for cell in rest]) + jitter * rng.random(len(rest))
        order = np.argsort(-keys, kind="stable")[: max(2, int(len(rest) * self.manner.share))]
        picked = [rest[number] for place, number in enumerate(order) if keys[number] > LIKELY or place < 2]
        return picked + [cell for cell in sure if rng.random() < 0.25]

    def _cells(self) -> Iterable[Cell]:
        problem = self.master.problem
        for person, shares in self.master.shares().items():
            taken = np.zeros((problem.days, problem.types + 1))
            for share in shares:
                taken[problem.every_day, share.column.row] += share.part
            mask = self.masks.get(person)
            if mask is not None:
                taken[mask.sum(axis=1) <= 1] = 0
            for day, choice in np.argwhere(taken > 0.05):
                yield Cell(float(taken[day, choice]), person, int(day), int(choice))

    def _settle(self, cells: list[Cell]) -> None:
        """Settle the cells; of those that would leave somebody without a lawful row, only the first ones."""
        by_person: dict[int, list[Cell]] = {}
        for cell in cells:
            by_person.setdefault(cell.person, []).append(cell)
        grid = self.generator.prices.grid(self.master.need_duals)
        for person, mine in by_person.items():
            while mine:
                mask = self._mask(person).copy()
                for cell in mine:
                    if mask[cell.day, cell.choice]:
                        mask[cell.day] = False
                        mask[cell.day, cell.choice] = True
                priced = self.generator.prices.cheapest(person, grid, mask)
                if priced is not None and priced.row is not None:
                    self.masks[person] = mask
                    break
                mine = mine[: len(mine) // 2]

    def _mask(self, person: int) -> Flags:
        problem = self.master.problem
        return self.masks.get(person, np.ones((problem.days, problem.types + 1), dtype=np.bool_))

    def _price_again(self) -> bool:
        self.master.restrict(self.masks)
        for rounds in (self.manner.rounds, RESCUE_ROUNDS):
            if not self.generator.run(masks=self.masks, most_rounds=rounds):
                return False
            if self.master.is_whole:
                return True
        return False


def dive_by_rows(generator: Generator, jitter: float, share: float = 0.12, rounds: int = 6) -> bool:
    """Settle whole rows, the surest first: much shorter than a dive by days with many people or a long period."""
    search, master = generator.search, generator.master
    masks: dict[int, Flags] = {}
    master.restrict({})
    master.solve()
    while not search.is_over:
        shares = master.shares()
        open_people = [person for person in master.people if person not in masks]
        if not master.is_whole or any(not shares[person] for person in open_people):
            return False
        if not open_people:
            return search.offer({person: each[0].column.row for person, each in shares.items()})
        surest = {person: max(shares[person], key=lambda each: each.part) for person in open_people}
        keys = {person: surest[person].part + jitter * search.rng.random() for person in open_people}
        order = sorted(open_people, key=lambda person: -keys[person])
        count = max(1, int(np.ceil(share * len(open_people))))
        for place, person in enumerate(order):
            if place < count or surest[person].part > SURE:
                masks[person] = only(master.problem, surest[person].column.row)
        master.restrict(masks)
        if not generator.run(masks=masks, most_rounds=rounds, settled=set(masks)):
            return False
        if search.cost is not None and rounded_up(master.objective) >= search.cost:
            return False
    return False
