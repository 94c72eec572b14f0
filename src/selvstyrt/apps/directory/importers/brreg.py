"""Companies and municipalities from the Brønnøysund register of companies (Enhetsregisteret).

Only what is open about an organisation: name, form, industry, employees, address of business. Roles hold persons with
their birth dates and are never asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from selvstyrt.apps.directory.datasets.companies import COMPANIES
from selvstyrt.apps.directory.datasets.municipalities import ORGANISATIONS, PLACES
from selvstyrt.apps.directory.importing import Answer, Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.place_names import fold
from selvstyrt.apps.directory.queries.companies import numbers_to_follow
from selvstyrt.apps.directory.schedules import Monthly, Nightly
from selvstyrt.apps.directory.shelf import field_in, optional_in, rows_in, text_in
from selvstyrt.apps.people.texts import organisation_digits
from selvstyrt.core.base import WrongInput

HOST = "data.brreg.no"
_REGISTER = f"https://{HOST}/enhetsregisteret/api"
_SOLE_TRADER = "ENK"


def gather_companies(visit: Visit) -> Iterable[Found]:
    """Every organisation number that the directory follows: as a company, else as a place of work.

    A number that the register does not know is left out and told.
    Raises: SourceFailed, UnsoundReply.
    """
    found = []
    for number in numbers_to_follow():
        answer = visit.get_or_skip(number, f"{_REGISTER}/enheter/{number}")
        answer = answer or visit.get_or_skip(f"{number}.underenhet", f"{_REGISTER}/underenheter/{number}")
        if answer is None:
            visit.remark(f"The register does not know {number}; look at the organisation's number")
            continue
        found.append(company(answer, number))
    yield Found(COMPANIES, found)


def company(answer: Answer, number: str) -> dict[str, Any]:
    """A reply about one company, normalised.

    Raises: UnsoundReply when it is about another number.
    """
    row = answer.json()
    if not isinstance(row, Mapping) or row.get("organisasjonsnummer") != number:
        raise UnsoundReply(f"expected the company {number}", where=answer.address)
    where = answer.address
    form = field_in(row, "organisasjonsform", dict, where=where)
    place = _part(row, "forretningsadresse", where) or _part(row, "beliggenhetsadresse", where)
    codes = [_part(row, f"naeringskode{order}", where) for order in (1, 2, 3)]
    is_person = form.get("kode") == _SOLE_TRADER
    return {
        "number": number,
        "name": text_in(row, "navn", where=where),
        "form": text_in(form, "kode", where=where),
        "form_name": form.get("beskrivelse") or "",
        "industries": [
            {"code": text_in(code, "kode", where=where), "name": code.get("beskrivelse") or ""}
            for code in codes
            if code
        ],
        "employees": optional_in(row, "antallAnsatte", int, where=where),
        "address": [] if is_person else [str(line) for line in place.get("adresse") or [] if line],
        "postcode": "" if is_person else place.get("postnummer") or "",
        "post_town": place.get("poststed") or "",
        "municipality": place.get("kommunenummer") or "",
        "parent": row.get("overordnetEnhet") or None,
        "registered_for_vat": bool(row.get("registrertIMvaregisteret")),
        "bankrupt": bool(row.get("konkurs")),
        "winding_up": bool(row.get("underAvvikling") or row.get("underTvangsavviklingEllerTvangsopplosning")),
        "deleted_on": row.get("slettedato") or None,
    }


def _part(row: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    """An object within the reply; empty where it is left out."""
    return optional_in(row, name, dict, where=where) or {}


def gather_municipalities(visit: Visit) -> Iterable[Found]:
    """The organisation number of each municipality of the list in use.

    Raises: SourceFailed, UnsoundReply.
    """
    places = visit.previous(PLACES) or {"municipalities": []}
    names = {row["number"]: [fold(name["name"]) for name in row["names"]] for row in places["municipalities"]}
    found: dict[str, str] = {}
    page, pages = 0, 1
    while page < pages:
        query = {"organisasjonsform": "KOMM", "size": "200", "page": str(page)}
        answer = visit.get(f"municipalities.{page}", f"{_REGISTER}/enheter", query=query)
        rows, pages = page_of(answer)
        for row in rows:
            _take(row, names, found, answer.address)
        page += 1
    for number in sorted(set(names) - set(found)):
        visit.remark(f"No organisation number for municipality {number}")
    yield Found(ORGANISATIONS, dict(sorted(found.items())))


def page_of(answer: Answer) -> tuple[list[dict[str, Any]], int]:
    """The companies of a page, and how many pages there are.

    Raises: UnsoundReply.
    """
    content = answer.json()
    if not isinstance(content, Mapping) or not isinstance(content.get("page"), Mapping):
        raise UnsoundReply("expected an object with '_embedded' and 'page'", where=answer.address)
    rows = rows_in((content.get("_embedded") or {}).get("enheter", []), where=answer.address)
    return rows, field_in(content["page"], "totalPages", int, where=answer.address)


def _take(row: Mapping[str, Any], names: Mapping[str, list[str]], found: dict[str, str], where: str) -> None:
    number = text_in(row, "organisasjonsnummer", where=where)
    try:
        organisation_digits(number)
    except WrongInput as error:
        raise UnsoundReply(str(error), where=where) from error
    at = _part(row, "forretningsadresse", where).get("kommunenummer") or ""
    words = f" {fold(text_in(row, 'navn', where=where))} "
    # An inter-municipal body can have its office anywhere: only the one that bears the place's name is the place.
    if any(f" {name} " in words for name in names.get(at, ())):
        found[at] = number


COMPANIES_IMPORTER = Importer(
    name="brreg-companies",
    publisher="Brønnøysundregistrene",
    title="Enhetsregisteret: leverandørene i katalogen",
    address=f"{_REGISTER}/enheter",
    licence="NLOD 2.0",
    attribution="Brønnøysundregistrene (NLOD 2.0)",
    hosts=frozenset({HOST}),
    datasets=(COMPANIES,),
    schedule=Nightly(at=time(4, 40)),
    shrinking=Shrinking(percent=50, because="suppliers leave one by one; half of them at once is a fault"),
    gather=gather_companies,
)
MUNICIPALITIES_IMPORTER = Importer(
    name="brreg-municipalities",
    publisher="Brønnøysundregistrene",
    title="Enhetsregisteret: kommunenes organisasjonsnumre",
    address=f"{_REGISTER}/enheter",
    licence="NLOD 2.0",
    attribution="Brønnøysundregistrene (NLOD 2.0)",
    hosts=frozenset({HOST}),
    datasets=(ORGANISATIONS,),
    schedule=Monthly(day=2, at=time(4, 30)),
    shrinking=Shrinking(percent=5, because="every municipality is in the register"),
    gather=gather_municipalities,
)
