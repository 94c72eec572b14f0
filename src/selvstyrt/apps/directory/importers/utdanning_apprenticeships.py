"""Apprenticeships and training companies of the health care worker trade, from Vigo by way of utdanning.no.

The registers hold daily leaders with home addresses: those fields are taken out before anything is kept. New
figures come every night.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time
from typing import Any

from selvstyrt.apps.directory.datasets.apprenticeships import APPRENTICESHIPS
from selvstyrt.apps.directory.importers import utdanning
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Nightly
from selvstyrt.apps.directory.shelf import rows_in, text_in

OCCUPATION = "helsefagarbeider"
TRADE = "helsearbeiderfaget"
"""The trade that leads to this occupation, as the list of trades names it."""
_TRADES = f"{utdanning.API}/finnlarebedrift/fagvelger"
_PLACES = f"{utdanning.API}/yrkearbeidsliv/larlinger-indikatorrapport"
_COMPANIES = f"{utdanning.API}/finnlarebedrift/bedrift"
_COUNTS = {
    "positions": "stillinger",
    "apprentices": "larlinger_faget",
    "approved_companies": "godkjente_bedr",
    "lapsed_companies": "utlopte_bedr",
    "companies_with_apprentice": "bedr_med_larling",
}
PERSON_FIELDS = frozenset(
    {
        "navn_daglig_leder",
        "adresse_daglig_leder",
        "postnr_daglig_leder",
        "poststed_daglig_leder",
        "land_daglig_leder",
        "mobil_virksomhet",
        "telefon_virksomhet",
        "kontaktperson",
    }
)
_MOST_PAGES = 500


def gather(visit: Visit) -> Iterable[Found]:
    """Counts by place, and the approved companies.

    Raises: SourceFailed; UnsoundReply also when the trade is not on the list of trades.
    """
    trades = visit.get("trades", _TRADES)
    code = trade_code(trades.json(), trades.address)
    query = {"programomradekode6": code}
    places = [place_of(row) for row in utdanning.members(visit, "places", _PLACES, query)]
    companies = list(_companies(visit, code))
    yield Found(
        APPRENTICESHIPS,
        {
            "places": sorted(places, key=lambda row: (row["county"], row["municipality"] or "")),
            "companies": sorted(companies, key=lambda row: row["organisation_number"]),
        },
        period=visit.now.date().isoformat(),
    )


def trade_code(content: Any, where: str) -> str:
    """The code of the trade in the tree of trades; one that is still in use.

    Raises: UnsoundReply when there is none.
    """
    for row in _trades(content):
        named = str(row.get("programomrade_tittel", "")).casefold() == TRADE
        if named and row.get("is_laerefag") and not row.get("utgatt"):
            return text_in(row, "programomradekode6", where=where)
    raise UnsoundReply(f"the trade {TRADE} is not on the list; has it a new name?", where=where)


def _trades(content: Any) -> Iterator[dict[str, Any]]:
    if isinstance(content, dict):
        if "programomrade_tittel" in content:
            yield content
        content = list(content.values())
    if isinstance(content, list):
        for each in content:
            yield from _trades(each)


def place_of(row: dict[str, Any]) -> dict[str, Any]:
    """The counts of one place, normalised; a municipality's number is empty for a whole county.

    Raises: UnsoundContent, UnsoundReply.
    """
    county = text_in(row, "fylkenr", where=_PLACES)
    counts = {ours: utdanning.count(row.get(theirs), f"{_PLACES}, {county}") for ours, theirs in _COUNTS.items()}
    return {
        "occupation": OCCUPATION,
        "county": county,
        "municipality": row.get("kommunenr") or None,
        **{name: value for name, (value, _status) in counts.items()},
        "statuses": {name: status for name, (_value, status) in counts.items()},
    }


def _companies(visit: Visit, code: str) -> Iterator[dict[str, Any]]:
    for page in range(1, _MOST_PAGES + 1):
        query = {"sporring_type": "bedrifter_godkjente", "fag": code, "page": str(page)}
        answer = visit.get(f"companies-{page}", _COMPANIES, query=query)
        content = answer.json()
        if not isinstance(content, dict) or "bedrifter" not in content:
            raise UnsoundReply("expected an object with 'bedrifter'", where=answer.address)
        for row in rows_in(content["bedrifter"], where=answer.address):
            yield {
                "organisation_number": str(row.get("orgnr", "")),
                "name": text_in(row, "navn", where=answer.address),
                "municipality": text_in(row, "forradrkommnr", where=answer.address),
                "trade": code,
            }
        pages = content.get("pagination")
        if not isinstance(pages, dict) or page >= int(pages.get("total_pages") or 1):
            return
    raise UnsoundReply(f"there are more than {_MOST_PAGES} pages; the list never ends", where=_COMPANIES)


IMPORTER = Importer(
    name="utdanning-apprenticeships",
    publisher=utdanning.PUBLISHER,
    title="Lærlinger og godkjente lærebedrifter i helsearbeiderfaget, fra Vigo",
    address=_COMPANIES,
    licence=utdanning.LICENCE,
    attribution=utdanning.ATTRIBUTION,
    hosts=frozenset({utdanning.API_HOST}),
    datasets=(APPRENTICESHIPS,),
    schedule=Nightly(at=time(3, 20)),
    shrinking=Shrinking(percent=30, because="companies come and go, never a third of them in one night"),
    gather=gather,
    person_fields=PERSON_FIELDS,
)
