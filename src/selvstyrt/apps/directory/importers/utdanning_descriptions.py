"""Occupation descriptions from utdanning.no: an index of addresses, and one detail for each.

A few details answer 403: they are skipped and told. The HTML inside is kept as plain lines of text only.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from selvstyrt.apps.directory.datasets.descriptions import DESCRIPTIONS
from selvstyrt.apps.directory.importers import utdanning
from selvstyrt.apps.directory.importers.html_text import lines_of
from selvstyrt.apps.directory.importing import Answer, Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Monthly
from selvstyrt.apps.directory.shelf import optional_in, text_in

INDEX = f"https://{utdanning.SITE}/api/v1/data_norge--yrkesbeskrivelse"
_PARTS = {
    "tasks": "arbeidsoppgave",
    "workplaces": "yrke_hvor_jobber",
    "education": "yrke_utdanning",
    "qualities": "yrke_personegenskaper",
}


def gather(visit: Visit) -> Iterable[Found]:
    """Every description that can be had.

    Raises: SourceFailed, UnsoundReply.
    """
    found, refused = [], []
    for address in _addresses(visit.get("index", INDEX)):
        uno_id = urlsplit(address).path.rsplit("/", 1)[-1]
        answer = visit.get_or_skip(uno_id, address)
        if answer is None:
            refused.append(uno_id)
        else:
            found.append(description(answer, uno_id))
    content = {"descriptions": sorted(found, key=lambda row: str(row["uno_id"])), "refused": sorted(refused)}
    yield Found(DESCRIPTIONS, content)


def _addresses(answer: Answer) -> list[str]:
    content = answer.json()
    if not isinstance(content, list) or not all(isinstance(each, str) for each in content):
        raise UnsoundReply("expected a list of addresses", where=answer.address)
    for address in content:
        parts = urlsplit(address)
        if parts.scheme != "https" or parts.hostname != utdanning.SITE:
            raise UnsoundReply(f"the address {address[:80]!r} is not at {utdanning.SITE}", where=answer.address)
    return list(dict.fromkeys(content))


def description(answer: Answer, uno_id: str) -> dict[str, Any]:
    """One detail, normalised: plain lines, codes as text.

    Raises: UnsoundReply.
    """
    content = answer.json()
    if not isinstance(content, dict):
        raise UnsoundReply("expected an object", where=answer.address)
    body = optional_in(content, "body", dict, where=answer.address) or {}
    parts = {"summary": _lines(body, "summary", answer), "body": _lines(body, "value", answer)}
    parts |= {ours: _lines(content, theirs, answer) for ours, theirs in _PARTS.items()}
    return {
        "uno_id": uno_id,
        "title": text_in(content, "title", where=answer.address),
        "parts": {name: lines for name, lines in parts.items() if lines},
        "job_titles": _codes(content, "styrk98"),
        "groups": _codes(content, "styrk08"),
        "reviewed_on": optional_in(content, "yrke_sist_kvalitetssikret", str, where=answer.address) or None,
    }


def _lines(row: dict[str, Any], name: str, answer: Answer) -> list[str]:
    return lines_of(optional_in(row, name, str, where=answer.address) or "")


def _codes(row: dict[str, Any], name: str) -> list[str]:
    codes = row.get(name) or []
    return [str(code) for code in (codes if isinstance(codes, list) else [codes])]


IMPORTER = Importer(
    name="utdanning-descriptions",
    publisher=utdanning.PUBLISHER,
    title="Yrkesbeskrivelser",
    address=INDEX,
    licence=utdanning.LICENCE,
    attribution=utdanning.ATTRIBUTION,
    hosts=frozenset({utdanning.SITE}),
    datasets=(DESCRIPTIONS,),
    schedule=Monthly(day=2, at=time(4, 10)),
    shrinking=Shrinking(percent=10, because="of about 600 descriptions a handful is refused or taken away at a time"),
    gather=gather,
)
