"""From decisions to granted minutes (tildeling per dag).

A decision is a weekly average. Its line grants, after n days, the whole minutes of n x weekly minutes / 7;
a day grants what that day adds. So days add up to the stretch exactly, wherever it is cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from selvstyrt.core.base import Citation, DateRange, Step, WrongInput

GRANT_RULE = Citation("docs/rules/hours.md, Grant")
MOST_WEEKLY_MINUTES = 2 * 7 * 24 * 60
"""Two assistants at once, all hours of the week: nothing in a decision can be read as more."""


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A line of a decision in force over some days (vedtakslinje): minutes a week, as an average.

    Raises: WrongInput `weekly_minutes_out_of_range`.
    """

    decision: str
    weekly_minutes: int
    days: DateRange
    line: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.weekly_minutes <= MOST_WEEKLY_MINUTES:
            raise WrongInput(
                "weekly_minutes_out_of_range",
                f"Decision {self.decision} grants {self.weekly_minutes} minutes a week; two assistants all hours of "
                f"the week are {MOST_WEEKLY_MINUTES}.",
                decision=self.decision,
                weekly_minutes=self.weekly_minutes,
            )


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with its lines (vedtak); a later one supersedes it from its own first day, for good."""

    id: str
    days: DateRange
    lines: tuple[GrantLine, ...]

    @classmethod
    def of_weekly(cls, decision: str, weekly_minutes: int, days: DateRange) -> Decision:
        """A decision with one line over all its days."""
        return cls(decision, days, (GrantLine(decision, weekly_minutes, days),))


class DayMinutes(NamedTuple):
    """Minutes on a day (dagsminutter)."""

    day: date
    minutes: int


def lines_in_force(decisions: Sequence[Decision]) -> tuple[GrantLine, ...]:
    """The lines of each decision, cut to its own days and to the day before the next decision starts.

    Raises: WrongInput `decisions_start_same_day`.
    """
    ordered = sorted(decisions, key=lambda decision: decision.days.start)
    lines = []
    for place, decision in enumerate(ordered):
        following = ordered[place + 1] if place + 1 < len(ordered) else None
        frame: DateRange | None = decision.days
        if following is not None:
            if following.days.start == decision.days.start:
                raise WrongInput(
                    "decisions_start_same_day",
                    f"Decisions {decision.id} and {following.id} both start on {decision.days.start}; only one can "
                    "be in force. Revoke one or change its first day.",
                    decisions=(decision.id, following.id),
                    day=decision.days.start,
                )
            frame = decision.days.cut(DateRange(decision.days.start, following.days.start))
        for line in decision.lines:
            days = frame and line.days.cut(frame)
            if days is not None:
                lines.append(GrantLine(line.decision, line.weekly_minutes, days, line.line))
    return tuple(lines)


def _granted_before(line: GrantLine, day: date) -> int:
    """Minutes granted by the line on the days before `day`."""
    end = day if line.days.end is None else min(day, line.days.end)
    return max((end - line.days.start).days, 0) * line.weekly_minutes // 7


def _last(days: DateRange) -> date:
    if days.end is None:
        raise WrongInput("range_without_end", "A grant is asked for over days with an end.", start=days.start)
    return days.end


def grant_minutes(lines: Sequence[GrantLine], days: DateRange) -> int:
    """Minutes granted over some days by all lines together.

    >>> year = DateRange(date(2025, 1, 1), date(2026, 1, 1))
    >>> grant_minutes([GrantLine("A", 2100, DateRange(date(2025, 1, 1)))], year)
    109500

    Raises: WrongInput `range_without_end`.
    """
    end = _last(days)
    return sum(_granted_before(line, end) - _granted_before(line, days.start) for line in lines)


def daily_grants(lines: Sequence[GrantLine], days: DateRange) -> list[DayMinutes]:
    """Minutes granted on each day; days without a grant are there with 0.

    Raises: WrongInput `range_without_end`.
    """
    _last(days)
    return [
        DayMinutes(day, sum(_granted_before(line, _next(day)) - _granted_before(line, day) for line in lines))
        for day in days.days()
    ]


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def grant_steps(lines: Sequence[GrantLine], days: DateRange) -> tuple[Step, ...]:
    """How the grant over some days came about: one step a line."""
    steps = []
    for line in lines:
        common = line.days.cut(days)
        if common is None:
            continue
        inputs = {
            "decision": line.decision,
            "line": line.line,
            "weekly_minutes": line.weekly_minutes,
            "first_day": common.start,
            "days": common.day_count,
        }
        steps.append(Step("grant.line", GRANT_RULE, inputs, grant_minutes([line], common)))
    return tuple(steps)
