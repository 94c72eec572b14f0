"""Vacancies (ledige stillinger): adverts as the importer keeps them, and where in the feed it has come to.

Kept: what a reader needs to find and judge a job. Not kept: contact persons, and anything at all of an advert that has
ended, except that it was there and where (`Ended`), so that its address can say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

from selvstyrt.apps.directory.adverts.blocks import Block, BlockKind
from selvstyrt.apps.directory.shelf import (
    Dataset,
    UnsoundContent,
    day_in,
    field_in,
    optional_in,
    rows_in,
    text_in,
)

E = TypeVar("E", bound=StrEnum)


class Extent(StrEnum):
    """Full time or part time, as the source's field says (omfang)."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"


class FoundBy(StrEnum):
    """Why an advert is among ours (funnet på)."""

    CODE = "code"
    """The source has put it in the occupation group 5322, home helpers and personal assistants."""
    WORDS = "words"
    """Its title names BPA, or an assistant in care work."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of work as the source writes it (arbeidssted): names in upper case, without codes; empty = not said."""

    municipality: str
    county: str
    postal_code: str
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class Employer:
    """Who advertises (arbeidsgiver)."""

    name: str
    orgnr: str
    homepage: str
    about: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Advert:
    """An advert for a job (stillingsannonse). `last_day` is the last day on which it may be shown."""

    uid: UUID
    title: str
    job_title: str
    employer: Employer
    places: tuple[Place, ...]
    text: tuple[Block, ...]
    published_on: date
    last_day: date
    changed_at: datetime
    apply_by: date | None
    apply_by_words: str
    apply_at: str
    address: str
    extent: Extent | None
    engagement: str
    sector: str
    starts: str
    positions: int | None
    styrk08: tuple[str, ...]
    found_by: FoundBy
    source: str

    def is_open(self, on: date) -> bool:
        """True when the advert may be shown on a day."""
        return self.published_on <= on <= self.last_day


@dataclass(frozen=True, slots=True)
class Ended:
    """An advert that has ended (utgått annonse): nothing is kept but where it was."""

    uid: UUID
    places: tuple[Place, ...]
    ended_on: date


@dataclass(frozen=True, slots=True)
class Position:
    """How far the importer has read (sted i strømmen): the page to ask for again, and what it said of itself."""

    page: str
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Adverts of one source (stillinger), newest first, and those that have ended.

    `waiting` counts adverts that the source has told of and that have not been looked at yet: most are for other jobs.
    """

    adverts: tuple[Advert, ...]
    ended: tuple[Ended, ...]
    waiting: int = 0
    position: Position | None = None


def read(content: Any) -> Vacancies:
    """The vacancies from their JSON.

    Raises: UnsoundContent.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'adverts'", where="vacancies")
    adverts = [_advert(row) for row in rows_in(content.get("adverts"), where="adverts")]
    ended = [_ended(row) for row in rows_in(content.get("ended"), where="ended")]
    known = [each.uid for each in adverts]
    if len(set(known)) != len(known):
        raise UnsoundContent("an advert is there twice; each uuid stands once", where="adverts")
    adverts.sort(key=lambda advert: (advert.published_on, advert.changed_at, str(advert.uid)), reverse=True)
    waiting = field_in(content, "waiting", list, where="vacancies")
    return Vacancies(tuple(adverts), tuple(ended), len(waiting), _position(content.get("position")))


def _advert(row: Mapping[str, Any]) -> Advert:
    uid = uuid_in(row, "uid")
    where = f"advert {uid}"
    return Advert(
        uid=uid,
        title=text_in(row, "title", where=where),
        job_title=field_in(row, "job_title", str, where=where),
        employer=_employer(field_in(row, "employer", dict, where=where), where),
        places=_places(row, where),
        text=_blocks(row, "text", where),
        published_on=day_in(row, "published_on", where=where),
        last_day=day_in(row, "last_day", where=where),
        changed_at=_moment_in(row, "changed_at", where),
        apply_by=None if row.get("apply_by") is None else day_in(row, "apply_by", where=where),
        apply_by_words=field_in(row, "apply_by_words", str, where=where),
        apply_at=_address_in(row, "apply_at", where),
        address=_address_in(row, "address", where),
        extent=None if row.get("extent") is None else _kind_in(row, "extent", Extent, where),
        engagement=field_in(row, "engagement", str, where=where),
        sector=field_in(row, "sector", str, where=where),
        starts=field_in(row, "starts", str, where=where),
        positions=optional_in(row, "positions", int, where=where),
        styrk08=tuple(str(code) for code in field_in(row, "styrk08", list, where=where)),
        found_by=_kind_in(row, "found_by", FoundBy, where),
        source=field_in(row, "source", str, where=where),
    )


def _employer(row: Mapping[str, Any], where: str) -> Employer:
    return Employer(
        name=field_in(row, "name", str, where=where),
        orgnr=field_in(row, "orgnr", str, where=where),
        homepage=_address_in(row, "homepage", where),
        about=_blocks(row, "about", where),
    )


def _places(row: Mapping[str, Any], where: str) -> tuple[Place, ...]:
    return tuple(
        Place(**{name: field_in(each, name, str, where=where) for name in Place.__slots__})
        for each in rows_in(row.get("places"), where=f"{where}, places")
    )


def _blocks(row: Mapping[str, Any], name: str, where: str) -> tuple[Block, ...]:
    pairs = field_in(row, name, list, where=where)
    try:
        return tuple(Block(BlockKind(kind), str(text)) for kind, text in pairs)
    except (TypeError, ValueError) as error:
        raise UnsoundContent(f"'{name}' must be a list of [kind, text]: {error}", where=where) from error


def _ended(row: Mapping[str, Any]) -> Ended:
    uid = uuid_in(row, "uid")
    return Ended(uid, _places(row, f"ended {uid}"), day_in(row, "ended_on", where=f"ended {uid}"))


def _position(row: Any) -> Position | None:
    if row is None:
        return None
    if not isinstance(row, dict):
        raise UnsoundContent("'position' must be an object or null", where="vacancies")
    return Position(**{name: field_in(row, name, str, where="position") for name in Position.__slots__})


def uuid_in(row: Mapping[str, Any], name: str, *, where: str = "") -> UUID:
    """A uuid, as 8-4-4-4-12 signs.

    Raises: UnsoundContent.
    """
    text = text_in(row, name, where=where)
    try:
        return UUID(text)
    except ValueError as error:
        raise UnsoundContent(f"'{name}' must be a uuid, found {text[:60]!r}", where=where) from error


def _moment_in(row: Mapping[str, Any], name: str, where: str) -> datetime:
    text = text_in(row, name, where=where)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UnsoundContent(f"'{name}' must be a moment, found {text[:60]!r}", where=where) from error
    if moment.tzinfo is None:
        raise UnsoundContent(f"'{name}' must say its offset from UTC, found {text!r}", where=where)
    return moment


def _kind_in(row: Mapping[str, Any], name: str, kind: type[E], where: str) -> E:
    text = text_in(row, name, where=where)
    try:
        return kind(text)
    except ValueError as error:
        known = ", ".join(each.value for each in kind)
        raise UnsoundContent(f"'{name}' must be one of {known}, found {text[:60]!r}", where=where) from error


def _address_in(row: Mapping[str, Any], name: str, where: str) -> str:
    text = field_in(row, name, str, where=where)
    if text != safe_address(text):
        raise UnsoundContent(f"'{name}' must be empty or an address of the web, found {text[:60]!r}", where=where)
    return text


def safe_address(text: str) -> str:
    """The address when it is one of the web (http, https) that a page may link to; empty for anything else."""
    text = text.strip()
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    return text if usable and len(text) <= 2000 and not any(sign.isspace() for sign in text) else ""


def rows(content: Any) -> Mapping[str, Any]:
    """The adverts by uuid, for the report of differences; the position in the feed is no fact."""
    return {str(row["uid"]): row for row in content["adverts"]}


VACANCIES = Dataset("vacancies", read, rows)
