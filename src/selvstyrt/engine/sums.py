"""What each shift adds to each day and week (summer), counted by the rules of core.worktime themselves.

Each shift is put alone before `Judging`, and its sums are read off: days, weeks, cuts at midnight and
the two nights of the clock change are then counted as the evaluator counts them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from selvstyrt.core.worktime.counting import DAY, Index, Sums, Work, extra_autumn_minutes, extra_in_day, extra_in_week
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import Assessed, Contract, CountingMode, WorkShift
from selvstyrt.engine.model import Counted, Item, Linear, Literal, Member, Model


@dataclass(frozen=True, slots=True)
class Part:
    """What one stretch of work adds to one bucket; `extra` is lived in the hour that autumn repeats."""

    item: Item
    minutes: int
    passive: int
    extra: int


@dataclass(slots=True)
class Bucket:
    """A day or a week, and the work that may fall in it; it only counts while `when` is true (None: always)."""

    start: int
    parts: list[Part] = field(default_factory=list)
    when: Literal | None = None

    @property
    def open_parts(self) -> list[Part]:
        """The parts that the roster decides."""
        return [part for part in self.parts if part.item.literal is not None]

    @property
    def earlier(self) -> int:
        """Minutes that stand: history and other schemes."""
        return sum(part.minutes for part in self.parts if part.item.literal is None)

    @property
    def most(self) -> int:
        """Minutes if every shift were taken."""
        return sum(part.minutes for part in self.parts)


def day_buckets(model: Model, member: Member) -> list[Bucket]:
    """The 24-hour periods in the chosen counting mode."""
    if member.judging.index.settings.h24_mode is CountingMode.ROLLING:
        return _rolling_buckets(model, member)
    found: dict[int, Bucket] = {}
    for item, _ in _pairs(member):
        counted = _counted(model, item.work)
        for start, minutes, passive, extra in counted.days:
            found.setdefault(start, Bucket(start)).parts.append(Part(item, minutes, passive, extra))
    return [found[start] for start in sorted(found)]


def week_buckets(model: Model, member: Member) -> dict[int, Bucket]:
    """The weeks in order by their first minute, as the rules see them when every shift is taken."""
    found = {week.start: Bucket(week.start) for week in member.judging.weeks}
    for item, _ in _pairs(member):
        counted = _counted(model, item.work)
        for start, minutes, passive, extra in counted.weeks:
            found[start].parts.append(Part(item, minutes, passive, extra))
    return {start: found[start] for start in sorted(found)}


def keep_below(model: Model, bucket: Bucket, limit: int, *, but_autumn: bool = False) -> None:
    """Minutes at most `limit`; when earlier work alone passes it, nothing may be added.

    `but_autumn` leaves out the hour that the clock repeats.
    """
    minutes = [(part.minutes - (part.extra if but_autumn else 0), part.item.literal) for part in bucket.parts]
    earlier = sum(amount for amount, literal in minutes if literal is None)
    terms = [(amount, literal) for amount, literal in minutes if literal is not None and amount]
    room = max(limit - earlier, 0)
    if sum(amount for amount, _ in terms) > room:
        rule = model.cp.add(sum(amount * literal for amount, literal in terms) <= room)
        if bucket.when is not None:
            rule.only_enforce_if(bucket.when)


def joined(weeks: dict[int, Bucket], block: Iterable[Sums]) -> Bucket:
    """The buckets of a block of weeks as one."""
    buckets = [weeks[week.start] for week in block]
    return Bucket(buckets[0].start, [part for bucket in buckets for part in bucket.parts])


def minutes_sum(parts: Iterable[Part], *, but_autumn: bool = False) -> Linear:
    """Sum of minutes, earlier work included."""
    total: Linear = 0
    for part in parts:
        amount = part.minutes - (part.extra if but_autumn else 0)
        total += amount if part.item.literal is None else amount * part.item.literal
    return total


def passive_sum(parts: Iterable[Part]) -> Linear:
    """Sum of passive minutes, earlier work included."""
    total: Linear = 0
    for part in parts:
        total += part.passive if part.item.literal is None else part.passive * part.item.literal
    return total


def _pairs(member: Member) -> Iterator[tuple[Item, Work]]:
    for work in member.judging.index.works:
        yield member.items[member.place_of[id(work.shift)]], work


def _counted(model: Model, work: WorkShift) -> Counted:
    key = (work.span, work.break_minutes, work.break_counts_as_work, work.passive_minutes)
    if key not in model.counted:
        alone = _judging(model, work)
        days = () if _is_rolling(model) else _read(alone, alone.days, extra_in_day)
        model.counted[key] = Counted(days, _read(alone, alone.weeks, extra_in_week))
    return model.counted[key]


def _read(
    alone: Judging, sums: list[Sums], extra: Callable[[Index, Sums], int]
) -> tuple[tuple[int, int, int, int], ...]:
    return tuple((each.start, each.total, each.passive, extra(alone.index, each)) for each in sums)


def _judging(model: Model, *works: WorkShift) -> Judging:
    settings = model.problem.settings
    return Judging(Assessed(who="", shifts=works, contract=Contract(), settings=settings), model.evaluator.limits)


def _is_rolling(model: Model) -> bool:
    return model.problem.settings.h24_mode is CountingMode.ROLLING


def _rolling_buckets(model: Model, member: Member) -> list[Bucket]:
    pairs = list(_pairs(member))
    found: list[Bucket] = []
    for position, (first_item, first) in enumerate(pairs):
        bucket = Bucket(first.start, when=first_item.literal)
        edge = first.start + DAY
        for item, work in pairs[position:]:
            if work.start >= edge:
                break
            minutes, passive = work.worked, work.passive
            if work.end > edge:
                minutes, passive = _cut(model, first, work)
            extra = extra_autumn_minutes(member.judging.index, [work], (first.start, edge))
            bucket.parts.append(Part(item, minutes, passive, extra))
        found.append(bucket)
    return found


def _cut(model: Model, first: Work, work: Work) -> tuple[int, int]:
    """What a shift adds to the 24 hours from another shift's start, when it reaches beyond them."""
    if first is work:
        sums = _judging(model, work.shift).days[0]
        return sums.total, sums.passive
    together, alone = _judging(model, first.shift, work.shift).days[0], _judging(model, first.shift).days[0]
    return together.total - alone.total, together.passive - alone.passive
