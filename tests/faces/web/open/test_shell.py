"""What every open page has in common: language in the address, a cache that holds, nothing that follows anybody."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import NoReverseMatch, reverse

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
