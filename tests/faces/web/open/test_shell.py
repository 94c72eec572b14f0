"""What every open page has in common: language in the address, a cache that holds, nothing that follows anybody."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from selvstyrt.faces.web import errors
from selvstyrt.faces.web.open.menu import doors
from selvstyrt.faces.web.open.shell import open_address
from selvstyrt.faces.web.open.structured import json_ld
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_language_stands_in_the_address_and_bokmal_has_none() -> None:
    assert open_address("open_home", "nb") == "/"
    assert open_address("open_home", "nn") == "/nn/"
    assert open_address("open_home", "en") == "/en/"


def test_there_is_no_address_in_a_language_we_do_not_have() -> None:
    with pytest.raises(NoReverseMatch, match="'sv'"):
        open_address("open_home", "sv")
    assert Client().get("/sv/").status_code == 404


def test_the_page_speaks_the_language_of_its_address_whatever_the_browser_asks() -> None:
    answer = Client().get("/nn/", headers={"accept-language": "en"})

    assert answer["Content-Language"] == "nn"
    assert '<html lang="nn"' in answer.content.decode()
    assert 'hreflang="en" href="http://testserver/en/"' in answer.content.decode()


def test_anybody_may_keep_an_open_page_for_a_while_and_ask_whether_it_changed() -> None:
    answer = Client().get("/en/")
    again = Client().get("/en/", headers={"if-none-match": answer["ETag"]})

    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in answer.get("Vary", "")
    assert "Set-Cookie" not in answer
    assert not answer.cookies
    assert again.status_code == 304
    assert again.content == b""


def test_somebody_logged_in_gets_the_very_same_page(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.kari.user)

    assert client.get("/en/").content == Client().get("/en/").content
    assert client.get("/en/")["Cache-Control"] == "public, max-age=300"


def test_an_open_page_only_answers_questions() -> None:
    assert Client().post("/en/").status_code == 405


def test_the_front_door_is_bokmal_and_not_shown_to_who_logs_in_later() -> None:
    answer = Client().get("/", headers={"accept-language": "en"})

    assert answer["Content-Language"] == "nb"
    assert 'href="/nn/" lang="nn"' in answer.content.decode()
    assert "Cookie" in answer["Vary"]
    assert answer["Cache-Control"] == "no-cache"
    assert reverse("account_login") in answer.content.decode()


def test_structured_data_cannot_end_its_element() -> None:
    text = str(json_ld({"@type": "Thing", "name": "</script><b>", "empty": "", "none": None}))

    assert text.count("</script>") == 1
    content = json.loads(text.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert content == {"@context": "https://schema.org", "@type": "Thing", "name": "</script><b>"}


@pytest.fixture
def keeping(settings: Any) -> None:
    """Pages are kept, as in use."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, "open": {"BACKEND": backend, "LOCATION": str(uuid4())}}


def test_a_page_is_made_once_and_then_given_as_it_was(keeping: None, django_assert_num_queries: Any) -> None:
    first = Client().get("/nn/kommuner/")
    with django_assert_num_queries(0):
        second = Client().get("/nn/kommuner/")
        unchanged = Client().get("/nn/kommuner/", headers={"if-none-match": first["ETag"]})

    assert second.content == first.content
    assert second["Content-Language"] == "nn"
    assert second["Cache-Control"] == first["Cache-Control"]
    assert "Cookie" not in second.get("Vary", "")
    assert unchanged.status_code == 304


def test_an_answer_to_a_question_is_never_kept(keeping: None) -> None:
    asked = "/egenandel/?inntekt=412345"
    Client().get(asked)

    assert not any("412345" in str(value) for value in caches["open"]._cache.values())
    assert not caches["open"]._cache  # the address itself is not kept either


def test_each_host_gets_its_own_page(keeping: None) -> None:
    Client().get("/en/")
    other = Client().get("/en/", headers={"host": "localhost"}).content.decode()

    assert 'href="http://localhost/en/"' in other


@pytest.mark.parametrize(
    ("address", "language", "says", "home"),
    [
        ("/en/bpa/nowhere/", "en", "We cannot find the page", "/en/"),
        ("/nn/finst-ikkje/", "nn", "Vi finn ikkje sida", "/nn/"),
        ("/en/lonn/nowhere/", "en", "We cannot find the page", "/en/"),
        ("/bpa/finnes-ikke/", "nb", "Vi finner ikke siden", "/"),
    ],
)
def test_an_open_address_that_leads_nowhere_says_so_in_its_language_and_keeps_the_menu(
    client: Client, address: str, language: str, says: str, home: str
) -> None:
    answer = client.get(address, headers={"accept-language": "de,nn;q=0.5"})

    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Language"]) == (404, language)
    assert f'<html lang="{language}"' in page
    assert says in page
    assert f'class="ds-button" href="{home}"' in page
    for door in doors():
        assert translated(door.url, language) in page


def translated(address: str, language: str) -> str:
    return f'href="{address if language == "nb" else f"/{language}{address}"}"'


def test_a_broken_open_address_and_a_fault_of_ours_speak_the_language_of_the_address(client: Client) -> None:
    broken = client.get("/en/bpa/?x=%00")
    fault = errors.our_fault(RequestFactory().get("/nn/kommuner/"))

    assert (broken.status_code, broken["Content-Language"]) == (400, "en")
    assert 'href="/en/rett/"' in broken.content.decode()
    assert (fault.status_code, fault["Content-Language"]) == (500, "nn")
    assert 'href="/nn/rett/"' in fault.content.decode()


def test_an_address_of_nobody_keeps_the_readers_language_and_no_open_menu(client: Client) -> None:
    answer = client.get("/finnes-ikke/", headers={"accept-language": "en"})

    assert answer["Content-Language"] == "en"
    assert "sv-nav" not in answer.content.decode()
