"""What would help (råd): each way to fill empty shifts is tried on the roster before it is told, the cheapest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from selvstyrt.core.roster import Assignments, Evaluator, NeedShift, Note, Person, Problem, Reason
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, SKILL
from selvstyrt.core.worktime import Agreement, AgreementType, Contract
from selvstyrt.engine.conflicts import Asking, Standing
from selvstyrt.engine.progress import ShouldStop, never

MOST_NEW = 3
"""So many new assistants are tried at most."""

NEW = "new assistant"
MOST_TRIED = 600
"""Questions to the working-time rules for all cures at most; cures that are not tried are not told."""

_ORDER = ("unfix_would_help", "agreement_would_help", "training_would_help", "contract_would_help")
_TRIABLE = frozenset(AgreementType)


@dataclass(frozen=True, slots=True)
class Cure:
    """One thing to do (tiltak): its note's code, whom it is about, and what; cheaper ones have a lower rank."""

    code: str
    assistant: str
    what: str = ""

    @property
    def rank(self) -> int:
        """0 for the cheapest."""
        return _ORDER.index(self.code)

    def applied(self, problem: Problem) -> Problem:
        """The problem with this done."""
        if self.code == "unfix_would_help":
            loose = (replace(shift, fixed=None) if shift.id == self.what else shift for shift in problem.shifts)
            return replace(problem, shifts=tuple(loose))
        return replace(problem, people=tuple(self.changed(person) for person in problem.people))

    def changed(self, person: Person) -> Person:
        """An assistant with this done, when it is about them."""
        if person.id != self.assistant:
            return person
        if self.code == "agreement_would_help" and self.what in _TRIABLE:
            agreement = Agreement(AgreementType(self.what), written=True, compensatory_rest=True, decision=True)
            return replace(person, agreements=(*person.agreements, agreement))
        if self.code == "training_would_help":
            return replace(person, skills=person.skills | set(self.what.split(",")))
        return replace(person, max_weekly_minutes=None) if self.code == "contract_would_help" else person


@dataclass(frozen=True)
class Trial:
    """A roster that cures are tried on."""

    evaluator: Evaluator
    holders: Assignments
    standing: Standing = field(default_factory=dict)

    @property
    def problem(self) -> Problem:
        """The problem that the roster answers."""
        return self.evaluator.problem

    def own(self, person: Person) -> list[NeedShift]:
        """What an assistant has."""
        return [shift for shift in self.problem.shifts if self.holders.get(shift.id) == person.id]

    def after(self, cure: Cure) -> Trial:
        """The same roster with the cure done."""
        problem = cure.applied(self.problem)
        return replace(self, evaluator=Evaluator(problem, self.evaluator.targets, self.evaluator.limits))

    def filled(self, group: Sequence[NeedShift]) -> tuple[Trial | None, int]:
        """The roster with all these shifts filled and the rest as it is, or None; and how many questions it took."""
        ids = {shift.id for shift in group}
        group = [self.problem.shift_by_id[shift.id] for shift in group]
        rest = {person.id: [each for each in self.own(person) if each.id not in ids] for person in self.problem.people}
        asking = Asking(self.evaluator, beside=rest, standing=self.standing)
        hands = asking.dealt(group)
        if hands is None or asking.is_unsure():
            return None, asking.asked
        given = {shift.id: who for who, hand in hands.items() for shift in hand}
        return replace(self, holders={**self.holders, **given}), asking.asked


def cures_for(group: Sequence[NeedShift], reasons: Iterable[Reason]) -> set[Cure]:
    """Things to try for shifts that cannot all be filled, from the reasons against them."""
    found = {Cure("unfix_would_help", shift.fixed, shift.id) for shift in group if shift.fixed is not None}
    for reason in reasons:
        who = reason.assistant
        found |= {Cure("agreement_would_help", who, cure) for cure in reason.cure if cure in _TRIABLE}
        if reason.rule == SKILL:
            found.add(Cure("training_would_help", who, ",".join(reason.other)))
        elif reason.rule == CONTRACT_MAX:
            found.add(Cure("contract_would_help", who))
    return found


@dataclass
class Trials:
    """Empty shifts, each with the group to deal out anew for it, and what is tried for them."""

    start: Trial
    groups: dict[str, Sequence[NeedShift]]
    asked: int = 0
    is_out: ShouldStop = never

    def fill(self, trial: Trial, shifts: Iterable[str]) -> tuple[Trial, list[str]]:
        """As many of the shifts as can be filled lawfully, one after the other."""
        filled = []
        for shift in shifts:
            if self.asked > MOST_TRIED or self.is_out():
                break
            after, asked = trial.filled(self.groups[shift])
            self.asked += asked
            if after is not None:
                trial = after
                filled.append(shift)
        return trial, filled

    def notes(self, wanted: dict[Cure, list[str]]) -> Iterator[Note]:
        """Each cure that fills some of the shifts it is wanted for, the cheapest first; then what they do together."""
        helping: list[tuple[Cure, int]] = []
        for cure in sorted(wanted, key=lambda each: (each.rank, -len(wanted[each]), each.assistant, each.what)):
            _, filled = self.fill(self.start.after(cure), wanted[cure])
            if self.is_out():
                return
            if filled:
                helping.append((cure, len(filled)))
        helping.sort(key=lambda each: (each[0].rank, -each[1]))
        for cure, count in helping:
            yield Note(cure.code, {"assistant": cure.assistant, "what": cure.what, "shifts": count})
        yield from self._together([cure for cure, _ in sorted(helping, key=lambda each: -each[1])])

    def _together(self, cures: list[Cure]) -> Iterator[Note]:
        trial, left, done = self.start, list(self.groups), []
        for cure in cures:
            after, filled = self.fill(trial.after(cure), left)
            if filled:
                trial, left = after, [shift for shift in left if shift not in filled]
                done.append({"code": cure.code, "assistant": cure.assistant, "what": cure.what})
        if len(done) > 1 and not self.is_out():
            yield Note("together", {"ways": done, "shifts": len(self.groups) - len(left)})


def new_assistants(trial: Trial, empty: Sequence[NeedShift]) -> Note | None:
    """How many new assistants it takes to fill the shifts, or as many of them as can be; None when nobody could."""
    left, people = list(empty), 0
    while left and people < MOST_NEW:
        taken = _taken_by_one(trial, left)
        if not taken:
            break
        people += 1
        left = [shift for shift in left if shift not in taken]
    filled = [shift for shift in empty if shift not in left]
    if not filled:
        return None
    skills = sorted(frozenset[str]().union(*(shift.skills for shift in filled)))
    sorting = trial.evaluator.targets.sorting
    kinds = [
        kind.value
        for kind in (ShareKind.WEEKENDS, ShareKind.NIGHTS)
        if all(sorting.belongs(shift.span, kind) for shift in filled)
    ]
    needing = {skill: sum(skill in shift.skills for shift in filled) for skill in skills}
    facts = {"skills": skills, "needing": needing, "shifts": len(filled), "people": people, "kinds": kinds}
    return Note("one_more_assistant", facts)


def anybody_could(trial: Trial, shift: NeedShift) -> bool:
    """True when a new assistant with nothing else to do could lawfully have the shift."""
    return bool(_taken_by_one(trial, [shift]))


def _taken_by_one(trial: Trial, empty: Sequence[NeedShift]) -> list[NeedShift]:
    """What one new assistant could take: trained for it, without agreements, or else with those of the team."""
    skills = frozenset[str]().union(*(shift.skills for shift in empty))
    team = trial.problem.people
    contract = replace(team[0].contract, birth_date=None) if team else Contract()
    best: list[NeedShift] = []
    for agreements in dict.fromkeys(((), *(person.agreements for person in team))):
        person = Person(NEW, 0, contract, agreements, skills=skills)
        taken: list[NeedShift] = []
        for shift in empty:
            if not Asking(trial.evaluator).against(person, [*taken, shift]):
                taken.append(shift)
        if len(taken) > len(best):
            best = taken
    return best
