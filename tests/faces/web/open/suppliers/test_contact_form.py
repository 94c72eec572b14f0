"""The contact form: without cookie and script, for slow and quick writers, and against those who send rubbish."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.utils import timezone

from selvstyrt.apps.directory.contact import PER_SENDER_HOUR
from selvstyrt.apps.directory.models import ContactMessage
from selvstyrt.faces.web.open.suppliers import guard
from tests.cast import Cast
from tests.faces.web.supplier.building import publish

pytestmark = pytest.mark.django_db


def typed(slug: str, *, seconds: float = 60, **changes: str) -> dict[str, str]:
    """A form that was open so long."""
    word = guard.give(slug, timezone.now() - timedelta(seconds=seconds))
    data = {"name": "Mona", "email": "mona@example.test", "text": "Kan dere ringe?", "consent": "on", "word": word}
    return data | changes


def post(client: Client, slug: str, data: dict[str, str], **headers: Any) -> Any:
    return client.post(f"/leverandorer/{slug}/kontakt/", data, **headers)


def test_the_form_sets_no_cookie_is_not_cached_and_carries_its_word(client: Client, cast: Cast) -> None:
    answer = client.get(f"/nn/leverandorer/{publish(cast)}/kontakt/")
    page = answer.content.decode()
    assert not answer.cookies and answer["Cache-Control"] == "no-store"
    assert re.search(r'name="word" value="[^"]+"', page)
    assert "csrfmiddlewaretoken" not in page
    assert "Eg samtykkjer i at Selvstyrt lagrar meldinga" in page


def test_a_message_is_sent_told_and_can_be_taken_back(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    slug = publish(cast)
    answer = post(client, slug, typed(slug, municipality="bergen"))
    assert answer.status_code == 302
    assert not answer.cookies
    (message,) = ContactMessage.objects.all()
    assert (message.name, message.municipality_number, message.language) == ("Mona", "4601", "nb")
    assert [each.to for each in mail.outbox] == [["raadgiver@example.test"]]
    receipt = client.get(answer["Location"])
    assert "Meldingen er sendt" in receipt.content.decode() and "Mona" not in receipt.content.decode()
    assert receipt["Cache-Control"] == "no-store"
    client.post(answer["Location"])
    assert not ContactMessage.objects.exists()
    assert client.get(answer["Location"]).status_code == 410


def test_sending_twice_gives_one_message_and_the_same_receipt(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    data = typed(slug)
    first, second = post(client, slug, data), post(client, slug, data)
    assert first["Location"] == second["Location"]
    assert ContactMessage.objects.count() == len(mail.outbox) == 1


def test_who_is_too_quick_gets_the_same_form_and_may_press_again(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    data = typed(slug, seconds=0)
    answer = post(client, slug, data)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Vent tre sekunder" in page and "Kan dere ringe?" in page
    assert f'value="{data["word"]}"' in page, "the same word, which grows older"
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize("hours", [1, 23])
def test_who_needs_hours_is_heard(client: Client, cast: Cast, hours: int) -> None:
    slug = publish(cast)
    assert post(client, slug, typed(slug, seconds=hours * 3600)).status_code == 302


@pytest.mark.parametrize(
    "word",
    [
        "",
        "junk",
        "x" * 5000,
        Signer(salt="another").sign("assistansen-sa:aa:1"),
        Signer(salt="selvstyrt.contact").sign("abcent:aa:1"),
    ],
)
def test_a_word_that_is_not_ours_gives_a_new_one_and_keeps_the_text(client: Client, cast: Cast, word: str) -> None:
    slug = publish(cast)
    answer = post(client, slug, typed(slug, word=word))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Kan dere ringe?" in page
    assert not ContactMessage.objects.exists()
    fresh = re.search(r'name="word" value="([^"]+)"', page)
    assert fresh and guard.take(fresh[1], slug, timezone.now() + timedelta(minutes=1)).doubt is None


def test_a_form_from_yesterday_gets_a_new_word(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    answer = post(client, slug, typed(slug, seconds=25 * 3600))
    assert answer.status_code == 422 and "over et døgn" in answer.content.decode()


def test_the_field_for_machines_is_out_of_reach_and_stops_those_who_fill_it(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    page = client.get(f"/leverandorer/{slug}/kontakt/").content.decode()
    assert re.search(r'<div class="sv-hidden-field" aria-hidden="true">.*tabindex="-1" autocomplete="off"', page)
    answer = post(client, slug, typed(slug, nettsted="https://spam.example"))
    again = answer.content.decode()
    assert answer.status_code == 422 and "Et skjult felt var fylt ut" in again
    assert "spam.example" not in again
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
    ],
)
def test_a_form_from_another_site_is_not_taken(client: Client, cast: Cast, headers: dict[str, str]) -> None:
    slug = publish(cast)
    answer = post(client, slug, typed(slug), **headers)
    assert answer.status_code == 422 and "fra et annet nettsted" in answer.content.decode()
    assert not ContactMessage.objects.exists()


@pytest.mark.parametrize("headers", [{"HTTP_SEC_FETCH_SITE": "same-origin"}, {"HTTP_ORIGIN": "http://testserver"}, {}])
def test_a_form_from_here_is_taken_from_new_and_old_browsers(
    client: Client, cast: Cast, headers: dict[str, str]
) -> None:
    slug = publish(cast)
    assert post(client, slug, typed(slug), **headers).status_code == 302


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": ""}, "Navnet ditt: Fyll ut dette feltet."),
        ({"email": ""}, "Skriv en e-postadresse eller et telefonnummer"),
        ({"email": "mona"}, "navn@sted.no"),
        ({"email": "", "phone": "12"}, "minst 8 sifre"),
        ({"text": "x" * 2001}, "Teksten er for lang"),
        ({"text": "a\x00b"}, "tegn som ikke kan lagres"),
        ({"municipality": "Herøy"}, "Hvilken mener du"),
        ({"consent": ""}, "Kryss av hvis du vil at vi skal lagre meldingen"),
    ],
)
def test_each_fault_is_told_at_its_field_with_what_was_typed(
    client: Client, cast: Cast, changes: dict[str, str], told: str
) -> None:
    slug = publish(cast)
    data = typed(slug, **changes)
    if not data["consent"]:
        del data["consent"]
    answer = post(client, slug, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert told in page and "ds-error-summary" in page
    assert "<title>Feil:" in page
    assert not ContactMessage.objects.exists()


def test_the_sixth_message_in_an_hour_gets_a_clear_answer(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    for number in range(PER_SENDER_HOUR):
        assert post(client, slug, typed(slug, text=f"Nr. {number}")).status_code == 302
    answer = post(client, slug, typed(slug, text="En til"))
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Denne er ikke sendt" in page and "En til" in page
    assert len(mail.outbox) <= PER_SENDER_HOUR


@pytest.mark.parametrize("slug", ["abcent", "nobody"])
def test_a_supplier_that_takes_no_messages_says_so(client: Client, slug: str) -> None:
    for answer in (client.get(f"/leverandorer/{slug}/kontakt/"), post(client, slug, typed(slug))):
        assert answer.status_code == 404
        assert "Du kan ikke skrive til dem her" in answer.content.decode()


def test_nobody_can_take_back_a_message_by_guessing_or_from_another_site(client: Client, cast: Cast) -> None:
    slug = publish(cast)
    address = post(client, slug, typed(slug))["Location"]
    client.post(address, HTTP_SEC_FETCH_SITE="cross-site")
    client.post(address.replace(slug, "abcent"))
    assert ContactMessage.objects.count() == 1


def test_behind_a_proxy_each_person_has_a_limit_of_their_own(client: Client, cast: Cast, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    slug = publish(cast)
    for number in range(PER_SENDER_HOUR + 3):
        forwarded = f"203.0.113.99, 198.51.100.{number}"  # the first is whatever the sender claims
        answer = post(client, slug, typed(slug, text=f"Nr. {number}"), HTTP_X_FORWARDED_FOR=forwarded)
        assert answer.status_code == 302
    for number in range(PER_SENDER_HOUR):
        forwarded = f"10.0.0.{number}, 198.51.100.77"
        post(client, slug, typed(slug, text=f"Igjen {number}"), HTTP_X_FORWARDED_FOR=forwarded)
    last = post(client, slug, typed(slug, text="En til"), HTTP_X_FORWARDED_FOR="10.9.9.9, 198.51.100.77")
    assert last.status_code == 429, "a claimed address does not make a new sender"
