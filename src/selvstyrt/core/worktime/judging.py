"""What every rule gets (grunnlag for vurdering) and the one way to make a finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import (
    Block,
    Index,
    Sums,
    Work,
    add_standby,
    day_sums,
    main_periods,
    stretches,
    week_sums,
)
from selvstyrt.core.worktime.ladder import bounds
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.values import Assessed, Contract, CountingMode


class Judging:
    """One assistant's work, counted once, with the bounds that apply."""

    def __init__(self, assessed: Assessed, limits: Limits) -> None:
        self.assessed = assessed
        self.limits = limits
        self.contract: Contract = assessed.contract
        self.index = Index(assessed)
        first, last = self._days()
        self.bounds: Bounds = bounds(assessed.contract, assessed.agreements, limits, first=first, last=last)

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
    def _sums(self) -> tuple[list[Sums], list[Sums]]:
        days, weeks = day_sums(self.index), week_sums(self.index)
        if self.index.standby and self.contract.standby_counts:
            add_standby(self.index, days, weeks, self.limits.standby_divisor)
        return days, weeks

    @property
    def days(self) -> list[Sums]:
        """Sums per 24 hours."""
        return self._sums[0]

    @property
    def weeks(self) -> list[Sums]:
        """Sums per week."""
        return self._sums[1]

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
        """Main work periods."""
        return main_periods(self.stretches, self.bounds.main_period)

    @property
    def mode(self) -> str:
        """The counting mode, where it decides the outcome."""
        mode = self.assessed.settings.h24_mode
        return "" if mode is CountingMode.START_DAY else mode.value

    def week_blocks(self, weeks: int, origin: int) -> list[list[Sums]]:
        """Consecutive blocks of `weeks` weeks from `origin`; the last one may be short."""
        after = [week for week in self.weeks if week.start >= origin]
        return [after[position : position + weeks] for position in range(0, len(after), weeks)]

    def planned_week_blocks(self, weeks: int) -> list[list[Sums]]:
        """Blocks of weeks from the start of the plan, without a week that only begins after the period.

        What a night spills into such a week is counted there, by the plan that has the week.
        """
        end = None if self.index.period is None else self.index.period[1]
        blocks = self.week_blocks(weeks, self.plan_start)
        inside = [[week for week in block if end is None or week.start < end] for block in blocks]
        return [block for block in inside if block]

    @property
    def plan_start(self) -> int:
        """Where blocks of weeks begin: the week that the period starts in."""
        index = self.index
        if index.period is not None:
            return index.week_of(index.period[0])
        return self.weeks[0].start if self.weeks else 0

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
            shifts=tuple(dict.fromkeys(work.shift.id for work in works)),
            facts=facts,
        )
