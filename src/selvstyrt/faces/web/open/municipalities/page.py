"""What the page of one municipality shows: each part with its source, and what is not known said as that."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from selvstyrt.apps.directory.datasets.bpa_recipients import Recipients
from selvstyrt.apps.directory.queries.bpa_recipients import recipients_by_year
from selvstyrt.apps.directory.queries.employers import apprenticeships_in, employers_in
from selvstyrt.apps.directory.queries.municipalities import Municipality, Register, municipalities_of
from selvstyrt.apps.directory.queries.suppliers import suppliers_in
from selvstyrt.apps.directory.queries.vacancies import vacancies_in
from selvstyrt.faces.web.open.fees.box import fee_box
from selvstyrt.faces.web.open.municipalities.picture import county_picture, nearest

MOST_VACANCIES = 5
NEAREST = 6
LANGUAGES: dict[str, str | Promise] = {
    "no": pgettext_lazy("språk i et stedsnavn", "norsk"),
    "se": pgettext_lazy("språk i et stedsnavn", "nordsamisk"),
    "smj": pgettext_lazy("språk i et stedsnavn", "lulesamisk"),
    "sma": pgettext_lazy("språk i et stedsnavn", "sørsamisk"),
    "fkv": pgettext_lazy("språk i et stedsnavn", "kvensk"),
    "": _("språket er ikke oppgitt"),
}
CENTRALITY: dict[int, str | Promise] = {
    1: _("blant de mest sentrale (klasse 1 av 6)"),
    2: _("svært sentral (klasse 2 av 6)"),
    3: _("ganske sentral (klasse 3 av 6)"),
    4: _("middels sentral (klasse 4 av 6)"),
    5: _("lite sentral (klasse 5 av 6)"),
    6: _("blant de minst sentrale (klasse 6 av 6)"),
}
SOURCES = (
    "municipalities",
    "municipality_labels",
    "municipality_population",
    "municipality_centrality",
    "municipality_organisations",
    "municipality_points",
)


def municipality_context(book: Register, place: Municipality, on: date) -> dict[str, Any]:
    """Everything the template of a municipality asks for."""
    found = vacancies_in(place.number, on)
    country = recipients_by_year()
    latest = country.content[-1] if country and country.content else None
    return {
        "place": place,
        "names": [(each.name, each.language, LANGUAGES[each.language]) for each in place.names],
        "centrality": CENTRALITY.get(place.centrality_class or 0, ""),
        "recipients": latest,
        "share": _share(latest) if latest else None,
        "recipients_source": country.provenance if country else None,
        "fee_box": fee_box(place.number, on),
        "suppliers": suppliers_in(place.number, on=on),
        "employers": employers_in(place.number),
        "apprenticeships": apprenticeships_in(place.number),
        "vacancies": found,
        "first_vacancies": found.vacancies[:MOST_VACANCIES],
        "picture": county_picture(book, place.county_number, place.number),
        "siblings": [each for each in municipalities_of(place.county_number) if each.number != place.number],
        "nearest": nearest(book, place.number, NEAREST),
        "sources": [each for name, each in book.provenance.items() if name in SOURCES],
        "structured": structured(place),
    }


def _share(latest: Recipients) -> Decimal | None:
    """Those with BPA in per cent of all who get services at home; None where the source does not count these."""
    return (Decimal(latest.persons) * 100 / latest.at_home).quantize(Decimal("0.01")) if latest.at_home else None


def structured(place: Municipality) -> dict[str, Any]:
    """The municipality's BPA service as schema.org GovernmentService."""
    area = {"@type": "AdministrativeArea", "name": place.name, "identifier": place.number}
    return {
        "@type": "GovernmentService",
        "name": str(_("Brukerstyrt personlig assistanse (BPA)")),
        "serviceType": "BPA",
        "areaServed": area,
        "provider": {
            "@type": "GovernmentOrganization",
            "name": f"{place.name} kommune",
            "identifier": place.organisation_number,
            "areaServed": area,
        },
    }
