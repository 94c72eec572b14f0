"""A page of the guide in one language, with its sources numbered in the order in which they are first used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from selvstyrt.faces.texts.guide.reading import Disagreement, GuidePage, Source, Statement


@dataclass(frozen=True, slots=True)
class Reference:
    """A numbered source (kilde med nummer) at the end of a page; `checked_on` is the latest check against it."""

    number: int
    name: str
    address: str
    as_of: date | None
    retrieved_on: date | None
    note: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class ToldStatement:
    """A statement in one language with the references it stands on."""

    text: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ToldPart:
    """Something under a heading: a paragraph, a list, or a disagreement."""

    kind: str
    statements: tuple[ToldStatement, ...]
    question: str = ""
    law: ToldStatement | None = None


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A heading and its parts in one language; `anchor` is unique on the page."""

    heading: str
    anchor: str
    parts: tuple[ToldPart, ...]


@dataclass(frozen=True, slots=True)
class ToldPage:
    """A page in one language."""

    slug: str
    title: str
    lead: ToldStatement
    sections: tuple[ToldSection, ...]
    references: tuple[Reference, ...]
    checked_on: date
    see: tuple[str, ...]
    doors: tuple[str, ...]
    service: bool


def told(page: GuidePage, language: str) -> ToldPage:
    """The page in a language.

    Raises: KeyError for a language that the guide does not have.
    """
    references = _references(page.statements(), language)

    def tell(statement: Statement) -> ToldStatement:
        return ToldStatement(statement.words[language], tuple(references[source.key] for source in statement.sources))

    sections = []
    for number, section in enumerate(page.sections, start=1):
        parts: list[ToldPart] = []
        for part in section.parts:
            if isinstance(part, Disagreement):
                views = tuple(tell(view) for view in part.views)
                parts.append(ToldPart("disagreement", views, part.question[language], tell(part.law)))
            elif part.is_item and parts and parts[-1].kind == "list":
                parts[-1] = ToldPart("list", (*parts[-1].statements, tell(part)))
            else:
                parts.append(ToldPart("list" if part.is_item else "text", (tell(part),)))
        sections.append(ToldSection(section.heading[language], f"del-{number}", tuple(parts)))
    return ToldPage(
        page.slug,
        page.title[language],
        tell(page.lead),
        tuple(sections),
        tuple(references.values()),
        page.checked_on,
        page.see,
        page.doors,
        page.service,
    )


def _references(statements: Iterable[Statement], language: str) -> dict[str, Reference]:
    order: dict[str, Source] = {}
    checked: dict[str, date] = {}
    for statement in statements:
        for source in statement.sources:
            order.setdefault(source.key, source)
            checked[source.key] = max(statement.checked_on, checked.get(source.key, statement.checked_on))
    return {
        key: Reference(
            number,
            source.name[language],
            source.address,
            source.as_of,
            source.retrieved_on,
            source.note[language] if source.note else "",
            checked[key],
        )
        for number, (key, source) in enumerate(order.items(), start=1)
    }
