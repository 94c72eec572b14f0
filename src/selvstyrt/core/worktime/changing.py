"""One changed shift of a plan (én endret vakt): which findings come and which go.

What is asked is what `check` answers for the plan with the change, rule by rule and finding by
finding. A rule that only looks at work nearby is asked about one island of work at a time, and what
it said of an island that the change leaves as it is, is kept; see `islands`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from selvstyrt.core.base import Finding, Severity, WrongInput
from selvstyrt.core.worktime.checking import NEAR, RULES
from selvstyrt.core.worktime.counting import Block, Index, Work
from selvstyrt.core.worktime.islands import apart, islands
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Assessed, WorkShift

_Key = tuple[object, ...]
_Island = tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What one changed shift does to the findings (følgen av en endret vakt).

    `findings` are those of the plan with the change, in the order of `check`. `gained` are those
    that the plan did not have, `lost` those that it had and has no longer. A finding whose measured
    time or shifts are different is both lost and gained.
    """

    findings: tuple[Finding, ...]
    gained: tuple[Finding, ...]
    lost: tuple[Finding, ...]


class _Far(Judging):
    """The whole plan, for the rules that look far; a finding about the same work and time is not made again."""

    def __init__(self, index: Index, limits: Limits, before: dict[_Key, Finding]) -> None:
        super().__init__(index.assessed, limits, index)
        self.made: dict[_Key, Finding] = {}
        self._before = dict(before)

    def finding(
        self, rule: str, severity: Severity, at: int, measured: int | Decimal, limit: int | Decimal, **rest: Any
    ) -> Finding:
        """A finding about this assistant, the one from before if there is one."""
        works = tuple(rest.pop("works", ()))
        key: _Key = (rule, severity, at, measured, limit, works, *rest.items())
        found = self._before.pop(key, None)
        if found is None:
            found = super().finding(rule, severity, at, measured, limit, works=works, **rest)
        self.made[key] = found
        return found


class _Told:
    """What the near rules say of one island of work, by their place in `RULES` (kontrollert øy)."""

    __slots__ = ("findings", "stretches")

    def __init__(self, judging: Judging) -> None:
        self.findings: dict[int, list[Finding]] = {}
        for place, rule in _NEAR:
            if found := list(rule(judging)):
                self.findings[place] = found
        self.stretches: list[Block] = judging.stretches


_NEAR = [(place, rule) for place, rule in enumerate(RULES) if rule in NEAR]
_FAR = [(place, rule) for place, rule in enumerate(RULES) if rule not in NEAR]


class CheckedPlan:
    """One assistant's plan, read and judged once, to be asked about changes (kontrollert plan).

    It does not change: each question is about the plan as it was given.

    Raises: WrongInput `shift_twice` when two of the plan's shifts have the same id.
    """

    __slots__ = ("_far", "_first", "_index", "_kept", "_limits", "_place_of", "assessed", "findings")

    def __init__(self, assessed: Assessed, limits: Limits) -> None:
        self.assessed = assessed
        self._limits = limits
        self._place_of = {shift.id: place for place, shift in enumerate(assessed.shifts)}
        if len(self._place_of) < len(assessed.shifts):
            twice = next(shift.id for place, shift in enumerate(assessed.shifts) if self._place_of[shift.id] != place)
            raise WrongInput("shift_twice", f"Two shifts have the id {twice!r}; give each its own.", id=twice)
        self._index = Index(assessed)
        self._first = sum(1 for _ in self._index.take(assessed.history, False))
        self._kept: dict[_Island, _Told] = {}
        self._far: dict[_Key, Finding] = {}
        self.findings, self._kept, self._far = self._judge(self._index)

    def changed(self, shift_id: str, shift: WorkShift | None) -> PlanChange:
        """What the findings become when one shift is moved, made longer or shorter, added or (None) taken out.

        An id that the plan does not have is a shift that is added.

        Raises: WrongInput `unknown_shift` when a shift is to be taken out that is not there,
        `shift_twice` when the new shift has the id of another one.
        """
        place = self._place_of.get(shift_id)
        if place is None and shift is None:
            raise WrongInput("unknown_shift", f"The plan has no shift {shift_id!r} to take out.", id=shift_id)
        if shift is not None and shift.id != shift_id and shift.id in self._place_of:
            raise WrongInput("shift_twice", f"Another shift has the id {shift.id!r}; give each its own.", id=shift.id)
        place = len(self.assessed.shifts) if place is None else place
        findings, _, _ = self._judge(self._with(place, () if shift is None else (shift,)))
        before, after = {id(each) for each in self.findings}, {id(each) for each in findings}
        made = [each for each in findings if id(each) not in before]
        gone = [each for each in self.findings if id(each) not in after]
        return PlanChange(findings, without(made, gone), without(gone, made))

    def _judge(self, index: Index) -> tuple[tuple[Finding, ...], dict[_Island, _Told], dict[_Key, Finding]]:
        """The findings in the order of `check`; what the near rules say of each island; what the others say."""
        judging = _Far(index, self._limits, self._far)
        if index.period is None or index.assessed.elsewhere:  # what is judged depends on the work as a whole
            return tuple(finding for rule in RULES for finding in rule(judging)), {}, judging.made
        told = {island: self._told(island) for island in islands(index.taken, apart(judging.bounds))}
        judging.stretches = [block for each in told.values() for block in each.stretches]
        found: dict[int, list[Finding]] = {place: list(rule(judging)) for place, rule in _FAR}
        for each in told.values():
            for place, findings in each.findings.items():
                found.setdefault(place, []).extend(findings)
        return tuple(finding for place in sorted(found) for finding in found[place]), told, judging.made

    def _told(self, island: _Island) -> _Told:
        kept = self._kept.get(island)
        if kept is None:
            index = Index(self.assessed, list(island))
            kept = _Told(Judging(self.assessed, self._limits, index))
        return kept

    def _with(self, place: int, shifts: tuple[WorkShift, ...]) -> Index:
        """The work in the order that it would be read in, with `shifts` instead of the shift at `place`."""
        before = self.assessed.shifts
        after = (*before[:place], *shifts, *before[place + 1 :])
        taken = self._index.taken
        old = before[place] if place < len(before) else None
        first = next((at for at in range(self._first, len(taken)) if taken[at].shift is old), len(taken))
        rest = [work for work in taken[first:] if work.shift is not old]
        return Index(replace(self.assessed, shifts=after), [*taken[:first], *self._index.take(shifts, True), *rest])


def without(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that the others do not have, as many times as they are missing there."""
    left: dict[tuple[object, ...], list[Finding]] = {}
    for finding in others:
        left.setdefault((finding.rule, finding.at, finding.shifts), []).append(finding)
    found = []
    for finding in findings:
        same = left.get((finding.rule, finding.at, finding.shifts), [])
        if finding in same:
            same.remove(finding)
        else:
            found.append(finding)
    return tuple(found)
