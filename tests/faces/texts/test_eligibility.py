"""The advice on the right to BPA in words: every reason, three languages, never a refusal."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from selvstyrt.core.base import WrongInput
from selvstyrt.core.eligibility import Child, CostDocumented, Help, HelpNeed, Outcome, RightFacts, RightTerms, assess
from selvstyrt.faces.texts import LANGUAGES, eligibility

TERMS = RightTerms.at(date(2026, 6, 1))
FILE = tomllib.loads(Path(eligibility.__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def person(hours=28, **facts):
    needs = facts.pop("needs", (HelpNeed(Help.ASSISTANCE, hours * 60),))
    return assess(RightFacts(**{"age": 45, "duration_months": 36, "needs": needs, **facts}), TERMS)


ASSESSED = [
    person(40),
    person(20, age=70),
    person(28, age=70, granted_before_limit=True, leads_alone=False),
    person(28, cost=CostDocumented.YES, duration_months=12),
    person(28, cost=CostDocumented.NO),
    person(needs=tuple(HelpNeed(kind, 600) for kind in Help)),
    person(needs=(HelpNeed(Help.HEALTH, 600),)),
    person(needs=(HelpNeed(Help.ASSISTANCE, 1200), HelpNeed(Help.NIGHT, 720)), child=Child(3)),
]


def test_the_examples_raise_every_reason_that_has_a_text_and_no_other():
    raised = {reason.code for found in ASSESSED for reason in found.reasons}
    assert raised == eligibility.known_reasons()
    assert set(FILE["outcomes"]) == {outcome.value for outcome in Outcome}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", ASSESSED)
def test_each_advice_is_whole_in_each_language(found, language):
    said = eligibility.advice(found, language)
    assert len(said) == 2 + len(found.reasons) + found.depends_on_counting
    assert said[-1] == FILE["frame"][language]
    assert not any("{" in line or "None" in line for line in said)
    assert all(line[-1] in ".)" for line in said)


def test_the_three_languages_differ():
    for group in (FILE["outcomes"], FILE["reasons"], {"frame": FILE["frame"], "counting": FILE["counting"]}):
        for name, texts in group.items():
            assert len({texts[language] for language in LANGUAGES}) == 3, name


def test_a_reason_tells_hours_limits_and_provision():
    said = eligibility.advice(person(28))
    assert said[0].startswith("Ut fra opplysningene har du rett")
    assert said[3] == (
        "Behovet som teller med, er 28 t i uken. Mellom 25 t og 32 t har du rett. Unntaket er hvis kommunen "
        "dokumenterer at BPA blir vesentlig dyrere. Det er ikke oppgitt om kommunen har gjort det. (pbrl. § 2-1 d (4))"
    )


def test_where_the_reading_decides_the_advice_says_so():
    found = ASSESSED[-1]
    assert found.depends_on_counting
    assert FILE["counting"]["en"] in eligibility.advice(found, "en")


def test_an_unknown_language_is_told():
    with pytest.raises(WrongInput):
        eligibility.advice(ASSESSED[0], "sv")
    with pytest.raises(WrongInput):
        eligibility.reason_text(ASSESSED[0].reasons[0], "sv")
