"""The pages of the occupations: every statement with a source, codes that must not be added up, no made-up lists."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from selvstyrt.apps.directory.importers import utdanning_descriptions, utdanning_employers
from selvstyrt.apps.directory.queries.occupations import occupations
from selvstyrt.apps.directory.running import run_import
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.faces.texts import occupations as texts
from selvstyrt.faces.texts.findings import LANGUAGES
from selvstyrt.faces.web.open.occupations import sitemap
from selvstyrt.faces.web.open.shell import open_address
from tests.apps.directory.source import SAMPLES

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def structured(body: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', body)
    assert found is not None
    content: dict[str, object] = json.loads(found[1])
    return content


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_occupation_has_a_page_in_every_language(language: str) -> None:
    client = Client()
    for name, words in sitemap.addresses():
        answer = client.get(open_address(name, language, **words))
        assert (answer.status_code, answer["Content-Language"]) == (200, language)
    assert len(list(sitemap.addresses())) == 22


def test_every_occupation_has_words_and_every_statement_a_source() -> None:
    for each in occupations().content.by_id.values():
        for language in LANGUAGES:
            if each.id in texts.DESCRIBED:
                text = texts.described(each.id, language)
                statements = [text.summary, *(one for section in text.sections for one in section.statements)]
                assert all(one.text.strip() and one.sources for one in statements)
                assert len({section.key for section in text.sections}) == len(text.sections)
            else:
                short = texts.related(each.id, language)
                assert short is not None, each.id
                assert short.summary.sources and short.meets


def test_an_occupation_without_words_is_refused() -> None:
    with pytest.raises(Exception, match="is not one of"):
        texts.described("kaptein")
    with pytest.raises(Exception, match="'sv' is not one of"):
        texts.described("heimehjelp", "sv")
    assert texts.related("kaptein") is None


def test_the_assistant_s_page_says_what_is_asked_for_and_who_leads() -> None:
    body = page("/yrker/personlig-assistent/")

    for told in (
        "Ingen bestemt utdanning kreves.",
        "Noen jobber krever førerkort klasse B.",
        "Du må vise politiattest",
        "I BPA er det den du hjelper, som leder arbeidet.",
        "Da er det kommunen som leder, ikke den du hjelper.",
        "Dem gjengir vi ikke.",
    ):
        assert told in body
    assert 'href="/stillinger/"' in body
    assert 'href="/lonn/?yrke=personlig-assistent"' in body


def test_the_codes_warn_against_adding_up() -> None:
    body = page("/yrker/hjemmehjelp/")

    for code in ("5133101", "5133107", "5133106", "5133104", "5133103", "5133102", "1228112"):
        assert code in body
    assert "Ikke legg sammen tall for yrker" in body
    assert "Titlene for dette yrket ligger i 2 ulike grupper." in body
    assert "5133108" in body.partition("<details")[2]
    assert "Spesialarbeider (Snekker)" in body


def test_another_name_leads_to_the_address_and_an_unknown_one_to_the_list() -> None:
    client = Client()

    assert client.get("/nn/yrker/heimehjelp/")["Location"] == "/nn/yrker/hjemmehjelp/"
    assert client.get("/yrker/hjemmehjelper/").status_code == 301
    gone = client.get("/yrker/kaptein<b>/")
    assert gone.status_code == 404
    assert "Vi har ikke noe yrke som heter «kaptein&lt;b&gt;»" in gone.content.decode()
    assert "Personlig assistent" in gone.content.decode()


def test_employers_that_are_not_collected_are_not_shown_as_none() -> None:
    body = page("/yrker/personlig-assistent/")

    assert "Vi har ikke hentet bedrifter hit ennå." in body
    assert "den 13. i hver måned" in body
    assert "Tall fra 1 til 4 står som 2 i kilden." in body
    assert "hver natt" in body


def test_employers_that_are_collected_are_found_by_municipality(tmp_path: Path) -> None:
    sample = (SAMPLES / "utdanning_potensielle_bedrifter.constructed.json").read_bytes()
    for occupation in texts.DESCRIBED:
        (tmp_path / f"employers-{occupation}-1.json").write_bytes(sample)
    run_import(utdanning_employers.IMPORTER, by=SYSTEM, now=datetime(2026, 11, 13, 9, tzinfo=UTC), file=tmp_path)

    body = page("/yrker/personlig-assistent/")
    assert "Velg kommune og se bedriftene der" in body
    assert "Vi har ikke hentet bedrifter hit ennå." not in body
    assert "KONSTRUERT" not in body


def test_search_engines_get_the_occupation_with_its_group_and_pay() -> None:
    content = structured(page("/en/yrker/personlig-assistent/"))

    assert content["@type"] == "Occupation"
    assert content["name"] == "Personal assistant"
    assert content["occupationalCategory"] == {
        "@type": "CategoryCode",
        "inCodeSet": "STYRK-08",
        "codeValue": "5322",
        "name": "Hjemmehjelper",
    }
    salary = content["estimatedSalary"]
    assert isinstance(salary, dict)
    assert (salary["percentile25"], salary["median"], salary["percentile75"]) == (34800, 37440, 41180)
    assert "5322" in str(salary["name"])


def test_the_related_occupations_are_sorted_by_how_close_they_are() -> None:
    body = page("/yrker/hjemmehjelp/")

    close, health, listed = (
        body.index(f">{heading}<")
        for heading in ("Ligger nær", "Andre yrker i helse og sosial", "Står bare på listen til kilden")
    )
    assert close < body.index('href="/yrker/personlig-assistent/"', close) < health < listed
    assert body.index('href="/yrker/perfusjonist/"') > listed


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_the_texts_are_easy_to_read(language: str) -> None:
    for occupation in texts.DESCRIBED:
        text = texts.described(occupation, language)
        parts = [text.summary.text]
        for section in text.sections:
            parts += [section.intro, *(one.text for one in section.statements)]
        assert lix(parts) < 40, occupation
    short = [texts.related(each.id, language) for each in occupations().content.by_id.values()]
    assert lix([f"{one.summary.text} {one.meets}" for one in short if one]) < 40


def lix(parts: list[str]) -> float:
    """Words in a sentence, plus per cent of words with more than six letters (Björnsson 1968)."""
    sentences = [each for part in parts for each in re.split(r"[.!?:]+", part) if each.strip()]
    words = [word for sentence in sentences for word in re.findall(r"[\w-]+", sentence)]
    return len(words) / len(sentences) + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_a_collected_description_is_shown_as_words_with_its_source(tmp_path: Path) -> None:
    detail = json.loads((SAMPLES / "utdanning_yrkesbeskrivelse.constructed.json").read_text(encoding="utf-8"))
    detail["body"]["value"] = "<p>KONSTRUERT &lt;b&gt;rydde&lt;/b&gt;</p><script>alert(1)</script>"
    (tmp_path / "index.json").write_text(json.dumps([f"{utdanning_descriptions.INDEX}/y_hjemmehjelp"]))
    (tmp_path / "y_hjemmehjelp.json").write_text(json.dumps(detail))
    run_import(utdanning_descriptions.IMPORTER, by=SYSTEM, now=datetime(2026, 11, 2, 9, tzinfo=UTC), file=tmp_path)

    body = page("/yrker/hjemmehjelp/")
    assert "Slik skriver utdanning.no om yrket" in body
    assert "KONSTRUERT &lt;b&gt;rydde&lt;/b&gt;" in body
    assert "alert(1)" not in body
    assert "Slik skriver utdanning.no om yrket" not in page("/yrker/stottekontakt/")
