"""All addresses of the guide, for the site map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selvstyrt.faces.texts.guide import pages


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(name, words without language) of every page."""
    yield "open_guide", {}
    for slug in pages():
        yield "open_guide_page", {"slug": slug}
