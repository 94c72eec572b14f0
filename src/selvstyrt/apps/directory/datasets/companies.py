"""Companies of the Brønnøysund register (Enhetsregisteret): the suppliers we know by number; no roles, no persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, day_in, field_in, optional_in, rows_in, text_in
from selvstyrt.apps.people.texts import organisation_digits
from selvstyrt.core.base import WrongInput


@dataclass(frozen=True, slots=True)
class Industry:
    """An industry code with the register's own words (næringskode)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Company:
    """A company or a place of work in the register (enhet, underenhet).

    `employees` None: the register does not show a number (few, or none reported). `address` is empty for a sole
    trader, whose address may be a home. `parent` is the company of a place of work. `deleted_on`: no longer there.
    """

    number: str
    name: str
    form: str
    form_name: str
    industries: tuple[Industry, ...]
    employees: int | None
    address: tuple[str, ...]
    postcode: str
    post_town: str
    municipality: str
    parent: str | None
    registered_for_vat: bool
    bankrupt: bool
    winding_up: bool
    deleted_on: date | None


def read(content: Any) -> dict[str, Company]:
    """Companies by organisation number.

    Raises: UnsoundContent for a number that fails its own check, or stands twice.
    """
    found: dict[str, Company] = {}
    for row in rows_in(content):
        number = text_in(row, "number", where="companies")
        if number in found:
            raise UnsoundContent("stands twice", where=f"company {number}")
        found[number] = _company(number, row)
    return found


def _company(number: str, row: Mapping[str, Any]) -> Company:
    where = f"company {number}"
    try:
        organisation_digits(number)
    except WrongInput as error:
        raise UnsoundContent(str(error), where=where) from error
    employees = optional_in(row, "employees", int, where=where)
    if employees is not None and employees < 0:
        raise UnsoundContent(f"{employees} employees cannot be", where=where)
    industries = rows_in(row.get("industries"), where=f"{where}, industries")
    return Company(
        number=number,
        name=text_in(row, "name", where=where),
        form=text_in(row, "form", where=where),
        form_name=field_in(row, "form_name", str, where=where),
        industries=tuple(Industry(text_in(each, "code"), field_in(each, "name", str)) for each in industries),
        employees=employees,
        address=tuple(str(line) for line in field_in(row, "address", list, where=where)),
        postcode=field_in(row, "postcode", str, where=where),
        post_town=field_in(row, "post_town", str, where=where),
        municipality=field_in(row, "municipality", str, where=where),
        parent=optional_in(row, "parent", str, where=where),
        registered_for_vat=field_in(row, "registered_for_vat", bool, where=where),
        bankrupt=field_in(row, "bankrupt", bool, where=where),
        winding_up=field_in(row, "winding_up", bool, where=where),
        deleted_on=day_in(row, "deleted_on", where=where) if row.get("deleted_on") else None,
    )


COMPANIES = Dataset("companies", read, lambda content: {row["number"]: row for row in content})
