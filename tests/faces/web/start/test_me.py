"""One's own page: details, language, absences, wishes, address, password, one-time code."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal import auth
from django.core import mail
from django.test import Client
from django.urls import reverse

from selvstyrt.apps.people.models import Person, User
from selvstyrt.apps.plans.models import Absence, WeeklyAbsence, Wish
from tests.cast import PASSWORD, Cast


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_saving_a_language_changes_the_pages_and_only_one_person(cast: Cast) -> None:
    client = logged_in(cast.amal)
    details = {"name": "Amal Ali", "phone": "", "language": "en"}

    answer = client.post(reverse("me"), details, follow=True)

    assert answer["Content-Language"] == "en"
    assert list(Person.objects.filter(language="en")) == [Person.objects.get(name="Amal Ali")]


def test_an_empty_name_is_refused_and_what_was_typed_is_kept(cast: Cast) -> None:
    answer = logged_in(cast.amal).post(reverse("me"), {"name": "", "phone": "900 00 000", "language": "nb"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Fyll ut dette feltet." in page
    assert "900 00 000" in page


@pytest.mark.parametrize("field", ["name", "phone"])
def test_a_character_that_cannot_be_stored_is_told_in_words(cast: Cast, field: str) -> None:
    typed = {"name": "Amal", "phone": "1", "language": "nb"}
    typed[field] += "\x00"
    answer = logged_in(cast.amal).post(reverse("me"), typed)

    assert answer.status_code == 422
    assert "et tegn som ikke kan lagres" in answer.content.decode()


def test_a_night_away_is_read_as_people_write_it(cast: Cast) -> None:
    typed = {"kind": "busy", "first_day": "5.1.2027", "starts_at": "22", "ends_at": "7"}
    assert logged_in(cast.amal).post(reverse("own_absence_new"), typed).status_code == 302

    absence = Absence.objects.get()
    assert (absence.person, absence.end - absence.start) == (cast.amal, timedelta(hours=9))


def test_an_end_before_the_start_is_refused_at_the_field(cast: Cast) -> None:
    typed = {"kind": "busy", "first_day": "5.1.2027", "last_day": "4.1.2027"}
    answer = logged_in(cast.amal).post(reverse("own_absence_new"), typed)

    assert answer.status_code == 422
    assert "Slutten må være etter starten." in answer.context["form"].errors["last_day"][0]
    assert Absence.objects.count() == 0


def test_a_time_that_exists_twice_is_asked_about_and_then_understood(cast: Cast) -> None:
    client = logged_in(cast.amal)
    typed = {"weight": "-2", "first_day": "25.10.2026", "starts_at": "02:30", "ends_at": "06:00"}

    asked = client.post(reverse("own_wish_new"), typed)
    assert asked.status_code == 422
    assert "Andre gang" in asked.content.decode()
    assert Wish.objects.count() == 0

    for which, hours in (("first", 4.5), ("second", 3.5)):
        assert client.post(reverse("own_wish_new"), {**typed, "which": which}).status_code == 302
        wish = Wish.objects.get()
        assert (wish.end - wish.start).total_seconds() == hours * 3600
        wish.delete()


def test_a_time_that_does_not_exist_is_told(cast: Cast) -> None:
    typed = {"weight": "-2", "first_day": "28.3.2027", "starts_at": "02:30", "ends_at": "06:00"}
    answer = logged_in(cast.amal).post(reverse("own_wish_new"), typed)

    assert answer.status_code == 422
    assert "finnes ikke: da stilles klokken fram" in answer.content.decode()


def test_weekly_hours_are_entered_and_removed_by_the_person_alone(cast: Cast) -> None:
    client = logged_in(cast.amal)
    typed = {"weekday": "1", "starts_at": "0900", "ends_at": "12", "first_day": "1.12.2026"}
    assert client.post(reverse("own_weekly_new"), typed).status_code == 302
    weekly = WeeklyAbsence.objects.get()
    url = reverse("own_availability_remove", kwargs={"kind": "fast", "item_uid": weekly.uid})

    logged_in(cast.jonas).post(url)
    assert WeeklyAbsence.objects.count() == 1
    client.post(url)
    assert WeeklyAbsence.objects.count() == 0


def test_a_new_address_needs_the_password(cast: Cast) -> None:
    client = logged_in(cast.amal)
    refused = client.post(reverse("own_address"), {"email": "ny@example.test", "password": "feil"})
    assert refused.status_code == 422
    assert User.objects.get(person=cast.amal).email == "amal@example.test"

    client.post(reverse("own_address"), {"email": "ny@example.test", "password": PASSWORD})
    answer = Client().post(reverse("account_login"), {"login": "ny@example.test", "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_the_address_of_another_is_refused(cast: Cast) -> None:
    typed = {"email": "kari@example.test", "password": PASSWORD}
    assert logged_in(cast.amal).post(reverse("own_address"), typed).status_code == 422


def test_a_forgotten_password_is_mended_by_mail(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": "amal@example.test"})
    (letter,) = mail.outbox
    assert letter.subject.endswith("Nytt passord i Selvstyrt")
    path = next(line for line in letter.body.splitlines() if "://" in line).split("testserver", 1)[1]

    page = client.get(path, follow=True)
    chosen = "et-nytt-passord-om-havet"
    client.post(page.request["PATH_INFO"], {"password1": chosen, "password2": chosen})

    answer = client.post(reverse("account_login"), {"login": "amal@example.test", "password": chosen})
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_unknown_address_gets_the_same_answer(cast: Cast) -> None:
    known = Client().post(reverse("account_reset_password"), {"email": "amal@example.test"})
    unknown = Client().post(reverse("account_reset_password"), {"email": "nobody@example.test"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_wrong_password_is_told_in_plain_words(cast: Cast) -> None:
    answer = Client().post(reverse("account_login"), {"login": "amal@example.test", "password": "feil"})

    assert "hører ikke sammen" in answer.content.decode()


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time stands still at the start of a code's half minute, and moves only when told to."""
    with time_machine.travel(1_800_000_000, tick=False) as traveller:
        yield traveller


def shown_code(secret: str) -> str:
    """What the app shows at this moment."""
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def secured(cast: Cast) -> tuple[str, list[str]]:
    """Amal turns one-time codes on; the secret and the recovery codes."""
    client = Client()
    client.post(reverse("account_login"), {"login": "amal@example.test", "password": PASSWORD})
    asked = client.get(reverse("mfa_activate_totp"), follow=True)
    assert "Bekreft at det er deg" in asked.content.decode()
    page = client.post(
        asked.request["PATH_INFO"], {"password": PASSWORD, "next": reverse("mfa_activate_totp")}, follow=True
    )
    right = shown_code(page.context["form"].secret)
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000" if right != "000000" else "111111"})
    assert "Koden stemmer ikke." in wrong.content.decode()
    secret = wrong.context["form"].secret
    assert client.post(reverse("mfa_activate_totp"), {"code": shown_code(secret)}).status_code == 302
    return secret, client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]


def at_the_code() -> Client:
    """A browser in which the password is given and the code is asked for."""
    fresh = Client()
    answer = fresh.post(reverse("account_login"), {"login": "amal@example.test", "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert fresh.get("/").context["user"].is_anonymous
    return fresh


def opens(code: str) -> bool:
    fresh = at_the_code()
    fresh.post(reverse("mfa_authenticate"), {"code": code})
    return bool(fresh.get("/").context["user"].is_authenticated)


def test_a_one_time_code_is_turned_on_and_then_asked_for(cast: Cast, clock: time_machine.Traveller) -> None:
    secret, recovery = secured(cast)

    assert len(recovery) == 10
    assert opens(recovery[0])
    assert not opens(recovery[0])
    clock.shift(3600)
    assert opens(shown_code(secret))


@pytest.mark.parametrize(("seconds", "is_in_time"), [(-31, False), (-30, True), (59, True), (60, False)])
def test_a_code_typed_slowly_counts_until_the_next_has_gone(
    cast: Cast, clock: time_machine.Traveller, seconds: int, is_in_time: bool
) -> None:
    secret, _ = secured(cast)
    clock.shift(3600)
    code = shown_code(secret)

    clock.shift(seconds)

    assert opens(code) is is_in_time


def test_a_code_opens_only_once_however_long_it_counts(cast: Cast, clock: time_machine.Traveller) -> None:
    secret, _ = secured(cast)
    clock.shift(3630)
    code = shown_code(secret)
    clock.shift(-30)
    assert opens(code)
    for _ in range(3):
        assert not opens(code)
        clock.shift(29)
