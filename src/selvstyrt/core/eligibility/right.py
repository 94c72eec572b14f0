"""The right to BPA (retten til brukerstyrt personlig assistanse): advice with reasons, never a refusal.

The outcome says what the act gives. Below it the municipality must still have BPA to offer and look at the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import Citation, Step
from selvstyrt.core.eligibility.facts import CostDocumented, Help, HelpNeed, RightFacts
from selvstyrt.core.eligibility.terms import RightTerms

_MONTHS_A_YEAR = 12


class Outcome(StrEnum):
    """What the act gives (utfall).

    RIGHT: a right to have the help organised as BPA.
    RIGHT_UNLESS_COST: a right, unless the municipality documents substantially higher cost.
    DISCRETIONARY: no right, but the municipality must have BPA to offer and assess whether it suits.
    NO: no personal assistance is needed, so there is nothing to organise as BPA.
    """

    RIGHT = "right"
    RIGHT_UNLESS_COST = "right_unless_cost"
    DISCRETIONARY = "discretionary"
    NO = "no"


@dataclass(frozen=True, slots=True)
class RightReason:
    """One reason for the outcome (grunn): a stable code, whether it speaks for the right, facts, the provision."""

    code: str
    speaks_for: bool
    citation: Citation
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An advisory answer (veiledende vurdering): the outcome, what was counted, and why.

    `outside` is help that the right does not cover. `must_offer`: the municipality must have BPA to offer and
    assess the case also where there is no right. `depends_on_counting`: the other reading of what counts would
    give another outcome.
    """

    outcome: Outcome
    counted_minutes: int
    inside: tuple[HelpNeed, ...]
    outside: tuple[HelpNeed, ...]
    reasons: tuple[RightReason, ...]
    must_offer: bool
    depends_on_counting: bool
    steps: tuple[Step, ...]

    @property
    def gives_right(self) -> bool:
        """True when the act gives a right as things stand; undocumented cost does not take it away."""
        return self.outcome in {Outcome.RIGHT, Outcome.RIGHT_UNLESS_COST}

    def covers(self, kind: Help) -> bool:
        """True when all help of this kind that is needed lies inside the right."""
        return any(need.help is kind for need in self.inside) and all(need.help is not kind for need in self.outside)


def assess(situation: RightFacts, terms: RightTerms) -> Assessment:
    """The advisory assessment of a situation."""
    found = _assess(situation, terms)
    other = _assess(replace(situation, counted_anyway=not situation.counted_anyway), terms)
    return replace(found, depends_on_counting=found.outcome is not other.outcome)


def _assess(situation: RightFacts, terms: RightTerms) -> Assessment:
    inside = tuple(need for need in situation.needs if is_inside(need, situation, terms))
    outside = tuple(need for need in situation.needs if need not in inside)
    counted = sum(need.weekly_minutes for need in inside)
    if situation.counted_anyway:
        counted += sum(need.weekly_minutes for need in outside if need.help in {Help.SEVERAL_AT_ONCE, Help.NIGHT})
    tests = (_age(situation, terms), _duration(situation, terms), _hours(counted, situation, terms))
    reasons = (*tests, *(_outside_reason(need) for need in outside), *_leader(situation))
    outcome = _outcome(tests, any(need.weekly_minutes for need in inside), situation)
    must_offer = outcome is not Outcome.NO
    if must_offer:
        reasons = (*reasons, RightReason("municipality_must_offer", True, law.citation("HOL-3-8")))
    steps = tuple(Step(reason.code, reason.citation, dict(reason.facts), reason.speaks_for) for reason in reasons)
    return Assessment(outcome, counted, inside, outside, reasons, must_offer, False, steps)


# pbrl. § 2-1 d (1), (2)
def is_inside(need: HelpNeed, situation: RightFacts, terms: RightTerms) -> bool:
    """Whether the right covers this help.

    Help by several at once and at night is covered only when the need for it is continuous. Respite is covered for
    a child under eighteen who lives at home. Health services are not covered, and help in higher education is not,
    as the health authorities read the act.
    """
    if need.help in {Help.SEVERAL_AT_ONCE, Help.NIGHT}:
        return need.continuous
    if need.help is Help.RESPITE:
        child = situation.child
        return child is not None and child.lives_at_home and child.age < terms.right_child_age
    return need.help is Help.ASSISTANCE


# pbrl. § 2-1 d (1); kept past the age from 1 July 2020
def _age(situation: RightFacts, terms: RightTerms) -> RightReason:
    facts = {"age": situation.age, "limit": terms.right_age_limit}
    citation = law.citation("PBRL-2-1D-1")
    if situation.age < terms.right_age_limit:
        return RightReason("under_age_limit", True, citation, facts)
    if terms.right_kept_past_age and situation.granted_before_limit:
        return RightReason("granted_before_age_limit", True, citation, facts)
    return RightReason("past_age_limit", False, citation, facts)


# pbrl. § 2-1 d (3): beyond two years
def _duration(situation: RightFacts, terms: RightTerms) -> RightReason:
    long = situation.duration_months > terms.right_over_years * _MONTHS_A_YEAR
    facts = {"months": situation.duration_months, "years": terms.right_over_years}
    return RightReason("long_term" if long else "not_long_term", long, law.citation("PBRL-2-1D-3"), facts)


# pbrl. § 2-1 d (4)
def _hours(counted: int, situation: RightFacts, terms: RightTerms) -> RightReason:
    citation = law.citation("PBRL-2-1D-4")
    facts = {
        "minutes": counted,
        "limit_minutes": terms.right_hours,
        "lower_limit_minutes": terms.right_hours_unless_cost,
    }
    if counted >= terms.right_hours:
        return RightReason("great_need", True, citation, facts)
    if counted < terms.right_hours_unless_cost:
        return RightReason("need_below_limits", False, citation, facts)
    codes = {
        CostDocumented.UNKNOWN: ("right_unless_cost", True),
        CostDocumented.NO: ("cost_not_documented", True),
        CostDocumented.YES: ("cost_documented", False),
    }
    return RightReason(*codes[situation.cost], citation, facts)


_OUTSIDE = {
    Help.SEVERAL_AT_ONCE: ("several_not_continuous", "PBRL-2-1D-2"),
    Help.NIGHT: ("night_not_continuous", "PBRL-2-1D-2"),
    Help.RESPITE: ("respite_not_covered", "PBRL-2-1D-1"),
    Help.HEALTH: ("health_not_covered", "PBRL-2-1D-1"),
    Help.HIGHER_EDUCATION: ("education_not_covered", "PBRL-2-1D-1"),
}


def _outside_reason(need: HelpNeed) -> RightReason:
    code, rule = _OUTSIDE[need.help]
    return RightReason(code, False, law.citation(rule), {"minutes": need.weekly_minutes})


def _leader(situation: RightFacts) -> tuple[RightReason, ...]:
    """Somebody else may lead: that the person cannot lead alone does not take the right away."""
    if situation.leads_alone:
        return ()
    return (RightReason("leader_may_be_another", True, law.citation("PBRL-2-1D-1")),)


def _outcome(tests: tuple[RightReason, ...], something_inside: bool, situation: RightFacts) -> Outcome:
    other = {Help.HEALTH, Help.HIGHER_EDUCATION}
    if not any(need.weekly_minutes for need in situation.needs if need.help not in other):
        return Outcome.NO
    if not something_inside or not all(test.speaks_for for test in tests):
        return Outcome.DISCRETIONARY
    return Outcome.RIGHT_UNLESS_COST if tests[-1].code == "right_unless_cost" else Outcome.RIGHT
