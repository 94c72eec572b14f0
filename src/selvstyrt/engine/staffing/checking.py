"""Judge a roster of a public instance (kontroll): what it breaks, and what it costs.

It walks each person's row and applies the rules as the family's format page words them. Standard library only, and no
line in common with the solvers. At the edges: a run of work or of days off that touches the first or the last day may
be too short, for it may have begun before or go on after; a run that is too long inside the period is always wrong.
A weekend counts as worked when its Saturday or its Sunday is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from selvstyrt.engine.staffing.instance import Instance, Person, ShiftType, weekend_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a roster costs (dom), and each rule that it breaks in words; it is legal when it breaks none."""

    cost: int
    breaches: tuple[str, ...]

    @property
    def is_legal(self) -> bool:
        """True when no rule is broken."""
        return not self.breaches


def check(instance: Instance, roster: Mapping[str, Sequence[str]]) -> Verdict:
    """Breaches and cost of the roster; the cost counts only where the roster is legal."""
    shifts = {shift.id: shift for shift in instance.shifts}
    breaches = [f"{name} is in the roster, but not in the instance" for name in roster.keys() - _names(instance)]
    for person in instance.people:
        row = roster.get(person.id)
        if row is None or len(row) != instance.days:
            breaches.append(f"{person.id} has {'no row' if row is None else f'{len(row)} days'}")
        elif unknown := sorted({shift for shift in row if shift and shift not in shifts}):
            breaches.append(f"{person.id} has the unknown shift {unknown[0]}")
        else:
            breaches += [f"{person.id} {breach}" for breach in _breaches(person, row, shifts)]
    return Verdict(0 if breaches else _cost(instance, roster), tuple(breaches))


def _names(instance: Instance) -> set[str]:
    return {person.id for person in instance.people}


def _breaches(person: Person, row: Sequence[str], shifts: Mapping[str, ShiftType]) -> Iterator[str]:
    for day in sorted(person.days_off):
        if row[day]:
            yield f"works {row[day]} on day {day}, a day off"
    for day, (today, tomorrow) in enumerate(pairwise(row)):
        if today and tomorrow in shifts[today].not_before:
            yield f"works {tomorrow} on day {day + 1}, after {today}"
    for shift in sorted(set(row) - {""}):
        if row.count(shift) > person.most_of.get(shift, 0):
            yield f"works {row.count(shift)} of {shift}; at most {person.most_of.get(shift, 0)}"
    minutes = sum(shifts[shift].minutes for shift in row if shift)
    if not person.least_minutes <= minutes <= person.most_minutes:
        yield f"works {minutes} minutes; {person.least_minutes} to {person.most_minutes}"
    yield from _runs(person, row)
    weekends = {weekend_of(day) for day, shift in enumerate(row) if shift} - {None}
    if len(weekends) > person.most_weekends:
        yield f"works {len(weekends)} weekends; at most {person.most_weekends}"


def _runs(person: Person, row: Sequence[str]) -> Iterator[str]:
    start = 0
    for is_work, days in groupby(bool(shift) for shift in row):
        length = len(list(days))
        end = start + length
        inside = start > 0 and end < len(row)
        if is_work and length > person.most_in_row:
            yield f"works {length} days in a row from day {start}; at most {person.most_in_row}"
        if is_work and inside and length < person.least_in_row:
            yield f"works {length} days in a row from day {start}; at least {person.least_in_row}"
        if not is_work and inside and length < person.least_off:
            yield f"has {length} days off in a row from day {start}; at least {person.least_off}"
        start = end


def _cost(instance: Instance, roster: Mapping[str, Sequence[str]]) -> int:
    cost = sum(wish.weight for wish in instance.wanted if roster[wish.person][wish.day] != wish.shift)
    cost += sum(wish.weight for wish in instance.unwanted if roster[wish.person][wish.day] == wish.shift)
    at_work = Counter(each for row in roster.values() for each in enumerate(row))
    for need in instance.needs:
        present = at_work[need.day, need.shift]
        cost += need.under * max(0, need.people - present) + need.over * max(0, present - need.people)
    return cost
