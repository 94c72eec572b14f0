"""What the rows of the model say of a few shifts of one assistant (følger): which exclude each other.

Only what follows from the rows is told, never all of it: what is built on it is a bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from selvstyrt.engine.model import Model

NO_LIMIT = 1 << 40


@dataclass
class OfOne:
    """What is implied of one assistant's shifts, by their ids."""

    barred: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    """Two shifts that cannot both be had, in both orders."""
    lists: set[frozenset[str]] = field(default_factory=set)
    """Three or more shifts that cannot all be had."""
    sums: list[tuple[dict[str, int], int]] = field(default_factory=list)
    """Amounts of some shifts, and the most that they may come to."""

    def exclude(self, one: str, other: str) -> None:
        """Note two shifts that cannot both be had."""
        self.pairs.add((one, other))
        self.pairs.add((other, one))


class Implied:
    """The rows that are read: implications, lists, at most one of many, sums below a limit."""

    def __init__(self, model: Model) -> None:
        self._key_of = {literal.index: key for key, literal in model.has.items()}
        self._then: dict[int, list[int]] = defaultdict(list)
        self._groups: dict[int, list[list[int]]] = defaultdict(list)
        self._lists: list[list[int]] = []
        self._sums: list[tuple[dict[int, int], int]] = []
        proto = model.cp.proto
        self._can_fall = {number for number, variable in enumerate(proto.variables) if min(variable.domain) < 0}
        self._never = {number for number, variable in enumerate(proto.variables) if max(variable.domain) == 0}
        for constraint in proto.constraints:
            self._read(constraint)

    def of_all(self, wanted: frozenset[str]) -> dict[str, OfOne]:
        """What is implied of the wanted shifts, per assistant."""
        found: dict[str, OfOne] = defaultdict(OfOne)
        for index, (person, shift) in self._key_of.items():
            if shift in wanted:
                self._follow(index, shift, found[person], wanted)
        for literals in self._lists:
            keys = [key for literal in literals if (key := self._key_of.get(-literal - 1)) is not None]
            shifts = frozenset(shift for _, shift in keys)
            if len(keys) == len(literals) and shifts <= wanted and len({person for person, _ in keys}) == 1:
                found[keys[0][0]].lists.add(shifts)
        for amounts, most in self._sums:
            self._note_sum(found, amounts, most, wanted)
        return found

    def _follow(self, index: int, shift: str, one: OfOne, wanted: frozenset[str]) -> None:
        person = self._key_of[index][0]
        reached = set(self._reached(index))
        if index in self._never or -index - 1 in reached or any(literal in self._never for literal in reached):
            one.barred.add(shift)
        for literal in reached:
            key = self._key_of.get(-literal - 1) if literal < 0 else None
            if key is not None and key[0] == person and key[1] in wanted and key[1] != shift:
                one.exclude(shift, key[1])

    def _reached(self, first: int) -> Iterator[int]:
        """All that is true when the first literal is."""
        seen, todo = {first}, [first]
        while todo:
            literal = todo.pop()
            yield literal
            after = [*self._then.get(literal, ())]
            for group in self._groups.get(literal, ()):
                after.extend(-other - 1 for other in group if other != literal)
            for each in after:
                if each not in seen:
                    seen.add(each)
                    todo.append(each)

    def _note_sum(self, found: dict[str, OfOne], amounts: dict[int, int], most: int, wanted: frozenset[str]) -> None:
        keys = {key: amount for index, amount in amounts.items() if (key := self._key_of.get(index)) is not None}
        people = {person for person, _ in keys}
        mine = {shift: amount for (_, shift), amount in keys.items() if shift in wanted}
        if len(people) != 1 or sum(mine.values()) <= most:
            return
        one = found[people.pop()]
        one.sums.append((mine, most))
        for first, second in combinations(mine, 2):
            if mine[first] + mine[second] > most:
                one.exclude(first, second)

    def _read(self, constraint: Any) -> None:
        conditions = list(constraint.enforcement_literal)
        if constraint.has_bool_and() and len(conditions) == 1:
            for literal in constraint.bool_and.literals:
                self._imply(conditions[0], literal)
        elif conditions:
            return
        elif constraint.has_bool_or():
            self._read_list(list(constraint.bool_or.literals))
        elif constraint.has_at_most_one():
            group = list(constraint.at_most_one.literals)
            for literal in group:
                self._groups[literal].append(group)
        elif constraint.has_linear():
            self._read_sum(constraint.linear)

    def _read_list(self, literals: list[int]) -> None:
        if len(literals) == 1 and literals[0] < 0:
            self._never.add(-literals[0] - 1)
        elif len(literals) == 2:
            self._imply(-literals[0] - 1, literals[1])
        elif all(literal < 0 for literal in literals):
            self._lists.append(literals)

    def _read_sum(self, linear: Any) -> None:
        variables, factors, (_, most) = list(linear.vars), list(linear.coeffs), tuple(linear.domain)
        if most >= NO_LIMIT or min([0, *variables, *factors]) < 0 or not self._can_fall.isdisjoint(variables):
            return
        if len(variables) == 1 and most == 0:
            self._never.add(variables[0])
        else:
            self._sums.append((dict(zip(variables, factors, strict=True)), most))

    def _imply(self, one: int, other: int) -> None:
        self._then[one].append(other)
        self._then[-other - 1].append(-one - 1)
