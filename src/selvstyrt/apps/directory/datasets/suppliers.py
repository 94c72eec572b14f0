"""Suppliers as public pages describe them (leverandører): what they say they offer, with source and day of the check.

A supplier that writes its own profile here takes the place of these facts. Names of advisers are never kept.
`coverage` None: the source had no list of municipalities. `organisation_number` empty: the source did not state it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, day_in, field_in, rows_in, text_in
from selvstyrt.apps.people.texts import organisation_digits
from selvstyrt.core.base import WrongInput

E = TypeVar("E", bound=StrEnum)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class CoveredPlace:
    """A municipality where a supplier says it works (dekning); `agreement_kind` empty: none is stated."""

    municipality_number: str
    agreement_kind: str
    first_day: date | None
    last_day: date | None
    takes_new: bool | None
    source_url: str
    checked_on: date

    def holds_on(self, day: date) -> bool:
        """True when the day lies within the dates; a date that is left out is no limit."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class PublicSupplier:
    """A supplier as its public page describes it (leverandør)."""

    slug: str
    name: str
    organisation_number: str
    website: str
    source_title: str
    source_address: str
    checked_on: date
    services: tuple[Service, ...]
    terms: tuple[Term, ...]
    languages: tuple[Speech, ...]
    claims: tuple[str, ...]
    coverage: tuple[CoveredPlace, ...] | None


def read(content: Any) -> tuple[PublicSupplier, ...]:
    """The suppliers by name.

    Raises: UnsoundContent.
    """
    found = [_supplier(row, f"supplier {number}") for number, row in enumerate(rows_in(content), start=1)]
    slugs = [each.slug for each in found]
    if len(set(slugs)) != len(slugs):
        raise UnsoundContent(f"two suppliers share a slug: {', '.join(sorted(slugs))}")
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def _supplier(row: dict[str, Any], where: str) -> PublicSupplier:
    slug = text_in(row, "slug", where=where)
    if not _SLUG.fullmatch(slug):
        raise UnsoundContent(f"'slug' is {slug!r}; use a-z, 0-9 and hyphens", where=where)
    try:
        number = organisation_digits(str(row.get("organisation_number") or ""))
    except WrongInput as error:
        raise UnsoundContent(str(error), where=where) from error
    coverage = row.get("coverage")
    return PublicSupplier(
        slug=slug,
        name=text_in(row, "name", where=where),
        organisation_number=number,
        website=str(row.get("website") or ""),
        source_title=text_in(row, "source_title", where=where),
        source_address=str(row.get("source_address") or ""),
        checked_on=day_in(row, "checked_on", where=where),
        services=_codes(row, "services", Service, where),
        terms=_codes(row, "terms", Term, where),
        languages=_codes(row, "languages", Speech, where),
        claims=tuple(str(each) for each in field_in(row, "claims", list, where=where)),
        coverage=None if coverage is None else tuple(_place(each, where) for each in rows_in(coverage, where=where)),
    )


def _place(row: dict[str, Any], where: str) -> CoveredPlace:
    return CoveredPlace(
        municipality_number=text_in(row, "municipality_number", where=where),
        agreement_kind=str(row.get("agreement_kind") or ""),
        first_day=day_in(row, "first_day", where=where) if row.get("first_day") else None,
        last_day=day_in(row, "last_day", where=where) if row.get("last_day") else None,
        takes_new=row.get("takes_new"),
        source_url=str(row.get("source_url") or ""),
        checked_on=day_in(row, "checked_on", where=where),
    )


def _codes(row: dict[str, Any], name: str, kind: type[E], where: str) -> tuple[E, ...]:
    codes = set(field_in(row, name, list, where=where))
    unknown = codes - {each.value for each in kind}
    if unknown:
        raise UnsoundContent(f"'{name}' has unknown codes: {', '.join(sorted(map(str, unknown)))}", where=where)
    return tuple(each for each in kind if each.value in codes)


SUPPLIERS = Dataset("suppliers", read, rows=lambda content: {row.get("slug", ""): row for row in content})
