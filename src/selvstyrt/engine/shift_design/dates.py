"""Days that differ (unntaksdager): new shifts around them, the ordinary ones everywhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selvstyrt.core.needs import (
    DAY_QUARTERS,
    CoveringShift,
    Curve,
    Needs,
    RestStretch,
    ShiftShape,
    dated_curve,
)
from selvstyrt.core.roster.roster import Note, Status
from selvstyrt.engine.shift_design.candidates import Setting, candidates
from selvstyrt.engine.shift_design.model import Task
from selvstyrt.engine.shift_design.team import Team
from selvstyrt.engine.shift_design.week import lawful_cover, most_starts, weekly_minutes

BEFORE = 2
"""Days before the first different one that are looked at: shifts that start the day before may change."""

Dated = tuple[date, CoveringShift]


@dataclass(frozen=True)
class Window:
    """Some days around days that differ: the curve as it is and as the ordinary week has it, from 00:00 of `origin`."""

    origin: date
    first: date
    last: date
    actual: Curve
    ordinary: Curve

    def quarter(self, day: date) -> int:
        """The first quarter of a day."""
        return (day - self.origin).days * DAY_QUARTERS

    def changed(self) -> set[int]:
        """Quarters in which the need is not the ordinary one."""
        pairs = [(self.actual.active, self.ordinary.active), (self.actual.resting(), self.ordinary.resting())]
        empty = (0,) * self.actual.length
        pairs += [
            (self.actual.skilled.get(skill, empty), self.ordinary.skilled.get(skill, empty))
            for skill in {*self.actual.skilled, *self.ordinary.skilled}
        ]
        return {at for here, usual in pairs for at in range(self.actual.length) if here[at] != usual[at]}


def dated_shifts(
    needs: Needs,
    week: Sequence[CoveringShift],
    rests: Sequence[RestStretch],
    team: Team | None,
    *,
    seconds: float,
    seed: int,
) -> tuple[list[Dated], list[Note]]:
    """The shifts of every day of the period, and a note for each stretch of days that cannot be covered."""
    placed = _ordinary(needs, week, rests)
    notes: list[Note] = []
    known = frozenset(shift.kind for shift in week)
    for first, last in _runs(needs):
        window = _window(needs, first, last)
        freed = _freed(window, placed)
        kept = [each for each in placed if each not in freed]
        fresh = _cover_window(needs, window, kept, team, known, seconds=seconds, seed=seed)
        if fresh is None:
            notes.append(Note("dates_impossible", {"first_day": first, "last_day": last}))
            continue
        placed = kept + [(day, shift) for day, shift in fresh if needs.first_day <= day <= needs.last_day]
    return sorted(placed, key=lambda each: (each[0], each[1].start, each[1].end, each[1].skills)), notes


def _ordinary(needs: Needs, week: Sequence[CoveringShift], rests: Sequence[RestStretch]) -> list[Dated]:
    """The ordinary week laid out over the days; `rests` become quarters from 00:00 of the shift's own day."""
    by_weekday: dict[int, list[CoveringShift]] = {}
    for shift in week:
        midnight = shift.day * DAY_QUARTERS
        offsets = tuple(_after(rests[place].start - midnight, 7 * DAY_QUARTERS) for place in shift.rests)
        own = replace(shift, start=shift.start - midnight, end=shift.end - midnight, rests=offsets)
        by_weekday.setdefault(shift.day % 7, []).append(own)
    days = (needs.first_day + timedelta(days=number) for number in range(needs.day_count))
    return [(day, shift) for day in days for shift in by_weekday.get(day.weekday(), [])]


def _after(offset: int, week: int) -> int:
    return offset if offset >= 0 else offset + week


def _runs(needs: Needs) -> Iterator[tuple[date, date]]:
    """Stretches of days that differ; those with a single ordinary day between them are one stretch."""
    days = sorted(
        {
            day
            for exception in needs.dates
            for number in range((exception.last_day - exception.first_day).days + 1)
            if needs.first_day <= (day := exception.first_day + timedelta(days=number)) <= needs.last_day
        }
    )
    run: list[date] = []
    for day in days:
        if run and (day - run[-1]).days > BEFORE:
            yield run[0], run[-1]
            run = []
        run.append(day)
    if run:
        yield run[0], run[-1]


def _window(needs: Needs, first: date, last: date) -> Window:
    origin = max(first - timedelta(days=BEFORE), needs.first_day)
    end = min(last + timedelta(days=1), needs.last_day)
    return Window(
        origin,
        first,
        last,
        dated_curve(needs.week, needs.dates, origin, end),
        dated_curve(needs.week, (), origin, end),
    )


def _freed(window: Window, placed: Sequence[Dated]) -> list[Dated]:
    """Ordinary shifts on those days, or beside them where they reach into a need that has changed."""
    changed = window.changed()
    found = []
    for day, shift in placed:
        if not window.first - timedelta(days=1) <= day <= window.last + timedelta(days=1):
            continue
        start = window.quarter(day) + shift.start
        reach = range(start, start + shift.end - shift.start)
        if window.first <= day <= window.last or any(at in changed for at in reach):
            found.append((day, shift))
    return found


def _cover_window(
    needs: Needs,
    window: Window,
    kept: Sequence[Dated],
    team: Team | None,
    known: frozenset[ShiftShape],
    *,
    seconds: float,
    seed: int,
) -> list[Dated] | None:
    left = _left(window, kept)
    starts = window.quarter(max(window.first - timedelta(days=1), window.origin)) // DAY_QUARTERS
    last_start = min(window.last + timedelta(days=1), needs.last_day)
    days = range(starts, window.quarter(last_start) // DAY_QUARTERS + 1)
    busy = team.dated(window.origin, left.length) if team is not None else None
    setting = Setting(left, needs.rules, days, team, busy)
    standing = [_at(shift, window.quarter(day)) for day, shift in kept if day >= window.origin]
    task = Task(
        left,
        candidates(setting),
        needs.weights,
        most_starts=most_starts(window.actual, needs.rules, standing),
        known=known,
        overlap=needs.rules.overlap // 15,
        weekly=weekly_minutes(needs),
    )
    answer = lawful_cover(task, setting, seconds=seconds, seed=seed).answer
    if answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        return None
    return [_on_its_day(window, left, shift) for shift in answer.shifts]


def _at(shift: CoveringShift, midnight: int) -> CoveringShift:
    return replace(shift, start=shift.start + midnight, end=shift.end + midnight)


def _on_its_day(window: Window, curve: Curve, shift: CoveringShift) -> Dated:
    midnight = shift.day * DAY_QUARTERS
    rests = tuple(curve.rests[place].start - midnight for place in shift.rests)
    own = replace(shift, start=shift.start - midnight, end=shift.end - midnight, rests=rests)
    return window.origin + timedelta(days=shift.day), own


def _left(window: Window, kept: Sequence[Dated]) -> Curve:
    """What the kept shifts leave open of the curve, from the day before the days that differ."""
    curve = window.actual
    active = list(curve.active)
    skilled = {skill: list(counts) for skill, counts in curve.skilled.items()}
    taken: Counter[int] = Counter()
    length_of = {rest.start: rest.end - rest.start for rest in curve.rests}
    for day, shift in kept:
        midnight = window.quarter(day)
        rested: set[int] = set()
        for offset in shift.rests:
            taken[midnight + offset] += 1
            begin = midnight + offset
            rested.update(range(begin, begin + length_of.get(begin, 0)))
        for at in range(max(midnight + shift.start, 0), min(midnight + shift.relieved_at, curve.length)):
            active[at] -= at not in rested
            for skill in shift.skills:
                if skill in skilled:
                    skilled[skill][at] -= 1
    begin = window.quarter(max(window.first - timedelta(days=1), window.origin))
    stop = min(curve.length, window.quarter(window.last + timedelta(days=2)))

    def open_part(counts: Sequence[int]) -> tuple[int, ...]:
        return tuple(max(0, count) if begin <= at < stop else 0 for at, count in enumerate(counts))

    rests = tuple(
        replace(rest, assistants=rest.assistants - taken[rest.start])
        for rest in curve.rests
        if rest.assistants > taken[rest.start] and begin <= rest.start < stop
    )
    return Curve(
        open_part(active), rests, {skill: open_part(counts) for skill, counts in skilled.items()}, curve.priority
    )
