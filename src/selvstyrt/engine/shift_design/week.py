"""The ordinary week (den faste uken): search, and the law asked about each shift that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selvstyrt.core.needs import DAY_QUARTERS, CoveringShift, Curve, Needs, ShiftRules, ShiftShape, TeamFit
from selvstyrt.core.needs.judging import rises
from selvstyrt.core.roster.roster import Status
from selvstyrt.engine.shift_design.candidates import Candidate, Setting, candidates
from selvstyrt.engine.shift_design.classes import day_classes
from selvstyrt.engine.shift_design.model import Answer, Task, cover
from selvstyrt.engine.shift_design.team import Team

MOST_ROUNDS = 25


@dataclass(frozen=True)
class Found:
    """An answer with the candidates that it was chosen from, and the kinds that the law refused to everybody."""

    answer: Answer
    candidates: Sequence[Candidate]
    refused: dict[ShiftShape, str]

    def fit(self, needs: Needs) -> TeamFit:
        """How the candidates suit the team, for the judge."""
        known = {each.shift: each for each in self.candidates}
        return TeamFit(lambda shift: known[shift].fits, lambda shift: known[shift].sole, weekly_minutes(needs))


def weekly_minutes(needs: Needs) -> dict[str, int]:
    """The minutes of a week that each is employed for."""
    return {person.id: person.weekly_minutes for person in needs.people}


def most_starts(curve: Curve, rules: ShiftRules, kept: Sequence[CoveringShift] = ()) -> dict[int, int]:
    """How many shifts may start on each day: as many as the need grows, and one for each allowed hand-over."""
    if rules.handovers is None:
        return {}
    grows = rises(curve)
    return {
        day: sum(grows[day * DAY_QUARTERS : (day + 1) * DAY_QUARTERS])
        + rules.handovers
        - sum(shift.day == day for shift in kept)
        for day in range(-(-curve.length // DAY_QUARTERS))
    }


def cover_week(needs: Needs, curve: Curve, team: Team | None, *, seconds: float, seed: int) -> Found:
    """Shifts for the ordinary week; days that are alike get the same, unless only unlike shifts cover them."""
    busy = team.weekly if team is not None else None
    setting = Setting(curve, needs.rules, range(7), team, busy)
    task = Task(
        curve,
        candidates(setting),
        needs.weights,
        classes=day_classes(curve, busy),
        most_starts=most_starts(curve, needs.rules),
        overlap=needs.rules.overlap // 15,
        most_minutes=needs.frame.minutes_per_week if needs.frame is not None and needs.frame.hard else None,
        weekly=weekly_minutes(needs),
    )
    found = lawful_cover(task, setting, seconds=seconds, seed=seed)
    if found.answer.status is Status.INFEASIBLE and len(set(task.classes)) < len(task.classes):
        found = lawful_cover(replace(task, classes=()), setting, seconds=seconds, seed=seed)
    return found


def lawful_cover(task: Task, setting: Setting, *, seconds: float, seed: int) -> Found:
    """Search until somebody can lawfully take each shift that is chosen, judged one by one by the evaluator."""
    refused: dict[ShiftShape, str] = {}
    for _ in range(MOST_ROUNDS):
        answer = cover(task, seconds=seconds, seed=seed)
        fresh = _refused_kinds(answer, setting)
        if not fresh:
            return Found(answer, task.candidates, refused)
        refused |= fresh
        task = replace(task, candidates=[each for each in task.candidates if each.shift.kind not in fresh])
    return Found(Answer(Status.UNKNOWN), task.candidates, refused)


def _refused_kinds(answer: Answer, setting: Setting) -> dict[ShiftShape, str]:
    """Kinds of shift in the answer that the law leaves to nobody who is there and able."""
    team, busy = setting.team, setting.busy
    if team is None or busy is None:
        return {}
    found: dict[ShiftShape, str] = {}
    for shift in answer.shifts:
        if shift.kind in found:
            continue
        breaches = [team.breach(person, shift, shift.day % 7) for person in team.takers(shift, busy)]
        if breaches and all(breaches):
            found[shift.kind] = breaches[0]
    return found
