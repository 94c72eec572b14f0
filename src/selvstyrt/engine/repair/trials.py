"""Trying a change on one assistant (prøving): what it makes worse, judged by the evaluator before and after."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Person, Problem
from selvstyrt.core.roster.comparing import worse_findings
from selvstyrt.core.roster.evaluation import BLOCKING, BREAKS, DOUBTS
from selvstyrt.core.roster.own_rules import CONTRACT_MIN, FRAME, NEVER_EMPTY, frame_minutes
from selvstyrt.engine.repair.overtime import findings_with_overtime

WHOLE_PLAN = frozenset({FRAME, NEVER_EMPTY, CONTRACT_MIN}) | BREAKS
"""Rules that say nothing of whether one assistant may have one shift: they are about the plan or the shift itself."""

ORDINARY_HOURS = ("AML-10-4-", "AML-10-5-", "HOME-9-", "TAR-WEEK", "TAR-VIRKE-")
"""Beginnings of the rules about ordinary hours: what goes beyond them can be overtime (aml. § 10-6)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a change would make worse for one assistant (prøvd endring)."""

    person: Person
    findings: tuple[Finding, ...]
    overtime_minutes: int = 0
    loses: frozenset[str] = frozenset()

    @property
    def breaches(self) -> tuple[Finding, ...]:
        """What the law or a contract stops."""
        return tuple(finding for finding in self.findings if finding.severity in BLOCKING)

    @property
    def is_lawful(self) -> bool:
        """True when nothing illegal comes and no agreement is missing."""
        return not self.breaches

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Warnings on an open question of law: a person may decide otherwise."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING and each.rule in DOUBTS)


@dataclass
class Trials:
    """A roster as it stands, ready to be asked what changes would break; `checks` counts the questions.

    `overtime` are the last minutes of shifts that their holders have agreed to as overtime, by the shift's id.
    """

    evaluator: Evaluator
    holders: Assignments
    overtime: Mapping[str, int] = field(default_factory=dict)
    checks: int = 0
    _own: dict[str, tuple[NeedShift, ...]] = field(default_factory=dict)
    _before: dict[str, tuple[Finding, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own: dict[str, list[NeedShift]] = {person.id: [] for person in self.problem.people}
        for shift in self.problem.shifts:
            who = self.holders.get(shift.id)
            if who in own:
                own[who].append(shift)
        self._own = {who: tuple(shifts) for who, shifts in own.items()}

    @property
    def problem(self) -> Problem:
        """The problem that the roster answers."""
        return self.evaluator.problem

    def own(self, person: Person) -> tuple[NeedShift, ...]:
        """The assistant's shifts as they stand."""
        return self._own[person.id]

    def of(self, person: Person, *, gets: Sequence[NeedShift] = (), loses: Collection[str] = ()) -> Trial:
        """The assistant with some shifts more and some fewer, at ordinary hours."""
        shifts = [*(shift for shift in self.own(person) if shift.id not in loses), *gets]
        return Trial(person, self._worse(person, self._judge(person, shifts)), loses=frozenset(loses))

    def with_overtime(self, person: Person, gets: NeedShift, refused: Trial) -> Trial | None:
        """The same shift, the last part or all of it as overtime; None where that does not make it lawful.

        The hours beyond what one day or week allows are tried first, then the whole shift. Resting shifts are not
        cut, and a minor has no overtime: the rules for minors refuse it themselves.
        """
        if not all(finding.rule.startswith(ORDINARY_HOURS) for finding in refused.breaches):
            return None
        beyond = [int(each.measured - each.limit) for each in refused.breaches if each.facts.get("per") != "average"]
        with_it = [*self.own(person), gets]
        tried = {max(beyond, default=0), gets.span.minutes}
        for minutes in sorted(tried):
            if 0 < minutes <= gets.span.minutes and (minutes == gets.span.minutes or not gets.passive_minutes):
                trial = Trial(person, self._worse(person, self._judge(person, with_it, {gets.id: minutes})), minutes)
                if trial.is_lawful:
                    return trial
        return None

    def frame_breach(self, shift: NeedShift) -> bool:
        """True when filling the shift passes hours of the decision that are hard."""
        limit, frame = frame_minutes(self.problem), self.problem.frame
        if limit is None or frame is None or not frame.hard or self.holders.get(shift.id) is not None:
            return False
        return shift.minutes + sum(each.minutes for own in self._own.values() for each in own) > limit

    def _worse(self, person: Person, after: Sequence[Finding]) -> tuple[Finding, ...]:
        if person.id not in self._before:
            self._before[person.id] = self._judge(person, self.own(person))
        found = [each for each in worse_findings(self._before[person.id], after) if each.rule not in WHOLE_PLAN]
        return tuple(sorted(found, key=lambda each: (each.severity not in BLOCKING, each.at, each.rule)))

    def _judge(
        self, person: Person, shifts: Sequence[NeedShift], extra: Mapping[str, int] | None = None
    ) -> tuple[Finding, ...]:
        """What the shifts break; overtime that the person has agreed to in shifts they keep is counted as overtime."""
        self.checks += 1
        own = {shift.id for shift in self.own(person)}
        known = {each.id: self.overtime[each.id] for each in shifts if each.id in own and each.id in self.overtime}
        overtime = {**known, **(extra or {})}
        if not overtime:
            return self.evaluator.findings_alone(person, shifts)
        return findings_with_overtime(self.evaluator, person, shifts, overtime)
