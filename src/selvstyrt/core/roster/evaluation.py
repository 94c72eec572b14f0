"""The evaluator (dommeren): says what any roster breaks and costs. The only judge of a roster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from selvstyrt.core.base import Finding, Severity, Span
from selvstyrt.core.roster.costs import RosterCost
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.lived import counted_once, shares_time
from selvstyrt.core.roster.own_rules import Own, own_findings, person_shifts
from selvstyrt.core.roster.points import points_of
from selvstyrt.core.roster.problem import Assignments, NeedShift, Person, Problem
from selvstyrt.core.roster.targets import ShareTarget, Targets
from selvstyrt.core.roster.terms import wish_is_met
from selvstyrt.core.worktime import Assessed, Limits, check, checked

BLOCKING = (Severity.ILLEGAL, Severity.NEEDS_AGREEMENT)
"""Findings that no roster may hold."""

DOUBTS = frozenset({"AML-10-8-2", "HOME-13-2", "AVL-11", "AML-10-8-1-SPAN", "HOME-13-1-SPAN"})
"""Rules whose warning is a doubt about the law: the engine keeps out of it, a person may decide otherwise."""

OVERLAP = "OVERLAP"
"""The rule that one person is at one shift at a time."""

BREAKS = frozenset({"AML-10-9-1", "HOME-13-3", "AML-11-5-1"})


@dataclass(frozen=True, slots=True)
class Figures:
    """What one assistant has in the period (nøkkeltall)."""

    assistant: str
    shifts: int
    minutes: int
    contract_minutes: int
    weekends: int
    nights: int
    red_days: int
    wishes_met: int
    wishes_unmet: int
    shares: dict[ShareKind, ShareTarget]


@dataclass(frozen=True)
class Evaluation:
    """The judgement of one roster: findings, empty shifts, points per term, figures per assistant."""

    findings: tuple[Finding, ...]
    uncovered: tuple[str, ...]
    points: dict[str, int]
    figures: tuple[Figures, ...]

    @cached_property
    def objective(self) -> int:
        """All points; lower is better."""
        return sum(self.points.values())

    @cached_property
    def breaches(self) -> tuple[Finding, ...]:
        """The findings that no roster may hold."""
        return tuple(finding for finding in self.findings if finding.severity in BLOCKING)

    @cached_property
    def doubts(self) -> tuple[Finding, ...]:
        """Warnings that stand on an open question of law."""
        return tuple(
            finding for finding in self.findings if finding.severity is Severity.WARNING and finding.rule in DOUBTS
        )

    @property
    def is_sound(self) -> bool:
        """True when nothing is illegal and no agreement is missing."""
        return not self.breaches


@dataclass(frozen=True)
class Evaluator:
    """Judges rosters of one problem; made once, asked many times."""

    problem: Problem
    targets: Targets
    limits: Limits
    _breaks: dict[tuple[str, str, Span], tuple[Finding, ...]] = field(default_factory=dict)
    _standing_by_person: dict[str, frozenset[tuple[object, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, problem: Problem, known_on: date | None = None) -> Evaluator:
        """The evaluator with the law of the first day, as known on `known_on` (else with all that is known)."""
        limits = Limits.at(problem.first_day, known_on)
        return cls(problem, Targets.of(problem), limits)

    def judge(self, assignments: Assignments) -> Evaluation:
        """What the roster breaks and costs."""
        problem = self.problem
        own = self._own(assignments)
        return Evaluation(
            findings=self.findings(assignments, own),
            uncovered=tuple(shift.id for shift in problem.shifts if assignments.get(shift.id) is None),
            points=points_of(problem, self.targets, assignments),
            figures=self.figures(assignments, own),
        )

    def findings(self, assignments: Assignments, own: Own | None = None) -> tuple[Finding, ...]:
        """What the roster breaks, without what it costs."""
        own = self._own(assignments) if own is None else own
        found = [finding for person in self.problem.people for finding in self.law_findings(person, own[person.id])]
        found.extend(own_findings(self.problem, self.targets, assignments, own))
        return tuple(sorted(found, key=lambda each: (each.at, each.who, each.rule)))

    def figures(self, assignments: Assignments, own: Own | None = None) -> tuple[Figures, ...]:
        """What each assistant has in the period."""
        own = self._own(assignments) if own is None else own
        return tuple(self._figures(person, own) for person in self.problem.people)

    def cost(self, assignments: Assignments) -> RosterCost:
        """What the roster costs in pay, per assistant and per week."""
        return self.targets.costs.of_roster(self.targets.weeks, assignments)

    def findings_alone(self, person: Person, shifts: Sequence[NeedShift]) -> tuple[Finding, ...]:
        """What these shifts break if this assistant has them and nobody else has any.

        The shifts need not be in the problem.
        """
        ordered = sorted(shifts, key=lambda shift: (shift.span, shift.id))
        alone = replace(self.problem, people=(person,), shifts=tuple(ordered), current=None)
        found = [*self.law_findings(person, ordered)]
        found.extend(
            own_findings(alone, self.targets, {shift.id: person.id for shift in ordered}, {person.id: ordered})
        )
        return tuple(sorted(found, key=lambda each: (each.at, each.who, each.rule)))

    def _own(self, assignments: Assignments) -> Own:
        return {person.id: person_shifts(self.problem, person, assignments) for person in self.problem.people}

    def assessed(self, person: Person, shifts: Sequence[NeedShift]) -> Assessed:
        """One assistant's shifts as the working-time rules take them."""
        return Assessed(
            who=person.id,
            shifts=tuple(shift.as_work() for shift in shifts),
            contract=person.contract,
            agreements=person.agreements,
            settings=self.problem.settings,
            period=self.problem.period,
            history=person.history,
            valid_on=self.problem.first_day,
        )

    def law_findings(self, person: Person, shifts: Sequence[NeedShift]) -> Iterator[Finding]:
        """What the working-time rules say of one assistant with these shifts.

        What earlier work alone breaks is not told: no roster can mend it. An agreement that the law does
        not allow has no effect, which is a warning. Breaks belong to the shift, not to who has it: a planned
        break that is too short for its own shift is a breach, and every other word on breaks a warning.
        """
        if not shifts:
            return
        yield from self.planned_findings(person, shifts)
        for shift in shifts:
            yield from self.break_findings(person, shift)

    def planned_findings(self, person: Person, shifts: Sequence[NeedShift]) -> Iterator[Finding]:
        """The same without breaks. Shifts that share time are told as overlapping; all sums count that time once."""
        found = self.findings_of_work(person, self.assessed(person, shifts))
        if not shares_time(sorted(shifts, key=lambda each: each.span)):
            yield from found
            return
        yield from (each for each in found if each.rule == OVERLAP)
        lived = self.findings_of_work(person, self.assessed(person, counted_once(shifts)))
        yield from (each for each in lived if each.rule != OVERLAP)

    def findings_of_work(self, person: Person, assessed: Assessed) -> Iterator[Finding]:
        """The same of work that is not planned shifts alone, such as overtime; breaks are only warned of."""
        return self.told(person, checked(assessed, self.limits))

    def told(self, person: Person, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Of the findings of the working-time rules: those that a roster answers for, as severe as it does."""
        standing = self._standing(person)
        for finding in findings:
            if "agreement" in finding.facts or finding.rule in BREAKS:
                is_warning = finding.severity is Severity.WARNING
                yield finding if is_warning else replace(finding, severity=Severity.WARNING)
            elif _key(finding) not in standing:
                yield finding

    def break_findings(self, person: Person, shift: NeedShift) -> tuple[Finding, ...]:
        """A planned break that is too short for the shift itself; an unplanned one is taken when it suits."""
        if shift.break_minutes == 0 and shift.break_counts_as_work:
            return ()
        key = (person.id, shift.id, shift.span)
        if key not in self._breaks:
            alone = replace(self.assessed(person, (shift,)), history=())
            self._breaks[key] = tuple(each for each in check(alone, self.limits) if each.rule in BREAKS)
        return self._breaks[key]

    def _standing(self, person: Person) -> frozenset[tuple[object, ...]]:
        """The findings that earlier work alone gives; a condition that an agreement lacks is not among them."""
        if not person.history:
            return frozenset()
        if person.id not in self._standing_by_person:
            found = check(self.assessed(person, ()), self.limits)
            self._standing_by_person[person.id] = frozenset(
                _key(finding) for finding in found if "missing" not in finding.facts
            )
        return self._standing_by_person[person.id]

    def _figures(self, person: Person, own: Own) -> Figures:
        mine = own[person.id]
        minutes = sum(shift.minutes for shift in mine)
        sorting = self.targets.sorting
        met = sum(wish_is_met(wish, mine) for wish in person.wishes)
        return Figures(
            assistant=person.id,
            shifts=len(mine),
            minutes=minutes,
            contract_minutes=self.targets.hours[person.id].minutes,
            weekends=len(frozenset().union(*(sorting.weekends(shift.span) for shift in mine))),
            nights=sum(sorting.belongs(shift.span, ShareKind.NIGHTS) for shift in mine),
            red_days=sum(sorting.belongs(shift.span, ShareKind.RED_DAYS) for shift in mine),
            wishes_met=met,
            wishes_unmet=len(person.wishes) - met,
            shares={
                kind: by_person[person.id] for kind, by_person in self.targets.shares.items() if person.id in by_person
            },
        )


def evaluate(problem: Problem, assignments: Assignments, known_on: date | None = None) -> Evaluation:
    """What a roster breaks and costs, judged by the law of the period's first day.

    Raises: NoAnswer when the law of that day is not on record.
    """
    return Evaluator.of(problem, known_on).judge(assignments)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.at, finding.measured, finding.limit
