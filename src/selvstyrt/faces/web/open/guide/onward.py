"""Where a page of the guide leads on to: what to do with what one has read."""

from __future__ import annotations

from collections.abc import Iterable

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
    """The links, in the language of the page."""
    return [{"label": str(ONWARD[name]), "url": open_address(name)} for name in names]
