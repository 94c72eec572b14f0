"""Rows as CSV (RFC 4180): a header line, commas, UTF-8, and on each row its source and licence."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from pydantic import BaseModel

from selvstyrt.core.base import NoAnswer

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_response(
    request: HttpRequest, rows: Sequence[BaseModel], sources: Sequence[Any], *, collected: bool
) -> HttpResponse:
    """The rows as a file; texts that a spreadsheet would run as a formula get a mark before them.

    Raises: NoAnswer `nothing_collected`: an empty file would look like an answer.
    """
    if not collected:
        raise NoAnswer("nothing_collected", "Nothing has been collected on this server yet. Ask the source itself.")
    told = {
        "source": "; ".join(dict.fromkeys(each.attribution for each in sources)),
        "licence": "; ".join(dict.fromkeys(each.licence for each in sources)),
        "retrieved_on": "; ".join(dict.fromkeys(each.retrieved_on.isoformat() for each in sources)),
    }
    stream = io.StringIO(newline="")
    flat = [{**_flat(row.model_dump(mode="json")), **told} for row in rows]
    columns = list(dict.fromkeys(name for row in flat for name in row)) or list(told)
    writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(flat)
    response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    name = request.path.rstrip("/").rsplit("/", 1)[-1]
    response["Content-Disposition"] = f'inline; filename="{name}.csv"'
    return response


def _flat(row: dict[str, Any], before: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= _flat(value, f"{before}{name}_")
        else:
            found[f"{before}{name}"] = _cell(value)
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return _safe("; ".join(_words(each) for each in value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _safe(value) if isinstance(value, str) else value


def _words(value: Any) -> str:
    parts: Iterable[Any] = value.values() if isinstance(value, dict) else (value,)
    return " ".join(str(part) for part in parts if part not in (None, ""))


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
