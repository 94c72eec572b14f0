"""Suppliers of BPA: what they say they offer, and where they say they work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Path, Query, Router

from selvstyrt.apps.directory.queries import companies, municipalities
from selvstyrt.apps.directory.queries import suppliers as queries
from selvstyrt.apps.directory.queries.suppliers import Supplier
from selvstyrt.apps.directory.shelf import Provenance
from selvstyrt.faces.api.open.envelope import Answer, Listing, Out, Paging, TablePaging, answer, listing
from selvstyrt.faces.api.open.problems import NotFound

router = Router(tags=["Suppliers"])


class CoverageOut(Out):
    """A municipality where a supplier says it works."""

    supplier: str = Field(description="The supplier's slug.")
    supplier_name: str
    municipality: str = Field(examples=["0301"])
    agreement_kind: str = Field(description="The kind of agreement with the municipality; empty: none is stated.")
    first_day: date | None
    last_day: date | None
    takes_new: bool | None = Field(description="Null: not stated.")
    source_url: str
    checked_on: date


class SupplierOut(Out):
    """A supplier. An offer that is not in the lists is not stated; it is never refused."""

    slug: str
    name: str
    organisation_number: str = Field(description="Empty where it is not known.")
    about: str
    about_language: str
    website: str
    services: list[str] = Field(description="Codes, such as rota, substitutes, training, cars.")
    terms: list[str] = Field(description="Terms for assistants by code, such as pension, insurance, night.")
    languages: list[str]
    claims: list[str] = Field(description="What its page says that has no code, in our words.")
    coverage_known: bool = Field(description="False: no list of municipalities is known; it may work anywhere.")
    written_here: bool = Field(description="True: its coordinators wrote this here; false: from a public page.")
    said_on: date = Field(description="The day it was written, or the page was read.")


class IndustryOut(Out):
    """An industry code with the register's own words."""

    code: str
    name: str


class CompanyOut(Out):
    """A company in the Brønnøysund register, without roles and persons."""

    number: str
    name: str
    form: str = Field(examples=["AS"])
    form_name: str
    industries: list[IndustryOut]
    employees: int | None = Field(description="Null: the register does not show a number.")
    address: list[str] = Field(description="Empty for a sole trader, whose address may be a home.")
    postcode: str
    post_town: str
    municipality: str
    parent: str | None
    registered_for_vat: bool
    bankrupt: bool
    winding_up: bool
    deleted_on: date | None


class SuppliersAsked(Paging):
    """Which suppliers."""

    municipality: str = Field("", max_length=10, description="Those that say they work there on the day.")
    on: date | None = Field(None, description="Left out: today.")


class CoverageAsked(TablePaging):
    """Whose coverage."""

    municipality: str = Field("", max_length=10, description="Only the municipality with this number.")
    supplier: str = Field("", max_length=100, description="Only the supplier with this slug.")


@router.get("/suppliers", response=Listing[SupplierOut], summary="Suppliers")
def suppliers(request: HttpRequest, asked: Query[SuppliersAsked]) -> dict[str, Any] | HttpResponse:
    """All suppliers by name, or those that say they work in a municipality."""
    rows: Iterable[Supplier] = queries.suppliers()
    if asked.municipality:
        number = municipalities.municipality(asked.municipality).number
        there = queries.suppliers_in(number, on=asked.on or timezone.localdate())
        rows = [supplier for supplier, _place in (*there.with_agreement, *there.others)]
    found = list(rows)
    return listing(request, found, _supplier, asked, provenances=_sources(found))


@router.get("/suppliers/{slug}", response=Answer[SupplierOut], summary="One supplier")
def supplier(request: HttpRequest, slug: Path[str]) -> dict[str, Any]:
    """One supplier, as it describes itself."""
    found = queries.supplier(slug)
    if found is None:
        raise NotFound("unknown_supplier", f"There is no supplier {slug!r}.")
    return answer(_supplier(found), *_sources([found]))


@router.get("/coverage", response=Listing[CoverageOut], summary="Where suppliers work")
def coverage(request: HttpRequest, asked: Query[CoverageAsked]) -> dict[str, Any] | HttpResponse:
    """Municipality by municipality where suppliers say they work. Those without a list may work there too."""
    if asked.municipality:
        municipalities.municipality(asked.municipality)
    known = [each for each in queries.suppliers() if asked.supplier in {"", each.slug}]
    rows = [row for each in known for row in _coverage(each) if asked.municipality in {"", row.municipality}]
    has_list = any(each.coverage is not None for each in known)
    return listing(request, rows, lambda row: row, asked, provenances=_sources(known), collected=has_list)


@router.get("/companies/{number}", response=Answer[CompanyOut], summary="A supplier in the Brønnøysund register")
def company(request: HttpRequest, number: Path[str]) -> dict[str, Any]:
    """What the register says of a supplier that we know by its organisation number."""
    found = companies.company(number)
    if found is None:
        raise NotFound("unknown_company", f"The register has not been asked about {number!r}.")
    return answer(CompanyOut.of(found.content), found.provenance)


def _supplier(supplier: Supplier) -> SupplierOut:
    plain = ("slug", "name", "organisation_number", "about", "about_language", "website", "said_on")
    return SupplierOut(
        **{name: getattr(supplier, name) for name in plain},
        services=[each.value for each in supplier.services],
        terms=[each.value for each in supplier.terms],
        languages=[each.value for each in supplier.languages],
        claims=list(supplier.claims),
        coverage_known=supplier.coverage is not None,
        written_here=supplier.is_own,
    )


def _coverage(supplier: Supplier) -> list[CoverageOut]:
    return [
        CoverageOut(
            supplier=supplier.slug,
            supplier_name=supplier.name,
            municipality=place.municipality_number,
            agreement_kind=place.agreement_kind,
            first_day=place.first_day,
            last_day=place.last_day,
            takes_new=place.takes_new,
            source_url=place.source_url,
            checked_on=place.checked_on,
        )
        for place in supplier.coverage or ()
    ]


def _sources(suppliers: Iterable[Supplier]) -> list[Provenance]:
    """Where public descriptions are from; what a supplier wrote here is its own word, and named so."""
    found = [each.provenance for each in suppliers if each.provenance is not None]
    own = [each for each in suppliers if each.is_own]
    if own:
        found.append(
            Provenance(
                publisher="Leverandørene selv",
                title="Profiler i Selvstyrt",
                address="",
                licence="Facts from the suppliers, in their words",
                attribution="Leverandørens egne opplysninger",
                retrieved_on=max(each.said_on for each in own),
                period=None,
                shipped=False,
            )
        )
    return found
