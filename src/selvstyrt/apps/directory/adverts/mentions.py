"""What the text of an advert mentions (nevnt i annonsen): found by words, shown with the advert's own sentence.

A mention is no promise: an advert may say that a driving licence is *not* needed. So each mention carries the wording,
and a reader judges for herself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MOST_WORDING = 160


class Topic(StrEnum):
    """What is mentioned (tema)."""

    DRIVING_LICENCE = "driving_licence"
    EVENING = "evening"
    NIGHT = "night"
    WEEKEND = "weekend"
    WEEKLY_HOURS = "weekly_hours"
    POSITION_PERCENT = "position_percent"


@dataclass(frozen=True, slots=True)
class Mention:
    """The first sentence of an advert that mentions a topic (omtale); `least` and `most` where it names numbers."""

    topic: Topic
    wording: str
    least: Decimal | None = None
    most: Decimal | None = None


_NUMBER = r"(\d{1,3}(?:[.,]\d{1,2})?)"
_RANGE = rf"(?<![\d.,]){_NUMBER}(?:\s*%?\s*(?:-|–|—|til|to|/)\s*{_NUMBER})?"
_WORDS = {
    Topic.DRIVING_LICENCE: r"\w*førerkort|\w*førarkort|førerrett|bilsertifikat|sertifikat (?:klasse )?b\b"
    r"|driver['’]?s?[ -]licen[cs]e|driving[ -]licen[cs]e",
    Topic.EVENING: r"kveld(?!smat)|evenings?\b",
    Topic.NIGHT: r"natt(?!bord|klubb|kjole|tøy)|nett(?:er|ene)\b|overnatt|døgnvakt|nights?\b|overnight",
    Topic.WEEKEND: r"helg(?!eroa|eland)|weekend",
}
_FOUND_BY = {topic: re.compile(rf"\b(?:{words})", re.IGNORECASE) for topic, words in _WORDS.items()}
_HOURS = re.compile(
    rf"{_RANGE}\s*(?:timer|timar|hours|t\.?)\s*(?:(?:per|pr\.?|i|a|hver|kvar|each|/)\s*)?(?:uk[ea]n?|vek[ea]|week)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"{_RANGE}\s*(?:%|prosent\b|percent\b)", re.IGNORECASE)
_OF_POSITION = re.compile(r"stilling|position|fast\b|vikariat", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«\"–-])|\n")
_FULL_WEEK = Decimal(168)


def mentions_in(text: str) -> tuple[Mention, ...]:
    """The first mention of each topic, in the order of the topics; hours a week and percent of a position as numbers.

    `text` has one block a line. A topic that is not mentioned is left out: that says nothing about the job.
    """
    sentences = [each.strip() for each in _SENTENCE_END.split(text) if each.strip()]
    return tuple(mention for topic in Topic if (mention := _first(topic, sentences)) is not None)


def _first(topic: Topic, sentences: list[str]) -> Mention | None:
    return next(_found(topic, sentences), None)


def _found(topic: Topic, sentences: list[str]) -> Iterator[Mention]:
    for sentence in sentences:
        if topic in _FOUND_BY:
            if match := _FOUND_BY[topic].search(sentence):
                yield Mention(topic, _around(sentence, match))
        elif topic is Topic.WEEKLY_HOURS:
            yield from _numbered(topic, sentence, _HOURS, at_most=_FULL_WEEK)
        elif _OF_POSITION.search(sentence):
            yield from _numbered(topic, sentence, _PERCENT, at_most=Decimal(100))


def _numbered(topic: Topic, sentence: str, pattern: re.Pattern[str], *, at_most: Decimal) -> Iterator[Mention]:
    for match in pattern.finditer(sentence):
        first = Decimal(match[1].replace(",", "."))
        second = Decimal(match[2].replace(",", ".")) if match[2] else first
        least, most = sorted((first, second))
        if 0 < most <= at_most:
            yield Mention(topic, _around(sentence, match), least, most)


def _around(sentence: str, match: re.Match[str]) -> str:
    """The sentence, or the words around what was found where it is long."""
    if len(sentence) <= MOST_WORDING:
        return sentence
    start = max(0, match.start() - MOST_WORDING // 2)
    end = min(len(sentence), max(match.end(), start + MOST_WORDING))
    words = sentence[start:end]
    if start > 0:
        words = "… " + words.split(" ", 1)[-1]
    if end < len(sentence):
        words = words.rsplit(" ", 1)[0] + " …"
    return words
