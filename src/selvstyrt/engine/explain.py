"""Explanations (forklaringer): why this person, who else could, why nobody can, what would help.

Everything is asked of the evaluator, never of the model: a reason is a finding that the change would give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from selvstyrt.core.roster import Assignments, Evaluation, Evaluator, NeedShift, Note, Problem, Reason, Roster
from selvstyrt.core.roster.terms import hinders, meets
from selvstyrt.engine.conflicts import Asking, conflict_of
from selvstyrt.engine.cures import Cure, Trial, Trials, anybody_could, cures_for, new_assistants
from selvstyrt.engine.fixed_conflicts import explain_impossible
from selvstyrt.engine.progress import ShouldStop, never
from selvstyrt.engine.reasons import Situation, facts_of

MOST_QUESTIONS = 1500
"""Larger problems (shifts times assistants) are solved without asking who else could have each shift."""

MOST_EMPTY = 30
"""So many empty shifts are explained, the most important first; the rest are told as not looked into."""

ORDINARY_SHARE = 100
"""Shifts for each assistant, above which fewer are explained: each question judges all that somebody has."""

NOT_ASKED = "NOT-ASKED"
_NOT_LOOKED_INTO = (Reason(NOT_ASKED, ""),)

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
    evaluator: Evaluator,
    holders: Assignments,
    judged: Evaluation,
    *,
    ask_all: bool = False,
    is_out: ShouldStop = never,
) -> tuple[Reasons, tuple[Note, ...]]:
    """Why nobody has each empty shift; then each filled shift with who, why and who else, and what would help.

    Who else could is left out for problems above MOST_QUESTIONS unless `ask_all`. Once `is_out` says that nobody waits
    any more, the rest is told as not looked into.
    """
    situation = Situation(evaluator, holders, is_out)
    problem = evaluator.problem
    empty = [problem.shift_by_id[shift_id] for shift_id in judged.uncovered]
    ordered = sorted(empty, key=lambda each: (-each.priority, each.span, each.id))
    first = {shift.id for shift in ordered[: most_empty(problem)]}
    reasons = tuple(
        (shift.id, _reasons_for_empty(situation, shift) if shift.id in first and not is_out() else _NOT_LOOKED_INTO)
        for shift in empty
    )
    asks = ask_all or len(problem.shifts) * len(problem.people) <= MOST_QUESTIONS
    assigned = [
        _explain_shift(situation, shift, asks and not is_out()) for shift in problem.shifts if holders.get(shift.id)
    ]
    looked_at = tuple(each for each in reasons if each[1] is not _NOT_LOOKED_INTO)
    return reasons, (*assigned, *_what_would_help(situation, looked_at))


def most_empty(problem: Problem) -> int:
    """How many empty shifts are explained: fewer where each assistant has more shifts than in an ordinary period."""
    share = len(problem.shifts) // max(1, len(problem.people))
    return MOST_EMPTY if share <= ORDINARY_SHARE else max(3, MOST_EMPTY * ORDINARY_SHARE // share)


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
    target = situation.evaluator.targets.hours[who]
    if situation.minutes(person) <= target.minutes + target.tolerance:
        found.append("contract_hours")
    return found or ["best_whole"]


def _what_would_help(situation: Situation, reasons: Reasons) -> Iterator[Note]:
    """Why the empty shifts cannot be filled, in the fewest facts, and what would fill them; each cure is tried."""
    shifts = situation.problem.shift_by_id
    framed = [shift for shift, _ in reasons if situation.frame_reason(shifts[shift])]
    free = {shift: _free_for(situation, against) for shift, against in reasons if shift not in framed}
    yield from _could_take(free)
    stuck = {shift: against for shift, against in reasons if shift in free and not free[shift]}
    holders = {person.id: situation.own(person) for person in situation.problem.people}
    asking, told = Asking(situation.evaluator, is_out=situation.is_out), set[frozenset[str]]()
    trials = Trials(Trial(situation.evaluator, situation.holders), {}, is_out=situation.is_out)
    wanted = dict[Cure, list[str]]()
    for shift, against in stuck.items():
        conflict = conflict_of(asking, shifts[shift], holders)
        if situation.is_out():
            return
        group = (shifts[shift],) if conflict is None else conflict.shifts
        trials.groups[shift] = group
        for cure in cures_for(group, [*against, *(() if conflict is None else conflict.facts)]):
            wanted.setdefault(cure, []).append(shift)
        ids = frozenset(each.id for each in group)
        if conflict is not None and situation.problem.people and ids not in told:
            told.add(ids)
            yield Note(
                "conflict", {"shifts": [each.id for each in group], "facts": list(map(facts_of, conflict.facts))}
            )
    helps = list(trials.notes(wanted))
    yield from helps
    if situation.is_out():
        return
    if framed:
        yield Note("more_hours", {"assistant": "", "what": "", "shifts": len(framed)})
    yield from _new_people(trials, [shifts[shift] for shift in stuck], bool(helps))


def _new_people(trials: Trials, stuck: list[NeedShift], is_choice: bool) -> Iterator[Note]:
    """New assistants who could take what nobody in the team can; and what no new one could take either."""
    if not stuck:
        return
    found = new_assistants(trials.start, stuck)
    if found is not None:
        yield Note(found.code, {**found.facts, "choice": is_choice})
    impossible = [shift.id for shift in stuck if not anybody_could(trials.start, shift)]
    if impossible:
        yield Note("nobody_could", {"shifts": len(impossible), "which": impossible})


def _free_for(situation: Situation, against: tuple[Reason, ...]) -> list[str]:
    """Who could have an empty shift as the roster is: those whom no reason is about."""
    held_back = {reason.assistant for reason in against}
    return [person.id for person in situation.problem.people if person.id not in held_back]


def _could_take(free: dict[str, list[str]]) -> Iterator[Note]:
    counts = Counter(person for people in free.values() for person in people)
    for person, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        yield Note("could_take", {"assistant": person, "what": "", "shifts": count})
