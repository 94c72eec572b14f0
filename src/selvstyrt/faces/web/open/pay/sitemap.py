"""Addresses of the pay pages for search engines; the files are found from the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(url name, words without the language) of every page."""
    yield "open_pay", {}
    yield "open_pay_ssb", {}
