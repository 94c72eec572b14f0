"""Employers and apprenticeships, municipality by municipality."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from selvstyrt.apps.directory.datasets.apprenticeships import COUNTS, ApprenticeshipPlace
from selvstyrt.apps.directory.datasets.employers import Employer
from selvstyrt.apps.directory.figures import Figure
from selvstyrt.apps.directory.queries import employers as queries
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.faces.api.open.envelope import Listing, Out, TablePaging, listing

router = Router(tags=["Workplaces"])


class PlaceAsked(TablePaging):
    """Where."""

    municipality: str = Field(description="The number of the municipality.", max_length=10, examples=["0301"])


class FigureOut(Out):
    """A number with its status."""

    value: int | None = Field(description="Null where the source does not show it.")
    status: str = Field(description="published, suppressed, masked (2 stands for 1 to 4; never sum it) or missing.")


class EmployerOut(Out):
    """A company with positions in an occupation."""

    organisation_number: str
    name: str
    occupation: str
    municipality: str
    positions: FigureOut


class ApprenticeshipsOut(Out):
    """Counts of apprenticeships for an occupation in a municipality."""

    occupation: str
    county: str
    municipality: str
    positions: FigureOut
    apprentices: FigureOut
    approved_companies: FigureOut
    lapsed_companies: FigureOut
    companies_with_apprentice: FigureOut


class TrainingCompanyOut(Out):
    """A company approved to have apprentices."""

    organisation_number: str
    name: str
    municipality: str
    trade: str


@router.get("/employers", response=Listing[EmployerOut], summary="Employers in a municipality")
def employers(request: HttpRequest, asked: Query[PlaceAsked]) -> dict[str, Any] | HttpResponse:
    """Companies with positions as personal assistant or home helper. Small counts are masked by the source."""
    there = queries.employers_in(municipalities.municipality(asked.municipality).number)
    return listing(
        request,
        there.employers,
        _employer,
        asked,
        provenances=[there.provenance],
        collected=there.imported,
        elsewhere=there.address,
    )


@router.get("/apprenticeships", response=Listing[ApprenticeshipsOut], summary="Apprenticeships in a municipality")
def apprenticeships(request: HttpRequest, asked: Query[PlaceAsked]) -> dict[str, Any] | HttpResponse:
    """Counts of apprenticeships. `collected` is false also where the county has delivered nothing to the source."""
    there = queries.apprenticeships_in(municipalities.municipality(asked.municipality).number)
    collected = there.imported and there.county_delivers
    return listing(
        request,
        there.places,
        _place,
        asked,
        provenances=[there.provenance],
        collected=collected,
        elsewhere=there.address,
    )


@router.get("/training-companies", response=Listing[TrainingCompanyOut], summary="Training companies in a municipality")
def training_companies(request: HttpRequest, asked: Query[PlaceAsked]) -> dict[str, Any] | HttpResponse:
    """Companies approved to have apprentices in the trades of health and care."""
    there = queries.apprenticeships_in(municipalities.municipality(asked.municipality).number)
    collected = there.imported and there.county_delivers
    return listing(
        request,
        there.companies,
        TrainingCompanyOut.of,
        asked,
        provenances=[there.provenance],
        collected=collected,
    )


def _figure(figure: Figure) -> FigureOut:
    return FigureOut(value=figure.value, status=figure.status.value)


def _employer(row: Employer) -> EmployerOut:
    return EmployerOut(
        organisation_number=row.organisation_number,
        name=row.name,
        occupation=row.occupation,
        municipality=row.number,
        positions=_figure(row.positions),
    )


def _place(row: ApprenticeshipPlace) -> ApprenticeshipsOut:
    counts = {name: _figure(getattr(row, name)) for name in COUNTS}
    return ApprenticeshipsOut(occupation=row.occupation, county=row.county, municipality=row.municipality, **counts)
