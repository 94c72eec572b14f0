"""How many have BPA in the country."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from selvstyrt.apps.directory.queries import bpa_recipients as queries
from selvstyrt.faces.api.open.envelope import Listing, Out, TablePaging, listing

router = Router(tags=["BPA in figures"])


class RecipientsOut(Out):
    """Persons with BPA on 31 December of a year."""

    year: int
    age_group: str = Field(description="A group such as 18-49, or all.", examples=["all"])
    persons: int
    at_home: int | None = Field(
        description="All who get services at home; null where the source repeats the year before."
    )


class RecipientsAsked(TablePaging):
    """Which years."""

    year: int | None = Field(None, ge=2000, le=2100, description="The age groups of one year; left out: all years.")


@router.get("/bpa-recipients", response=Listing[RecipientsOut], summary="Persons with BPA")
def recipients(request: HttpRequest, asked: Query[RecipientsAsked]) -> dict[str, Any] | HttpResponse:
    """Persons with BPA by year, or by age in one year. Age groups differ between years: never compare one to one."""
    shelved = queries.recipients_by_year() if asked.year is None else queries.recipients_by_age(asked.year)
    rows = shelved.content if shelved else ()
    provenances = [shelved.provenance] if shelved else []
    return listing(request, rows, RecipientsOut.of, asked, provenances=provenances, collected=shelved is not None)
