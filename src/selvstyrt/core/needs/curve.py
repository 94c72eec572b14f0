"""The curve (kurven): how many assistants are needed in each quarter of an hour, awake and resting.

Lines that overlap do not add up: in each quarter the highest number holds, awake and resting apart. A line
with a skill says how many of those who are there must have it. Everything is wall time; the two nights when
the clock changes are met when shifts get dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from selvstyrt.core.base import WrongInput

QUARTER = 15
DAY_QUARTERS = 96
WEEK_QUARTERS = 7 * DAY_QUARTERS
DAY_MINUTES = 24 * 60
MOST_AT_ONCE = 10


class Duty(StrEnum):
    """What sort of work is needed (aktivt eller hvilende)."""

    ACTIVE = "active"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One line of a day's needs (behovslinje): from, to, how many, what sort.

    Times are minutes after midnight, in whole quarters; an end at or before the start is on the next day.

    Raises: WrongInput `need_not_in_quarters`, `need_count_out_of_range`.
    """

    starts_at: int
    ends_at: int
    assistants: int = 1
    duty: Duty = Duty.ACTIVE
    skills: frozenset[str] = frozenset()
    priority: int = 2
    name: str = ""

    def __post_init__(self) -> None:
        for minutes in (self.starts_at, self.ends_at):
            if minutes % QUARTER or not 0 <= minutes <= DAY_MINUTES:
                raise WrongInput(
                    "need_not_in_quarters",
                    f"{minutes // 60:02}:{minutes % 60:02} is not a whole quarter of an hour. Use 00, 15, 30 or 45.",
                    minutes=minutes,
                )
        if not 0 <= self.assistants <= MOST_AT_ONCE:
            raise WrongInput(
                "need_count_out_of_range",
                f"{self.assistants} assistants at once is out of range. Use 0 to {MOST_AT_ONCE}.",
                assistants=self.assistants,
            )

    @property
    def minutes(self) -> int:
        """Minutes from start to end on the clock."""
        minutes = self.ends_at - self.starts_at
        return minutes if minutes > 0 else minutes + DAY_MINUTES


@dataclass(frozen=True, slots=True)
class WeeklyNeed:
    """A line that holds on weekdays (ukens behovslinje): 0 is Monday."""

    weekdays: frozenset[int]
    line: NeedLine


@dataclass(frozen=True, slots=True)
class DayNeeds:
    """Days on which other lines hold in place of the week's (unntak); without lines nobody is needed."""

    first_day: date
    last_day: date
    lines: tuple[NeedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RestStretch:
    """A night that is rested through by the same assistants (hvilende natt), in quarters of the curve."""

    start: int
    end: int
    assistants: int
    skills: frozenset[str] = frozenset()
    priority: int = 2


@dataclass(frozen=True)
class Curve:
    """The need in each quarter (behovskurve) from 00:00 on the first day.

    `active` counts those awake. `rests` are the resting stretches. `skilled` counts those with a skill, awake
    and resting together. A `cyclic` curve is one week whose end is followed by its start.
    """

    active: tuple[int, ...]
    rests: tuple[RestStretch, ...] = ()
    skilled: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    priority: tuple[int, ...] = ()
    cyclic: bool = False

    @property
    def length(self) -> int:
        """Number of quarters."""
        return len(self.active)

    def place(self, quarter: int) -> int:
        """The quarter inside the curve; a cyclic curve begins again."""
        return quarter % self.length if self.cyclic else quarter

    def resting(self) -> tuple[int, ...]:
        """How many rest in each quarter."""
        found = [0] * self.length
        for rest in self.rests:
            for quarter in range(rest.start, rest.end):
                if self.cyclic or quarter < self.length:
                    found[self.place(quarter)] += rest.assistants
        return tuple(found)


def curve_minutes(curve: Curve) -> int:
    """Minutes of assistance that the curve asks for, resting time included.

    >>> curve_minutes(Curve((1, 1, 2, 0)))
    60
    """
    return QUARTER * (sum(curve.active) + sum(curve.resting()))


def week_curve(needs: Sequence[WeeklyNeed]) -> Curve:
    """The ordinary week as a curve from Monday 00:00; what goes on after Sunday midnight goes on on Monday.

    Raises: WrongInput `rest_overlaps`.
    """
    placed = [
        (weekday * DAY_QUARTERS, need.line)
        for need in needs
        for weekday in sorted(need.weekdays)
        if need.line.assistants
    ]
    return _curve(placed, WEEK_QUARTERS, cyclic=True)


def lines_on(week: Sequence[WeeklyNeed], dates: Sequence[DayNeeds], day: date) -> tuple[NeedLine, ...]:
    """The lines of one day: those of its last exception, else those of the weekday."""
    for exception in reversed(dates):
        if exception.first_day <= day <= exception.last_day:
            return exception.lines
    return tuple(need.line for need in week if day.weekday() in need.weekdays)


def dated_curve(week: Sequence[WeeklyNeed], dates: Sequence[DayNeeds], first: date, last: date) -> Curve:
    """The curve of some days from 00:00 on the first, with one more day behind for nights that go on.

    Lines of the day before the first do not reach into it.

    Raises: WrongInput `rest_overlaps`.
    """
    count = (last - first).days + 1
    placed = [
        (number * DAY_QUARTERS, line)
        for number in range(count)
        for line in lines_on(week, dates, first + timedelta(days=number))
        if line.assistants
    ]
    return _curve(placed, (count + 1) * DAY_QUARTERS, cyclic=False)


def _curve(placed: Iterable[tuple[int, NeedLine]], length: int, *, cyclic: bool) -> Curve:
    active, priority = [0] * length, [0] * length
    skilled: dict[str, list[int]] = {}
    rests: list[RestStretch] = []
    for midnight, line in placed:
        start = midnight + line.starts_at // QUARTER
        end = start + line.minutes // QUARTER
        if line.duty is Duty.RESTING:
            rests.append(RestStretch(start, end, line.assistants, line.skills, line.priority))
        for quarter in range(start, end):
            at = quarter % length if cyclic else quarter
            priority[at] = max(priority[at], line.priority)
            if line.duty is Duty.ACTIVE:
                active[at] = max(active[at], line.assistants)
            for skill in line.skills:
                counts = skilled.setdefault(skill, [0] * length)
                counts[at] = max(counts[at], line.assistants)
    rests.sort(key=lambda rest: (rest.start, rest.end))
    _refuse_overlapping_rests(rests, length if cyclic else None)
    return Curve(
        tuple(active),
        tuple(rests),
        {skill: tuple(counts) for skill, counts in sorted(skilled.items())},
        tuple(priority),
        cyclic,
    )


def _refuse_overlapping_rests(rests: Sequence[RestStretch], around: int | None) -> None:
    for before, after in pairwise(rests):
        if after.start < before.end:
            raise _rest_overlaps(after)
    if around is not None and rests and rests[-1].end - around > rests[0].start:
        raise _rest_overlaps(rests[0])


def _rest_overlaps(rest: RestStretch) -> WrongInput:
    minutes = rest.start % DAY_QUARTERS * QUARTER
    return WrongInput(
        "rest_overlaps",
        f"Two resting nights overlap: one starts at {minutes // 60:02}:{minutes % 60:02} before the other has ended. "
        "Write one line with the number of assistants who rest.",
        quarter=rest.start,
    )
