"""Respite outside institutions (avlastning): long stretches by written agreement, with long rests around them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from selvstyrt.core.base import Finding, Ruling, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import ORDINARY, Block, Sums, share
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import RespiteLimits


def _respite(bounds: Bounds) -> object:
    return bounds.respite


# avlasterforskriften § 4
def weeks(judging: Judging) -> Iterator[Finding]:
    """Sixty hours a week on average over six weeks, no week above eighty-eight."""
    limits = judging.limits.respite
    if limits is None or not (judging.bounds.respite or judging.varies):
        return
    for week in judging.judged_weeks:
        if week.total > limits.week_cap and judging.bounds_in(week).respite:
            yield judging.finding(
                "AVL-4", Severity.ILLEGAL, week.start, week.total, limits.week_cap, works=week.works, per="one_week"
            )
    count = limits.average_weeks
    blocks = [block for run in judging.runs(_respite) if run.bounds.respite for block in run.blocks(count)]
    for block in blocks:
        total = sum(week.total for week in block)
        if total > limits.weekly_average * count and any(week.judged for week in block):
            yield judging.finding(
                "AVL-4",
                Severity.ILLEGAL,
                block[0].start,
                total // count,
                limits.weekly_average,
                works=[work for week in block for work in week.works],
                per="average",
                weeks=count,
            )


# avlasterforskriften § 5
def other_post(judging: Judging) -> Iterator[Finding]:
    """The hours in another post with the same employer keep the ordinary limit; only respite may go beyond it."""
    if not any(work.shift.other_post for work in judging.index.works):
        return
    for week in judging.judged_weeks:
        bounds = judging.bounds_in(week)
        minutes = _other_minutes(judging, week)
        if bounds.respite and minutes > bounds.average_limit:
            works = [work for work in week.works if work.shift.other_post]
            yield judging.finding(
                "AVL-5", Severity.ILLEGAL, week.start, minutes, bounds.average_limit, works=works, per="7d"
            )


def _other_minutes(judging: Judging, week: Sums) -> int:
    end = judging.index.week_after(week.start)
    return sum(
        share(work, min(work.end, end) - max(work.start, week.start), work.worked)
        for work in week.works
        if work.shift.other_post and work.kind == ORDINARY
    )


# avlasterforskriften §§ 6-10 and 12
def stretches(judging: Judging) -> Iterator[Finding]:
    """At most 56 hours in one stretch; 16 hours off beside stretches over 16, on both sides over 24."""
    limits = judging.limits.respite
    if limits is None or not (judging.bounds.respite or judging.varies):
        return
    blocks = judging.main_periods
    for position, block in enumerate(blocks):
        bounds = judging.bounds_on(block.start, block.end)
        if not block.judged or not bounds.respite:
            continue
        before = block.start - blocks[position - 1].end if position else None
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        after = following.start - block.end if following else None
        yield from _length(judging, limits, bounds, block)
        if max(_minutes(block), _minutes(following)) > limits.free_one_side_over:
            yield from _rest_beside(judging, limits, block, before, after)
        elif after is not None and after < bounds.daily_rest:
            yield judging.finding("AVL-7", Severity.ILLEGAL, block.end, after, bounds.daily_rest, works=block.works)


def _minutes(block: Block | None) -> int:
    return block.end - block.start if block else 0


# avlasterforskriften §§ 6, 10 and 12
def _length(judging: Judging, limits: RespiteLimits, bounds: Bounds, block: Block) -> Iterator[Finding]:
    """How long one stretch may be, and how much of it may be other work; the longest ones are respite alone."""
    length, most = _minutes(block), bounds.respite_stretch
    if most is not None and length > most:
        rule = "AVL-6" if most == limits.stretch else "AVL-12"
        yield judging.finding(rule, Severity.ILLEGAL, block.start, length, most, works=block.works)
    other = [work for work in block.works if work.shift.other_post]
    if not other:
        return
    minutes = sum(work.worked for work in other)
    if length > limits.stretch:
        if most != limits.stretch:
            yield judging.finding("AVL-12", Severity.ILLEGAL, block.start, minutes, 0, works=other, per="other_work")
        return
    room = other_work_room(length, limits)
    if minutes > room:
        yield judging.finding("AVL-10", Severity.ILLEGAL, block.start, minutes, room, works=other)


# avlasterforskriften § 10
def other_work_room(length: int, limits: RespiteLimits) -> int:
    """Minutes of other work that a stretch of respite and other work may hold."""
    return limits.other_work_short if length <= limits.other_work_split else limits.other_work_long


# avlasterforskriften §§ 8 and 9
def _rest_beside(
    judging: Judging, limits: RespiteLimits, block: Block, before: int | None, after: int | None
) -> Iterator[Finding]:
    """The free time next to one stretch; what lies outside the shifts is unknown and not held against anyone."""
    length = _minutes(block)
    need = limits.free_minimum
    known = [side for side in (before, after) if side is not None]
    if length > limits.free_both_sides_over:
        if any(side < need for side in known):
            yield judging.finding("AVL-9", Severity.ILLEGAL, block.start, min(known), need, works=block.works)
    elif length > limits.free_one_side_over and len(known) == 2 and all(side < need for side in known):
        yield judging.finding("AVL-8", Severity.ILLEGAL, block.start, max(known), need, works=block.works)


# avlasterforskriften § 5
def beyond_the_post(post: Decimal, more: Decimal, as_respite: bool, weekly_limit: int) -> Ruling:
    """Hours beyond the ordinary week of another post with the same employer: only as respite, else overtime."""
    beyond = (post + more) * 60 > weekly_limit
    return Ruling.of("AVL-5", beyond and not as_respite, lawful=as_respite or not beyond)


# avlasterforskriften § 7
def shorter_rest(stretch: Decimal, rest: Decimal, agreed: bool, compensated: bool, full: int, longest: int) -> Ruling:
    """Less than eleven hours off after a stretch of at most sixteen: by agreement, with rest given back."""
    short = rest * 60 < full
    open_here = agreed and compensated and stretch * 60 <= longest
    return Ruling.of("AVL-7", short and not open_here, lawful=open_here or not short)


# avlasterforskriften § 10
def combined(stretch: Decimal, other: Decimal, limits: RespiteLimits) -> Ruling:
    """A stretch of respite and other work: 56 hours in all, and 16 or 8 hours of other work in it."""
    length = int(stretch * 60)
    room = other_work_room(length, limits)
    broken = length > limits.stretch or other * 60 > room
    return Ruling.of("AVL-10", broken, lawful=not broken, other_work_limit_minutes=room)


# avlasterforskriften § 11
def weekly_rest(hours: Decimal, agreed: bool, full: int, limits: RespiteLimits) -> Ruling:
    """Weekly rest may be agreed down to 24 hours."""
    least = limits.weekly_rest if agreed else full
    return Ruling.of("AVL-11", hours * 60 < least, lawful=hours * 60 >= least, limit_minutes=least)


# avlasterforskriften § 12
def long_stretch(stretch: Decimal, demanding: bool, other_work: bool, written: bool, limits: RespiteLimits) -> Ruling:
    """A longer stretch, up to a week: by written agreement, where the respite is little demanding and all of it."""
    lawful = written and not demanding and not other_work and stretch * 60 <= limits.longest_stretch
    return Ruling.of("AVL-12", not lawful, lawful=lawful, limit_minutes=limits.longest_stretch)
