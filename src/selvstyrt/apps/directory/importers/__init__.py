"""The importers, one module for each source; this list is what `selvstyrt import` knows."""

from __future__ import annotations

from selvstyrt.apps.directory.importers import (
    brreg,
    kartverket,
    klass_places,
    klass_styrk,
    nav,
    nav_base_amount,
    ssb,
    ssb_population,
    utdanning_apprenticeships,
    utdanning_descriptions,
    utdanning_employers,
    utdanning_pay,
)
from selvstyrt.apps.directory.importing import Importer

IMPORTERS: tuple[Importer, ...] = (
    kartverket.IMPORTER,
    klass_places.IMPORTER,
    klass_styrk.IMPORTER,
    ssb_population.IMPORTER,
    *ssb.IMPORTERS,
    utdanning_apprenticeships.IMPORTER,
    utdanning_descriptions.IMPORTER,
    utdanning_employers.IMPORTER,
    utdanning_pay.IMPORTER,
    brreg.COMPANIES_IMPORTER,
    brreg.MUNICIPALITIES_IMPORTER,
    nav.IMPORTER,
    nav_base_amount.IMPORTER,
)
