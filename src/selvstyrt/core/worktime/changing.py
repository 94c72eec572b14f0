"""One changed shift of a plan (én endret vakt): which findings come and which go.

What is asked is what `check` answers for the plan with the change, rule by rule and finding by
finding; only the shifts that stay as they are are not read again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selvstyrt.core.base import Finding, WrongInput
from selvstyrt.core.worktime.checking import RULES
from selvstyrt.core.worktime.counting import Index
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Assessed, WorkShift


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


class CheckedPlan:
    """One assistant's plan, read and judged once, to be asked about changes (kontrollert plan).

    It does not change: each question is about the plan as it was given.

    Raises: WrongInput `shift_twice` when two of the plan's shifts have the same id.
    """

    __slots__ = ("_first", "_index", "_limits", "_place_of", "assessed", "findings")

    def __init__(self, assessed: Assessed, limits: Limits) -> None:
        self.assessed = assessed
        self._limits = limits
        self._place_of = {shift.id: place for place, shift in enumerate(assessed.shifts)}
        if len(self._place_of) < len(assessed.shifts):
            twice = next(shift.id for place, shift in enumerate(assessed.shifts) if self._place_of[shift.id] != place)
            raise WrongInput("shift_twice", f"Two shifts have the id {twice!r}; give each its own.", id=twice)
        self._index = Index(assessed)
        self._first = sum(1 for _ in self._index.take(assessed.history, False))
        self.findings = self._judge(self._index)

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
        findings = self._judge(self._with(place, () if shift is None else (shift,)))
        return PlanChange(findings, _without(findings, self.findings), _without(self.findings, findings))

    def _judge(self, index: Index) -> tuple[Finding, ...]:
        judging = Judging(index.assessed, self._limits, index)
        return tuple(finding for rule in RULES for finding in rule(judging))

    def _with(self, place: int, shifts: tuple[WorkShift, ...]) -> Index:
        """The work in the order that it would be read in, with `shifts` instead of the shift at `place`."""
        before = self.assessed.shifts
        after = (*before[:place], *shifts, *before[place + 1 :])
        taken = self._index.taken
        old = before[place] if place < len(before) else None
        first = next((at for at in range(self._first, len(taken)) if taken[at].shift is old), len(taken))
        rest = [work for work in taken[first:] if work.shift is not old]
        return Index(replace(self.assessed, shifts=after), [*taken[:first], *self._index.take(shifts, True), *rest])


def _without(findings: Sequence[Finding], others: Sequence[Finding]) -> tuple[Finding, ...]:
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
