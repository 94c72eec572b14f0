"""Reads of companies in the Brønnøysund register, by organisation number."""

from __future__ import annotations

from selvstyrt.apps.directory.datasets.companies import COMPANIES, Company
from selvstyrt.apps.directory.datasets.suppliers import SUPPLIERS
from selvstyrt.apps.directory.shelf import Shelved, current
from selvstyrt.apps.people.models import Organisation, OrganisationKind
from selvstyrt.apps.people.texts import organisation_digits


def company(number: str) -> Shelved[Company] | None:
    """The company with this organisation number, spaces allowed; None when the register has not been asked about it.

    Raises: WrongInput `organisation_number_malformed`.
    """
    digits = organisation_digits(number)
    shelved = current(COMPANIES)
    if shelved is None or digits not in shelved.content:
        return None
    return Shelved(shelved.content[digits], shelved.provenance)


def numbers_to_follow() -> list[str]:
    """Organisation numbers of all suppliers that the directory knows, each once, in order."""
    own = Organisation.objects.filter(kind=OrganisationKind.SUPPLIER).values_list("organisation_number", flat=True)
    public = current(SUPPLIERS)
    known = [*own, *((each.organisation_number for each in public.content) if public is not None else ())]
    return sorted({number for number in known if number})
