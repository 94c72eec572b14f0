"""Occupation descriptions of utdanning.no (yrkesbeskrivelser) as plain text, only when they have been collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, optional_in, rows_in, text_in

PARTS = ("summary", "body", "tasks", "workplaces", "education", "qualities")


@dataclass(frozen=True, slots=True)
class Description:
    """What utdanning.no writes about one occupation (beskrivelse): parts of plain text, lines in order."""

    uno_id: str
    title: str
    parts: Mapping[str, tuple[str, ...]]
    job_titles: tuple[str, ...]
    groups: tuple[str, ...]
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class Descriptions:
    """Descriptions by their id at utdanning.no, and the ids that could not be collected."""

    by_uno_id: Mapping[str, Description]
    refused: tuple[str, ...]

    def titled(self, title: str) -> Description | None:
        """The description with this title, in any case; None when there is none."""
        wanted = title.casefold()
        return next((each for each in self.by_uno_id.values() if each.title.casefold() == wanted), None)


def read(content: Any) -> Descriptions:
    """Descriptions from `{"descriptions": [...], "refused": [...]}`.

    Raises: UnsoundContent.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'descriptions'", where="descriptions")
    found: dict[str, Description] = {}
    for row in rows_in(content.get("descriptions"), where="descriptions"):
        description = _description(row)
        if description.uno_id in found:
            raise UnsoundContent(f"{description.uno_id} stands twice; keep one", where="descriptions")
        found[description.uno_id] = description
    return Descriptions(found, tuple(str(each) for each in content.get("refused", [])))


def _description(row: dict[str, Any]) -> Description:
    uno_id = text_in(row, "uno_id", where="descriptions")
    parts = field_in(row, "parts", dict, where=uno_id)
    if unknown := set(parts) - set(PARTS):
        raise UnsoundContent(f"unknown parts {', '.join(sorted(unknown))}; known are {', '.join(PARTS)}", where=uno_id)
    return Description(
        uno_id=uno_id,
        title=text_in(row, "title", where=uno_id),
        parts={name: tuple(str(line) for line in parts.get(name, [])) for name in PARTS},
        job_titles=tuple(str(code) for code in field_in(row, "job_titles", list, where=uno_id)),
        groups=tuple(str(code) for code in field_in(row, "groups", list, where=uno_id)),
        reviewed_on=optional_in(row, "reviewed_on", str, where=uno_id) or "",
    )


def _rows(content: Any) -> dict[str, Any]:
    return {str(row.get("uno_id")): row for row in rows_in(content["descriptions"], where="descriptions")}


DESCRIPTIONS = Dataset("descriptions", read, _rows)
