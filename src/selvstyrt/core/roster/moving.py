"""A shift at another time (flytting av en vakt): what that would break, answered while the time is still typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selvstyrt.core.base import Finding, Span
from selvstyrt.core.roster.evaluation import Evaluator
from selvstyrt.core.roster.lived import shares_time
from selvstyrt.core.roster.own_rules import own_findings
from selvstyrt.core.roster.problem import NeedShift, Person
from selvstyrt.core.worktime import CheckedPlan
from selvstyrt.core.worktime.changing import without

_Change = tuple[tuple[Finding, ...], tuple[Finding, ...], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class NewTime:
    """What another time for a shift does to the findings of the one who has it (ny tid), in order of time.

    `findings` are those that name the shift as moved, and those that its move brings; `lost` are those
    that the move takes away for good, not those that only become another measure.
    """

    findings: tuple[Finding, ...]
    lost: tuple[Finding, ...]


class OwnPlan:
    """One assistant's shifts of a roster, judged once, to be asked about new times (egen plan).

    Raises: WrongInput `shift_twice` when two of the shifts have the same id.
    """

    def __init__(self, evaluator: Evaluator, person: Person, shifts: Sequence[NeedShift]) -> None:
        self._evaluator = evaluator
        self._person = person
        self._shift_by_id = {shift.id: shift for shift in shifts}
        self._checked = CheckedPlan(evaluator.assessed(person, shifts), evaluator.limits)
        self._own = tuple(self._own_findings(shifts))

    def moved(self, shift_id: str, span: Span) -> NewTime:
        """What the evaluator would say of this assistant with one of the shifts at another time.

        The decision's frame and the rest of the team are left out.
        """
        old = self._shift_by_id[shift_id]
        new = old.at(span)
        after = [new if shift is old else shift for shift in self._shift_by_id.values()]
        law, law_gained, law_lost = self._law(shift_id, new, after)
        person, own = self._person, tuple(self._own_findings(after))
        breaks, before = self._evaluator.break_findings(person, new), self._evaluator.break_findings(person, old)
        of_shift = [finding for finding in (*law, *own) if shift_id in finding.shifts]
        gained = [*law_gained, *without(own, self._own), *breaks]
        lost = [*law_lost, *without(self._own, own), *without(before, breaks)]
        found = (*of_shift, *without(gained, of_shift))
        return NewTime(_in_order(found), _in_order([each for each in lost if not _stands(each, found)]))

    def _law(self, shift_id: str, new: NeedShift, after: list[NeedShift]) -> _Change:
        """What the working-time rules say with the new time, what of it is new, and what is gone."""
        evaluator, person, before = self._evaluator, self._person, list(self._shift_by_id.values())
        if shares_time(_in_time(after)) or shares_time(_in_time(before)):
            found = tuple(evaluator.planned_findings(person, _in_time(after)))
            known = tuple(evaluator.planned_findings(person, _in_time(before)))
            return found, without(found, known), without(known, found)
        change, told = self._checked.changed(shift_id, new.as_work()), evaluator.told
        parts = (change.findings, change.gained, change.lost)
        findings, gained, lost = (tuple(told(person, each)) for each in parts)
        return findings, gained, lost

    def _own_findings(self, shifts: Sequence[NeedShift]) -> Iterator[Finding]:
        evaluator, person = self._evaluator, self._person
        ordered = _in_time(shifts)
        alone = replace(evaluator.problem, people=(person,), shifts=tuple(ordered), current=None, frame=None)
        return own_findings(alone, evaluator.targets, {shift.id: person.id for shift in ordered}, {person.id: ordered})


def _in_time(shifts: Sequence[NeedShift]) -> list[NeedShift]:
    return sorted(shifts, key=lambda shift: (shift.span, shift.id))


def _stands(lost: Finding, found: Sequence[Finding]) -> bool:
    """True when the same rule is still broken then, or by the same shifts."""
    return any(
        each.rule == lost.rule and (each.at == lost.at or (each.shifts and each.shifts == lost.shifts))
        for each in found
    )


def _in_order(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: (finding.at, finding.rule)))
