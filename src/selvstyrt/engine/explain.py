"""Explanations (forklaringer): why this person, who else could, why nobody can, what would help.

Everything is asked of the evaluator, never of the model: a reason is a finding that the change would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from selvstyrt.core.base import Finding
from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, NeedShift, Note, Person, Problem, Reason, Roster
from selvstyrt.core.roster.evaluation import BLOCKING
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, FRAME, SKILL, person_shifts
from selvstyrt.core.roster.terms import hinders, meets
from selvstyrt.core.worktime import Agreement, AgreementType
from selvstyrt.engine.reasons import Situation, plain_reasons, reason_of

MOST_QUESTIONS = 1500
"""Larger problems (shifts times assistants) are solved without asking who else could have each shift."""

TRIABLE = frozenset(AgreementType)

Reasons = tuple[tuple[str, tuple[Reason, ...]], ...]


def explained(problem: Problem, roster: Roster) -> Roster:
    """The roster judged anew, with reasons for its empty shifts and the whole explanation."""
    evaluator = Evaluator.of(problem)
    judged = evaluator.judge(roster.assignments)
    fixed = {shift.id: shift.fixed for shift in problem.shifts}
    impossible = () if evaluator.judge(fixed).is_sound else explain_impossible(evaluator)
    reasons, notes = explain_roster(evaluator, roster.assignments, judged, ask_all=True)
    return replace(roster, findings=judged.findings, uncovered=reasons, explanation=(*impossible, *notes))


def explain_roster(
    evaluator: Evaluator, holders: Assignments, judged: Evaluation, *, ask_all: bool = False
) -> tuple[Reasons, tuple[Note, ...]]:
    """Why nobody has each empty shift; then each filled shift with who, why and who else, and what would help.

    Who else could is left out for problems above MOST_QUESTIONS unless `ask_all`.
    """
    situation = Situation(evaluator, holders)
    problem = evaluator.problem
    empty = [problem.shift_by_id[shift_id] for shift_id in judged.uncovered]
    reasons = tuple((shift.id, _reasons_for_empty(situation, shift)) for shift in empty)
    asks = ask_all or len(problem.shifts) * len(problem.people) <= MOST_QUESTIONS
    assigned = [_explain_shift(situation, shift, asks) for shift in problem.shifts if holders.get(shift.id)]
    return reasons, (*assigned, *_what_would_help(situation, empty))


def _reasons_for_empty(situation: Situation, shift: NeedShift) -> tuple[Reason, ...]:
    people = situation.problem.people
    return (
        *situation.frame_reason(shift),
        *(reason for person in people for reason in situation.reasons_against(person, shift)),
    )


def _explain_shift(situation: Situation, shift: NeedShift, asks: bool) -> Note:
    who = situation.holders[shift.id]
    assert who is not None
    facts = {"shift": shift.id, "assistant": who}
    if not asks:
        return Note("assigned", {**facts, "because": _because(situation, shift, who, None)})
    others = [
        person.id
        for person in situation.problem.people
        if person.id != who and not situation.reasons_against(person, shift)
    ]
    return Note("assigned", {**facts, "because": _because(situation, shift, who, others), "others": others})


def _because(situation: Situation, shift: NeedShift, who: str, others: list[str] | None) -> list[str]:
    """Codes of what speaks for the one who has the shift, the weightiest first."""
    problem = situation.problem
    person = problem.person_by_id[who]
    if shift.fixed == who:
        return ["fixed"]
    found = []
    if others == []:
        found.append("only_one")
    if (problem.current or {}).get(shift.id) == who:
        found.append("as_published")
    if any(meets(wish, shift) for wish in person.wishes):
        found.append("wished")
    if others and all(any(hinders(wish, shift) for wish in problem.person_by_id[each].wishes) for each in others):
        found.append("others_asked_free")
    minutes = sum(each.minutes for each in situation.own(person))
    target = situation.evaluator.targets.hours[who]
    if minutes <= target.minutes + target.tolerance:
        found.append("contract_hours")
    return found or ["best_whole"]


def _what_would_help(situation: Situation, empty: list[NeedShift]) -> tuple[Note, ...]:
    """Agreements, training and people that would fill the empty shifts, the most helpful first; each is tried."""
    opened: Counter[tuple[str, str, str]] = Counter()
    stuck: list[NeedShift] = []
    for shift in empty:
        ways = set(_ways_out(situation, shift))
        opened.update(ways)
        if not ways:
            stuck.append(shift)
    notes = [
        Note(code, {"assistant": person, "what": what, "shifts": count})
        for (code, person, what), count in sorted(opened.items(), key=lambda each: (-each[1], each[0]))
    ]
    if stuck:
        skills = sorted(frozenset[str]().union(*(shift.skills for shift in stuck)))
        notes.append(Note("one_more_assistant", {"skills": skills, "shifts": len(stuck)}))
    return tuple(notes)


def _ways_out(situation: Situation, shift: NeedShift) -> Iterator[tuple[str, str, str]]:
    if situation.frame_reason(shift):
        yield "more_hours", "", ""
        return
    for person in situation.problem.people:
        reasons = situation.reasons_against(person, shift)
        if not reasons:
            yield "could_take", person.id, ""
        for cure in sorted({cure for reason in reasons for cure in reason.cure if cure in TRIABLE}):
            agreement = Agreement(AgreementType(cure), written=True, compensatory_rest=True)
            tried, changed = situation.with_changed(person, agreements=(*person.agreements, agreement))
            if not tried.reasons_against(changed, shift):
                yield "agreement_would_help", person.id, cure
        if [reason.rule for reason in reasons] == [SKILL]:
            tried, changed = situation.with_changed(person, skills=person.skills | shift.skills)
            if not tried.reasons_against(changed, shift):
                yield "training_would_help", person.id, ",".join(sorted(shift.skills - person.skills))


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
                for reason in plain_reasons(evaluator, person, shift, [])
                if reason.rule != CONTRACT_MAX
            )
        notes.extend(_law_conflicts(evaluator, person, own))
    sums = [finding for finding in evaluator.judge(fixed).breaches if finding.rule in (CONTRACT_MAX, FRAME)]
    for finding in sums:
        reason = Reason(finding.rule, finding.who, finding.measured, finding.limit, finding.unit)
        held = [each for each in problem.shifts if each.fixed is not None and finding.who in ("", each.fixed)]
        notes.append(_conflict(reason, tuple(shift.id for shift in held)))
    return tuple(notes)


def _law_conflicts(evaluator: Evaluator, person: Person, own: list[NeedShift]) -> Iterator[Note]:
    """Breaches one by one: each told with the fewest shifts that make it, then one of them taken away."""
    left = list(own)
    while (finding := _breach(evaluator, person, left)) is not None:
        core = list(left)
        for shift in tuple(core):
            fewer = [each for each in core if each is not shift]
            still = _breach(evaluator, person, fewer, finding.rule)
            if still is not None:
                core, finding = fewer, still
        yield _conflict(reason_of(finding, person, core[0]), tuple(shift.id for shift in core))
        left.remove(core[-1])


def _breach(evaluator: Evaluator, person: Person, own: list[NeedShift], rule: str | None = None) -> Finding | None:
    for finding in evaluator.law_findings(person, own):
        if finding.severity in BLOCKING and rule in (None, finding.rule):
            return finding
    return None


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
            "other": list(reason.other),
        },
    )
