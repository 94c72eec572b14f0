"""Sundays and holidays: the next one free, or half of them and one rest in four weeks by agreement (søndager)."""

from __future__ import annotations

from itertools import pairwise

from selvstyrt.core.worktime.bounds import SundayMode
from selvstyrt.core.worktime.counting import red_windows
from selvstyrt.core.worktime.rest import known_weeks
from selvstyrt.core.worktime.sundays import (
    RedDay,
    averaged_blocks,
    known_range,
    owes_sunday_rest,
    red_days,
    sunday_rule,
)
from selvstyrt.engine.constraints.weekly_rest import keep_rest
from selvstyrt.engine.free_time import Window
from selvstyrt.engine.model import Item, Literal, Member, Model

MIRRORS = ("AML-10-8-4-NEXT", "AML-10-8-4-AVG", "AML-10-8-4-FOURTH")


def add(model: Model) -> None:
    """What the assistant's agreement, or the lack of one, asks for."""
    for member in model.members.values():
        mode = member.bounds.sunday_mode
        if mode is SundayMode.NEXT:
            _next_one_free(model, member)
        if mode is SundayMode.AVERAGING or member.judging.varies:
            _half_free(model, member)
            _every_fourth_week(model, member)


class _Red:
    """One Sunday or holiday: the shifts that would make it worked, and whether earlier work already does."""

    def __init__(self, model: Model, member: Member, red: RedDay) -> None:
        by_shift = {id(item.work): item for item in member.items}
        items: list[Item] = [by_shift[id(work.shift)] for work in red.works]
        self.literals: list[Literal] = [item.literal for item in items if item.literal is not None]
        self.is_worked = len(self.literals) < len(items)
        self.model = model
        self.day = red.day
        self._worked: Literal | None = None

    @property
    def worked(self) -> Literal:
        """True when a shift of the roster falls in the window."""
        if self._worked is None:
            self._worked = self.model.cp.new_bool_var("")
            for literal in self.literals:
                self.model.cp.add_implication(literal, self._worked)
        return self._worked

    def keep_free(self) -> None:
        """No shift of the roster in the window."""
        for literal in self.literals:
            self.model.cp.add(literal == 0)


def _next_one_free(model: Model, member: Member) -> None:
    known = known_range(member.judging)
    if known is None:
        return
    reds = [_Red(model, member, red) for red in red_days(member.judging, *known)]
    of_local = member.judging.index.clock.of_local
    for before, red in pairwise(reds):
        held = member.bounds_on(of_local(before.day, 0), of_local(red.day + 1, 0))
        if held.sunday_mode is SundayMode.NEXT:
            _not_both(model, before, red)


def _not_both(model: Model, before: _Red, red: _Red, unless: Literal | None = None) -> None:
    """At most one of two red days in a row is worked; where earlier work takes both, the roster adds nothing."""
    if before.is_worked and red.is_worked:
        if unless is None:
            before.keep_free()
            red.keep_free()
        return
    heals = [] if unless is None else [unless]
    if before.is_worked:
        model.cp.add_bool_or([red.worked.negated(), *heals])
    elif red.is_worked:
        model.cp.add_bool_or([before.worked.negated(), *heals])
    elif before.literals and red.literals:
        model.cp.add_bool_or([before.worked.negated(), red.worked.negated(), *heals])


def _half_free(model: Model, member: Member) -> None:
    if member.judging.index.period is None:
        return
    for run in member.judging.runs(sunday_rule):
        if run.bounds.sunday_mode is SundayMode.AVERAGING:
            for start, end in averaged_blocks(member.judging, run):
                reds = red_days(member.judging, start, end)
                _keep_half(model, [_Red(model, member, red) for red in reds], run.lasts)


def _keep_half(model: Model, reds: list[_Red], lasts: bool) -> None:
    """Half of the days free; an agreement that ended is only asked for where the next one was not always free."""
    room = len(reds) // 2 - sum(red.is_worked for red in reds)
    open_reds = [red for red in reds if red.literals and not red.is_worked]
    if room >= len(open_reds):
        return
    half = model.cp.new_bool_var("")
    if room >= 0:
        model.cp.add(sum(red.worked for red in open_reds) <= room).only_enforce_if(half)
    else:
        for red in reds:
            for literal in red.literals:
                model.cp.add_implication(half, literal.negated())
    both_worked = any(before.is_worked and red.is_worked for before, red in pairwise(reds))
    if lasts or both_worked:
        model.cp.add(half == 1)
        return
    for before, red in pairwise(reds):
        _not_both(model, before, red, half)


def _every_fourth_week(model: Model, member: Member) -> None:
    weeks, count = known_weeks(member.judging), member.bounds.sunday_rest_every_weeks
    rests = [_sunday_rests(member, week) for week in weeks]
    for position in range(len(weeks) - count + 1):
        windows = [window for windows in rests[position : position + count] for window in windows]
        # Without windows earlier work alone takes every such rest: the finding is not the roster's.
        if owes_sunday_rest(member.judging, weeks[position][0], weeks[position + count - 1][1]):
            keep_rest(model, windows)


def _sunday_rests(member: Member, week: tuple[int, int]) -> list[Window]:
    """Stretches of a full weekly rest that cover a Sunday or holiday of the week."""
    index = member.judging.index
    clock, length = index.clock, member.bounds.weekly_rest_full
    assert index.known_from is not None
    found: list[Window] = []
    for _, _, day in red_windows(clock, clock.day_of(week[0]), clock.day_of(week[1] - 1)):
        midnight, next_midnight = clock.of_local(day, 0), clock.of_local(day + 1, 0)
        earliest = max(next_midnight - length, index.known_from)
        starts = {earliest, *(work.end for work in index.works if earliest < work.end <= midnight)}
        for start in sorted(starts):
            end = max(start + length, next_midnight)
            if start <= midnight and index.period is not None and end <= index.period[1]:
                window = Window.of(member, start, end)
                if window is not None:
                    found.append(window)
    return found
