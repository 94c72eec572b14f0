"""Employers with positions in an occupation (bedrifter), from the Aa register by way of utdanning.no.

A count of 1 to 4 is delivered as 2: such a figure is masked. One job title may belong to several occupations, so
positions are never added up over occupations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.figures import Figure, figure_in
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, rows_in, text_in


@dataclass(frozen=True, slots=True)
class Employer:
    """A company with positions in an occupation in one municipality (bedrift); `number` is the municipality's."""

    organisation_number: str
    name: str
    occupation: str
    number: str
    positions: Figure


def read(content: Any) -> tuple[Employer, ...]:
    """Employers from a list of `{organisation_number, name, occupation, municipality, positions, status}`.

    Raises: UnsoundContent, also when a company stands twice for the same occupation and municipality.
    """
    found: dict[tuple[str, str, str], Employer] = {}
    for row in rows_in(content, where="employers"):
        number = text_in(row, "organisation_number", where="employers")
        employer = Employer(
            organisation_number=number,
            name=text_in(row, "name", where=number),
            occupation=text_in(row, "occupation", where=number),
            number=text_in(row, "municipality", where=number),
            positions=figure_in(row, "positions", where=number),
        )
        key = (number, employer.occupation, employer.number)
        if key in found:
            raise UnsoundContent("the company stands twice for the same occupation and municipality", where=number)
        found[key] = employer
    return tuple(found.values())


def _rows(content: Any) -> dict[str, Any]:
    return {
        f"{row.get('organisation_number')}:{row.get('occupation')}:{row.get('municipality')}": row
        for row in rows_in(content, where="employers")
    }


EMPLOYERS = Dataset("employers", read, _rows)
