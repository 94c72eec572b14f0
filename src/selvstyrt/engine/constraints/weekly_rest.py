"""Weekly rest inside each week, given back in the next one where an agreement shortens it (ukentlig fri).

A rest that only straddles two weeks is a doubt, not a breach: the engine keeps the rest inside the
week, except for an assistant whose fixed shifts alone already raise the doubt. Where earlier work alone
leaves less than the rule asks, the roster takes nothing more from it.
"""

from __future__ import annotations

from dataclasses import dataclass

from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.rest import free_in_weeks, longest_free, touched_weeks
from selvstyrt.engine.free_time import Window, free_window, known_free_from, least_hindered
from selvstyrt.engine.model import Linear, Literal, Member, Model

MIRRORS = ("AML-10-8-2", "HOME-13-2", "AVL-11", "AML-10-8-3-COMP")


@dataclass(frozen=True)
class Rested:
    """The longest rest of one week: as the roster leaves it, whether it is short, and as earlier work leaves it."""

    longest: Linear
    short: Literal
    at_most: int


def add(model: Model) -> None:
    """One free stretch of the needed length in each week of the period."""
    for member in model.members.values():
        free = free_in_weeks(member.earlier)
        before: Rested | None = None
        for start, end in touched_weeks(member.judging):
            bounds = member.bounds_on(start, end)
            at_most, _ = longest_free(free, start, end)
            week = Week(model, member, bounds, start, end, at_most)
            if bounds.compensate or before is not None:
                rested = week.measure()
                if before is not None:
                    week.give_back(before, rested)
                before = rested if bounds.compensate else None
            elif bounds.weekly_rest:
                keep_rest(model, [*week.inside(week.least), *week.across()])


def keep_rest(model: Model, windows: list[Window]) -> None:
    """At least one of the windows stays free; none to choose from, or one that nothing hinders, asks for nothing."""
    if windows and all(window.hindered_by for window in windows):
        model.cp.add_bool_or([free_window(model, window) for window in least_hindered(windows)])


@dataclass(frozen=True)
class Week:
    """One week of one assistant; `at_most` is the longest rest that earlier work leaves."""

    model: Model
    member: Member
    bounds: Bounds
    start: int
    end: int
    at_most: int

    @property
    def least(self) -> int:
        """The rest that the roster must leave inside the week."""
        return min(self.bounds.weekly_rest, self.at_most)

    def inside(self, length: int) -> list[Window]:
        """Stretches of one length inside the week."""
        return rests(self.member, self.start, self.end, length) if length else []

    def across(self) -> list[Window]:
        """Stretches of the needed length that only touch the week, where that doubt is there anyway."""
        member, length = self.member, self.bounds.weekly_rest
        if not self.model.is_doubted(member, MIRRORS):
            return []
        weeks = touched_weeks(member.judging)
        first = max(min(known_free_from(member), weeks[0][0]), self.start - length + 1)
        return rests(member, first, min(self.end + length - 1, weeks[-1][1]), length)

    def measure(self) -> Rested:
        """The longest rest as a variable, kept as long as the rule asks."""
        cp, across = self.model.cp, self.across()
        longest = _longest(self.model, self.member, (self.start, self.end), 1 if across else self.least)
        if across:
            enough = cp.new_bool_var("")
            cp.add(longest >= self.least).only_enforce_if(enough)
            cp.add_bool_or([enough, *(free_window(self.model, window) for window in least_hindered(across))])
        else:
            cp.add(longest >= self.least)
        short = cp.new_bool_var("")
        cp.add(longest >= self.bounds.weekly_rest_full).only_enforce_if(short.negated())
        return Rested(longest, short, self.at_most)

    def give_back(self, before: Rested, rested: Rested) -> None:
        """What the week before lost is added to this one; what earlier work alone takes is not the roster's."""
        cp, both = self.model.cp, 2 * self.bounds.weekly_rest_full
        if before.at_most + rested.at_most >= both:
            cp.add(before.longest + rested.longest >= both).only_enforce_if(before.short)
            return
        cp.add(before.longest >= before.at_most).only_enforce_if(before.short)
        cp.add(rested.longest >= rested.at_most).only_enforce_if(before.short)


def rests(member: Member, first: int, last: int, length: int) -> list[Window]:
    """Stretches of one length between two moments that earlier work leaves open, from each possible start."""
    starts = {first, *(work.end for work in member.judging.index.works if first < work.end <= last - length)}
    windows = [Window.of(member, start, start + length) for start in sorted(starts) if start + length <= last]
    return [window for window in windows if window is not None]


def _longest(model: Model, member: Member, week: tuple[int, int], least: int) -> Linear:
    """Minutes of one free stretch inside the week, chosen by the solver; the longest serves it best."""
    works = member.judging.index.works
    starts = {week[0], *(work.end for work in works if week[0] < work.end < week[1])}
    ends = {week[1], *(work.start for work in works if week[0] < work.start < week[1])}
    windows = [
        window
        for start in sorted(starts)
        for end in sorted(ends)
        if end - start >= max(least, 1) and (window := Window.of(member, start, end)) is not None
    ]
    chosen = [(window, model.cp.new_bool_var("")) for window in windows]
    for window, literal in chosen:
        model.cp.add_implication(literal, free_window(model, window))
    model.cp.add_at_most_one([literal for _, literal in chosen])
    return sum((window.span[1] - window.span[0]) * literal for window, literal in chosen)
