"""Where model and evaluator differ (avvik): the fewest shifts that the evaluator refuses, and a roster without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selvstyrt.core.base import Finding
from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Person
from selvstyrt.core.roster.evaluation import BLOCKING
from selvstyrt.core.roster.own_rules import person_shifts


@dataclass(frozen=True, slots=True)
class Difference:
    """A roster that the model allowed and the evaluator refused: a fault in one of the two."""

    rule: str
    assistant: str
    shifts: tuple[str, ...]
    measured: object
    limit: object


def smallest_breaches(evaluator: Evaluator, holders: Assignments) -> Iterator[Difference]:
    """For each assistant with a breach: a list of shifts that none can be taken out of without healing it."""
    for person in evaluator.problem.people:
        own = person_shifts(evaluator.problem, person, holders)
        finding = first_breach(evaluator, person, own)
        if finding is None:
            continue
        for shift in tuple(own):
            fewer = [each for each in own if each is not shift]
            still = first_breach(evaluator, person, fewer)
            if still is not None:
                own, finding = fewer, still
        yield Difference(finding.rule, person.id, tuple(shift.id for shift in own), finding.measured, finding.limit)


def first_breach(evaluator: Evaluator, person: Person, own: list[NeedShift]) -> Finding | None:
    """The first working-time finding that no roster may hold."""
    return next(
        (each for each in evaluator.law_findings(person, own) if each.severity in BLOCKING),
        None,
    )


def without_breaches(evaluator: Evaluator, holders: Assignments) -> dict[str, str | None]:
    """The same roster with shifts left empty until nobody has a breach; fixed shifts stay."""
    kept = dict(holders)
    while True:
        found = list(smallest_breaches(evaluator, kept))
        loose = [
            shift
            for difference in found
            for shift in difference.shifts
            if evaluator.problem.shift_by_id[shift].fixed is None
        ]
        if not loose:
            return kept
        kept[loose[-1]] = None
