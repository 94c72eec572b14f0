"""Daily rest between main work periods, given back where an agreement shortens it (daglig arbeidsfri).

The rules join touching shifts to stretches, and stretches to main work periods while the whole is at
most `main_period` long; they ask for rest between periods. Here the same is said as short lists of
shifts that one assistant cannot all have. A main period too long for its own rest is a doubt, which
the engine keeps out of too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from selvstyrt.core.worktime.counting import Block, extra_autumn_minutes, main_periods, stretches
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.engine.chains import Chain, forbid_chains
from selvstyrt.engine.model import Model

MIRRORS = ("AML-10-8-1", "HOME-13-1", "AML-10-8-3-COMP", "AML-10-8-1-SPAN", "HOME-13-1-SPAN")
SPAN_RULES = ("AML-10-8-1-SPAN", "HOME-13-1-SPAN")


@dataclass(frozen=True)
class DailyRest:
    """Rest between main work periods, and periods that leave room for it (unless that is `doubted` anyway)."""

    judging: Judging
    doubted: bool

    @cached_property
    def reach(self) -> int:
        """How long after a shift another one can matter to its rest."""
        bounds, limits = self.judging.bounds, self.judging.limits
        if self.judging.varies:
            return max(limits.total_daily_local, 2 * bounds.daily_rest_full)
        owed = 2 * bounds.daily_rest_full if bounds.compensate else 0
        return max(bounds.main_period, bounds.daily_rest, owed)

    @cached_property
    def can_heal(self) -> bool:
        """A hole can be filled where long periods are allowed; where rest is given back the order can change."""
        bounds = self.judging.bounds
        return self.doubted or self.judging.varies or bounds.span_limit is None or bounds.compensate

    def allows(self, chain: Chain) -> bool:
        """True when these shifts alone leave rest enough between and around their main work periods."""
        periods = self._main_periods(chain)
        return self._fits(periods) and self._rests(periods)

    def _main_periods(self, chain: Chain) -> list[Block]:
        judging, found = self.judging, stretches(list(chain))
        if not judging.varies:
            return main_periods(found, judging.bounds.main_period)
        by_length = groupby(found, key=lambda block: judging.bounds_on(block.start).main_period)
        return [period for longest, blocks in by_length for period in main_periods(list(blocks), longest)]

    def _fits(self, periods: list[Block]) -> bool:
        judging, narrowest = self.judging, self.judging.bounds.span_limit
        if self.doubted or narrowest is None:
            return True
        for block in periods:
            length = block.end - block.start
            if length > narrowest and block.judged:
                limit = judging.bounds_on(block.start).span_limit
                if limit is not None and length - extra_autumn_minutes(judging.index, block.works) > limit:
                    return False
        return True

    def _rests(self, periods: list[Block]) -> bool:
        narrowest, owed = self.judging.bounds, 0
        full = max(narrowest.daily_rest, narrowest.daily_rest_full)
        for before, after in pairwise(periods):
            rest = after.start - before.end
            if rest >= full and not owed:
                continue
            bounds = self.judging.bounds_on(before.end, after.start)
            if bounds.respite:
                owed = 0
                continue
            needed = max(bounds.daily_rest, bounds.daily_rest_full + owed if owed else 0)
            if rest < needed and (before.judged or after.judged):
                return False
            owed = max(0, bounds.daily_rest_full - rest) if bounds.compensate else 0
        return True


def add(model: Model) -> None:
    """Forbid each shortest list of shifts whose rest is too short."""
    for member in model.members.values():
        if not member.bounds.respite:
            forbid_chains(model, member, DailyRest(member.judging, model.is_doubted(member, SPAN_RULES)))
