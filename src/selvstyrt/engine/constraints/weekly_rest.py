"""Weekly rest inside each whole week, given back in the next one where an agreement shortens it (ukentlig fri).

A rest that only straddles two weeks is a doubt, not a breach: the engine keeps the rest inside the
week, except for an assistant whose fixed shifts alone already raise the doubt.
"""

from __future__ import annotations

from selvstyrt.core.worktime.rest import whole_weeks
from selvstyrt.engine.free_time import Window, free_window, known_free_from, least_hindered
from selvstyrt.engine.model import Linear, Literal, Member, Model

MIRRORS = ("AML-10-8-2", "HOME-13-2", "AVL-11", "AML-10-8-3-COMP")


def add(model: Model) -> None:
    """One free stretch of the needed length in each whole week of the period."""
    for member in model.members.values():
        weeks = whole_weeks(member.judging)
        if member.bounds.compensate:
            _with_compensation(model, member, weeks)
        elif member.bounds.weekly_rest:
            for week in weeks:
                _one_rest(model, member, week)


def _one_rest(model: Model, member: Member, week: tuple[int, int]) -> None:
    length = member.bounds.weekly_rest
    lenient = model.is_doubted(member, MIRRORS)
    first, last = week
    if lenient:
        first, last = max(known_free_from(member), first - length + 1), week[1] + length - 1
        if member.judging.index.period is not None:
            last = min(last, member.judging.index.period[1])
    windows = rests(member, first, last, length)
    if not windows:
        return  # earlier work alone leaves no rest: the finding is not the roster's
    if any(not window.hindered_by for window in windows):
        return
    model.cp.add_bool_or([free_window(model, window) for window in least_hindered(windows)])


def rests(member: Member, first: int, last: int, length: int) -> list[Window]:
    """Stretches of one length between two moments that earlier work leaves open, from each possible start."""
    starts = {first, *(work.end for work in member.judging.index.works if first < work.end <= last - length)}
    windows = [Window.of(member, start, start + length) for start in sorted(starts) if start + length <= last]
    return [window for window in windows if window is not None]


def _with_compensation(model: Model, member: Member, weeks: list[tuple[int, int]]) -> None:
    """The longest rest of each week as a variable; what is lost in one week is added in the next."""
    bounds = member.bounds
    full = bounds.weekly_rest_full
    before: Linear | None = None
    short_before: Literal | None = None
    for week in weeks:
        longest = _longest(model, member, week)
        if longest is None:  # earlier work alone leaves no rest: the finding is not the roster's
            before = short_before = None
            continue
        model.cp.add(longest >= bounds.weekly_rest)
        short = model.cp.new_bool_var("")
        model.cp.add(longest >= full).only_enforce_if(short.negated())
        if before is not None and short_before is not None:
            model.cp.add(longest + before >= 2 * full).only_enforce_if(short_before)
        before, short_before = longest, short


def _longest(model: Model, member: Member, week: tuple[int, int]) -> Linear | None:
    """Minutes of one free stretch inside the week, chosen by the solver; the longest serves it best."""
    works = member.judging.index.works
    starts = {week[0], *(work.end for work in works if week[0] < work.end < week[1])}
    ends = {week[1], *(work.start for work in works if week[0] < work.start < week[1])}
    windows = [
        window
        for start in sorted(starts)
        for end in sorted(ends)
        if end - start >= max(member.bounds.weekly_rest, 1) and (window := Window.of(member, start, end)) is not None
    ]
    if not windows and member.bounds.weekly_rest:
        return None
    chosen = [(window, model.cp.new_bool_var("")) for window in windows]
    for window, literal in chosen:
        model.cp.add_implication(literal, free_window(model, window))
    model.cp.add_at_most_one([literal for _, literal in chosen])
    return sum((window.span[1] - window.span[0]) * literal for window, literal in chosen)
