"""Where a page of the guide leads on to: what to do with what one has read."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import NoReverseMatch
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.faces.web.open.shell import open_address

ONWARD: dict[str, str | Promise] = {
    "open_right": _("Sjekk om du har rett til BPA"),
    "open_fees": _("Regn ut egenandelen"),
    "open_municipalities": _("Finn kommunen din"),
    "open_suppliers": _("Se leverandørene"),
    "open_occupations": _("Les om yrkene"),
    "open_pay": _("Se hva jobben gir i lønn"),
    "open_vacancies": _("Se ledige stillinger"),
}


def onward(names: Iterable[str]) -> list[dict[str, str]]:
    """The links, in the language of the page; those to areas that this installation does not have are left out."""
    found = []
    for name in names:
        try:
            found.append({"label": str(ONWARD[name]), "url": open_address(name)})
        except NoReverseMatch:
            continue
    return found
