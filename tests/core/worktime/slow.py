"""A second, slow reading of three rules on a grid of single minutes, written without the first one's code.

Each local day is a row of minutes of elapsed time; nothing is sorted, merged or cached.
"""

from datetime import UTC, datetime, timedelta

from selvstyrt.core.base import OSLO

MINUTE = timedelta(minutes=1)


def minute(instant):
    return int(instant.astimezone(UTC).timestamp()) // 60


def local_midnight(day):
    return minute(datetime(day.year, day.month, day.day, tzinfo=OSLO))


class Grid:
    """One list entry per minute from the first to the last: worked or not."""

    def __init__(self, shifts, period):
        self.first = min([minute(shift.span.start) for shift in shifts] + [minute(period.start)])
        self.last = max([minute(shift.span.end) for shift in shifts] + [minute(period.end)])
        self.busy = [0] * (self.last - self.first)
        for shift in shifts:
            for each in range(minute(shift.span.start), minute(shift.span.end)):
                self.busy[each - self.first] += 1

    def runs(self):
        """(worked or free, start, end) in order."""
        found = []
        for offset, busy in enumerate(self.busy):
            if not found or found[-1][0] != bool(busy):
                found.append([bool(busy), offset, offset])
            found[-1][2] = offset + 1
        return [(worked, start + self.first, end + self.first) for worked, start, end in found]


def short_daily_rests(shifts, period, rest=660, whole=780):
    """(end of work, minutes of rest) for each rest that is too short between main work periods."""
    found, start, last_end = [], None, None
    for worked, begins, ends in Grid(shifts, period).runs():
        if not worked:
            continue
        if start is None:
            start, last_end = begins, ends
        elif ends - start <= whole:
            last_end = ends
        else:
            if begins - last_end < rest:
                found.append((last_end, begins - last_end))
            start, last_end = begins, ends
    return found


def week_rests(shifts, period):
    """The longest free stretch inside each whole week of the period."""
    grid = Grid(shifts, period)
    found = []
    monday = period.start.astimezone(OSLO).date()
    while local_midnight(monday + timedelta(days=7)) <= minute(period.end):
        longest = now = 0
        for each in range(local_midnight(monday), local_midnight(monday + timedelta(days=7))):
            now = 0 if grid.busy[each - grid.first] else now + 1
            longest = max(longest, now)
        found.append(longest)
        monday += timedelta(days=7)
    return found


def week_minutes(shifts, period):
    """Worked minutes in each whole week of the period."""
    grid = Grid(shifts, period)
    found = []
    monday = period.start.astimezone(OSLO).date()
    while local_midnight(monday + timedelta(days=7)) <= minute(period.end):
        begin, end = local_midnight(monday) - grid.first, local_midnight(monday + timedelta(days=7)) - grid.first
        found.append(sum(grid.busy[begin:end]))
        monday += timedelta(days=7)
    return found
