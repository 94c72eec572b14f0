"""What decides the shifts that a curve becomes (vaktutforming): rules, weights; and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs.curve import DAY_QUARTERS, QUARTER, DayNeeds, WeeklyNeed
from selvstyrt.core.roster import Frame, Person, Problem
from selvstyrt.core.roster.roster import Note, Status
from selvstyrt.core.worktime.values import Settings

START_STEPS = (15, 30, 60)
LONGEST_DAY = 24 * 60
MOST_OVERLAP = 60


@dataclass(frozen=True, slots=True)
class ShiftRules:
    """The shifts that the team wants (vaktregler), in minutes; the law comes beside.

    `start_step`: shifts relieve each other on whole hours, half hours or quarters; where the need itself begins a
    shift may always begin. With `start_times` (minutes after midnight) shifts begin at these times only.
    `handovers`: how many times a day at most somebody is relieved; None sets no limit. `overlap`: minutes that
    both are there when one relieves the other.

    Raises: WrongInput `rule_out_of_range`.
    """

    shortest: int = 120
    longest: int = 600
    longest_with_rest: int = 960
    start_step: int = 30
    start_times: tuple[int, ...] = ()
    handovers: int | None = None
    overlap: int = 0

    def __post_init__(self) -> None:
        in_quarters = (self.shortest, self.longest, self.longest_with_rest, self.overlap, *self.start_times)
        if any(minutes % QUARTER for minutes in in_quarters):
            raise WrongInput("rule_out_of_range", "Lengths and times of shifts are whole quarters of an hour.")
        if not QUARTER <= self.shortest <= self.longest <= self.longest_with_rest <= LONGEST_DAY:
            raise WrongInput(
                "rule_out_of_range",
                f"The shortest shift ({self.shortest} min) must not be longer than the longest ({self.longest} min), "
                f"nor that longer than the longest with rest ({self.longest_with_rest} min), at most 24 hours.",
                shortest=self.shortest,
                longest=self.longest,
                longest_with_rest=self.longest_with_rest,
            )
        if self.start_step not in START_STEPS:
            raise WrongInput("rule_out_of_range", "Shifts start every 15, 30 or 60 minutes.", step=self.start_step)
        if not 0 <= self.overlap <= min(MOST_OVERLAP, self.shortest):
            raise WrongInput(
                "rule_out_of_range", "The overlap is at most an hour, and not longer than the shortest shift."
            )
        if self.handovers is not None and self.handovers < 0:
            raise WrongInput("rule_out_of_range", "The number of hand-overs cannot be negative.")


@dataclass(frozen=True, slots=True)
class DesignWeights:
    """Points for what makes one set of shifts worse than another (vekter); fewer points are better.

    `over`: each quarter that more are there than asked for. `shift`: each shift. `kind`: each kind of shift.
    `weekend`: each shift on Saturday without one like it on Sunday, or the other way round. `thin`: each shift that
    fits the contract of only one assistant; twice that when it fits nobody's. `sole`: each quarter of shifts that only
    one assistant can take, beyond the hours of their contract in a week. `overlap`: each quarter of hand-over.
    """

    over: int = 8
    shift: int = 40
    kind: int = 25
    weekend: int = 10
    thin: int = 15
    sole: int = 4
    overlap: int = 1


@dataclass(frozen=True)
class Needs:
    """A curve to be covered over some days, with rules, team and hours (behov som kurve)."""

    first_day: date
    last_day: date
    week: tuple[WeeklyNeed, ...]
    dates: tuple[DayNeeds, ...] = ()
    rules: ShiftRules = field(default_factory=ShiftRules)
    people: tuple[Person, ...] = ()
    frame: Frame | None = None
    settings: Settings = field(default_factory=Settings)
    weights: DesignWeights = field(default_factory=DesignWeights)

    @property
    def day_count(self) -> int:
        """Number of days."""
        return (self.last_day - self.first_day).days + 1

    @cached_property
    def zone(self) -> ZoneInfo:
        """The time zone of the clock times."""
        return ZoneInfo(self.settings.timezone)

    def as_problem(self) -> Problem:
        """The roster problem without its shifts: period, team, frame."""
        return Problem(self.first_day, self.last_day, self.people, (), self.settings, self.frame)


@dataclass(frozen=True, slots=True, order=True)
class ShiftShape:
    """A kind of shift (vaktslag): when on the day it starts, how long it is, how much of it is rest, what it takes."""

    starts_at: int
    minutes: int
    passive_minutes: int = 0
    skills: tuple[str, ...] = ()

    @property
    def ends_at(self) -> int:
        """Minutes after midnight when it ends, on its own day or the next."""
        return (self.starts_at + self.minutes) % LONGEST_DAY


@dataclass(frozen=True, slots=True, order=True)
class CoveringShift:
    """A shift that covers a part of the curve (vakt av behovet), in quarters of the curve.

    `handover` quarters at its end are shared with whoever relieves. `rests` are the places of the curve's resting
    stretches that it takes.
    """

    start: int
    end: int
    rests: tuple[int, ...] = ()
    skills: tuple[str, ...] = ()
    handover: int = 0
    passive: int = 0
    priority: int = 2

    @property
    def relieved_at(self) -> int:
        """The quarter from which it no longer covers the need."""
        return self.end - self.handover

    @property
    def day(self) -> int:
        """The day of the curve on which it starts."""
        return self.start // DAY_QUARTERS

    @property
    def kind(self) -> ShiftShape:
        """Its kind, whatever the day."""
        return ShiftShape(
            self.start % DAY_QUARTERS * QUARTER,
            (self.end - self.start) * QUARTER,
            self.passive * QUARTER,
            self.skills,
        )


@dataclass(frozen=True)
class Design:
    """Shifts that cover the curve (vaktforslag), with proof, reasons and what stands in the way.

    `week` are the shifts of the ordinary week, `dated` those of each day of the period: day and shift, in quarters
    from 00:00 of that day. `reasons` belong to `week`, one tuple a shift. `points` and `bound` are of the week.
    """

    status: Status
    week: tuple[CoveringShift, ...]
    dated: tuple[tuple[date, CoveringShift], ...]
    reasons: tuple[tuple[Note, ...], ...]
    notes: tuple[Note, ...]
    points: int | None = None
    bound: int | None = None
    milliseconds: int = 0

    @property
    def gap(self) -> int | None:
        """Points that a better design could still save; 0 is proven best."""
        return None if self.points is None or self.bound is None else self.points - self.bound

    @property
    def minutes(self) -> int:
        """Minutes of all dated shifts on the clock."""
        return sum((shift.end - shift.start) * QUARTER for _, shift in self.dated)
