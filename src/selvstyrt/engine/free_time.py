"""Stretches of free time as variables (fritid): which shifts stand in the way of a rest."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from selvstyrt.engine.model import Literal, Member, Model


@dataclass(frozen=True)
class Window:
    """A stretch that may be free: it is, when none of `hindered_by` (places in the member's items) is taken."""

    member: Member
    span: tuple[int, int]
    hindered_by: frozenset[int]

    @staticmethod
    def of(member: Member, start: int, end: int) -> Window | None:
        """The window, or None when earlier work stands in the way."""
        hindering = []
        for work in islice(member.judging.index.works, member.first_near(start), None):
            if work.start >= end:
                break
            if work.end > start:
                place = member.place_of[id(work.shift)]
                if member.items[place].literal is None:
                    return None
                hindering.append(place)
        return Window(member, (start, end), frozenset(hindering))

    def __hash__(self) -> int:
        return hash((self.span, self.hindered_by))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Window) and (self.span, self.hindered_by) == (other.span, other.hindered_by)


def free_window(model: Model, window: Window) -> Literal:
    """A variable that may only be true when the stretch is free."""
    key = (window.member.person.id, window.hindered_by)
    if key not in model.free:
        free = model.cp.new_bool_var("")
        for place in sorted(window.hindered_by):
            model.cp.add_implication(free, window.member.items[place].taken.negated())
        model.free[key] = free
    return model.free[key]


def least_hindered(windows: list[Window]) -> list[Window]:
    """Without the windows that another one is at least as easy to keep free as."""
    kept: list[Window] = []
    for window in sorted(windows, key=lambda each: (len(each.hindered_by), each.span)):
        if not any(other.hindered_by <= window.hindered_by for other in kept):
            kept.append(window)
    return kept


def known_free_from(member: Member) -> int:
    """From when free time is known to be free: the first earlier work's end, or the start of the period."""
    index = member.judging.index
    start = index.period[0] if index.period is not None else 0
    ends = [work.end for work in index.works if not work.judged and work.end <= start]
    return min(ends, default=start)
