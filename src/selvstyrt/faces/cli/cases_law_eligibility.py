"""Law cases about the right to BPA and its deadlines (rett og frister): facts in, the core's answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from selvstyrt.core.base import Ruling
from selvstyrt.core.eligibility import (
    Assessment,
    CaseDeadline,
    Child,
    CostDocumented,
    Help,
    HelpNeed,
    Matter,
    RightFacts,
    RightTerms,
    assess,
    complaint_deadline,
    is_inside,
    preliminary_answer_by,
    reasons_deadline,
)

Facts = Mapping[str, Any]
Rows = list[dict[str, Any]]
Handler = Callable[[Facts, Rows, date], Ruling | None]

# What a case asks about beside the plain right: the fact that names it, the kind of help, the answer's key.
_SPECIAL = (
    ("multi_carer", Help.SEVERAL_AT_ONCE, "multi_carer_hours_included"),
    ("night_services", Help.NIGHT, "night_hours_included"),
    ("night_service", Help.NIGHT, "night_hours_included"),
    ("night", Help.NIGHT, "night_hours_included"),
)


def _situation(facts: Facts, help_: Help) -> RightFacts:
    known = {None: CostDocumented.UNKNOWN, True: CostDocumented.YES, False: CostDocumented.NO}
    need = HelpNeed(
        help_, int(Decimal(str(facts.get("hours_week", 0))) * 60), bool(facts.get("need_continuous", False))
    )
    child = Child(facts["child_age"], facts.get("lives_at_home", True)) if "child_age" in facts else None
    return RightFacts(
        age=facts.get("age", 0),
        duration_months=facts.get("duration_months", 0),
        needs=(need,),
        granted_before_limit=bool(facts.get("granted_before_67", False)),
        cost=known[facts.get("cost_documented")],
        child=child,
    )


def _right(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = RightTerms.at(day)
    if facts.get("service") == "avlastning":
        situation = _situation(facts, Help.RESPITE)
        return Ruling(figures={"respite_in_right": is_inside(situation.needs[0], situation, terms)})
    for fact, kind, key in _SPECIAL:
        if facts.get(fact):
            situation = _situation(facts, kind)
            return Ruling(figures={key: is_inside(situation.needs[0], situation, terms)})
    if not {"age", "hours_week", "duration_months"} <= facts.keys():
        return None
    found = assess(_situation(facts, Help.ASSISTANCE), terms)
    figures: dict[str, Any] = {"right": found.gives_right}
    if not found.gives_right and _offer_is_asked(found):
        figures["municipality_must_still_assess"] = found.must_offer
    return Ruling(figures=figures, steps=found.steps)


def _offer_is_asked(found: Assessment) -> bool:
    """The cases ask about the municipality's own offer where the age or the hours decide, not the length."""
    against = {reason.code for reason in found.reasons if not reason.speaks_for}
    return bool(against - {"not_long_term"})


def _received(facts: Facts) -> date:
    return date.fromisoformat(facts["received"])


def _matter(facts: Facts, otherwise: Matter) -> Matter:
    text = str(facts.get("matter", ""))
    if not text:
        return otherwise
    return Matter.GENERAL if "general" in text else Matter.SERVICES


def _complaint(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = complaint_deadline(_received(facts), _matter(facts, Matter.SERVICES))
    figures = {"complaint_deadline": found.last_day, "weeks": found.weeks}
    return _with(found, figures | {"sent_to": found.sent_to, "decided_by": found.decided_by})


def _general_complaint(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = complaint_deadline(_received(facts), _matter(facts, Matter.GENERAL))
    return _with(found, {"complaint_deadline": found.last_day, "weeks": found.weeks})


def _reasons(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = reasons_deadline(_received(facts), _matter(facts, Matter.GENERAL))
    return _with(found, {"reasons_request_by": found.last_day})


def _with(found: CaseDeadline, figures: dict[str, Any]) -> Ruling:
    return Ruling(figures=figures, steps=found.steps)


def _preliminary(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return Ruling(figures={"preliminary_answer_by": preliminary_answer_by(_received(facts))})


ELIGIBILITY: dict[str, Handler] = {
    "PBRL-2-1D": _right,
    "PBRL-2-1D-2": _right,
    "HOL-3-8": _right,
    "PBRL-7-5": _complaint,
    "FVL-29": _general_complaint,
    "FVL-24": _reasons,
    "FVL-11A": _preliminary,
}
