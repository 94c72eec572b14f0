"""What the importers of utdanning.no have in common: its hosts, whom we ask about, pages of answers, masked counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.datasets import descriptions, occupations
from selvstyrt.apps.directory.figures import FigureStatus
from selvstyrt.apps.directory.importing import UnsoundReply, Visit
from selvstyrt.apps.directory.shelf import rows_in

SITE = "utdanning.no"
API_HOST = "api.utdanning.no"
API = f"https://{API_HOST}"
PUBLISHER = "utdanning.no (HK-dir)"
LICENCE = "NLOD"
ATTRIBUTION = "Inneholder data under NLOD fra utdanning.no"
MASK = 2
"""Counts from 1 to 4 are delivered as this number."""
_MOST_PAGES = 2_000


@dataclass(frozen=True, slots=True)
class Followed:
    """An occupation that we ask about (yrke vi følger): its id here, at utdanning.no, and its natural job title."""

    occupation: str
    names: tuple[str, ...]
    uno_id: str
    job_title: str


def followed(visit: Visit) -> list[Followed]:
    """The occupations with a whole page; an id that we do not know is looked up among the collected descriptions."""
    content = visit.previous(occupations.OCCUPATIONS)
    known = occupations.read(content) if content else None
    collected = visit.previous(descriptions.DESCRIPTIONS)
    described = descriptions.read(collected) if collected else None
    found = []
    for each in known.by_id.values() if known else ():
        if not each.described:
            continue
        theirs = described.titled(each.titles["nb"]) if described and not each.uno_id else None
        names = tuple(name.casefold() for name in (each.titles["nb"], each.titles["nn"], *each.aliases))
        uno_id = each.uno_id or (theirs.uno_id if theirs else "")
        found.append(Followed(each.id, names, uno_id, NATURAL_TITLES.get(each.id, "")))
    return found


NATURAL_TITLES = {"personlig_assistent": "5133108", "heimehjelp": "5133101", "stottekontakt": "5136107"}
"""The job title to ask about where the id at utdanning.no is not known (Klass table 426)."""


def members(visit: Visit, part: str, address: str, query: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Every row of a Hydra list, page after page.

    Raises: SourceFailed, UnsoundReply.
    """
    for page in range(1, _MOST_PAGES + 1):
        answer = visit.get(f"{part}-{page}", address, query={**query, "page": str(page)})
        content = answer.json()
        if not isinstance(content, dict) or "hydra:member" not in content:
            raise UnsoundReply("expected an object with 'hydra:member'", where=answer.address)
        yield from rows_in(content["hydra:member"], where=answer.address)
        view = content.get("hydra:view")
        if not isinstance(view, dict) or not view.get("hydra:next"):
            return
    raise UnsoundReply(f"there are more than {_MOST_PAGES} pages; the list never ends", where=address)


def count(value: Any, where: str) -> tuple[int | None, str]:
    """A count that comes as text, and its status: 2 is masked (1 to 4), nothing is missing.

    Raises: UnsoundReply when it is no whole number.
    """
    if value in (None, ""):
        return None, FigureStatus.MISSING.value
    text = str(value)
    if not text.isascii() or not text.isdigit():
        raise UnsoundReply(f"expected a count, found {text[:40]!r}", where=where)
    number = int(text)
    return number, (FigureStatus.MASKED if number == MASK else FigureStatus.PUBLISHED).value
