"""Reading the guide: every statement in three languages, with sources that are known and a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from selvstyrt.faces.texts.findings import LANGUAGES

FOLDER = Path(__file__).parent
Words = Mapping[str, str]

_LAW = re.compile(r"([a-zæøå]+) § (\d[\w\- ]*?)(?: \((\d+)\))?")
_SENTENCE_END = (".", "!", "?")
_SECTION_KEYS = {"heading", "part"}
_PAGE_KEYS = {"title", "lead", "checked_on", "see", "doors", "section", "service"}
_PART_KEYS = {*LANGUAGES, "sources", "checked_on", "kind", "views", "law"}


class UnsoundGuide(ValueError):
    """The guide cannot be shown as it is written: what is wrong, in which file and where in it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement comes from (kilde): a provision of an act, or a page.

    `as_of`: the day as which the act was read; None for pages, which have `retrieved_on`.
    """

    key: str
    name: Words
    address: str
    as_of: date | None
    retrieved_on: date | None
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement (utsagn) in three languages, its sources, and the day it was compared with them.

    `is_item`: stands in a list with its neighbours.
    """

    words: Words
    sources: tuple[Source, ...]
    checked_on: date
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Public pages that disagree (uenighet): the question, what they say, and what the act says."""

    question: Words
    views: tuple[Statement, ...]
    law: Statement


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: Words
    parts: tuple[Statement | Disagreement, ...]


@dataclass(frozen=True, slots=True)
class GuidePage:
    """A page of the guide (side i veiledningen).

    `see`: slugs of pages that belong with it; `doors`: url names of other open pages where the reader goes on;
    `service`: the page presents the public service.
    """

    slug: str
    title: Words
    lead: Statement
    checked_on: date
    sections: tuple[Section, ...]
    see: tuple[str, ...] = ()
    doors: tuple[str, ...] = ()
    service: bool = False

    def statements(self) -> Iterator[Statement]:
        """Every statement of the page in reading order."""
        yield self.lead
        for section in self.sections:
            for part in section.parts:
                if isinstance(part, Disagreement):
                    yield from part.views
                    yield part.law
                else:
                    yield part


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together in the contents."""

    heading: Words
    slugs: tuple[str, ...]


def read_sources(raw: Mapping[str, Any]) -> dict[str, Source]:
    """The sources by key; laws under their abbreviation, without a section.

    Raises: UnsoundGuide.
    """
    found: dict[str, Source] = {}
    for key, law in raw["laws"].items():
        where = f"sources.toml, laws.{key}"
        found[key] = Source(key, _words(law, where), _address(law, where), _day(law, "as_of", where), None)
    for key, page_ in raw["pages"].items():
        where = f"sources.toml, pages.{key}"
        if not page_.get("publisher") or not page_.get("title"):
            raise UnsoundGuide(f"{where}: a page needs publisher and title.")
        name = f"{page_['publisher']}: {page_['title']}"
        note = _words(page_, where) if any(language in page_ for language in LANGUAGES) else None
        retrieved = _day(page_, "retrieved_on", where)
        words = MappingProxyType(dict.fromkeys(LANGUAGES, name))
        found[key] = Source(key, words, _address(page_, where), None, retrieved, note)
    return found


def _address(raw: Mapping[str, Any], where: str) -> str:
    address = raw.get("address", "")
    if not address.startswith("https://"):
        raise UnsoundGuide(f"{where}: the address {address!r} does not begin with https://.")
    return str(address)


def _day(raw: Mapping[str, Any], key: str, where: str) -> date:
    day = raw.get(key)
    if not isinstance(day, date):
        raise UnsoundGuide(f"{where}: {key} is missing or no date.")
    return day


def _words(raw: Mapping[str, Any], where: str) -> Words:
    missing = [language for language in LANGUAGES if not str(raw.get(language, "")).strip()]
    if missing:
        raise UnsoundGuide(f"{where}: no text in {', '.join(missing)}.")
    return MappingProxyType({language: str(raw[language]).strip() for language in LANGUAGES})


def _sentences(raw: Mapping[str, Any], where: str) -> Words:
    words = _words(raw, where)
    for language, text in words.items():
        if not text.endswith(_SENTENCE_END):
            raise UnsoundGuide(f"{where}: the text in {language} is no whole sentence: {text!r}.")
    return words


def _only(raw: Mapping[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(raw) - allowed)
    if unknown:
        raise UnsoundGuide(f"{where}: unknown keys {', '.join(unknown)}.")


def cited(reference: str, sources: Mapping[str, Source], where: str) -> Source:
    """The source that a statement names: a page's key, or "pbrl § 2-1 d (1)".

    Raises: UnsoundGuide for one that `sources.toml` does not have.
    """
    found = _LAW.fullmatch(reference)
    law = sources.get(found[1]) if found else None
    if found and law is not None and law.as_of is not None:
        name = {language: f"{words} {reference.removeprefix(found[1]).strip()}" for language, words in law.name.items()}
        address = f"{law.address}/§{found[2].replace(' ', '')}"
        return Source(reference, MappingProxyType(name), address, law.as_of, None)
    page_ = sources.get(reference)
    if page_ is None or page_.as_of is not None:
        raise UnsoundGuide(f"{where}: {reference!r} is no page of sources.toml and no provision of a law there.")
    return page_


def read_page(slug: str, raw: Mapping[str, Any], sources: Mapping[str, Source]) -> GuidePage:
    """A page from its TOML content.

    Raises: UnsoundGuide where a language, a source or a date is missing, or a source is unknown.
    """
    where = f"{slug}.toml"
    _only(raw, _PAGE_KEYS, where)
    checked = _day(raw, "checked_on", where)
    sections = []
    for number, section in enumerate(raw.get("section", ()), start=1):
        place = f"{where}, section {number}"
        _only(section, _SECTION_KEYS, place)
        parts = tuple(
            _part(part, sources, checked, f"{place}, part {index}")
            for index, part in enumerate(section.get("part", ()), start=1)
        )
        if not parts:
            raise UnsoundGuide(f"{place}: nothing stands under the heading.")
        sections.append(Section(_words(section.get("heading", {}), f"{place}, heading"), parts))
    if not sections:
        raise UnsoundGuide(f"{where}: the page has no sections.")
    return GuidePage(
        slug,
        _words(raw.get("title", {}), f"{where}, title"),
        _statement(raw.get("lead", {}), sources, checked, f"{where}, lead"),
        checked,
        tuple(sections),
        tuple(raw.get("see", ())),
        tuple(raw.get("doors", ())),
        bool(raw.get("service", False)),
    )


def _part(raw: Mapping[str, Any], sources: Mapping[str, Source], checked: date, where: str) -> Statement | Disagreement:
    _only(raw, _PART_KEYS, where)
    kind = raw.get("kind", "text")
    if kind == "disagreement":
        views = tuple(
            _statement(view, sources, checked, f"{where}, view {index}")
            for index, view in enumerate(raw.get("views", ()), start=1)
        )
        if not views:
            raise UnsoundGuide(f"{where}: a disagreement needs views.")
        return Disagreement(
            _words(raw, where), views, _statement(raw.get("law", {}), sources, checked, f"{where}, law")
        )
    if kind not in {"text", "item"}:
        raise UnsoundGuide(f"{where}: the kind {kind!r} is none of text, item, disagreement.")
    return _statement(raw, sources, checked, where)


def _statement(raw: Mapping[str, Any], sources: Mapping[str, Source], checked: date, where: str) -> Statement:
    keys = raw.get("sources", ())
    if not keys:
        raise UnsoundGuide(f"{where}: no source is given.")
    found = tuple(cited(key, sources, where) for key in keys)
    day = _day(raw, "checked_on", where) if "checked_on" in raw else checked
    return Statement(_sentences(raw, where), found, day, raw.get("kind") == "item")


def _load(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


@cache
def contents() -> tuple[Group, ...]:
    """The contents: groups of pages in reading order.

    Raises: UnsoundGuide when a page stands in no group or in two, or a group names a page that is not there.
    """
    groups = tuple(
        Group(_words(group.get("heading", {}), f"contents.toml, group {number}"), tuple(group["pages"]))
        for number, group in enumerate(_load("contents.toml")["group"], start=1)
    )
    named = [slug for group in groups for slug in group.slugs]
    there = {path.stem for path in FOLDER.glob("*.toml")} - {"contents", "sources"}
    if sorted(named) != sorted(there):
        odd = sorted(set(named) ^ there) or sorted({slug for slug in named if named.count(slug) > 1})
        raise UnsoundGuide(f"contents.toml and the files beside it differ: {', '.join(odd)}.")
    return groups


@cache
def pages() -> Mapping[str, GuidePage]:
    """Every page by slug, in reading order.

    Raises: UnsoundGuide.
    """
    sources = read_sources(_load("sources.toml"))
    slugs = [slug for group in contents() for slug in group.slugs]
    found = {slug: read_page(slug, _load(f"{slug}.toml"), sources) for slug in slugs}
    for slug, page_ in found.items():
        gone = [other for other in page_.see if other not in found or other == slug]
        if gone:
            raise UnsoundGuide(f"{slug}.toml: see names {', '.join(gone)}, which is no other page.")
    return MappingProxyType(found)


def page(slug: str) -> GuidePage | None:
    """The page with this slug, or None."""
    return pages().get(slug)
