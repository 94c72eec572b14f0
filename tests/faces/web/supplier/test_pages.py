"""A supplier's own pages: profile with preview, the list with a look before it is stored, messages."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from selvstyrt.apps.directory.models import ContactMessage, SupplierCoverage, SupplierProfile
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.people.models import Person
from tests.cast import Cast
from tests.faces.web.supplier.building import LIST, cover, publish, write

pytestmark = pytest.mark.django_db
TYPED = {
    "about": "Vi er et samvirke.",
    "about_language": "nn",
    "website": "https://www.example.org",
    "services": ["rota", "cars"],
    "terms": ["pension"],
    "languages": ["se"],
    "contact_email": "raad@example.test",
    "is_published": "on",
}


@pytest.fixture
def liv(client: Client, cast: Cast) -> Client:
    client.force_login(cast.liv.user)
    return client


def address(cast: Cast, part: str = "") -> str:
    return f"/leverandor/{cast.supplier.uid}/{part}"


def test_the_only_supplier_is_opened_at_once_and_the_start_page_leads_there(liv: Client, cast: Cast) -> None:
    assert liv.get("/leverandor/")["Location"] == address(cast)
    assert 'href="/leverandor/"' in liv.get("/").content.decode()


def test_a_profile_is_previewed_without_being_stored_and_then_stored(liv: Client, cast: Cast) -> None:
    shown = liv.post(address(cast), {**TYPED, "preview": "1"}).content.decode()
    assert "Slik blir siden. Den er ikke lagret ennå." in shown
    assert '<p class="ds-paragraph" lang="nn">Vi er et samvirke.</p>' in shown
    assert "<dd>Hjelp med turnus.</dd>" in shown
    assert not SupplierProfile.objects.exists() and not Event.objects.filter(act="save_supplier_profile").exists()

    saved = liv.post(address(cast), TYPED, follow=True).content.decode()
    assert "Profilen er lagret. Om noen minutter ser alle den nye." in saved
    assert Client().get("/leverandorer/assistansen-sa/").status_code == 200
    assert Event.objects.get(act="save_supplier_profile").actor == cast.liv.uid

    liv.post(address(cast), {key: value for key, value in TYPED.items() if key != "is_published"})
    assert Client().get("/leverandorer/assistansen-sa/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"website": "www.example.org"}, "Skriv nettadressen fra begynnelsen"),
        ({"contact_email": "feil"}, "navn@sted.no"),
        ({"about": "", "services": []}, "før dere publiserer"),
        ({"about": "x" * 900}, "Teksten er for lang"),
        ({"services": ["flying"]}, "Velg en av mulighetene"),
    ],
)
@pytest.mark.parametrize("button", [{}, {"preview": "1"}])
def test_faults_of_a_profile_are_told_and_nothing_is_stored(
    liv: Client, cast: Cast, changes: dict[str, Any], told: str, button: dict[str, str]
) -> None:
    answer = liv.post(address(cast), {**TYPED, **changes, **button})
    page = answer.content.decode()
    assert answer.status_code == 422 and told in page and "ds-error-summary" in page
    assert not SupplierProfile.objects.exists()


def test_a_list_is_shown_before_it_is_stored(liv: Client, cast: Cast) -> None:
    file = SimpleUploadedFile("kommuner.csv", LIST.replace(",4601,", ",1201,").encode())
    unknown = liv.post(address(cast, "kommuner/"), {"file": file}).content.decode()
    assert "Linje 2: Ingen kommune har nummeret «1201»." in unknown

    file = SimpleUploadedFile("kommuner.csv", LIST.replace(",5610,", ",5437,").encode())
    shown = liv.post(address(cast, "kommuner/"), {"file": file}).content.decode()
    assert "Nye kommuner: 3. Kommuner som forsvinner: 0." in shown and "5437 → 5610" in shown
    assert not SupplierCoverage.objects.exists()

    liv.post(address(cast, "kommuner/"), {"text": LIST, "save": "1"})
    assert SupplierCoverage.objects.count() == 3
    shorter = "\n".join(LIST.splitlines()[:2])
    page = liv.post(address(cast, "kommuner/"), {"text": shorter}).content.decode()
    assert "Nye kommuner: 0. Kommuner som forsvinner: 2." in page


def test_the_list_can_be_taken_out_and_put_in_again(liv: Client, cast: Cast) -> None:
    publish(cast)
    cover(cast)
    file = liv.get(address(cast, "kommuner/liste.csv"))
    assert file["Content-Type"].startswith("text/csv") and "attachment" in file["Content-Disposition"]
    liv.post(address(cast, "kommuner/"), {"text": file.content.decode(), "save": "1"})
    assert SupplierCoverage.objects.count() == 3
    assert liv.get(address(cast, "kommuner/liste.csv")).content == file.content


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe\x00", "ikke en tekstfil"),
        (b"", "mangler disse kolonnene"),
        (b"<html></html>", "mangler disse kolonnene"),
        (b"x" * 400_001, "for stor"),
    ],
)
def test_a_file_that_is_no_list_is_told(liv: Client, cast: Cast, content: bytes, told: str) -> None:
    answer = liv.post(address(cast, "kommuner/"), {"file": SimpleUploadedFile("x.csv", content)})
    if content:
        assert answer.status_code == 422 and told in answer.content.decode()
    else:
        assert answer.status_code == 422


def test_messages_are_read_and_marked_and_the_unanswered_are_counted(liv: Client, cast: Cast) -> None:
    slug = publish(cast)
    made = write(slug, text="Hei.\nKan dere ringe <b>nå</b>?")
    page = liv.get(address(cast, "meldinger/")).content.decode()
    assert "Profil og meldinger (1 ubesvart)" in liv.get("/").content.decode()
    assert "Meldinger (1 ubesvarte)" in page and "&lt;b&gt;nå&lt;/b&gt;" in page
    assert "mailto:mona@example.test" in page and "Bergen" in page
    liv.post(address(cast, f"meldinger/{made.uid}/"), {"answered": "yes"})
    assert ContactMessage.objects.get().answered_by == cast.liv
    assert "av Liv" in liv.get(address(cast, "meldinger/")).content.decode()
    liv.post(address(cast, f"meldinger/{made.uid}/"), {"answered": "no"})
    assert ContactMessage.objects.get().answered_at is None


def test_the_pages_have_every_word_in_three_languages(liv: Client, cast: Cast) -> None:
    write(publish(cast))
    cover(cast)
    seen = set()
    for language in ("nb", "nn", "en"):
        Person.objects.filter(pk=cast.liv.pk).update(language=language)
        for part in ("", "kommuner/", "meldinger/"):
            page = liv.get(address(cast, part)).content.decode()
            assert f'<html lang="{language}"' in page
            seen.add(page.split("<main")[1])
    assert len(seen) == 9
