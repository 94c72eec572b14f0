"""Why fixed shifts cannot stand (låste vakter): each breach with the fewest fixed shifts and earlier work behind it.

Where very many break something only the first are told: everybody in turn, within a bounded amount of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from selvstyrt.core.base import Finding, Span
from selvstyrt.core.roster import Evaluator, NeedShift, Note, Person, Reason
from selvstyrt.core.roster.evaluation import BLOCKING
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, FRAME, person_shifts
from selvstyrt.core.worktime.values import WorkShift
from selvstyrt.engine.cures import Cure
from selvstyrt.engine.progress import ShouldStop
from selvstyrt.engine.reasons import facts_of, plain_reasons, reason_of

MOST_CONFLICTS = 30
"""So many are told at most, of the law and of sums of hours each."""

MOST_WORK = 60_000
"""So many shifts are judged at most, each counted as often as it is looked at: some seconds."""

FEW = 12
"""Larger conflicts are told only where there was patience to make them smaller, or when there is no other."""

NEAR_DAYS = (2, 8, 20, 62)
"""Days before and after a breach in which the shifts that make it are looked for first."""

Work = TypeVar("Work", NeedShift, WorkShift)


def explain_impossible(evaluator: Evaluator, should_stop: ShouldStop | None = None) -> tuple[Note, ...]:
    """Why the fixed shifts cannot stand: the first breaches of each assistant, and how many there are when not all."""
    problem = evaluator.problem
    fixed = {shift.id: shift.fixed for shift in problem.shifts}
    breaches = evaluator.judge(fixed).breaches
    judge = _Judge(evaluator, should_stop)
    tellers = [judge.conflicts(person, person_shifts(problem, person, fixed)) for person in problem.people]
    told, is_complete = _in_turn(judge, tellers)
    sums = [finding for finding in breaches if finding.rule in (CONTRACT_MAX, FRAME)]
    told.extend(_sum_conflict(evaluator, finding) for finding in sums[:MOST_CONFLICTS])
    if not is_complete or len(sums) > MOST_CONFLICTS:
        told.append(Note("more_fixed_conflicts", {"count": len(breaches)}))
    return tuple(told)


def _in_turn(judge: _Judge, tellers: Sequence[Iterator[list[Note]]]) -> tuple[list[Note], bool]:
    """One conflict of each assistant, then another, until there are enough; in the order of the team, and if all."""
    found: list[list[Note]] = [[] for _ in tellers]
    still, left = set(range(len(tellers))), MOST_CONFLICTS
    while still and left >= 0:
        for place in sorted(still):
            notes = next(tellers[place], None) if left >= 0 else []
            if notes is None:
                still.remove(place)
            else:
                left -= 1
                found[place].extend(notes if left >= 0 else [])
    return [note for notes in found for note in notes], not still and not judge.is_over


class _Judge:
    """Asks the evaluator about fixed shifts until the work is used up or somebody stops it."""

    def __init__(self, evaluator: Evaluator, should_stop: ShouldStop | None) -> None:
        self.evaluator = evaluator
        self.should_stop = should_stop
        self.left = MOST_WORK
        self.has_told = False

    @property
    def is_over(self) -> bool:
        """True when nothing more is to be looked into."""
        if self.left > 0 and self.should_stop is not None and self.should_stop():
            self.left = 0
        return self.left <= 0

    def conflicts(self, person: Person, own: list[NeedShift]) -> Iterator[list[Note]]:
        """What the fixed shifts of one assistant break, one by one, each with what would let them stand."""
        for shift in own:
            for reason in plain_reasons(self.evaluator, person, shift, []):
                if reason.rule != CONTRACT_MAX:
                    yield [_conflict(reason, (shift.id,))]
        left = list(own)
        while left and not self.is_over and (finding := self._breach(person, left)) is not None:
            core, finding = self._fewest(person, left, finding)
            if self.is_over and self.has_told and len(core) > FEW:
                return
            self.has_told = True
            ids = tuple(shift.id for shift in core)
            earlier = self._earlier(person, core, finding)
            told = _conflict(reason_of(finding, person, core[0]), ids, earlier)
            yield [told, *self._agreements(person, core, finding)]
            left.remove(core[-1])

    def _breach(self, person: Person, own: Sequence[NeedShift], rule: str | None = None) -> Finding | None:
        self.left -= len(own) + len(person.history)
        for finding in self.evaluator.law_findings(person, own):
            if finding.severity in BLOCKING and rule in (None, finding.rule):
                return finding
        return None

    def _fewest(self, person: Person, own: list[NeedShift], finding: Finding) -> tuple[list[NeedShift], Finding]:
        """The fewest shifts that break the rule of a finding, and what they break."""

        def breach(shifts: Sequence[NeedShift]) -> Finding | None:
            return self._breach(person, shifts, finding.rule)

        return _smaller(own, finding, breach, lambda: self.is_over)

    def _earlier(self, person: Person, core: list[NeedShift], finding: Finding) -> tuple[str, ...]:
        """The earlier work without which these shifts could stand; none where they break the rule alone."""

        def breach(history: Sequence[WorkShift]) -> Finding | None:
            return self._breach(replace(person, history=tuple(history)), core, finding.rule)

        if not person.history or breach(()) is not None:
            return ()
        history = sorted(person.history, key=lambda each: each.span)
        kept, _ = _smaller(history, finding, breach, lambda: self.is_over)
        return tuple(each.id for each in kept)

    def _agreements(self, person: Person, core: list[NeedShift], finding: Finding) -> Iterator[Note]:
        """Agreements with which these fixed shifts could stand; each is tried."""
        shifts = [shift.id for shift in core]
        for what in finding.cure:
            cure = Cure("agreement_would_help", person.id, what)
            if self._breach(cure.changed(person), core) is None:
                yield Note("agreement_would_allow", {"assistant": person.id, "what": what, "shifts": shifts})


def _smaller(
    works: list[Work],
    finding: Finding,
    breach: Callable[[Sequence[Work]], Finding | None],
    is_over: Callable[[], bool],
) -> tuple[list[Work], Finding]:
    """As few of the works as still give a breach: those near it, then a stretch of them, then one by one."""
    core = works
    for days in NEAR_DAYS:
        near = [each for each in works if abs(each.span.start - finding.at) <= timedelta(days=days)]
        if len(near) < len(works) and (still := breach(near)) is not None:
            core, finding = near, still
            break
    for is_end in (True, False):
        low, high = 0, len(core)  # so many are known to be enough
        while high - low > FEW and not is_over():
            middle = (low + high) // 2
            fewer = core[:middle] if is_end else core[-middle:]
            if (still := breach(fewer)) is not None:
                high, finding = middle, still
            else:
                low = middle
        core = core[:high] if is_end else core[-high:]
    for work in tuple(core):
        if is_over():
            break
        fewer = [each for each in core if each is not work]
        if (still := breach(fewer)) is not None:
            core, finding = fewer, still
    return core, finding


def _sum_conflict(evaluator: Evaluator, finding: Finding) -> Note:
    """Hours that are too many, told with the fewest fixed shifts that pass the limit."""
    problem = evaluator.problem
    span = next((week.span for week in evaluator.targets.weeks if week.span.start == finding.at), problem.period)
    if finding.rule == FRAME:
        span = Span(problem.period.start, max(shift.span.end for shift in problem.shifts))
    mine = [shift for shift in problem.shifts if shift.fixed is not None and finding.who in ("", shift.fixed)]
    held = sorted(mine, key=lambda shift: -shift.minutes_in(span))
    minutes, kept = 0, []
    for shift in held:
        if minutes <= int(finding.limit):
            minutes += shift.minutes_in(span)
            kept.append(shift)
    reason = Reason(finding.rule, finding.who, minutes, finding.limit, finding.unit)
    return _conflict(reason, tuple(shift.id for shift in sorted(kept, key=lambda each: (each.span, each.id))))


def _conflict(reason: Reason, shifts: tuple[str, ...], earlier: tuple[str, ...] = ()) -> Note:
    facts = {**facts_of(reason), "shifts": list(shifts), "cure": list(reason.cure)}
    return Note("fixed_conflict", facts | ({"earlier": list(earlier)} if earlier else {}))
