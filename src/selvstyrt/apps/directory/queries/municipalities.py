"""Reads of municipalities and counties: all, of a county, by number of today or before, by a name typed in a hurry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selvstyrt.apps.directory.datasets import municipalities as sets
from selvstyrt.apps.directory.datasets.municipalities import PlaceName
from selvstyrt.apps.directory.place_names import Closeness, NameIndex, asked, fold
from selvstyrt.apps.directory.shelf import Dataset, Provenance, Shelved, current_of
from selvstyrt.core.base import NoAnswer, WrongInput

_DATASETS: tuple[Dataset[Any], ...] = (
    sets.PLACES,
    sets.LABELS,
    sets.EARLIER_NUMBERS,
    sets.EARLIER_COUNTIES,
    sets.POPULATION,
    sets.CENTRALITY,
    sets.ORGANISATIONS,
    sets.POINTS,
)
_IN_BRACKETS = re.compile(r" *\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of today (kommune) with what is known of it; None where no source says it.

    `name` is the Norwegian one, `label` has the county behind it where two share the name, `official_name` has every
    official name in its order. `names` are all of them, language "" where the source does not say it.
    `population_year` is the year whose 1 January `population` counts.
    """

    number: str
    name: str
    label: str
    official_name: str
    names: tuple[PlaceName, ...]
    slug: str
    county_number: str
    county_name: str
    in_sami_area: bool
    population: int | None
    population_year: int | None
    centrality_class: int | None
    centrality_index: int | None
    organisation_number: str | None
    latitude: float | None
    longitude: float | None
    earlier_numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class County:
    """A county of today (fylke). `population` None when one of its municipalities has no count."""

    number: str
    name: str
    official_name: str
    names: tuple[PlaceName, ...]
    slug: str
    municipality_count: int
    population: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A municipality that fits a search (treff), and how well."""

    municipality: Municipality
    closeness: Closeness


@dataclass(frozen=True, slots=True)
class Register:
    """All municipalities and counties as they stand in the editions of today (register), by number."""

    municipalities: Mapping[str, Municipality]
    counties: Mapping[str, County]
    earlier: Mapping[str, sets.EarlierNumber]
    earlier_counties: Mapping[str, sets.EarlierNumber]
    index: NameIndex
    county_names: tuple[tuple[str, str], ...]
    provenance: Mapping[str, Provenance]


def register() -> Register:
    """Everything at once, kept in the process until an edition changes; one small question to the database.

    Raises: NoAnswer `no_municipalities` when neither an edition nor the shipped list is there.
    """
    return _register(tuple(_Same(shelved) for shelved in current_of(_DATASETS)))


def all_municipalities() -> Sequence[Municipality]:
    """Every municipality, by number."""
    return tuple(register().municipalities.values())


def all_counties() -> Sequence[County]:
    """Every county, by number."""
    return tuple(register().counties.values())


def municipalities_of(county_number: str) -> Sequence[Municipality]:
    """The municipalities of a county, by name.

    Raises: WrongInput `abolished_county`, `unknown_county`.
    """
    county(county_number)
    found = [each for each in register().municipalities.values() if each.county_number == county_number]
    return sorted(found, key=lambda each: _alphabet(each.name))


def county(number: str) -> County:
    """The county that has this number of two digits today.

    Raises: WrongInput `abolished_county` with `today`, the numbers that took its place; `unknown_county`.
    """
    book = register()
    counties = book.counties
    if number in book.earlier_counties:
        gone = book.earlier_counties[number]
        raise WrongInput(
            "abolished_county",
            f"County {number} ({gone.name}) was there until 2024. Today it is {' and '.join(gone.today)}.",
            number=number,
            today=gone.today,
        )
    if number not in counties:
        known = ", ".join(f"{each.number} {each.name}" for each in counties.values())
        raise WrongInput("unknown_county", f"No county has the number {number!r}. Known are {known}.", number=number)
    return counties[number]


def municipality(number: str) -> Municipality:
    """The municipality that has this number today.

    Raises: WrongInput `abolished_municipality` with `today`, the numbers that took its place; `unknown_municipality`.
    """
    book = register()
    if number in book.municipalities:
        return book.municipalities[number]
    if number in book.earlier:
        today = book.earlier[number].today
        raise WrongInput(
            "abolished_municipality",
            f"Municipality number {number} ({book.earlier[number].name}) was in use until 2024. "
            f"Today it is {' and '.join(today)}.",
            number=number,
            today=today,
        )
    raise WrongInput(
        "unknown_municipality",
        f"No municipality has or had the number {number!r} since 2020. A number is four digits, such as 0301 for Oslo.",
        number=number,
    )


def todays(number: str) -> tuple[Municipality, ...]:
    """The municipality with this number, today or in 2020-2023; two for one that was split.

    Raises: WrongInput `unknown_municipality`.
    """
    book = register()
    if number in book.earlier:
        return tuple(book.municipalities[each] for each in book.earlier[number].today if each in book.municipalities)
    return (municipality(number),)


def todays_counties(number: str) -> tuple[County, ...]:
    """The county with this number, today or in 2020-2023; several for one that was split.

    Raises: WrongInput `unknown_county`.
    """
    book = register()
    if number in book.earlier_counties:
        return tuple(book.counties[each] for each in book.earlier_counties[number].today if each in book.counties)
    return (county(number),)


def search(text: str, *, limit: int = 10) -> tuple[Hit, ...]:
    """Municipalities that fit what was typed, best first and larger ones first; none for an empty text.

    Takes names in every official language, å as aa or a, ø as oe or o, one or two slips, a number of today or before,
    and the county behind or before the name ("Herøy Nordland").
    """
    book = register()
    if found := re.fullmatch(r"\D*(\d{4})\D*", text):
        number = found.group(1)
        known = number in book.municipalities or number in book.earlier
        return tuple(Hit(each, Closeness.SAME) for each in todays(number)) if known else ()
    hits = book.index.find(text) or _find_with_county(book, text)
    best = min(hits.values(), default=None)
    if best in {Closeness.SAME, Closeness.SAME_FOLDED}:  # a slip away is of no interest to who spells it right
        hits = {key: closeness for key, closeness in hits.items() if closeness < Closeness.HOLDS}
    ranked = sorted(hits, key=lambda key: (hits[key], -(book.municipalities[key].population or 0), key))
    return tuple(Hit(book.municipalities[key], hits[key]) for key in ranked[:limit])


def provenance() -> Mapping[str, Provenance]:
    """Where the facts are from, by dataset name (`municipalities`, `municipality_population` ...)."""
    return register().provenance


def slug_of(name: str) -> str:
    """A name as it stands in an address: `Nord-Aurdal` is `nord-aurdal`, `Indre Østfold` is `indre-ostfold`."""
    return fold(name).replace(" ", "-")


def _find_with_county(book: Register, text: str) -> dict[str, Closeness]:
    """Name and county together: the words are divided at each place, and both sides tried as the county."""
    words = asked(text).split()
    for place in range(1, len(words)):
        for name, county_words in ((words[:place], words[place:]), (words[place:], words[:place])):
            beginning = fold(" ".join(county_words))
            of_county = {number for folded, number in book.county_names if folded.startswith(beginning)}
            hits = book.index.find(" ".join(name)) if beginning and of_county else {}
            within = {key: hit for key, hit in hits.items() if book.municipalities[key].county_number in of_county}
            if within:
                return within
    return {}


class _Same:
    """A shelved thing as a key of a cache: the same object, not an equal one."""

    __slots__ = ("shelved",)

    def __init__(self, shelved: Shelved[Any] | None) -> None:
        self.shelved = shelved

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.shelved is self.shelved

    def __hash__(self) -> int:
        return id(self.shelved)


@lru_cache(maxsize=2)
def _register(parts: tuple[_Same, ...]) -> Register:
    shelved = {dataset.name: part.shelved for dataset, part in zip(_DATASETS, parts, strict=True)}
    places: sets.PlaceList | None = _content(shelved, sets.PLACES.name, None)
    if places is None:
        raise NoAnswer("no_municipalities", "There is no list of municipalities. Run `selvstyrt import kartverket`.")
    earlier: dict[str, sets.EarlierNumber] = _content(shelved, sets.EARLIER_NUMBERS.name, {})
    found = _municipalities(places, shelved)
    gone_counties: dict[str, sets.EarlierNumber] = _content(shelved, sets.EARLIER_COUNTIES.name, {})
    named = [(name.name, each.number) for each in found.values() for name in each.names]
    named += [(each.label, each.number) for each in found.values() if each.label != each.name]
    return Register(
        municipalities=found,
        counties={each.number: _county(each, found) for each in sorted(places.counties, key=lambda row: row.number)},
        earlier={number: row for number, row in earlier.items() if number not in found},
        earlier_counties=gone_counties,
        index=NameIndex(named),
        county_names=(
            *((fold(asked(name.name)), row.number) for row in places.counties for name in row.names),
            *((fold(asked(row.name)), today) for row in gone_counties.values() for today in row.today),
        ),
        provenance={name: part.provenance for name, part in shelved.items() if part is not None},
    )


def _content(shelved: Mapping[str, Shelved[Any] | None], name: str, otherwise: Any) -> Any:
    found = shelved[name]
    return otherwise if found is None else found.content


def _municipalities(places: sets.PlaceList, shelved: Mapping[str, Shelved[Any] | None]) -> dict[str, Municipality]:
    county_names = {each.number: each.name for each in places.counties}
    often = Counter(each.name for each in places.municipalities)
    labels, people = _content(shelved, sets.LABELS.name, {}), _content(shelved, sets.POPULATION.name, {})
    central, points = _content(shelved, sets.CENTRALITY.name, {}), _content(shelved, sets.POINTS.name, {})
    organisations = _content(shelved, sets.ORGANISATIONS.name, {})
    earlier = _content(shelved, sets.EARLIER_NUMBERS.name, {}).values()
    found = {}
    for each in sorted(places.municipalities, key=lambda row: row.number):
        county_name, counts = county_names[each.county], people.get(each.number, {})
        klass, point = central.get(each.number), points.get(each.number)
        label = _IN_BRACKETS.sub("", labels.get(each.number, ""))
        found[each.number] = Municipality(
            number=each.number,
            name=each.name,
            label=f"{each.name} ({county_name})" if often[each.name] > 1 else each.name,
            official_name=label or " - ".join(name.name for name in each.names),
            names=each.names + _new_names(each, label),
            slug=slug_of(each.name),
            county_number=each.county,
            county_name=county_name,
            in_sami_area=each.in_sami_area,
            population=counts[max(counts)] if counts else None,
            population_year=max(counts, default=None),
            centrality_class=klass.klass if klass else None,
            centrality_index=klass.index if klass else None,
            organisation_number=organisations.get(each.number),
            latitude=point.latitude if point else None,
            longitude=point.longitude if point else None,
            earlier_numbers=tuple(row.number for row in earlier if each.number in row.today),
        )
    return found


def _new_names(place: sets.ListedMunicipality, label: str) -> tuple[PlaceName, ...]:
    """Names that SSB writes and the list does not have yet; their language is not told."""
    known = {name.name for name in place.names}
    parts = [part.strip() for part in label.split(" - ")]
    return tuple(PlaceName(part, "") for part in parts if part and part not in known)


def _county(listed: sets.ListedCounty, found: Mapping[str, Municipality]) -> County:
    own = [each.population for each in found.values() if each.county_number == listed.number]
    counted = [persons for persons in own if persons is not None]
    return County(
        number=listed.number,
        name=listed.name,
        official_name=" - ".join(name.name for name in listed.names),
        names=listed.names,
        slug=slug_of(listed.name),
        municipality_count=len(own),
        population=sum(counted) if len(counted) == len(own) else None,
    )


def _alphabet(name: str) -> str:
    """A key that sorts as Norwegian does: æ, ø, å last."""
    return name.casefold().replace("å", "zå").replace("ø", "zo").replace("æ", "za").replace("á", "a")
