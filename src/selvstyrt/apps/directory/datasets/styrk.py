"""Occupation codes (STYRK): the seven-digit job titles that employers report, and the four-digit groups of statistics.

The mapping goes both ways and many to many: one title can belong to several occupation descriptions, and one
occupation's titles can lie in several groups. So counts of titles, groups and occupations must never be added up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, optional_in, rows_in, text_in

_TITLE_DIGITS = 7


@dataclass(frozen=True, slots=True)
class JobTitle:
    """A seven-digit job title (stillingstittel, STYRK-98) with its STYRK-08 group and the occupations it belongs to.

    `listed`: the source's own page about the occupation lists it.
    """

    code: str
    title: str
    group: str
    occupations: tuple[str, ...]
    role: str
    listed: bool
    note: str


@dataclass(frozen=True, slots=True)
class OccupationGroup:
    """A group of STYRK-08 (yrkesgruppe) on one of its levels."""

    code: str
    name: str
    level: int
    parent: str


@dataclass(frozen=True, slots=True)
class Styrk:
    """Job titles and groups by code."""

    titles: Mapping[str, JobTitle]
    groups: Mapping[str, OccupationGroup]

    def titles_of(self, occupation: str) -> tuple[JobTitle, ...]:
        """The job titles that belong to an occupation, by code."""
        return tuple(title for title in self.titles.values() if occupation in title.occupations)

    def sharing(self, occupation: str) -> tuple[JobTitle, ...]:
        """Titles of other occupations, or of none, in the groups that hold this occupation's titles."""
        groups = {title.group for title in self.titles_of(occupation)}
        return tuple(
            title for title in self.titles.values() if title.group in groups and occupation not in title.occupations
        )


def read(content: Any) -> Styrk:
    """Titles and groups from `{"titles": [...], "groups": [...]}`.

    Raises: UnsoundContent for a code that is no text of digits, stands twice, or points to a group that is not there.
    """
    if not isinstance(content, dict):
        raise UnsoundContent("expected an object with 'titles' and 'groups'", where="styrk")
    groups: dict[str, OccupationGroup] = {}
    for row in rows_in(content.get("groups"), where="styrk, groups"):
        group = _group(row)
        _once(group.code, groups, "groups")
        groups[group.code] = group
    titles: dict[str, JobTitle] = {}
    for row in rows_in(content.get("titles"), where="styrk, titles"):
        title = _title(row)
        _once(title.code, titles, "titles")
        if title.group not in groups:
            raise UnsoundContent(
                f"the group {title.group} of {title.code} is not listed; add it", where="styrk, titles"
            )
        titles[title.code] = title
    return Styrk(dict(sorted(titles.items())), dict(sorted(groups.items())))


def _once(code: str, kept: Mapping[str, object], part: str) -> None:
    if code in kept:
        raise UnsoundContent(f"the code {code} stands twice; keep one", where=f"styrk, {part}")


def _group(row: dict[str, Any]) -> OccupationGroup:
    code = _code(row, "code")
    return OccupationGroup(
        code=code,
        name=text_in(row, "name", where=code),
        level=field_in(row, "level", int, where=code),
        parent=optional_in(row, "parent", str, where=code) or "",
    )


def _title(row: dict[str, Any]) -> JobTitle:
    code = _code(row, "code", digits=_TITLE_DIGITS)
    occupations = field_in(row, "occupations", list, where=code)
    if not all(isinstance(each, str) for each in occupations):
        raise UnsoundContent("'occupations' must be a list of texts", where=code)
    return JobTitle(
        code=code,
        title=text_in(row, "title", where=code),
        group=_code(row, "group"),
        occupations=tuple(occupations),
        role=optional_in(row, "role", str, where=code) or "",
        listed=bool(optional_in(row, "listed", bool, where=code)),
        note=optional_in(row, "note", str, where=code) or "",
    )


def _code(row: dict[str, Any], name: str, *, digits: int | None = None) -> str:
    code = text_in(row, name, where="styrk")
    if not code.isascii() or not code.isdigit() or (digits is not None and len(code) != digits):
        raise UnsoundContent(
            f"'{name}' must be {digits or 'one to four'} digits as text, found {code!r}", where="styrk"
        )
    return code


def _rows(content: Any) -> dict[str, Any]:
    return {
        f"{part}:{row.get('code')}": row
        for part in ("titles", "groups")
        for row in rows_in(content[part], where=f"styrk, {part}")
    }


STYRK = Dataset("styrk", read, _rows)
