"""Finding a place by what somebody typed (stedsnavnsøk): other letters, missing letters, a slip of the finger.

Pure: names in, keys out. Each name is folded (å aa a, ø oe o, æ ae, Sámi and Kven letters without their marks) and
kept with everything that is left when one or two of its letters are taken out; two names that are one or two slips
apart share such a rest. A question costs well under a millisecond for 500 names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import IntEnum
from itertools import combinations

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss", "ä": "ae"})
_PAIRS = re.compile(r"aa|oe|ae")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_DASH = re.compile(r"[^\w]+")
_SAID_OF_PLACES = re.compile(r"\b(?:kommune|kommuna|kommunen|municipality|fylke|i|in|og|and)\b")
SHORT_NAME = 5
"""In names up to so many letters one slip is forgiven, in longer ones two: Bodø and Bokn are two slips apart."""

LONGEST_ASKED = 24
"""Longer texts are compared as they are, without looking for slips; the longest official name has 17 letters."""


class Closeness(IntEnum):
    """How well a name fits what was typed (treff), best first."""

    SAME = 0
    SAME_FOLDED = 1
    BEGINS = 2
    BEGINS_FOLDED = 3
    WORD_BEGINS = 4
    HOLDS = 5
    SLIP = 6
    TWO_SLIPS = 7


def fold(text: str) -> str:
    """Letters without marks, in lower case, words divided by one space; å and aa are a, ø and oe are o."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _BETWEEN.sub(" ", _PAIRS.sub(lambda pair: pair.group()[0], plain)).strip()


def asked(text: str) -> str:
    """What was typed, without words that only say that it is a municipality."""
    plain = _DASH.sub(" ", text.casefold()).strip()
    return " ".join(_SAID_OF_PLACES.sub(" ", plain).split()) or plain


def slips(one: str, other: str, most: int) -> int:
    """How many letters must be put in, taken out, changed or swapped with the next; `most + 1` when more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _rests(name: str) -> Iterator[str]:
    """The name, and what is left without one or two of its letters."""
    for gone in range(min(2, len(name) - 1) + 1):
        for places in combinations(range(len(name)), gone):
            yield "".join(letter for place, letter in enumerate(name) if place not in places)


class NameIndex:
    """Names of places with their keys, made once and asked many times (navneregister)."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names`: pairs of a name and the key it stands for; one key may have many names."""
        self._names: list[tuple[str, str, str]] = []
        self._by_rest: dict[str, set[int]] = {}
        for place, (name, key) in enumerate(names):
            folded = fold(asked(name))
            self._names.append((asked(name), folded, key))
            for rest in _rests(folded):
                self._by_rest.setdefault(rest, set()).add(place)

    def find(self, text: str) -> dict[str, Closeness]:
        """The keys whose names fit, each with its best closeness; nothing for an empty text."""
        plain, folded = asked(text), fold(asked(text))
        found: dict[str, Closeness] = {}
        if not folded:
            return found
        for name, name_folded, key in self._names:
            closeness = _closeness(plain, folded, name, name_folded)
            if closeness is not None:
                found[key] = min(closeness, found.get(key, closeness))
        if not any(closeness <= Closeness.SAME_FOLDED for closeness in found.values()):
            for key, closeness in self._slipped(folded):
                found[key] = min(closeness, found.get(key, closeness))
        return found

    def _slipped(self, folded: str) -> Iterator[tuple[str, Closeness]]:
        if not 3 <= len(folded) <= LONGEST_ASKED:
            return
        places = {place for rest in _rests(folded) for place in self._by_rest.get(rest, ())}
        for place in places:
            _, name, key = self._names[place]
            most = 1 if len(name) <= SHORT_NAME else 2
            count = slips(folded, name, most)
            if count <= most:
                yield key, Closeness.TWO_SLIPS if count == 2 else Closeness.SLIP


def _closeness(plain: str, folded: str, name: str, name_folded: str) -> Closeness | None:
    if name == plain:
        return Closeness.SAME
    if name_folded == folded:
        return Closeness.SAME_FOLDED
    if name.startswith(plain):
        return Closeness.BEGINS
    if name_folded.startswith(folded):
        return Closeness.BEGINS_FOLDED
    if f" {folded}" in name_folded:
        return Closeness.WORD_BEGINS
    return Closeness.HOLDS if len(folded) >= 3 and folded in name_folded else None
