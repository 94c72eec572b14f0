"""The words of the bokmål texts: one form of each, everywhere."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

import selvstyrt

FACES = Path(selvstyrt.__file__).parent / "faces"
FORMS_IN_A = re.compile(
    r"\b\w*(uka|vakta|tida|natta|lista|sida|helga|klokka|avtala|lønna)\b|\bei (enkelt )?uke\b", re.IGNORECASE
)


def page_texts() -> Iterator[str]:
    with (FACES / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        for message in read_po(file):
            yield from message.id if isinstance(message.id, tuple) else [message.id]


def bokmal_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("nb"), str):
            yield value["nb"]
        for each in value.values():
            yield from bokmal_of(each)
    elif isinstance(value, list):
        for each in value:
            yield from bokmal_of(each)


def test_bokmal_texts_of_the_pages_use_one_form_of_each_noun():
    texts = [text for text in page_texts() if text]
    assert len(texts) > 500
    assert [text for text in texts if FORMS_IN_A.search(text)] == []


def test_bokmal_texts_of_findings_use_one_form_of_each_noun():
    texts = [
        text
        for path in (FACES / "texts").glob("*.toml")
        for text in bokmal_of(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert len(texts) > 50
    assert [text for text in texts if FORMS_IN_A.search(text)] == []
