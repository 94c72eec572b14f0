"""Ordinary and total hours in 24 hours, passive work and strenuous nights included (arbeidstid i døgnet)."""

from __future__ import annotations

from selvstyrt.core.worktime.night import of_work
from selvstyrt.engine.model import Linear, Literal, Member, Model
from selvstyrt.engine.sums import Bucket, day_buckets, keep_below, minutes_sum, passive_sum

MIRRORS = (
    *("AML-10-4-1-D", "AML-10-5-1-D", "AML-10-5-2-D", "AML-10-5-3-D", "HOME-9-D"),
    *("AML-10-6-8-D", "HOME-12-D", "AML-10-11-7", "HOME-14", "AML-10-12-4"),
)


def add(model: Model) -> None:
    """Minutes of each 24-hour period within the rung that the agreements reach."""
    for member in model.members.values():
        for day in day_buckets(model, member):
            if day.open_parts:
                _add_ordinary(model, member, day)
                _add_total(model, member, day)
                _add_strain(model, member, day)


def _add_ordinary(model: Model, member: Member, day: Bucket) -> None:
    narrowest = member.bounds.daily_ordinary
    bounds, limits = member.bounds_on(day.start), model.evaluator.limits
    if narrowest is None or bounds.daily_ordinary is None:
        return
    limit = max(narrowest, bounds.daily_ordinary)
    if day.most <= limit:
        return
    extension = limits.passive_daily_extension
    if bounds.passive and bounds.passive_consent is not None:
        keep_below(model, day, max(limit, bounds.passive_consent), but_autumn=True)
    elif bounds.passive and limits.ordinary_daily + extension > limit:
        _add_stretched(model, day, limit, extension)
    else:
        keep_below(model, day, limit, but_autumn=True)


def _add_stretched(model: Model, day: Bucket, limit: int, extension: int) -> None:
    """Either within the plain limit, or within the ceiling that passive time lifts."""
    minutes = minutes_sum(day.parts, but_autumn=True)
    lifted = model.cp.new_bool_var("")
    worked = _worked(model, day)
    ceiling = model.evaluator.limits.ordinary_daily + passive_room(model, day, extension)
    when = [] if day.when is None else [day.when]
    model.cp.add(minutes <= ceiling).only_enforce_if([lifted, worked, *when])
    model.cp.add(minutes <= limit).only_enforce_if([lifted.negated(), worked, *when])


def _worked(model: Model, day: Bucket) -> Literal:
    """True when any shift of the roster falls on the day."""
    worked = model.cp.new_bool_var("")
    for part in day.open_parts:
        model.cp.add_implication(part.item.taken, worked)
    return worked


def passive_room(model: Model, bucket: Bucket, extension: int) -> Linear:
    """Minutes that passive time adds to a ceiling: its share, at most the extension."""
    top, bottom = model.evaluator.limits.passive_share.as_integer_ratio()
    room = model.cp.new_int_var(0, extension, "")
    model.cp.add(bottom * room <= top * passive_sum(bucket.parts))
    return room


def _add_total(model: Model, member: Member, day: Bucket) -> None:
    bounds, narrowest = member.bounds_on(day.start), member.bounds.total_daily
    if narrowest is not None and bounds.total_daily is not None:
        limit = max(narrowest, bounds.total_daily)
        if day.most > limit:
            keep_below(model, day, limit, but_autumn=True)
    if bounds.union_max_24h is not None:
        keep_below(model, day, bounds.union_max_24h)


def _add_strain(model: Model, member: Member, day: Bucket) -> None:
    """Night work with particular strain: the whole day is short when one shift in it is a night."""
    limits = model.evaluator.limits
    if not member.person.contract.night_special_strain or member.bounds_on(day.start).night_open:
        return
    limit = limits.night_strain_daily
    if day.most <= limit:
        return
    works = {id(work.shift): work for work in member.judging.index.works}
    for part in day.parts:
        if of_work(member.judging, works[id(part.item.work)]) <= limits.night_regular_over:
            continue
        if part.item.literal is None:
            keep_below(model, day, limit)
        else:
            when = [] if day.when is None else [day.when]
            model.cp.add(minutes_sum(day.parts) <= limit).only_enforce_if([part.item.literal, *when])
