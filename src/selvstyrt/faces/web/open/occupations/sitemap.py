"""Addresses of the occupations for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selvstyrt.apps.directory.queries.occupations import occupations


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(url name, words without the language) of every page."""
    yield "open_occupations", {}
    for each in occupations().content.by_id.values():
        yield "open_occupation", {"slug": each.slug}
