"""Addresses for search engines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(url name, words) of every page of the area."""
    yield "open_data", {}
