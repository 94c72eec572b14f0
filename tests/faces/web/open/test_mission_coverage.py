"""Every fact of the source texts has its place: the pages that `docs/mission_coverage.md` names are there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TABLE = Path(__file__).parents[4] / "docs" / "mission_coverage.md"
ADDRESS = re.compile(r"(?<![\w.])/[a-z][\w/.?=&%-]*(?:#[\w-]+)?")


def rows() -> list[tuple[str, str, str]]:
    source, found = "", []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            source = line.split("`")[1]
        elif line.startswith("| ") and not line.startswith("| Fact"):
            fact, where = (cell.strip() for cell in line.strip("| ").split(" | "))
            found.append((source, fact, where))
    return found


def test_each_of_the_five_texts_has_its_facts_in_the_table_once() -> None:
    found = Counter(source[:3] for source, _fact, _where in rows())

    assert set(found) == {"000", "001", "002", "003", "004"}
    assert all(count >= 25 for count in found.values())
    assert [fact for fact, count in Counter(row[:2] for row in rows()).items() if count > 1] == []


def test_every_address_of_the_table_is_a_page_and_the_place_on_it_is_there() -> None:
    client, pages, faults = Client(), {}, []
    for _source, fact, where in rows():
        addresses = [found for found in ADDRESS.findall(where) if not found.startswith("/docs")]
        if not addresses and "left out on purpose" not in where:
            faults.append(f"{fact}: no address in {where!r}")
        for address in addresses:
            page, fragment = urldefrag(address)
            if page not in pages:
                answer = client.get(page, follow=True)
                pages[page] = answer.content.decode() if answer.status_code == 200 else ""
            if not pages[page]:
                faults.append(f"{fact}: {page} is not there")
            elif fragment and f'id="{fragment}"' not in pages[page]:
                faults.append(f"{fact}: there is no #{fragment} on {page}")
    assert faults == []
