"""Who could take a shift (hvem kan ta vakten): law, contract, skills and fixed absence of the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate

from selvstyrt.core.base import Span
from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, WEEK_QUARTERS, CoveringShift, Needs, ShiftShape
from selvstyrt.core.roster import Evaluator, NeedShift, Person
from selvstyrt.core.worktime import bounds, youth_bounds
from selvstyrt.core.worktime.passive import daily_ceiling
from selvstyrt.core.worktime.under18 import is_young
from selvstyrt.engine.reasons import refused

DAY = 24 * 60


@dataclass(frozen=True)
class Busy:
    """In which quarters a person is away (opptatt), added up from the start so that a stretch is one subtraction."""

    sums: tuple[int, ...]

    @classmethod
    def of(cls, quarters: Sequence[int]) -> Busy:
        """From one 0 or 1 for each quarter."""
        return cls((0, *accumulate(quarters)))

    def is_free(self, start: int, end: int) -> bool:
        """True when no quarter of the stretch is taken; outside of what is known all is free."""
        last = len(self.sums) - 1
        return self.sums[min(end, last)] == self.sums[min(max(start, 0), last)]


class Team:
    """The team of the needs, ready to be asked about thousands of shifts."""

    def __init__(self, needs: Needs) -> None:
        self.needs = needs
        self.people = needs.people
        self.evaluator = Evaluator.of(needs.as_problem())
        self._longest: dict[tuple[str, int], tuple[int, str]] = {}
        self._lawful: dict[tuple[str, ShiftShape, bool], str] = {}

    @cached_property
    def _away(self) -> dict[str, bytearray]:
        """For each person one byte a quarter from 00:00 on the first day, with a day behind the last."""
        return {person.id: self._away_of(person) for person in self.people}

    def _away_of(self, person: Person) -> bytearray:
        zone, length = self.needs.zone, (self.needs.day_count + 2) * DAY_QUARTERS
        origin = datetime.combine(self.needs.first_day, time())
        found = bytearray(length)
        for span in person.unavailable:
            walls = [moment.astimezone(zone).replace(tzinfo=None) for moment in (span.start, span.end)]
            start = (walls[0] - origin) // timedelta(minutes=QUARTER)
            end = -((origin - walls[1]) // timedelta(minutes=QUARTER))
            start, end = max(start, 0), min(end, length)
            if start < end:
                found[start:end] = b"\x01" * (end - start)
        return found

    @cached_property
    def weekly(self) -> dict[str, Busy]:
        """The quarters of the week in which somebody is away more often than not, for two weeks on end."""
        offset = self.needs.first_day.weekday() * DAY_QUARTERS
        known = self.needs.day_count * DAY_QUARTERS
        found = {}
        for person in self.people:
            away = self._away[person.id]
            week = []
            for quarter in range(WEEK_QUARTERS):
                times = away[(quarter - offset) % WEEK_QUARTERS : known : WEEK_QUARTERS]
                week.append(int(2 * sum(times) > len(times)))
            found[person.id] = Busy.of([*week, *week])
        return found

    def dated(self, first_day: date, length: int) -> dict[str, Busy]:
        """The same for the quarters of some days as they are."""
        offset = (first_day - self.needs.first_day).days * DAY_QUARTERS
        found = {}
        for person in self.people:
            away = self._away[person.id]
            found[person.id] = Busy.of([*([0] * max(0, -offset)), *away[max(0, offset) : offset + length]])
        return found

    def longest(self, person: Person, passive_minutes: int) -> tuple[int, str]:
        """The longest shift in minutes that contract and law leave the person, and the rule that says so.

        Sources: aml. §§ 10-4, 10-5, 10-6 (8), 10-8 (1), 11-2 and the agreements on record, by `core.worktime.bounds`.
        """
        key = (person.id, passive_minutes)
        if key not in self._longest:
            self._longest[key] = self._longest_of(person, passive_minutes)
        return self._longest[key]

    def _longest_of(self, person: Person, passive_minutes: int) -> tuple[int, str]:
        limits, needs = self.evaluator.limits, self.needs
        found = bounds(person.contract, person.agreements, limits, first=needs.first_day, last=needs.last_day)
        caps = [(DAY, "DAY")]
        if found.daily_ordinary is not None:
            daily = found.daily_ordinary
            if found.passive:
                daily = max(daily, daily_ceiling(passive_minutes, found, limits))
            caps.append((daily, found.daily_rule))
        if found.total_daily is not None:
            caps.append((max(found.total_daily, found.passive_consent or 0), "AML-10-6-8-D"))
        if found.span_limit is not None:
            caps.append((found.span_limit, "AML-10-8-1-SPAN"))
        if found.union and found.union_max_24h is not None:
            caps.append((found.union_max_24h, "AML-10-12-4"))
        if is_young(person.contract, needs.first_day, limits.youth):
            young = youth_bounds(person.contract, needs.first_day, limits.youth)
            caps.append((young.daily, "AML-11-2-2" if young.child else "AML-11-2-3"))
        if person.max_weekly_minutes is not None:
            caps.append((person.max_weekly_minutes, "CONTRACT-MAX"))
        return min(caps)

    def takers(self, shift: CoveringShift, busy: dict[str, Busy]) -> list[Person]:
        """Those who have the skills, are not away, and whom the plain limits of a day leave so long a shift."""
        minutes, passive = (shift.end - shift.start) * QUARTER, shift.passive * QUARTER
        skills = frozenset(shift.skills)
        return [
            person
            for person in self.people
            if skills <= person.skills
            and minutes <= self.longest(person, passive)[0]
            and busy[person.id].is_free(shift.start, shift.end)
        ]

    def fit_count(self, takers: Sequence[Person], shift: CoveringShift) -> int:
        """How many of them the shift fits by contract: it is not longer than their hours of a week."""
        minutes = (shift.end - shift.start) * QUARTER
        return sum(minutes <= person.weekly_minutes for person in takers)

    def breach(self, person: Person, shift: CoveringShift, weekday: int) -> str:
        """The rule that keeps the person from this shift taken alone, judged by the evaluator; empty when none does."""
        weekend = weekday >= 4
        key = (person.id, shift.kind, weekend)
        if key not in self._lawful:
            alone = replace(person, history=(), unavailable=())
            found = refused(self.evaluator, alone, [self._as_need(shift, weekday)])
            self._lawful[key] = found[0].rule if found else ""
        return self._lawful[key]

    def breach_on(self, day: date, shift: CoveringShift) -> str:
        """The rule that keeps all who have the skills from the shift of that very day; empty when somebody may."""
        skills, need = frozenset(shift.skills), self._need_on(day, shift)
        rule = ""
        for person in self.people:
            if skills <= person.skills:
                alone = replace(person, history=(), unavailable=())
                found = refused(self.evaluator, alone, [need])
                if not found:
                    return ""
                rule = rule or found[0].rule
        return rule

    def _as_need(self, shift: CoveringShift, weekday: int) -> NeedShift:
        """The shift on a day of that kind in the period, or near it, on which the clock does not change."""
        return self._need_on(
            self.needs.first_day + timedelta(days=(weekday - self.needs.first_day.weekday()) % 7), shift
        )

    def _need_on(self, day: date, shift: CoveringShift) -> NeedShift:
        start = datetime.combine(day, time()) + timedelta(minutes=shift.start % DAY_QUARTERS * QUARTER)
        minutes = (shift.end - shift.start) * QUARTER
        begin = Span.of_day(day, self.needs.zone).start + timedelta(hours=start.hour, minutes=start.minute)
        return NeedShift(
            "design", Span(begin, begin + timedelta(minutes=minutes)), passive_minutes=shift.passive * QUARTER
        )
