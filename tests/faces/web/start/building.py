"""Addresses of account pages for the matrix."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast


def forged_key(cast: Cast) -> dict[str, Any]:
    return {"uidb36": "1", "key": "made-up"}


def forged_confirmation(cast: Cast) -> dict[str, Any]:
    return {"key": "made-up"}
