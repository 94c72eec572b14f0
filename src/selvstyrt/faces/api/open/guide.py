"""BPA explained: each statement with the sources it stands on and the day it was compared with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from selvstyrt.apps.directory.shelf import Provenance
from selvstyrt.faces.api.open.envelope import Answer, Language, Listing, Out, Paging, answer, listing
from selvstyrt.faces.api.open.problems import NotFound
from selvstyrt.faces.texts import guide as texts
from selvstyrt.faces.texts.guide.telling import ToldPage, ToldPart, ToldStatement

router = Router(tags=["BPA explained"])


class GuidePageOut(Out):
    """A page of the guide in short."""

    slug: str
    group: str
    title: str
    lead: str
    checked_on: date


class ReferenceOut(Out):
    """A source of the page."""

    number: int
    name: str
    address: str
    as_of: date | None = Field(description="For an act: the day as which it was read.")
    retrieved_on: date | None = Field(description="For a page: the day it was read.")
    note: str
    checked_on: date


class GuideStatementOut(Out):
    """A statement, and the numbers of its sources in `references`."""

    text: str
    references: list[int]


class PartOut(Out):
    """A paragraph, a list, or a question on which public pages disagree."""

    kind: str = Field(description="text, list or disagreement.")
    question: str = Field(description="For a disagreement: what they disagree on.")
    statements: list[GuideStatementOut]
    law: GuideStatementOut | None = Field(description="For a disagreement: what the act says.")


class GuideSectionOut(Out):
    """A heading and what stands under it."""

    heading: str
    anchor: str
    parts: list[PartOut]


class FullGuidePageOut(Out):
    """A page of the guide."""

    slug: str
    title: str
    lead: GuideStatementOut
    sections: list[GuideSectionOut]
    references: list[ReferenceOut]
    checked_on: date


class GuideAsked(Paging):
    """In which language."""

    language: Language = Field(Language.NB, description="The language of the words.")


@router.get("/guide", response=Listing[GuidePageOut], summary="The pages of the guide")
def guide(request: HttpRequest, asked: Query[GuideAsked]) -> dict[str, Any] | HttpResponse:
    """Every page in reading order."""
    language = asked.language.value
    rows = [(group.heading[language], slug) for group in texts.contents() for slug in group.slugs]
    return listing(request, rows, lambda row: _short(*row, language), asked, provenances=[_ours()])


@router.get("/guide/{slug}", response=Answer[FullGuidePageOut], summary="One page of the guide")
def guide_page(request: HttpRequest, slug: Path[str], language: Language = Language.NB) -> dict[str, Any]:
    """Every statement of a page with the numbers of its sources."""
    page = texts.page(slug)
    if page is None:
        raise NotFound("unknown_page", f"The guide has no page {slug!r}.")
    told = texts.told(page, language.value)
    data = FullGuidePageOut(
        slug=told.slug,
        title=told.title,
        lead=_statement(told.lead),
        sections=[
            GuideSectionOut(heading=each.heading, anchor=each.anchor, parts=[_part(part) for part in each.parts])
            for each in told.sections
        ],
        references=[ReferenceOut.of(each) for each in told.references],
        checked_on=told.checked_on,
    )
    return answer(data, _ours(told))


def _short(group: str, slug: str, language: str) -> GuidePageOut:
    page = texts.pages()[slug]
    return GuidePageOut(
        slug=slug,
        group=group,
        title=page.title[language],
        lead=page.lead.words[language],
        checked_on=page.checked_on,
    )


def _part(part: ToldPart) -> PartOut:
    return PartOut(
        kind=part.kind,
        question=part.question,
        statements=[_statement(each) for each in part.statements],
        law=None if part.law is None else _statement(part.law),
    )


def _statement(statement: ToldStatement) -> GuideStatementOut:
    return GuideStatementOut(text=statement.text, references=[each.number for each in statement.references])


def _ours(told: ToldPage | None = None) -> Provenance:
    """The words are ours; the facts are those of the references."""
    checked = told.checked_on if told else max(page.checked_on for page in texts.pages().values())
    return Provenance(
        publisher="Selvstyrt",
        title="BPA forklart",
        address="",
        licence="EUPL-1.2",
        attribution="Selvstyrt, med kildene som står ved hver påstand",
        retrieved_on=checked,
        period=None,
        shipped=True,
    )
