"""Every finding can be told in three languages, with figures people read."""

import random
import re
import string
import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.apps.plans.checking import NOT_EMPLOYED
from selvstyrt.core.base import Citation, Finding, Severity, WrongInput
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Contract,
    CountingMode,
    Limits,
    NoEffect,
    WithoutEffect,
    advise,
    check,
)
from selvstyrt.faces.texts import LANGUAGES, duration, explain, findings, known_rules, spoken, told
from tests.core.worktime.any_roster import any_assessed
from tests.core.worktime.shifts import MONDAY, at
from tests.core.worktime.shifts import findings as found_in
from tests.faces.texts import emitted

TEXTS = tomllib.loads((Path(findings.__file__).parent / "findings.toml").read_text(encoding="utf-8"))
GROUPS = TEXTS["finding"]
LONGEST_SENTENCE = 28  # words


@pytest.fixture(scope="module")
def many():
    """The findings and the advice about many random rosters."""
    dice = random.Random(20260601)
    limits = Limits.at(date(2026, 6, 1))
    assessed = [any_assessed(dice) for _ in range(250)]
    return [finding for each in assessed for finding in (*check(each, limits), *advise(each, limits))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_absence_is_not_said_to_begin_when_the_shift_does(language):
    """The finding knows when shift and absence meet, never when the absence began."""
    finding = Finding(
        "UNAVAILABLE", Severity.ILLEGAL, "a", MONDAY.replace(hour=7, minute=15), 210, 0, "min", Citation("planen")
    )
    what = told(finding, language).what
    assert "07:15" not in what
    assert spoken(210, language) in what


@pytest.mark.parametrize("rule", sorted(emitted.rules()))
def test_every_rule_that_the_core_can_emit_has_a_text(rule):
    assert rule in known_rules()


def test_no_text_is_about_a_rule_that_nobody_emits():
    assert known_rules() - emitted.rules() == {NOT_EMPLOYED}


def test_the_reading_of_the_code_misses_nothing_that_rosters_really_give(many):
    assert len({finding.rule for finding in many}) >= 40
    assert {finding.rule for finding in many} <= emitted.rules()
    assert {cure for finding in many for cure in finding.cure} <= emitted.cures()
    assert {finding.mode for finding in many} - set(CountingMode) - {""} <= emitted.modes()


def test_the_reading_of_the_code_sees_ids_whole_and_put_together():
    assert {"OVERLAP", "AML-10-8-1", "AML-10-5-2-W", "AML-10-6-6-26W", "AML-10-4-6", "WISH"} <= emitted.rules()
    assert "AML-10-3" not in emitted.rules()
    assert {"averaging_individual", "union_local_10_11_9", "overtime_union_local"} <= emitted.cures()
    assert "sliding" in emitted.modes()


def test_every_cure_and_every_kind_of_agreement_has_its_words():
    assert set(TEXTS["cures"]) == emitted.cures() | set(AgreementType)
    assert set(TEXTS["agreements"]) == set(AgreementType)


def test_every_way_of_counting_severity_and_reason_without_effect_has_its_words():
    assert set(TEXTS["counting"]) == emitted.modes() | set(CountingMode)
    assert set(TEXTS["severities"]) == set(Severity)
    assert set(TEXTS["no_effect"]) == set(NoEffect)


def all_texts():
    for number, group in enumerate(GROUPS):
        yield f"{group['rules'][0]}-{number}", group
    for table in ("cures", "agreements", "no_effect", "counting", "severities", "words"):
        for key, group in TEXTS[table].items():
            yield f"{table}.{key}", group


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} - {"it"}


@pytest.mark.parametrize(("name", "group"), list(all_texts()))
def test_each_text_stands_in_three_languages_with_the_same_facts_and_short_sentences(name, group):
    lowered = [{field.lower() for field in fields(group[language])} for language in LANGUAGES]
    assert lowered[0] == lowered[1] == lowered[2]
    for language in LANGUAGES:
        text = group[language]
        assert text == text.strip()
        assert "  " not in text
        for sentence in re.split(r"[.:] ", text):
            assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("word", ["vil bli", "foretas", "benyttes", "overlappar i", "vedrørende", "ihht", "helgedag"])
def test_no_office_words(word):
    assert not [name for name, group in all_texts() if any(word in group[language] for language in LANGUAGES)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_of_many_rosters_can_be_told(many, language):
    for finding in many:
        said = told(finding, language)
        assert said.what[0].isupper()
        assert "{" not in said.sentences
        assert said.url.startswith("https://") or not said.url
        assert bool(said.way_out) == bool(finding.cure)
        assert bool(said.counting) == bool(finding.mode)


def test_an_agreement_that_would_cure_a_finding_is_told_when_it_has_no_effect(many):
    cured = {(finding.rule, cure): finding for finding in many for cure in finding.cure if cure in set(AgreementType)}
    assert len(cured) >= 15
    for (_, cure), finding in cured.items():
        void = WithoutEffect(Agreement(AgreementType(cure), written=False), NoEffect.NOT_WRITTEN)
        assert told(finding, "nb", without=[void]).on_record.endswith(
            "har ingen virkning, fordi den ikke er skriftlig."
        )
        assert told(finding, "nb").on_record == ""


def test_a_finding_in_plain_bokmal_says_what_how_much_where_and_what_to_do():
    said = told(found_in(at(0, 8, 9.5))[0], "nb")
    assert said.what == (
        "Mandag 1. juni 2026 er det satt opp 9 timer og 30 minutter vanlig arbeidstid i løpet av 24 timer. "
        "Grensen er 9 timer. Gjør vakten kortere, eller del den mellom to assistenter."
    )
    assert said.verdict == "Dette er bare lov med avtale, og ingen gyldig avtale er registrert."
    assert said.way_out == (
        "Det som kan åpne for det, er en skriftlig avtale med assistenten om gjennomsnittlig arbeidstid eller "
        "en tillatelse fra Arbeidstilsynet til gjennomsnittlig arbeidstid."
    )
    assert (said.source, said.url) == ("aml. § 10-4 (1)", "https://lovdata.no/lov/2005-06-17-62/§10-4")
    assert said.counting == said.on_record == ""


def test_the_whole_explanation_ends_with_the_provision():
    said = explain(found_in(at(0, 14, 8), at(1, 7, 8))[0])
    assert said.startswith("Det er bare 9 timer fri etter arbeidet som slutter mandag 1. juni 2026 kl. 22:00.")
    assert said.endswith("Dette er ikke lov. (aml. § 10-8 (1))")


def test_the_three_languages_differ():
    found = found_in(at(0, 14, 8), at(1, 7, 8))[0]
    assert len({explain(found, language) for language in LANGUAGES}) == 3
    assert "Monday 1 June 2026 at 22:00" in explain(found, "en")
    assert "måndag 1. juni 2026 kl. 22:00" in explain(found, "nn")


def finding(rule="AML-10-5-AVG", measured=2300, limit=2250, unit="min", **facts):
    return Finding(rule, Severity.ILLEGAL, "amal", MONDAY, measured, limit, unit, Citation(""), facts=facts)


def test_the_text_follows_what_was_measured():
    assert told(finding(weeks=1)).what.startswith("I uken fra mandag 1. juni 2026 er det 38 timer og 20 minutter")
    assert told(finding(weeks=8)).what.startswith("I de 8 ukene fra mandag 1. juni 2026 er det")
    too_long = told(finding(measured=60, limit=52, unit="weeks", agreement="averaging_individual")).what
    assert too_long.startswith("Avtalen om gjennomsnitt går over 60 uker. Loven tillater høyst 52 uker.")
    weekly = told(finding("AML-10-8-3-COMP", weekly=True)).what
    assert weekly.startswith("Uken før hadde for kort fri")
    assert told(finding("AML-10-8-3-COMP")).what.startswith("Etter en kort hvile")


@pytest.mark.parametrize(("measured", "said"), [(Decimal("480.3"), "litt over 8 timer"), (480, "litt over 8 timer")])
def test_a_breach_of_less_than_a_minute_is_not_told_as_the_limit_itself(measured, said):
    assert f"er det {said} vanlig" in told(finding(measured=measured, limit=480, weeks=4)).what
    below = told(finding("AML-10-8-1", measured=Decimal("659.8"), limit=660)).what
    assert below.startswith("Det er bare litt under 11 timer fri")


def test_the_way_of_counting_is_told_where_it_decides():
    rolling = replace(finding("AML-10-4-1-D"), mode="rolling")
    assert "24 timer fra hver gang arbeidet begynner" in explain(rolling)
    assert "Loven sier ikke når de åtte ukene begynner." in explain(replace(rolling, mode="sliding"))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            WithoutEffect(Agreement(AgreementType.REST_8H_28H_UNION_LOCAL), NoEffect.NO_TARIFF),
            "Avtalen med dei tillitsvalde om kortare kvile har ingen verknad, fordi arbeidsgivaren ikkje er bunden av "
            "ein tariffavtale.",
        ),
        (
            WithoutEffect(Agreement(AgreementType.OVERTIME_ARBEIDSTILSYNET, written=False), NoEffect.NOT_WRITTEN),
            "Løyvet frå Arbeidstilsynet til meir overtid har ingen verknad, fordi det ikkje er skriftleg.",
        ),
        (
            WithoutEffect(Agreement(AgreementType.AVERAGING_INDIVIDUAL, period_weeks=60), NoEffect.TOO_LONG, 52),
            "Avtalen med assistenten om gjennomsnittleg arbeidstid har ingen verknad, fordi han går over 60 veker. "
            "Lova tillèt høgst 52.",
        ),
        (
            WithoutEffect(Agreement(AgreementType.AVERAGING_INDIVIDUAL, valid_to=date(2026, 5, 31)), NoEffect.EXPIRED),
            "Avtalen med assistenten om gjennomsnittleg arbeidstid har ingen verknad her, fordi han gjekk ut "
            "31. mai 2026.",
        ),
    ],
)
def test_why_an_agreement_has_no_effect_in_nynorsk(found, said):
    assert findings.without_effect_text(found, "nn") == said


def test_an_agreement_about_something_else_is_not_told_with_a_finding():
    void = WithoutEffect(Agreement(AgreementType.SUNDAY_AVERAGING_INDIVIDUAL, written=False), NoEffect.NOT_WRITTEN)
    rest = found_in(at(0, 14, 8), at(1, 7, 8), contract=Contract())[0]
    assert told(rest, "nb", without=[void]).on_record == ""


@pytest.mark.parametrize(
    ("minutes", "short", "long"),
    [
        (540, "9 t", "9 timer"),
        (630, "10 t 30 min", "10 timer og 30 minutter"),
        (61, "1 t 1 min", "1 time og 1 minutt"),
        (45, "45 min", "45 minutter"),
        (0, "0 min", "0 minutter"),
        (Decimal("498.3"), "8 t 18 min", "8 timer og 18 minutter"),
        (-90, "−1 t 30 min", "−1 time og 30 minutter"),
    ],
)
def test_durations_are_written_as_people_say_them(minutes, short, long):
    assert duration(minutes) == short
    assert spoken(minutes) == long


def test_durations_in_nynorsk_and_english():
    assert spoken(570, "nn") == "9 timar og 30 minutt"
    assert spoken(570, "en") == "9 hours and 30 minutes"


def test_a_language_or_rule_without_text_is_told():
    found = found_in(at(0, 8, 9.5))[0]
    with pytest.raises(WrongInput) as refused:
        explain(found, "se")
    assert refused.value.code == "unknown_language"
    with pytest.raises(WrongInput) as refused:
        explain(finding("NO-RULE"))
    assert refused.value.code == "no_text_for_rule"


def test_the_day_is_the_local_day():
    assert date(2026, 6, 1) == MONDAY.date()
    assert "kl. 00:00" in explain(finding("OVERLAP", measured=5, limit=0))
