"""A first lawful roster at once (grådig førsteutkast): shift by shift, the most fitting assistant."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Person
from selvstyrt.core.roster.own_rules import frame_minutes
from selvstyrt.core.roster.problem import may_have
from selvstyrt.core.roster.terms import hinders
from selvstyrt.engine.doubts import are_kept_out, doubted_by_fixed

MOST_CHECKS = 1500
"""So many questions to the working-time rules at most; shifts left then stay empty for the search to fill."""


class FirstDraft:
    """Deals out the shifts of one problem in order of need."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.problem = evaluator.problem
        self.doubted = doubted_by_fixed(evaluator)
        self.own: dict[str, list[NeedShift]] = {person.id: [] for person in self.problem.people}
        self.minutes = dict.fromkeys(self.own, 0)
        self.holders: dict[str, str | None] = {shift.id: None for shift in self.problem.shifts}
        self.checks = 0
        frame = self.problem.frame
        self.minutes_left = frame_minutes(self.problem) if frame is not None and frame.hard else None

    def make(self, given: Assignments) -> dict[str, str | None]:
        """Who has which shift; None where the draft found nobody."""
        for shift in self.problem.shifts:
            if shift.fixed is not None:
                self._give(shift, self.problem.person_by_id[shift.fixed])
        for shift in self.problem.shifts:
            holder = self.problem.person_by_id.get(given.get(shift.id) or "")
            if holder is not None and self.holders[shift.id] is None and self._is_lawful(holder, shift):
                self._give(shift, holder)
        for shift in sorted(self.problem.shifts, key=lambda each: (-each.priority, each.span, each.id)):
            if self.holders[shift.id] is None and (self.minutes_left is None or shift.minutes <= self.minutes_left):
                person = next(self._able(shift), None)
                if person is not None:
                    self._give(shift, person)
        return self.holders

    def _give(self, shift: NeedShift, person: Person) -> None:
        self.holders[shift.id] = person.id
        self.own[person.id].append(shift)
        self.own[person.id].sort(key=lambda each: (each.span, each.id))
        self.minutes[person.id] += shift.minutes
        if self.minutes_left is not None:
            self.minutes_left -= shift.minutes

    def _able(self, shift: NeedShift) -> Iterator[Person]:
        """The assistants who can lawfully take the shift, best first."""
        people = [person for person in self.problem.people if may_have(person, shift)]
        for person in sorted(people, key=lambda each: self._misfit(each, shift)):
            if self.checks >= MOST_CHECKS:
                return
            if self._is_lawful(person, shift):
                yield person

    def _misfit(self, person: Person, shift: NeedShift) -> tuple[int, int, str]:
        target = max(self.evaluator.targets.hours[person.id].minutes, 1)
        unwanted = sum(hinders(wish, shift) for wish in person.wishes)
        current = (self.problem.current or {}).get(shift.id)
        filled = (self.minutes[person.id] + shift.minutes) * 100 // target
        return (0 if current == person.id else 1 + unwanted, filled, person.id)

    def _is_lawful(self, person: Person, shift: NeedShift) -> bool:
        own = self.own[person.id]
        elsewhere = [*(other.span for other in own), *(work.span for work in person.history)]
        if any(shift.span.overlaps(span) for span in elsewhere) or self._passes_contract(person, shift):
            return False
        self.checks += 1
        together = sorted([*own, shift], key=lambda each: (each.span, each.id))
        return not are_kept_out(self.evaluator.law_findings(person, together), self.doubted)

    def _passes_contract(self, person: Person, shift: NeedShift) -> bool:
        most = person.max_weekly_minutes
        if most is None:
            return False
        return any(
            sum(each.minutes_in(week.span) for each in [*self.own[person.id], shift]) > most
            for week in self.evaluator.targets.weeks
            if week.span.overlaps(shift.span)
        )


def first_draft(evaluator: Evaluator, given: Assignments | None = None) -> dict[str, str | None]:
    """A lawful roster made at once: fixed shifts as they stand, what is given as far as it is lawful, then the rest."""
    return FirstDraft(evaluator).make(given or {})
