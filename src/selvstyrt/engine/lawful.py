"""Whether an assistant can lawfully have some shifts (lovlig), asked of the evaluator's rules many times over.

In a long period the question is first asked about the weeks around a shift alone, as if there were no others: that
takes a tenth of the time, and sees all but what adds up over many weeks. Only `whole` is an answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from selvstyrt.core.base import Span
from selvstyrt.core.roster import Evaluator, NeedShift, Person
from selvstyrt.engine.doubts import are_kept_out, doubted_by_fixed

LONG_DAYS = 70
"""In periods longer than this the weeks around a shift are asked about first."""

AROUND = 1
"""So many weeks before and after."""

MARGIN = timedelta(days=2)
"""No shift that began so long before is still under way."""


def start_of(shift: NeedShift) -> datetime:
    """When a shift starts."""
    return shift.span.start


class Lawful:
    """The questions about one problem; `wholes` counts those about a whole plan."""

    def __init__(self, evaluator: Evaluator) -> None:
        self.evaluator = evaluator
        self.doubted = doubted_by_fixed(evaluator)
        self.is_long = evaluator.problem.day_count > LONG_DAYS
        self.wholes = 0
        self._weeks = [week.span for week in evaluator.targets.weeks]
        self._week_starts = [week.start for week in self._weeks]
        self._history = {
            person.id: sorted(person.history, key=lambda each: each.span) for person in evaluator.problem.people
        }

    def whole(self, person: Person, own: Sequence[NeedShift]) -> bool:
        """True when the working-time rules allow these shifts, in order of time."""
        self.wholes += 1
        return not are_kept_out(self.evaluator.law_findings(person, own), self.doubted)

    def collides(self, person: Person, own: Sequence[NeedShift], shift: NeedShift) -> bool:
        """True when the assistant is at work then, or the week would pass the contract's most."""
        first, last = shift.span.start - MARGIN, shift.span.end
        near = own[bisect_left(own, first, key=start_of) : bisect_left(own, last, key=start_of)]
        history = self._history[person.id]
        before = history[: bisect_left(history, last, key=lambda each: each.span.start)]
        if any(shift.span.overlaps(each.span) for each in near) or any(
            shift.span.overlaps(each.span) for each in before
        ):
            return True
        most = person.max_weekly_minutes
        if most is None:
            return False
        weeks = [week for week in self._weeks_of(shift, 0) if week.overlaps(shift.span)]
        return any(sum(each.minutes_in(week) for each in [*self._inside(own, week), shift]) > most for week in weeks)

    def near(self, person: Person, own: Sequence[NeedShift], shift: NeedShift) -> bool:
        """True when the rules allow the shift beside the assistant's others of the weeks around it."""
        weeks = self._weeks_of(shift, AROUND)
        stretch = Span(weeks[0].start, weeks[-1].end)
        together = sorted([*self._inside(own, stretch), shift], key=lambda each: (each.span, each.id))
        evaluator, first = self.evaluator, weeks[0].start - timedelta(days=7)
        history = self._history[person.id]
        low = bisect_left(history, first, key=lambda each: each.span.start)
        high = bisect_right(history, stretch.end, key=lambda each: each.span.start)
        assessed = replace(evaluator.assessed(person, together), period=stretch, history=tuple(history[low:high]))
        breaks = (found for each in together for found in evaluator.break_findings(person, each))
        return not are_kept_out(evaluator.findings_of_work(person, assessed), self.doubted) and not any(
            are_kept_out([found], self.doubted) for found in breaks
        )

    def _weeks_of(self, shift: NeedShift, around: int) -> list[Span]:
        first = max(bisect_right(self._week_starts, shift.span.start) - 1, 0)
        last = max(bisect_left(self._week_starts, shift.span.end), first + 1)
        return self._weeks[max(first - around, 0) : last + around]

    def _inside(self, own: Sequence[NeedShift], span: Span) -> Sequence[NeedShift]:
        return own[bisect_left(own, span.start - MARGIN, key=start_of) : bisect_left(own, span.end, key=start_of)]
