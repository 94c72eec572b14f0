"""The order in which covers are offered (rangering), and the reasons for it. See docs/rules/repair.md."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import IntEnum

from selvstyrt.core.employment import PartTimeTerms, extra_shift_priority
from selvstyrt.core.roster import NeedShift, Note, Person
from selvstyrt.core.roster.own_rules import WISH
from selvstyrt.core.roster.pay_basis import PayTerms
from selvstyrt.core.roster.points import personal_points
from selvstyrt.core.roster.pricing import Price
from selvstyrt.core.roster.terms import hinders, meets
from selvstyrt.engine.repair.facts import Circumstances
from selvstyrt.engine.repair.trials import Trial, Trials

ASKED_POINTS = 6
"""For each time the assistant was asked lately: the same as one begun weekend."""

TAKEN_POINTS = 12
"""For each time the assistant stepped in lately: the burden of short notice is shared too."""

HUNDRED = Decimal(100)


class Priority(IntEnum):
    """Who goes first (prioritet): part-timers, then others at ordinary hours, then overtime, then doubts of law."""

    PART_TIME = 0
    ORDINARY = 1
    OVERTIME = 2
    DOUBTFUL = 3


@dataclass(frozen=True, slots=True)
class Rank:
    """Where a cover stands (plass): first the priority, then the points; `because` tells why, most important first."""

    priority: Priority
    points: int
    because: tuple[Note, ...]


def rank_of(trials: Trials, trial: Trial, shift: NeedShift, price: Price, facts: Circumstances) -> Rank:
    """Where one lawful cover stands among the others; `trial` says what the assistant gives away for it."""
    person = trial.person
    kept = [each for each in trials.own(person) if each.id not in trial.loses]
    priority = _priority(trials, trial, shift, facts.pay.get(person.id))
    asked, taken = facts.asked.get(person.id, 0), facts.taken.get(person.id, 0)
    change = _roster_points(trials, person, kept, shift)
    points = sum(change.values()) + ASKED_POINTS * asked + TAKEN_POINTS * taken + _cost_points(price)
    notes = [
        *_priority_notes(priority, trial),
        *_hours_notes(trials, person, kept, shift),
        *_wish_notes(person, shift),
        *(Note("asked_lately", {"asked": asked, "taken": taken}) for _ in range(bool(asked or taken))),
        *(
            Note(f"fair_{kind}", {"points": change[kind]})
            for kind in ("weekends", "nights", "red_days")
            if change[kind]
        ),
    ]
    return Rank(priority, points, tuple(notes))


def _priority(trials: Trials, trial: Trial, shift: NeedShift, terms: PayTerms | None) -> Priority:
    """By aml. § 14-3 (2) part-timers have the first right to extra shifts, where it is no great disadvantage."""
    if trial.doubts:
        return Priority.DOUBTFUL
    if trial.overtime_minutes:
        return Priority.OVERTIME
    full_week = terms.employment.weekly_minutes if terms else trial.person.contract.weekly_limit_minutes
    if trial.person.weekly_minutes >= full_week:
        return Priority.ORDINARY
    ruling = extra_shift_priority(
        PartTimeTerms.at(shift.span.start_day(trials.problem.zone)),
        qualified=True,
        significant_disadvantage=False,
        given_to_other=False,
    )
    return Priority.PART_TIME if ruling.figures["priority"] == "part_timer" else Priority.ORDINARY


def _roster_points(trials: Trials, person: Person, kept: list[NeedShift], shift: NeedShift) -> dict[str, int]:
    """How the points of the roster's own objective change for this assistant."""
    problem, targets = trials.problem, trials.evaluator.targets
    before = personal_points(problem, targets, person, list(trials.own(person)))
    after = personal_points(problem, targets, person, sorted([*kept, shift], key=lambda each: (each.span, each.id)))
    return {term: after[term] - before[term] for term in after}


def _cost_points(price: Price) -> int:
    """One for each hundred kroner, as in the roster's objective; an unknown price counts as nothing."""
    return 0 if price.amount is None else int((price.amount / HUNDRED).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _priority_notes(priority: Priority, trial: Trial) -> list[Note]:
    if priority is Priority.PART_TIME:
        return [Note("part_time_first", {})]
    if priority is Priority.OVERTIME:
        return [Note("overtime", {"minutes": trial.overtime_minutes})]
    if priority is Priority.DOUBTFUL:
        return [Note("doubtful", {"rules": tuple(dict.fromkeys(each.rule for each in trial.doubts))})]
    return []


def _hours_notes(trials: Trials, person: Person, kept: list[NeedShift], shift: NeedShift) -> list[Note]:
    """Whether the shift fills hours that the contract promises in the plan's period, or comes on top of them."""
    target = trials.evaluator.targets.hours[person.id]
    missing = target.minutes - sum(each.minutes for each in kept)
    period = {"from": trials.problem.first_day, "to": trials.problem.last_day}
    if missing >= shift.minutes:
        return [Note("under_contract", {"minutes": missing, **period})]
    return [Note("over_contract", {"minutes": shift.minutes - max(missing, 0), **period})]


def _wish_notes(person: Person, shift: NeedShift) -> list[Note]:
    if any(hinders(wish, shift) for wish in person.wishes):
        return [Note("asked_free", {"rule": WISH})]
    if any(meets(wish, shift) for wish in person.wishes):
        return [Note("wished", {"rule": WISH})]
    return []
