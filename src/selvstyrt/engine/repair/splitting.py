"""Cutting a shift in two (deling av vakt): where, and what each part is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from selvstyrt.core.base import Span
from selvstyrt.core.roster import NeedShift
from selvstyrt.engine.repair.facts import SplitRule


def cuts_of(shift: NeedShift, rule: SplitRule) -> list[datetime]:
    """Where the shift may be cut, nearest the middle first; none for a shift with resting duty.

    A resting night is one duty: cut, it would be work by night for two.
    """
    if shift.passive_minutes:
        return []
    cuts = []
    start, end = shift.span.start, shift.span.end
    middle = start + (end - start) / 2
    since_hour = timedelta(minutes=start.minute % rule.step)
    cut = start - since_hour + timedelta(minutes=rule.step)
    while cut < end:
        if cut - start >= timedelta(minutes=rule.shortest) and end - cut >= timedelta(minutes=rule.shortest):
            cuts.append(cut)
        cut += timedelta(minutes=rule.step)
    return sorted(cuts, key=lambda each: (abs(each - middle), each))


def part_of(shift: NeedShift, span: Span, number: int) -> NeedShift:
    """One of the two parts; a planned break goes with the longer part, the first when they are equal."""
    first_is_longer = 2 * (span.minutes if number == 1 else shift.span.minutes - span.minutes) >= shift.span.minutes
    keeps = first_is_longer == (number == 1)
    return replace(
        shift,
        id=f"{shift.id}/{number}",
        span=span,
        break_minutes=shift.break_minutes if keeps else 0,
        break_counts_as_work=shift.break_counts_as_work if keeps else True,
        fixed=None,
    )
