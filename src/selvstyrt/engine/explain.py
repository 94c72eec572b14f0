"""Explanations (forklaringer): why this person, who else could, why nobody can, what would help.

Everything is asked of the evaluator, never of the model: a reason is a finding that the change would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, NeedShift, Note, Person, Problem, Reason, Roster
from selvstyrt.core.roster.evaluation import BLOCKING, DOUBTS
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, FRAME, SKILL, UNAVAILABLE, frame_minutes, person_shifts
from selvstyrt.core.roster.points import hinders, meets
from selvstyrt.core.worktime import Agreement, AgreementType

FIXED_TO_OTHER = "FIXED"
MOST_REASONS = 3


def reasons_against(evaluator: Evaluator, person: Person, shift: NeedShift, own: list[NeedShift]) -> tuple[Reason, ...]:
    """Why an assistant with these shifts cannot have one more; empty when they can."""
    plain = tuple(_plain_reasons(evaluator, person, shift, own))
    if plain:
        return plain
    before = {(each.rule, each.at) for each in _blocking(evaluator, person, own)}
    together = sorted([*own, shift], key=lambda each: (each.span, each.id))
    fresh = [each for each in _blocking(evaluator, person, together) if (each.rule, each.at) not in before]
    found: dict[str, Reason] = {}
    for finding in sorted(fresh, key=lambda each: (each.rule != "OVERLAP", each.severity is Severity.WARNING)):
        found.setdefault(finding.rule, _reason(finding, person, shift))
    return tuple(found.values())[:MOST_REASONS]


def _blocking(evaluator: Evaluator, person: Person, own: list[NeedShift]) -> list[Finding]:
    return [
        finding
        for finding in evaluator.law_findings(person, own)
        if finding.severity in BLOCKING or (finding.severity is Severity.WARNING and finding.rule in DOUBTS)
    ]


def _reason(finding: Finding, person: Person, shift: NeedShift) -> Reason:
    return Reason(
        rule=finding.rule,
        assistant=person.id,
        measured=finding.measured,
        limit=finding.limit,
        unit=finding.unit,
        other=tuple(each for each in finding.shifts if each != shift.id),
        cure=finding.cure,
    )


def _plain_reasons(evaluator: Evaluator, person: Person, shift: NeedShift, own: list[NeedShift]) -> Iterator[Reason]:
    """Reasons that need no working-time rule."""
    if shift.fixed not in (None, person.id):
        yield Reason(FIXED_TO_OTHER, person.id, other=(shift.fixed or "",))
    missing = shift.skills - person.skills
    if missing:
        yield Reason(SKILL, person.id, len(missing), 0, "kinds", other=tuple(sorted(missing)))
    away = max((shift.span.overlap_minutes(span) for span in person.unavailable), default=0)
    if away:
        yield Reason(UNAVAILABLE, person.id, away, 0, "min")
    most = person.max_weekly_minutes
    for week in evaluator.targets.weeks if most is not None else ():
        added = shift.minutes_in(week.span)
        minutes = added + sum(each.minutes_in(week.span) for each in own)
        if most is not None and added and minutes > most:
            yield Reason(CONTRACT_MAX, person.id, minutes, most, "min")
            return


def reasons_for_empty(
    evaluator: Evaluator, holders: Assignments, judged: Evaluation
) -> tuple[tuple[str, tuple[Reason, ...]], ...]:
    """For each empty shift: why each assistant cannot have it beside the shifts they have."""
    found = []
    for shift_id in judged.uncovered:
        shift = evaluator.problem.shift_by_id[shift_id]
        reasons = [
            reason
            for person in evaluator.problem.people
            for reason in reasons_against(evaluator, person, shift, person_shifts(evaluator.problem, person, holders))
        ]
        found.append((shift_id, (*_frame_reason(evaluator, holders, shift), *reasons)))
    return tuple(found)


def _frame_reason(evaluator: Evaluator, holders: Assignments, shift: NeedShift) -> tuple[Reason, ...]:
    problem = evaluator.problem
    limit = frame_minutes(problem)
    if limit is None or problem.frame is None or not problem.frame.hard:
        return ()
    minutes = shift.minutes + sum(each.minutes for each in problem.shifts if holders.get(each.id) is not None)
    return (Reason(FRAME, "", minutes, limit, "min"),) if minutes > limit else ()


def explain_roster(evaluator: Evaluator, holders: Assignments, judged: Evaluation) -> tuple[Note, ...]:
    """Each shift with who, why, and who else could; then what would help with the empty ones."""
    notes = [_explain_shift(evaluator, holders, shift) for shift in evaluator.problem.shifts if holders.get(shift.id)]
    return (*notes, *what_would_help(evaluator, holders, judged))


def _explain_shift(evaluator: Evaluator, holders: Assignments, shift: NeedShift) -> Note:
    problem = evaluator.problem
    who = holders[shift.id]
    assert who is not None
    others = [
        person.id
        for person in problem.people
        if person.id != who and not reasons_against(evaluator, person, shift, person_shifts(problem, person, holders))
    ]
    return Note(
        "assigned",
        {"shift": shift.id, "assistant": who, "because": _because(evaluator, holders, shift, others), "others": others},
    )


def _because(evaluator: Evaluator, holders: Assignments, shift: NeedShift, others: list[str]) -> list[str]:
    """Codes of what speaks for the one who has the shift, the weightiest first."""
    problem = evaluator.problem
    who = holders[shift.id]
    assert who is not None
    person = problem.person_by_id[who]
    if shift.fixed == who:
        return ["fixed"]
    found = []
    if not others:
        found.append("only_one")
    if (problem.current or {}).get(shift.id) == who:
        found.append("as_published")
    if any(meets(wish, shift) for wish in person.wishes):
        found.append("wished")
    if others and all(any(hinders(wish, shift) for wish in problem.person_by_id[other].wishes) for other in others):
        found.append("others_asked_free")
    minutes = sum(each.minutes for each in person_shifts(problem, person, holders))
    target = evaluator.targets.hours[who]
    if minutes <= target.minutes + target.tolerance:
        found.append("contract_hours")
    return found or ["best_whole"]


def what_would_help(evaluator: Evaluator, holders: Assignments, judged: Evaluation) -> tuple[Note, ...]:
    """Agreements, skills and people that would fill the empty shifts, the most helpful first; each is tried."""
    opened: Counter[tuple[str, str, str]] = Counter()
    stuck: list[NeedShift] = []
    for shift_id in judged.uncovered:
        shift = evaluator.problem.shift_by_id[shift_id]
        ways = set(_ways_out(evaluator, holders, shift))
        opened.update(ways)
        if not ways:
            stuck.append(shift)
    notes = [
        Note(code, {"assistant": person, "what": what, "shifts": count})
        for (code, person, what), count in sorted(opened.items(), key=lambda each: (-each[1], each[0]))
    ]
    if stuck:
        skills = sorted(frozenset.union(*(shift.skills for shift in stuck)))
        notes.append(Note("one_more_assistant", {"skills": skills, "shifts": len(stuck)}))
    return tuple(notes)


def _ways_out(evaluator: Evaluator, holders: Assignments, shift: NeedShift) -> Iterator[tuple[str, str, str]]:
    problem = evaluator.problem
    for person in problem.people:
        own = person_shifts(problem, person, holders)
        reasons = reasons_against(evaluator, person, shift, own)
        if not reasons:
            yield "could_take", person.id, ""
        for cure in {cure for reason in reasons for cure in reason.cure if cure in set(AgreementType)}:
            agreement = Agreement(AgreementType(cure), written=True, compensatory_rest=True)
            helped = replace(person, agreements=(*person.agreements, agreement))
            if not reasons_against(evaluator, helped, shift, own):
                yield "agreement_would_help", person.id, cure
        if [reason.rule for reason in reasons] == [SKILL]:
            helped = replace(person, skills=person.skills | shift.skills)
            if not reasons_against(evaluator, helped, shift, own):
                yield "training_would_help", person.id, ",".join(sorted(shift.skills - person.skills))


def explained(problem: Problem, roster: Roster) -> Roster:
    """The roster judged anew, with reasons for its empty shifts and the whole explanation."""
    evaluator = Evaluator.of(problem)
    judged = evaluator.judge(roster.assignments)
    fixed = {shift.id: shift.fixed for shift in problem.shifts}
    impossible = () if evaluator.judge(fixed).is_sound else explain_impossible(evaluator)
    return replace(
        roster,
        findings=judged.findings,
        uncovered=reasons_for_empty(evaluator, roster.assignments, judged),
        explanation=(*impossible, *explain_roster(evaluator, roster.assignments, judged)),
    )


def explain_impossible(evaluator: Evaluator) -> tuple[Note, ...]:
    """Why the fixed shifts cannot stand: each assistant's breach with the fewest fixed shifts that make it."""
    problem = evaluator.problem
    fixed = {shift.id: shift.fixed for shift in problem.shifts}
    notes: list[Note] = []
    for person in problem.people:
        own = person_shifts(problem, person, fixed)
        for shift in own:
            notes.extend(
                _conflict(reason, (shift.id,))
                for reason in _plain_reasons(evaluator, person, shift, [])
                if reason.rule != CONTRACT_MAX
            )
        notes.extend(_law_conflicts(evaluator, person, own))
    return (*notes, *_sum_conflicts(evaluator, fixed))


def _law_conflicts(evaluator: Evaluator, person: Person, own: list[NeedShift]) -> Iterator[Note]:
    left = list(own)
    while left:
        findings = [each for each in evaluator.law_findings(person, left) if each.severity in BLOCKING]
        if not findings:
            return
        rule = findings[0].rule
        core = list(left)
        for shift in tuple(core):
            fewer = [each for each in core if each is not shift]
            if any(each.rule == rule and each.severity in BLOCKING for each in evaluator.law_findings(person, fewer)):
                core = fewer
        finding = next(each for each in evaluator.law_findings(person, core) if each.rule == rule)
        yield _conflict(_reason(finding, person, core[0]), tuple(shift.id for shift in core))
        left.remove(core[-1])


def _sum_conflicts(evaluator: Evaluator, fixed: Assignments) -> Iterator[Note]:
    for finding in evaluator.judge(fixed).breaches:
        if finding.rule in (CONTRACT_MAX, FRAME):
            reason = Reason(finding.rule, finding.who, finding.measured, finding.limit, finding.unit)
            yield _conflict(reason, finding.shifts)


def _conflict(reason: Reason, shifts: tuple[str, ...]) -> Note:
    return Note(
        "fixed_conflict",
        {
            "assistant": reason.assistant,
            "shifts": list(shifts),
            "rule": reason.rule,
            "measured": reason.measured,
            "limit": reason.limit,
            "unit": reason.unit,
            "cure": list(reason.cure),
        },
    )
