"""The page about fees: the answer with its steps, what is not known said as that, and strange numbers told in words."""

from __future__ import annotations

import html
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation

from selvstyrt.apps.directory.queries.fees import numbers_with_tables
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.open.fees.box import fee_box
from selvstyrt.faces.web.open.fees.forms import FeeForm
from selvstyrt.faces.web.open.fees.kroner import kroner, read_kroner
from selvstyrt.faces.web.open.fees.sitemap import addresses
from tests.apps.directory.test_fees import OURS, correct

pytestmark = pytest.mark.django_db
EXAMPLE = {"satser": "eksempel", "dato": "01.03.2024"}


def page(language: str = "", **query: str) -> str:
    answer = Client().get(f"/{language}egenandel/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def said(markup: str) -> str:
    """What a reader sees, one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).replace("\u00a0", " ").split())


def answer(**query: str) -> str:
    found = re.search(r'<section aria-labelledby="svar".*?</section>', page(**query), re.DOTALL)
    return said(found[0]) if found else ""


def told(**query: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r'class="ds-validation-message"[^>]*>([^<]*)', page(**query))]


def test_the_fee_stands_first_with_steps_brackets_and_the_own_one_marked() -> None:
    shown = answer(**EXAMPLE, inntekt="230 000 kr", hjelpestonad="17.000")
    assert "868 kr i måneden" in shown
    assert "Det er 2,08 G når G er 118 620 kr." in shown
    assert "I året blir det 10 416 kr." in shown
    assert "2 til 3 G ← ditt trinn fra 237 240 kr til 355 860 kr 868 kr i måneden" in shown
    assert "Inntekten til husstanden, med hjelpestønad: 247 000 kr egenandelsforskriften kapittel 2" in shown
    assert "fra 237 240 kr til 355 860 kr ← du 868 kr" in shown
    assert "To mulige svar" not in shown
    assert "Tabellen er gammel" not in shown


def test_the_example_of_the_municipality_and_its_g_stand_on_the_page_itself() -> None:
    shown = said(page())
    for row in ("under 2 G under 237 240 kr 220 kr", "1 400 kr i måneden", "1 900 kr", "over 5 G fra 593 100 kr"):
        assert row in shown
    assert "2 495 kr i måneden" in shown
    assert "Grunnbeløpet fra 1. mai 2023 var 118 620 kroner." in shown
    assert "Satsene vedtas hvert år av kommunestyret, innenfor statens rammer." in shown
    assert "BPA-timer som ikke brukes i året, kan ikke overføres til neste år der." in shown


def test_an_income_in_the_address_is_kept_nowhere() -> None:
    asked = Client().get("/egenandel/", {**EXAMPLE, "inntekt": "300000"})
    assert asked["Cache-Control"] == "no-store"
    assert "ETag" not in asked
    assert Client().get("/egenandel/")["Cache-Control"] == "public, max-age=300"


def test_an_old_table_is_never_passed_off_as_todays() -> None:
    shown = answer(kommune="frosta", inntekt="100000", timer="2", dato="22.11.2026")
    assert "Vi kjenner ingen satser som gjelder 22. november 2026." in shown
    assert "Vi regner som om det var 31. desember 2024." in shown
    assert "Uansett betaler du høyst 245 kr i måneden i 2026." in shown


def test_where_the_table_does_not_say_which_g_both_answers_are_shown_if_they_differ() -> None:
    two = answer(kommune="5036", inntekt="240000", timer="1,5", dato="01.06.2024")
    assert "To mulige svar" in two
    assert "636 kr i måneden" in two
    assert "230 kr i måneden" in two
    assert "To mulige svar" not in answer(kommune="5036", inntekt="300000", timer="1,5", dato="01.06.2024")


def test_a_year_without_a_known_ceiling_is_said_and_not_guessed() -> None:
    own = {"satser": "egne", "fra_0": "0", "belop_0": "230", "inntekt": "100000", "dato": "01.06.2025"}
    assert "Statens tak for 2025 er ikke funnet, og vi gjetter ikke." in answer(**own)
    assert "230 kr i måneden" in answer(**{**own, "dato": "01.06.2024"})
    assert "2025: ikke funnet" in said(page())


def test_a_municipality_without_a_table_gets_what_holds_everywhere() -> None:
    low = answer(kommune="Oslo", inntekt="200000", dato="01.11.2026")
    assert "Vi har ikke satsene til Oslo" in low
    assert "Du betaler høyst 245 kr i måneden." in low
    assert "Da bestemmer kommunen satsen." in answer(kommune="Oslo", inntekt="400000", dato="01.11.2026")
    between = answer(kommune="Oslo", inntekt="265000", dato="01.11.2026")
    assert "Inntekten er mellom 260 320 kr og 273 098 kr." in between
    assert "Statens tak for 2025" in answer(kommune="Oslo", inntekt="200000", dato="01.06.2025")
    assert "Vi har ikke G for den dagen." in answer(kommune="Oslo", inntekt="200000", dato="01.06.2040")


def test_a_whole_name_is_that_municipality_also_where_others_begin_alike() -> None:
    assert "Egenandelen etter Flå" in answer(kommune="Flå", inntekt="400000", timer="2", dato="01.06.2026")


def test_a_table_without_a_year_does_not_claim_to_be_reckoned_for_another_day() -> None:
    shown = answer(kommune="Asker", inntekt="400000", timer="2", dato="01.06.2026")
    assert "Kilden sier ikke hvilket år satsene gjelder for" in shown
    assert "Vi regner som om" not in shown


@pytest.mark.parametrize("rows", [{}, {"fra_3": "4", "belop_3": "1900"}])
def test_a_table_that_says_nothing_over_two_g_gets_no_answer_from_the_states_ceiling(rows: dict[str, str]) -> None:
    shown = page(satser="egne", inntekt="400000", dato="01.06.2026", **rows)
    assert "Skriv hva det koster over 2 G." in said(shown)
    assert "245 kr i måneden Satsen" not in said(shown)


def test_hours_are_asked_for_where_the_fee_depends_on_them() -> None:
    assert "Skriv hvor mange timer det er i måneden." in answer(kommune="5036", inntekt="300000", dato="01.03.2024")
    assert "Prisen for trinnet ditt mangler" in answer(kommune="3107", inntekt="300000", timer="4", dato="01.03.2024")


def test_a_free_month_costs_nothing_and_shows_no_picture() -> None:
    shown = answer(kommune="Løten", inntekt="300000", timer="4", dato="01.07.2026")
    assert "0 kr i måneden Kommunen tar ikke betalt denne måneden." in shown
    assert "I året blir det" not in shown
    assert "for du betaler i 11 måneder" in answer(kommune="Løten", inntekt="300000", timer="4", dato="01.08.2026")


OWN = {
    "satser": "egne", "inntekt": "300000", "timer": "2", "dato": "01.03.2024", "maate": "monthly", "g": "may_before",
    "fra_0": "0", "belop_0": "", "fra_1": "2", "belop_1": "868", "fra_2": "3", "belop_2": "1400",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({}, "868 kr i måneden"),
        ({"inntekt": "100000"}, "230 kr i måneden"),
        ({"selvkost": "340"}, "680 kr i måneden Hjelpen kostet kommunen mindre enn satsen."),
        ({"maate": "hourly", "time_1": "424", "time_2": "424"}, "848 kr i måneden"),
        ({"maate": "cheapest", "time_1": "100,50", "time_2": "424"}, "201 kr i måneden"),
        ({"g": "fixed", "g_kroner": "90 000"}, "1 400 kr i måneden"),
        ({"g": "average"}, "868 kr i måneden"),
        ({"timer": "0"}, "0 kr i måneden Uten hjelp som kan koste noe"),
    ],
)
def test_a_table_that_is_typed_in_is_reckoned_with(change: dict[str, str], wanted: str) -> None:
    assert wanted in answer(**(OWN | change))


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"belop_1": "mye"}, "Skriv beløpet som et tall, for eksempel 300 000."),
        ({"fra_1": ""}, "Skriv fra hvor mange G trinnet gjelder."),
        ({"maate": "hourly"}, "Skriv prisen per time for dette trinnet."),
        ({"maate": "cheapest", "belop_1": "", "time_1": "400"}, "Skriv beløpet for dette trinnet."),
        ({"g": "fixed"}, "Skriv hvor mange kroner G er i tabellen."),
        ({"maate": "weekly"}, "Velg en av mulighetene."),
    ],
)
def test_a_table_that_does_not_hang_together_is_told_at_the_field(change: dict[str, str], wanted: str) -> None:
    assert wanted in told(**(OWN | change))


def test_brackets_that_do_not_rise_are_told() -> None:
    assert "Trinnene må begynne på 0 G og stige." in said(page(**(OWN | {"fra_2": "1"})))


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("-5000", "Beløpet kan ikke være under 0. Er det underskudd, skriver du 0."),
        ("minus 5", "Beløpet kan ikke være under 0. Er det underskudd, skriver du 0."),
        ("mye", "Skriv beløpet som et tall, for eksempel 300 000."),
        ("3e5", "Skriv beløpet som et tall, for eksempel 300 000."),
        ("9" * 12, "Beløpet er høyere enn vi kan regne med. Se om det er et siffer for mye."),
        ("", "Fyll ut dette feltet."),
    ],
)
def test_an_income_that_cannot_be_is_refused_in_words_and_kept(typed: str, wanted: str) -> None:
    shown = page(**EXAMPLE, inntekt=typed)
    assert wanted in html.unescape(shown)
    assert f'value="{typed}"' in shown


@pytest.mark.parametrize(
    ("change", "wanted"),
    [
        ({"kommune": "Atlantis"}, "Vi fant ingen kommune som ligner. Prøv med færre bokstaver."),
        ({"kommune": "Herøy"}, "Hvilken mener du: Herøy (Møre og Romsdal) eller Herøy (Nordland)?"),
        ({"kommune": ""}, "Skriv hvilken kommune det gjelder, eller velg andre satser over."),
        ({"timer": "900"}, "En måned har høyst 744 timer."),
        ({"timer": "to"}, "Skriv timer som et tall, for eksempel 37,5 eller 7 t 30 min."),
        ({"dato": "snart"}, "Skriv dagen som dd.mm.åååå, for eksempel 03.03.2027."),
        ({"satser": "alle"}, "Velg en av mulighetene."),
        ({"hjelpestonad": "-1"}, "Beløpet kan ikke være under 0. Er det underskudd, skriver du 0."),
    ],
)
def test_other_strange_words_in_the_address_are_told_at_their_field(change: dict[str, str], wanted: str) -> None:
    assert wanted in told(**({"kommune": "Frosta", "inntekt": "300000"} | change))


@pytest.mark.parametrize("day", ["01.06.1995", "01.06.2040", "31.12.2199"])
def test_a_day_without_known_numbers_is_answered_in_words(day: str) -> None:
    own = {"satser": "egne", "inntekt": "300000", "fra_0": "0", "belop_0": "200", "dato": day}
    assert "Her har vi ikke noe svar" in answer(**own)
    assert "Her har vi ikke noe svar" in answer(**own, g="average")


def test_a_municipality_alone_in_the_address_only_fills_the_field() -> None:
    shown = page(kommune="5036")
    assert 'value="5036"' in shown
    assert "ds-error-summary" not in shown


def test_every_known_municipality_can_be_asked_in_every_language() -> None:
    for number in numbers_with_tables():
        for language in ("", "nn/", "en/"):
            shown = page(language, kommune=number, inntekt="400000", timer="3")
            assert 'id="svar"' in shown, (number, language)
            assert len(shown.encode()) < 60_000


def test_a_table_that_the_municipality_has_corrected_is_used_and_said_so() -> None:
    correct(OURS)
    shown = answer(kommune="Frosta", inntekt="300000", timer="3", dato="01.06.2026")
    assert "1 010 kr i måneden" in shown
    assert "Rettet av kommunen 22. november 2026." in shown
    assert "Tabellen er gammel" not in shown


def test_the_box_for_a_municipality_says_whether_the_fees_hold() -> None:
    with translation.override("nb"):
        then, now, none = (
            fee_box("5036", date(2024, 6, 1)),
            fee_box("5036", date(2026, 6, 1)),
            fee_box("0301", date(2026, 6, 1)),
        )
    assert (then.holds, then.g_unknown, len(then.brackets)) == (True, True, 5)
    assert then.brackets[1].price.replace("\u00a0", " ") == "424 kr timen, høyst 957 kr i måneden"
    assert (now.holds, none.table, none.brackets) == (False, None, ())
    assert then.calculator == "/egenandel/?kommune=5036"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("300000", 300000),
        ("300 000", 300000),
        ("300.000", 300000),
        ("300,000", 300000),
        ("kr 300 000,-", 300000),
        ("300\u00a0000 kroner", 300000),
        ("NOK 1.234,50", "1234.50"),
        ("1,234.5", "1234.5"),
        ("786,5", "786.5"),
        ("0", 0),
    ],
)
def test_kroner_are_read_as_people_type_them(typed: str, amount: int | str) -> None:
    assert read_kroner(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["kr", "1.23.4", "1 2 3 x", "٣٠٠", "1/2", "--", "300.0000"])
def test_what_is_no_amount_is_not_read_as_one(typed: str) -> None:
    with pytest.raises(WrongInput):
        read_kroner(typed)


def test_kroner_are_written_without_ore_where_there_are_none() -> None:
    with translation.override("nb"):
        assert kroner(Decimal("868.00")) == "868\u00a0kr"
        assert kroner(Decimal("786.50")) == "786,50\u00a0kr"
    with translation.override("en"):
        assert kroner(Decimal(1400)) == "NOK\u00a01,400"


def test_the_site_map_and_the_form_know_the_page() -> None:
    assert list(addresses()) == [("open_fees", {})]
    assert not FeeForm().is_bound
