"""A second, slow reading of the working-time rules on single minutes, written without the first one's code.

Each shift is a row of minutes; each minute is asked for its date, its week, its hour. Nothing is sorted into
intervals, merged or looked up. Only the bounds that contract and agreements set are taken from the product.
Where every time of a roster is a multiple of so many minutes, that many minutes are asked at once (`step`).
"""

from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from functools import cache
from math import gcd
from zoneinfo import ZoneInfo

from selvstyrt.core.worktime import CountingMode, HoursBasis, ShiftKind
from tests.core.law.calendar import in_sunday_window, red_day_of

DAY = timedelta(days=1)
EPOCH = datetime(1970, 1, 1)


def minute(instant):
    return int(instant.astimezone(UTC).timestamp()) // 60


def lived(number, zone):
    """Local date and time of a minute of elapsed time; `fold` is 1 in the hour that the clock repeats."""
    return datetime.fromtimestamp(number * 60, zone).replace(tzinfo=None)


@cache
def week_of_day(day, first):
    """The last day on or before `day` on which the week begins."""
    while day.weekday() != first:
        day -= DAY
    return day


class Row:
    """One shift or call-out as a row of minutes."""

    def __init__(self, shift, span, minutes, kind, judged):
        self.minutes, self.kind, self.judged = minutes, kind, judged
        self.lived = range(minute(span.start), minute(span.end))
        self.length = len(minutes) * minutes.step
        called = kind == "callout"
        unpaid = 0 if called or shift.break_counts_as_work else shift.break_minutes
        self.worked = max(0, self.length - unpaid)
        self.passive = 0 if called else shift.passive_minutes
        inside = shift.overtime_break_minutes if kind == "overtime" and shift.overtime_break_inside else 0
        self.counted = max(0, self.worked - inside)

    def part(self, of, count):
        """The share of `of` minutes that falls on `count` of the minutes, whole minutes downward."""
        return of * count // self.length


class Total:
    """What one day or week holds."""

    def __init__(self):
        self.ordinary = self.overtime = self.total = self.passive = self.extra = 0
        self.judged, self.rows = False, []

    def add(self, row, minutes, repeated):
        count = len(minutes) * row.minutes.step
        self.total += row.part(row.worked, count)
        self.passive += row.part(row.passive, count)
        if row.kind == "ordinary":
            self.ordinary += row.part(row.worked, count)
        if row.kind == "overtime":
            self.overtime += row.part(row.counted, count)
        self.extra += sum(map(repeated, minutes)) * row.minutes.step
        self.judged = self.judged or row.judged
        self.rows.append(row)


class Minutes:
    """All the minutes of one assistant: worked ones, and what the wall says in each."""

    def __init__(self, assessed, limits):
        self.assessed, self.limits = assessed, limits
        self.settings = assessed.settings
        self.zone = ZoneInfo(self.settings.timezone)
        self.elapsed = self.settings.hours_basis is HoursBasis.ELAPSED
        self.period = assessed.period and (self.of(assessed.period.start), self.of(assessed.period.end))
        self.rows, self.standby, self.walls = [], [], {}
        spans = [each.span for each in (*assessed.shifts, *assessed.history)]
        spans += [call for each in (*assessed.shifts, *assessed.history) for call in each.callouts]
        spans += [assessed.period] if assessed.period else []
        self.step = gcd(60, *(self.of(end) for span in spans for end in (span.start, span.end)))
        for shift, judged in [(each, False) for each in assessed.history] + [(each, True) for each in assessed.shifts]:
            self.take(shift, judged and self.inside_period(self.of(shift.span.start)))
        self.rows.sort(key=lambda row: row.minutes[0])
        self.busy = Counter(each for row in self.rows for each in row.minutes)
        self.judged = {each for row in self.rows if row.judged for each in row.minutes}

    def of(self, instant):
        if self.elapsed:
            return minute(instant)
        local = instant.astimezone(self.zone)
        return (local.replace(tzinfo=None) - EPOCH) // timedelta(minutes=1)

    def wall(self, number):
        if number not in self.walls:
            self.walls[number] = lived(number, self.zone) if self.elapsed else EPOCH + timedelta(minutes=number)
        return self.walls[number]

    def repeated(self, number):
        """True in the hour that the clock repeats in autumn."""
        return self.elapsed and self.wall(number).fold == 1

    def at(self, day, clock=0):
        """The minute at which a local day shows `clock` minutes after midnight."""
        wall = datetime(day.year, day.month, day.day) + timedelta(minutes=clock)
        return minute(wall.replace(tzinfo=self.zone)) if self.elapsed else (wall - EPOCH) // timedelta(minutes=1)

    def inside_period(self, number):
        return self.period is None or self.period[0] <= number < self.period[1]

    def take(self, shift, judged):
        minutes = self.between(shift.span)
        if shift.kind is not ShiftKind.STANDBY:
            kind = "overtime" if shift.kind is ShiftKind.OVERTIME else "ordinary"
            self.rows.append(Row(shift, shift.span, minutes, kind, judged))
            return
        calls = [Row(shift, call, self.between(call), "callout", judged) for call in shift.callouts]
        self.standby.append(set(minutes) - {each for call in calls for each in call.minutes})
        self.rows += calls

    def between(self, span):
        """The minutes of a stretch; where the wall shows an hour twice, at least those lived, up to an hour."""
        start, stop = self.of(span.start), self.of(span.end)
        lived = minute(span.end) - minute(span.start)
        if lived > stop - start:
            stop = max(stop, start + min(lived, 60))
        return range(start, stop, self.step)

    def date_of(self, number):
        """The date of the 24 hours that a minute belongs to."""
        return (self.wall(number) - timedelta(minutes=self.settings.day_boundary_minutes)).date()

    def week_of(self, number):
        """The first date of the week that a minute belongs to."""
        return week_of_day(self.wall(number).date(), self.settings.week_start)

    def by(self, name):
        """Totals by date or week: each minute goes where `name` says, a share of the break with it."""
        found = defaultdict(Total)
        for row in self.rows:
            places = defaultdict(list)
            for each in row.minutes:
                places[name(row, each)].append(each)
            for place, minutes in places.items():
                found[place].add(row, minutes, self.repeated)
        return found

    def days(self):
        """(start, total) of each 24 hours with work in it, in the chosen way of counting."""
        mode = self.settings.h24_mode
        if mode is CountingMode.ROLLING:
            return self.rolling()
        if mode is CountingMode.FIXED_SPLIT:
            found = self.by(lambda row, each: self.date_of(each))
        else:
            found = self.by(lambda row, each: self.date_of(row.minutes[0]))
        if self.assessed.contract.standby_counts:
            for waiting in self.standby:
                for day, count in Counter(self.date_of(each) for each in waiting).items():
                    if day in found:
                        found[day].ordinary += count * self.step // self.limits.standby_divisor
        return [(self.at(day, self.settings.day_boundary_minutes), found[day]) for day in sorted(found)]

    def rolling(self):
        found = []
        for number, first in enumerate(self.rows):
            total, start = Total(), first.minutes[0]
            window = range(start, start + 24 * 60, self.step)
            for row in self.rows[number:]:
                minutes = [each for each in row.minutes if each in window]
                if minutes:
                    total.add(row, minutes, self.repeated)
            if self.assessed.contract.standby_counts:
                for waiting in self.standby:
                    free = sum(each in waiting for each in window) * self.step
                    total.ordinary += free // self.limits.standby_divisor
            found.append((start, total))
        return found

    def weeks(self):
        """(start, total) of each week, from the first known to the last, empty ones too."""
        found = self.by(lambda row, each: self.week_of(each))
        weeks = set(found)
        if self.period:
            weeks |= {self.week_of(self.period[0]), self.week_of(self.period[1] - 1)}
        if not weeks:
            return []
        week = min(weeks)
        while week <= max(weeks):
            found[week].ordinary += 0
            week += 7 * DAY
        if self.assessed.contract.standby_counts:
            for waiting in self.standby:
                for week, count in Counter(self.week_of(each) for each in waiting).items():
                    if week in found:
                        found[week].ordinary += count * self.step // self.limits.standby_divisor
        return [(self.at(week), found[week]) for week in sorted(found)]

    def judged_weeks(self):
        return [
            (start, week) for start, week in self.weeks() if week.judged or (self.period and self.inside_period(start))
        ]

    def runs(self):
        """(start, end) of each row of busy minutes without a free one between."""
        return self.rows_of(sorted(self.busy))

    def main_periods(self, whole):
        """Runs of work joined as long as the whole lasts at most `whole` minutes."""
        found = []
        for start, end in self.runs():
            if found and end - found[-1][0] <= whole:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def is_judged(self, span):
        return any(each in self.judged for each in self.each(*span))

    def night(self, row, start, end):
        """Minutes of a shift from `start` to `end` o'clock, over midnight."""
        clocks = [60 * self.wall(each).hour + self.wall(each).minute for each in row.minutes]
        return sum(clock >= start or clock < end for clock in clocks) * self.step

    def sunday(self, row):
        return sum(in_sunday_window(self.wall(each)) for each in row.minutes) * self.step

    def sundays_worked(self):
        """The Sundays and holidays with work in their hours, and those of them that are judged."""
        worked, judged = set(), set()
        for each in self.busy:
            wall = self.wall(each)
            if in_sunday_window(wall):
                worked.add(red_day_of(wall))
                if each in self.judged:
                    judged.add(red_day_of(wall))
        return worked, judged

    def whole_weeks(self, first=None):
        """(start, end) of the weeks wholly inside the period, or from a minute before it to its end."""
        if not self.period:
            return []
        first = self.period[0] if first is None else first
        found, week = [], self.week_of(first)
        while self.at(week + 7 * DAY) <= self.period[1]:
            if self.at(week) >= first:
                found.append((self.at(week), self.at(week + 7 * DAY)))
            week += 7 * DAY
        return found

    def touched_weeks(self):
        """(start, end) of the weeks with a minute of the period."""
        mondays = sorted({self.week_of(each) for each in self.each(*self.period)})
        return [(self.at(week), self.at(week + 7 * DAY)) for week in mondays]

    def free_runs(self, start=None, end=None):
        """(start, end) of time known to be free: in the period, and after known work right before it."""
        start, end = self.period if start is None else (start, end)
        runs = self.runs()
        if runs and runs[0][1] <= start:
            start = runs[0][1]
        return self.rows_of([each for each in self.each(start, end) if each not in self.busy])

    def each(self, start, end):
        return range(start, end, self.step)

    def rows_of(self, minutes):
        """(start, end) of each unbroken row in sorted minutes."""
        found = []
        for each in minutes:
            if found and each == found[-1][1]:
                found[-1] = (found[-1][0], each + self.step)
            else:
                found.append((each, each + self.step))
        return found
