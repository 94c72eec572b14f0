"""The guide "BPA explained": whole in three languages, every statement with a source that is known and a date."""

from __future__ import annotations

import copy
import re
import tomllib
from datetime import date

import pytest

from selvstyrt.core.law import rule_ids
from selvstyrt.core.law.provisions import citation
from selvstyrt.faces.texts import LANGUAGES
from selvstyrt.faces.texts.guide import (
    Disagreement,
    UnsoundGuide,
    contents,
    page,
    pages,
    read_page,
    read_sources,
    told,
)
from selvstyrt.faces.texts.guide.reading import FOLDER

SOURCES = read_sources(tomllib.loads((FOLDER / "sources.toml").read_text(encoding="utf-8")))
SOUND = {
    "title": {"nb": "Tittel", "nn": "Tittel", "en": "Title"},
    "lead": {"nb": "Kort.", "nn": "Stutt.", "en": "Short.", "sources": ["hol § 3-8"]},
    "checked_on": date(2026, 11, 22),
    "section": [
        {
            "heading": {"nb": "Del", "nn": "Del", "en": "Part"},
            "part": [{"nb": "Ett.", "nn": "Eitt.", "en": "One.", "sources": ["lunner-bpa", "pbrl § 2-1 d (1)"]}],
        }
    ],
}


def changed(change):
    raw = copy.deepcopy(SOUND)
    change(raw)
    return raw


def test_every_page_is_read_and_told_in_each_language():
    assert 14 <= len(pages()) <= 20
    assert [slug for group in contents() for slug in group.slugs] == list(pages())
    for slug, found in pages().items():
        for language in LANGUAGES:
            here = told(found, language)
            assert here.title and here.lead.text and here.sections, slug
            numbers = [reference.number for reference in here.references]
            assert numbers == list(range(1, len(numbers) + 1))
            assert all(reference.checked_on >= date(2026, 6, 1) for reference in here.references)


def test_every_statement_has_a_source_with_an_address_and_a_date():
    for slug, found in pages().items():
        for statement in found.statements():
            assert statement.sources, (slug, statement.words["nb"])
            assert statement.checked_on, (slug, statement.words["nb"])
            for source in statement.sources:
                assert source.address.startswith("https://")
                assert (source.as_of is None) != (source.retrieved_on is None)


def test_every_source_is_used():
    used = {
        source.key.split(" § ")[0]
        for found in pages().values()
        for each in found.statements()
        for source in each.sources
    }
    assert used == set(SOURCES)


def test_the_addresses_of_the_laws_are_those_of_the_core():
    cited = {rule: citation(rule) for rule in rule_ids()}
    for law, rule in (("pbrl", "PBRL-2-1D-1"), ("hol", "HOL-3-8"), ("fvl", "FVL-11A"), ("aml", "AML-10-3")):
        assert cited[rule].url.startswith(SOURCES[law].address + "/§")
    (lead,) = read_page("x", SOUND, SOURCES).lead.sources
    assert lead.address == cited["HOL-3-8"].url


def test_the_pages_that_disagree_are_shown_with_what_the_act_says():
    questions = {
        part.question["nb"]: part
        for found in pages().values()
        for section in found.sections
        for part in section.parts
        if isinstance(part, Disagreement)
    }
    for word in ("67", "32 timer", "natten", "to?", "helseoppgaver", "Mister du timer"):
        assert [question for question in questions if word in question], word
    for part in questions.values():
        assert all(source.as_of for source in part.law.sources), part.question["nb"]
        assert all(source.retrieved_on for view in part.views for source in view.sources), part.question["nb"]


def test_the_languages_differ():
    for slug, found in pages().items():
        texts = {language: " ".join(each.words[language] for each in found.statements()) for language in LANGUAGES}
        assert len(set(texts.values())) == 3, slug
        assert not re.search(r"\b(ikke|hvordan|uken|natten)\b", texts["nn"]), slug
        assert not re.search(r"\b(ikkje|korleis|veka|natta)\b", texts["nb"]), slug


def test_neighbouring_items_become_one_list():
    raw = changed(
        lambda page_: page_["section"][0]["part"].extend(
            {"kind": "item", "nb": text, "nn": text, "en": text, "sources": ["lunner-bpa"]} for text in ("A.", "B.")
        )
    )
    (section,) = told(read_page("x", raw, SOURCES), "nb").sections
    assert [(part.kind, [each.text for each in part.statements]) for part in section.parts] == [
        ("text", ["Ett."]),
        ("list", ["A.", "B."]),
    ]


def test_an_unknown_page_is_none():
    assert page("finnes-ikke") is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda raw: raw["section"][0]["part"][0].pop("nn"), "no text in nn"),
        (lambda raw: raw["section"][0]["part"][0].update(en=" "), "no text in en"),
        (lambda raw: raw["section"][0]["part"][0].pop("sources"), "no source is given"),
        (lambda raw: raw["section"][0]["part"][0].update(sources=["huskelappen"]), "'huskelappen' is no page"),
        (lambda raw: raw["section"][0]["part"][0].update(sources=["pbrl"]), "'pbrl' is no page"),
        (lambda raw: raw["section"][0]["part"][0].update(sources=["strl § 1"]), "'strl § 1' is no page"),
        (lambda raw: raw["section"][0]["part"][0].update(kilder=[]), "unknown keys kilder"),
        (lambda raw: raw["section"][0]["part"][0].update(kind="quote"), "'quote' is none of"),
        (lambda raw: raw["section"][0]["part"][0].update(nb="Uten punktum"), "no whole sentence"),
        (lambda raw: raw["section"][0]["part"][0].update(checked_on="i går"), "checked_on is missing or no date"),
        (lambda raw: raw.pop("checked_on"), "checked_on is missing"),
        (lambda raw: raw.pop("lead"), "lead: "),
        (lambda raw: raw["section"].clear(), "no sections"),
        (lambda raw: raw["section"][0]["part"].clear(), "nothing stands under the heading"),
        (lambda raw: raw["section"][0]["heading"].pop("en"), "no text in en"),
        (lambda raw: raw["section"][0]["part"][0].update(kind="disagreement"), "needs views"),
        (lambda raw: raw.update(tittel=""), "unknown keys tittel"),
    ],
)
def test_an_unsound_page_is_refused_in_words(change, said):
    with pytest.raises(UnsoundGuide, match=re.escape(said)) as refused:
        read_page("prøve", changed(change), SOURCES)
    assert str(refused.value).startswith("prøve.toml")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"laws": {"x": {"nb": "X", "nn": "X", "en": "X", "address": "https://x.no"}}, "pages": {}}, "as_of"),
        ({"laws": {}, "pages": {"x": {"title": "X", "address": "https://x.no"}}}, "publisher and title"),
        ({"laws": {}, "pages": {"x": {"publisher": "X", "title": "X", "address": "http://x.no"}}}, "https://"),
        ({"laws": {}, "pages": {"x": {"publisher": "X", "title": "X", "address": "https://x.no"}}}, "retrieved_on"),
    ],
)
def test_an_unsound_source_is_refused_in_words(raw, said):
    if "retrieved_on" not in said and raw["pages"]:
        raw["pages"]["x"]["retrieved_on"] = date(2026, 11, 22)
    with pytest.raises(UnsoundGuide, match=re.escape(said)):
        read_sources(raw)
