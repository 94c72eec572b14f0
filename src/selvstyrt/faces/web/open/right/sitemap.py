"""The addresses of the check that search engines may know: the questions, never an answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(name, words without language) of every page."""
    yield "open_right", {}
