"""The check "Har jeg rett?": the answer is the core's, bad input is told, nothing is kept anywhere."""

from __future__ import annotations

import html
import io
import logging
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pypdf
import pytest
from django.apps import apps
from django.test import Client

from selvstyrt.core.eligibility import Help
from selvstyrt.core.eligibility.terms import RightTerms
from selvstyrt.faces.web.open.right.facts import facts_of
from selvstyrt.faces.web.open.right.forms import RightForm
from selvstyrt.faces.web.open.right.sitemap import addresses
from selvstyrt.faces.web.open.shell import open_address

pytestmark = pytest.mark.django_db

SIMPLE = {"alder": "41", "varighet": "lang", "timer": "40"}
TITLES = {
    "right": "Ja, du har rett til BPA –",
    "right_unless_cost": "Ja, du har rett til BPA, med ett unntak –",
    "right_if_long": "Du har rett til BPA hvis behovet varer i mer enn 2 år –",
    "discretionary": "Loven gir deg ikke rett til BPA, men du kan søke –",
    "no": "Det er ingen timer å ordne som BPA –",
}


def shown(path: str = "svar/", language: str = "nb", **answers: str) -> str:
    prefix = "" if language == "nb" else f"/{language}"
    answer = Client().get(f"{prefix}/rett/{path}?{urlencode(answers)}")
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("\u00a0", " ").split())


def of(**changed: str) -> dict[str, str]:
    return {name: value for name, value in {**SIMPLE, **changed}.items() if value}


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (of(), "right"),
        (of(timer="32"), "right"),
        (of(timer="31,5"), "right_unless_cost"),
        (of(timer="25"), "right_unless_cost"),
        (of(timer="24:59"), "discretionary"),
        (of(alder="66"), "right"),
        (of(alder="67 år"), "discretionary"),
        (of(alder="67", for67="ja"), "right"),
        (of(alder="0"), "right"),
        (of(varighet="kort"), "discretionary"),
        (of(varighet="vet_ikke"), "right_if_long"),
        (of(varighet="vet_ikke", timer="26"), "right_if_long"),
        (of(varighet="vet_ikke", timer="20"), "discretionary"),
        (of(timer="0"), "no"),
        (of(timer="40", natt="20", natt_fast="nei"), "discretionary"),
        (of(timer="40", natt="20", natt_fast="ja"), "right"),
        (of(timer="40", to="8", to_fast="ja"), "right"),
        (of(timer="40", to="10", to_fast="nei"), "right_unless_cost"),
        (of(timer="40", helse="40"), "no"),
        (of(timer="40", utdanning="10"), "right_unless_cost"),
        (of(timer="30", avlastning="30", barn_alder="7", barn_hjemme="ja"), "right_unless_cost"),
        (of(timer="40", avlastning="20", barn_alder="18", barn_hjemme="ja"), "discretionary"),
        (of(timer="40", avlastning="20", barn_alder="7", barn_hjemme="nei"), "discretionary"),
    ],
)
def test_the_outcome_is_what_the_act_gives(answers: dict[str, str], outcome: str) -> None:
    assert TITLES[outcome] in html.unescape(shown(**answers))


def test_each_hour_of_the_answers_becomes_one_need_of_the_core() -> None:
    terms = RightTerms.at(date(2026, 6, 1))
    form = RightForm(of(timer="60", natt="10", natt_fast="ja", to="5", to_fast="nei", helse="2,5"), terms=terms)
    assert form.is_valid(), form.errors
    found = facts_of(form.cleaned_data, terms)
    assert {need.help: (need.weekly_minutes, need.continuous) for need in found.needs} == {
        Help.ASSISTANCE: (60 * 60 - 17 * 60 - 30, False),
        Help.NIGHT: (600, True),
        Help.SEVERAL_AT_ONCE: (300, False),
        Help.HEALTH: (150, False),
    }
    assert (found.age, found.duration_months, found.child) == (41, 25, None)


def test_an_answer_tells_reasons_with_provisions_what_could_change_it_and_what_to_do() -> None:
    page = shown(**of(timer="30"))
    text = text_of(page)
    assert "Taler for: Alderen er 41 år, og retten gjelder under 67 år. pbrl. § 2-1 d (1)" in text
    assert "Taler for: Behovet varer i mer enn 2 år. pbrl. § 2-1 d (3)" in text
    assert "Taler for: Behovet som teller med, er 30 t i uken. Mellom 25 t og 32 t har du rett" in text
    assert "Kommunen kan si nei hvis den dokumenterer at BPA blir vesentlig dyrere." in text
    assert "Hvis 32 t i uken teller med, altså 2 t mer: du har rett til BPA." in text
    assert "Hvis BPA ikke er innvilget før du fyller 67: ingen rett, men du kan søke." in text
    assert "kan du klage innen 4 uker. Send klagen til kommunen. pbrl. § 7-5" in text
    assert "innen 1 måned, skal du få et foreløpig svar." in text
    assert 'href="https://lovdata.no/lov/1999-07-02-63/§2-1d"' in page
    assert "Dette er veiledende. Kommunen avgjør saken" in text


def test_the_draft_says_what_was_answered_and_asks_for_what_matters() -> None:
    page = shown(**of(timer="40", natt="10", natt_fast="nei", leder="sammen"))
    draft = re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)
    assert draft
    said = html.unescape(draft[1]).replace("\u00a0", " ")
    assert said.startswith("Søknad om brukerstyrt personlig assistanse (BPA)\n\n")
    assert "etter pasient- og brukerrettighetsloven § 2-1 d." in said
    assert "Behovet er omtrent 40 t i uken. Av dette er 10 t om natten. Det trengs nå og da." in said
    assert "skal lede sammen med [navn]" in said
    assert "hvilke timer den har regnet med" in said
    otherwise = "Hjelp som kommunen ikke gir som BPA, søker jeg om på annen måte."
    assert otherwise in said
    assert otherwise not in shown(**of(timer="40"))
    outside = shown(**of(timer="20"))
    assert "etter helse- og omsorgstjenesteloven § 3-8." in outside
    child = shown(**of(alder="9", leder="annen"))
    assert "Jeg søker på vegne av et barn." in child


def test_who_reads_english_also_gets_the_draft_in_norwegian() -> None:
    page = shown(language="en", **SIMPLE)
    assert page.count("<textarea") == 2
    assert '<textarea class="ds-input sv-draft" id="utkast-bokmal" lang="nb"' in page
    assert "Jeg ber om et skriftlig vedtak" in page
    assert "I ask for a written decision with reasons." in page
    assert shown(language="nn", **SIMPLE).count("<textarea") == 1


def test_who_does_not_want_bpa_gets_the_answer_but_no_draft() -> None:
    page = shown(**of(onske="nei"))
    assert "Det er frivillig" in page
    assert "<textarea" not in page


def test_what_was_assumed_is_said() -> None:
    unsure = text_of(shown(**of(varighet="vet_ikke")))
    assert "Svaret gjelder hvis det varer i mer enn 2 år." in unsure
    assert "Taler for: Vi har regnet med at behovet varer i mer enn 2 år." in unsure
    assert "Taler for: Behovet varer i mer enn 2 år." in text_of(shown(**SIMPLE))
    assert "Vi har regnet med nei." in shown(**of(alder="70"))
    assert "Vi har regnet med nei." not in shown(**of(alder="70", for67="nei"))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (of(alder="130"), "Skriv en alder fra 0 til 120 år."),
        (of(alder="-1"), "Skriv en alder fra 0 til 120 år."),
        (of(alder="abc"), "Skriv alderen som et tall, for eksempel 34."),
        (of(alder="34,5"), "Skriv hele år, for eksempel 34."),
        (of(alder="1e3"), "Skriv alderen som et tall"),
        (of(alder="9" * 400), "Skriv en alder fra 0 til 120 år."),
        (of(alder="<b>"), "Skriv alderen som et tall"),
        (of(timer="200"), "En uke har 168 timer."),
        (of(timer="-5"), "Timer kan ikke være mindre enn null."),
        (of(timer="mye"), "Skriv timer som et tall"),
        (of(timer="10", natt="12", natt_fast="ja"), "Det er skrevet 12 t nedenfor, men bare 10 t alt i alt."),
        (of(natt="12"), "Svar ja eller nei."),
        (of(avlastning="12"), "Skriv hvor gammelt barnet er."),
        (of(avlastning="12", barn_alder="fire"), "Skriv alderen som et tall"),
        (of(varighet="lenge"), "Velg en av mulighetene."),
        (of(varighet=""), "Fyll ut dette feltet."),
        (of(onske="kanskje"), "Velg en av mulighetene."),
        (of(for67="vet ikke"), "Velg en av mulighetene."),
        ({"alder": "41"}, "Fyll ut dette feltet."),
    ],
)
def test_what_cannot_be_read_is_said_in_words_and_what_was_typed_is_kept(answers: dict[str, str], said: str) -> None:
    page = shown(**answers)
    text = text_of(page)
    assert "Rett dette før du går videre" in text
    assert said in text
    for name in ("alder", "timer", "natt", "avlastning", "barn_alder"):
        if name in answers:
            assert f'name="{name}" value="{html.escape(answers[name])}"' in page
    if "natt" in answers or "avlastning" in answers:
        assert '<details class="ds-details" open>' in page


def test_one_can_go_back_and_change_what_was_answered() -> None:
    page = shown(**of(natt="3,5", natt_fast="nei", leder="annen"))
    back = html.unescape(re.search(r'href="(/rett/\?[^"]+)"', page)[1])
    again = Client().get(back)
    form = again.content.decode()
    assert 'name="natt" value="3,5"' in form
    assert re.search(r'name="leder" value="annen"[^>]* checked', form)
    assert "Rett dette før du går videre" not in form
    assert again["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/nn/rett/svar/", "/nn/rett/svar.pdf"])
def test_without_answers_one_gets_the_questions(path: str) -> None:
    page = Client().get(path).content.decode()
    assert '<form class="sv-form" method="get" action="/nn/rett/svar/">' in page
    assert "ds-error-summary" not in page


def test_a_paper_of_what_cannot_be_read_is_a_page_that_says_so() -> None:
    answer = Client().get("/rett/svar.pdf?alder=abc")
    assert answer["Content-Type"].startswith("text/html")
    assert "Skriv alderen som et tall" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_questions_may_be_kept_in_a_cache_and_an_answer_never() -> None:
    assert Client().get("/rett/")["Cache-Control"] == "public, max-age=300"
    for path in ("/rett/svar/", "/rett/svar.pdf"):
        answer = Client().get(path, SIMPLE)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "ETag" not in answer
        assert not answer.cookies
    assert '<meta name="robots" content="noindex, nofollow">' in shown(**SIMPLE)
    assert list(addresses()) == [("open_right", {})]


def test_nothing_is_stored_and_nothing_of_it_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    before = {model: model.objects.count() for model in apps.get_models()}
    with caplog.at_level(logging.DEBUG):
        for path in ("/rett/svar/", "/rett/svar.pdf", "/rett/", "/rett/finnes-ikke/"):
            Client().get(path, {**SIMPLE, "alder": "93", "natt": "17,75", "natt_fast": "nei"})
        Client().post("/rett/svar/?alder=93&timer=17,75")
        Client().get("/rett/svar/?alder=93&timer=17,75%00")
    assert {model: model.objects.count() for model in apps.get_models()} == before
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert [line for line in told if "93" in line or "17,75" in line or "alder" in line] == []
    assert [line for line in told if "/rett/" in line], "the requests that failed are logged, without their answers"


@pytest.mark.parametrize(("language", "code"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_paper_says_what_the_page_says_and_is_tagged(language: str, code: str) -> None:
    answers = of(timer="40", natt="10", natt_fast="nei", avlastning="3", barn_alder="4", barn_hjemme="ja")
    page = text_of(shown(language=language, **answers))
    made = Client().get(open_address("open_right_paper", language), answers)
    assert made["Content-Type"] == "application/pdf"
    assert made.content == Client().get(open_address("open_right_paper", language), answers).content
    reader = pypdf.PdfReader(io.BytesIO(made.content))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == code
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert reader.metadata is not None
    assert (reader.metadata.title or "") in page
    printed = " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).replace("\u00a0", " ").split())
    for sentence in re.findall(r"(?:Taler for:|Talar for:|Speaks for:) ([^.]+\.)", page):
        assert sentence in printed
    assert printed.count("2-1 d") >= 4


def test_a_checker_finds_the_paper_sound(tmp_path: Path) -> None:
    paper = tmp_path / "svar.pdf"
    paper.write_bytes(Client().get("/en/rett/svar.pdf", of(timer="30", natt="3", natt_fast="ja")).content)
    judged = subprocess.run(
        [str(Path(sys.executable).parent / "outloud"), str(paper)], capture_output=True, text=True, check=False
    )
    assert judged.returncode == 0, judged.stdout


def test_a_child_does_not_lead_alone_in_the_draft() -> None:
    child = shown(**of(alder="9", leder="selv"))
    assert "Forelder eller verge, [navn], skal være arbeidsleder." in child
    assert "skal selv være arbeidsleder" not in child
    grown = shown(**of(alder="18", leder="selv"))
    assert "skal selv være arbeidsleder" in grown
