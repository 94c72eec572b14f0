"""Municipalities and counties (kommuner og fylker): names, numbers, people, centrality; one dataset for each source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.shelf import (
    Dataset,
    UnsoundContent,
    field_in,
    optional_in,
    rows_in,
    text_in,
)

LANGUAGES = frozenset({"no", "se", "smj", "sma", "fkv", ""})
"""Norwegian, Northern, Lule and Southern Sámi, Kven, as BCP 47 writes them; empty where the source does not tell."""

CENTRALITY_CLASSES = range(1, 7)
_NUMBER = re.compile(r"\d{4}")
_COUNTY = re.compile(r"\d{2}")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """An official name (navn) and its language."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class ListedMunicipality:
    """A municipality as Kartverket lists it; `names` in the official order, `name` the Norwegian one."""

    number: str
    county: str
    name: str
    names: tuple[PlaceName, ...]
    in_sami_area: bool


@dataclass(frozen=True, slots=True)
class ListedCounty:
    """A county as Kartverket lists it (fylke)."""

    number: str
    name: str
    names: tuple[PlaceName, ...]


@dataclass(frozen=True, slots=True)
class PlaceList:
    """All municipalities and counties of one day."""

    municipalities: tuple[ListedMunicipality, ...]
    counties: tuple[ListedCounty, ...]


@dataclass(frozen=True, slots=True)
class EarlierNumber:
    """A number of before (tidligere nummer), and what took its place: several numbers after a split.

    `county` is that of then; empty for the number of a county itself.
    """

    number: str
    name: str
    county: str
    today: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Centrality:
    """SSB's class of centrality (sentralitet), 1 most central to 6 least; `index` 0-1000 where it is known."""

    klass: int
    index: int | None


@dataclass(frozen=True, slots=True)
class Point:
    """A point on land in the largest part of a municipality; not where people live."""

    latitude: float
    longitude: float


def number_in(row: Mapping[str, Any], name: str, *, where: str) -> str:
    """A municipality number: a text of four digits.

    Raises: UnsoundContent; a JSON number has lost its leading zero.
    """
    text = text_in(row, name, where=where)
    return checked_number(text, where=where)


def checked_number(text: str, *, where: str) -> str:
    """The number itself when it is four digits.

    Raises: UnsoundContent.
    """
    if not _NUMBER.fullmatch(text):
        raise UnsoundContent(f"{text!r} is no municipality number; write four digits, as text", where=where)
    return text


def _names(row: Mapping[str, Any], where: str) -> tuple[PlaceName, ...]:
    names = []
    for item in rows_in(row.get("names"), where=f"{where}, names"):
        language = field_in(item, "language", str, where=where)
        if language not in LANGUAGES:
            raise UnsoundContent(f"unknown language {language!r}; known are {sorted(LANGUAGES)}", where=where)
        names.append(PlaceName(text_in(item, "name", where=where), language))
    if not names:
        raise UnsoundContent("there is no name", where=where)
    return tuple(names)


def read_places(content: Any) -> PlaceList:
    """The list of Kartverket: `{"municipalities": [...], "counties": [...]}`.

    Raises: UnsoundContent for a number twice, an unknown county, a missing name.
    """
    if not isinstance(content, Mapping):
        raise UnsoundContent("expected an object with 'municipalities' and 'counties'")
    counties: dict[str, ListedCounty] = {}
    for row in rows_in(content.get("counties"), where="counties"):
        number = text_in(row, "number", where="counties")
        if not _COUNTY.fullmatch(number) or number in counties:
            raise UnsoundContent(f"{number!r} stands twice or is not two digits", where="counties")
        counties[number] = ListedCounty(number, text_in(row, "name", where=number), _names(row, f"county {number}"))
    municipalities: dict[str, ListedMunicipality] = {}
    for row in rows_in(content.get("municipalities"), where="municipalities"):
        number = number_in(row, "number", where="municipalities")
        where = f"municipality {number}"
        if number in municipalities:
            raise UnsoundContent("the number stands twice; keep one", where=where)
        county = text_in(row, "county", where=where)
        if county not in counties:
            raise UnsoundContent(f"its county {county!r} is not among the counties", where=where)
        municipalities[number] = ListedMunicipality(
            number,
            county,
            text_in(row, "name", where=where),
            _names(row, where),
            field_in(row, "in_sami_area", bool, where=where),
        )
    return PlaceList(tuple(municipalities.values()), tuple(counties.values()))


def _place_rows(content: Any) -> dict[str, Any]:
    """Municipalities and counties by number, for the report of differences."""
    return {row["number"]: row for part in ("counties", "municipalities") for row in content[part]}


def _by_number(content: Any) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise UnsoundContent("expected an object with a municipality number for each name")
    for number in content:
        checked_number(number, where="content")
    return content


def read_population(content: Any) -> dict[str, dict[int, int]]:
    """Persons on 1 January by municipality and year: `{"0301": {"2026": 728714}}`.

    Raises: UnsoundContent.
    """
    people: dict[str, dict[int, int]] = {}
    for number, years in _by_number(content).items():
        if not isinstance(years, Mapping) or not years:
            raise UnsoundContent("expected an object with years", where=f"municipality {number}")
        for year in years:
            persons = field_in(years, year, int, where=f"municipality {number}")
            if not (re.fullmatch(r"(19|20)\d\d", year) and 0 < persons < 2_000_000):
                raise UnsoundContent(f"{persons} persons in {year} cannot be", where=f"municipality {number}")
        people[number] = {int(year): years[year] for year in sorted(years)}
    return people


def read_centrality(content: Any) -> dict[str, Centrality]:
    """Class of centrality by municipality: `{"0301": {"class": 1, "index": 1000}}`.

    Raises: UnsoundContent.
    """
    found = {}
    for number, row in _by_number(content).items():
        where = f"municipality {number}"
        if not isinstance(row, Mapping):
            raise UnsoundContent("expected an object with 'class'", where=where)
        klass, index = field_in(row, "class", int, where=where), optional_in(row, "index", int, where=where)
        if klass not in CENTRALITY_CLASSES or not 0 <= (index or 0) <= 1000:
            raise UnsoundContent(f"class {klass}, index {index}: classes are 1-6, the index 0-1000", where=where)
        found[number] = Centrality(klass, index)
    return found


def read_earlier_numbers(content: Any) -> dict[str, EarlierNumber]:
    """Numbers of before: `[{"number": "1507", "name": "Ålesund", "county": "15", "today": ["1508", "1580"]}]`.

    Raises: UnsoundContent.
    """
    found: dict[str, EarlierNumber] = {}
    for row in rows_in(content):
        number = number_in(row, "number", where="earlier numbers")
        where = f"earlier number {number}"
        if number in found:
            raise UnsoundContent("the number stands twice; list its numbers of today together", where=where)
        today = tuple(checked_number(text, where=where) for text in field_in(row, "today", list, where=where))
        if not today:
            raise UnsoundContent("there is no number of today", where=where)
        found[number] = EarlierNumber(
            number, text_in(row, "name", where=where), text_in(row, "county", where=where), today
        )
    return found


def read_earlier_counties(content: Any) -> dict[str, EarlierNumber]:
    """Counties of before: `[{"number": "30", "name": "Viken", "today": ["31", "32", "33"]}]`.

    Raises: UnsoundContent.
    """
    found: dict[str, EarlierNumber] = {}
    for row in rows_in(content):
        number = text_in(row, "number", where="earlier counties")
        today = field_in(row, "today", list, where=f"earlier county {number}")
        if number in found or not today or not all(_COUNTY.fullmatch(str(each)) for each in [number, *today]):
            raise UnsoundContent("stands twice, or a number is not two digits", where=f"earlier county {number}")
        found[number] = EarlierNumber(number, text_in(row, "name", where=f"earlier county {number}"), "", tuple(today))
    return found


def read_points(content: Any) -> dict[str, Point]:
    """A point for each municipality: `{"0301": [59.981, 10.74]}`, latitude first.

    Raises: UnsoundContent for a point outside Norway.
    """
    points = {}
    for number, pair in _by_number(content).items():
        where = f"municipality {number}"
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, int | float) for part in pair)):
            raise UnsoundContent("expected [latitude, longitude]", where=where)
        if not (57 < pair[0] < 72 and 4 < pair[1] < 32):
            raise UnsoundContent(f"{pair} is not in Norway; latitude comes first", where=where)
        points[number] = Point(*pair)
    return points


def read_texts(content: Any) -> dict[str, str]:
    """One text for each municipality: its label at SSB, or its organisation number.

    Raises: UnsoundContent.
    """
    rows = _by_number(content)
    return {number: text_in(rows, number, where=f"municipality {number}") for number in rows}


PLACES = Dataset("municipalities", read_places, _place_rows)
LABELS = Dataset("municipality_labels", read_texts)
EARLIER_NUMBERS = Dataset(
    "municipality_earlier_numbers", read_earlier_numbers, lambda content: {row["number"]: row for row in content}
)
EARLIER_COUNTIES = Dataset(
    "county_earlier_numbers", read_earlier_counties, lambda content: {row["number"]: row for row in content}
)
POPULATION = Dataset("municipality_population", read_population)
CENTRALITY = Dataset("municipality_centrality", read_centrality)
ORGANISATIONS = Dataset("municipality_organisations", read_texts)
POINTS = Dataset("municipality_points", read_points)
