"""Young assistants and respite by agreement: rules apart, asked of the evaluator shift by shift (ungdom, avlastning).

Single shifts and pairs close in time are put before the rules themselves; what only three or more shifts
break together is found when the roster is judged, and cut off then.
"""

from __future__ import annotations

from datetime import timedelta

from selvstyrt.core.roster import NeedShift
from selvstyrt.core.worktime.rest import whole_weeks
from selvstyrt.core.worktime.under18 import is_young, youth_bounds
from selvstyrt.engine.constraints.weekly_rest import rests
from selvstyrt.engine.free_time import free_window, least_hindered
from selvstyrt.engine.model import Member, Model
from selvstyrt.engine.reasons import refused
from selvstyrt.engine.sums import day_buckets, keep_below, week_buckets

MIRRORS = (
    *("AML-11-1", "AML-11-2-2", "AML-11-2-3", "AML-11-3-1", "AML-11-3-2", "AML-11-5-2", "AML-11-5-3"),
    *("AVL-4", "AVL-6", "AVL-7", "AVL-8", "AVL-9"),
)
CLOSE = timedelta(days=3)


def add(model: Model) -> None:
    """Shifts and pairs of shifts that these assistants cannot have."""
    for member in model.members.values():
        if member.bounds.respite or _is_young(model, member):
            _forbid_refused(model, member)
            _keep_weeks(model, member)


def _is_young(model: Model, member: Member) -> bool:
    return is_young(member.person.contract, model.problem.first_day, model.evaluator.limits.youth)


def _forbid_refused(model: Model, member: Member) -> None:
    person, items = member.person, {item.work.id: item for item in member.items if item.literal is not None}
    mine = [model.problem.shift_by_id[shift_id] for shift_id in items]

    def breaks(*shifts: NeedShift) -> bool:
        return any(finding.rule in MIRRORS for finding in refused(model.evaluator, person, list(shifts)))

    fit = []
    for shift in mine:
        if breaks(shift):
            model.cp.add(items[shift.id].taken == 0)
        else:
            fit.append(shift)
    for number, shift in enumerate(fit):
        for other in fit[number + 1 :]:
            if other.span.start - shift.span.end > CLOSE:
                break
            if breaks(shift, other):
                model.forbid_all(member, (items[shift.id], items[other.id]))


def _keep_weeks(model: Model, member: Member) -> None:
    contract, limits, index = member.person.contract, model.evaluator.limits, member.judging.index
    weeks = week_buckets(model, member)
    if member.bounds.respite and limits.respite is not None:
        for week in weeks:
            keep_below(model, week, limits.respite.week_cap)
    for bucket in day_buckets(model, member):
        on = index.local_day(bucket.start)
        if is_young(contract, on, limits.youth):
            keep_below(model, bucket, youth_bounds(contract, on, limits.youth).daily)
    for week in weeks:
        on = index.local_day(week.start)
        if is_young(contract, on, limits.youth):
            keep_below(model, week, youth_bounds(contract, on, limits.youth).weekly)
    for first, last in whole_weeks(member.judging):
        if is_young(contract, index.local_day(first), limits.youth):
            windows = rests(member, first, last, limits.youth.youth_weekly_rest)
            if windows and all(window.hindered_by for window in windows):
                model.cp.add_bool_or([free_window(model, window) for window in least_hindered(windows)])
