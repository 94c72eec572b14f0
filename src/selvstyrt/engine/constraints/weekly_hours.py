"""Hours in a week and averaged over weeks by agreement (arbeidstid i uka og gjennomsnittsberegning)."""

from __future__ import annotations

from selvstyrt.core.worktime.judging import blocks_of
from selvstyrt.core.worktime.ordinary import averaging_origin
from selvstyrt.core.worktime.passive import weekly_ceiling
from selvstyrt.engine.constraints.daily_hours import passive_room
from selvstyrt.engine.model import Member, Model
from selvstyrt.engine.sums import Bucket, joined, keep_below, minutes_sum, week_buckets

MIRRORS = (
    *("AML-10-4-1-W", "AML-10-4-4", "AML-10-4-5", "AML-10-4-6", "HOME-9-W"),
    *("TAR-WEEK", "TAR-VIRKE-37.5", "TAR-VIRKE-35.5", "TAR-VIRKE-33.6"),
    *("AML-10-5-1-W", "AML-10-5-2-W", "AML-10-5-3-W", "HOME-9-48", "AML-10-5-AVG", "HOME-9-AVG"),
    *("AML-10-6-8-W", "AML-10-6-8-69", "HOME-12-W", "AML-10-11-6", "HOME-14"),
)
WEEK = 7 * 24 * 60


def add(model: Model) -> None:
    """Minutes of each week and each block of weeks within their limits."""
    for member in model.members.values():
        weeks = week_buckets(model, member)
        for week in weeks:
            _add_single_week(model, member, week)
        _add_averages(model, member, weeks)


def _add_single_week(model: Model, member: Member, week: Bucket) -> None:
    bounds = member.bounds
    if bounds.averaging_weeks is not None and bounds.week_cap is not None:
        keep_below(model, week, bounds.week_cap)
    if bounds.total_week_cap is not None:
        keep_below(model, week, bounds.total_week_cap)
    limit = bounds.weekly_ordinary
    if limit is None or week.most <= limit:
        return
    if bounds.passive:
        _add_passive_week(model, member, week, limit)
    else:
        keep_below(model, week, limit, but_autumn=True)


def _add_passive_week(model: Model, member: Member, week: Bucket, limit: int) -> None:
    bounds, limits = member.bounds, model.evaluator.limits
    earlier = [part for part in week.parts if part.item.literal is None]
    stands = sum(part.minutes - part.extra for part in earlier)
    if stands > max(limit, weekly_ceiling(sum(part.passive for part in earlier), bounds, limits)):
        keep_below(model, week, 0)
        return
    room = passive_room(model, week, limits.passive_weekly_extension)
    minutes = minutes_sum(week.parts, but_autumn=True)
    model.cp.add(minutes <= max(limit, limits.passive_weekly_ceiling))
    model.cp.add(minutes <= limit + room)


def _add_averages(model: Model, member: Member, weeks: list[Bucket]) -> None:
    bounds, limits, judging = member.bounds, model.evaluator.limits, member.judging
    eight = bounds.week_average_weeks
    if bounds.averaging_weeks is not None:
        end = judging.index.period[1] if judging.index.period is not None else None
        inside = [week for week in weeks if end is None or week.start < end]
        for block in blocks(inside, judging.plan_start, eight):
            keep_below(model, joined(block), bounds.week_average * len(block))
        size = bounds.averaging_weeks
        for block in blocks(weeks, averaging_origin(judging, bounds), size):
            keep_below(model, joined(block), bounds.average_limit * size)
    if bounds.total_week_average is not None:
        for block in blocks(weeks, judging.plan_start, eight):
            keep_below(model, joined(block), bounds.total_week_average * eight)
    if member.person.contract.regular_night_worker and not bounds.night_open:
        size = limits.night_average_weeks
        most = limits.night_average_daily * size * (WEEK - limits.weekly_rest) // (24 * 60)
        for block in blocks(weeks, judging.plan_start, size):
            keep_below(model, joined(block), most)
    if bounds.union and not bounds.union_consent:
        for block in blocks(weeks, judging.plan_start, 52):
            keep_below(model, joined(block), limits.union_average_weekly * 52)


def blocks(weeks: list[Bucket], origin: int, size: int) -> list[list[Bucket]]:
    """Consecutive blocks of weeks from `origin`; the first and the last one may be short."""
    return blocks_of(weeks, size, origin)
