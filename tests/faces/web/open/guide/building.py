"""Words for the addresses of the guide."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast


def nynorsk(_cast: Cast) -> dict[str, Any]:
    return {"language": "nn"}


def of_a_page(_cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "slug": "klage"}


def of_no_page(_cast: Cast) -> dict[str, Any]:
    return {"language": "en", "slug": "finnes-ikke"}
