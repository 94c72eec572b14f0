"""The readability index LIX (lesbarhetsindeks): words a sentence plus the share of long words in per cent.

    LIX = words / sentences + 100 * long words / words

A long word has more than six letters. A sentence ends in a full stop, a question or exclamation mark; a colon does
not end one here, which makes the figure rather too high than too low. Under 30 is very easy, 30 to 40 easy, 40 to 50
middling. Source: C.-H. Björnsson, "Läsbarhet", Stockholm 1968; explained in Norwegian at
https://klartsagt.no/er-teksten-lettlest-lesbarhetsindeks-liks-gir-en-pekepinn/.

    python -m tests.house.lix             the figure of each text
    python -m tests.house.lix --long      and every sentence of more than fifteen words
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "src" / "selvstyrt" / "faces" / "texts"
AREAS = ("guide", "occupations")
NORWEGIAN = ("nb", "nn")
NOT_RUNNING = {"title", "heading"}
NO_TEXTS = {"sources.toml", "contents.toml"}  # what the pages cite, and their order
LONG_WORD = 7

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# A full stop after a number ends a sentence only before a capital: "1. januar 2015" is one day, not two sentences.
END = re.compile(r"(?<!\d)[.!?]+(?=\s|$)|(?<=\d)[.!?]+(?=\s+[A-ZÆØÅ]|\s*$)")


@dataclass(frozen=True)
class Lix:
    """What was counted in a text, and the index."""

    words: int
    sentences: int
    long_words: int

    @property
    def value(self) -> float:
        return self.words / self.sentences + 100 * self.long_words / self.words


def lix(text: str) -> Lix:
    """The index of a running text."""
    words = WORD.findall(text)
    long_words = [word for word in words if len(word) >= LONG_WORD]
    return Lix(len(words), len(END.findall(text)), len(long_words))


def sentences(text: str) -> list[str]:
    """The sentences of a text, one by one."""
    marked = END.sub(lambda end: end[0] + "\x00", text)
    return [sentence.strip() for sentence in marked.split("\x00") if sentence.strip()]


def running_text(content: Any, language: str) -> Iterator[str]:
    """Every text of a TOML file in one language that is made of sentences; headings and labels end in no full stop."""
    if isinstance(content, dict):
        for key, value in content.items():
            if key == language and isinstance(value, str):
                if value.rstrip().endswith((".", "!", "?")):
                    yield value
            elif key not in NOT_RUNNING:
                yield from running_text(value, language)
    elif isinstance(content, list):
        for each in content:
            yield from running_text(each, language)


def texts() -> Iterator[tuple[str, str, str]]:
    """(file, language, running text) of every text that is to be easy to read."""
    for area in AREAS:
        for path in sorted((TEXTS / area).rglob("*.toml")):
            if path.name in NO_TEXTS:
                continue
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            for language in NORWEGIAN:
                text = " ".join(running_text(content, language))
                if text:
                    yield path.relative_to(TEXTS).as_posix(), language, text


if __name__ == "__main__":
    for name, language, text in texts():
        found = lix(text)
        counted = f"{found.words} words, {found.sentences} sentences, {found.long_words} long"
        sys.stdout.write(f"{found.value:5.1f}  {language}  {name}  ({counted})\n")
        for sentence in sentences(text) if "--long" in sys.argv else ():
            if (length := len(WORD.findall(sentence))) > 15:
                sys.stdout.write(f"         {length}: {sentence}\n")
