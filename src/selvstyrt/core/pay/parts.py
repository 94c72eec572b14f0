"""Cutting worked time at midnight and at the edges of the agreement's windows (oppdeling av vakta)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.pay.shares import share_minutes
from selvstyrt.core.pay.tariff import Supplement, Tariff, TariffOn, Work

DayNames = Callable[[date], frozenset[str]]
"""Which names of days, as windows use them, belong to a date."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of paid time with one day and one set of supplements (del av vakt).

    `minutes` are minutes of pay: those on the clock, or fewer or more when resting time is converted.
    """

    day: date
    span: Span
    minutes: int
    supplements: tuple[Supplement, ...]


def cut(
    span: Span, tariff_on: TariffOn, day_names: DayNames, *, work: Work, rota: bool, zone: ZoneInfo = OSLO
) -> tuple[Part, ...]:
    """The span in parts, each minute in exactly one; each part judged by its own local day and clock."""
    parts: list[Part] = []
    for piece in _pieces(span, tariff_on, zone):
        wall = piece.local_start(zone)
        tariff = tariff_on(wall.date())
        minute = wall.hour * 60 + wall.minute
        earned = tariff.earned(day_names(wall.date()), minute, work=work, rota=rota)
        last = parts[-1] if parts else None
        if last is not None and (last.day, last.supplements) == (wall.date(), earned):
            parts[-1] = replace(last, span=Span(last.span.start, piece.end), minutes=last.minutes + piece.minutes)
        else:
            parts.append(Part(wall.date(), piece, piece.minutes, earned))
    return tuple(parts)


def convert(parts: tuple[Part, ...], minutes: int) -> tuple[Part, ...]:
    """The same parts with `minutes` of pay in all, shared in proportion to their time."""
    shares = share_minutes(minutes, [part.minutes for part in parts])
    return tuple(replace(part, minutes=share) for part, share in zip(parts, shares, strict=True))


def _pieces(span: Span, tariff_on: TariffOn, zone: ZoneInfo) -> Iterator[Span]:
    """The span cut at every instant where a local day, a window or the clock can change."""
    edges = {span.start, span.end}
    day = span.local_start(zone).date()
    last = span.local_end(zone).date()
    while day <= last:
        edges.update(edge for edge in _edges_of(day, tariff_on(day), zone) if span.start < edge < span.end)
        day += timedelta(days=1)
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        yield Span(start, end)


def _edges_of(day: date, tariff: Tariff, zone: ZoneInfo) -> Iterator[datetime]:
    midnight = datetime.combine(day, time(), tzinfo=zone)
    following = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    yield midnight.astimezone(UTC)
    for item in tariff.supplements:
        for window in item.windows:
            for minute in (window.start % 1440, window.end % 1440):
                wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=zone)
                yield wall.astimezone(UTC)
                yield wall.replace(fold=1).astimezone(UTC)
    if midnight.utcoffset() != following.utcoffset():
        hour = midnight.astimezone(UTC)
        while hour < following.astimezone(UTC):
            yield hour
            hour += timedelta(hours=1)
