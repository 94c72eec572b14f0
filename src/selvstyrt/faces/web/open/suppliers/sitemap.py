"""All addresses of the supplier directory, for the site map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selvstyrt.apps.directory.queries.suppliers import suppliers


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(name, words without language) of every page; forms are not listed."""
    yield "open_suppliers", {}
    for each in suppliers():
        yield "open_supplier", {"slug": each.slug}
