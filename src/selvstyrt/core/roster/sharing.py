"""Assistants who work in several schemes: in which order their rosters are made (delte assistenter).

The rules of working time look at one person at a time. Two schemes bear on each other only when they share an
assistant, so a scheme waits for those neighbours and for nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from selvstyrt.core.base import Span
from selvstyrt.core.roster.problem import Assignments, NeedShift, Problem

Scheme = TypeVar("Scheme", bound=Hashable)
Who = TypeVar("Who", bound=Hashable)


def neighbours_of(people: Mapping[Scheme, Collection[Who]]) -> dict[Scheme, set[Scheme]]:
    """For each scheme the others that share one of its people."""
    schemes: dict[Who, set[Scheme]] = defaultdict(set)
    for scheme, persons in people.items():
        for person in persons:
            schemes[person].add(scheme)
    return {
        scheme: {other for person in persons for other in schemes[person]} - {scheme}
        for scheme, persons in people.items()
    }


def rounds_of(schemes: Iterable[Scheme], neighbours: Mapping[Scheme, Collection[Scheme]]) -> dict[Scheme, int]:
    """A round for each scheme so that no two neighbours stand in the same one, with few rounds.

    Those with most neighbours choose first, in the order given; each takes the earliest round that is free.
    Schemes that share nobody are all in round 0 and wait for nothing.
    """
    rounds: dict[Scheme, int] = {}
    for scheme in sorted(schemes, key=lambda scheme: -len(neighbours.get(scheme, ()))):
        taken = {rounds[other] for other in neighbours.get(scheme, ()) if other in rounds}
        rounds[scheme] = next(number for number in range(len(taken) + 1) if number not in taken)
    return rounds


def with_work_beside(problem: Problem, beside: Iterable[tuple[str, NeedShift, str]]) -> Problem:
    """The problem when its people also have these shifts in other schemes: (name of the scheme, shift, person).

    They stand as time away and as work done: nobody is in two places, and the rules of rest count all work. A shift
    whose time the problem already holds as work of the person is not counted twice.
    """
    others: dict[str, list[tuple[str, NeedShift]]] = defaultdict(list)
    for scheme, shift, who in beside:
        if who in problem.person_by_id:
            others[who].append((scheme, shift))
    if not others:
        return problem
    people = []
    for person in problem.people:
        known = {work.span for work in person.history}
        new = [(scheme, shift) for scheme, shift in others[person.id] if shift.span not in known]
        work = tuple(replace(shift.as_work(), id=f"{scheme}/{shift.id}") for scheme, shift in new)
        away = sorted({*person.unavailable, *(shift.span for _scheme, shift in new)}, key=_begin)
        people.append(replace(person, history=(*person.history, *work), unavailable=tuple(away)))
    return replace(problem, people=tuple(people))


def work_given(name: str, problem: Problem, assignments: Assignments) -> list[tuple[str, NeedShift, str]]:
    """The shifts that a roster gives to people, for `with_work_beside`."""
    given = ((shift, assignments.get(shift.id)) for shift in problem.shifts)
    return [(name, shift, person) for shift, person in given if person is not None]


def _begin(span: Span) -> tuple[object, object]:
    return span.start, span.end
