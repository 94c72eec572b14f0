"""What surrounds every page: language, privacy, health, refusals and error pages."""

from __future__ import annotations

import io
import json
import logging
import os
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Worker
from selvstyrt.faces.web import errors
from selvstyrt.faces.web.language import wished_language
from selvstyrt.faces.web.middleware import LogLine
from tests.cast import PASSWORD, Cast

ROOT = Path(__file__).resolve().parents[3]


# Language


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "nb"),
        ("nn-NO,nn;q=0.9,en;q=0.8", "nn"),
        ("no", "nb"),
        ("en-GB,en;q=0.9", "en"),
        ("de,fr;q=0.9", "nb"),
        ("de,en;q=0.5,nn;q=0.7", "nn"),
        ("en;q=0.1,nb;q=1.0", "nb"),
        ("en;q=høyt,nn;q=0.2", "nn"),
        (";;;,,q=;en;q=", "nb"),
        ("x" * 5000, "nb"),
    ],
)
def test_the_browsers_wish_is_understood(header: str, language: str) -> None:
    assert wished_language(header) == language


@pytest.mark.django_db
def test_the_cookie_wins_over_the_browser_and_the_person_over_the_cookie(client: Client, cast: Cast) -> None:
    english = {"accept-language": "en"}
    assert client.get("/konto/login/", headers=english)["Content-Language"] == "en"
    client.cookies["django_language"] = "nn"
    assert client.get("/konto/login/", headers=english)["Content-Language"] == "nn"
    client.login(email=cast.kari.email, password=PASSWORD)
    assert client.get("/konto/logout/", headers=english)["Content-Language"] == "nb"


@pytest.mark.django_db
def test_a_chosen_language_is_remembered_for_the_person(client: Client, cast: Cast) -> None:
    client.login(email=cast.amal.email, password=PASSWORD)
    answer = client.post("/sprak/", {"language": "en", "next": "/konto/logout/"})
    assert (answer.status_code, answer["Location"]) == (302, "/konto/logout/")
    assert Person.objects.get(pk=cast.amal.pk).language == "en"
    assert Person.objects.get(pk=cast.jonas.pk).language == "nb"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"]
)
def test_choosing_a_language_never_leads_away_from_the_site(client: Client, elsewhere: str) -> None:
    assert client.post("/sprak/", {"language": "nn", "next": elsewhere})["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_language_is_refused_and_says_which_there_are(client: Client) -> None:
    answer = client.post("/sprak/", {"language": "tlh"})
    assert answer.status_code == 400
    assert "nynorsk" in answer.content.decode()
    assert client.get("/sprak/")["Location"] == "/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "Denne siden tar ikke imot noe"),
        ("nn", "Denne sida tek ikkje imot noko"),
        ("en", "This page takes nothing"),
    ],
)
def test_what_is_sent_to_an_address_that_takes_nothing_gets_a_page_with_a_way_back(
    client: Client, language: str, words: str
) -> None:
    client.cookies["django_language"] = language
    for answer in (client.post("/robots.txt"), client.put("/sprak/")):
        page = answer.content.decode()
        assert answer.status_code == 405
        assert words in page
        assert 'href="/"' in page
        assert answer["Allow"]


# Privacy and limits


@pytest.mark.django_db
def test_pages_of_a_logged_in_person_are_not_kept_anywhere(client: Client, cast: Cast) -> None:
    client.login(email=cast.kari.email, password=PASSWORD)
    answer = client.get("/konto/logout/")
    assert "no-store" in answer["Cache-Control"]
    assert client.post("/konto/logout/")["Clear-Site-Data"] == '"cache"'


@pytest.mark.django_db
def test_log_in_with_a_wrong_password_tells_nothing_about_the_address_and_stops_after_five(
    client: Client, cast: Cast
) -> None:
    texts = set()
    for email in (cast.kari.email, "nobody@example.test"):
        answer = client.post("/konto/login/", {"login": email, "password": "feil-passord-her"})
        texts.add(answer.content.decode().split("ds-error-summary", 1)[1].split("</div>", 1)[0])
    assert len(texts) == 1
    for _attempt in range(6):
        answer = client.post("/konto/login/", {"login": cast.kari.email, "password": "feil-passord-her"})
    answer = client.post("/konto/login/", {"login": cast.kari.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_nobody_signs_up_alone(client: Client) -> None:
    answer = client.get("/konto/signup/")
    assert "Du trenger en invitasjon" in answer.content.decode()
    client.post("/konto/signup/", {"email": "a@example.test", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/konto/login/?next=%00", "/%00", "/konto/login/?a=b%00c"])
def test_a_nul_byte_in_the_address_is_refused_with_a_page(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert "kunne ikke leses" in answer.content.decode()


@pytest.mark.django_db
def test_an_old_form_is_told_so_and_nothing_happens(cast: Cast) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/sprak/", {"language": "en"})
    assert answer.status_code == 403
    assert "Siden var for gammel" in answer.content.decode()


# Health and errors


@pytest.mark.django_db
def test_the_process_says_that_it_lives_without_asking_the_database(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert len(queries) == 0


@pytest.mark.django_db
def test_readiness_is_true_on_a_migrated_database(client: Client) -> None:
    answer = client.get("/readyz")
    told = answer.json()
    assert (answer.status_code, told["ready"], told["reasons"], told["warnings"]) == (200, True, [], [])
    work = {"queued": 0, "running": 0, "schemes_waiting": 0}
    assert told["rosters"] == {"runner": "process", "workers": 0, "machines": 0, **work}


@pytest.mark.django_db
@override_settings(SELVSTYRT_RUNNER="queue")
def test_readiness_tells_of_workers_and_warns_when_nobody_takes_the_runs(client: Client) -> None:
    told = client.get("/readyz").json()
    assert told["ready"], "the site works without workers"
    assert "selvstyrt worker" in told["warnings"][0]
    now = timezone.now()
    for machine, heard in (("a", now), ("b", now), ("b", now), ("c", now - timedelta(seconds=31))):
        Worker.objects.create(machine=machine, started_at=heard, heartbeat_at=heard)
    told = client.get("/readyz").json()
    assert (told["rosters"]["workers"], told["rosters"]["machines"], told["warnings"]) == (3, 2, [])


@pytest.mark.django_db
def test_readiness_names_missing_migrations(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'reports'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "selvstyrt migrate" in answer.json()["reasons"][0]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_error_pages_need_no_database_session_or_script(status: int, language: str) -> None:
    page = {400: errors.wrong_request, 403: errors.no_access, 404: errors.not_found, 500: errors.our_fault}[status]
    answer = page(RequestFactory().get("/", headers={"accept-language": language}))  # the db fixture is not asked for
    html = answer.content.decode()
    assert answer.status_code == status
    assert f'<html lang="{language}"' in html
    assert "<script" not in html
    assert "Something went wrong" not in html


@pytest.mark.django_db
@override_settings(DEBUG=False)
def test_an_unknown_address_gets_our_page(client: Client) -> None:
    answer = client.get("/finnes-ikke/")
    assert answer.status_code == 404
    assert "Vi finner ikke siden" in answer.content.decode()
    assert answer["X-Request-Id"]


def test_a_log_line_is_json_with_the_time_in_utc() -> None:
    record = logging.LogRecord("selvstyrt", logging.WARNING, __file__, 1, "hei %s", ("du",), None)
    line = json.loads(LogLine().format(record))
    assert (line["level"], line["message"]) == ("WARNING", "hei du")
    assert line["time"].endswith("+00:00")


# Settings


def setting(expression: str, folder: Path, **environment: str) -> str:
    """What a setting is in a process of its own with this environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("SELVSTYRT_", "DATABASE_URL"))}
    code = f"from selvstyrt.config import settings as s; print({expression})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "SELVSTYRT_VAR": str(folder), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return (done.stdout + done.stderr).strip()


def test_the_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = setting("s.SECRET_KEY", tmp_path)
    assert len(first) >= 50
    assert setting("s.SECRET_KEY", tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_https_turns_on_secure_cookies_bound_to_the_host(tmp_path: Path) -> None:
    names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    shown = ", ".join(f"s.{name}" for name in (*names, "SECURE_HSTS_SECONDS"))
    assert setting(shown, tmp_path, SELVSTYRT_HTTPS="1") == "__Host-s __Host-c True True 31536000"
    assert setting(shown, tmp_path) == "s c False False 0"


def test_a_database_address_is_taken_apart_and_a_strange_one_refused(tmp_path: Path) -> None:
    shown = "[s.DATABASES['default'][k] for k in ('NAME', 'USER', 'PASSWORD', 'HOST', 'PORT')]"
    address = "postgresql://kari:p%40ss@db.example:5433/bpa"
    assert setting(shown, tmp_path, DATABASE_URL=address) == "['bpa', 'kari', 'p@ss', 'db.example', '5433']"
    assert "postgresql://" in setting("1", tmp_path, DATABASE_URL="mysql://x/y")


def test_a_flag_that_is_neither_yes_nor_no_is_refused(tmp_path: Path) -> None:
    assert "SELVSTYRT_HTTPS" in setting("s.HTTPS", tmp_path, SELVSTYRT_HTTPS="kanskje")


def test_collected_files_carry_their_hash_and_pages_name_them(tmp_path: Path) -> None:
    code = (
        "import django; django.setup();"
        "from django.core.management import call_command;"
        "call_command('collectstatic', interactive=False, verbosity=0);"
        "from django.templatetags.static import static; print(static('selvstyrt/theme.css'))"
    )
    environment = {**os.environ, "SELVSTYRT_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    name = done.stdout.strip().removeprefix("/static/")
    assert name != "selvstyrt/theme.css"
    assert (tmp_path / "static" / name).is_file()
    assert (tmp_path / "static" / f"{name}.br").is_file()


@pytest.mark.django_db
def test_the_models_and_the_migrations_agree() -> None:
    out = io.StringIO()
    call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)
    assert "No changes" in out.getvalue()


@pytest.mark.django_db
def test_a_form_of_five_megabytes_is_refused_with_a_page(client: Client) -> None:
    answer = client.post("/konto/login/", {"login": "kari@example.test", "password": "x" * 5_000_000})
    assert answer.status_code == 413
    assert "er for langt" in answer.content.decode()


@pytest.mark.django_db
def test_pages_are_sent_compressed_to_browsers_that_can(client: Client) -> None:
    plain = client.get("/konto/login/")
    packed = client.get("/konto/login/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 2
