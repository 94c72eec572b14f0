"""Every finding can be told in three languages, with figures people read."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from selvstyrt.core.base import Citation, Finding, Severity, WrongInput
from selvstyrt.core.law import rule_ids
from selvstyrt.faces.texts import LANGUAGES, duration, explain, known_rules
from tests.core.worktime.shifts import MONDAY, at, findings

WORKTIME = Path(__file__).resolve().parents[3] / "src" / "selvstyrt" / "core" / "worktime"
CURES = {
    "averaging_individual",
    "averaging_union_local",
    "averaging_arbeidstilsynet",
    "total_16h_union_local",
    "rest_8h_28h_union_local",
    "overtime_union_local",
    "overtime_arbeidstilsynet",
    "sunday_averaging_individual",
    "union_local_10_11_9",
}


def rules_in_code():
    """Rule ids written in the rules' own files, and those put together from a stem."""
    told_as_rulings = {"duties.py", "regimes.py", "weekly_limit.py"}
    text = "".join(
        path.read_text(encoding="utf-8") for path in WORKTIME.glob("*.py") if path.name not in told_as_rulings
    )
    whole = set(re.findall(r'"((?:AML|HOME|AVL|TAR)-[A-Z0-9-]+|OVERLAP)"', text))
    stems = {"AML-10-5-1", "AML-10-5-2", "AML-10-5-3", "AML-10-6-4", "AML-10-6-5", "AML-10-6-6", "HOME-9", "HOME-11"}
    built = {f"AML-10-5-{rung}-{per}" for rung in "123" for per in "DW"}
    built |= {f"{stem}-{window}" for stem in ("AML-10-6-4", "AML-10-6-5", "HOME-11") for window in ("7D", "4W", "52W")}
    built |= {f"{stem}-{window}" for stem in ("AML-10-6-6", "HOME-11") for window in ("7D", "26W")}
    built |= {f"AML-10-4-{paragraph}" for paragraph in "456"}
    return (whole - stems) | built


@pytest.mark.parametrize("rule", sorted(rules_in_code()))
def test_every_rule_has_a_text_and_a_provision(rule):
    assert rule in known_rules()
    assert rule in rule_ids()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", sorted(known_rules()))
def test_every_text_can_be_filled_in_every_language(rule, language):
    found = Finding(
        rule, Severity.NEEDS_AGREEMENT, "amal", MONDAY, 630, 540, "min", Citation("aml. § 1"),
        cure=tuple(sorted(CURES)), facts={"weeks": 4},
    )  # fmt: skip
    text = explain(found, language)
    assert "{" not in text
    assert text[0].isupper()
    assert "  " not in text
    assert max(len(sentence.split()) for sentence in re.split(r"[.:;] ", text.split("(aml.")[0])) <= 30


def test_a_finding_in_plain_bokmal_says_what_how_much_where_and_what_to_do():
    told = explain(findings(at(0, 8, 9.5))[0], "nb")
    assert told == (
        "Mandag 1.6.2026 er det planlagt 9 t 30 min vanlig arbeidstid i løpet av 24 timer. Grensen er 9 t. "
        "Del vakten mellom to assistenter, eller gjør den kortere. (aml. § 10-4 (1)) "
        "Dette krever en avtale som ikke er registrert. Det som kan åpne for det, er en skriftlig avtale med "
        "assistenten om gjennomsnittlig arbeidstid eller en tillatelse fra Arbeidstilsynet."
    )


def test_the_three_languages_differ():
    found = findings(at(0, 14, 8), at(1, 7, 8))[0]
    assert len({explain(found, language) for language in LANGUAGES}) == 3
    assert "Monday 1 June 2026 at 22:00" in explain(found, "en")
    assert "måndag 1.6.2026 kl. 22:00" in explain(found, "nn")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (540, "9 t"),
        (630, "10 t 30 min"),
        (45, "45 min"),
        (0, "0 min"),
        (Decimal("498.3"), "8 t 18 min"),
        (-90, "−1 t 30 min"),
    ],
)
def test_durations_are_written_as_people_say_them(minutes, expected):
    assert duration(minutes) == expected


def test_a_language_or_rule_without_text_is_told():
    found = findings(at(0, 8, 9.5))[0]
    with pytest.raises(WrongInput) as told:
        explain(found, "se")
    assert told.value.code == "unknown_language"
    unknown = Finding("NO-RULE", Severity.ILLEGAL, "amal", MONDAY, 1, 0, "min", Citation(""))
    with pytest.raises(WrongInput) as told:
        explain(unknown)
    assert told.value.code == "no_text_for_rule"


def test_the_day_is_the_local_day():
    assert date(2026, 6, 1) == MONDAY.date()
    late = Finding("OVERLAP", Severity.ILLEGAL, "amal", MONDAY, 5, 0, "min", Citation(""))
    assert "kl. 00:00" in explain(late)
