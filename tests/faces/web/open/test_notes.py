"""What shipped facts say of themselves is said in three languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils import translation

import selvstyrt.apps.directory.shelf as shelf
from selvstyrt.faces.web.open.notes import SHIPPED_WORDS

NAMES = (
    "Statistisk sentralbyrå, ",
    "© Kartverket",
    "Helsedirektoratet, ",
    "CC BY",
    "NLOD",
)  # names of sources stay as they are


def shipped_words() -> set[str]:
    found = set()
    for path in Path(shelf.SHIPPED).glob("*.json"):
        provenance = json.loads(path.read_text(encoding="utf-8"))["provenance"]
        found |= {provenance["attribution"], provenance["licence"], provenance.get("note") or ""}
    return {words for words in found if words and not words.startswith(NAMES)}


def test_all_that_the_shipped_facts_say_is_listed_for_translation_and_nothing_else() -> None:
    assert set(SHIPPED_WORDS) == shipped_words()


@pytest.mark.parametrize("language", ["nn", "en"])
@pytest.mark.parametrize("words", SHIPPED_WORDS)
def test_it_is_said_in_the_language_of_the_page(words: str, language: str) -> None:
    with translation.override(language):
        shown = Template("{% load open %}{{ words|told }}").render(Context({"words": words}))
    assert "<span" not in shown
    assert language == "nn" or shown != words


def test_what_an_importer_remarked_is_marked_as_norwegian_on_an_english_page() -> None:
    with translation.override("en"):
        shown = Template("{% load open %}{{ words|told }}").render(Context({"words": "3 sider svarte <403>"}))
    assert shown == '<span lang="no">3 sider svarte &lt;403&gt;</span>'
