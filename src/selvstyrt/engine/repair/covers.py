"""Who can cover one shift (vikarer): one assistant, two in a chain, or two who share it.

Every cover is judged by the one evaluator, before and after, so that a breach that stood already is blamed on nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from selvstyrt.core.base import Finding, Span
from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Note, Person
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, SKILL, UNAVAILABLE
from selvstyrt.core.roster.pricing import Price, price_of
from selvstyrt.engine.repair.facts import Circumstances
from selvstyrt.engine.repair.ranking import Priority, rank_of
from selvstyrt.engine.repair.splitting import cuts_of, part_of
from selvstyrt.engine.repair.trials import Trial, Trials

MOST_CHAINS = 5
MOST_SPLITS = 3


@dataclass(frozen=True, slots=True)
class Cover:
    """One assistant who can lawfully have one shift (mulig vikar): in which order, why, and what it costs."""

    person: str
    shift: NeedShift
    priority: Priority
    points: int
    price: Price
    overtime_minutes: int
    because: tuple[Note, ...]
    findings: tuple[Finding, ...]

    @property
    def order(self) -> tuple[int, int, Decimal, str]:
        """What covers are sorted by: priority, points, price, and the id where all else is equal."""
        return self.priority, self.points, self.price.amount or Decimal(0), self.person


@dataclass(frozen=True, slots=True)
class Refused:
    """One assistant who cannot have the shift, and what stands in the way (kan ikke)."""

    person: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Two steps (kjede): the first assistant takes the shift, the second takes a later one of theirs."""

    first: Cover
    second: Cover


@dataclass(frozen=True, slots=True)
class Split:
    """Two assistants who share the shift (delt vakt): the first has the first part."""

    first: Cover
    second: Cover


@dataclass(frozen=True, slots=True)
class Covers:
    """Everybody in the team for one shift: who can, in order; who cannot, and why; two-step and shared covers.

    Chains and splits are looked for only when nobody can have the whole shift at ordinary hours. `checks` is how
    many questions were put to the evaluator.
    """

    shift: NeedShift
    can: tuple[Cover, ...]
    cannot: tuple[Refused, ...]
    chains: tuple[Chain, ...] = ()
    splits: tuple[Split, ...] = ()
    checks: int = 0


def find_covers(evaluator: Evaluator, holders: Assignments, shift_id: str, facts: Circumstances) -> Covers:
    """The best lawful covers for one shift of a roster as it stands; its present holder is not asked.

    `evaluator` is of a problem without fixed shifts: the roster stands by `holders` alone.

    Raises: KeyError for a shift that is not in the problem.
    """
    shift = evaluator.problem.shift_by_id[shift_id]
    trials = Trials(evaluator, holders, facts.overtime)
    people = [person for person in evaluator.problem.people if person.id != holders.get(shift_id)]
    refused: list[Trial] = []
    can = []
    for person in people:
        trial = _whole(trials, person, shift)
        if trial.is_lawful and not trials.frame_breach(shift):
            can.append(_cover(trials, trial, shift, facts))
        else:
            refused.append(trial)
    found = Covers(
        shift=shift,
        can=tuple(sorted(can, key=lambda each: each.order)),
        cannot=tuple(Refused(each.person.id, each.breaches) for each in refused),
    )
    if not any(cover.priority <= Priority.ORDINARY for cover in can) and not trials.frame_breach(shift):
        chains = _best(_chains(trials, refused, shift, facts), MOST_CHAINS)
        splits = _best(_splits(trials, people, shift, facts), MOST_SPLITS)
        found = replace(found, chains=tuple(Chain(*each) for each in chains), splits=tuple(Split(*s) for s in splits))
    return replace(found, checks=trials.checks)


def _whole(trials: Trials, person: Person, shift: NeedShift) -> Trial:
    """The assistant with the shift at ordinary hours, else with overtime, else refused."""
    trial = trials.of(person, gets=(shift,))
    if trial.is_lawful:
        return trial
    return trials.with_overtime(person, shift, trial) or trial


def _cover(trials: Trials, trial: Trial, shift: NeedShift, facts: Circumstances) -> Cover:
    zone = trials.problem.zone
    price = price_of(shift, facts.pay.get(trial.person.id), zone, overtime_minutes=trial.overtime_minutes)
    rank = rank_of(trials, trial, shift, price, facts)
    return Cover(
        person=trial.person.id,
        shift=shift,
        priority=rank.priority,
        points=rank.points,
        price=price,
        overtime_minutes=trial.overtime_minutes,
        because=rank.because,
        findings=trial.findings,
    )


Pair = tuple[Cover, Cover]


def _best(pairs: Iterator[Pair], most: int) -> list[Pair]:
    """The best pairs: the worse priority of the two counts, then their points and prices together."""

    def order(pair: Pair) -> tuple[int, int, Decimal, str, str, str]:
        first, second = pair
        price = (first.price.amount or Decimal(0)) + (second.price.amount or Decimal(0))
        worst = max(first.priority, second.priority)
        return worst, first.points + second.points, price, first.person, second.person, second.shift.id

    return sorted(pairs, key=order)[:most]


def _chains(trials: Trials, refused: list[Trial], shift: NeedShift, facts: Circumstances) -> Iterator[Pair]:
    """A takes the shift, B takes a later one of A's that stands in the way."""
    people, holder = trials.problem.people, trials.holders.get(shift.id)
    for against in refused:
        for later in _in_the_way(trials, against, shift, facts):
            first = trials.of(against.person, gets=(shift,), loses=(later.id,))
            if not first.is_lawful or first.doubts:
                continue
            for person in people:
                if person.id in (against.person.id, holder):
                    continue
                second = trials.of(person, gets=(later,))
                if second.is_lawful and not second.doubts:
                    yield _cover(trials, first, shift, facts), _cover(trials, second, later, facts)


def _in_the_way(trials: Trials, against: Trial, shift: NeedShift, facts: Circumstances) -> Iterator[NeedShift]:
    """The assistant's later shifts that every breach may be about: only giving one of them away can mend it."""
    for later in trials.own(against.person):
        if later.span.start <= max(shift.span.start, facts.now):
            continue
        if all(_may_be_about(finding, later, shift, trials) for finding in against.breaches):
            yield later


def _may_be_about(finding: Finding, later: NeedShift, shift: NeedShift, trials: Trials) -> bool:
    """By the shifts that the finding names beside the new one; where it names none, by its week or not at all."""
    if finding.rule in (UNAVAILABLE, SKILL):
        return False
    others = set(finding.shifts) - {shift.id}
    if others:
        return later.id in others
    if finding.rule != CONTRACT_MAX:
        return True
    return any(
        week.span.start == finding.at and week.span.overlaps(later.span) for week in trials.evaluator.targets.weeks
    )


def _splits(trials: Trials, people: list[Person], shift: NeedShift, facts: Circumstances) -> Iterator[Pair]:
    """Two assistants share the shift; each pair at the cut nearest the middle that both can have."""
    if facts.split is None:
        return
    cuts = cuts_of(shift, facts.split)
    firsts = {
        person.id: _lawful_parts(trials, person, shift, [Span(shift.span.start, cut) for cut in cuts])
        for person in people
    }
    seconds = {
        person.id: _lawful_parts(trials, person, shift, [Span(cut, shift.span.end) for cut in cuts])
        for person in people
    }
    for one in people:
        for other in people:
            if one.id == other.id:
                continue
            number = next((n for n in range(len(cuts)) if firsts[one.id].get(n) and seconds[other.id].get(n)), None)
            if number is not None:
                first, second = firsts[one.id][number], seconds[other.id][number]
                yield (
                    _cover(trials, first, part_of(shift, Span(shift.span.start, cuts[number]), 1), facts),
                    _cover(trials, second, part_of(shift, Span(cuts[number], shift.span.end), 2), facts),
                )


def _lawful_parts(trials: Trials, person: Person, shift: NeedShift, spans: list[Span]) -> dict[int, Trial]:
    """The parts of the shift that the assistant can have, by the number of the cut."""
    found = {}
    for number, span in enumerate(spans):
        trial = trials.of(person, gets=(part_of(shift, span, 1 if span.start == shift.span.start else 2),))
        if trial.is_lawful and not trial.doubts:
            found[number] = trial
    return found
