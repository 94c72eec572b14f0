"""Hours in a week and averaged over weeks by agreement (arbeidstid i uka og gjennomsnittsberegning)."""

from __future__ import annotations

from selvstyrt.core.worktime import night
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.judging import week_number
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
        for week in weeks.values():
            _add_single_week(model, member, week)
        _add_averaging(model, member, weeks)
        _add_totals(model, member, weeks)
        _add_night_average(model, member, weeks)
        _add_union_year(model, member, weeks)


def _add_single_week(model: Model, member: Member, week: Bucket) -> None:
    bounds, narrowest = member.bounds_in(week.start), member.bounds.weekly_ordinary
    if bounds.averaging_weeks is not None and bounds.week_cap is not None:
        keep_below(model, week, bounds.week_cap)
    if bounds.total_week_cap is not None:
        keep_below(model, week, bounds.total_week_cap)
    if narrowest is None or bounds.weekly_ordinary is None:
        return
    limit = max(narrowest, bounds.weekly_ordinary)
    if week.most <= limit:
        return
    if bounds.passive:
        _add_passive_week(model, bounds, week, limit)
    else:
        keep_below(model, week, limit, but_autumn=True)


def _add_passive_week(model: Model, bounds: Bounds, week: Bucket, limit: int) -> None:
    """Passive time lifts the week, but a week over that only because of autumn's extra hour is a warning."""
    limits = model.evaluator.limits
    earlier = [part for part in week.parts if part.item.literal is None]
    lifted = max(limit, weekly_ceiling(sum(part.passive for part in earlier), bounds, limits))
    if sum(part.minutes - part.extra for part in earlier) > lifted:
        keep_below(model, week, 0)
        return
    room = passive_room(model, week, limits.passive_weekly_extension)
    minutes = minutes_sum(week.parts, but_autumn=True)
    model.cp.add(minutes <= max(limit, limits.passive_weekly_ceiling))
    model.cp.add(minutes <= limit + room)


def _averaging(bounds: Bounds) -> object:
    return bounds.averaging_rule, bounds.averaging_weeks, bounds.averaging_from, bounds.average_limit


def _add_averaging(model: Model, member: Member, weeks: dict[int, Bucket]) -> None:
    """Under an averaging agreement: 48 hours over eight weeks, and the limit over the agreed period."""
    judging = member.judging
    for run in judging.runs(_averaging):
        bounds, agreed = run.bounds, run.bounds.averaging_weeks
        if agreed is None:
            continue
        for block in judging.planned(run.blocks(bounds.week_average_weeks)):
            keep_below(model, joined(weeks, block), bounds.week_average * len(block))
        origin = run.start if bounds.averaging_from is None else averaging_origin(judging, bounds)
        for block in run.blocks(agreed, origin):
            count = agreed if run.lasts else week_number(block[-1].start, origin) % agreed + 1
            keep_below(model, joined(weeks, block), bounds.average_limit * count)


def _add_totals(model: Model, member: Member, weeks: dict[int, Bucket]) -> None:
    """All work, averaged over eight weeks."""
    for run in member.judging.runs(lambda bounds: bounds.total_week_average):
        limit, count = run.bounds.total_week_average, run.bounds.week_average_weeks
        if limit is not None:
            for block in run.blocks(count):
                keep_below(model, joined(weeks, block), limit * count)


def _add_night_average(model: Model, member: Member, weeks: dict[int, Bucket]) -> None:
    """Regular night workers: eight hours in 24 over four weeks, weekly rests left out."""
    if not member.person.contract.regular_night_worker:
        return
    judging, limits = member.judging, model.evaluator.limits
    size = limits.night_average_weeks
    most = limits.night_average_daily * size * (WEEK - limits.weekly_rest) // (24 * 60)
    for block in night.averaged_blocks(judging, size):
        if not member.bounds_on(block[0].start, judging.index.week_after(block[-1].start)).night_open:
            keep_below(model, joined(weeks, block), most)


def _add_union_year(model: Model, member: Member, weeks: dict[int, Bucket]) -> None:
    """More than 48 hours a week over a year under a national union agreement needs the assistant's consent."""
    for run in member.judging.runs(lambda bounds: (bounds.union, bounds.union_compensation, bounds.union_consent)):
        if run.bounds.union and not run.bounds.union_consent:
            for block in run.blocks(52):
                keep_below(model, joined(weeks, block), model.evaluator.limits.union_average_weekly * 52)
