"""Respite outside institutions (avlastning): long stretches by written agreement, with long rests around them."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import Block
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import RespiteLimits


def _limits(judging: Judging) -> RespiteLimits | None:
    return judging.limits.respite if judging.bounds.respite else None


# avlasterforskriften § 4
def weeks(judging: Judging) -> Iterator[Finding]:
    """Sixty hours a week on average over six weeks, no week above eighty-eight."""
    limits = _limits(judging)
    if limits is None:
        return
    for week in judging.judged_weeks:
        if week.total > limits.week_cap:
            yield judging.finding(
                "AVL-4", Severity.ILLEGAL, week.start, week.total, limits.week_cap, works=week.works, per="one_week"
            )
    count = limits.average_weeks
    for block in judging.week_blocks(count, judging.plan_start):
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


# avlasterforskriften §§ 6, 7, 8, 9
def stretches(judging: Judging) -> Iterator[Finding]:
    """At most 56 hours in one stretch; 16 hours off beside stretches over 16, on both sides over 24."""
    limits = _limits(judging)
    if limits is None:
        return
    blocks = judging.stretches
    for position, block in enumerate(blocks):
        if not block.judged:
            continue
        length = block.end - block.start
        if length > limits.stretch:
            yield judging.finding("AVL-6", Severity.ILLEGAL, block.start, length, limits.stretch, works=block.works)
        before = block.start - blocks[position - 1].end if position else None
        following = blocks[position + 1] if position + 1 < len(blocks) else None
        after = following.start - block.end if following else None
        if max(length, following.end - following.start if following else 0) > limits.free_one_side_over:
            yield from _rest_beside(judging, limits, block, before, after)
        elif after is not None and after < judging.bounds.daily_rest:
            yield judging.finding(
                "AVL-7", Severity.ILLEGAL, block.end, after, judging.bounds.daily_rest, works=block.works
            )


def _rest_beside(
    judging: Judging, limits: RespiteLimits, block: Block, before: int | None, after: int | None
) -> Iterator[Finding]:
    """The free time next to one stretch; what lies outside the shifts is unknown and not held against anyone."""
    length = block.end - block.start
    need = limits.free_minimum
    known = [side for side in (before, after) if side is not None]
    if length > limits.free_both_sides_over:
        if any(side < need for side in known):
            yield judging.finding("AVL-9", Severity.ILLEGAL, block.start, min(known), need, works=block.works)
    elif length > limits.free_one_side_over and len(known) == 2 and all(side < need for side in known):
        yield judging.finding("AVL-8", Severity.ILLEGAL, block.start, max(known), need, works=block.works)
