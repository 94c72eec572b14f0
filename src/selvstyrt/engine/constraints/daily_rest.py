"""Daily rest between main work periods, given back where an agreement shortens it (daglig arbeidsfri).

The rules join touching shifts to stretches, and stretches to main work periods while the whole is at
most `main_period` long; they ask for rest between periods. Here the same is said as short lists of
shifts that one assistant cannot all have. A main period too long for its own rest is a doubt, which
the engine keeps out of too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from selvstyrt.core.worktime.bounds import Bounds
from selvstyrt.core.worktime.counting import Work
from selvstyrt.engine.model import Model

MIRRORS = ("AML-10-8-1", "HOME-13-1", "AML-10-8-3-COMP", "AML-10-8-1-SPAN", "HOME-13-1-SPAN")
SPAN_RULES = ("AML-10-8-1-SPAN", "HOME-13-1-SPAN")

LONGEST_LIST = 5

Chain = tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class RestRule:
    """What a chain of shifts is held against."""

    bounds: Bounds
    longest_period: int | None
    """Main periods longer than this are refused too; None where only the rest counts."""

    @property
    def reach(self) -> int:
        """How long after a shift another one can matter to its rest."""
        if self.bounds.compensate:
            return self.bounds.main_period + 2 * self.bounds.daily_rest_full
        return max(self.bounds.main_period, self.bounds.daily_rest)


def add(model: Model) -> None:
    """Forbid each shortest list of shifts whose rest is too short."""
    for member in model.members.values():
        bounds = member.bounds
        if bounds.respite:
            continue
        longest = None if model.is_doubted(member, SPAN_RULES) else bounds.span_limit
        works = member.judging.index.works
        for chain in too_close(works, RestRule(bounds, longest)):
            model.forbid_all(member, (member.items[member.place_of[id(work.shift)]] for work in chain))


def too_close(works: Sequence[Work], rule: RestRule) -> Iterator[Chain]:
    """The shortest lists of shifts that one assistant cannot all have; at least one of each is not history."""
    for number, first in enumerate(works):
        if first.judged and not rests_enough((first,), rule):
            yield (first,)
        else:
            yield from _grow((first,), works[number + 1 :], rule)


def _grow(chain: Chain, later: Sequence[Work], rule: RestRule) -> Iterator[Chain]:
    last = chain[-1]
    for number, work in enumerate(later):
        if work.start - last.end >= rule.reach:
            break
        if work.start < last.end:
            continue
        longer = (*chain, work)
        if not rests_enough(longer, rule):
            if any(one.judged for one in longer) and _is_shortest(longer, rule):
                yield longer
        elif len(longer) < LONGEST_LIST:
            yield from _grow(longer, later[number + 1 :], rule)


def _is_shortest(chain: Chain, rule: RestRule) -> bool:
    return all(rests_enough(chain[:n] + chain[n + 1 :], rule) for n in range(1, len(chain) - 1))


def rests_enough(chain: Chain, rule: RestRule) -> bool:
    """True when these shifts alone leave rest enough between and around their main work periods."""
    bounds = rule.bounds
    periods = _main_periods(chain, bounds.main_period)
    if rule.longest_period is not None and any(
        judged and end - start > rule.longest_period for start, end, judged in periods
    ):
        return False
    owed = 0
    for (_, end, before), (start, _, after) in pairwise(periods):
        rest = start - end
        if (before or after) and (
            rest < bounds.daily_rest or (bounds.compensate and owed and rest < bounds.daily_rest_full + owed)
        ):
            return False
        owed = max(0, bounds.daily_rest_full - rest)
    return True


def _main_periods(chain: Chain, longest: int) -> list[tuple[int, int, bool]]:
    stretches: list[tuple[int, int, bool]] = []
    for work in chain:
        if stretches and work.start <= stretches[-1][1]:
            start, end, judged = stretches[-1]
            stretches[-1] = (start, max(end, work.end), judged or work.judged)
        else:
            stretches.append((work.start, work.end, work.judged))
    periods = stretches[:1]
    for start, end, judged in stretches[1:]:
        first, _, before = periods[-1]
        if end - first <= longest:
            periods[-1] = (first, end, before or judged)
        else:
            periods.append((start, end, judged))
    return periods
