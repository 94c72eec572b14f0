"""Do I have the right to BPA: an advisory answer with reasons, worked out and forgotten."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from selvstyrt.core.eligibility import (
    Child,
    CostDocumented,
    Help,
    HelpNeed,
    RightFacts,
    RightReason,
    RightTerms,
    assess,
)
from selvstyrt.faces.api.open.envelope import Amount, Answer, CitationOut, Language, Out, SourceOut, citation_of
from selvstyrt.faces.texts import eligibility as texts

router = Router(tags=["The right to BPA"])
Hours = Annotated[Decimal, Field(ge=0, le=168)]


class RightAsked(Schema):
    """A situation. Each hour of help stands under one kind only. Nothing is kept; with POST it stands in no address."""

    age: int = Field(description="Age on the day of the decision.", ge=0, le=130, examples=[34])
    duration_months: int = Field(
        description="How long the need is expected to last in all.", ge=0, le=1200, examples=[60]
    )
    assistance_hours: Hours = Field(
        Decimal(0), description="Practical help, training and support contact, hours a week.", examples=["30"]
    )
    respite_hours: Hours = Field(Decimal(0), description="Respite for parents, hours a week.")
    several_at_once_hours: Hours = Field(Decimal(0), description="Help that takes more than one person.")
    several_at_once_continuous: bool = Field(False, description="The need for several is there all the time.")
    night_hours: Hours = Field(Decimal(0), description="Services at night, hours a week.")
    night_continuous: bool = Field(False, description="The need at night is there all the time.")
    health_hours: Hours = Field(Decimal(0), description="Health services, hours a week.")
    higher_education_hours: Hours = Field(Decimal(0), description="Help in higher education, hours a week.")
    child_age: int | None = Field(None, description="Age of the child that respite is for.", ge=0, le=130)
    child_lives_at_home: bool = True
    granted_before_limit: bool = Field(False, description="BPA was granted as a right before the age limit.")
    leads_alone: bool = Field(True, description="False: somebody else can lead.")
    cost: CostDocumented = Field(
        CostDocumented.UNKNOWN, description="Whether the municipality has documented substantially higher cost."
    )
    day: date | None = Field(None, description="The day of the decision; left out: today.", examples=["2026-03-01"])
    language: Language = Field(Language.NB, description="The language of the words.")


class ReasonOut(Out):
    """One reason, and the provision it stands on."""

    code: str
    speaks_for: bool
    text: str
    citation: CitationOut


class RightOut(Out):
    """An advisory answer. It is never a refusal: the municipality must look at every application."""

    outcome: str = Field(description="right, right_unless_cost, discretionary or no.")
    gives_right: bool
    words: str = Field(description="The outcome in a sentence or two.")
    counted_hours: Amount = Field(description="Hours a week that count towards the right.")
    must_offer: bool = Field(description="The municipality must have BPA to offer and assess the case.")
    depends_on_counting: bool = Field(description="Another reading of what counts would give another outcome.")
    on_counting: str = Field(description="What to ask the municipality when it depends on that; else empty.")
    frame: str = Field(description="That this is advice.")
    reasons: list[ReasonOut]
    day: date


@router.get("/right", response=Answer[RightOut], summary="An advisory answer")
def right(request: HttpRequest, response: HttpResponse, asked: Query[RightAsked]) -> dict[str, Any]:
    """Whether a situation gives a right to have the help organised as BPA, with the reasons and provisions."""
    return _answered(response, asked)


@router.post("/right", response=Answer[RightOut], summary="An advisory answer, with the situation in the body")
def right_posted(request: HttpRequest, response: HttpResponse, asked: RightAsked) -> dict[str, Any]:
    """The same; the situation stands in the body and in no address. Nothing is kept."""
    return _answered(response, asked)


def _answered(response: HttpResponse, asked: RightAsked) -> dict[str, Any]:
    response["Cache-Control"] = "no-store"
    day = asked.day or timezone.localdate()
    found = assess(_facts(asked), RightTerms.at(day))
    language = asked.language.value
    data = RightOut(
        outcome=found.outcome.value,
        gives_right=found.gives_right,
        words=texts.outcome_words(found.outcome, language),
        counted_hours=round(Decimal(found.counted_minutes) / 60, 2),
        must_offer=found.must_offer,
        depends_on_counting=found.depends_on_counting,
        on_counting=texts.counting_words(language) if found.depends_on_counting else "",
        frame=texts.frame_words(language),
        reasons=[_reason(each, language) for each in found.reasons],
        day=day,
    )
    return {"data": data, "sources": [_law(day)]}


def _facts(asked: RightAsked) -> RightFacts:
    needs = {
        Help.ASSISTANCE: (asked.assistance_hours, False),
        Help.RESPITE: (asked.respite_hours, False),
        Help.SEVERAL_AT_ONCE: (asked.several_at_once_hours, asked.several_at_once_continuous),
        Help.NIGHT: (asked.night_hours, asked.night_continuous),
        Help.HEALTH: (asked.health_hours, False),
        Help.HIGHER_EDUCATION: (asked.higher_education_hours, False),
    }
    return RightFacts(
        age=asked.age,
        duration_months=asked.duration_months,
        needs=tuple(HelpNeed(kind, int(hours * 60), always) for kind, (hours, always) in needs.items() if hours),
        granted_before_limit=asked.granted_before_limit,
        cost=asked.cost,
        child=None if asked.child_age is None else Child(asked.child_age, asked.child_lives_at_home),
        leads_alone=asked.leads_alone,
    )


def _reason(reason: RightReason, language: str) -> ReasonOut:
    return ReasonOut(
        code=reason.code,
        speaks_for=reason.speaks_for,
        text=texts.reason_words(reason, language),
        citation=citation_of(reason.citation),
    )


def _law(day: date) -> SourceOut:
    return SourceOut(
        publisher="Lovdata",
        title="Pasient- og brukerrettighetsloven § 2-1 d",
        address="https://lovdata.no/lov/1999-07-02-63/§2-1d",
        licence="No copyright (åndsverkloven § 14)",
        attribution="Pasient- og brukerrettighetsloven § 2-1 d",
        retrieved_on=day,
        period=None,
        shipped=True,
        note="The provisions as the program knows them on the day of the question.",
    )
