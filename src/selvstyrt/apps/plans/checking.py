"""What a plan, or one change of it, breaks: asked of the evaluator, never decided here (kontroll)."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.overtime import overtime_by_key, with_known_overtime
from selvstyrt.apps.plans.team import Team, team_of
from selvstyrt.core.base import Citation, Finding, Severity, Span
from selvstyrt.core.roster.evaluation import BLOCKING, Evaluator, Figures
from selvstyrt.core.roster.moving import NewTime, OwnPlan
from selvstyrt.core.roster.own_rules import person_shifts
from selvstyrt.core.roster.problem import NeedShift, Person, Problem
from selvstyrt.core.roster.reading import read_problem
from selvstyrt.core.worktime import WithoutEffect, without_effect
from selvstyrt.engine.repair.overtime import findings_with_overtime, law_with_overtime

NOT_EMPLOYED = "NOT-EMPLOYED"
KEPT_SECONDS = 20
"""How long a plan that was read is answered from while a time is typed."""
_WHOLE_PLAN = frozenset({"FRAME", "NEVER-EMPTY", "CONTRACT-MIN", "AML-10-9-1"})
"""Rules that say nothing of whether one person may have one shift."""
_ORDER = {Severity.ILLEGAL: 3, Severity.NEEDS_AGREEMENT: 2, Severity.WISH: 1, Severity.WARNING: 1}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person who could have a shift (kandidat), with what it would break; the fittest come first."""

    person_uid: UUID
    name: str
    has_it: bool
    findings: tuple[Finding, ...]
    minutes: int
    contract_minutes: int

    @property
    def is_free(self) -> bool:
        """True when nothing at all stands against it."""
        return not self.findings

    @property
    def breaks_rules(self) -> bool:
        """True when the plan could not be published with this."""
        return any(finding.severity in BLOCKING for finding in self.findings)


@dataclass(frozen=True, slots=True)
class LawfulBy:
    """What only an agreement on record makes lawful for one person (lovlig bare på grunn av avtalen)."""

    name: str
    agreement: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Judged:
    """A plan with its problem and what the evaluator says of it (vurdert plan)."""

    plan: PlanVersion
    team: Team
    shifts: tuple[Shift, ...]
    problem: Problem

    @classmethod
    def of(cls, plan: PlanVersion) -> Judged:
        """Read the plan and everything that bears on it."""
        team = team_of(plan.scheme, plan.first_day, plan.last_day)
        shifts = tuple(plan.shifts.select_related("assignment__person").order_by("start", "key"))
        # Fixed shifts guide the search; the judge is asked of the plan as it stands.
        problem = with_known_overtime(read_problem(problem_of(plan, team=team, shifts=shifts)), team)
        return cls(plan, team, shifts, replace(problem, shifts=tuple(replace(s, fixed=None) for s in problem.shifts)))

    @cached_property
    def assignments(self) -> dict[str, str | None]:
        """Who has which shift, by the ids of the problem; people outside the team left out."""
        known = self.problem.person_by_id
        who = {shift.key: person_id(shift) for shift in self.shifts}
        return {need.id: who[need.id] if who[need.id] in known else None for need in self.problem.shifts}

    @cached_property
    def figures(self) -> tuple[Figures, ...]:
        """What each person of the team has in the plan."""
        return self._evaluator.figures(self.assignments)

    @cached_property
    def _evaluator(self) -> Evaluator:
        return Evaluator.of(self.problem)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, people who are no longer employed included."""
        return (*self._with_overtime(self._evaluator.findings(self.assignments)), *self._strangers())

    @cached_property
    def overtime(self) -> dict[str, int]:
        """The overtime that holders have agreed to, by the shift's key."""
        return overtime_by_key(self.shifts)

    def _with_overtime(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """The same, where what somebody has agreed to as overtime is judged as overtime."""
        found = list(findings)
        for person in self.problem.people:
            own = person_shifts(self.problem, person, self.assignments)
            if any(shift.id in self.overtime for shift in own):
                ordinary = {_mark(each) for each in self._evaluator.law_findings(person, own)}
                found = [each for each in found if each.who != person.id or _mark(each) not in ordinary]
                found.extend(law_with_overtime(self._evaluator, person, own, self.overtime))
        return tuple(sorted(found, key=lambda each: (each.at, each.who, each.rule)))

    @cached_property
    def breaches(self) -> tuple[Finding, ...]:
        """What the plan cannot be published with."""
        return tuple(finding for finding in self.findings if finding.severity in BLOCKING)

    @cached_property
    def without_effect(self) -> dict[str, tuple[WithoutEffect, ...]]:
        """The agreements on record that open nothing in the plan's days, and why, by whose they are."""
        evaluator = self._evaluator
        return {
            person.id: without_effect(evaluator.assessed(person, ()), evaluator.limits)
            for person in self.problem.people
            if person.agreements
        }

    @cached_property
    def findings_by_shift(self) -> dict[str, list[Finding]]:
        """Findings under the key of each shift that they name; a weekly one under the shifts of its person."""
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in self.findings:
            for key in finding.shifts:
                found[key].append(finding)
        return found

    def candidates(self, shift: Shift) -> list[Candidate]:
        """Everybody in the team for one shift, the fittest first."""
        need = self.problem.shift_by_id.get(shift.key) or need_of(shift)
        found = [self._candidate(person, need, shift) for person in self.problem.people]
        return sorted(found, key=_fitness)

    def at_another_time(self, shift: Shift, span: Span) -> NewTime | None:
        """What another time for a shift breaks for the one who has it; None when nobody of the team has it."""
        person = self.problem.person_by_id.get(person_id(shift) or "")
        if person is None:
            return None
        plan = self._own_plans.get(person.id)
        if plan is None:
            own = person_shifts(self.problem, person, self.assignments)
            plan = self._own_plans[person.id] = OwnPlan(self._evaluator, person, own)
        return plan.moved(shift.key, span)

    @cached_property
    def _own_plans(self) -> dict[str, OwnPlan]:
        return {}

    def made_lawful_by(self) -> list[LawfulBy]:
        """The agreements without which the plan would break the law, with what each of them opens."""
        evaluator = self._evaluator
        found = []
        for person in self.problem.people:
            own = person_shifts(self.problem, person, self.assignments)
            now = {_mark(finding) for finding in evaluator.law_findings(person, own) if finding.severity in BLOCKING}
            for agreement in person.agreements:
                without = replace(person, agreements=tuple(each for each in person.agreements if each is not agreement))
                opened = tuple(
                    finding
                    for finding in evaluator.law_findings(without, own)
                    if finding.severity in BLOCKING and _mark(finding) not in now
                )
                if opened:
                    found.append(LawfulBy(self.name_of(person.id), agreement.type.value, opened))
        return found

    def name_of(self, person_uid: str) -> str:
        """The name of a member of the team; empty for anybody else."""
        member = self.team.by_id(person_uid)
        return member.terms.person.name if member is not None else ""

    def _candidate(self, person: Person, need: NeedShift, shift: Shift) -> Candidate:
        member = self.team.by_id(person.id)
        assert member is not None  # the problem's people are the team's
        others = [s for s in self.problem.shifts if self.assignments[s.id] == person.id and s.id != need.id]
        without = {_mark(finding) for finding in self._judge_one(person, others)}
        added = [
            finding
            for finding in self._judge_one(person, [*others, need])
            if _mark(finding) not in without and finding.rule not in _WHOLE_PLAN
        ]
        added.sort(key=lambda finding: (-_ORDER[finding.severity], finding.at, finding.rule))
        return Candidate(
            person_uid=member.terms.person.uid,
            name=member.terms.person.name,
            has_it=person_id(shift) == person.id,
            findings=tuple(added),
            minutes=sum(each.minutes for each in others),
            contract_minutes=self._evaluator.targets.hours[person.id].minutes,
        )

    def _judge_one(self, person: Person, shifts: list[NeedShift]) -> tuple[Finding, ...]:
        held = {each.id: extra for each in shifts if (extra := self._overtime_of(person, each))}
        if held:
            return findings_with_overtime(self._evaluator, person, shifts, held)
        return self._evaluator.findings_alone(person, shifts)

    def _overtime_of(self, person: Person, shift: NeedShift) -> int:
        return self.overtime.get(shift.id, 0) if self.assignments.get(shift.id) == person.id else 0

    def _strangers(self) -> Iterator[Finding]:
        for shift in self.shifts:
            if shift.assignment is not None and person_id(shift) not in self.problem.person_by_id:
                yield Finding(
                    NOT_EMPLOYED, Severity.ILLEGAL, person_id(shift) or "", shift.start, 0, 1, "shifts",
                    Citation("arbeidsavtalen"), shifts=(shift.key,),
                )  # fmt: skip


def judged_lately(plan: PlanVersion) -> Judged:
    """The plan as read some seconds ago in this revision, for questions while somebody types (nylig vurdert plan).

    What lies outside the plan, as a contract or an absence, may be that much older; saving reads all of it again.
    """
    now, key = time.monotonic(), (plan.uid, plan.revision)
    for each, (since, _) in list(_lately.items()):
        if now - since > KEPT_SECONDS:
            _lately.pop(each, None)
    kept = _lately.get(key)
    if kept is None:
        kept = _lately[key] = now, Judged.of(plan)
    return kept[1]


_lately: dict[tuple[UUID, int], tuple[float, Judged]] = {}


def person_id(shift: Shift) -> str | None:
    """The id of the person who has the shift, or None."""
    return str(shift.assignment.person.uid) if shift.assignment is not None else None


def need_of(shift: Shift) -> NeedShift:
    """A shift that is pinned empty is not in the problem; here it is asked about all the same."""
    return NeedShift(
        id=shift.key,
        span=Span(shift.start, shift.end),
        break_minutes=shift.break_minutes,
        break_counts_as_work=shift.break_counts_as_work,
        passive_minutes=shift.passive_minutes,
        skills=frozenset(shift.skills),
        priority=shift.priority,
    )


def _fitness(candidate: Candidate) -> tuple[int, int, int, str]:
    worst = max((_ORDER[finding.severity] for finding in candidate.findings), default=0)
    used = candidate.minutes * 1000 // candidate.contract_minutes if candidate.contract_minutes else 10**9
    return worst, len(candidate.findings) if worst > 1 else 0, used, candidate.name


def _mark(finding: Finding) -> tuple[object, ...]:
    """What makes two findings the same breach; a worse measure is a new one."""
    return finding.rule, finding.severity, finding.at, finding.measured, finding.shifts
