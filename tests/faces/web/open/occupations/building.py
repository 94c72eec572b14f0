"""Words for the addresses of the occupations and of pay."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast


def in_english(_cast: Cast) -> dict[str, Any]:
    return {"language": "en"}


def one_occupation(_cast: Cast) -> dict[str, Any]:
    return {"language": "nn", "slug": "hjemmehjelp"}
