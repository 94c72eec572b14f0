"""Shifts of which a part is overtime (overtid i en vakt): judged with the extra minutes as what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from selvstyrt.core.base import Finding, Span
from selvstyrt.core.roster import Evaluator, NeedShift, Person
from selvstyrt.core.roster.own_rules import own_findings
from selvstyrt.core.worktime import ShiftKind, WorkShift


def findings_with_overtime(
    evaluator: Evaluator, person: Person, shifts: Sequence[NeedShift], overtime: Mapping[str, int]
) -> tuple[Finding, ...]:
    """As `Evaluator.findings_alone`, where the last minutes of some shifts are overtime, by the shift's id."""
    ordered = sorted(shifts, key=lambda each: (each.span, each.id))
    alone = replace(evaluator.problem, people=(person,), shifts=tuple(ordered), current=None)
    holders = {shift.id: person.id for shift in ordered}
    own = own_findings(alone, evaluator.targets, holders, {person.id: list(ordered)})
    return (*law_with_overtime(evaluator, person, ordered, overtime), *own)


def law_with_overtime(
    evaluator: Evaluator, person: Person, shifts: Sequence[NeedShift], overtime: Mapping[str, int]
) -> Iterator[Finding]:
    """As `Evaluator.law_findings`, where the last minutes of some shifts are overtime, by the shift's id."""
    limits = evaluator.limits
    work: list[WorkShift] = []
    for shift in shifts:
        minutes = overtime.get(shift.id, 0)
        pause = limits.overtime_break_minutes if minutes > limits.overtime_break_after else 0
        work += parts_of(shift.as_work(), minutes, pause)
    yield from evaluator.findings_of_work(person, replace(evaluator.assessed(person, ()), shifts=tuple(work)))
    for shift in shifts:
        yield from evaluator.break_findings(person, shift)


def parts_of(whole: WorkShift, minutes: int, pause: int = 0) -> tuple[WorkShift, ...]:
    """The shift as ordinary work and overtime at its end, with the extra break that long overtime asks for."""
    if minutes <= 0:
        return (whole,)
    if minutes >= whole.span.minutes:
        return (replace(whole, kind=ShiftKind.OVERTIME, overtime_break_minutes=pause),)
    begins = whole.span.end - timedelta(minutes=minutes)
    ordinary = replace(whole, span=Span(whole.span.start, begins))
    extra = Span(begins, whole.span.end)
    return ordinary, WorkShift(whole.id, extra, ShiftKind.OVERTIME, overtime_break_minutes=pause)
