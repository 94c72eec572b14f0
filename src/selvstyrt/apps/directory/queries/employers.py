"""Employers and apprenticeships in a municipality (bedrifter og læreplasser), or that none have been collected."""

from __future__ import annotations

from dataclasses import dataclass

from selvstyrt.apps.directory.datasets.apprenticeships import APPRENTICESHIPS, ApprenticeshipPlace, TrainingCompany
from selvstyrt.apps.directory.datasets.employers import EMPLOYERS, Employer
from selvstyrt.apps.directory.shelf import Provenance, current

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
    """Employers with positions in the occupations we follow, in the municipality with this number.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(EMPLOYERS)
    found = [each for each in shelved.content if each.number == number] if shelved else []
    return EmployersThere(
        number=number,
        imported=shelved is not None,
        employers=tuple(sorted(found, key=lambda each: (each.occupation, each.name, each.organisation_number))),
        address=EMPLOYERS_ADDRESS,
        provenance=shelved.provenance if shelved else None,
    )


def apprenticeships_in(number: str) -> ApprenticeshipsThere:
    """Apprenticeships and training companies in the municipality with this number.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(APPRENTICESHIPS)
    if shelved is None:
        return ApprenticeshipsThere(number, False, False, (), (), APPRENTICESHIPS_ADDRESS, None)
    content = shelved.content
    companies = [each for each in content.companies if each.municipality == number]
    return ApprenticeshipsThere(
        number=number,
        imported=True,
        county_delivers=number[:2] in content.delivering_counties,
        places=tuple(each for each in content.places if each.municipality == number),
        companies=tuple(sorted(companies, key=lambda each: (each.name, each.organisation_number))),
        address=APPRENTICESHIPS_ADDRESS,
        provenance=shelved.provenance,
    )


def counties_that_deliver() -> frozenset[str] | None:
    """Numbers of the counties with any row of apprenticeships; None when nothing has been collected yet.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    shelved = current(APPRENTICESHIPS)
    return shelved.content.delivering_counties if shelved else None


def employers_collected() -> bool:
    """True when employers have been collected at all."""
    return current(EMPLOYERS) is not None
