"""Open data: the table of datasets, and how to use and cite them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from selvstyrt.apps.directory.queries.catalogue import CatalogueRow, catalogue
from selvstyrt.apps.directory.shelf import Provenance
from selvstyrt.faces.web.open.data.words import DATASETS
from selvstyrt.faces.web.open.shell import open_page

LICENCE_PAGES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "NLOD": "https://data.norge.no/nlod/no/2.0",
}
"""The licences' own pages. Source: Creative Commons, Digitaliseringsdirektoratet."""


@dataclass(frozen=True, slots=True)
class Row:
    """A dataset in the table; `csv_url` is empty where there is no table to fetch yet."""

    label: str
    provenance: Provenance | None
    json_url: str
    csv_url: str


@open_page
def data(request: HttpRequest) -> HttpResponse:
    """What there is, licence by licence, and how to fetch it."""
    base = reverse("open_api:api-root")
    rows = [_row(each, base) for each in catalogue()]
    known = next(row for row in rows if row.provenance is not None)
    context: dict[str, Any] = {
        "rows": rows,
        "example": known.provenance,
        "base_url": request.build_absolute_uri(base),
        "document_url": reverse("open_api:openapi-json"),
        "data_catalogue": _structured(request, rows),
    }
    return render(request, "pages/open/data/data.html", context)


def _row(row: CatalogueRow, base: str) -> Row:
    shown = DATASETS[row.name]
    csv_url = f"{base}{shown.path}?format=csv" if shown.as_csv and row.provenance is not None else ""
    return Row(str(shown.label), row.provenance, f"{base}{shown.path}", csv_url)


def _structured(request: HttpRequest, rows: list[Row]) -> dict[str, Any]:
    """schema.org DataCatalog, for search engines of data."""
    return {
        "@type": "DataCatalog",
        "name": "Selvstyrt",
        "url": request.build_absolute_uri(),
        "dataset": [
            {
                "@type": "Dataset",
                "name": row.label,
                "description": row.provenance.title,
                "creator": {"@type": "Organization", "name": row.provenance.publisher},
                "license": LICENCE_PAGES.get(row.provenance.licence)
                or {"@type": "CreativeWork", "name": str(row.provenance.licence)},
                "isBasedOn": row.provenance.address,
                "dateModified": row.provenance.retrieved_on.isoformat(),
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "contentUrl": request.build_absolute_uri(row.json_url),
                        "encodingFormat": "application/json",
                    }
                ],
            }
            for row in rows
            if row.provenance is not None
        ],
    }
