"""Law cases about the right to BPA and its deadlines (rett og frister): facts in, the core's answer out."""

from __future__ import annotations

from datetime import date
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
    must_offer_bpa,
    preliminary_answer,
    procedure,
    reasons_deadline,
    review,
    supervision,
)
from selvstyrt.faces.cli.cases_law_reading import (
    Facts,
    Handler,
    Rows,
    day_of,
    find,
    flag_of,
    has,
    lacking,
    maybe_day,
    maybe_flag,
    maybe_number,
    number_of,
    whole_of,
)

# What a case asks about beside the plain right: the facts that name it, the kind of help, the answer's key.
_SPECIAL = (
    (
        ("multi_carer", "several_at_once", "two_carers", "multiple_carers"),
        Help.SEVERAL_AT_ONCE,
        "multi_carer_hours_included",
    ),
    (("night_services", "night_service", "night", "night_help"), Help.NIGHT, "night_hours_included"),
    (("health_services", "health"), Help.HEALTH, "health_hours_included"),
    (("higher_education",), Help.HIGHER_EDUCATION, "education_hours_included"),
)
_HOURS = ("hours_week", "hours_per_week", "weekly_hours", "weekly_h")
_RECEIVED = ("received", "known", "decision_received", "notified")


def _situation(facts: Facts, help_: Help) -> RightFacts:
    known = {None: CostDocumented.UNKNOWN, True: CostDocumented.YES, False: CostDocumented.NO}
    minutes = int((maybe_number(facts, *_HOURS) or 0) * 60)
    need = HelpNeed(help_, minutes, flag_of(facts, "need_continuous", "continuous", otherwise=False))
    at_home = flag_of(facts, "lives_at_home", "at_home", otherwise=True)
    return RightFacts(
        age=int(maybe_number(facts, "age") or 0),
        duration_months=_months(facts),
        needs=(need,),
        granted_before_limit=flag_of(facts, "granted_before_67", "granted_before_limit", otherwise=False),
        cost=known[maybe_flag(facts, "cost_documented", "higher_cost_documented")],
        child=Child(whole_of(facts, "child_age"), at_home) if has(facts, "child_age") else None,
        leads_alone=flag_of(facts, "leads_alone", otherwise=True),
    )


def _months(facts: Facts) -> int:
    years = maybe_number(facts, "duration_years")
    return int(years * 12) if years is not None else int(maybe_number(facts, "duration_months") or 0)


def _right(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = RightTerms.at(day)
    if find(facts, "service") in {"avlastning", "respite"}:
        situation = _situation(facts, Help.RESPITE)
        return Ruling(figures={"respite_in_right": is_inside(situation.needs[0], situation, terms)})
    for names, kind, key in _SPECIAL:
        if flag_of(facts, *names, otherwise=False):
            situation = _situation(facts, kind)
            return Ruling(figures={key: is_inside(situation.needs[0], situation, terms)})
    number_of(facts, "age")
    number_of(facts, *_HOURS)
    number_of(facts, "duration_months", "duration_years")
    found = assess(_situation(facts, Help.ASSISTANCE), terms)
    figures: dict[str, Any] = {"right": found.gives_right}
    if not found.gives_right and _offer_is_asked(found):
        figures["municipality_must_still_assess"] = found.must_offer
    return Ruling(figures=figures, steps=found.steps)


def _offer_is_asked(found: Assessment) -> bool:
    """The cases ask about the municipality's own offer where the age or the hours decide, not the length."""
    against = {reason.code for reason in found.reasons if not reason.speaks_for}
    return bool(against - {"not_long_term"})


def _offer(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """The municipality's own duty: with the right where the case gives its facts, else by itself."""
    if has(facts, "age") and has(facts, *_HOURS):
        return _right(facts, rows, day)
    return must_offer_bpa(right=flag_of(facts, "right", otherwise=False))


def _matter(facts: Facts, otherwise: Matter) -> Matter:
    text = str(find(facts, "matter", "about") or "")
    if not text:
        return otherwise
    return Matter.GENERAL if "general" in text or "access" in text else Matter.SERVICES


def _complaint(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = complaint_deadline(day_of(facts, *_RECEIVED), _matter(facts, Matter.SERVICES))
    figures = {"complaint_deadline": found.last_day, "weeks": found.weeks}
    return _with(found, figures | {"sent_to": found.sent_to, "decided_by": found.decided_by})


def _general_complaint(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = complaint_deadline(day_of(facts, *_RECEIVED), _matter(facts, Matter.GENERAL))
    return _with(found, {"complaint_deadline": found.last_day, "weeks": found.weeks})


def _reasons(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = reasons_deadline(day_of(facts, *_RECEIVED), _matter(facts, Matter.GENERAL))
    return _with(found, {"reasons_request_by": found.last_day})


def _with(found: CaseDeadline, figures: dict[str, Any]) -> Ruling:
    return Ruling(figures=figures, steps=found.steps)


def _preliminary(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """The deadline; where the case tells when it was answered or decided, whether that was in time."""
    received = day_of(facts, *_RECEIVED, "applied")
    decided, answered = maybe_day(facts, "decided"), maybe_day(facts, "answered", "preliminary_answer")
    judged = decided is not None or answered is not None
    return preliminary_answer(received, decided=decided, answered=answered, on=day if judged else received)


def _review(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    discretion = maybe_flag(facts, "discretion", "discretionary")
    if discretion is None:
        raise lacking("discretion")
    return review(discretion=discretion)


def _supervision(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return supervision(complains_too=flag_of(facts, "complains_too", "complaint_sent", otherwise=False))


ELIGIBILITY: dict[str, Handler] = {
    "PBRL-2-1D": _right,
    "PBRL-2-1D-2": _right,
    "HOL-3-8": _offer,
    "HOL-2-2": lambda facts, rows, day: procedure(),
    "PBRL-7-7": _review,
    "PBRL-7-4": _supervision,
    "PBRL-7-5": _complaint,
    "FVL-29": _general_complaint,
    "FVL-24": _reasons,
    "FVL-11A": _preliminary,
}
