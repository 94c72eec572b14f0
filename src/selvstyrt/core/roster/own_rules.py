"""Rules of the roster itself, beside the working-time rules: absence, skills, contract, frame, fixed shifts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selvstyrt.core.base import Citation, Finding, Severity
from selvstyrt.core.roster.problem import Assignments, NeedShift, Person, Problem, minutes_within
from selvstyrt.core.roster.targets import Targets
from selvstyrt.core.roster.terms import hinders, wish_is_met

UNAVAILABLE = "UNAVAILABLE"
SKILL = "SKILL"
FIXED = "FIXED"
CONTRACT_MAX = "CONTRACT-MAX"
CONTRACT_MIN = "CONTRACT-MIN"
FRAME = "FRAME"
WISH = "WISH"
NEVER_EMPTY = "NEVER-EMPTY"

_CONTRACT = Citation("arbeidsavtalen")
_DECISION = Citation("vedtaket")
_PLAN = Citation("planen")

Own = dict[str, list[NeedShift]]
"""Each assistant's shifts, in time order."""


def unavailable(problem: Problem, own: Own) -> Iterator[Finding]:
    """Nobody works while away."""
    for person in problem.people:
        for shift in own[person.id]:
            for away in person.unavailable:
                shared = shift.span.overlap_minutes(away)
                if shared:
                    at = max(shift.span.start, away.start)
                    yield Finding(
                        UNAVAILABLE, Severity.ILLEGAL, person.id, at, shared, 0, "min", _PLAN, shifts=(shift.id,)
                    )


def skill(problem: Problem, own: Own) -> Iterator[Finding]:
    """A shift that needs a skill goes to somebody who has it."""
    for person in problem.people:
        for shift in own[person.id]:
            missing = sorted(shift.skills - person.skills)
            if missing:
                yield Finding(
                    SKILL,
                    Severity.ILLEGAL,
                    person.id,
                    shift.span.start,
                    len(missing),
                    0,
                    "kinds",
                    _PLAN,
                    shifts=(shift.id,),
                    facts={"missing": missing},
                )


def fixed(problem: Problem, assignments: Assignments) -> Iterator[Finding]:
    """A fixed shift goes to the assistant it is fixed to."""
    for shift in problem.shifts:
        who = assignments.get(shift.id)
        if shift.fixed is not None and who != shift.fixed:
            yield Finding(
                FIXED, Severity.ILLEGAL, shift.fixed, shift.span.start, 0, 1, "shifts", _PLAN, shifts=(shift.id,)
            )


def contract_max(problem: Problem, targets: Targets, own: Own) -> Iterator[Finding]:
    """No week above the most that the contract allows."""
    for person in problem.people:
        if person.max_weekly_minutes is None:
            continue
        for week in targets.weeks:
            minutes = minutes_within(own[person.id], week.span)
            if minutes > person.max_weekly_minutes:
                yield Finding(
                    CONTRACT_MAX,
                    Severity.ILLEGAL,
                    person.id,
                    week.span.start,
                    minutes,
                    person.max_weekly_minutes,
                    "min",
                    _CONTRACT,
                )


def contract_min(problem: Problem, targets: Targets, own: Own) -> Iterator[Finding]:
    """Warn of a whole week below the least that the contract promises."""
    for person in problem.people:
        for week in targets.weeks:
            least = targets.minimum_of(person, week)
            minutes = minutes_within(own[person.id], week.span)
            if minutes < least:
                yield Finding(
                    CONTRACT_MIN, Severity.WARNING, person.id, week.span.start, minutes, least, "min", _CONTRACT
                )


def frame(problem: Problem, own: Own) -> Iterator[Finding]:
    """The period stays within the hours of the decision; a soft frame only warns."""
    limit = frame_minutes(problem)
    if limit is None or problem.frame is None:
        return
    minutes = sum(shift.minutes for shifts in own.values() for shift in shifts)
    if minutes > limit:
        severity = Severity.ILLEGAL if problem.frame.hard else Severity.WARNING
        yield Finding(FRAME, severity, "", problem.period.start, minutes, limit, "min", _DECISION)


def frame_minutes(problem: Problem) -> int | None:
    """The minutes that the decision gives for the whole period, or None without a frame."""
    return None if problem.frame is None else problem.frame.minutes_per_week * problem.day_count // 7


def wishes(problem: Problem, own: Own) -> Iterator[Finding]:
    """Tell each wish that is not met."""
    for person in problem.people:
        for wish in person.wishes:
            if wish_is_met(wish, own[person.id]):
                continue
            against = tuple(shift.id for shift in own[person.id] if hinders(wish, shift))
            measured, limit = (len(against), 0) if wish.weight < 0 else (0, 1)
            yield Finding(
                WISH,
                Severity.WISH,
                person.id,
                wish.span.start,
                measured,
                limit,
                "shifts",
                _PLAN,
                shifts=against,
                facts={"weight": wish.weight},
            )


def never_empty(problem: Problem, uncovered: Sequence[NeedShift]) -> Iterator[Finding]:
    """Warn of an empty shift that must never be empty."""
    for shift in uncovered:
        if shift.priority == 3:
            yield Finding(
                NEVER_EMPTY, Severity.WARNING, "", shift.span.start, 0, 1, "shifts", _PLAN, shifts=(shift.id,)
            )


def own_findings(problem: Problem, targets: Targets, assignments: Assignments, own: Own) -> Iterator[Finding]:
    """Every finding of the roster's own rules."""
    yield from unavailable(problem, own)
    yield from skill(problem, own)
    yield from fixed(problem, assignments)
    yield from contract_max(problem, targets, own)
    yield from contract_min(problem, targets, own)
    yield from frame(problem, own)
    yield from wishes(problem, own)
    yield from never_empty(problem, [s for s in problem.shifts if assignments.get(s.id) is None])


def person_shifts(problem: Problem, person: Person, assignments: Assignments) -> list[NeedShift]:
    """One assistant's shifts in time order."""
    return [shift for shift in problem.shifts if assignments.get(shift.id) == person.id]
