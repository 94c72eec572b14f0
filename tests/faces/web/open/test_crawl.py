"""One walk over every open page in three languages: all of them answer, no link is broken, no text is missing."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SITE = "http://testserver"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}url/{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LEFT_OPEN = re.compile(r"\{\{|\{%|%\(\w+\)|\bNone\b|\bnan\b|UNTRANSLATED")
MUST_HOLD_TEXT = {"title", "h1", "h2", "h3", "a", "button", "th", "caption", "figcaption", "summary", "label", "legend"}


class Page(HTMLParser):
    """What the walk needs of a page: its language, its links, its ids, its text, and elements that say nothing."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.links: set[str] = set()
        self.ids: set[str] = set()
        self.text: list[str] = []
        self.silent: list[str] = []
        self._open: list[list[str]] = []
        self._skipping = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "a" and "href" in values:
            self.links.add(values["href"])
        if "id" in values:
            self.ids.add(values["id"])
        self._skipping += tag in {"script", "style"}
        if tag in MUST_HOLD_TEXT:
            self._open.append([tag, values.get("aria-label", "")])

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        self.text.append(data)
        for element in self._open:
            element[1] += data

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in {"script", "style"}
        if tag in MUST_HOLD_TEXT and self._open:
            name, said = self._open.pop()
            if not said.strip():
                self.silent.append(name)


def listed() -> list[str]:
    found = ElementTree.fromstring(Client().get("/sitemap.xml").content).findall(LOC)
    return [(each.text or "").removeprefix(SITE) for each in found]


def language_of(address: str) -> str:
    return {"nn": "nn", "en": "en"}.get(address.split("/")[1], "nb")


def test_every_page_answers_in_its_language_with_links_that_lead_somewhere() -> None:
    client, faults = Client(), []
    pages: dict[str, Page] = {}
    leads: dict[str, set[str]] = defaultdict(set)
    for address in listed():
        answer = client.get(address)
        if answer.status_code != 200:
            faults.append(f"{address}: {answer.status_code}")
            continue
        page = pages[address] = Page(answer.content.decode())
        if page.language != language_of(address):
            faults.append(f"{address}: speaks {page.language!r}")
        text = " ".join(page.text)
        faults += [f"{address}: unfinished text {found.group()!r}" for found in LEFT_OPEN.finditer(text)]
        faults += [f"{address}: an empty {name}" for name in page.silent]
        for link in page.links:
            url = urljoin(SITE + address, link)
            if url.startswith(SITE):
                leads[url.removeprefix(SITE)].add(address)

    for link, sources in leads.items():
        address, fragment = urldefrag(link)
        if address not in pages and not urlsplit(address).path.startswith("/konto/"):
            answer = client.get(address, follow=True)
            if answer.status_code != 200:
                faults.append(f"{sorted(sources)[0]}: links to {address}, which answers {answer.status_code}")
        if fragment and address in pages and fragment not in pages[address].ids:
            faults.append(f"{sorted(sources)[0]}: links to #{fragment} of {address}, which is not there")

    assert len(pages) >= 3 * 357
    assert faults == []
