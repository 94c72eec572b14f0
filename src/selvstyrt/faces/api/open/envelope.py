"""What every answer of the open API has around its data: sources with licences, whether anything has been collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, Self, TypeVar

from django.http import HttpRequest, HttpResponse
from ninja import Field, Schema
from pydantic import BaseModel, ConfigDict, PlainSerializer

from selvstyrt.apps.directory.shelf import Provenance
from selvstyrt.core.base import Citation
from selvstyrt.faces.api.open.tables import csv_response

T = TypeVar("T")
S = TypeVar("S", bound=BaseModel)
Amount = Annotated[Decimal, PlainSerializer(lambda amount: f"{amount:f}", return_type=str)]
"""An exact decimal number, written as text so that no program rounds it on the way."""

MOST_A_PAGE = 1000


class Language(StrEnum):
    """The languages of the texts."""

    NB = "nb"
    NN = "nn"
    EN = "en"


class Out(BaseModel):
    """A part of an answer. Plain pydantic: what we made ourselves need not be tried again, so answers are quicker."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, thing: object) -> Self:
        """The part with the same names as a thing of ours."""
        return cls.model_validate(thing)


class SourceOut(Out):
    """Where facts are from, and what you must write beside them when you use them."""

    publisher: str = Field(description="Who publishes the facts.", examples=["Kartverket"])
    title: str = Field(description="What the publisher calls them.")
    address: str = Field(description="Where they can be read at the source.")
    licence: str = Field(description="The licence you get them under.", examples=["CC BY 4.0"])
    attribution: str = Field(description="The line to show beside the facts.", examples=["© Kartverket"])
    retrieved_on: date = Field(description="The day they were retrieved, or checked against the source.")
    period: str | None = Field(description="The period they are for; null: the source does not state it.")
    shipped: bool = Field(description="True: a snapshot that comes with the program; false: collected by this server.")
    note: str = ""


class PageOut(Out):
    """Which part of a long list this is."""

    number: int
    size: int = Field(description="At most so many rows on each page.")
    total: int = Field(description="Rows on all pages.")
    next: str | None = Field(description="The address of the next page; null on the last one.")
    previous: str | None = Field(description="The address of the page before; null on the first one.")


class CitationOut(Out):
    """A provision or another source, as a lawyer writes it, and where to read it."""

    text: str = Field(examples=["pbrl. § 2-1 d"])
    url: str


class Answer(Out, Generic[T]):
    """One thing with its sources."""

    data: T
    sources: list[SourceOut] = Field(description="Every source of the data, with licence and attribution.")


class Listing(Out, Generic[T]):
    """A list with its sources."""

    data: list[T]
    collected: bool = Field(
        description="False: nothing has been collected on this server yet, so an empty list says nothing of the world."
    )
    elsewhere: str = Field("", description="Where nothing is collected: where the source shows its own list.")
    page: PageOut
    sources: list[SourceOut] = Field(description="Every source of the data, with licence and attribution.")


class Paging(Schema):
    """Which page of a long list to give."""

    page: int = Field(1, ge=1, le=100_000, description="The number of the page, from 1.")
    per_page: int = Field(100, ge=1, le=MOST_A_PAGE, description="Rows on a page, at most 1000.")


class TablePaging(Paging):
    """Which page, or all rows as CSV."""

    format: Literal["json", "csv"] = Field("json", description="csv: every row at once, as text/csv.")


def source_of(provenance: Provenance) -> SourceOut:
    """The provenance as the API writes it."""
    return SourceOut(**{name: getattr(provenance, name) for name in SourceOut.model_fields})


def sources_of(provenances: Iterable[Provenance | None]) -> list[SourceOut]:
    """Each source once, in order; None is left out."""
    return [source_of(each) for each in dict.fromkeys(provenances) if each is not None]


def citation_of(citation: Citation) -> CitationOut:
    """A citation as the API writes it."""
    return CitationOut(text=citation.text, url=citation.url)


def answer(data: Any, *provenances: Provenance | None) -> dict[str, Any]:
    """One thing with its sources."""
    return {"data": data, "sources": sources_of(provenances)}


def listing(
    request: HttpRequest,
    rows: Sequence[T],
    write: Callable[[T], S],
    paging: Paging,
    *,
    provenances: Iterable[Provenance | None],
    collected: bool = True,
    elsewhere: str = "",
) -> dict[str, Any] | HttpResponse:
    """A page of a list, or all of it as CSV when the question asks for it.

    Raises: NoAnswer `nothing_collected` when there is nothing to write as CSV.
    """
    sources = sources_of(provenances)
    if isinstance(paging, TablePaging) and paging.format == "csv":
        return csv_response(request, [write(row) for row in rows], sources, collected=collected)
    start = (paging.page - 1) * paging.per_page
    return {
        "data": [write(row) for row in rows[start : start + paging.per_page]],
        "collected": collected,
        "elsewhere": "" if collected else elsewhere,
        "page": {
            "number": paging.page,
            "size": paging.per_page,
            "total": len(rows),
            "next": _address(request, paging.page + 1) if start + paging.per_page < len(rows) else None,
            "previous": _address(request, paging.page - 1) if paging.page > 1 else None,
        },
        "sources": sources,
    }


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
