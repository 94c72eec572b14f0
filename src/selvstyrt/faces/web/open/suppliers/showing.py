"""What the pages show of a supplier: offers by group, the list of municipalities by county, the comparison."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selvstyrt.apps.directory.datasets.suppliers import CoveredPlace
from selvstyrt.apps.directory.queries.municipalities import Municipality, register
from selvstyrt.apps.directory.queries.suppliers import Supplier
from selvstyrt.faces.web.open.suppliers.words import CLAIMS, LANGUAGES, Text, service_groups, term_groups


@dataclass(frozen=True, slots=True)
class CoveredCounty:
    """The municipalities of one county where a supplier says it works; None for a number that is gone."""

    name: str
    places: tuple[tuple[Municipality | None, CoveredPlace], ...]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of the comparison: what, and for each supplier whether it states it."""

    label: Text
    cells: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Lines that belong together, under one heading."""

    heading: Text
    rows: tuple[ComparedRow, ...]


def offers_of(supplier: Supplier) -> dict[str, Any]:
    """Services, terms, languages and claims in words; groups without anything stated are left out."""
    return {
        "services": _stated(service_groups(), supplier.services),
        "terms": _stated(term_groups(), supplier.terms),
        "languages": [(each, LANGUAGES[each]) for each in supplier.languages],
        "claims": [CLAIMS[each] for each in supplier.claims if each in CLAIMS],
    }


def _stated(
    groups: Sequence[tuple[Text, list[tuple[Any, Text]]]], codes: Iterable[Any]
) -> list[tuple[Text, list[Text]]]:
    own = set(codes)
    kept = [(heading, [text for code, text in members if code in own]) for heading, members in groups]
    return [(heading, texts) for heading, texts in kept if texts]


def covered_counties(supplier: Supplier, on: date) -> list[CoveredCounty]:
    """The list "where are we present" as it holds on the day, by county and name."""
    book = register()
    found: dict[str, list[tuple[Municipality | None, CoveredPlace]]] = {}
    for line in supplier.coverage or ():
        if line.holds_on(on):
            place = book.municipalities.get(line.municipality_number)
            found.setdefault(place.county_name if place else "", []).append((place, line))
    return [
        CoveredCounty(name, tuple(sorted(places, key=lambda each: each[0].name if each[0] else "")))
        for name, places in sorted(found.items())
    ]


def compared(suppliers: Sequence[Supplier]) -> list[ComparedGroup]:
    """Every service and term, and for each supplier whether it states it."""
    groups: list[ComparedGroup] = []
    for of_kind, kind in ((service_groups(), "services"), (term_groups(), "terms")):
        for heading, members in of_kind:
            rows = [
                ComparedRow(text, tuple((each.name, code in getattr(each, kind)) for each in suppliers))
                for code, text in members
            ]
            groups.append(ComparedGroup(heading, tuple(rows)))
    return groups


def structured(supplier: Supplier) -> dict[str, Any]:
    """The supplier as schema.org Organization."""
    return {
        "@type": "Organization",
        "name": supplier.name,
        "url": supplier.website or None,
        "identifier": supplier.organisation_number or None,
        "description": supplier.about or None,
    }
