"""What every rule gets (grunnlag for vurdering) and the one way to make a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any, Protocol, TypeVar

from selvstyrt.core import law
from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import AgreementFault, Bounds, change_days
from selvstyrt.core.worktime.clock import day_number
from selvstyrt.core.worktime.counting import (
    Block,
    Index,
    Sums,
    Work,
    add_standby,
    day_end,
    day_sums,
    main_periods,
    stretches,
    week_sums,
)
from selvstyrt.core.worktime.ladder import bounds
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Assessed, Contract, CountingMode

_WEEK = 7 * 24 * 60


@dataclass(slots=True)
class Run:
    """Weeks in a row under the same bounds (uker med samme rammer); `lasts` to the end of the judged time, or not."""

    bounds: Bounds
    weeks: list[Sums]
    start: int
    lasts: bool

    def blocks(self, weeks: int, origin: int | None = None) -> list[list[Sums]]:
        """Consecutive blocks of weeks from `origin`, or from where the run starts; the last one may be short."""
        return blocks_of(self.weeks, weeks, self.start if origin is None else origin)


class Begins(Protocol):
    """A day or a week that begins at a minute (uke)."""

    @property
    def start(self) -> int:
        """The minute."""


Week = TypeVar("Week", bound=Begins)


def week_number(start: int, origin: int) -> int:
    """How many weeks after `origin` a week starts; the clock may have changed between them."""
    return (start - origin + _WEEK // 2) // _WEEK


def blocks_of(weeks: Iterable[Week], count: int, origin: int) -> list[list[Week]]:
    """Consecutive blocks of `count` weeks from `origin`; the first and the last one may be short."""
    after = (week for week in weeks if week.start >= origin)
    return [list(block) for _, block in groupby(after, key=lambda week: week_number(week.start, origin) // count)]


class Judging:
    """One assistant's work, counted once (or already: `index`), with the bounds that apply."""

    def __init__(self, assessed: Assessed, limits: Limits, index: Index | None = None) -> None:
        self.assessed = assessed
        self.limits = limits
        self.contract: Contract = assessed.contract
        self.index = Index(assessed) if index is None else index
        self._first, self._last = self._days()
        self.bounds: Bounds = self._bounds(self._first, self._last)
        self._changes = self._change_days()
        self._found: dict[tuple[date, date], Bounds] = {}

    def _bounds(self, first: date | None, last: date | None) -> Bounds:
        return bounds(self.contract, self.assessed.agreements, self.limits, first=first, last=last)

    def _change_days(self) -> tuple[date, ...]:
        if self._first is None or self._last is None:
            return ()
        return change_days(self.contract, self.assessed.agreements, self._first, self._last)

    @property
    def varies(self) -> bool:
        """True when an agreement begins or ends within the judged days."""
        return bool(self._changes)

    def bounds_on(self, start: int, end: int | None = None) -> Bounds:
        """What holds on all judged days from minute `start` to `end`, or on the day of `start`.

        `bounds` itself is what holds on every judged day, and so the narrowest of these.
        """
        if not self._changes or self._first is None or self._last is None:
            return self.bounds
        first = min(max(self.index.local_day(start), self._first), self._last)
        last = first if end is None else min(max(self.index.local_day(end - 1), first), self._last)
        found = self._found.get((first, last))
        if found is None:
            found = self._found[first, last] = self._bounds(first, last)
        return found

    def bounds_in(self, week: Sums) -> Bounds:
        """What holds on all judged days of a week."""
        return self.bounds_on(week.start, self.index.week_after(week.start)) if self._changes else self.bounds

    def runs(self, reads: Callable[[Bounds], object]) -> list[Run]:
        """The weeks in order, in runs for which what `reads` takes from the bounds stays the same."""
        if not self._changes:
            return [Run(self.bounds, self.weeks, self.plan_start, True)]
        found: list[Run] = []
        for week in self.weeks:
            held = self.bounds_in(week)
            if found and reads(found[-1].bounds) == reads(held):
                found[-1].weeks.append(week)
                continue
            if found:
                found[-1].lasts = False
            found.append(Run(held, [week], max(week.start, self.plan_start), True))
        return found

    @property
    def faults(self) -> tuple[AgreementFault, ...]:
        """Agreements that hold on some judged day and that the law does not allow as written."""
        if self._first is None or not self._changes:
            return self.bounds.faults
        days = (self._first, *self._changes)
        return tuple(dict.fromkeys(fault for day in days for fault in self._bounds(day, day).faults))

    def _days(self) -> tuple[date | None, date | None]:
        """First and last judged day: agreements must hold for all of it."""
        index = self.index
        if index.period is not None:
            return index.local_day(index.period[0]), index.local_day(index.period[1] - 1)
        judged = [work for work in index.works if work.judged]
        if not judged:
            return None, None
        return index.local_day(judged[0].start), index.local_day(judged[-1].start)

    @cached_property
    def days(self) -> list[Sums]:
        """Sums per 24 hours."""
        found = day_sums(self.index)
        self._add_standby([(day, day_end(self.index, day.start)) for day in found] if self.index.standby else [])
        return found

    @cached_property
    def weeks(self) -> list[Sums]:
        """Sums per week."""
        found = week_sums(self.index)
        self._add_standby([(week, self.index.week_after(week.start)) for week in found] if self.index.standby else [])
        return found

    def _add_standby(self, until: list[tuple[Sums, int]]) -> None:
        if self.contract.standby_counts:
            add_standby(self.index, until, self.limits.standby_divisor)

    @cached_property
    def judged_weeks(self) -> list[Sums]:
        """Weeks that are judged: with a judged shift, or inside the period."""
        period = self.index.period
        if period is None:
            return [week for week in self.weeks if week.judged]
        return [week for week in self.weeks if period[0] <= week.start < period[1] or week.judged]

    @cached_property
    def stretches(self) -> list[Block]:
        """Work that touches, joined."""
        return stretches(self.index.works)

    @cached_property
    def main_periods(self) -> list[Block]:
        """Main work periods, as long as the bounds on their first day let them be."""
        if not self._changes:
            return main_periods(self.stretches, self.bounds.main_period)
        by_length = groupby(self.stretches, key=lambda block: self.bounds_on(block.start).main_period)
        return [period for longest, blocks in by_length for period in main_periods(list(blocks), longest)]

    def mode_of(self, day: Sums) -> str:
        """How 24 hours were counted, where that can decide: not the usual way, or a shift goes on into the next day."""
        mode = self.assessed.settings.h24_mode
        if mode is CountingMode.START_DAY:
            end = day_end(self.index, day.start)
            return mode.value if any(work.end > end for work in day.works) else ""
        return mode.value

    def week_blocks(self, weeks: int, origin: int) -> list[list[Sums]]:
        """Consecutive blocks of `weeks` weeks from `origin`; the last one may be short."""
        return blocks_of(self.weeks, weeks, origin)

    def planned(self, blocks: list[list[Sums]]) -> list[list[Sums]]:
        """Blocks of weeks without a week that only begins after the period.

        What a night spills into such a week is counted there, by the plan that has the week.
        """
        end = None if self.index.period is None else self.index.period[1]
        inside = [[week for week in block if end is None or week.start < end] for block in blocks]
        return [block for block in inside if block]

    @property
    def plan_start(self) -> int:
        """Where blocks of weeks begin: the week that the period starts in."""
        index = self.index
        if index.period is not None:
            return index.week_of(index.period[0])
        return self.weeks[0].start if self.weeks else 0

    def period_origin(self, first: date, weeks: int) -> int:
        """Where agreed periods of so many weeks begin: in the week of `first`, or whole periods after it."""
        index = self.index
        if index.known_from is None:
            return self.plan_start
        origin = index.week_of(index.clock.of_local(day_number(first), 0))
        while index.week_after(origin, weeks) <= index.known_from:
            origin = index.week_after(origin, weeks)
        return origin

    def finding(
        self,
        rule: str,
        severity: Severity,
        at: int,
        measured: int | Decimal,
        limit: int | Decimal,
        *,
        unit: str = "min",
        works: list[Work] | tuple[Work, ...] = (),
        cure: tuple[str, ...] = (),
        mode: str = "",
        **facts: Any,
    ) -> Finding:
        """A finding about this assistant."""
        return Finding(
            rule=rule,
            severity=severity,
            who=self.assessed.who,
            at=self.index.clock.instant(at),
            measured=measured,
            limit=limit,
            unit=unit,
            citation=law.citation(rule),
            mode=mode,
            cure=cure,
            shifts=tuple(dict.fromkeys([work.shift.id for work in works])),
            facts=facts,
        )
