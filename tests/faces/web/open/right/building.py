"""Words for the addresses of the check."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast


def english(_cast: Cast) -> dict[str, Any]:
    return {"language": "en"}
