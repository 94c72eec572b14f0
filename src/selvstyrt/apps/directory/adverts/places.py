"""From the names in an advert to the numbers of municipalities (fra navn til kommunenummer).

Adverts write names in upper case and without numbers. Any official name will do, in any language. Where a name stands
for two municipalities (Herøy, Våler) the county decides; without it the place stays without a number, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from selvstyrt.apps.directory.datasets.vacancies import Place
from selvstyrt.apps.directory.place_names import fold
from selvstyrt.apps.directory.queries.municipalities import Register


@dataclass(frozen=True, slots=True)
class Located:
    """A place of work on the map (arbeidssted): its municipality where that is certain, else its county, else neither.

    `name` is the municipality's own name, else what the advert says, in ordinary letters.
    """

    name: str
    municipality: str | None
    county: str | None
    county_name: str
    city: str


@dataclass(slots=True)
class Gazetteer:
    """Names of places, folded, with the numbers they may stand for (navneregister)."""

    book: Register
    municipalities: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    counties: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, book: Register) -> Gazetteer:
        """The register of names for the municipalities and counties of today."""
        names = cls(book)
        for county in book.counties.values():
            for name in (county.name, *(each.name for each in county.names)):
                names.counties[fold(name)].add(county.number)
        for earlier in book.earlier_counties.values():
            names.counties[fold(earlier.name)] |= set(earlier.today)
        for row in book.municipalities.values():
            for name in (row.name, *(each.name for each in row.names)):
                names.municipalities[fold(name)].add(row.number)
        return names

    def locate(self, place: Place) -> Located:
        """Where a place of an advert is."""
        counties = self._counties(place.county)
        found, hint = self._candidates(place.municipality)
        if len(found) > 1:
            wanted = hint or counties
            found = {number for number in found if self.book.municipalities[number].county_number in wanted}
        if len(found) == 1:
            row = self.book.municipalities[found.pop()]
            return Located(row.label, row.number, row.county_number, row.county_name, titled(place.city))
        name = titled(place.municipality or place.city or place.county or place.country)
        county = counties.copy().pop() if len(counties) == 1 else None
        county_name = self.book.counties[county].name if county else titled(place.county)
        return Located(name, None, county, county_name, titled(place.city))

    def _counties(self, name: str) -> set[str]:
        """The counties of today that a name stands for: several for one of 2020-2023."""
        return {number for part in _parts(name) for number in self.counties.get(part, ())}

    def _candidates(self, name: str) -> tuple[set[str], set[str]]:
        """The municipalities that a name may mean, and the county in brackets after it, as in "Våler (Innlandet)"."""
        plain, _bracket, rest = name.partition("(")
        found = {number for part in _parts(plain) for number in self.municipalities.get(part, ())}
        return found, self._counties(rest.rstrip(") "))


def _parts(name: str) -> list[str]:
    """The name itself, and each of several names joined by " - "."""
    parts = [fold(part) for part in (name, *name.split(" - "))]
    return [part for part in parts if part]


def titled(name: str) -> str:
    """A name in upper case as people write it: "MØRE OG ROMSDAL" is "Møre og Romsdal"; other names are left alone."""
    if not name.isupper():
        return name
    words = ["-".join(part.capitalize() for part in word.split("-")) for word in name.split()]
    return " ".join(word.lower() if place and word in {"Og", "I", "På"} else word for place, word in enumerate(words))
