"""Questions about worked time: what waits for whom, weeks, months, one entry."""

from selvstyrt.apps.timesheets.queries.assignments import AssistantName, assignment_on, assistants_of
from selvstyrt.apps.timesheets.queries.entries import (
    Deviation,
    EntryView,
    deviations,
    entries_between,
    entry_view,
)
from selvstyrt.apps.timesheets.queries.months import MonthView, months_of, months_to_lock
from selvstyrt.apps.timesheets.queries.shifts import ShiftView, missing_shifts, planned_contents, shift_to_enter
from selvstyrt.apps.timesheets.queries.weeks import WaitingWeek, WeekView, monday_of, week_of, weeks_waiting

__all__ = [
    "AssistantName",
    "Deviation",
    "EntryView",
    "MonthView",
    "ShiftView",
    "WaitingWeek",
    "WeekView",
    "assignment_on",
    "assistants_of",
    "deviations",
    "entries_between",
    "entry_view",
    "missing_shifts",
    "monday_of",
    "months_of",
    "months_to_lock",
    "planned_contents",
    "shift_to_enter",
    "week_of",
    "weeks_waiting",
]
