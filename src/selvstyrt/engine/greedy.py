"""A first lawful roster at once (grådig førsteutkast): shift by shift, the most fitting assistant."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Person
from selvstyrt.core.roster.kinds import CALENDAR_KINDS, ShareKind
from selvstyrt.core.roster.own_rules import frame_minutes
from selvstyrt.core.roster.problem import may_have
from selvstyrt.core.roster.terms import hinders
from selvstyrt.engine.lawful import Lawful
from selvstyrt.engine.progress import Search

MOST_WHOLE = 1500
"""So many questions about whole plans at most; shifts left then stay empty for the search to fill."""

MOST_WHOLE_LONG = 800
"""The same in a long period, where each of them takes ten times as long."""

CHECKED_EVERY = 16
"""In a long period a plan is checked as a whole whenever so many shifts have been added."""

MOST_REFUSALS = 12
"""An assistant whose plan as a whole is full of a kind gets nothing more of it after so many refusals in a row."""

TOLD_EVERY = 1.0
"""Seconds between two words on how far a long draft is."""

Kinds = tuple[ShareKind, ...]


class FirstDraft:
    """Deals out the shifts of one problem in order of need; once the search is asked to stop, no more are dealt."""

    def __init__(self, evaluator: Evaluator, search: Search | None = None) -> None:
        self.evaluator = evaluator
        self.search = search or Search(1, 0)
        self.told_at = 0.0
        self.problem = evaluator.problem
        self.lawful = Lawful(evaluator)
        self.most_whole = MOST_WHOLE_LONG if self.lawful.is_long else MOST_WHOLE
        self.hands = {person.id: Hand(person, self.lawful, self.most_whole) for person in self.problem.people}
        self.holders: dict[str, str | None] = {shift.id: None for shift in self.problem.shifts}
        sorting = evaluator.targets.sorting
        self.weekends = {shift.id: sorting.weekends(shift.span) for shift in self.problem.shifts}
        self.kinds = {
            shift.id: tuple(kind for kind in CALENDAR_KINDS if sorting.belongs(shift.span, kind))
            for shift in self.problem.shifts
        }
        frame = self.problem.frame
        self.minutes_left = frame_minutes(self.problem) if frame is not None and frame.hard else None

    def make(self, given: Assignments) -> dict[str, str | None]:
        """Who has which shift; None where the draft found nobody."""
        for shift in self.problem.shifts:
            if shift.fixed is not None:
                self._give(shift, self.hands[shift.fixed])
        for shift in self.problem.shifts:
            hand = self.hands.get(given.get(shift.id) or "")
            if hand is not None and self._goes_on(shift) and hand.can_take(shift, self.kinds[shift.id]):
                self._give(shift, hand)
        in_order = sorted(self.problem.shifts, key=lambda each: (-each.priority, each.span, each.id))
        self._deal(in_order)
        if self.lawful.is_long:
            for hand in self.hands.values():
                self._take_back(hand.settle())
            self._deal(in_order)
            for hand in self.hands.values():
                self._take_back(hand.settle())
        return self.holders

    def _is_open(self, shift: NeedShift) -> bool:
        return self.holders[shift.id] is None and (self.minutes_left is None or shift.minutes <= self.minutes_left)

    def _goes_on(self, shift: NeedShift) -> bool:
        """True when the shift is to be dealt out now; says now and then how far the draft is."""
        if self.search.asked_to_stop() or not self._is_open(shift):
            return False
        now = self.search.seconds()
        if now - self.told_at >= TOLD_EVERY:
            self.told_at = now
            self.search.covered = sum(who is not None for who in self.holders.values())
            self.search.tell()
        return True

    def _deal(self, shifts: Sequence[NeedShift]) -> None:
        for shift in shifts:
            if self._goes_on(shift):
                hand = next(self._able(shift), None)
                if hand is not None:
                    self._give(shift, hand)
                    self._take_back(hand.settle_now_and_then())

    def _give(self, shift: NeedShift, hand: Hand) -> None:
        self.holders[shift.id] = hand.person.id
        hand.take(shift, self.kinds[shift.id], self.weekends[shift.id])
        if self.minutes_left is not None:
            self.minutes_left -= shift.minutes

    def _take_back(self, shifts: Sequence[NeedShift]) -> None:
        for shift in shifts:
            hand = self.hands[self.holders[shift.id] or ""]
            hand.burdens.subtract(self.kinds[shift.id])
            self.holders[shift.id] = None
            if self.minutes_left is not None:
                self.minutes_left += shift.minutes

    def _able(self, shift: NeedShift) -> Iterator[Hand]:
        """Those who can lawfully take the shift, best first."""
        kinds, hands = self.kinds[shift.id], (hand for hand in self.hands.values() if may_have(hand.person, shift))
        in_order = sorted(hands, key=lambda each: self._misfit(each, shift))
        return (hand for hand in in_order if hand.can_take(shift, kinds))

    def _misfit(self, hand: Hand, shift: NeedShift) -> tuple[int, int, int, int, int, str]:
        """The lower the better: wishes, then no more burdens than fair, few weekends begun, even hours."""
        person, targets = hand.person, self.evaluator.targets
        unwanted = sum(hinders(wish, shift) for wish in person.wishes)
        current = (self.problem.current or {}).get(shift.id)
        target = max(targets.hours[person.id].minutes, 1)
        filled = (hand.minutes + shift.minutes) * 100 // target
        passed, burdened = 0, 0
        for kind in self.kinds[shift.id]:
            share = targets.shares[kind].get(person.id)
            if share is not None:
                count = share.carried + hand.burdens[kind] + 1
                passed += count > share.highest
                burdened = max(burdened, count * 100 // max(share.highest, 1))
        has_begun = not hand.weekends.isdisjoint(self.weekends[shift.id])
        return (0 if current == person.id else 1 + unwanted, passed, -int(has_begun), burdened, filled, person.id)


class Hand:
    """What one assistant has been dealt, in order of time and in the order it was dealt."""

    def __init__(self, person: Person, lawful: Lawful, most_whole: int) -> None:
        self.person = person
        self.lawful = lawful
        self.most_whole = most_whole
        self.own: list[NeedShift] = []
        self.dealt: list[NeedShift] = []
        self.minutes = 0
        self.burdens: Counter[ShareKind] = Counter()
        self.weekends: set[date] = set()
        self.checked = 0
        """So many of the dealt ones are known to be lawful together."""
        self.kinds_of: dict[str, Kinds] = {}
        self.full: set[Kinds] = set()
        """Kinds of which the whole plan refused what the weeks around a shift allowed."""
        self.refusals: Counter[Kinds] = Counter()
        self.refused: set[str] = set()
        """Shifts that the weeks around them did not allow: they are not asked about again."""

    def take(self, shift: NeedShift, kinds: Kinds, weekends: frozenset[date]) -> None:
        """Add a shift, of these kinds and these weekends."""
        self.burdens.update(kinds)
        self.weekends |= weekends
        insort(self.own, shift, key=lambda each: (each.span, each.id))
        self.dealt.append(shift)
        self.kinds_of[shift.id] = kinds
        self.minutes += shift.minutes

    def can_take(self, shift: NeedShift, kinds: Kinds) -> bool:
        """True when the shift seems lawful beside the others, and is where the whole plan was asked."""
        ask_whole = kinds in self.full or not self.lawful.is_long
        if self.refusals[kinds] >= MOST_REFUSALS or (ask_whole and self.lawful.wholes >= self.most_whole):
            return False
        if self.lawful.collides(self.person, self.own, shift):
            return False
        if self.lawful.is_long and (shift.id in self.refused or not self.lawful.near(self.person, self.own, shift)):
            self.refused.add(shift.id)
            return False
        if not ask_whole:
            return True
        together = sorted([*self.own, shift], key=lambda each: (each.span, each.id))
        can = self.lawful.whole(self.person, together)
        if self.lawful.is_long:
            self.refusals[kinds] = 0 if can else self.refusals[kinds] + 1
        return can

    def settle_now_and_then(self) -> list[NeedShift]:
        """In a long period: the shifts given back because the whole plan was not lawful, asked now and then."""
        return self.settle() if self.lawful.is_long and len(self.dealt) - self.checked >= CHECKED_EVERY else []

    def settle(self) -> list[NeedShift]:
        """Give back the last shifts dealt, one by one, that make the whole plan unlawful; fixed ones stay."""
        back: list[NeedShift] = []
        while self.checked < len(self.dealt) and not self._allows(len(self.dealt)):
            numbers = range(self.checked, len(self.dealt))
            first = bisect_left(numbers, True, key=lambda number: not self._allows(number + 1))
            place = numbers[first]
            self.checked = place
            shift = self.dealt.pop(place)
            self.own.remove(shift)
            self.minutes -= shift.minutes
            self.full.add(self.kinds_of[shift.id])
            back.append(shift)
        self.checked = len(self.dealt)
        return back

    def _allows(self, count: int) -> bool:
        first = self.dealt[:count]
        return self.lawful.whole(self.person, sorted(first, key=lambda each: (each.span, each.id)))


def first_draft(
    evaluator: Evaluator, given: Assignments | None = None, search: Search | None = None
) -> dict[str, str | None]:
    """A lawful roster made at once: fixed shifts as they stand, what is given as far as it is lawful, then the rest.

    A `search` is told how far the draft is; when it is asked to stop, the draft is what has been dealt so far.
    """
    return FirstDraft(evaluator, search).make(given or {})
