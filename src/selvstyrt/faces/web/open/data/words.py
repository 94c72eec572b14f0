"""What each dataset is called in plain words, and which address of the open API gives it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Shown:
    """A dataset on the page: its name, the API's address for it, and whether the whole of it can be had as CSV."""

    label: str | Promise
    path: str
    as_csv: bool = True


DATASETS: dict[str, Shown] = {
    "municipalities": Shown(_("Kommuner og fylker"), "municipalities"),
    "municipality_labels": Shown(_("Kommunenavn slik SSB skriver dem"), "municipalities"),
    "municipality_earlier_numbers": Shown(_("Kommunenumre før 2024"), "municipalities"),
    "county_earlier_numbers": Shown(_("Fylker i 2020–2023"), "counties"),
    "municipality_population": Shown(_("Folketall i kommunene"), "municipalities"),
    "municipality_centrality": Shown(_("Hvor sentral kommunen er"), "municipalities"),
    "municipality_organisations": Shown(_("Kommunenes organisasjonsnummer"), "municipalities"),
    "municipality_points": Shown(_("Et punkt i hver kommune"), "municipalities"),
    "fees": Shown(_("Satser for egenandel"), "fees/tables"),
    "base_amounts": Shown(_("Grunnbeløpet i folketrygden (G)"), "datasets/base_amounts", as_csv=False),
    "suppliers": Shown(_("Leverandører av BPA"), "suppliers", as_csv=False),
    "companies": Shown(_("Leverandørenes opplysninger i Enhetsregisteret"), "datasets/companies", as_csv=False),
    "occupations": Shown(_("Yrker"), "occupations", as_csv=False),
    "descriptions": Shown(_("Yrkesbeskrivelser fra utdanning.no"), "datasets/descriptions", as_csv=False),
    "styrk": Shown(_("Stillingstitler og yrkesgrupper (STYRK)"), "styrk/titles"),
    "wages": Shown(_("Lønn som personlig assistent og hjemmehjelp"), "pay"),
    "ssb_11418": Shown(_("Lønn i omsorgsyrker, per år"), "ssb/11418"),
    "ssb_11658": Shown(_("Lønn i omsorgsyrker, per kvartal"), "ssb/11658"),
    "ssb_14437": Shown(_("Faste og midlertidige i omsorgsyrker"), "ssb/14437"),
    "bpa_recipients": Shown(_("Hvor mange som har BPA"), "bpa-recipients"),
    "employers": Shown(_("Bedrifter i hver kommune"), "datasets/employers", as_csv=False),
    "apprenticeships": Shown(_("Læreplasser i hver kommune"), "datasets/apprenticeships", as_csv=False),
    "vacancies": Shown(_("Ledige stillinger"), "vacancies"),
}
"""By the name of the dataset; an own test holds that none is missing. Shown in the order of the catalogue."""
