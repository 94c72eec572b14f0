"""Questions about worked time: what waits for whom, weeks, months, one entry."""

from selvstyrt.apps.timesheets.queries.entries import (
    Deviation,
    EntryView,
    deviations,
    entries_between,
    entry_view,
)
from selvstyrt.apps.timesheets.queries.months import MonthView, months_of, months_to_lock
from selvstyrt.apps.timesheets.queries.shifts import ShiftView, missing_shifts, planned_contents, shift_to_enter
from selvstyrt.apps.timesheets.queries.weeks import WaitingWeek, WeekView, week_of, weeks_waiting

__all__ = [
    "Deviation",
    "EntryView",
    "MonthView",
    "ShiftView",
    "WaitingWeek",
    "WeekView",
    "deviations",
    "entries_between",
    "entry_view",
    "missing_shifts",
    "months_of",
    "months_to_lock",
    "planned_contents",
    "shift_to_enter",
    "week_of",
    "weeks_waiting",
]
