"""Structured data (strukturerte data) for search engines: schema.org as JSON-LD in the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

# The same signs as Django's json_script: nothing inside can end the script element or start another.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def json_ld(data: Mapping[str, Any]) -> SafeString:
    """A `script` element with the data as JSON-LD; `@context` is added, keys with nothing in them are left out."""
    content = {"@context": "https://schema.org", **_without_nothing(data)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # every sign is escaped above


def _without_nothing(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None and each != ""}
    if isinstance(value, list | tuple):
        return [_without_nothing(each) for each in value]
    return value
