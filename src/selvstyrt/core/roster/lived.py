"""Time that one person lives once (levd tid): shifts of one person that share time, counted once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selvstyrt.core.base import Span
from selvstyrt.core.roster.problem import NeedShift


def shares_time(shifts: Sequence[NeedShift]) -> bool:
    """True when any of the shifts, in order of time, overlaps another."""
    latest = None
    for shift in shifts:
        if latest is not None and shift.span.start < latest:
            return True
        latest = shift.span.end if latest is None else max(latest, shift.span.end)
    return False


def counted_once(shifts: Sequence[NeedShift]) -> tuple[NeedShift, ...]:
    """The shifts with no minute in two of them: the earlier keeps it, and of two that start at once the longer.

    A shift that lies in others as a whole is left out. Resting time and breaks are kept in proportion.
    """
    found: list[NeedShift] = []
    ordered = sorted(shifts, key=lambda each: (each.span.start, -each.span.minutes, each.id))
    for shift in ordered:
        latest = found[-1].span.end if found else shift.span.start
        if shift.span.start >= latest:
            found.append(shift)
        elif shift.span.end > latest:
            rest, whole = Span(latest, shift.span.end), shift.span.minutes
            found.append(
                replace(
                    shift,
                    span=rest,
                    break_minutes=shift.break_minutes * rest.minutes // whole,
                    passive_minutes=shift.passive_minutes * rest.minutes // whole,
                )
            )
    return tuple(found)
