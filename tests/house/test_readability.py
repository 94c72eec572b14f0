"""The long texts of the open pages are easy to read: LIX under 40; in the guide no sentence has over fifteen words."""

from __future__ import annotations

import pytest

from tests.house.lix import WORD, lix, sentences, texts

MOST = 40
MOST_WORDS = 15
TEXTS = list(texts())


def test_the_index_is_counted_as_its_inventor_says() -> None:
    text = "Kommunen avgjør saken. Du kan klage. Fristen er fire uker fra 1. januar 2015. Er det sant?"
    found = lix(text)
    # 17 words in 4 sentences; Kommunen, Fristen: 2; januar has six letters. 17/4 + 200/17
    assert (found.words, found.sentences, found.long_words) == (17, 4, 2)
    assert round(found.value, 2) == round(17 / 4 + 200 / 17, 2)
    assert sentences(text)[2] == "Fristen er fire uker fra 1. januar 2015."


def test_there_are_guide_texts_in_both_norwegian_languages() -> None:
    assert sum(name.startswith("guide/") and language == "nb" for name, language, _ in TEXTS) >= 14
    assert {name for name, language, _ in TEXTS if language == "nb"} == {
        name for name, language, _ in TEXTS if language == "nn"
    }


@pytest.mark.parametrize(("name", "language", "text"), TEXTS, ids=lambda value: value[:40])
def test_each_text_is_easy_to_read(name: str, language: str, text: str) -> None:
    found = lix(text)
    assert found.value < MOST, f"{name} ({language}) has LIX {found.value:.1f}"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [each for each in TEXTS if each[0].startswith("guide/")],
    ids=lambda value: value[:40],
)
def test_no_sentence_of_the_guide_is_long(name: str, language: str, text: str) -> None:
    too_long = [sentence for sentence in sentences(text) if len(WORD.findall(sentence)) > MOST_WORDS]
    assert too_long == [], f"{name} ({language})"
