"""The model of one problem (modell): who may have which shift, as true-or-false variables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations

from ortools.sat.python import cp_model

from selvstyrt.core.base import Span
from selvstyrt.core.roster import Evaluator, NeedShift, Person, Problem
from selvstyrt.core.roster.problem import may_have
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import WorkShift

Literal = cp_model.IntVar
Linear = cp_model.LinearExpr | int


@dataclass(frozen=True, slots=True)
class Item:
    """One stretch of work of one assistant: a shift they may get, or earlier work that stands (`literal` None)."""

    work: WorkShift
    literal: Literal | None

    @property
    def span(self) -> Span:
        """When it is."""
        return self.work.span

    @property
    def taken(self) -> Literal:
        """The variable of a shift they may get."""
        assert self.literal is not None
        return self.literal


@dataclass(frozen=True)
class Member:
    """One assistant in the model: the shifts they may get, and what law and agreements allow them."""

    person: Person
    items: tuple[Item, ...]
    """Shifts they may get and earlier work, by start."""
    judging: Judging
    """The rules' own count of all these items, as if every shift were taken."""

    @property
    def bounds(self) -> Bounds:
        """What contract and agreements allow on every day of the period."""
        return self.judging.bounds

    def bounds_on(self, start: int, end: int | None = None) -> Bounds:
        """What they allow from minute `start` to `end`, or on the day of `start`."""
        return self.judging.bounds_on(start, end)

    def bounds_in(self, week_start: int) -> Bounds:
        """What they allow in the whole week that begins at a minute."""
        return self.judging.bounds_on(week_start, self.judging.index.week_after(week_start))

    @cached_property
    def earlier(self) -> Judging:
        """The rules' own count of earlier work alone."""
        return Judging(replace(self.judging.assessed, shifts=()), self.judging.limits)

    def first_near(self, moment: int) -> int:
        """The number of the first work that can reach a minute: all work before it ends earlier."""
        starts, longest = self._starts
        return bisect_left(starts, moment - longest)

    @cached_property
    def _starts(self) -> tuple[list[int], int]:
        works = self.judging.index.works
        return [work.start for work in works], max((work.end - work.start for work in works), default=0)

    @cached_property
    def place_of(self) -> dict[int, int]:
        """Where in `items` a work shift object stands, by its identity."""
        return {id(item.work): place for place, item in enumerate(self.items)}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one shift adds to days and weeks: (start, minutes, passive minutes, minutes in autumn's repeated hour)."""

    days: tuple[tuple[int, int, int, int], ...]
    weeks: tuple[tuple[int, int, int, int], ...]


@dataclass
class Model:
    """CP-SAT's model and the meaning of its variables."""

    evaluator: Evaluator
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    has: dict[tuple[str, str], Literal] = field(default_factory=dict)
    empty: dict[str, Literal] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    counted: dict[tuple[Span, int, bool, int], Counted] = field(default_factory=dict)
    clashes: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    free: dict[tuple[str, frozenset[int]], Literal] = field(default_factory=dict)
    doubted: frozenset[tuple[str, str]] = frozenset()
    """(assistant, rule) of doubts that fixed shifts alone raise: there the engine settles for what is lawful."""

    @property
    def problem(self) -> Problem:
        """The problem that is modelled."""
        return self.evaluator.problem

    @property
    def targets(self) -> Targets:
        """Contract hours and fair shares, shared with the evaluator."""
        return self.evaluator.targets

    def is_doubted(self, member: Member, rules: Iterable[str]) -> bool:
        """True when fixed shifts alone raise a doubt under one of the rules."""
        return any((member.person.id, rule) in self.doubted for rule in rules)

    def literals(self, person: Person, shifts: Iterable[NeedShift]) -> list[Literal]:
        """The variables of one assistant for some shifts, where they may have them."""
        return [self.has[key] for shift in shifts if (key := (person.id, shift.id)) in self.has]

    def forbid_all(self, member: Member, items: Iterable[Item], unless: Sequence[Literal] = ()) -> None:
        """Not all of these together, unless one of some variables is true; earlier work among them stands."""
        open_items = [item for item in items if item.literal is not None]
        if open_items:
            self.cp.add_bool_or([*(item.taken.negated() for item in open_items), *unless])
        self.note_clashes(member, open_items if len(open_items) == 2 and not unless else ())

    def note_clashes(self, member: Member, items: Sequence[Item]) -> None:
        """Remember that one assistant can have only one of these."""
        for one, other in combinations(items, 2):
            self.clashes.setdefault(member.person.id, set()).add(frozenset((one.work.id, other.work.id)))

    def clash(self, person: Person, one: NeedShift, other: NeedShift) -> bool:
        """True when the assistant cannot have both shifts."""
        return frozenset((one.id, other.id)) in self.clashes.get(person.id, ())


def build_members(model: Model) -> None:
    """Make the variables: one per assistant and shift that absence, skills and fixed shifts leave open."""
    problem, cp = model.problem, model.cp
    by_shift: dict[str, list[Literal]] = {shift.id: [] for shift in problem.shifts}
    for person in problem.people:
        mine = [shift for shift in problem.shifts if may_have(person, shift)]
        assessed = model.evaluator.assessed(person, mine)
        items = [Item(work, None) for work in assessed.history]
        for shift, work in zip(mine, assessed.shifts, strict=True):
            literal = cp.new_bool_var(f"{person.id}|{shift.id}")
            model.has[person.id, shift.id] = literal
            by_shift[shift.id].append(literal)
            items.append(Item(work, literal))
        items.sort(key=lambda item: (item.span, item.work.id))
        judging = Judging(assessed, model.evaluator.limits)
        model.members[person.id] = Member(person, tuple(items), judging)
    for shift in problem.shifts:
        model.empty[shift.id] = cp.new_bool_var(f"empty|{shift.id}")
        cp.add_exactly_one([*by_shift[shift.id], model.empty[shift.id]])
