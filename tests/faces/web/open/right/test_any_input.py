"""Whatever stands in the address, the check answers in words, and a sound answer is always the core's."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from selvstyrt.core.eligibility import Outcome, RightTerms, assess
from selvstyrt.faces.web.open.right.answer import answer, title_of
from selvstyrt.faces.web.open.right.facts import facts_of
from selvstyrt.faces.web.open.right.forms import PARTS, STEADY, RightForm
from selvstyrt.faces.web.open.right.paper import paper

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)
TERMS = RightTerms.at(DAY)
NAMES = st.sampled_from([*RightForm.declared_fields, "ukjent", ""])
TYPED = st.one_of(
    st.text(max_size=30), st.sampled_from(["ja", "nei", "lang", "40", "-1", "1e9", "٣", "NaN", "½", "'\"<"])
)
HOURS = st.integers(0, 60 * 20).map(lambda minutes: f"{minutes // 60}:{minutes % 60:02}")


@given(st.lists(st.tuples(NAMES, TYPED), max_size=12))
@settings(max_examples=40)
def test_no_address_breaks_the_check(pairs: list[tuple[str, str]]) -> None:
    query = urlencode([(name, text.replace("\x00", "")) for name, text in pairs], errors="surrogatepass")
    for path in ("/rett/", "/rett/svar/", "/nn/rett/svar.pdf"):
        assert Client().get(f"{path}?{query}").status_code == 200


def test_a_nul_in_the_address_is_refused() -> None:
    assert Client().get("/rett/svar/?alder=4%00").status_code == 400


@given(
    st.fixed_dictionaries(
        {
            "alder": st.integers(0, 120).map(str),
            "varighet": st.sampled_from(["lang", "kort", "vet_ikke"]),
            "timer": st.integers(60 * 100, 60 * 168).map(lambda minutes: f"{minutes // 60}:{minutes % 60:02}"),
            "for67": st.sampled_from(["", "ja", "nei"]),
            "barn_alder": st.integers(0, 30).map(str),
            "barn_hjemme": st.sampled_from(["ja", "nei"]),
            "leder": st.sampled_from(["", "selv", "sammen", "annen"]),
            "onske": st.sampled_from(["", "ja", "usikker", "nei"]),
            **dict.fromkeys(PARTS, HOURS),
            **{steady: st.sampled_from(["ja", "nei"]) for steady in STEADY.values()},
        }
    )
)
@settings(max_examples=60)
def test_each_sound_answer_says_what_the_core_says(answers: dict[str, Any]) -> None:
    form = RightForm(answers, terms=TERMS)
    assert form.is_valid(), form.errors
    situation = facts_of(form.cleaned_data, TERMS)
    assert sum(need.weekly_minutes for need in situation.needs) == form.cleaned_data["timer"]
    outcome = assess(situation, TERMS).outcome
    told = answer(form.cleaned_data, (), DAY)
    assert told.title == title_of(outcome, TERMS, unsure=answers["varighet"] == "vet_ikke")
    assert bool(told.letter) == (outcome is not Outcome.NO and answers["onske"] != "nei")
    assert all("%(" not in text and "{" not in text for text in (*told.letter, *told.changes, *told.notes))


def test_a_paper_holds_whatever_was_answered() -> None:
    form = RightForm({"alder": "41", "varighet": "lang", "timer": "40"}, terms=TERMS)
    assert form.is_valid()
    told = answer(form.cleaned_data, (("#heading", "= $x$ \\ *b*"),), DAY)
    assert paper(told).startswith(b"%PDF")
