"""Young assistants and respite by agreement: rules apart, asked of core.worktime itself (ungdom, avlastning).

Single shifts and short lists of shifts are put before the rules; what only longer lists break together is found when
the roster is judged, and cut off then.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

from selvstyrt.core.worktime import respite, under18
from selvstyrt.core.worktime.checking import RULES, Rule
from selvstyrt.core.worktime.counting import Index
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.rest import free_in_weeks, longest_free, touched_weeks
from selvstyrt.core.worktime.under18 import is_young, youth_bounds
from selvstyrt.core.worktime.values import Assessed
from selvstyrt.engine.chains import Chain, forbid_chains
from selvstyrt.engine.constraints.weekly_rest import keep_rest, rests
from selvstyrt.engine.model import Member, Model
from selvstyrt.engine.sums import Bucket, day_buckets, joined, keep_below, week_buckets

MIRRORS = (
    *("AML-11-1", "AML-11-2-2", "AML-11-2-3", "AML-11-3-1", "AML-11-3-2", "AML-11-5-2", "AML-11-5-3"),
    *("AVL-4", "AVL-6", "AVL-7", "AVL-8", "AVL-9", "AVL-12"),
)


@dataclass(frozen=True)
class Asked:
    """Rules of core.worktime, asked about a few shifts at a time."""

    judging: Judging
    rules: tuple[Rule, ...]
    reach: int

    @property
    def can_heal(self) -> bool:
        """A hole between two shifts can be filled."""
        return True

    def allows(self, chain: Chain) -> bool:
        """True when the rules have nothing to say of these shifts alone."""
        alone = Judging(self._unbounded, self.judging.limits, Index(self._unbounded, list(chain)))
        return not any(finding.rule in _OF_LISTS for rule in self.rules for finding in rule(alone))

    @cached_property
    def _unbounded(self) -> Assessed:
        return replace(self.judging.assessed, shifts=(), history=())


_OF_LISTS = frozenset(MIRRORS) - {"AML-11-2-2", "AML-11-2-3", "AML-11-5-3", "AVL-4"}
_YOUTH = tuple(rule for rule in RULES if rule.__module__ == under18.__name__)
_RESPITE = tuple(rule for rule in RULES if rule.__module__ == respite.__name__)


def add(model: Model) -> None:
    """Keep the rules of chapter 11 for the young, and of the regulation for respite by agreement."""
    for member in model.members.values():
        if _is_young(model, member):
            _keep_youth(model, member)
        if member.bounds.respite or member.judging.varies:
            _keep_respite(model, member)


def _is_young(model: Model, member: Member) -> bool:
    """True when the assistant is under 18 on a day that can count; the first week may begin before the period."""
    first = model.problem.first_day - timedelta(days=7)
    return is_young(member.person.contract, first, model.evaluator.limits.youth)


def _keep_youth(model: Model, member: Member) -> None:
    contract, index, limits = member.person.contract, member.judging.index, model.evaluator.limits.youth
    rest = max(limits.youth_daily_rest, limits.youth_child_daily_rest)
    forbid_chains(model, member, Asked(member.judging, _YOUTH, rest))
    for bucket in day_buckets(model, member):
        on = index.local_day(bucket.start)
        if is_young(contract, on, limits):
            keep_below(model, bucket, youth_bounds(contract, on, limits).daily)
    for week in week_buckets(model, member).values():
        on = index.local_day(week.start)
        if is_young(contract, on, limits):
            keep_below(model, week, youth_bounds(contract, on, limits).weekly)
    free = free_in_weeks(member.earlier)
    for first, last in touched_weeks(member.judging):
        if is_young(contract, index.local_day(first), limits):
            length = min(limits.youth_weekly_rest, longest_free(free, first, last)[0])
            if length:
                keep_rest(model, rests(member, first, last, length))


def _keep_respite(model: Model, member: Member) -> None:
    judging, limits = member.judging, model.evaluator.limits.respite
    if limits is None:
        return
    weeks: dict[int, Bucket] = week_buckets(model, member)
    for week in weeks.values():
        if member.bounds_in(week.start).respite:
            keep_below(model, week, limits.week_cap)
    for run in judging.runs(lambda bounds: bounds.respite):
        if run.bounds.respite:
            for block in run.blocks(limits.average_weeks):
                keep_below(model, joined(weeks, block), limits.weekly_average * limits.average_weeks)
    forbid_chains(model, member, Asked(judging, _RESPITE, max(limits.free_minimum, judging.bounds.main_period)))
