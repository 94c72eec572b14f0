"""The importers, one module for each source; this list is what `selvstyrt import` knows."""

from __future__ import annotations

from selvstyrt.apps.directory.importers import nav
from selvstyrt.apps.directory.importing import Importer

IMPORTERS: tuple[Importer, ...] = (nav.IMPORTER,)
