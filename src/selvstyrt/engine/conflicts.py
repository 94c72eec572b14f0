"""Why a shift cannot be filled (konflikt): the fewest needs, rules and facts that rule each other out, and what helps.

Everything is asked of the evaluator. A group of shifts conflicts when no way of dealing them out is lawful, even if
nobody had any other shift. First shifts, then facts are left out one by one while it still conflicts: what is left is
minimal, each shift and each fact in it is needed. A cure is tried before it is told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from selvstyrt.core.roster import Evaluator, NeedShift, Person, Reason
from selvstyrt.engine.progress import ShouldStop, never
from selvstyrt.engine.reasons import plain_reasons, reason_of, refused

MOST_ASKED = 500
"""Questions to the working-time rules for one explanation at most; what is left then is told less closely."""

NEAR = 8 * 24 * 3600
"""Seconds: what is nearer is looked at first."""

MOST_SHIFTS = 8
"""Larger groups are not searched: then it is hours and people in all that are short."""

Fact = tuple[str, str]
"""(assistant, rule)."""

Standing = dict[tuple[Person, tuple[str, ...]], frozenset[tuple[object, ...]]]
"""Rule and time of everything that an assistant's shifts break."""

MOST_STEPS = 20_000
"""Steps in one attempt to deal shifts out; an attempt that ends there counts as one that might have gone well."""

_PLAINEST = ("UNAVAILABLE", "SKILL", "OVERLAP", "FIXED", "CONTRACT-MAX")
"""Where either would do, these facts are kept and rules of law left out: they are the simplest to understand."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Shifts that cannot all be filled, and the facts that rule it out, one reason each."""

    shifts: tuple[NeedShift, ...]
    facts: tuple[Reason, ...]


@dataclass
class Asking:
    """What stands in the way of groups of shifts, each asked once; `asked` counts the questions."""

    evaluator: Evaluator
    beside: dict[str, list[NeedShift]] = field(default_factory=dict)
    """What each assistant has whatever is dealt."""
    standing: Standing = field(default_factory=dict)
    """What that breaks already; those who ask of the same rosters share it."""
    is_out: ShouldStop = never
    """True when nobody waits for an answer any more."""
    asked: int = 0
    _steps: int = 0
    _known: dict[tuple[str, frozenset[str]], dict[str, Reason]] = field(default_factory=dict)

    def against(self, person: Person, shifts: Sequence[NeedShift]) -> dict[str, Reason]:
        """Rule -> reason why the assistant cannot have these shifts, if they had no others."""
        key = person.id, frozenset(shift.id for shift in shifts)
        if key not in self._known:
            self._known[key] = self._ask(person, shifts)
        return self._known[key]

    def _ask(self, person: Person, shifts: Sequence[NeedShift]) -> dict[str, Reason]:
        found: dict[str, Reason] = {}
        together = sorted([*self.beside.get(person.id, []), *shifts], key=_begins)
        begins = [_begins(each) for each in together]
        for shift in shifts:
            start = _begins(shift)
            near = together[bisect_right(begins, start - NEAR) : bisect_left(begins, start + NEAR)]
            for reason in plain_reasons(self.evaluator, person, shift, near):
                found.setdefault(reason.rule, reason)
        if found.keys() & {"UNAVAILABLE", "SKILL", "FIXED"}:
            one_by_one = [self.against(person, (shift,)) for shift in shifts] if len(shifts) > 1 else []
            return {rule: reason for each in [found, *one_by_one] for rule, reason in each.items()}
        self.asked += 1
        beside = self.beside.get(person.id, [])
        standing = self._standing(person, beside)
        ordered = sorted([*beside, *shifts], key=lambda each: (each.span, each.id))
        for finding in refused(self.evaluator, person, ordered):
            if (finding.rule, finding.at) not in standing:
                found.setdefault(finding.rule, reason_of(finding, person, ordered[0]))
        return found

    def _standing(self, person: Person, beside: list[NeedShift]) -> frozenset[tuple[object, ...]]:
        if not beside:
            return frozenset()
        key = person, tuple(shift.id for shift in beside)
        if key not in self.standing:
            self.standing[key] = frozenset((each.rule, each.at) for each in refused(self.evaluator, person, beside))
        return self.standing[key]

    def dealt(
        self, shifts: Sequence[NeedShift], in_force: frozenset[Fact] | None = None
    ) -> dict[str, list[NeedShift]] | None:
        """A way to deal out all these shifts to the team, with only some facts in force; None when there is none."""
        hands: dict[str, list[NeedShift]] = {person.id: [] for person in self.evaluator.problem.people}
        self._steps = 0
        return hands if self._deal(list(shifts), hands, in_force) else None

    def is_unsure(self) -> bool:
        """True when the questions, the steps or the time ran out: then nothing is proven impossible."""
        return self.asked > MOST_ASKED or self._steps > MOST_STEPS or self.is_out()

    def facts_about(self, shifts: Iterable[NeedShift]) -> dict[Fact, Reason]:
        """Every fact met so far that keeps somebody from some of the shifts, told of the fewest of them."""
        ids = frozenset(shift.id for shift in shifts)
        found: dict[Fact, Reason] = {}
        for person, group in sorted(self._known, key=lambda key: (len(key[1]), key[0], sorted(key[1]))):
            if group <= ids:
                for rule, reason in self._known[person, group].items():
                    found.setdefault((person, rule), reason)
        return found

    def _deal(self, left: list[NeedShift], hands: dict[str, list[NeedShift]], in_force: frozenset[Fact] | None) -> bool:
        if not left:
            return True
        for person in self.evaluator.problem.people:
            hand = hands[person.id]
            hand.append(left[0])
            if self._may(person, hand, in_force) and self._deal(left[1:], hands, in_force):
                return True
            hand.pop()
        return False

    def _may(self, person: Person, hand: Sequence[NeedShift], in_force: frozenset[Fact] | None) -> bool:
        self._steps += 1
        if self.is_unsure():
            return True
        against = self.against(person, hand)
        return not any(in_force is None or (person.id, rule) in in_force for rule in against)


def conflict_of(asking: Asking, shift: NeedShift, holders: dict[str, list[NeedShift]]) -> Conflict | None:
    """The smallest conflict that an empty shift is part of, or None when few shifts do not explain it.

    `holders` are the shifts that each assistant has.
    """
    group = _grown(asking, shift, holders)
    if group is None:
        return None
    for other in sorted(group[1:], key=lambda each: -_apart(each, shift)):
        fewer = [each for each in group if each is not other]
        if asking.dealt(fewer) is None:
            group = fewer
    facts = _fewest_facts(asking, group)
    if facts is None:
        return None
    return Conflict(tuple(sorted(group, key=lambda each: (each.span, each.id))), facts)


def _fewest_facts(asking: Asking, group: list[NeedShift]) -> tuple[Reason, ...] | None:
    """Facts that rule a group out and none of which can be left out; None when the questions ran out."""
    known = asking.facts_about(group)
    while asking.dealt(group, frozenset(known)) is not None:
        more = asking.facts_about(group)
        if asking.is_unsure() or len(more) == len(known):
            return None
        known = more
    in_force = set(known)
    for fact in sorted(known, key=lambda each: (each[1] in _PLAINEST, each)):
        if asking.dealt(group, frozenset(in_force - {fact})) is None:
            in_force.discard(fact)
        if asking.is_unsure():
            return None
    return tuple(known[fact] for fact in sorted(in_force))


def _grown(asking: Asking, shift: NeedShift, holders: dict[str, list[NeedShift]]) -> list[NeedShift] | None:
    """The shift, with the shifts that stand in the way of it and in turn of those, until they cannot all be dealt."""
    group = [shift]
    while (hands := asking.dealt(group)) is not None:
        if asking.is_unsure():
            return None
        fresh = _in_the_way(asking, group, hands, holders)
        if not fresh or len(group) + len(fresh) > MOST_SHIFTS:
            return None
        group.extend(fresh)
    return group


def _in_the_way(
    asking: Asking, group: list[NeedShift], hands: dict[str, list[NeedShift]], holders: dict[str, list[NeedShift]]
) -> list[NeedShift]:
    """Shifts that somebody has who would have to give them up for what they were dealt."""
    found: dict[str, NeedShift] = {}
    for person in asking.evaluator.problem.people:
        dealt, own = hands[person.id], [each for each in holders[person.id] if each not in group]
        if not dealt or asking.is_out() or not asking.against(person, [*own, *dealt]):
            continue
        near = [each for each in own if min(_apart(each, other) for other in dealt) < NEAR]
        core = near if asking.against(person, [*near, *dealt]) else own
        for each in sorted(own, key=lambda one: -min(_apart(one, other) for other in dealt)):
            if each not in core or asking.is_out():
                continue
            fewer = [one for one in core if one is not each]
            if asking.against(person, [*fewer, *dealt]):
                core = fewer
        found |= {each.id: each for each in core}
    return list(found.values())


def _begins(shift: NeedShift) -> float:
    """Its start in seconds since 1970."""
    return shift.span.start.timestamp()


def _apart(one: NeedShift, other: NeedShift) -> float:
    """Seconds between two starts."""
    return abs(_begins(one) - _begins(other))
