"""Every dataset with its provenance (datakatalog): what is served, from whom, from when, how often renewed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.datasets import municipalities
from selvstyrt.apps.directory.datasets.apprenticeships import APPRENTICESHIPS
from selvstyrt.apps.directory.datasets.base_amounts import BASE_AMOUNTS
from selvstyrt.apps.directory.datasets.bpa_recipients import BPA_RECIPIENTS
from selvstyrt.apps.directory.datasets.companies import COMPANIES
from selvstyrt.apps.directory.datasets.descriptions import DESCRIPTIONS
from selvstyrt.apps.directory.datasets.employers import EMPLOYERS
from selvstyrt.apps.directory.datasets.fees import FEES
from selvstyrt.apps.directory.datasets.occupations import OCCUPATIONS
from selvstyrt.apps.directory.datasets.ssb import SSB_11418, SSB_11658, SSB_14437
from selvstyrt.apps.directory.datasets.styrk import STYRK
from selvstyrt.apps.directory.datasets.suppliers import SUPPLIERS
from selvstyrt.apps.directory.datasets.vacancies import VACANCIES
from selvstyrt.apps.directory.datasets.wages import WAGES
from selvstyrt.apps.directory.importers import IMPORTERS
from selvstyrt.apps.directory.models import Edition, EditionState
from selvstyrt.apps.directory.shelf import Dataset, Provenance, Shelved, current_of, shipped_json

DATASETS: tuple[Dataset[Any], ...] = (
    municipalities.PLACES,
    municipalities.LABELS,
    municipalities.EARLIER_NUMBERS,
    municipalities.EARLIER_COUNTIES,
    municipalities.POPULATION,
    municipalities.CENTRALITY,
    municipalities.ORGANISATIONS,
    municipalities.POINTS,
    FEES,
    BASE_AMOUNTS,
    SUPPLIERS,
    COMPANIES,
    OCCUPATIONS,
    DESCRIPTIONS,
    STYRK,
    WAGES,
    SSB_11418,
    SSB_11658,
    SSB_14437,
    BPA_RECIPIENTS,
    EMPLOYERS,
    APPRENTICESHIPS,
    VACANCIES,
)
"""In the order in which a reader would look for them."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A dataset in the catalogue (datasett). `provenance` and `rows` are None where nothing has been collected.

    `importer` is what `selvstyrt import` calls its source, `renewed` the rhythm; both empty: with the program alone.
    """

    name: str
    provenance: Provenance | None
    rows: int | None
    importer: str
    renewed: str


def catalogue() -> tuple[CatalogueRow, ...]:
    """Every dataset."""
    importers = {dataset.name: importer for importer in IMPORTERS for dataset in importer.datasets}
    found = []
    for dataset, shelved in zip(DATASETS, current_of(DATASETS), strict=True):
        importer = importers.get(dataset.name)
        found.append(
            CatalogueRow(
                name=dataset.name,
                provenance=shelved.provenance if shelved else None,
                rows=_count(dataset, shelved) if shelved else None,
                importer=importer.name if importer else "",
                renewed=importer.schedule.describe() if importer else "",
            )
        )
    return tuple(found)


_counted: dict[str, tuple[Shelved[Any], int]] = {}


def _count(dataset: Dataset[Any], shelved: Shelved[Any]) -> int:
    """How many facts the edition has; counted once for each."""
    kept = _counted.get(dataset.name)
    if kept is None or kept[0] is not shelved:
        kept = _counted[dataset.name] = (shelved, len(dataset.rows_of(_content(dataset, shelved))))
    return kept[1]


def _content(dataset: Dataset[Any], shelved: Shelved[Any]) -> Any:
    if shelved.provenance.shipped:
        return (shipped_json(dataset.name) or {})["content"]
    return json.loads(Edition.objects.get(dataset=dataset.name, state=EditionState.CURRENT).content)
