"""Apprenticeships and training companies by place (læreplasser), from Vigo by way of utdanning.no.

Persons are dropped at the door: no daily leader, no address of a person. A county without a single row has not
delivered, as the source marks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.figures import Figure, figure_in
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, optional_in, rows_in, text_in

COUNTS = ("positions", "apprentices", "approved_companies", "lapsed_companies", "companies_with_apprentice")


@dataclass(frozen=True, slots=True)
class ApprenticeshipPlace:
    """Counts for one occupation in one place (lærlingtall); `municipality` is empty for a whole county."""

    occupation: str
    county: str
    municipality: str
    positions: Figure
    apprentices: Figure
    approved_companies: Figure
    lapsed_companies: Figure
    companies_with_apprentice: Figure


@dataclass(frozen=True, slots=True)
class TrainingCompany:
    """A company approved to have apprentices (lærebedrift)."""

    organisation_number: str
    name: str
    municipality: str
    trade: str


@dataclass(frozen=True, slots=True)
class Apprenticeships:
    """Counts by place, approved companies, and the numbers of the counties that have delivered anything."""

    places: tuple[ApprenticeshipPlace, ...]
    companies: tuple[TrainingCompany, ...]
    delivering_counties: frozenset[str]


def read(content: Any) -> Apprenticeships:
    """Apprenticeships from `{"places": [...], "companies": [...]}`.

    Raises: UnsoundContent.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'places' and 'companies'", where="apprenticeships")
    places = tuple(_place(row) for row in rows_in(content.get("places"), where="apprenticeships, places"))
    companies = tuple(_company(row) for row in rows_in(content.get("companies"), where="apprenticeships, companies"))
    counties = {place.county for place in places} | {company.municipality[:2] for company in companies}
    return Apprenticeships(places, companies, frozenset(counties))


def _place(row: dict[str, Any]) -> ApprenticeshipPlace:
    county = text_in(row, "county", where="apprenticeships, places")
    statuses = field_in(row, "statuses", dict, where=county)
    figures = {
        name: figure_in({"value": row.get(name), "status": statuses.get(name)}, where=f"{county}, {name}")
        for name in COUNTS
    }
    return ApprenticeshipPlace(
        occupation=text_in(row, "occupation", where=county),
        county=county,
        municipality=optional_in(row, "municipality", str, where=county) or "",
        **figures,
    )


def _company(row: dict[str, Any]) -> TrainingCompany:
    number = text_in(row, "organisation_number", where="apprenticeships, companies")
    return TrainingCompany(
        organisation_number=number,
        name=text_in(row, "name", where=number),
        municipality=text_in(row, "municipality", where=number),
        trade=optional_in(row, "trade", str, where=number) or "",
    )


def _rows(content: Any) -> dict[str, Any]:
    places = {
        f"place:{row.get('occupation')}:{row.get('county')}:{row.get('municipality')}": row
        for row in rows_in(content["places"], where="apprenticeships, places")
    }
    companies = {
        f"company:{row.get('organisation_number')}:{row.get('trade')}": row
        for row in rows_in(content["companies"], where="apprenticeships, companies")
    }
    return places | companies


APPRENTICESHIPS = Dataset("apprenticeships", read, _rows)
