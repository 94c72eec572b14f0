"""A longer absence (lengre fravær): the smallest change of a published plan that covers the shifts that fall open.

First everybody else keeps what they have, and only the open shifts are dealt out. Where some stay empty, shifts of
others that start after the notice may change hands as well, and last those within it. Nothing that has begun changes.
What starts within the notice is a request to the people concerned, never a change (aml. § 10-3).
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from selvstyrt.core.base import Span
from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, NeedShift, Problem
from selvstyrt.core.roster.evaluation import BLOCKING
from selvstyrt.core.roster.own_rules import person_shifts
from selvstyrt.core.roster.terms import UNCOVERED_POINTS
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.progress import Search
from selvstyrt.engine.repair.trials import Trials

IMPROVE = "selvstyrt.engine.improve"
"""Loaded only when there is something to search for."""

MOST_ALTERNATIVES = 3
CALM = 100
"""The weight of a shift that changes hands while others' shifts are free to move: the most there is."""


@dataclass(frozen=True, slots=True)
class Absent:
    """Who is away, and what of theirs falls open (fravær): ids of shifts that have not begun."""

    person: str
    shifts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One shift that changes hands (endring); `needs_consent` when it starts within the notice."""

    shift: NeedShift
    before: str | None
    after: str | None
    needs_consent: bool


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to cover an absence (forslag): what changes, what stays empty, and the whole roster after it.

    `moved` counts the changes of shifts that nobody is away from; `is_smallest` is True when fewer are proven
    impossible with as many shifts covered.
    """

    changes: tuple[Change, ...]
    uncovered: tuple[str, ...]
    moved: int
    points: int
    is_smallest: bool
    holders: Assignments

    @property
    def requests(self) -> tuple[Change, ...]:
        """The changes that start within the notice: only with consent."""
        return tuple(change for change in self.changes if change.needs_consent)

    @property
    def called(self) -> frozenset[str]:
        """Everybody who gets a shift they did not have."""
        return frozenset(change.after for change in self.changes if change.after is not None)


@dataclass(frozen=True, slots=True)
class Found:
    """One roster of the search and how good it is, fewest uncovered first, then fewest moves, then points."""

    holders: Assignments
    uncovered: tuple[str, ...]
    moved: int
    points: int
    is_smallest: bool
    cost: tuple[int, int, int]


def fallen_open(problem: Problem, holders: Assignments, person: str, now: datetime) -> Absent:
    """What falls open because the assistant is away: their shifts that have not begun and touch the time away."""
    away = problem.person_by_id[person].unavailable
    return Absent(
        person,
        frozenset(
            shift.id
            for shift in problem.shifts
            if holders.get(shift.id) == person
            and shift.span.start > now
            and any(shift.span.overlaps(span) for span in away)
        ),
    )


def propose_changes(
    evaluator: Evaluator,
    holders: Assignments,
    absent: Absent,
    *,
    now: datetime,
    notice_until: datetime,
    alternatives: int = MOST_ALTERNATIVES,
    time_limit_s: float = 2.5,
    workers: int | None = None,
    seed: int = 0,
) -> tuple[Alternative, ...]:
    """Up to three ways to cover an absence, the smallest change first; each calls somebody else where that makes sense.

    `holders` is the roster as published. A shift that starts before `notice_until` and changes hands is marked as
    needing consent. Alternatives cover as much as the first one. No alternative breaks anything that does not stand
    already. Empty when nothing falls open. The time limit begins when the solvers are loaded.
    """
    if not absent.shifts:
        return ()
    importlib.import_module(IMPROVE)
    search = Search(workers or os.cpu_count() or 1, seed)
    repair = _Repair(evaluator, holders, absent, now, notice_until, search, time_limit_s)
    found: list[Alternative] = []
    barred: set[tuple[str, str]] = set()
    for _ in range(alternatives):
        if found and search.seconds() > time_limit_s * 0.7:
            break
        best = repair.best(frozenset(barred))
        if best is None or (found and _covers_less(best, found[0])):
            break
        alternative = repair.alternative(best)
        if any(each.changes == alternative.changes for each in found):
            break
        found.append(alternative)
        barred |= {(change.after, change.shift.id) for change in alternative.changes if change.after is not None}
    return tuple(found)


def _covers_less(best: Found, first: Alternative) -> bool:
    return len(best.uncovered) > len(first.uncovered)


@dataclass
class _Repair:
    """One absence under repair."""

    evaluator: Evaluator
    holders: Assignments
    absent: Absent
    now: datetime
    notice_until: datetime
    search: Search
    time_limit_s: float

    @property
    def problem(self) -> Problem:
        return self.evaluator.problem

    def best(self, barred: frozenset[tuple[str, str]]) -> Found | None:
        """The smallest change with nobody on a shift that is barred to them."""
        best: Found | None = None
        for movable in self._rounds():
            found = self._solve(movable, barred)
            if found is not None and (best is None or found.cost < best.cost):
                best = found
            if (best is not None and not best.uncovered) or self._left() <= 0:
                break
        return best

    def alternative(self, found: Found) -> Alternative:
        """What a roster of the search changes."""
        changes = [
            Change(shift, before, after, shift.span.start < self.notice_until)
            for shift in self.problem.shifts
            if (before := self.holders.get(shift.id)) != (after := found.holders.get(shift.id))
            and not (after is None and shift.id in self.absent.shifts)
        ]
        return Alternative(tuple(changes), found.uncovered, found.moved, found.points, found.is_smallest, found.holders)

    def _rounds(self) -> Iterator[frozenset[str]]:
        """Which shifts of others may change hands: none, then those after the notice, then all that have not begun."""
        yield frozenset()
        others = [each for each in self.problem.shifts if self._is_open_to_change(each)]
        later = frozenset(each.id for each in others if each.span.start >= self.notice_until)
        if later:
            yield later
        if len(later) < len(others):
            yield frozenset(each.id for each in others)

    def _is_open_to_change(self, shift: NeedShift) -> bool:
        return (
            shift.span.start > self.now
            and self.holders.get(shift.id) is not None
            and shift.id not in self.absent.shifts
        )

    def _left(self) -> float:
        return self.time_limit_s - self.search.seconds()

    def _solve(self, movable: frozenset[str], barred: frozenset[tuple[str, str]]) -> Found | None:
        """The best roster in which only the open shifts and the movable ones change; None when there is none."""
        evaluator = self._narrowed(movable, barred)
        starts = (first_draft(evaluator), {each.id: each.fixed for each in evaluator.problem.shifts})
        best = [(start, judged) for start in starts if (judged := evaluator.judge(start)).is_sound]
        if not best:
            return None
        search = Search(self.search.workers, self.search.seed, total=len(evaluator.problem.shifts))
        improved = importlib.import_module(IMPROVE).improve(evaluator, search, max(self._left(), 0.1), best[0][0])
        best.extend((holders, each) for holders, each in improved.rosters if each.is_sound)
        found = [self._found(each, movable, proven=improved.is_proven) for each in best]
        lawful = [each for each in found if self._is_lawful(each.holders)]
        return min(lawful, key=lambda each: each.cost, default=None)

    def _narrowed(self, movable: frozenset[str], barred: frozenset[tuple[str, str]]) -> Evaluator:
        """The problem in which all else is fixed. Who breaks a rule already is left alone, and gets nothing more."""
        aside = self._aside(movable)
        shifts = []
        for shift in self.problem.shifts:
            who = self.holders.get(shift.id)
            if shift.id in self.absent.shifts:
                shifts.append(replace(shift, fixed=None))
            elif who is not None and who not in aside:
                shifts.append(replace(shift, fixed=None if shift.id in movable else who))
        kept = {shift.id for shift in shifts}
        people = tuple(
            replace(person, unavailable=(*person.unavailable, *self._barred_spans(person.id, barred)))
            for person in self.problem.people
            if person.id not in aside
        )
        current = {each: who for each, who in self.holders.items() if each in kept and who not in aside}
        weights = replace(self.problem.weights, calm=CALM) if movable else self.problem.weights
        problem = replace(
            self.problem, people=people, shifts=tuple(shifts), current=current, weights=weights, frame=None
        )
        return replace(Evaluator.of(problem), limits=self.evaluator.limits)

    def _barred_spans(self, person: str, barred: frozenset[tuple[str, str]]) -> Iterator[Span]:
        for who, shift_id in barred:
            if who == person:
                yield self.problem.shift_by_id[shift_id].span

    def _aside(self, movable: frozenset[str]) -> frozenset[str]:
        """The people whose shifts that stand fast break something among themselves."""
        fast = {
            each: who for each, who in self.holders.items() if each not in movable and each not in self.absent.shifts
        }
        return frozenset(
            person.id
            for person in self.problem.people
            if any(
                finding.severity in BLOCKING
                for finding in self.evaluator.findings_alone(person, person_shifts(self.problem, person, fast))
            )
        )

    def _found(self, best: tuple[Assignments, Evaluation], movable: frozenset[str], *, proven: bool) -> Found:
        given, judged = best
        holders = {**self.holders, **given}
        empty = [
            each
            for each in self.problem.shifts
            if holders.get(each.id) is None and self.holders.get(each.id) is not None
        ]
        moved = sum(self.holders[each] != holders[each] for each in movable)
        uncovered = sum(UNCOVERED_POINTS[each.priority] for each in empty)
        return Found(
            holders=holders,
            uncovered=tuple(each.id for each in empty),
            moved=moved,
            points=judged.objective,
            is_smallest=proven,
            cost=(uncovered, moved, judged.objective),
        )

    def _is_lawful(self, holders: Assignments) -> bool:
        """True when nobody is worse off by the law than before, judged with the whole plan."""
        trials = Trials(self.evaluator, self.holders)
        for person in self.problem.people:
            before = {each.id for each in trials.own(person)}
            after = {each.id for each in person_shifts(self.problem, person, holders)}
            gets = [self.problem.shift_by_id[each] for each in sorted(after - before)]
            if gets and not trials.of(person, gets=gets, loses=before - after).is_lawful:
                return False
        return True
