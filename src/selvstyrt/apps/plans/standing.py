"""The plan in effect as the evaluator sees it (gjeldende plan): what a change of a few shifts is judged against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from uuid import UUID

from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.overtime import overtime_by_key, with_known_overtime
from selvstyrt.apps.plans.services.drafting import in_effect_between
from selvstyrt.apps.plans.steps import Step
from selvstyrt.apps.plans.team import Team, team_of
from selvstyrt.apps.schemes.convert import employment_of
from selvstyrt.core.base import Finding
from selvstyrt.core.pay import tariff_source
from selvstyrt.core.roster import Evaluator, NeedShift, Problem, read_problem
from selvstyrt.engine.repair import PayTerms
from selvstyrt.engine.repair.splitting import part_of
from selvstyrt.engine.repair.trials import Trials


@dataclass(frozen=True)
class Standing:
    """The shifts in effect on the days of one version of the plan, with everybody who could have them."""

    plan: PlanVersion
    team: Team
    shifts: tuple[Shift, ...]
    problem: Problem

    @classmethod
    def of(cls, plan: PlanVersion) -> Standing:
        """Read what is in effect on the days of the plan, and everything that bears on it."""
        team = team_of(plan.scheme, plan.first_day, plan.last_day)
        shifts = in_effect_between(plan.scheme, plan.first_day, plan.last_day)
        for shift in shifts:
            shift.pinned = False  # locked against a new roster, not against a cover
        problem = with_known_overtime(read_problem(problem_of(plan, team=team, shifts=shifts)), team)
        return cls(plan, team, tuple(shifts), problem)

    @cached_property
    def holders(self) -> dict[str, str | None]:
        """Who has which shift, by the ids of the problem; people outside the team left out."""
        known = self.problem.person_by_id
        who = {row.key: str(row.assignment.person.uid) if row.assignment else None for row in self.shifts}
        return {key: person if person in known else None for key, person in who.items()}

    @cached_property
    def evaluator(self) -> Evaluator:
        """The judge of this plan."""
        return Evaluator.of(self.problem)

    def pay_terms(self, day: date, known_on: date) -> dict[str, PayTerms]:
        """On which terms each person of the team works on a day, by the agreements as known on `known_on`."""
        return {
            member.id: PayTerms(employment_of(assignment), tariff_source(assignment.tariff, known_on))
            for member in self.team.members
            if (assignment := member.assignment_on(day)) is not None
        }

    def row(self, key: str) -> Shift | None:
        """The shift in effect with this key, or None."""
        return next((row for row in self.shifts if row.key == key), None)

    @cached_property
    def overtime(self) -> dict[str, int]:
        """The overtime that holders have agreed to, by the shift's key."""
        return overtime_by_key(self.shifts)

    @cached_property
    def _trials(self) -> Trials:
        return Trials(self.evaluator, self.holders, self.overtime)

    def overtime_for(self, step: Step) -> int:
        """How many minutes of what the step gives are overtime as the plan stands; none when ordinary hours will do.

        None either when overtime does not make it lawful: `breaches` tells.
        """
        person = self.problem.person_by_id.get(str(step.after))
        if person is None or step.part is not None or not step.overtime_minutes:
            return 0
        shift = self._needed(step)
        trial = self._trials.of(person, gets=(shift,))
        extra = None if trial.is_lawful else self._trials.with_overtime(person, shift, trial)
        return extra.overtime_minutes if extra is not None else 0

    def breaches(self, steps: Sequence[Step]) -> list[tuple[UUID, tuple[Finding, ...]]]:
        """Who could not have what the steps give them, and why.

        Overtime is counted on only where a single step says so, and never more than it says.
        """
        trials = self._trials
        gets: dict[UUID, list[NeedShift]] = {}
        loses: dict[UUID, set[str]] = {}
        for step in steps:
            gets.setdefault(step.after, []).append(self._needed(step))
            if step.before is not None:
                loses.setdefault(step.before, set()).add(step.key)
        found: list[tuple[UUID, tuple[Finding, ...]]] = []
        for person_uid, shifts in gets.items():
            person = self.problem.person_by_id.get(str(person_uid))
            if person is None:
                found.append((person_uid, ()))
                continue
            trial = trials.of(person, gets=shifts, loses=loses.get(person_uid, ()))
            if not trial.is_lawful and not self._is_agreed_overtime(steps):
                found.append((person_uid, trial.breaches))
        return found

    def _is_agreed_overtime(self, steps: Sequence[Step]) -> bool:
        return len(steps) == 1 and 0 < self.overtime_for(steps[0]) <= steps[0].overtime_minutes

    def _needed(self, step: Step) -> NeedShift:
        shift = self.problem.shift_by_id[step.key]
        if step.part is None:
            return replace(shift, id=f"{shift.id}*")
        return part_of(shift, step.part, 1 if step.part.start == shift.span.start else 2)
