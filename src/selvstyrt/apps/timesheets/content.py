"""What somebody says that they worked (innholdet i en timeføring), checked as far as it can be alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.core.base import OSLO, Span, WrongInput

NOTE_LIMIT = 2000
# An attendance of more than a day and a night is two entries.
LONGEST_ON_THE_CLOCK = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class EntryContent:
    """One attendance as it was (timeføringens innhold): when, what, break, rest and calls.

    `rest` is the resting duty, with the calls inside it. A break is paid when `break_counts_as_work`.

    Raises: WrongInput `entry_too_long`, `not_whole_minutes`, `rest_outside_entry`, `call_without_rest`,
    `call_outside_rest`, `calls_overlap`, `break_too_long`, `unknown_kind`, and those of `plain_text`.
    """

    span: Span
    kind: str = TimeEntry.Kind.WORK
    break_minutes: int = 0
    break_counts_as_work: bool = True
    rest: Span | None = None
    calls: tuple[Span, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "calls", tuple(sorted(self.calls)))
        object.__setattr__(self, "note", plain_text(self.note, field="note", limit=NOTE_LIMIT))
        self._check_times()
        self._check_calls()
        active = self.span.minutes - (self.rest.minutes if self.rest else 0)
        if not 0 <= self.break_minutes <= active:
            raise WrongInput(
                "break_too_long",
                f"A break of {self.break_minutes} minutes is longer than the {active} active minutes; shorten it.",
                break_minutes=self.break_minutes,
                active_minutes=active,
            )
        if self.kind not in TimeEntry.Kind.values:
            raise WrongInput("unknown_kind", f"{self.kind!r} is no kind of time entry.", kind=self.kind)

    def _check_times(self) -> None:
        for moment in (self.span.start, self.span.end):
            if moment.second or moment.microsecond:
                raise WrongInput("not_whole_minutes", "Times are given in whole minutes.", at=moment)
        on_the_clock = _wall(self.span.end) - _wall(self.span.start)
        if on_the_clock > LONGEST_ON_THE_CLOCK:
            raise WrongInput(
                "entry_too_long",
                "The time is longer than 24 hours; register one entry for each day and night.",
                minutes=self.span.minutes,
            )
        if self.rest is not None and not self.span.contains(self.rest):
            raise WrongInput(
                "rest_outside_entry",
                "The resting time lies outside the entry; correct its times.",
                start=self.rest.start,
                end=self.rest.end,
            )

    def _check_calls(self) -> None:
        for number, call in enumerate(self.calls, start=1):
            if self.rest is None:
                raise WrongInput(
                    "call_without_rest", "A call needs resting time around it; give the resting time.", number=number
                )
            if not self.rest.contains(call):
                raise WrongInput(
                    "call_outside_rest",
                    "A call lies outside the resting time; correct its times.",
                    number=number,
                    start=call.start,
                    end=call.end,
                )
        for one, other in zip(self.calls, self.calls[1:], strict=False):
            if one.overlaps(other):
                raise WrongInput(
                    "calls_overlap", "Two calls overlap; register them as one.", start=other.start, end=one.end
                )

    @property
    def passive_minutes(self) -> int:
        """Minutes of resting duty, the calls included."""
        return self.rest.minutes if self.rest else 0

    @property
    def active_minutes(self) -> int:
        """Minutes of work: without rest and unpaid break, with the calls."""
        return self.span.minutes - self.unpaid_break - self.resting_minutes

    @property
    def resting_minutes(self) -> int:
        """Minutes of rest: resting duty without the calls in it."""
        return self.passive_minutes - sum(call.minutes for call in self.calls)

    @property
    def unpaid_break(self) -> int:
        """Minutes of break that are not working time."""
        return 0 if self.break_counts_as_work else self.break_minutes


def _wall(moment: datetime) -> datetime:
    return moment.astimezone(OSLO).replace(tzinfo=None)
