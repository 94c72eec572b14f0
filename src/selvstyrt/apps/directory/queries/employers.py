"""Employers and apprenticeships in a municipality (bedrifter og læreplasser), or that none have been collected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from selvstyrt.apps.directory.datasets.apprenticeships import (
    APPRENTICESHIPS,
    ApprenticeshipPlace,
    Apprenticeships,
    TrainingCompany,
)
from selvstyrt.apps.directory.datasets.employers import EMPLOYERS, Employer
from selvstyrt.apps.directory.queries.municipalities import Register, register, todays, todays_counties
from selvstyrt.apps.directory.shelf import Provenance, current
from selvstyrt.core.base import WrongInput

EMPLOYERS_ADDRESS = "https://utdanning.no/yrker"
APPRENTICESHIPS_ADDRESS = "https://utdanning.no/finnlarebedrift"


@dataclass(frozen=True, slots=True)
class EmployersThere:
    """Employers of one municipality, by occupation and name (bedrifter i kommunen).

    `imported` False: nothing has been collected yet, and the list says nothing about the place. `address` is where
    the source shows its own list.
    """

    number: str
    imported: bool
    employers: tuple[Employer, ...]
    address: str
    provenance: Provenance | None

    @property
    def has_masked(self) -> bool:
        """True when a count here is masked (2 stands for 1 to 4)."""
        return any(not employer.positions.shown for employer in self.employers)


@dataclass(frozen=True, slots=True)
class ApprenticeshipsThere:
    """Apprenticeships of one municipality (læreplasser i kommunen).

    `imported` False: nothing has been collected yet. `county_delivers` False: the source has nothing at all from
    this county, so an empty list is no answer.
    """

    number: str
    imported: bool
    county_delivers: bool
    places: tuple[ApprenticeshipPlace, ...]
    companies: tuple[TrainingCompany, ...]
    address: str
    provenance: Provenance | None


def employers_in(number: str) -> EmployersThere:
    """Employers with positions in the occupations we follow, in the municipality with this number of today.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(EMPLOYERS)
    found = _placed(EMPLOYERS.name, shelved.content, _municipality_of).get(number, []) if shelved else []
    found = [replace(each, number=number) for each in found]
    return EmployersThere(
        number=number,
        imported=shelved is not None,
        employers=tuple(sorted(found, key=lambda each: (each.occupation, each.name, each.organisation_number))),
        address=EMPLOYERS_ADDRESS,
        provenance=shelved.provenance if shelved else None,
    )


def apprenticeships_in(number: str) -> ApprenticeshipsThere:
    """Apprenticeships and training companies in the municipality with this number of today.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(APPRENTICESHIPS)
    if shelved is None:
        return ApprenticeshipsThere(number, False, False, (), (), APPRENTICESHIPS_ADDRESS, None)
    content = shelved.content
    companies = _placed("companies", content.companies, _place_of).get(number, [])
    places = _placed("places", content.places, _place_of).get(number, [])
    return ApprenticeshipsThere(
        number=number,
        imported=True,
        county_delivers=number[:2] in _delivering(content),
        places=tuple(replace(each, municipality=number, county=number[:2]) for each in places),
        companies=tuple(
            replace(each, municipality=number)
            for each in sorted(companies, key=lambda each: (each.name, each.organisation_number))
        ),
        address=APPRENTICESHIPS_ADDRESS,
        provenance=shelved.provenance,
    )


def counties_that_deliver() -> frozenset[str] | None:
    """Numbers of today's counties with any row of apprenticeships; None when nothing has been collected yet.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(APPRENTICESHIPS)
    return _delivering(shelved.content) if shelved else None


def employers_collected() -> bool:
    """True when employers have been collected at all."""
    return current(EMPLOYERS) is not None


M = TypeVar("M")
_kept: dict[str, tuple[object, Register, dict[str, list[Any]]]] = {}


def _municipality_of(employer: Employer) -> str:
    return employer.number


def _place_of(row: ApprenticeshipPlace | TrainingCompany) -> str:
    return row.municipality


def _placed(name: str, rows: tuple[M, ...], place: Callable[[M], str]) -> dict[str, list[M]]:
    """Rows by today's number; made once for each edition. What lies in a municipality that was split lies in none."""
    book = register()
    kept = _kept.get(name)
    if kept is None or kept[0] is not rows or kept[1] is not book:
        index: dict[str, list[Any]] = {}
        for row in rows:
            index.setdefault(_number_of_today(place(row)), []).append(row)
        kept = _kept[name] = (rows, book, index)
    return kept[2]


def _delivering(content: Apprenticeships) -> frozenset[str]:
    found = set()
    for number in content.delivering_counties:
        try:
            found |= {county.number for county in todays_counties(number)}
        except WrongInput:
            found.add(number)
    return frozenset(found)


def _number_of_today(number: str) -> str:
    """The number of today; the same where nobody knows it or the municipality was split in two."""
    try:
        places = todays(number)
    except WrongInput:
        return number
    return places[0].number if len(places) == 1 else number
