"""The rules read from the slow minutes: (rule, minute, measured, limit, only a warning) of each finding."""

from collections import defaultdict
from decimal import Decimal
from itertools import combinations, pairwise

from selvstyrt.core.worktime import Regime, SundayMode, bounds
from tests.core.law.calendar import red
from tests.core.worktime.slow import DAY, Minutes

WEEK = 7 * 24 * 60


class Rules:
    """One assistant read slowly."""

    def __init__(self, assessed, limits):
        self.minutes = minutes = Minutes(assessed, limits)
        self.limits, self.contract = limits, assessed.contract
        if minutes.period:
            ends = minutes.period[0], minutes.period[1] - 1
        else:
            starts = [row.minutes[0] for row in minutes.rows if row.judged]
            ends = (min(starts), max(starts)) if starts else ()
        first, last = [minutes.wall(each).date() for each in ends] or (None, None)
        self.bounds = bounds(assessed.contract, assessed.agreements, limits, first=first, last=last)
        self.home = assessed.contract.regime is Regime.HOME
        self.days, self.weeks = minutes.days(), minutes.weeks()
        self.plan_start = 0
        if self.weeks:
            self.plan_start = minutes.at(minutes.week_of(minutes.period[0])) if minutes.period else self.weeks[0][0]
        self.found = defaultdict(list)

    def tell(self, rule, at, measured, limit, warning=False):
        self.found[rule].append((at, measured, limit, warning))

    def all(self):
        for rule in (
            self.ordinary_days, self.ordinary_weeks, self.averages, self.overtime, self.total_days, self.eight_weeks,
            self.daily_rest, self.weekly_rest, self.next_sunday, self.averaged_sundays, self.nights, self.overlaps,
            self.union, self.respite, self.youth,
        ):  # fmt: skip
            rule()
        return {rule: sorted(told) for rule, told in self.found.items()}

    def blocks(self, length, origin):
        """Weeks from `origin`, `length` at a time; the first block that is known and the last one may be short."""
        blocks = defaultdict(list)
        for start, week in self.weeks:
            days = (self.minutes.wall(start).date() - self.minutes.wall(origin).date()).days
            if days >= 0:
                blocks[days // 7 // length].append((start, week))
        return [blocks[number] for number in sorted(blocks)]

    def ordinary_days(self):
        limit = self.bounds.daily_ordinary
        if limit is None:
            return
        for start, day in self.days:
            most, rule = limit, self.bounds.daily_rule
            if self.bounds.passive:
                ceiling = self.limits.ordinary_daily + min(day.passive // 2, self.limits.passive_daily_extension)
                ceiling = self.bounds.passive_consent or ceiling
                if ceiling > most:
                    most, rule = ceiling, "HOME-9-D" if self.home else "AML-10-4-1-D"
            if day.judged and day.ordinary > most:
                self.tell(rule, start, day.ordinary, most, self.only_extra(day, day.ordinary, most))

    def only_extra(self, total, measured, limit):
        """Over the limit only because the clock repeats an hour, or because of the rolling way of counting."""
        return measured - total.extra <= limit

    def ordinary_weeks(self):
        limit = self.bounds.weekly_ordinary
        if limit is None:
            return
        for start, week in self.minutes.judged_weeks():
            most = limit
            if self.bounds.passive:
                extension = min(week.passive // 2, self.limits.passive_weekly_extension)
                most = max(limit, min(limit + extension, self.limits.passive_weekly_ceiling))
            if week.ordinary > most:
                warning = self.only_extra(week, week.ordinary, most)
                self.tell(self.bounds.weekly_rule, start, week.ordinary, most, warning)

    def averages(self):
        bounds = self.bounds
        if bounds.averaging_weeks is None:
            return
        rule = f"{bounds.averaging_rule}-W"
        for start, week in self.minutes.judged_weeks():
            if bounds.week_cap is not None and week.ordinary > bounds.week_cap:
                self.tell(rule, start, week.ordinary, bounds.week_cap)
        end = self.minutes.period[1] if self.minutes.period else None
        for block in self.blocks(bounds.week_average_weeks, self.plan_start):
            inside = [(start, week) for start, week in block if end is None or start < end]
            total = sum(week.ordinary for _, week in inside)
            if total > bounds.week_average * len(inside):
                name = "HOME-9-48" if self.home else rule
                self.tell(name, block[0][0], total // len(inside), bounds.week_average)
        count = bounds.averaging_weeks
        for block in self.blocks(count, self.averaging_origin()):
            total = sum(week.ordinary for _, week in block)
            if total > bounds.average_limit * count and any(week.judged for _, week in block):
                name = "HOME-9-AVG" if self.home else "AML-10-5-AVG"
                self.tell(name, block[0][0], total // count, bounds.average_limit)

    def averaging_origin(self):
        """Whole agreed periods are counted from the week of the agreement's first day."""
        return self.origin(self.bounds.averaging_from, self.bounds.averaging_weeks)

    def known(self):
        """The first minute that something is known of."""
        return min([self.minutes.period[0], *(self.weeks[0][0] for row in self.minutes.rows[:1])])

    def origin(self, first, weeks):
        """The week of an agreement's first day, or whole agreed periods later where nothing before is known."""
        minutes = self.minutes
        if first is None or not minutes.period:
            return self.plan_start
        week = minutes.week_of(minutes.at(first))
        while minutes.at(week + 7 * weeks * DAY) <= self.known():
            week += 7 * weeks * DAY
        return minutes.at(week)

    def overtime(self):
        bounds = self.bounds
        if bounds.overtime_open:
            return
        windows = [("7D", 1, bounds.overtime_week)]
        if bounds.overtime_26_weeks is not None:
            windows.append(("26W", 26, bounds.overtime_26_weeks))
        else:
            windows += [("4W", 4, bounds.overtime_4_weeks), ("52W", 52, bounds.overtime_52_weeks)]
        for suffix, length, limit in windows:
            told = False
            for last in range(len(self.weeks)):
                window = self.weeks[max(0, last - length + 1) : last + 1]
                minutes = sum(week.overtime for _, week in window)
                if minutes <= limit:
                    told = False
                elif (length == 1 or not told) and any(week.judged for _, week in window):
                    told = True
                    self.tell(f"{bounds.overtime_rule}-{suffix}", window[0][0], minutes, limit)

    def total_days(self):
        limit = self.bounds.total_daily
        rule = "HOME-12-D" if self.home else "AML-10-6-8-D"
        for start, day in self.days:
            if limit is not None and day.judged and day.total > limit:
                self.tell(rule, start, day.total, limit, self.only_extra(day, day.total, limit))

    def eight_weeks(self):
        bounds, count = self.bounds, self.bounds.week_average_weeks
        for start, week in self.minutes.judged_weeks():
            if bounds.total_week_cap is not None and week.total > bounds.total_week_cap:
                self.tell("AML-10-6-8-69", start, week.total, bounds.total_week_cap)
        limit = bounds.total_week_average
        if limit is None:
            return
        rule = "HOME-12-W" if self.home else "AML-10-6-8-W"
        for block in self.blocks(count, self.plan_start):
            total = sum(week.total for _, week in block)
            if total > limit * count and any(week.judged for _, week in block):
                self.tell(rule, block[0][0], total // count, limit)
        if self.found.get(rule):
            return
        sliding = [
            (sum(week.total for _, week in self.weeks[first : first + count]), -first)
            for first in range(len(self.weeks) - count + 1)
            if self.weeks[first + count - 1][1].judged
        ]
        if sliding and max(sliding)[0] > limit * count:
            worst, first = max(sliding)
            self.tell(rule, self.weeks[-first][0], worst // count, limit, warning=True)

    def daily_rest(self):
        bounds, minutes = self.bounds, self.minutes
        periods = minutes.main_periods(bounds.main_period)
        rule = "HOME-13-1" if self.home else "AML-10-8-1"
        for start, end in periods:
            extra = minutes.step * sum(
                each in minutes.busy and minutes.repeated(each) for each in minutes.each(start, end)
            )
            if (
                bounds.span_limit is not None
                and minutes.is_judged((start, end))
                and end - start - extra > bounds.span_limit
            ):
                self.tell(f"{rule}-SPAN", start, end - start, bounds.span_limit, warning=True)
        if bounds.respite:
            return
        lost = 0
        for before, after in pairwise(periods):
            rest = minutes.step * sum(each not in minutes.busy for each in minutes.each(before[1], after[0]))
            judged = minutes.is_judged(before) or minutes.is_judged(after)
            if judged and rest < bounds.daily_rest:
                self.tell(rule, before[1], rest, bounds.daily_rest)
            if bounds.compensate:
                if judged and lost and rest < bounds.daily_rest_full + lost:
                    self.tell("AML-10-8-3-COMP", before[1], rest, bounds.daily_rest_full + lost)
                lost = max(0, bounds.daily_rest_full - rest)

    def weekly_rest(self):
        bounds, minutes = self.bounds, self.minutes
        if not minutes.period:
            return
        rule = "AVL-11" if bounds.respite else "HOME-13-2" if self.home else "AML-10-8-2"
        weeks = minutes.touched_weeks()
        lost, runs = 0, minutes.free_runs(weeks[0][0], weeks[-1][1])
        for start, end in weeks:
            inside = max((len(range(max(start, first), min(end, last))) for first, last in runs), default=0)
            touching = max((last - first for first, last in runs if first < end and last > start), default=0)
            if bounds.compensate and lost and inside < bounds.weekly_rest_full + lost:
                self.tell("AML-10-8-3-COMP", start, inside, bounds.weekly_rest_full + lost)
            lost = max(0, bounds.weekly_rest_full - inside)
            if inside < bounds.weekly_rest:
                self.tell(rule, start, inside, bounds.weekly_rest, warning=touching >= bounds.weekly_rest)

    def reds(self, first, last):
        """The Sundays and holidays from one minute up to another."""
        day, end = self.minutes.wall(first).date(), self.minutes.wall(last - 1).date()
        found = []
        while day <= end:
            if red(day):
                found.append(day)
            day += DAY
        return found

    def next_sunday(self):
        minutes = self.minutes
        if self.bounds.sunday_mode is not SundayMode.NEXT or not minutes.period:
            return
        worked, judged = minutes.sundays_worked()
        last = max([minutes.period[1], *(each + 1 for each in minutes.busy)])
        for before, day in pairwise(self.reds(self.known(), last)):
            if before in worked and day in worked and (before in judged or day in judged):
                self.tell("AML-10-8-4-NEXT", minutes.at(day), 2, 1)

    def averaged_sundays(self):
        bounds, minutes = self.bounds, self.minutes
        if bounds.sunday_mode is not SundayMode.AVERAGING or not minutes.period:
            return
        worked, judged = minutes.sundays_worked()
        week = minutes.week_of(self.origin(bounds.sunday_from, bounds.sunday_weeks))
        while minutes.at(week) < minutes.period[1]:
            after = week + 7 * bounds.sunday_weeks * DAY
            if minutes.at(after) <= minutes.period[0]:
                week = after
                continue
            reds = self.reds(minutes.at(week), minutes.at(after))
            busy = [day for day in reds if day in worked]
            if len(busy) > len(reds) / 2 and any(day in judged for day in busy):
                self.tell("AML-10-8-4-AVG", minutes.at(week), len(busy), len(reds) // 2)
            week = after
        free = [each for each in minutes.each(self.known(), minutes.period[1]) if each not in minutes.busy]
        runs = [run for run in minutes.rows_of(free) if run[1] - run[0] >= bounds.weekly_rest_full]
        rested = [
            any(
                first <= minutes.at(day) and minutes.at(day + DAY) <= last
                for day in self.reds(start, end)
                for first, last in runs
            )
            for start, end in minutes.whole_weeks(self.known())
        ]
        weeks, count = minutes.whole_weeks(self.known()), bounds.sunday_rest_every_weeks
        agreed = (
            minutes.at(minutes.week_of(minutes.at(bounds.sunday_from)))
            if bounds.sunday_from
            else weeks[0][0]
            if weeks
            else 0
        )
        for number in range(len(rested) - count + 1):
            if weeks[number + count - 1][1] <= minutes.period[0] or weeks[number][0] < agreed:
                continue
            if not any(rested[number : number + count]):
                self.tell("AML-10-8-4-FOURTH", weeks[number][0], 0, 1)

    def night_window(self):
        night = self.limits.home if self.home else self.limits
        return night.night_from, night.night_to

    def nights(self):
        bounds, limits = self.bounds, self.limits
        if bounds.night_open:
            return
        if self.contract.regular_night_worker:
            count, most = limits.night_average_weeks, limits.night_average_daily
            days = Decimal(count * (WEEK - limits.weekly_rest)) / (24 * 60)
            for block in self.blocks(count, self.night_origin(count)):
                each = sum(week.ordinary for _, week in block) / days
                if each > most and any(week.judged for _, week in block):
                    rule = "HOME-14" if self.home else "AML-10-11-6"
                    self.tell(rule, block[0][0], round(each, 2), most)
        if self.contract.night_special_strain:
            for _, day in self.days:
                long = [
                    row.minutes[0]
                    for row in day.rows
                    if self.minutes.night(row, *self.night_window()) > limits.night_regular_over
                ]
                if day.judged and day.total > limits.night_strain_daily and long:
                    rule = "HOME-14" if self.home else "AML-10-11-7"
                    self.tell(rule, long[0], day.total, limits.night_strain_daily)

    def night_origin(self, count):
        """So far back that the last block ends with the plan, when that much is known; else the plan's first week."""
        minutes = self.minutes
        if not minutes.period:
            return self.plan_start
        first, last = minutes.week_of(minutes.period[0]), minutes.week_of(minutes.period[1] - 1)
        weeks = (last - first).days // 7 + 1
        while weeks % count:
            first, weeks = first - 7 * DAY, weeks + 1
        return minutes.at(first) if minutes.at(first) >= self.known() else self.plan_start

    def overlaps(self):
        for one, other in combinations(self.minutes.rows, 2):
            later = max(one, other, key=lambda each: each.lived.start)
            shared = min(one.lived.stop, other.lived.stop) - later.lived.start
            if shared > 0 and (one.judged or other.judged):
                self.tell("OVERLAP", later.minutes[0], shared, 0)

    def union(self):
        bounds = self.bounds
        if not bounds.union:
            return
        for start, day in self.days:
            if bounds.union_max_24h is not None and day.judged and day.total > bounds.union_max_24h:
                self.tell("AML-10-12-4", start, day.total, bounds.union_max_24h)
        for block in self.blocks(52, self.plan_start):
            total = sum(week.total for _, week in block)
            if not bounds.union_consent and total > 52 * self.limits.union_average_weekly:
                self.tell("AML-10-12-4", block[0][0], total // 52, self.limits.union_average_weekly)

    def respite(self):
        if not self.bounds.respite:
            return
        limits = self.limits.respite
        for start, week in self.minutes.judged_weeks():
            if week.total > limits.week_cap:
                self.tell("AVL-4", start, week.total, limits.week_cap)
        for block in self.blocks(limits.average_weeks, self.plan_start):
            total = sum(week.total for _, week in block)
            if total > limits.average_weeks * limits.weekly_average and any(week.judged for _, week in block):
                self.tell("AVL-4", block[0][0], total // limits.average_weeks, limits.weekly_average)
        for start, end in self.minutes.runs():
            longest = self.bounds.respite_stretch
            if end - start > longest and self.minutes.is_judged((start, end)):
                self.tell("AVL-6" if longest == limits.stretch else "AVL-12", start, end - start, longest)

    def youth(self):
        birth, limits = self.contract.birth_date, self.limits.youth
        if birth is None:
            return

        def years(number):
            day = self.minutes.wall(number).date()
            return sum(
                (birth.year + age, birth.month, birth.day) <= (day.year, day.month, day.day) for age in range(1, 99)
            )

        for row in self.minutes.rows:
            start = row.minutes[0]
            if not row.judged or years(start) >= limits.youth_age:
                continue
            if self.contract.compulsory_school or years(start) < limits.youth_child_age:
                rule, begins = "AML-11-3-1", limits.youth_child_night_from
            else:
                rule, late = "AML-11-3-2", limits.youth_night_from
                begins = late if self.contract.night_work_justified else limits.youth_evening_from
            minutes = self.minutes.night(row, begins, limits.youth_night_to)
            if minutes:
                self.tell(rule, start, minutes, 0)
