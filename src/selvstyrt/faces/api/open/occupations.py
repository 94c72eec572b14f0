"""Occupations in plain words, with their codes."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from selvstyrt.apps.directory.datasets.occupations import Occupation
from selvstyrt.apps.directory.datasets.styrk import JobTitle, OccupationGroup
from selvstyrt.apps.directory.queries import occupations as queries
from selvstyrt.faces.api.open.envelope import Answer, Language, Listing, Out, Paging, TablePaging, answer, listing
from selvstyrt.faces.api.open.problems import NotFound
from selvstyrt.faces.texts import occupations as texts

router = Router(tags=["Occupations"])


class OccupationOut(Out):
    """An occupation in short."""

    id: str = Field(examples=["personlig_assistent"])
    slug: str = Field(description="Its place in addresses.", examples=["personlig-assistent"])
    title: str
    described: bool = Field(description="True: it has sections; false: it is only listed beside others.")
    styrk08: str = Field(description="Its group of STYRK-08; empty where we are not sure.")
    summary: str


class TextSourceOut(Out):
    """Where a statement is from."""

    name: str
    url: str = Field(description="Empty for our own judgement.")
    checked_on: date


class StatementOut(Out):
    """One sentence with its sources."""

    text: str
    sources: list[TextSourceOut]


class SectionOut(Out):
    """A part of the description."""

    key: str
    heading: str
    intro: str
    statements: list[StatementOut]


class RelativeOut(Out):
    """Another occupation, and how close it is."""

    id: str
    slug: str
    title: str
    closeness: str = Field(description="close, health or listed_only: our judgement.")


class JobTitleOut(Out):
    """A seven-digit job title that employers report, and the group of statistics that it lies in."""

    code: str = Field(examples=["5133108"])
    title: str
    group: str = Field(description="STYRK-08, four digits.", examples=["5322"])
    group_name: str
    occupations: list[str] = Field(description="Ids of the occupations it belongs to; several may share one title.")
    role: str
    listed: bool = Field(description="True: the source's own page about the occupation lists it.")
    note: str


class GroupOut(Out):
    """A group of STYRK-08 on one of its levels."""

    code: str
    name: str
    level: int
    parent: str


class FullOccupationOut(OccupationOut):
    """An occupation with everything that is said of it."""

    sections: list[SectionOut]
    titles: list[JobTitleOut]
    sharing: list[JobTitleOut] = Field(
        description="Titles of other jobs in the same groups: figures of the group count them too. Never add them up."
    )
    relatives: list[RelativeOut]


class OccupationsAsked(Paging):
    """In which language."""

    language: Language = Field(Language.NB, description="The language of the words.")


class TitlesAsked(TablePaging):
    """Which titles."""

    occupation: str = Field("", max_length=60, description="Only those of the occupation with this id.")


@router.get("/occupations", response=Listing[OccupationOut], summary="Occupations")
def occupations(request: HttpRequest, asked: Query[OccupationsAsked]) -> dict[str, Any] | HttpResponse:
    """Every occupation, described or only listed."""
    shelved = queries.occupations()
    rows = list(shelved.content.by_id.values())
    return listing(
        request,
        rows,
        lambda row: OccupationOut(**_short(row, asked.language.value)),
        asked,
        provenances=[shelved.provenance],
    )


@router.get("/occupations/{slug}", response=Answer[FullOccupationOut], summary="One occupation")
def occupation(request: HttpRequest, slug: Path[str], language: Language = Language.NB) -> dict[str, Any]:
    """What the work is, with a source for each statement, its job titles, and those who share its groups."""
    facts = queries.occupation_facts(slug)
    if facts is None:
        raise NotFound("unknown_occupation", f"There is no occupation {slug!r}.")
    row = facts.occupation
    text = texts.described(row.id, language.value) if row.id in texts.DESCRIBED else None
    data = FullOccupationOut(
        **_short(row, language.value),
        sections=[_section(each) for each in text.sections] if text else [],
        titles=[_title(each.title, each.group) for each in facts.titles],
        sharing=[_title(each.title, each.group) for each in facts.sharing],
        relatives=[
            RelativeOut(
                id=each.occupation.id,
                slug=each.occupation.slug,
                title=each.occupation.titles[language.value],
                closeness=each.closeness,
            )
            for each in facts.relatives
        ],
    )
    return answer(data, facts.provenance, facts.codes_provenance)


@router.get("/styrk/titles", response=Listing[JobTitleOut], summary="Job titles and their groups")
def titles(request: HttpRequest, asked: Query[TitlesAsked]) -> dict[str, Any] | HttpResponse:
    """The mapping of job titles to groups and occupations. It is many to many: sums over occupations count twice."""
    shelved = queries.styrk()
    rows = [row for row in shelved.content.titles.values() if asked.occupation in {"", *row.occupations}]
    groups = shelved.content.groups
    return listing(request, rows, lambda row: _title(row, groups[row.group]), asked, provenances=[shelved.provenance])


@router.get("/styrk/groups", response=Listing[GroupOut], summary="Groups of STYRK-08")
def groups(request: HttpRequest, asked: Query[TablePaging]) -> dict[str, Any] | HttpResponse:
    """The groups that our job titles lie in, with those above them."""
    shelved = queries.styrk()
    rows = list(shelved.content.groups.values())
    return listing(request, rows, GroupOut.of, asked, provenances=[shelved.provenance])


def _short(row: Occupation, language: str) -> dict[str, Any]:
    if row.id in texts.DESCRIBED:
        summary = texts.described(row.id, language).summary.text
    else:
        listed = texts.related(row.id, language)
        summary = listed.summary.text if listed else ""
    return {
        "id": row.id,
        "slug": row.slug,
        "title": row.titles[language],
        "described": row.described,
        "styrk08": row.styrk08,
        "summary": summary,
    }


def _section(section: texts.Section) -> SectionOut:
    return SectionOut(
        key=section.key,
        heading=section.heading,
        intro=section.intro,
        statements=[StatementOut.of(each) for each in section.statements],
    )


def _title(title: JobTitle, group: OccupationGroup) -> JobTitleOut:
    return JobTitleOut(
        code=title.code,
        title=title.title,
        group=group.code,
        group_name=group.name,
        occupations=list(title.occupations),
        role=title.role,
        listed=title.listed,
        note=title.note,
    )
