"""Words for the addresses of municipalities."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast


def in_nynorsk(_cast: Cast) -> dict[str, Any]:
    return {"language": "nn"}


def karasjok(_cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "number": "5610", "slug": "karasjok"}


def drammen(_cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "number": "3301"}


def vestland(_cast: Cast) -> dict[str, Any]:
    return {"language": "en", "number": "46"}


def bergen(_cast: Cast) -> dict[str, Any]:
    return {"language": "nb", "name": "bergen"}
