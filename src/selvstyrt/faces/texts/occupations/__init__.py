"""Occupations in plain words (yrkestekster), in three languages: every statement with its sources and a date."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.base import WrongInput
from selvstyrt.faces.texts.findings import LANGUAGES

_FOLDER = Path(__file__).parent
DESCRIBED = ("personlig_assistent", "heimehjelp", "stottekontakt")


@dataclass(frozen=True, slots=True)
class Source:
    """Where a statement is from (kilde): its name, a short one, and its address; all empty for our own judgement."""

    key: str
    name: str
    short: str
    url: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence with its sources (utsagn)."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the description (avsnitt): a question, perhaps an opening sentence, and statements."""

    key: str
    heading: str
    intro: str
    statements: tuple[Statement, ...]

    @property
    def usual(self) -> tuple[Source, ...]:
        """The sources that most of its statements have; the others say theirs."""
        counted = Counter(statement.sources for statement in self.statements)
        return counted.most_common(1)[0][0]

    @property
    def is_mixed(self) -> bool:
        """True when some statement has other sources than most."""
        return any(statement.sources != self.usual for statement in self.statements)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source of the section, once, in the order they are used."""
        return _once(source for statement in self.statements for source in statement.sources)


@dataclass(frozen=True, slots=True)
class OccupationText:
    """An occupation in one language (yrkestekst)."""

    occupation: str
    summary: Statement
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section with this key, or None where the sources say nothing about it."""
        return next((section for section in self.sections if section.key == key), None)


@dataclass(frozen=True, slots=True)
class RelatedText:
    """An occupation that is only listed beside others (beslektet yrke): what it is, and how it meets BPA."""

    occupation: str
    summary: Statement
    meets: str


@cache
def described(occupation: str, language: str = "nb") -> OccupationText:
    """The whole description of one of `DESCRIBED`.

    Raises: WrongInput `unknown_language`, `unknown_occupation`.
    """
    _refuse(language)
    if occupation not in DESCRIBED:
        raise WrongInput("unknown_occupation", f"{occupation!r} is not one of {', '.join(DESCRIBED)}.")
    raw = _read(occupation)
    return OccupationText(
        occupation=occupation,
        summary=_statement(raw["summary"], language),
        sections=tuple(_section(each, language) for each in raw["section"]),
    )


@cache
def related(occupation: str, language: str = "nb") -> RelatedText | None:
    """The short text of an occupation that the sources only list; None when there is none.

    Raises: WrongInput `unknown_language`.
    """
    _refuse(language)
    raw = _read("related").get(occupation)
    if raw is None:
        return None
    return RelatedText(occupation, _statement(raw, language), raw[f"meets_{language}"])


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its key."""
    return {
        key: Source(key, raw["name"], raw["short"], raw["url"], raw["checked_on"])
        for key, raw in _read("sources").items()
    }


@cache
def _read(name: str) -> dict[str, Any]:
    with (_FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _section(raw: Mapping[str, Any], language: str) -> Section:
    return Section(
        key=raw["key"],
        heading=raw[language],
        intro=raw.get(f"intro_{language}", ""),
        statements=tuple(_statement(each, language) for each in raw["statement"]),
    )


def _statement(raw: Mapping[str, Any], language: str) -> Statement:
    known = sources()
    return Statement(raw[language], tuple(known[key] for key in raw["source"]))


def _once(found: Iterable[Source]) -> tuple[Source, ...]:
    return tuple({source.key: source for source in found}.values())


def _refuse(language: str) -> None:
    if language not in LANGUAGES:
        raise WrongInput("unknown_language", f"{language!r} is not one of {', '.join(LANGUAGES)}.", language=language)
