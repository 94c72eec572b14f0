"""Vacancies for the faces: adverts that are open on a day, from every source, with what their text mentions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from selvstyrt.apps.directory.adverts.blocks import words_of
from selvstyrt.apps.directory.adverts.mentions import Mention, Topic, mentions_in
from selvstyrt.apps.directory.adverts.places import Gazetteer, Located
from selvstyrt.apps.directory.adverts.sources import sources
from selvstyrt.apps.directory.datasets.vacancies import Advert, Extent, Place, Vacancies
from selvstyrt.apps.directory.queries.municipalities import Register, register
from selvstyrt.apps.directory.shelf import Provenance, Shelved

NAV_SEARCH = "https://arbeidsplassen.nav.no/stillinger"
"""Where NAV shows every advert."""


class WeeklyHours(StrEnum):
    """Hours a week as the text of the advert says (timer i uken)."""

    UNDER_10 = "under-10"
    FROM_10_TO_20 = "10-20"
    OVER_20 = "over-20"


_BOUNDS = {
    WeeklyHours.UNDER_10: (Decimal(0), Decimal(10)),
    WeeklyHours.FROM_10_TO_20: (Decimal(10), Decimal(20)),
    WeeklyHours.OVER_20: (Decimal(20), Decimal(168)),
}


class Licence(StrEnum):
    """Whether the text mentions a driving licence (førerkort)."""

    MENTIONED = "mentioned"
    NOT_MENTIONED = "not-mentioned"


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for (søk): numbers of municipality and county, fields of the source, words of the text.

    Each filter that is set must hold; several `times` must all be mentioned.
    """

    municipality: str = ""
    county: str = ""
    extent: Extent | None = None
    hours: WeeklyHours | None = None
    times: frozenset[Topic] = frozenset()
    licence: Licence | None = None

    @property
    def is_empty(self) -> bool:
        """True when nothing is asked for."""
        return self == Filters()


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An open advert (ledig stilling) with its places on the map, what its text mentions, and where it is from."""

    advert: Advert
    places: tuple[Located, ...]
    mentions: tuple[Mention, ...]
    provenance: Provenance

    @property
    def uid(self) -> UUID:
        """The advert's uuid, part of its address."""
        return self.advert.uid

    def mention(self, topic: Topic) -> Mention | None:
        """What the text says of a topic; None where it says nothing."""
        return next((each for each in self.mentions if each.topic is topic), None)


@dataclass(frozen=True, slots=True)
class GoneVacancy:
    """An advert that has ended (utgått), and where it was."""

    uid: UUID
    places: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class FoundVacancies:
    """What a search gives (treff), newest first.

    `is_collected` False: no source has given anything yet, so an empty list says nothing about the world.
    `open_in_all` counts every open advert, `without_place` those that cannot be placed in a municipality.
    """

    vacancies: tuple[Vacancy, ...]
    is_collected: bool
    open_in_all: int
    without_place: int
    waiting: int
    provenance: tuple[Provenance, ...]


def vacancies_in(number: str, on: date) -> FoundVacancies:
    """Adverts for jobs in a municipality of today, open on a day."""
    return search(Filters(municipality=number), on)


def search(filters: Filters, on: date) -> FoundVacancies:
    """Adverts open on a day that the filters let through, newest first."""
    shelved = _shelved()
    open_now = [vacancy for each in shelved for vacancy in _prepared(each) if vacancy.advert.is_open(on)]
    open_now.sort(key=lambda vacancy: (vacancy.advert.published_on, vacancy.advert.changed_at), reverse=True)
    return FoundVacancies(
        vacancies=tuple(vacancy for vacancy in open_now if _fits(vacancy, filters)),
        is_collected=bool(shelved),
        open_in_all=len(open_now),
        without_place=sum(all(place.municipality is None for place in vacancy.places) for vacancy in open_now),
        waiting=sum(each.content.waiting for each in shelved),
        provenance=tuple(each.provenance for each in shelved),
    )


def vacancy(uid: UUID, on: date) -> Vacancy | GoneVacancy | None:
    """One advert: as it is while it is open, that it is gone afterwards, None where none had that uuid."""
    for shelved in _shelved():
        for each in _prepared(shelved):
            if each.uid == uid:
                return each if each.advert.is_open(on) else GoneVacancy(uid, each.places)
        for ended in shelved.content.ended:
            if ended.uid == uid:
                return GoneVacancy(uid, _located(ended.places, Gazetteer.of(register())))
    return None


def similar_to(gone: GoneVacancy, on: date, *, most: int = 5) -> tuple[Vacancy, ...]:
    """Open adverts in the same municipality, then in the same county, newest first."""
    municipalities = {place.municipality for place in gone.places if place.municipality}
    counties = {place.county for place in gone.places if place.county}
    found = search(Filters(), on).vacancies
    near = [each for each in found if municipalities & {place.municipality for place in each.places}]
    near += [each for each in found if each not in near and counties & {place.county for place in each.places}]
    return tuple(near[:most])


def _fits(vacancy: Vacancy, filters: Filters) -> bool:
    mentioned = {mention.topic for mention in vacancy.mentions}
    licence = Licence.MENTIONED if Topic.DRIVING_LICENCE in mentioned else Licence.NOT_MENTIONED
    return (
        filters.municipality in {"", *(place.municipality for place in vacancy.places)}
        and filters.county in {"", *(place.county for place in vacancy.places)}
        and filters.extent in {None, vacancy.advert.extent}
        and filters.licence in {None, licence}
        and filters.times <= mentioned
        and (filters.hours is None or _within(vacancy, filters.hours))
    )


def _within(vacancy: Vacancy, hours: WeeklyHours) -> bool:
    """True when the hours in the text touch the span: "15-20" fits both 10-20 and, at its upper end, nothing else."""
    said = vacancy.mention(Topic.WEEKLY_HOURS)
    if said is None or said.least is None or said.most is None:
        return False
    least, most = _BOUNDS[hours]
    if hours is WeeklyHours.UNDER_10:
        return said.least < most
    if hours is WeeklyHours.OVER_20:
        return said.most > least
    return said.most >= least and said.least <= most


def _shelved() -> list[Shelved[Vacancies]]:
    return [shelved for source in sources() if (shelved := source()) is not None]


_kept: dict[int, tuple[Shelved[Vacancies], Register, tuple[Vacancy, ...]]] = {}
_MOST_KEPT = 8


def _prepared(shelved: Shelved[Vacancies]) -> tuple[Vacancy, ...]:
    """The adverts of a source with places and mentions, worked out once for each edition of adverts and of places."""
    book = register()
    kept = _kept.get(id(shelved))
    if kept is None or kept[0] is not shelved or kept[1] is not book:
        names = Gazetteer.of(book)
        prepared = tuple(_vacancy(advert, names, shelved.provenance) for advert in shelved.content.adverts)
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        kept = _kept[id(shelved)] = (shelved, book, prepared)
    return kept[2]


def _vacancy(advert: Advert, names: Gazetteer, provenance: Provenance) -> Vacancy:
    text = f"{advert.title}\n{advert.job_title}\n{words_of(advert.text)}"
    return Vacancy(advert, _located(advert.places, names), mentions_in(text), provenance)


def _located(places: Iterable[Place], names: Gazetteer) -> tuple[Located, ...]:
    return tuple(dict.fromkeys(names.locate(place) for place in places))
