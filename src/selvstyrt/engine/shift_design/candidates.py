"""The shifts that could be used (kandidater): every start and length that rules, need and team leave open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, combinations

from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, CoveringShift, Curve, ShiftRules
from selvstyrt.core.needs.judging import rises
from selvstyrt.core.roster import Person
from selvstyrt.engine.shift_design.team import Busy, Team


@dataclass(frozen=True, slots=True)
class Candidate:
    """A shift that may be used up to `most` times; it fits the contracts of `fits` assistants.

    `sole` is the only one who can take it; empty when several can.
    """

    shift: CoveringShift
    most: int
    fits: int = 2
    sole: str = ""


@dataclass(frozen=True)
class Setting:
    """What candidates are made from: a curve, the rules, the days on which shifts may start, and the team."""

    curve: Curve
    rules: ShiftRules
    start_days: range
    team: Team | None = None
    busy: dict[str, Busy] | None = None


class Demand:
    """The curve twice on end where it is cyclic, with sums from the start, so that each question is a subtraction."""

    def __init__(self, curve: Curve) -> None:
        self.curve = curve
        laps = 2 if curve.cyclic else 1
        self.active = curve.active * laps
        self.resting = curve.resting() * laps
        self.length = len(self.active)
        self.idle = _sums(not (a or r) for a, r in zip(self.active, self.resting, strict=True))
        self.awake = _sums(a > 0 for a in self.active)
        both = [a + r for a, r in zip(self.active, self.resting, strict=True)]
        self.skilled = {skill: _sums(n > 0 for n in counts * laps) for skill, counts in curve.skilled.items()}
        self.all_skilled = {
            skill: _sums(n > 0 and n >= there for n, there in zip(counts * laps, both, strict=True))
            for skill, counts in curve.skilled.items()
        }
        self.rests = [
            (place, rest.start + lap * curve.length, rest.end + lap * curve.length)
            for lap in range(laps)
            for place, rest in enumerate(curve.rests)
        ]
        self.most_at = both

    def rests_in(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The resting stretches that share time with these quarters."""
        return [rest for rest in self.rests if rest[1] < end and start < rest[2]]


def _sums(flags: Iterator[bool]) -> list[int]:
    return [0, *accumulate(int(flag) for flag in flags)]


def start_quarters(curve: Curve, rules: ShiftRules, days: range) -> list[int]:
    """Where shifts may begin: the allowed times, and where the need itself grows or a night of rest begins."""
    if rules.start_times:
        return [day * DAY_QUARTERS + minutes // QUARTER for day in days for minutes in rules.start_times]
    step = rules.start_step // QUARTER
    found = {day * DAY_QUARTERS + quarter for day in days for quarter in range(0, DAY_QUARTERS, step)}
    grows = [at for at, more in enumerate(rises(curve)) if more]
    grows += [rest.start for rest in curve.rests] + [curve.place(rest.end) for rest in curve.rests]
    for counts in (curve.active, *curve.skilled.values()):
        grows += [at for at in range(curve.length) if counts[at] > (counts[at - 1] if at or curve.cyclic else 0)]
    found.update(at for at in grows if at // DAY_QUARTERS in days)
    return sorted(found)


def end_quarters(curve: Curve, starts: Sequence[int]) -> list[int]:
    """Where a shift may stop answering the need: where another may begin, and where the need falls."""
    found = set(starts)
    for counts in (curve.active, curve.resting(), *curve.skilled.values()):
        falls = (at for at in range(curve.length) if counts[at] < (counts[at - 1] if at or curve.cyclic else 0))
        found.update(falls)
    found.update(rest.end for rest in curve.rests)
    if curve.cyclic:
        found |= {at + curve.length for at in found}
    else:
        found.add(curve.length)
    return sorted(found)


def candidates(setting: Setting) -> list[Candidate]:
    """All shifts that rules, need and team leave open, in order of start and end."""
    curve, rules = setting.curve, setting.rules
    demand = Demand(curve)
    starts = start_quarters(curve, rules, setting.start_days)
    ends = end_quarters(curve, starts)
    shortest, most = rules.shortest // QUARTER, rules.longest_with_rest // QUARTER
    found: list[Candidate | None] = []
    for start in starts:
        at = bisect_left(ends, start + shortest)
        stops = {start + shortest}
        while at < len(ends) and ends[at] <= start + most:
            stops.add(ends[at])
            at += 1
        for stop in sorted(stops):
            if stop <= demand.length:
                found.extend(_with_team(setting, shift, demand) for shift in _variants(setting, demand, start, stop))
    return [each for each in found if each is not None]


def _variants(setting: Setting, demand: Demand, start: int, stop: int) -> Iterator[CoveringShift]:
    rules = setting.rules
    if not _is_useful(demand, rules, start, stop):
        return
    rest_choices = list(_rest_choices(demand, start, stop))
    for rests, passive in rest_choices:
        longest = (rules.longest_with_rest if rests else rules.longest) // QUARTER
        for handover in {0, rules.overlap // QUARTER}:
            end = stop + handover
            if end - start > longest or (handover and not _goes_on(demand, stop)):
                continue
            for skills in _skill_choices(demand, start, stop):
                yield CoveringShift(start, end, rests, skills, handover, passive, _priority(setting.curve, start, stop))


def _is_useful(demand: Demand, rules: ShiftRules, start: int, stop: int) -> bool:
    """False for a shift that starts or ends where nobody is needed, unless it must to be long enough or on time."""
    idle = demand.idle
    if idle[stop] - idle[start] == stop - start:
        return False
    shortest = rules.shortest // QUARTER
    is_shortest = stop - start == shortest
    if idle[stop] - idle[start] > max(shortest, 12):
        return False
    first_idle, last_idle = idle[start + 1] > idle[start], idle[stop] > idle[stop - 1]
    return (not first_idle or is_shortest or bool(rules.start_times)) and (not last_idle or is_shortest)


def _rest_choices(demand: Demand, start: int, stop: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Which nights of rest the shift could take: each wholly, or awake beside it where somebody awake is needed."""
    touched = demand.rests_in(start, stop)
    choices: list[tuple[tuple[int, ...], int]] = [((), 0)]
    for place, begin, end in touched:
        inside = start <= begin and end <= stop
        first, last = max(start, begin), min(stop, end)
        awake_beside = demand.awake[last] - demand.awake[first] == last - first
        taken = [((*rests, place), passive + end - begin) for rests, passive in choices] if inside else []
        choices = [*taken, *(choices if awake_beside else [])]
    yield from choices


def _goes_on(demand: Demand, stop: int) -> bool:
    at = demand.curve.place(stop)
    return at < demand.length and demand.most_at[at] > 0


def _skill_choices(demand: Demand, start: int, stop: int) -> Iterator[tuple[str, ...]]:
    """The skills that the shift could bring: always those that all who are there must have."""
    asked = [skill for skill, sums in demand.skilled.items() if sums[stop] > sums[start]]
    forced = tuple(skill for skill in asked if demand.all_skilled[skill][stop] > demand.all_skilled[skill][start])
    free = [skill for skill in asked if skill not in forced]
    for count in range(len(free) + 1):
        for chosen in combinations(free, count):
            yield tuple(sorted((*forced, *chosen)))


def _priority(curve: Curve, start: int, stop: int) -> int:
    found = {curve.priority[curve.place(at)] for at in range(start, stop) if curve.cyclic or at < curve.length}
    return max((each for each in found if each), default=2)


def _with_team(setting: Setting, shift: CoveringShift, demand: Demand) -> Candidate | None:
    most = max(demand.most_at[shift.start : min(shift.relieved_at, demand.length)], default=1)
    if setting.team is None or setting.busy is None:
        return Candidate(shift, max(most, 1))
    takers = setting.team.takers(shift, setting.busy)
    if not takers:
        return None
    return Candidate(shift, max(most, 1), min(2, setting.team.fit_count(takers, shift)), _sole(takers))


def _sole(takers: Sequence[Person]) -> str:
    return takers[0].id if len(takers) == 1 else ""
