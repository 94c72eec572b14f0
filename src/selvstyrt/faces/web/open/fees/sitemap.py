"""The addresses of this area for the site map."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """Name of the address and its words, without language."""
    return [("open_fees", {})]
