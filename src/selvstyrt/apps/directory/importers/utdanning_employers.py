"""Employers with positions in the occupations we follow, from the Aa register by way of utdanning.no.

New figures come on the morning of the 13th of each month.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from selvstyrt.apps.directory.datasets.employers import EMPLOYERS
from selvstyrt.apps.directory.importers import utdanning
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, Visit
from selvstyrt.apps.directory.schedules import Monthly
from selvstyrt.apps.directory.shelf import text_in

_ADDRESS = f"{utdanning.API}/yrkearbeidsliv/potensielle-bedrifter"


def gather(visit: Visit) -> Iterable[Found]:
    """Employers of the whole country, occupation by occupation.

    Raises: SourceFailed, UnsoundReply.
    """
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for each in utdanning.followed(visit):
        query = {"uno_id": each.uno_id} if each.uno_id else {"yrkeskode_styrk98": each.job_title}
        if not each.uno_id:
            visit.remark(f"{each.occupation} is asked for by the job title {each.job_title}: its id is not known")
        for row in utdanning.members(visit, f"employers-{each.occupation}", _ADDRESS, query):
            employer = employer_of(row, each.occupation)
            found[employer["organisation_number"], each.occupation, employer["municipality"]] = employer
    yield Found(EMPLOYERS, [found[key] for key in sorted(found)], period=visit.now.date().isoformat()[:7])


def employer_of(row: dict[str, Any], occupation: str) -> dict[str, Any]:
    """One row, normalised.

    Raises: UnsoundContent, UnsoundReply.
    """
    number = text_in(row, "orgnr", where=_ADDRESS)
    positions, status = utdanning.count(row.get("stillinger"), f"{_ADDRESS}, {number}")
    return {
        "organisation_number": number,
        "name": text_in(row, "navn", where=number),
        "occupation": occupation,
        "municipality": text_in(row, "kommunenr", where=number),
        "positions": positions,
        "status": status,
    }


IMPORTER = Importer(
    name="utdanning-employers",
    publisher=utdanning.PUBLISHER,
    title="Bedrifter med stillinger i yrket, fra Aa-registeret (NAV)",
    address=_ADDRESS,
    licence=utdanning.LICENCE,
    attribution=utdanning.ATTRIBUTION,
    hosts=frozenset({utdanning.API_HOST}),
    datasets=(EMPLOYERS,),
    schedule=Monthly(day=13, at=time(9)),
    shrinking=Shrinking(percent=30, because="companies come and go each month, never a third of them"),
    gather=gather,
)
