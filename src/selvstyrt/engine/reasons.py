"""Reasons (grunner): what would break if an assistant got one more shift, asked of the evaluator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Person, Problem, Reason
from selvstyrt.core.roster.evaluation import BLOCKING, DOUBTS
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, FIXED, FRAME, SKILL, UNAVAILABLE, frame_minutes, person_shifts
from selvstyrt.engine.progress import ShouldStop, never

MOST_REASONS = 3


@dataclass
class Situation:
    """A roster as it stands, and what it already breaks, ready to be asked about one more shift."""

    evaluator: Evaluator
    holders: Assignments
    is_out: ShouldStop = never
    """True when nobody waits for more reasons."""
    _own: dict[str, list[NeedShift]] = field(default_factory=dict)
    _minutes: dict[str, int] = field(default_factory=dict)
    _before: dict[str, frozenset[tuple[object, ...]]] = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The problem that the roster answers."""
        return self.evaluator.problem

    def own(self, person: Person) -> list[NeedShift]:
        """The assistant's shifts."""
        if person.id not in self._own:
            self._own[person.id] = person_shifts(self.problem, person, self.holders)
        return self._own[person.id]

    def minutes(self, person: Person) -> int:
        """The working minutes of the assistant's shifts."""
        if person.id not in self._minutes:
            self._minutes[person.id] = sum(each.minutes for each in self.own(person))
        return self._minutes[person.id]

    def reasons_against(self, person: Person, shift: NeedShift) -> tuple[Reason, ...]:
        """Why the assistant cannot have one more shift beside their own; empty when they can."""
        own = self.own(person)
        plain = tuple(plain_reasons(self.evaluator, person, shift, own))
        if plain:
            return plain
        together = sorted([*own, shift], key=lambda each: (each.span, each.id))
        fresh = [
            finding
            for finding in refused(self.evaluator, person, together)
            if (finding.rule, finding.at) not in self._standing(person)
        ]
        alone = {finding.rule for finding in refused(self.evaluator, person, [shift])} if len(fresh) > 1 else set()
        found: dict[str, Reason] = {}
        for finding in sorted(fresh, key=lambda each: _weight(each, alone)):
            found.setdefault(finding.rule, reason_of(finding, person, shift))
        return tuple(found.values())[:MOST_REASONS]

    def with_changed(self, person: Person, **changes: object) -> tuple[Situation, Person]:
        """The same roster in a team where one assistant is changed, and that assistant."""
        changed = replace(person, **changes)  # type: ignore[arg-type]
        team = tuple(changed if each.id == person.id else each for each in self.problem.people)
        evaluator = Evaluator(replace(self.problem, people=team), self.evaluator.targets, self.evaluator.limits)
        return Situation(evaluator, self.holders, self.is_out), changed

    def frame_reason(self, shift: NeedShift) -> tuple[Reason, ...]:
        """The decision's hours, where they are hard and used up."""
        problem = self.problem
        limit = frame_minutes(problem)
        if limit is None or problem.frame is None or not problem.frame.hard:
            return ()
        minutes = shift.minutes + sum(each.minutes for each in problem.shifts if self.holders.get(each.id) is not None)
        return (Reason(FRAME, "", minutes, limit, "min"),) if minutes > limit else ()

    def _standing(self, person: Person) -> frozenset[tuple[object, ...]]:
        if person.id not in self._before:
            found = refused(self.evaluator, person, self.own(person))
            self._before[person.id] = frozenset((each.rule, each.at) for each in found)
        return self._before[person.id]


def refused(evaluator: Evaluator, person: Person, own: list[NeedShift]) -> list[Finding]:
    """What the engine keeps out of an assistant's shifts: breaches and doubts."""
    return [
        finding
        for finding in evaluator.law_findings(person, own)
        if finding.severity in BLOCKING or (finding.severity is Severity.WARNING and finding.rule in DOUBTS)
    ]


def _weight(finding: Finding, alone: set[str]) -> tuple[bool, bool, bool, float]:
    """What is told first: two places at once; what the shift breaks whatever else; breaches; what is farthest off."""
    off = abs(float(finding.measured) - float(finding.limit)) if finding.unit == "min" else 0
    return finding.rule != "OVERLAP", finding.rule not in alone, finding.severity is Severity.WARNING, -off


def reason_of(finding: Finding, person: Person, shift: NeedShift) -> Reason:
    """A finding as a reason against one shift."""
    return Reason(
        rule=finding.rule,
        assistant=person.id,
        measured=finding.measured,
        limit=finding.limit,
        unit=finding.unit,
        other=tuple(each for each in finding.shifts if each != shift.id),
        cure=finding.cure,
    )


def facts_of(reason: Reason) -> dict[str, Any]:
    """A reason as the facts of a note."""
    return {
        "assistant": reason.assistant,
        "rule": reason.rule,
        "measured": reason.measured,
        "limit": reason.limit,
        "unit": reason.unit,
        "other": list(reason.other),
    }


def plain_reasons(evaluator: Evaluator, person: Person, shift: NeedShift, own: list[NeedShift]) -> Iterator[Reason]:
    """Reasons that need no working-time rule."""
    if shift.fixed not in (None, person.id):
        yield Reason(FIXED, person.id, other=(shift.fixed or "",))
    missing = shift.skills - person.skills
    if missing:
        yield Reason(SKILL, person.id, len(missing), 0, "kinds", other=tuple(sorted(missing)))
    away = max((shift.span.overlap_minutes(span) for span in person.unavailable), default=0)
    if away:
        yield Reason(UNAVAILABLE, person.id, away, 0, "min")
    if person.max_weekly_minutes is not None:
        yield from _week_too_full(evaluator, person, shift, own, person.max_weekly_minutes)


def _week_too_full(
    evaluator: Evaluator, person: Person, shift: NeedShift, own: list[NeedShift], most: int
) -> Iterator[Reason]:
    for week in evaluator.targets.weeks:
        if not week.span.overlaps(shift.span):
            continue
        beside = [each for each in own if each.id != shift.id and each.span.overlaps(week.span)]
        minutes = sum(each.minutes_in(week.span) for each in [*beside, shift])
        if minutes > most:
            yield Reason(CONTRACT_MAX, person.id, minutes, most, "min")
            return
