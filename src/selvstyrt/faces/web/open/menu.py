"""The menu of the open pages: the questions they answer, in the order most people ask them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.faces.web.open.shell import CODES, open_address


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: what it is called, the page it opens on, and what one finds there."""

    label: str | Promise
    url_name: str
    promise: str | Promise


@dataclass(frozen=True, slots=True)
class DoorLink:
    """A door in the language of the page."""

    label: str
    url: str
    promise: str
    current: bool


DOORS = (
    Door(_("Hva er BPA?"), "open_guide", _("Kort forklart: hva du kan få, hvordan du søker, og hvem som gjør hva.")),
    Door(_("Har jeg rett?"), "open_right", _("Svar på noen spørsmål, og se hva loven sier. Ingenting lagres.")),
    Door(_("Hva koster det?"), "open_fees", _("Regn ut egenandelen din, steg for steg.")),
    Door(_("Min kommune"), "open_municipalities", _("Satser, leverandører, jobber og læreplasser der du bor.")),
    Door(_("Leverandører"), "open_suppliers", _("Finn dem som tilbyr BPA, og sammenlign dem.")),
    Door(_("Yrket"), "open_occupations", _("Hva en assistent gjør, og hva jobben krever.")),
    Door(_("Lønn"), "open_pay", _("Hva jobben gir, etter sektor, arbeidstid og kjønn.")),
    Door(_("Ledige stillinger"), "open_vacancies", _("Jobber som assistent, nær deg.")),
)


def doors(path: str = "") -> list[DoorLink]:
    """The doors in the active language; the one whose address the path begins with is the current."""
    found = []
    for door in DOORS:
        url = open_address(door.url_name)
        found.append(DoorLink(str(door.label), url, str(door.promise), path.startswith(url)))
    return found


def language_of(path: str) -> str:
    """The language of the open pages at this address, also where it leads nowhere; empty for any other address."""
    first = path.split("/")[1] if "/" in path else ""
    if first in CODES and first != settings.LANGUAGE_CODE:
        return first
    areas = (open_address(name, settings.LANGUAGE_CODE) for name in (*(door.url_name for door in DOORS), "open_data"))
    return settings.LANGUAGE_CODE if any(path.startswith(area) for area in areas) else ""


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `doors` for the layout of open pages."""
    return {"doors": doors(request.path)} if getattr(request, "is_open", False) else {}
