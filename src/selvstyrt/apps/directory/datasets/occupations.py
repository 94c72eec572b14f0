"""The occupations we describe (yrker): identifiers, codes, workplaces, related occupations and how fresh sources are.

The sentences about each occupation are texts of the faces; here stand the facts that other facts hang on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, optional_in, rows_in, text_in

CLOSENESS = ("close", "health", "listed_only")
"""Our own judgement: the work overlaps; a health occupation one meets; only listed beside it by the source."""
LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class RelatedOccupation:
    """Another occupation that a source lists beside one (beslektet yrke), and how close it is."""

    occupation: str
    closeness: str


@dataclass(frozen=True, slots=True)
class Occupation:
    """An occupation (yrke). `described`: it has a whole page, the others a short one.

    `uno_id` is its id at utdanning.no, empty where it has not been seen; `styrk08` empty where we are not sure.
    `workplaces` are pairs of a key and the letter of its sector (K municipal, P private).
    """

    id: str
    slug: str
    aliases: tuple[str, ...]
    titles: Mapping[str, str]
    described: bool
    uno_id: str
    styrk08: str
    workplaces: tuple[tuple[str, str], ...]
    related: tuple[RelatedOccupation, ...]
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class Refresh:
    """How often a source renews some facts (oppdatering): `every` is "night" or "month", with its day of the month."""

    key: str
    provider: str
    every: str
    day_of_month: int | None


@dataclass(frozen=True, slots=True)
class Occupations:
    """Occupations by id, the rhythm of each source, and the counties of 2020-2023 that the source still shows."""

    by_id: Mapping[str, Occupation]
    refresh: Mapping[str, Refresh]
    old_counties: tuple[str, ...]

    def with_slug(self, slug: str) -> Occupation | None:
        """The occupation with this address, its id, or one of its other names; None when there is none."""
        for occupation in self.by_id.values():
            if slug in (occupation.slug, occupation.id, *occupation.aliases):
                return occupation
        return None


def read(content: Any) -> Occupations:
    """Occupations from `{"occupations": [...], "refresh": [...], "old_counties": [...]}`.

    Raises: UnsoundContent for an id or slug that stands twice, a related occupation that is not there, and so on.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'occupations' and 'refresh'", where="occupations")
    by_id: dict[str, Occupation] = {}
    for row in rows_in(content.get("occupations"), where="occupations"):
        occupation = _occupation(row)
        taken = {each.slug for each in by_id.values()}
        if occupation.id in by_id or occupation.slug in taken:
            raise UnsoundContent(f"{occupation.id} stands twice, or its slug does; keep one", where="occupations")
        by_id[occupation.id] = occupation
    for occupation in by_id.values():
        for related in occupation.related:
            if related.occupation not in by_id:
                raise UnsoundContent(f"the related {related.occupation!r} is not listed; add it", where=occupation.id)
    refresh = [_refresh(row) for row in rows_in(content.get("refresh"), where="refresh")]
    counties = field_in(content, "old_counties", list, where="occupations")
    return Occupations(by_id, {each.key: each for each in refresh}, tuple(str(county) for county in counties))


def _occupation(row: dict[str, Any]) -> Occupation:
    name = text_in(row, "id", where="occupations")
    titles = field_in(row, "titles", dict, where=name)
    workplaces = rows_in(row.get("workplaces", []), where=f"{name}, workplaces")
    related = rows_in(row.get("related", []), where=f"{name}, related")
    return Occupation(
        id=name,
        slug=text_in(row, "slug", where=name),
        aliases=tuple(str(alias) for alias in row.get("aliases", [])),
        titles={language: text_in(titles, language, where=f"{name}, titles") for language in LANGUAGES},
        described=field_in(row, "described", bool, where=name),
        uno_id=optional_in(row, "uno_id", str, where=name) or "",
        styrk08=optional_in(row, "styrk08", str, where=name) or "",
        workplaces=tuple(
            (text_in(each, "key", where=name), text_in(each, "sector", where=name)) for each in workplaces
        ),
        related=tuple(_related(each, name) for each in related),
        reviewed_on=_day(row, name),
    )


def _related(row: dict[str, Any], where: str) -> RelatedOccupation:
    related = RelatedOccupation(text_in(row, "occupation", where=where), text_in(row, "closeness", where=where))
    if related.closeness not in CLOSENESS:
        raise UnsoundContent(f"'closeness' is {related.closeness!r}; known are {', '.join(CLOSENESS)}", where=where)
    return related


def _day(row: dict[str, Any], where: str) -> date | None:
    text = optional_in(row, "reviewed_on", str, where=where)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnsoundContent(f"'reviewed_on' must be a day such as 2024-04-23, found {text!r}", where=where) from error


def _refresh(row: dict[str, Any]) -> Refresh:
    key = text_in(row, "key", where="refresh")
    return Refresh(
        key=key,
        provider=text_in(row, "provider", where=key),
        every=text_in(row, "every", where=key),
        day_of_month=optional_in(row, "day_of_month", int, where=key),
    )


def _rows(content: Any) -> dict[str, Any]:
    return {str(row.get("id")): row for row in rows_in(content["occupations"], where="occupations")}


OCCUPATIONS = Dataset("occupations", read, _rows)
