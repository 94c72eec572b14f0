"""Why each shift is as it is (begrunnelser): where it starts and ends, why it is so long, who could take it."""

from __future__ import annotations

from collections.abc import Sequence

from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, CoveringShift, Curve, Needs
from selvstyrt.core.needs.judging import rises
from selvstyrt.core.roster.roster import Note
from selvstyrt.engine.shift_design.team import Team


class Reasons:
    """Reasons for the shifts of one week."""

    def __init__(self, needs: Needs, curve: Curve, shifts: Sequence[CoveringShift], team: Team | None) -> None:
        self.needs, self.curve, self.shifts, self.team = needs, curve, shifts, team
        self.grows = rises(curve)
        both = [a + r for a, r in zip(curve.active, curve.resting(), strict=True)]
        self.need = both
        self.falls = [max(0, both[at - 1] - both[at]) for at in range(curve.length)]
        self.ends = {curve.place(shift.relieved_at) for shift in shifts}
        self.starts = {shift.start for shift in shifts}

    def of(self, shift: CoveringShift) -> tuple[Note, ...]:
        """The reasons for one shift, in the order in which they are told."""
        return (self._start(shift), self._end(shift), *self._length(shift), *self._rest(shift), *self._takers(shift))

    def _start(self, shift: CoveringShift) -> Note:
        at = shift.start
        if self.grows[at]:
            return Note("starts_with_need", {"at": _clock(at)})
        if at in self.ends:
            return Note("starts_by_handover", {"at": _clock(at)})
        return Note("starts_early", {"at": _clock(at), "minutes": self._idle(shift, forward=True)})

    def _end(self, shift: CoveringShift) -> Note:
        at = self.curve.place(shift.relieved_at)
        if self.falls[at]:
            return Note("ends_with_need", {"at": _clock(at)})
        if at in self.starts:
            return Note("ends_by_handover", {"at": _clock(shift.end), "overlap_minutes": shift.handover * QUARTER})
        return Note("ends_late", {"at": _clock(at), "minutes": self._idle(shift, forward=False)})

    def _idle(self, shift: CoveringShift, *, forward: bool) -> int:
        quarters = range(shift.start, shift.relieved_at)
        minutes = 0
        for at in quarters if forward else reversed(quarters):
            if self.need[self.curve.place(at)]:
                break
            minutes += QUARTER
        return minutes

    def _length(self, shift: CoveringShift) -> tuple[Note, ...]:
        minutes, rules = (shift.end - shift.start) * QUARTER, self.needs.rules
        whole = self.grows[shift.start] and self.falls[self.curve.place(shift.relieved_at)]
        if minutes == rules.shortest:
            return (Note("as_short_as_allowed", {"minutes": minutes}),)
        if whole:
            return (Note("covers_whole_need", {"minutes": minutes}),)
        longest = rules.longest_with_rest if shift.rests else rules.longest
        lawful = self._longest_lawful(shift)
        if lawful is not None and lawful[0] < longest and minutes + QUARTER > lawful[0]:
            return (Note("as_long_as_lawful", {"minutes": minutes, "limit": lawful[0], "rule": lawful[1]}),)
        if minutes + QUARTER > longest:
            return (Note("as_long_as_allowed", {"minutes": minutes, "limit": longest}),)
        return (Note("fewest_shifts", {"minutes": minutes, "limit": min(longest, lawful[0]) if lawful else longest}),)

    def _longest_lawful(self, shift: CoveringShift) -> tuple[int, str] | None:
        """The longest that anybody with the skills may have."""
        if self.team is None:
            return None
        able = [each for each in self.team.people if frozenset(shift.skills) <= each.skills]
        return max((self.team.longest(each, shift.passive * QUARTER) for each in able), default=None)

    def _rest(self, shift: CoveringShift) -> tuple[Note, ...]:
        if not shift.rests:
            return ()
        return (Note("night_in_one_stretch", {"passive_minutes": shift.passive * QUARTER}),)

    def _takers(self, shift: CoveringShift) -> tuple[Note, ...]:
        if self.team is None:
            return ()
        able = [
            person
            for person in self.team.takers(shift, self.team.weekly)
            if not self.team.breach(person, shift, shift.day % 7)
        ]
        names = [person.id for person in able]
        return (Note("can_be_taken_by" if len(names) > 1 else "only_one_can", {"assistants": names}),)


def _clock(quarter: int) -> str:
    minutes = quarter % DAY_QUARTERS * QUARTER
    return f"{minutes // 60:02}:{minutes % 60:02}"
