"""Every address, asked by every role: what each gets is written in `matrix/*.toml`.

A file names a module with builders (`builders = "tests.faces.web.scheme.building"`) and has a table
for each address: `method` (GET), `kwargs` and `data` (names of builders that get the cast and give
the address's words and the form's fields; left out = none), and the status that each role gets.
A page that shows something else than it should is the business of the area's own tests.
"""

from __future__ import annotations

import importlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from selvstyrt.apps.schemes.models import Assignment
from tests.cast import Cast

MATRIX = Path(__file__).parent / "matrix"
ROLES = {
    "anonymous": "",
    "work_leader": "kari",
    "co_leader": "ola",
    "assistant": "amal",
    "former_assistant": "amal",  # a month after the last day
    "coordinator": "liv",
    "outsider": "nina",
}


@dataclass(frozen=True)
class Row:
    """One address with one method."""

    area: str
    name: str
    method: str
    kwargs: str
    data: str
    builders: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method}-{self.name}"


def rows() -> Iterator[Row]:
    for path in sorted(MATRIX.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        builders = content.pop("builders", "")
        for name, tables in content.items():
            for table in tables if isinstance(tables, list) else [tables]:
                missing = set(ROLES) - set(table)
                assert not missing, f"{path.name}: {name} does not say what {', '.join(sorted(missing))} gets"
                yield Row(
                    path.stem,
                    table.get("name", name),
                    table.get("method", "GET"),
                    table.get("kwargs", ""),
                    table.get("data", ""),
                    builders,
                    {role: table[role] for role in ROLES},
                )


ROWS = list(rows())
OPENED = {row.name for row in ROWS if row.method == "GET"}
ONLY_SENT = [row for row in ROWS if row.name not in OPENED]
"""What forms send to addresses that cannot be opened."""


def names_in(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace != "open_api":  # knows nobody: tests/faces/api/open says that all get the same
                yield from names_in(pattern.url_patterns)
        else:
            yield pattern.name or f"without name: {pattern.pattern}"


def test_every_address_stands_in_the_matrix_and_no_other() -> None:
    known = set(names_in(get_resolver().url_patterns))
    written = {row.name for row in ROWS}

    assert known - written == set(), "addresses that no matrix file mentions"
    assert written - known == set(), "matrix files mention addresses that are gone"


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_role_gets_what_the_matrix_says(cast: Cast, row: Row) -> None:
    url, data = address_of(cast, row)
    got = {}
    for role in ROLES:
        with transaction.atomic():  # each role finds the house as it was
            got[role] = status_for(cast, row, role, url, data)
            transaction.set_rollback(True)

    assert got == row.expected, f"{row.method} {row.name}"


@pytest.mark.parametrize("row", ONLY_SENT, ids=str)
def test_an_address_that_is_only_sent_to_leads_to_the_page_around_it_when_it_is_opened(cast: Cast, row: Row) -> None:
    """As after a reload, or a change of language, on a page that shows a form again with its errors."""
    url, _data = address_of(cast, row)
    for role in ROLES:
        if not ROLES[role] or row.expected[role] >= 400:
            continue
        with transaction.atomic():
            answer = client_of(cast, role).get(url, follow=True)
            transaction.set_rollback(True)

        assert answer.status_code == 200
        assert answer.redirect_chain, "a page of its own needs a row with GET"


@pytest.mark.parametrize("row", [row for row in ONLY_SENT if row.expected["outsider"] >= 400], ids=str)
def test_the_page_around_it_tells_an_outsider_nothing(cast: Cast, row: Row) -> None:
    url, _data = address_of(cast, row)
    assert client_of(cast, "outsider").get(url, follow=True).status_code == row.expected["outsider"]


def client_of(cast: Cast, role: str) -> Client:
    client = Client()
    if ROLES[role]:
        client.force_login(getattr(cast, ROLES[role]).user)
    return client


def address_of(cast: Cast, row: Row) -> tuple[str, dict[str, Any]]:
    """The row's address and what is sent to it, with what they are about put into the house."""
    module: Any = importlib.import_module(row.builders) if row.builders else None
    kwargs = getattr(module, row.kwargs)(cast) if row.kwargs else {}
    data = getattr(module, row.data)(cast) if row.data else {}
    return reverse(row.name, kwargs=kwargs), data


def status_for(cast: Cast, row: Row, role: str, url: str, data: dict[str, Any]) -> int:
    client = client_of(cast, role)
    if role == "former_assistant":
        last_day = timezone.localdate() - timedelta(days=30)
        Assignment.objects.filter(pk=cast.amal_assignment.pk).update(last_day=last_day)

    response = client.generic(row.method, url) if row.method not in {"GET", "POST"} else None
    if response is None:
        response = client.post(url, data) if row.method == "POST" else client.get(url)

    if response.status_code == 302 and role == "anonymous":
        assert response["Location"].startswith(reverse("account_login")) or row.area in {"start", "accounts", "site"}
    return response.status_code
