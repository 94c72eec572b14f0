"""Municipalities and counties: by name as typed, by number of today or before."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from selvstyrt.apps.directory.queries import municipalities as queries
from selvstyrt.faces.api.open.envelope import Answer, Listing, Out, Paging, TablePaging, answer, listing

router = Router(tags=["Municipalities and counties"])


class NameOut(Out):
    """An official name and its language."""

    name: str
    language: str = Field(description="no, se, smj, sma or fkv; empty where the source does not say it.")


class MunicipalityOut(Out):
    """A municipality of today. What no source says is null."""

    number: str = Field(description="Four digits, as text.", examples=["5501"])
    name: str = Field(description="The Norwegian name.", examples=["Tromsø"])
    label: str = Field(description="The name, with the county where two share it.")
    official_name: str
    names: list[NameOut]
    county_number: str = Field(examples=["55"])
    county_name: str = Field(examples=["Troms"])
    in_sami_area: bool = Field(description="In the administrative area of the Sámi languages.")
    population: int | None
    population_year: int | None = Field(description="The year whose 1 January the population is counted on.")
    centrality_class: int | None = Field(description="SSB's class, 1 most central to 6 least.")
    centrality_index: int | None
    organisation_number: str | None
    latitude: float | None = Field(description="A point on land in the largest part; not where people live.")
    longitude: float | None
    earlier_numbers: list[str] = Field(description="Its numbers in 2020-2023, where they were others.")


class CountyOut(Out):
    """A county of today."""

    number: str = Field(examples=["55"])
    name: str
    official_name: str
    names: list[NameOut]
    municipality_count: int
    population: int | None = Field(description="Null when one of its municipalities has no count.")


class MunicipalitiesAsked(TablePaging):
    """Which municipalities."""

    q: str = Field(
        "", max_length=100, description="A name as typed, in any official language, with slips; best match first."
    )
    county: str = Field("", max_length=10, description="Only those of the county with this number of two digits.")


@router.get("/municipalities", response=Listing[MunicipalityOut], summary="Municipalities, all or by name")
def municipalities(request: HttpRequest, asked: Query[MunicipalitiesAsked]) -> dict[str, Any] | HttpResponse:
    """All municipalities by number, those of a county by name, or those that fit a name, best first.

    A search forgives å for aa, ø for o, and one or two slips; `1507` or `Herøy Nordland` work too.
    """
    if asked.q:
        rows = [hit.municipality for hit in queries.search(asked.q, limit=50)]
        rows = [each for each in rows if asked.county in {"", each.county_number}]
        if asked.county:
            queries.county(asked.county)
    else:
        rows = list(queries.municipalities_of(asked.county) if asked.county else queries.all_municipalities())
    return listing(request, rows, MunicipalityOut.of, asked, provenances=queries.provenance().values())


@router.get("/municipalities/{number}", response=Answer[MunicipalityOut], summary="One municipality of today")
def municipality(request: HttpRequest, number: Path[str]) -> dict[str, Any]:
    """The municipality that has this number today. For a number of 2020-2023 the 404 names today's in `today`."""
    found = queries.municipality(number)
    return answer(MunicipalityOut.of(found), *queries.provenance().values())


@router.get("/municipality-numbers/{number}", response=Listing[MunicipalityOut], summary="Today's for an old number")
def todays(request: HttpRequest, number: Path[str], asked: Query[Paging]) -> dict[str, Any] | HttpResponse:
    """The municipality with this number, today or in 2020-2023; two for one that was split in 2024."""
    rows = queries.todays(number)
    return listing(request, rows, MunicipalityOut.of, asked, provenances=queries.provenance().values())


@router.get("/counties", response=Listing[CountyOut], summary="Counties")
def counties(request: HttpRequest, asked: Query[TablePaging]) -> dict[str, Any] | HttpResponse:
    """All counties of today, by number."""
    rows = queries.all_counties()
    return listing(request, rows, CountyOut.of, asked, provenances=queries.provenance().values())


@router.get("/counties/{number}", response=Answer[CountyOut], summary="One county")
def county(request: HttpRequest, number: Path[str]) -> dict[str, Any]:
    """The county with this number of two digits."""
    return answer(CountyOut.of(queries.county(number)), *queries.provenance().values())
