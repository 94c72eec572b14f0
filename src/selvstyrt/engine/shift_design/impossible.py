"""Why a curve cannot be met (hvorfor det ikke går): which quarters, which rule, and what would help."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from selvstyrt.core.needs import DAY_QUARTERS, QUARTER, Curve, Needs, ShiftRules, curve_minutes
from selvstyrt.core.roster import Person
from selvstyrt.core.roster.roster import Note, Status
from selvstyrt.engine.shift_design.candidates import Candidate, Setting, candidates
from selvstyrt.engine.shift_design.classes import day_classes
from selvstyrt.engine.shift_design.model import Task, cover
from selvstyrt.engine.shift_design.team import Team
from selvstyrt.engine.shift_design.week import most_starts, weekly_minutes

MOST_HANDOVERS = 12
Stretch = tuple[int, int]


def why_not(needs: Needs, curve: Curve, team: Team | None, lawful: Sequence[Candidate]) -> tuple[Note, ...]:
    """Notes for a curve that no shifts cover; `lawful` are the candidates that rules, law and team left."""
    gaps = list(_gaps(curve, lawful))
    if gaps:
        return tuple(_why_gap(needs, curve, team, gap) for gap in gaps[:5])
    classes = day_classes(curve, team.weekly if team is not None else None)
    return (_why_together(needs, curve, lawful, classes),)


def _gaps(curve: Curve, usable: Sequence[Candidate]) -> Iterator[Stretch]:
    """Stretches of need that no candidate answers, awake, resting or with the skill."""
    awake = [False] * curve.length
    nights: set[int] = set()
    skilled = {skill: [False] * curve.length for skill in curve.skilled}
    for each in usable:
        shift = each.shift
        rested = {at for place in shift.rests for at in range(curve.rests[place].start, curve.rests[place].end)}
        rested |= {at + curve.length for at in rested} if curve.cyclic else set()
        nights.update(shift.rests)
        for at in range(shift.start, shift.relieved_at):
            if curve.cyclic or at < curve.length:
                awake[curve.place(at)] |= at not in rested
                for skill in shift.skills:
                    skilled[skill][curve.place(at)] = True
    missing = {at for at in range(curve.length) if curve.active[at] and not awake[at]}
    missing |= {
        at
        for skill, counts in curve.skilled.items()
        for at in range(curve.length)
        if counts[at] and not skilled[skill][at]
    }
    for place, rest in enumerate(curve.rests):
        if place not in nights:
            missing.update(curve.place(at) for at in range(rest.start, rest.end))
    yield from _stretches(missing)


def _stretches(quarters: Iterable[int]) -> Iterator[Stretch]:
    run: list[int] = []
    for at in sorted(quarters):
        if run and at != run[-1] + 1:
            yield run[0], run[-1] + 1
            run = []
        run.append(at)
    if run:
        yield run[0], run[-1] + 1


def _place(gap: Stretch) -> dict[str, object]:
    """Weekday, from and to of a stretch."""
    day, start = divmod(gap[0], DAY_QUARTERS)
    return {"weekday": day % 7, "from": _clock(start), "to": _clock(gap[1]), "minutes": (gap[1] - gap[0]) * QUARTER}


def _clock(quarter: int) -> str:
    minutes = quarter % DAY_QUARTERS * QUARTER
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _why_gap(needs: Needs, curve: Curve, team: Team | None, gap: Stretch) -> Note:
    place, rules = _place(gap), needs.rules
    looser: tuple[tuple[str, ShiftRules, dict[str, object]], ...] = (
        ("start_times_leave_gap", replace(rules, start_times=(), start_step=15), {}),
        ("longest_too_short", replace(rules, longest=960, longest_with_rest=1440), {"limit": rules.longest_with_rest}),
        ("shortest_too_long", replace(rules, shortest=QUARTER, overlap=0), {"limit": rules.shortest}),
    )
    everything = replace(rules, start_times=(), start_step=15, shortest=QUARTER, longest=1440, longest_with_rest=1440)
    if team is not None and not _answers(curve, rules, None, gap):
        for code, loose, facts in looser:
            if _answers(curve, loose, None, gap):
                return Note(code, {**place, **facts})
        return Note("rules_leave_gap", place)
    if team is None:
        for code, loose, facts in looser:
            if _answers(curve, loose, None, gap):
                return Note(code, {**place, **facts})
        return Note("rules_leave_gap", place)
    return _why_team(needs, curve, team, gap, everything)


def _answers(curve: Curve, rules: ShiftRules, team: Team | None, gap: Stretch) -> bool:
    busy = team.weekly if team is not None else None
    usable = candidates(Setting(curve, rules, range(7), team, busy))
    return not any(start < gap[1] and gap[0] < end for start, end in _gaps(curve, usable))


def _why_team(needs: Needs, curve: Curve, team: Team, gap: Stretch, loose: ShiftRules) -> Note:
    place = _place(gap)
    asked = {skill for skill, counts in curve.skilled.items() if any(counts[at] for at in range(*gap))}
    able = [person for person in team.people if asked <= person.skills]
    if not able:
        return Note("nobody_has_skill", {**place, "skills": sorted(asked)})
    here = [person for person in able if team.weekly[person.id].is_free(*gap)]
    if not here:
        return Note("everybody_away", {**place, "assistants": [person.id for person in able]})
    passive = sum(
        (rest.end - rest.start) * QUARTER for rest in curve.rests if rest.start < gap[1] and gap[0] < rest.end
    )
    longest, rule = max((team.longest(person, passive) for person in here), key=_first)
    if longest < max(needs.rules.shortest, passive):
        facts = {"longest": longest, "rule": rule, "needed": max(needs.rules.shortest, passive)}
        return Note("nobody_may_so_long", {**place, **facts})
    return Note("nobody_can_take", {**place, "assistants": _names(here), "longest": longest, "rule": rule})


def _first(pair: tuple[int, str]) -> int:
    return pair[0]


def _names(people: Iterable[Person]) -> list[str]:
    return [person.id for person in people]


def _why_together(needs: Needs, curve: Curve, usable: Sequence[Candidate], classes: tuple[int, ...]) -> Note:
    """Each quarter could be answered, but not all of them at once."""
    rules = needs.rules

    def works(handovers: int | None, *, overlap: bool = True, hours: bool = True) -> bool:
        tried = replace(rules, handovers=handovers)
        most = needs.frame.minutes_per_week if hours and needs.frame is not None and needs.frame.hard else None
        task = Task(
            curve,
            usable,
            needs.weights,
            classes=classes,
            most_starts=most_starts(curve, tried),
            overlap=rules.overlap // QUARTER if overlap else 0,
            most_minutes=most,
            weekly=weekly_minutes(needs),
        )
        return cover(task, seconds=5).status in (Status.OPTIMAL, Status.FEASIBLE)

    if needs.frame is not None and needs.frame.hard and works(rules.handovers, hours=False):
        asked = curve_minutes(curve)
        granted = needs.frame.minutes_per_week
        if asked <= granted:
            return Note("hours_too_few_for_shifts", {"granted": granted})
        return Note("hours_too_few", {"asked": asked, "granted": granted, "over": asked - granted})
    if rules.handovers is not None and works(None):
        return Note("handovers_too_few", {"limit": rules.handovers, "least": _least(works, rules.handovers)})
    if rules.overlap and works(rules.handovers, overlap=False):
        return Note("overlap_impossible", {"minutes": rules.overlap})
    return Note("rules_collide", {})


def _least(works: Callable[[int], bool], above: int) -> int:
    return next((count for count in range(above + 1, MOST_HANDOVERS) if works(count)), MOST_HANDOVERS)
