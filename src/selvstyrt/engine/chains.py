"""Short lists of shifts that one assistant cannot all have (rekker av vakter), and what would make them lawful.

A rule on rest looks at work in order: touching shifts are one stretch, stretches become main work periods. Here the
same is said as lists. A list that is too close by itself can become lawful when another shift fills the hole in it, so
each list is told with what heals it: one shift, or two that fill the hole together. What three more shifts, or two
outside the hole, would heal stays forbidden (stricter than the law), and lists longer than LONGEST_LIST are left to
the evaluator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Protocol

from selvstyrt.core.worktime.counting import Work
from selvstyrt.engine.model import Item, Literal, Member, Model

LONGEST_LIST = 5

Chain = tuple[Work, ...]


class ChainRule(Protocol):
    """A rule about shifts in order."""

    @property
    def reach(self) -> int:
        """How long after a shift another one can matter, in minutes."""

    @property
    def can_heal(self) -> bool:
        """True when one more shift can make a list lawful."""

    def allows(self, chain: Chain) -> bool:
        """True when these shifts alone keep the rule."""


def forbid_chains(model: Model, member: Member, rule: ChainRule) -> None:
    """Forbid each shortest list of shifts that breaks the rule, unless what heals it is taken too."""

    def items(works: Chain) -> list[Item]:
        return [member.items[member.place_of[id(work.shift)]] for work in works]

    for chain, healers in broken_chains(member.judging.index.works, rule):
        groups = [[item.taken for item in items(group) if item.literal is not None] for group in healers]
        if all(groups):
            model.forbid_all(member, items(chain), [_all_of(model, group) for group in groups])


def _all_of(model: Model, literals: list[Literal]) -> Literal:
    """A variable that may only be true when all of these are."""
    if len(literals) == 1:
        return literals[0]
    together = model.cp.new_bool_var("")
    for literal in literals:
        model.cp.add_implication(together, literal)
    return together


def broken_chains(works: Sequence[Work], rule: ChainRule) -> Iterator[tuple[Chain, tuple[Chain, ...]]]:
    """The shortest lists that break the rule, at least one work of each not history, and the works that heal them."""
    for number, first in enumerate(works):
        yield from _grow((first,), number, works, rule)


def _grow(chain: Chain, at: int, works: Sequence[Work], rule: ChainRule) -> Iterator[tuple[Chain, tuple[Chain, ...]]]:
    if not rule.allows(chain):
        healers = tuple(_healers(chain, works, rule)) if rule.can_heal else ()
        if any(work.judged for work in chain) and (rule.can_heal or _is_shortest(chain, rule)):
            yield chain, healers
        if not healers:
            return
    if len(chain) == LONGEST_LIST:
        return
    last = chain[-1]
    for number in range(at + 1, len(works)):
        work = works[number]
        if work.start - last.end >= rule.reach:
            break
        if work.start >= last.end:
            yield from _grow((*chain, work), number, works, rule)


def _is_shortest(chain: Chain, rule: ChainRule) -> bool:
    return all(rule.allows(chain[:n] + chain[n + 1 :]) for n in range(1, len(chain) - 1))


def _healers(chain: Chain, works: Sequence[Work], rule: ChainRule) -> Iterator[Chain]:
    first, last = chain[0].start - rule.reach, chain[-1].end + rule.reach
    near = [
        work
        for work in works
        if first < work.end and work.start < last and not any(_overlap(work, one) for one in chain)
    ]
    fillers = []
    for work in near:
        if rule.allows(_in_order(*chain, work)):
            yield (work,)
        elif chain[0].end <= work.start and work.end <= chain[-1].start:
            fillers.append(work)
    for one, other in combinations(fillers, 2):
        if not _overlap(one, other) and rule.allows(_in_order(*chain, one, other)):
            yield one, other


def _overlap(one: Work, other: Work) -> bool:
    return one.start < other.end and other.start < one.end


def _in_order(*works: Work) -> Chain:
    return tuple(sorted(works, key=lambda work: work.start))
