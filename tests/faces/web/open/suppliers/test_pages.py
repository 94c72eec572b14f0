"""Pages of the supplier directory: filters, one supplier, side by side."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from selvstyrt.apps.directory.offers import Service, Term
from selvstyrt.apps.directory.queries.suppliers import supplier
from selvstyrt.apps.people.models import Organisation
from selvstyrt.faces.web.open.suppliers.showing import compared
from selvstyrt.faces.web.open.suppliers.words import AGREEMENTS, CLAIMS, LANGUAGES, SERVICES, TERMS
from tests.cast import Cast
from tests.faces.web.open.municipalities.test_pages import shelve
from tests.faces.web.supplier.building import cover, publish, publish_other

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str, **query: object) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, address
    assert not answer.cookies
    return answer.content.decode()


def test_every_code_has_a_word() -> None:
    assert set(SERVICES) == set(Service) and set(TERMS) == set(Term)
    assert all(str(text) for words in (SERVICES, TERMS, LANGUAGES, CLAIMS, AGREEMENTS) for text in words.values())


def test_the_public_supplier_is_shown_as_its_page_says_with_what_was_not_there(client: Client) -> None:
    page = page_of(client, "/leverandorer/abcent/")
    for text in [*SERVICES.values(), *TERMS.values(), *CLAIMS.values()]:
        assert str(text) in page, text
    assert "Listen var ikke med i kopien vi leste" in page
    assert "Organisasjonsnummeret er ikke oppgitt" in page
    assert "kontakt/" not in page, "there is nobody to write to"


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({}, ["abcent", "assistansen-sa", "nabohjelp-as"], []),
        ({"tjeneste": "rota"}, ["abcent", "assistansen-sa"], ["nabohjelp-as"]),
        ({"tjeneste": ["rota", "boats"]}, ["abcent"], ["assistansen-sa", "nabohjelp-as"]),
        ({"sprak": "se"}, ["assistansen-sa", "nabohjelp-as"], ["abcent"]),
        ({"kommune": "Bergen"}, ["assistansen-sa", "abcent"], []),
        ({"kommune": "Kárášjohka", "tjeneste": "cars"}, ["abcent"], ["assistansen-sa"]),
        ({"kommune": "Oslo"}, ["abcent"], ["assistansen-sa"]),
    ],
)
def test_filters_keep_those_who_state_it(
    client: Client, cast: Cast, query: dict[str, object], shown: list[str], hidden: list[str]
) -> None:
    publish(cast)
    cover(cast)
    publish_other(cast)
    page = page_of(client, "/leverandorer/", **query)
    assert [slug for slug in shown if f'href="/leverandorer/{slug}/"' not in page] == []
    assert [slug for slug in hidden if f'href="/leverandorer/{slug}/"' in page] == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"kommune": "Herøy"}, "Hvilken mener du: Herøy (Møre og Romsdal) eller Herøy (Nordland)?"),
        ({"kommune": "qqqqq"}, "Vi fant ingen kommune som ligner"),
        ({"kommune": "x" * 300}, "for lang"),
        ({"tjeneste": "flying"}, "Velg en av mulighetene."),
        ({"sprak": "'; drop"}, "Velg en av mulighetene."),
    ],
)
def test_strange_filters_are_told_at_the_field_and_the_list_stays(
    client: Client, query: dict[str, str], told: str
) -> None:
    page = page_of(client, "/leverandorer/", **query)
    assert told in page
    assert 'href="/leverandorer/abcent/"' in page
    if "kommune" in query:
        assert f'value="{query["kommune"]}"' in page


def test_two_suppliers_stand_side_by_side_and_silence_is_not_a_no(client: Client, cast: Cast) -> None:
    publish(cast)
    cover(cast)
    page = page_of(client, "/leverandorer/sammenlign/", s=["abcent", "assistansen-sa"])
    assert page.count('data-label="Abcent"') == page.count('data-label="Assistansen SA"') == 31
    assert "ikke oppgitt" in page and ">nei<" not in page
    assert '<th scope="col"><a class="ds-link" href="/leverandorer/abcent/">Abcent</a></th>' in page


def test_the_comparison_states_what_each_supplier_states(cast: Cast) -> None:
    own, public = supplier(publish(cast)), supplier("abcent")
    assert own is not None and public is not None
    stated = {
        str(row.label): [yes for _name, yes in row.cells] for group in compared([own, public]) for row in group.rows
    }
    assert stated[str(SERVICES[Service.ROTA])] == [True, True]
    assert stated[str(SERVICES[Service.BOATS])] == [False, True]
    assert sum(yes for yes, _other in stated.values()) == len(own.services) + len(own.terms)


def test_unknown_and_too_many_suppliers_are_told(client: Client, cast: Cast) -> None:
    slugs = []
    for number in range(5):
        Organisation.objects.filter(pk=cast.supplier.pk).update(name=f"Nummer {number}")
        cast.supplier.refresh_from_db()
        if number == 0:
            slugs.append(publish(cast))
    page = page_of(client, "/leverandorer/sammenlign/", s=["nobody", "<b>x</b>", slugs[0], "abcent", "abcent"])
    assert "«nobody»" in page and "&lt;b&gt;x" in page
    assert page.count('<th scope="col">') == 3
    assert "Velg to eller flere" in page_of(client, "/leverandorer/sammenlign/")


def test_an_own_page_tells_who_says_it_and_where_they_are(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    cover(cast)
    page = page_of(client, f"/leverandorer/{slug}/")
    assert "Leverandøren har skrevet dette selv" in page
    assert "Tjenestekonsesjon fra 1. januar 2023. Tar imot nye. Sjekket 15. januar 2026." in page
    assert "/kommuner/4601-bergen/" in page and "/kommuner/0301-oslo/" not in page
    assert "raadgiver@example.test" not in page
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["name"] == "Assistansen SA"


def test_what_a_supplier_writes_is_shown_as_text(client: Client, cast: Cast) -> None:
    slug = publish(cast, about="<img src=x onerror=alert(1)> & </script>")
    page = page_of(client, f"/leverandorer/{slug}/")
    assert "<img src=x" not in page and page.count("</script>") == 1


def test_a_municipality_names_its_suppliers(client: Client, cast: Cast) -> None:
    publish(cast)
    cover(cast)
    bergen = page_of(client, "/kommuner/4601-bergen/")
    assert "Sier at de har avtale med kommunen" in bergen and "/leverandorer/assistansen-sa/" in bergen
    karasjok = page_of(client, "/nn/kommuner/5610-karasjok/")
    assert "Seier at dei er til stades i kommunen" in karasjok


def test_a_supplier_that_is_gone_is_said_in_words(client: Client) -> None:
    answer = client.get("/leverandorer/borte/")
    assert answer.status_code == 404 and "Vi kjenner ikke leverandøren" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"bankrupt": True}, "Virksomheten er konkurs"),
        ({"winding_up": True}, "under avvikling"),
        ({"deleted_on": "2026-05-04"}, "ble slettet fra Enhetsregisteret 4. mai 2026"),
        ({}, "Hjemmehjelp (88.101)"),
    ],
)
def test_the_register_is_quoted_and_warns(client: Client, cast: Cast, changes: dict[str, object], told: str) -> None:
    Organisation.objects.filter(pk=cast.supplier.pk).update(organisation_number="310000019")
    slug = publish(cast)
    assert "ikke hentet hit ennå" in page_of(client, f"/leverandorer/{slug}/")
    company = {
        "number": "310000019",
        "name": "KONSTRUERT ASSISTANSE AS",
        "form": "AS",
        "form_name": "Aksjeselskap",
        "industries": [{"code": "88.101", "name": "Hjemmehjelp"}],
        "employees": 112,
        "address": ["Konstruertgata 1"],
        "postcode": "9008",
        "post_town": "TROMSØ",
        "municipality": "5501",
        "parent": None,
        "registered_for_vat": False,
        "bankrupt": False,
        "winding_up": False,
        "deleted_on": None,
    }
    shelve("companies", [{**company, **changes}])
    page = page_of(client, f"/leverandorer/{slug}/")
    assert told in page and "112" in page and "Aksjeselskap" in page
    assert ('role="alert"' in page) is bool(changes)
