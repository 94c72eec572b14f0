"""All addresses of counties and municipalities, for the site map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selvstyrt.apps.directory.queries.municipalities import all_municipalities
from selvstyrt.faces.web.open.municipalities.addresses import words_of


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(name, words without language) of every page."""
    yield "open_municipalities", {}
    for each in all_municipalities():
        yield "open_municipality", words_of(each)
