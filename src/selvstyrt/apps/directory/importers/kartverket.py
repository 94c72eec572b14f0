"""Municipalities and counties with all their official names, from Kartverket.

Kartverket's own point of a municipality (`punktIOmrade`) is left out: for every fourth one it lies at sea. The
languages of a county's names are not told; they are carried over from the content in use where the name is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from selvstyrt.apps.directory.datasets.municipalities import PLACES
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Monthly
from selvstyrt.apps.directory.shelf import field_in, optional_in, rows_in, text_in

HOST = "ws.geonorge.no"
ADDRESS = f"https://{HOST}/kommuneinfo/v1/fylkerkommuner"
_FIELDS = ("kommunenummer", "kommunenavnNorsk", "gyldigeNavn", "samiskForvaltningsomrade")
_LANGUAGES = {
    "Norwegian": "no",
    "Northern Sami": "se",
    "Lule Sami": "smj",
    "Southern Sami": "sma",
    "Kven Finnish": "fkv",
}


def gather(visit: Visit) -> Iterable[Found]:
    """The list as it is today.

    Raises: SourceFailed, UnsoundReply.
    """
    wanted = ",".join(["fylkesnummer", "fylkesnavn", *(f"kommuner.{name}" for name in _FIELDS)])
    answer = visit.get("places", ADDRESS, query={"filtrer": wanted})
    known = {
        name["name"]: name["language"] for county in _counties_before(visit) for name in county["names"]
    }  # fmt: skip
    counties, municipalities = [], []
    for row in rows_in(answer.json(), where=answer.address):
        number = text_in(row, "fylkesnummer", where=answer.address)
        names = text_in(row, "fylkesnavn", where=f"county {number}").split(" - ")
        tagged = [{"name": name, "language": known.get(name, "no" if len(names) == 1 else "")} for name in names]
        norwegian = next((name["name"] for name in tagged if name["language"] == "no"), names[0])
        counties.append({"number": number, "name": norwegian, "names": tagged})
        own = rows_in(row.get("kommuner"), where=f"county {number}, kommuner")
        municipalities += [_municipality(each, number) for each in own]
    yield Found(PLACES, {"counties": counties, "municipalities": municipalities}, period=str(visit.now.year))


def _counties_before(visit: Visit) -> list[dict[str, Any]]:
    before = visit.previous(PLACES)
    return before["counties"] if before else []


def _municipality(row: Mapping[str, Any], county: str) -> dict[str, Any]:
    number = text_in(row, "kommunenummer", where=f"county {county}")
    where = f"municipality {number}"
    valid = rows_in(row.get("gyldigeNavn"), where=f"{where}, gyldigeNavn")
    order = sorted(valid, key=lambda each: field_in(each, "prioritet", int, where=where))
    names = []
    for each in order:
        name, language = optional_in(each, "navn", str, where=where), optional_in(each, "sprak", str, where=where)
        if name is None:
            continue
        if language not in _LANGUAGES:
            raise UnsoundReply(f"unknown language {language!r} of {name!r}; add it to the importer", where=where)
        names.append({"name": name, "language": _LANGUAGES[language]})
    return {
        "number": number,
        "county": county,
        "name": text_in(row, "kommunenavnNorsk", where=where),
        "names": names,
        "in_sami_area": field_in(row, "samiskForvaltningsomrade", bool, where=where),
    }


IMPORTER = Importer(
    name="kartverket",
    publisher="Kartverket",
    title="Kommuner og fylker med offisielle navn",
    address=ADDRESS,
    licence="CC BY 4.0",
    attribution="© Kartverket (CC BY 4.0)",
    hosts=frozenset({HOST, "api.kartverket.no"}),
    datasets=(PLACES,),
    schedule=Monthly(day=2, at=time(4, 10)),
    shrinking=Shrinking(percent=5, because="mergers are told years before, and never take so many at once"),
    gather=gather,
)
